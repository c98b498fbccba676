"""The cue bank as training text.

usage: cues.py [SEED] > documents.jsonl     (documents with their gold rows, to look at)

`../../extractor/data/cues/*.tsv` lists the ways English puts somebody for or against something (and of denying and doubting), each
with sentences whose holders, targets and other names are slots: `{H:person} <poured cold water on> {T:topic=a second runway}`; its
README says what the columns are. Here the slots are filled with the names that our own annotations hold, five sentences make a document,
and the marks become rows. A sentence of the column "no" has no rows: nobody in it takes a stance.

Every TENTH entry (by its cue's hash) is kept out of training: how many of their examples the trained program reads rightly tells how far it has
learned the manner and not the list.
"""
import glob
import json
import os
import random
import re
import sys
import zlib

import annotations

HERE = os.path.dirname(os.path.abspath(__file__))
BANK = f"{HERE}/../../extractor/data/cues"
SLOT = re.compile(r"\{([HTXYC]):([a-z]+)(?:=([^{}=]+))?\}|<([^<>]+)>")
CLAIMS = ("denies", "questions", "asserts")
TENTH, TOGETHER = 10, 5
ROLES = ("the mayor", "the union", "the governor", "the minister", "the agency", "the company", "the bishop", "the committee", "the council", "the chief executive",
         "the ombudsman", "the commissioner", "the charity", "the regulator", "the party", "the prime minister", "the spokeswoman", "the court", "the federation",
         "the headteacher", "the association", "the senator", "the prosecutor", "the opposition leader", "the bank", "the board", "the coach", "the publisher")
GROUPS = ("nurses", "local traders", "parents", "farmers", "backbenchers", "residents", "campaigners", "pensioners", "students", "dockers", "fishing crews", "shareholders",
          "teachers", "tenants", "veterans", "truckers", "clergy", "doctors", "shopkeepers", "climate activists", "cyclists", "editors", "scientists", "Democrats", "small publishers")
PRONOUNS = ("he", "she")
# Names of bodies and laws that end so take the article.
ARTICLE = re.compile(r"(?:union|council|association|commission|party|federation|board|ministry|department|agency|committee|authority|institute|bureau|court|senate|"
                     r"church|society|alliance|coalition|league|office|service|network|guild|police|fund|trust|centre|center|forum|group|chamber|administration|act|bill|"
                     r"plan|programme|program|scheme|levy|law|code|treaty|order|agreement|accord|initiative|charter|pact|deal|report|review|inquiry|amendment|rule|ban|tax|budget|"
                     r"strategy|compact|motion|proposal|project|reform|policy|petition|letter|referendum|strike|march|rally|convention|summit)s?$", re.I)


def fillers():
    """Names by type, from the annotations: {type: sorted names}."""
    found = {}
    for part in ("news", "texts"):
        for document in annotations.documents(part):
            for kind, *names in document["entities"].values():
                found.setdefault(kind, set()).add(names[0])
    named = {}
    for kind in ("person", "org", "place", "policy", "document", "event"):
        words = range(2, 6) if kind in ("person", "policy", "document", "event") else range(1, 6)
        fits = lambda name: name[:1].isupper() and len(name.split()) in words and not re.search(r"[“”\"‘|,;:()]|['’]s ", name)
        named[kind] = sorted(name for name in found[kind] if fits(name))
    named["topic"] = named["policy"]
    return named | {"role": ROLES, "group": GROUPS, "pronoun": PRONOUNS}


def with_article(kind, name):
    takes = kind in ("org", "policy", "document", "event", "topic") and ARTICLE.search(name) and not name.lower().startswith("the ")
    return f"the {name}" if takes else name


def fill(sentence, names, rng):
    """The sentence with names in its slots: (text, {slot: span}, span of the cue or None)."""
    text, slots, cues, last, used = "", {}, [], 0, set()
    for m in SLOT.finditer(sentence):
        text += sentence[last:m.start()]
        last = m.end()
        slot, kind, words, cue = m.groups()
        if cue is None and words is None:
            words = with_article(kind, rng.choice([n for n in names[kind] if n not in used] or names[kind]))
            used.add(words)
        piece = cue or words
        if not text.strip(" “\"‘'—-"):
            piece = piece[0].upper() + piece[1:]
        start = len(text)
        text += piece
        if cue:
            cues.append([start, len(text)])
        else:
            slots[slot] = [start, len(text)]
    text += sentence[last:]
    return text, slots, [cues[0][0], cues[-1][1]] if cues else None


def entries():
    """The bank's lines as dicts, with the file they stand in."""
    for path in sorted(glob.glob(f"{BANK}/*.tsv")):
        for line in open(path, encoding="utf-8"):
            if line.strip() and not line.startswith("#"):
                keys = ("cue", "form", "predicate", "strength", "act", "frame", "yes", "no", "other")
                yield dict(zip(keys, line.rstrip("\n").split("\t")))


def kept_out(entry):
    return zlib.crc32(entry["cue"].encode()) % TENTH == 0


def documents(seed, kept=False):
    """Documents of five sentences, in the order of a shuffle: {document, text, kinds, rows}; those of stances and those of claims apart."""
    rng, names = random.Random(seed), fillers()
    for kinds in (["stance"], ["claim"]):
        sentences = []
        for entry in entries():
            claim = entry["predicate"] in CLAIMS
            if claim != (kinds == ["claim"]) or kept_out(entry) != kept:
                continue
            # What is no denial may still be a claim.
            texts = [entry["yes"], entry["other"]] + ([] if claim else [entry["no"]])
            sentences += [(entry, s) for s in texts if s != "-"]
        rng.shuffle(sentences)
        for at in range(0, len(sentences), TOGETHER):
            text, rows = "", []
            for entry, sentence in sentences[at:at + TOGETHER]:
                filled, slots, cue = fill(sentence, names, rng)
                text += "\n\n" if text else ""
                move = lambda span: [span[0] + len(text), span[1] + len(text)]
                target = slots.get("C" if kinds == ["claim"] else "T")
                if cue and "H" in slots and target:
                    row = {"kind": kinds[0], "predicate": entry["predicate"], "optional": entry["strength"] == "weak", "act": entry["act"],
                           "span": move([0, len(filled)]), "subject_span": move(slots["H"]), "cue_span": move(cue), "object_span": move(target)}
                    rows.append(row)
                text += filled
            yield {"document": f"cues-{kinds[0]}-{seed}-{at // TOGETHER}", "text": text, "kinds": kinds, "rows": rows}


if __name__ == "__main__":
    for document in documents(int(sys.argv[1]) if len(sys.argv) > 1 else 1):
        print(json.dumps(document, ensure_ascii=False))
