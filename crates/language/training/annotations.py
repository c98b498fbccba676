"""The annotations of this folder as gold rows.

usage: annotations.py PART > gold.jsonl      (PART: news or texts)

`annotations/news.jsonl`: articles of PolNeAR (offsets in its texts), `annotations/texts.jsonl`: the documents of `texts/`, written for this
project. One document a line: its entities, {key: [type, name, other name …]}, and its rows, [predicate, subject key, subject span,
cue span, object key, object span, evidence span, flags, role or act, about]: of claims the object span is the content and the key null; spans count code
points; flags: `?` optional (readers may differ), `+` said before. Stances are given at every mention, relations once.
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = {p: k for k, ps in {"relation": "leads holdsPost memberOf affiliatedWith partOf administers", "stance": "supports opposes",
                            "claim": "asserts denies questions"}.items() for p in ps.split()}


def documents(part):
    with open(f"{HERE}/annotations/{part}.jsonl", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def rows(document):
    """The rows of a document, as the other gold files have them."""
    entities = document["entities"]
    for predicate, subject, subject_span, cue, object_, object_span, span, flags, detail, about in document["rows"]:
        kind = KINDS[predicate]
        row = {"document": document["document"], "kind": kind, "subject": entities[subject][1:], "predicate": predicate, "span": span,
               "subject_span": subject_span, "cue_span": cue, "object_span": object_span, "optional": "?" in flags, "repeat": "+" in flags}
        if kind == "claim":
            row["about"] = [entities[a][1] if a in entities else a for a in about]
        else:
            row["object"] = entities[object_][1:]
            row["role" if kind == "relation" else "act"] = detail
        yield row


if __name__ == "__main__":
    for document in documents(sys.argv[1]):
        for row in rows(document):
            print(json.dumps(row, ensure_ascii=False))
