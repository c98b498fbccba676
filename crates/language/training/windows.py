"""Documents to windows: whole sentences with a core, and context on both sides.

The program's `window.rs` makes windows in the same way, with a larger core and less context, for speed; in training the
core's size is drawn anew, so that borders move.
"""
import torch

CORE, BEFORE, AFTER, LIMIT = 160, 48, 32, 250


def windows(record, core_limit=CORE, context=True):
    """Lists of (first sentence, first core sentence, sentence after the core, sentence after all)."""
    sizes = [sum(len(p) for p in record["pieces"][s:e]) + 1 for s, e in record["sentences"]]
    paragraphs, n = record["paragraphs"], len(sizes)
    out, i = [], 0
    while i < n:
        j, used = i, 0
        while j < n:
            # A whole paragraph where it fits, else sentence by sentence.
            k = j
            while k < n and paragraphs[k] == paragraphs[j]:
                k += 1
            whole = sum(sizes[j:k])
            if used + whole <= core_limit:
                used, j = used + whole, k
            elif used:
                break
            else:
                while j < k and (not used or used + sizes[j] <= core_limit):
                    used, j = used + sizes[j], j + 1
                break
        a, b, before, after = i, j, 0, 0
        if context:
            while a > 0 and used + before + after + sizes[a - 1] <= LIMIT and (before + sizes[a - 1] <= BEFORE or (a == i and sizes[a - 1] <= 90)):
                a -= 1
                before += sizes[a]
            while b < n and after + sizes[b] <= AFTER and used + before + after + sizes[b] <= LIMIT:
                after += sizes[b]
                b += 1
        out.append((a, i, j, b))
        i = j
    return out


def pack(record, window):
    """One window's pieces, casing, the place of each word's first piece, and word offsets."""
    a, i, j, b = window
    sentences = record["sentences"]
    start, end = sentences[a][0], sentences[b - 1][1]
    pieces, casing, first = [2], [0], []
    for k in range(a, b):
        if k > a and record["paragraphs"][k] != record["paragraphs"][k - 1]:
            pieces.append(3)
            casing.append(0)
        for w in range(*sentences[k]):
            first.append(len(pieces))
            ids = record["pieces"][w]
            pieces += ids
            casing += [record["casing"][w]] + [0] * (len(ids) - 1)
    pieces.append(3)
    casing.append(0)
    # Only a single sentence beyond the encoder's reach gets here too long; its end is not read.
    pieces, casing = pieces[:256], casing[:256]
    first = [min(f, len(pieces) - 1) for f in first]
    return {"record": record, "window": window, "start": start, "end": end, "core": (sentences[i][0], sentences[j - 1][1]),
            "pieces": pieces, "casing": casing, "first": first}


def batches(packed, limit=1024, shuffle=None):
    """Windows of like length together, at most `limit` padded pieces a batch."""
    order = sorted(range(len(packed)), key=lambda k: (len(packed[k]["pieces"]) + (shuffle.random() * 24 if shuffle else 0)))
    out, batch = [], []
    for k in order:
        longest = max([len(packed[k]["pieces"])] + [len(p["pieces"]) for p in batch])
        if batch and longest * (len(batch) + 1) > limit:
            out.append(batch)
            batch = []
        batch.append(packed[k])
    if batch:
        out.append(batch)
    if shuffle:
        shuffle.shuffle(out)
    return out


def document_batches(packed, limit=1600, shuffle=None):
    """Windows of one document together, in text order; several batches where they have more than `limit` padded pieces."""
    out = []
    for p in packed:
        batch = out[-1] if out else None
        if batch and batch[0]["record"] is p["record"] and max(len(q["pieces"]) for q in [*batch, p]) * (len(batch) + 1) <= limit:
            batch.append(p)
        else:
            out.append([p])
    if shuffle:
        shuffle.shuffle(out)
    return out


def collate(batch):
    longest = max(len(p["pieces"]) for p in batch)
    pad = lambda ids: ids + [0] * (longest - len(ids))
    first, casing = [], []
    for row, p in enumerate(batch):
        first += [row * longest + f for f in p["first"]]
        casing += p["record"]["casing"][p["start"]:p["end"]]
    return {"pieces": torch.tensor([pad(p["pieces"]) for p in batch]), "casing": torch.tensor([pad(p["casing"]) for p in batch]),
            "mask": torch.tensor([pad([1] * len(p["pieces"])) for p in batch]), "first": torch.tensor(first), "word_casing": torch.tensor(casing)}
