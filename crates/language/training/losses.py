"""One loss a task, over a batch of windows of that task."""
import torch
import torch.nn.functional as F

import paths
from marking import head_word
from model import ACTS, ARGUMENT, COND, ETYPES, GROUP_OF, GROUPS, LINK_REACH, NAMES, POINTER, POINTERS, PREDICATES, ROLES, UPOS

KIND_OF = ["relation"] * 6 + ["stance"] * 2 + ["claim"] * 3


def index(values, table, missing=-100):
    lookup = {v: i for i, v in enumerate(table)}
    return torch.tensor([lookup.get(v, missing) for v in values])


def gather_words(batch, key):
    return [v for p in batch for v in p["record"][key][p["start"]:p["end"]]]


def ranges(batch, per_sentence):
    """Flat (start, end) of each sentence, or each window, in the batch's words; with the document's word number at start."""
    out, base = [], 0
    for p in batch:
        if per_sentence:
            a, _, _, b = p["window"]
            out += [(base + s - p["start"], base + e - p["start"], s) for s, e in p["record"]["sentences"][a:b]]
        else:
            out.append((base, base + p["end"] - p["start"], p["start"]))
        base += p["end"] - p["start"]
    return out


def padded(x, spans):
    """[N, D] to [S, L, D] and the flat positions of the real cells."""
    longest = max(e - s for s, e, _ in spans)
    place = torch.cat([torch.arange(s, e) for s, e, _ in spans])
    cell = torch.cat([torch.arange(e - s) + k * longest for k, (s, e, _) in enumerate(spans)])
    out = x.new_zeros(len(spans) * longest, x.shape[1])
    return out.index_copy(0, cell, x[place]).view(len(spans), longest, -1), cell


def parse_loss(model, x, batch):
    spans = ranges(batch, True)
    tags = F.cross_entropy(model.head("tags", x), index(gather_words(batch, "upos"), UPOS))
    dep, cell = padded(model.head("arc_dep", x), spans)
    head, _ = padded(model.head("arc_head", x), spans)
    scores = model.arcs(dep, head)
    longest = dep.shape[1]
    lengths = torch.tensor([e - s for s, e, _ in spans])
    scores = scores.masked_fill((torch.arange(longest + 1)[None] > lengths[:, None])[:, None], -1e4)
    target, flat_head, flat = [], [], []
    heads = gather_words(batch, "heads")
    for s, e, start in spans:
        for i in range(s, e):
            h = heads[i]
            target.append(0 if h < 0 else h - start + 1)
            flat.append(i)
            flat_head.append(-1 if h < 0 else s + h - start)
    arcs = F.cross_entropy(scores.reshape(-1, longest + 1)[cell], torch.tensor(target))
    label_head = torch.cat([model.head("label_head", x), model.root_label[None]])
    labels = F.cross_entropy(model.labels(model.head("label_dep", x), label_head[torch.tensor(flat_head)]),
                             index(gather_words(batch, "deprels"), model.deprels))
    loss = tags + arcs + labels
    if "names" in batch[0]["record"]:
        loss = loss + names_loss(model, x, batch)
    if "etypes" in batch[0]["record"]:
        loss = loss + 0.5 * F.cross_entropy(model.head("etypes", x), index(gather_words(batch, "etypes"), ETYPES))
    return loss


def names_loss(model, x, batch):
    return F.cross_entropy(model.head("names", x), index(gather_words(batch, "names"), NAMES))


def mark(tags, spans, role):
    for s, e in spans:
        for i in range(max(s, 0), min(e, len(tags))):
            tags[i] = ("B-" if i == s else "I-") + role


def chain_loss(emitted, cell, tags, after):
    """Negative log-likelihood a word of tag sequences in linear chains (Lafferty et al. 2001).

    emitted [S, L, T] scores of tags; cell: flat positions of the real words in [S, L], tags: theirs; after [T + 1, T] as in the model.
    """
    count, longest, _ = emitted.shape
    real = torch.zeros(count * longest, dtype=torch.bool)
    real[cell] = True
    right = torch.zeros(count * longest, dtype=torch.long)
    right[cell] = tags
    real, right = real.view(count, longest), right.view(count, longest)
    total = after[-1] + emitted[:, 0]
    for i in range(1, longest):
        grown = (total[:, :, None] + after[:-1]).logsumexp(1) + emitted[:, i]
        total = torch.where(real[:, i, None], grown, total)
    chosen = emitted.gather(2, right[:, :, None])[:, :, 0]
    chosen = chosen + torch.cat([after[-1][right[:, :1]], after[right[:, :-1], right[:, 1:]]], 1)
    return (total.logsumexp(1).sum() - chosen[real].sum()) / len(cell)


def hanging(record, anchor, start, width, cells):
    """(path, aside) of the window's words (the first is the document's `start`, of which there are `width`; filled up to `cells`) to an anchor; 0 without a parser."""
    if "labels" not in record:
        return torch.zeros(2, cells, dtype=torch.long)
    known = record.setdefault("hanging", {})
    if anchor not in known:
        sentence = next((s, e) for s, e in record["sentences"] if s <= anchor < e)
        known[anchor] = sentence[0], paths.classes(record["heads"], record["labels"], record["label_count"], anchor, sentence)
    first, found = known[anchor]
    out = torch.zeros(2, cells, dtype=torch.long)
    a, b = max(first, start), min(first + len(found), start + width)
    if a < b:
        out[:, a - start:b - start] = torch.tensor(found[a - first:b - first]).T
    return out


def attribution_loss(model, x, batch):
    flat, cues = [], []
    for (base, _, start), p in zip(ranges(batch, False), batch):
        tags = ["O"] * (p["end"] - start)
        shift = lambda spans: [(s - start, e - start) for s, e in spans]
        for source, cue, content in p["record"]["attributions"]:
            mark(tags, shift(source), "source")
            mark(tags, shift(content), "content")
        for source, cue, content in p["record"]["attributions"]:
            mark(tags, shift(cue), "cue")
        flat += tags
        for source, cue, content in p["record"]["attributions"]:
            if not cue or not (p["core"][0] <= cue[0][0] and cue[-1][1] <= p["core"][1]):
                continue
            own = ["O"] * (p["end"] - start)
            mark(own, shift(source), "source")
            mark(own, shift(content), "content")
            cues.append((base + cue[0][0] - start, base + cue[-1][1] - 1 - start, (base, base + len(own), 0), own,
                         (p["record"], head_word(p["record"], (cue[0][0], cue[-1][1])), start, len(own))))
    spans, roles, tags = ranges(batch, False), model.head("roles", x), index(flat, ROLES)
    emitted, cell = padded(roles, spans)
    # As single tags too: the probability of a cue is read from one word.
    loss = 0.5 * F.cross_entropy(roles, tags) + chain_loss(emitted, cell, tags, model.roles_after)
    if cues:
        c, w = model.head("cond_cue", x), model.head("cond_word", x)
        cue = (c[[k[0] for k in cues]] + c[[k[1] for k in cues]]) / 2
        word, cell = padded(w, [k[2] for k in cues])
        place = torch.arange(word.shape[1])[None]
        first, last = (torch.tensor([k[end] - k[2][0] for k in cues])[:, None] for end in (0, 1))
        # Of the nearest word of the cue: 0 inside it.
        distance = (place - first).clamp(max=0) + (place - last).clamp(min=0)
        path, aside = torch.stack([hanging(*k[4], word.shape[1]) for k in cues], 1)
        scores = model.conditional(cue, word, distance, path, aside)
        loss = loss + 3 * chain_loss(scores, cell, index([t for k in cues for t in k[3]], COND), model.cond_after)
    return loss


def annotations(p):
    """Cue words of a window's core: {(word, predicate): (weight, act, cue span, {subject spans}, {object spans})}, in the document's words."""
    record, out = p["record"], {}
    a, b = p["core"]

    def add(word, predicate, weight, act, cue, subject, object_):
        if not a <= word < b:
            return
        entry = out.setdefault((word, predicate), [0.0, None, None, {}, {}])
        entry[0] = max(entry[0], weight)
        entry[1] = entry[1] or act
        entry[2] = entry[2] or cue
        for slot, arg in ((3, subject), (4, object_)):
            if arg:
                entry[slot][arg[0]] = arg[1]

    for row in record.get("marked", []):
        add(row["cue"], row["predicate"], row["weight"], row["act"], row["cue_span"], row["subject"], row["object"])
    for cue, source, content, cue_span in record.get("marked_attr", []):
        add(cue, len(PREDICATES) - 1, 1.0, None, cue_span, source, content)
    return out


def statement_loss(model, x, batch):
    windows = ranges(batch, False)
    n = len(x)
    target, weight = torch.zeros(n, len(PREDICATES)), torch.zeros(n, len(PREDICATES))
    rows = []
    for k, ((base, _, start), p) in enumerate(zip(windows, batch)):
        record = p["record"]
        active = torch.zeros(len(PREDICATES))
        for q, kind in enumerate(KIND_OF):
            active[q] = kind in record.get("kinds", [])
        active[-1] = "marked_attr" in record
        a, b = (base + c - start for c in p["core"])
        weight[a:b] = active
        for i in range(a, b):
            for q in record.get("masked", {}).get(record["words"][i - base + start].lower(), ()):
                weight[i, q] = 0.0
        for (word, q), entry in annotations(p).items():
            i = base + word - start
            target[i, q], weight[i, q] = 1.0, entry[0]
            rows.append((i, q, k, entry))
    hidden = F.gelu(model.head("cue", x))
    logits = model.predicate(model.drop(hidden))
    # A window without a positive counts as one with one: no division by nothing.
    positives = (target * weight).sum().clamp(min=1.0)
    loss = (F.binary_cross_entropy_with_logits(logits, target, reduction="none") * weight).sum() / positives
    if not rows:
        return loss
    acts = [(i, ACTS.index(e[1])) for i, q, _, e in rows if e[1] in ACTS and q in (6, 7)]
    if acts:
        loss = loss + 0.3 * F.cross_entropy(model.act(hidden[[i for i, _ in acts]]), torch.tensor([t for _, t in acts]))
    longest = max(e - s for s, e, _ in windows)
    size = lambda name, parts, d: model.head(name, x).view(n, parts, 2, d)
    anchor, word = size("anchor", len(GROUPS), ARGUMENT), size("word", len(GROUPS), ARGUMENT)
    arc, count = 0.0, 0
    pointers = {kind: [] for kind in range(len(POINTERS))}
    for group in range(len(GROUPS)):
        mine = [r for r in rows if GROUP_OF[r[1]] == group]
        if not mine:
            continue
        for role in (0, 1):
            cells, _ = padded(word[:, group, role], windows)
            kept, targets = [], []
            for i, q, k, entry in mine:
                base, end, start = windows[k]
                inside = {h: s for h, s in entry[3 + role].items() if start <= h < start + end - base}
                if entry[3 + role] and not inside:
                    continue
                t = torch.zeros(longest + 1)
                if inside:
                    for h in inside:
                        t[h - start] = 1.0 / len(inside)
                else:
                    t[-1] = 1.0
                kept.append((i, k))
                targets.append(t)
                kind = role if role == 0 or group < 3 else 2
                pointers[kind] += [(base + h - start, k, s) for h, s in inside.items()]
            if not kept:
                continue
            which = [k for _, k in kept]
            place = torch.arange(longest)[None]
            at = torch.tensor([i - windows[k][0] for i, k in kept])[:, None]
            trees = [(batch[k]["record"], i - windows[k][0] + windows[k][2], windows[k][2], windows[k][1] - windows[k][0]) for i, k in kept]
            path, aside = torch.stack([hanging(*tree, longest) for tree in trees], 1)
            scores = model.arguments(group, role, anchor[[i for i, _ in kept], group, role], cells[which], place - at, path, aside)
            beyond = place >= torch.tensor([windows[k][1] - windows[k][0] for k in which])[:, None]
            scores = scores.masked_fill(F.pad(beyond, (0, 1)), -1e4)
            arc = arc - (scores.log_softmax(-1) * torch.stack(targets)).sum()
            count += len(kept)
    pointers[3] = [(i, k, e[2]) for i, q, k, e in rows if e[2]]
    loss = loss + arc / max(count, 1)
    return loss + 0.5 * pointer_loss(model, x, windows, pointers)


def pointer_loss(model, x, windows, pointers):
    n, longest = len(x), max(e - s for s, e, _ in windows)
    anchor = model.head("ptr_anchor", x).view(n, len(POINTERS), 2, POINTER)
    word = model.head("ptr_word", x).view(n, len(POINTERS), 2, POINTER)
    total, count = 0.0, 0
    for kind, found in pointers.items():
        for end in (0, 1):
            kept = []
            for i, k, span in found:
                base, stop, start = windows[k]
                edge = (span[0] if end == 0 else span[1] - 1) - start
                if 0 <= edge < stop - base:
                    kept.append((i, k, edge))
            if not kept:
                continue
            cells, _ = padded(word[:, kind, end], windows)
            which = [k for _, k, _ in kept]
            place = torch.arange(longest)[None]
            at = torch.tensor([i - windows[k][0] for i, k, _ in kept])[:, None]
            scores = model.pointer(kind, end, anchor[[i for i, _, _ in kept], kind, end], cells[which], place - at)
            beyond = place >= torch.tensor([windows[k][1] - windows[k][0] for k in which])[:, None]
            scores = scores.masked_fill(beyond, -1e4)
            total = total + F.cross_entropy(scores, torch.tensor([t for _, _, t in kept]), reduction="sum")
            count += len(kept)
    return total / max(count, 1)


def link_loss(model, x, batch):
    """Coreference by mention ranking (Durrett and Klein 2013): all antecedents of a mention share the probability of being right."""
    places = {}
    for (base, _, start), p in zip(ranges(batch, False), batch):
        record = p["record"]
        at = places.setdefault(id(record), (record, {}))[1]
        for word in range(*p["core"]):
            at[word] = base + word - start
    total, count = 0.0, 0
    for record, at in places.values():
        chains, whole = record.get("chains", {}), "upos" in record
        tags = record["upos"] if whole else record["tagged"]
        # Where not every mention is annotated, a pronoun without annotation may be right or wrong.
        sorts = ("NOUN", "PROPN", "PRON") if whole else ("NOUN", "PROPN")
        words = sorted(w for w in at if w in chains or tags[w] in sorts)
        if not words:
            continue
        mentions = []
        for k, word in enumerate(words):
            if word not in chains:
                continue
            right = [j for j in range(k) if chains.get(words[j]) == chains[word] and word - words[j] <= LINK_REACH]
            if right or whole:
                mentions.append((k, right))
        if not mentions:
            continue
        flat = torch.tensor([at[w] for w in words])
        own = torch.tensor([k for k, _ in mentions])
        place = torch.tensor(words)
        distance = place[own][:, None] - place[None]
        forms = index([record["words"][w].lower() for w in words], sorted({record["words"][w].lower() for w in words}))
        same = (forms[own][:, None] == forms[None]).long()
        scores = model.links(model.head("link_from", x[flat[own]]), model.head("link_to", x[flat]), distance.clamp(min=0), same)
        outside = (distance <= 0) | (distance > LINK_REACH)
        scores = scores.masked_fill(F.pad(outside, (0, 1)), -1e4)
        good = torch.zeros_like(scores, dtype=torch.bool)
        for row, (_, right) in enumerate(mentions):
            good[row, right or [len(words)]] = True
        total = total - (scores.masked_fill(~good, -1e4).logsumexp(-1) - scores.logsumexp(-1)).sum()
        count += len(mentions)
    return total / max(count, 1)
