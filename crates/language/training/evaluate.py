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
    from train import TUNE
    kept = [r for r in records if r.get("batch") in TUNE and r.get("rows")]
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


def report(model, records):
    model.eval()
    for corpus in ("ewt-dev", "gum-dev"):
        print(corpus, treebank(model, [r for r in records if r["corpus"] == corpus]), flush=True)
    print("cues", cues(model, records), flush=True)
