"""Figures on the treebanks' dev parts, gold tokens and sentences; and cue detection on the articles kept for tuning."""
import collections

import torch

import losses
import marking
from model import NAMES, PREDICATES, UPOS
from windows import batches, collate, pack, windows


def spans_of(tags):
    out, start, kind = set(), None, None
    for i, t in enumerate(list(tags) + ["O"]):
        if start is not None and not (t.startswith("I-") and t[2:] == kind):
            out.add((start, i, kind))
            start = None
        if t.startswith("B-") or (t.startswith("I-") and start is None):
            start, kind = i, t[2:]
    return out


def treebank(model, records):
    packed = [pack(r, w) for r in records for w in windows(r, context=False)]
    total = collections.Counter()
    names = collections.Counter()
    with torch.no_grad():
        for batch in batches(packed, 2048):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                x = model.words(collate(batch)).float()
            spans = losses.ranges(batch, True)
            tags = [UPOS[t] for t in model.head("tags", x).argmax(1).tolist()]
            gold = losses.gather_words(batch, "upos")
            total["n"] += len(gold)
            total["upos"] += sum(a == b for a, b in zip(tags, gold))
            dep, _ = losses.padded(model.head("arc_dep", x), spans)
            head, _ = losses.padded(model.head("arc_head", x), spans)
            scores = model.arcs(dep, head)
            label_head = torch.cat([model.head("label_head", x), model.root_label[None]])
            flat = []
            for k, (s, e, start) in enumerate(spans):
                flat += [(-1 if h == 0 else s + h - 1) for h in scores[k, : e - s, : e - s + 1].argmax(1).tolist()]
            labels = model.labels(model.head("label_dep", x), label_head[torch.tensor(flat)]).argmax(1).tolist()
            heads, deprels = losses.gather_words(batch, "heads"), losses.gather_words(batch, "deprels")
            for s, e, start in spans:
                for i in range(s, e):
                    right = flat[i] == (-1 if heads[i] < 0 else s + heads[i] - start)
                    total["uas"] += right
                    total["las"] += right and model.deprels[labels[i]] == deprels[i]
            if "names" in batch[0]["record"]:
                found = spans_of([NAMES[t] for t in model.head("names", x).argmax(1).tolist()])
                want = spans_of(losses.gather_words(batch, "names"))
                for kind in ("PER", "ORG", "LOC", "OTH"):
                    f, w = {s for s in found if s[2] == kind}, {s for s in want if s[2] == kind}
                    names[kind, "right"] += len(f & w)
                    names[kind, "found"] += len(f)
                    names[kind, "want"] += len(w)
    n = total["n"]
    line = f"UPOS {100 * total['upos'] / n:.2f} UAS {100 * total['uas'] / n:.2f} LAS {100 * total['las'] / n:.2f}"
    f1 = lambda r, f, w: 200 * r / max(1, f + w)
    if names:
        sums = [sum(v for (k, m), v in names.items() if m == part) for part in ("right", "found", "want")]
        line += f" names {f1(*sums):.1f} " + " ".join(f"{k} {f1(names[k, 'right'], names[k, 'found'], names[k, 'want']):.1f}" for k in ("PER", "ORG", "LOC", "OTH"))
    return line


def cues(model, records):
    """Cue words found, by group of predicates, at several cut-offs: on articles that were kept out."""
    from train import kept_for_tuning
    names = kept_for_tuning(records)
    kept = [r for r in records if r["name"] in names and r.get("rows")]
    if not any("marked" in r for r in kept):
        return "no statements yet"
    packed = [pack(r, w) for r in kept for w in windows(r)]
    score = collections.defaultdict(lambda: [0, 0, 0])
    with torch.no_grad():
        for batch in batches(packed, 2048):
            x = model.words(collate(batch)).float()
            p = torch.sigmoid(model.predicate(torch.nn.functional.gelu(model.head("cue", x))))
            for (base, _, start), w in zip(losses.ranges(batch, False), batch):
                gold = losses.annotations(w)
                masked = w["record"].get("masked", {})
                for cut in (0.2, 0.3, 0.5):
                    for kind in ("relation", "stance", "claim"):
                        own = [q for q in range(11) if losses.KIND_OF[q] == kind]
                        for q in own:
                            for i in range(base + w["core"][0] - start, base + w["core"][1] - start):
                                doc = i - base + start
                                hit, want = p[i, q] >= cut, (doc, q) in gold and gold[doc, q][0] == 1.0
                                optional = (doc, q) in gold and not want or q in masked.get(w["record"]["words"][doc].lower(), ())
                                s = score[kind, cut]
                                s[0] += bool(hit and want)
                                s[1] += bool(hit and not want and not optional)
                                s[2] += bool(want and not hit)
    return " ".join(f"{k}@{c} {200 * t / max(1, 2 * t + f + m):.1f}" for (k, c), (t, f, m) in sorted(score.items()))


def linked(model, records):
    """Chains of GUM dev found among the heads of annotated mentions, by the best antecedent: {document: ({head: gold}, {head: found})}."""
    from model import LINK_REACH
    out = {}
    with torch.no_grad():
        for record in records:
            batch = [pack(record, w) for w in windows(record)]
            at, base, x = {}, 0, []
            for part in [batch[k:k + 8] for k in range(0, len(batch), 8)]:
                x.append(model.words(collate(part)).float())
            for p in batch:
                at.update({w: base + w - p["start"] for w in range(*p["core"])})
                base += p["end"] - p["start"]
            x = torch.cat(x)
            heads = sorted(record["chains"])
            flat, place = torch.tensor([at[w] for w in heads]), torch.tensor(heads)
            forms = [record["words"][w].lower() for w in heads]
            same = torch.tensor([[int(a == b) for b in forms] for a in forms])
            distance = place[:, None] - place[None]
            scores = model.links(model.head("link_from", x[flat]), model.head("link_to", x[flat]), distance.clamp(min=0), same)
            outside = (distance <= 0) | (distance > LINK_REACH)
            best = scores.masked_fill(torch.nn.functional.pad(outside, (0, 1)), -1e4).argmax(1).tolist()
            found = {}
            for k, word in enumerate(heads):
                found[word] = found[heads[best[k]]] if best[k] < len(heads) else word
            out[record["name"]] = (record["chains"], found)
    return out


def coreference(documents):
    """MUC, B3, CEAF-e (phi 4) and their mean, without singletons (Pradhan et al. 2014), over gold mentions taken by their heads."""
    from scipy.optimize import linear_sum_assignment
    totals = {m: [0.0] * 4 for m in ("MUC", "B3", "CEAFe")}
    for gold, found in documents.values():
        sets = []
        for chains in (gold, found):
            groups = collections.defaultdict(set)
            for head, chain in chains.items():
                groups[chain].add(head)
            sets.append([g for g in groups.values() if len(g) > 1])
        for swap, (key, answer) in enumerate((sets, sets[::-1])):
            owner = {h: k for k, g in enumerate(answer) for h in g}
            for g in key:
                parts = collections.Counter(owner.get(h, -1 - h) for h in g)
                totals["MUC"][2 * swap] += len(g) - len(parts)
                totals["MUC"][2 * swap + 1] += len(g) - 1
                totals["B3"][2 * swap] += sum(len(g & answer[owner[h]]) / len(g) for h in g if h in owner)
                totals["B3"][2 * swap + 1] += len(g)
        key, answer = sets
        if key and answer:
            table = [[-2 * len(a & b) / (len(a) + len(b)) for b in answer] for a in key]
            value = -sum(table[i][j] for i, j in zip(*linear_sum_assignment(table)))
        else:
            value = 0.0
        for slot, size in ((0, len(key)), (2, len(answer))):
            totals["CEAFe"][slot] += value
            totals["CEAFe"][slot + 1] += size
    f1 = {}
    for name, (r, rn, p, pn) in totals.items():
        recall, precision = r / max(rn, 1), p / max(pn, 1)
        f1[name] = 200 * recall * precision / max(recall + precision, 1e-9)
    return " ".join(f"{k} {v:.1f}" for k, v in f1.items()) + f" mean {sum(f1.values()) / 3:.1f}"


def report(model, records):
    model.eval()
    for corpus in ("ewt-dev", "gum-dev"):
        print(corpus, treebank(model, [r for r in records if r["corpus"] == corpus]), flush=True)
    print("chains of gum-dev, gold mentions", coreference(linked(model, [r for r in records if r["corpus"] == "gum-dev"])), flush=True)
    print("cues", cues(model, records), flush=True)
