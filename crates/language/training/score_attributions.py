"""Attributions against PolNeAR's.

usage: score_attributions.py GOLD.jsonl[.gz] PREDICTED.jsonl [MONTH…]

GOLD: a line a document, {"id", "date", "text", "attributions": [{"source", "cue", "content"}]}, each role a list of spans.
PREDICTED: a line an attribution, {"document", "source": [s, e] | null, "cue": [s, e] | null, "content": [[s, e], …]}. All
places in code points. Months (2016-08) choose documents by date.

Tokens are runs of letters and digits, and single other visible characters. Detection: predicted and gold attributions paired
one to one (best first) where the cues share a token or the contents have a Jaccard of at least .5. With source: and the
sources share a token, or both have none. Whole: and the cues share a token and the contents have a Jaccard of .5.
Exact, per role: the role's tokens (equal ones in a document once) are in the gold. Partial: share a token with one in the gold.
"""
import collections
import gzip
import json
import re
import sys

ROLES = ("source", "cue", "content")


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def token_sets(text, attributions):
    word = {}
    for number, match in enumerate(re.finditer(r"\w+|[^\w\s]", text)):
        for at in range(*match.span()):
            word[at] = number
    spans = lambda value: [] if not value else [value] if isinstance(value[0], int) else value
    inside = lambda value: frozenset(word[at] for s, e in spans(value) for at in range(s, e) if at in word)
    return [{role: inside(a.get(role)) for role in ROLES} for a in attributions]


def jaccard(a, b):
    return len(a & b) / len(a | b) if a | b else 0.0


def pairs(gold, found):
    """One to one, best first."""
    close = []
    for g, a in enumerate(gold):
        for f, b in enumerate(found):
            content = jaccard(a["content"], b["content"])
            if a["cue"] & b["cue"] or content >= 0.5:
                close.append((-(jaccard(a["cue"], b["cue"]) + content + 0.5 * jaccard(a["source"], b["source"])), g, f))
    used_gold, used_found = set(), set()
    for _, g, f in sorted(close):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            yield gold[g], found[f]


def main():
    months = tuple(sys.argv[3:])
    gold = [d for d in lines(sys.argv[1]) if not months or d["date"][:7] in months]
    predicted = collections.defaultdict(list)
    for row in lines(sys.argv[2]):
        predicted[row["document"]].append(row)
    # Per measure: right, found, wanted; of exact and partial also right from the gold's side.
    count = collections.defaultdict(lambda: [0, 0, 0, 0])
    for document in gold:
        wanted = token_sets(document["text"], document["attributions"])
        found = token_sets(document["text"], predicted[document["id"]])
        for name in ("detection", "with source", "whole"):
            count[name][1] += len(found)
            count[name][2] += len(wanted)
        for a, b in pairs(wanted, found):
            source = bool(a["source"] & b["source"]) or not (a["source"] or b["source"])
            whole = source and bool(a["cue"] & b["cue"]) and jaccard(a["content"], b["content"]) >= 0.5
            for name, right in (("detection", True), ("with source", source), ("whole", whole)):
                count[name][0] += right
                count[name][3] += right
        for role in ROLES:
            g, f = ({a[role] for a in side if a[role]} for side in (wanted, found))
            exact = len(g & f)
            touching = (sum(any(a & b for b in g) for a in f), sum(any(a & b for b in f) for a in g))
            for name, right in (("exact " + role, (exact, exact)), ("partial " + role, touching)):
                for k, value in enumerate((right[0], len(f), len(g), right[1])):
                    count[name][k] += value
    print(f"{len(gold)} documents")
    for name, (right, found, wanted, recalled) in count.items():
        p, r = right / max(1, found), recalled / max(1, wanted)
        print(f"{name:16} P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {200 * p * r / max(1e-9, p + r):5.1f}")


if __name__ == "__main__":
    main()
