"""Annotated spans to head words, by the model's own trees; and which words are neither cue nor no cue."""
import torch

from model import ACTS, PREDICATES, UPOS
from windows import batches, collate, pack, windows

HEADS = {}


def parse(model, records):
    """Sets `heads` (document word numbers, -1 root; greedily: cycles may occur), `labels` (of the model's) and `tagged` of each record."""
    import losses
    packed = [pack(r, w) for r in records for w in windows(r, context=False)]
    for r in records:
        r.pop("hanging", None)
        r["heads"] = [-1] * len(r["words"])
        r["labels"], r["label_count"] = [0] * len(r["words"]), len(model.deprels)
        r["tagged"] = ["X"] * len(r["words"])
    model.eval()
    with torch.no_grad():
        for batch in batches(packed, 2048):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                x = model.words(collate(batch)).float()
            spans = losses.ranges(batch, True)
            dep, _ = losses.padded(model.head("arc_dep", x), spans)
            head, _ = losses.padded(model.head("arc_head", x), spans)
            scores = model.arcs(dep, head)
            tags = model.head("tags", x).argmax(1).tolist()
            flat = [s + h - 1 if h else -1 for k, (s, e, _) in enumerate(spans) for h in scores[k, : e - s, : e - s + 1].argmax(1).tolist()]
            label_head = torch.cat([model.head("label_head", x), model.root_label[None]])
            labels = model.labels(model.head("label_dep", x), label_head[torch.tensor(flat)]).argmax(1).tolist()
            owner = [p["record"] for p in batch for _ in range(p["window"][0], p["window"][3])]
            for k, (s, e, start) in enumerate(spans):
                owner[k]["tagged"][start:start + e - s] = [UPOS[t] for t in tags[s:e]]
                owner[k]["labels"][start:start + e - s] = labels[s:e]
                owner[k]["heads"][start:start + e - s] = [-1 if h < 0 else start + h - s for h in flat[s:e]]


def head_word(record, span):
    """The first word of the span whose head lies outside it; marks are passed over where a word is there."""
    s, e = span
    letters = [i for i in range(s, e) if any(c.isalnum() for c in record["words"][i])]
    for i in letters or range(s, e):
        if not s <= record["heads"][i] < e:
            return i
    return (letters or [s])[0]


def mark(model, records, optional=0.5):
    """Adds `marked`, `marked_attr` and `masked` to the records, as losses.statement_loss reads them; `optional`: the weight of optional rows."""
    todo = [r for r in records if r.get("rows") or r.get("attributions")]
    parse(model, todo)
    for r in todo:
        head = lambda span: (head_word(r, span), span) if span else None
        if r.get("attributions") is not None:
            r["marked_attr"] = []
            for source, cue, content in r["attributions"]:
                if cue:
                    whole = [cue[0][0], cue[-1][1]]
                    r["marked_attr"].append((head_word(r, whole), head(source[0] if source else None), head(content[0] if content else None), whole))
        if not r.get("rows"):
            continue
        r["marked"], seen = [], {}
        for row in r["rows"]:
            if row["kind"] not in r["kinds"]:
                continue
            cue = row["cue_span"] or (row["span"] if row["kind"] == "claim" else None) or row["object_span"] or row["subject_span"]
            if not cue:
                continue
            q, word = PREDICATES.index(row["predicate"]), head_word(r, cue)
            r["marked"].append({"cue": word, "predicate": q, "weight": optional if row["optional"] else 1.0, "act": row["act"] if row["act"] in ACTS else None,
                                "cue_span": row["cue_span"], "subject": head(row["subject_span"]), "object": head(row["object_span"])})
            # Pairs are annotated once a document (stances alone: at every mention): other uses of the word are unknown.
            if q < 6 or q < 8 and r["kinds"] != ["stance"] and not r.get("exhaustive"):
                seen.setdefault(r["words"][word].lower(), set()).add(q)
        r["masked"] = seen
        r["chains"] = {}
        for span, entity in sorted(r.get("named", []), key=lambda n: n[0][0] - n[0][1]):
            r["chains"].setdefault(head_word(r, span), entity)
