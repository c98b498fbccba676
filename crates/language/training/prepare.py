"""Corpora to training records: words, word pieces and labels of each document, as one pickle.

usage: prepare.py SHARED_DIR PIECES_BINARY VOCABULARY out.pickle

PIECES_BINARY is `cargo build --release -p standpoint-language --example pieces`: words and pieces come from the program
itself, so that training and running read text alike. A record:
  name, corpus, words, pieces, casing, sentences [[start, end)…] in words, paragraphs (number of each sentence),
  and what the corpus annotates: upos, heads (-1 root; in words of the document), deprels, names (BIO), etypes,
  attributions [(source, cue, content)] in words, rows (gold statements, spans in words), kinds (annotated exhaustively).
"""
import collections
import glob
import gzip
import json
import os
import pickle
import re
import subprocess
import sys

import annotations
import cues

OWN = os.path.dirname(os.path.abspath(__file__))
HELD_OUT_MONTHS = ("2016-08", "2016-09")
HELD_OUT_BATCHES = ("batch5", "batch6", "batch7")
HELD_OUT_DOMAINS = ("europe", "business")
NAME_OF = {"person": "PER", "organization": "ORG", "place": "LOC"}
CROSSNER = {"politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG", "election": "OTH",
            "event": "OTH", "country": "LOC", "location": "LOC", "misc": None}
CONLL04 = {"Peop": "PER", "Org": "ORG", "Loc": "LOC", "Other": None}


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def treebank(path, corpus):
    """Documents of a CoNLL-U file, sentences joined."""
    documents, record, sentence, newpar, hold = [], None, [], True, None
    for line in lines(path):
        if line.startswith("# newdoc"):
            record = {"name": line.split("=")[1].strip(), "corpus": corpus, "words": [], "spaces": [], "sentences": [],
                      "paragraphs": [], "upos": [], "heads": [], "deprels": [], "entity": []}
            documents.append(record)
            newpar = True
        elif line.startswith("# newpar"):
            newpar = True
        elif not line and sentence:
            base = len(record["words"])
            for form, upos, xpos, head, deprel, misc, space in sentence:
                record["words"].append(form)
                record["spaces"].append(space)
                record["upos"].append(upos)
                record["heads"].append(-1 if head == 0 else base + head - 1)
                record["deprels"].append(deprel)
                record["entity"].append((xpos, misc))
            record["sentences"].append([base, len(record["words"])])
            record["paragraphs"].append((record["paragraphs"][-1] if record["paragraphs"] else -1) + newpar if record["paragraphs"] else 0)
            newpar, sentence = False, []
        elif line and line[0] != "#":
            f = line.split("\t")
            if "-" in f[0]:
                first, last = map(int, f[0].split("-"))
                hold = (last, "SpaceAfter=No" not in f[9])
                continue
            if "." in f[0]:
                continue
            space = "SpaceAfter=No" not in f[9]
            if hold:
                space = hold[1] if int(f[0]) == hold[0] else False
                if int(f[0]) == hold[0]:
                    hold = None
            sentence.append((f[1], f[3], f[4], int(f[6]), f[7], f[9], space))
    return documents


def mentions(record):
    """GUM's entity mentions as (start, end, type, chain) in words."""
    out, stack = [], []
    for i, (_, misc) in enumerate(record["entity"]):
        field = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        part = ""
        for c in field:
            if c == "(":
                if part:
                    stack.append((part, i))
                part = "("
            elif c == ")":
                if part.startswith("("):
                    bits = part[1:].split("-")
                    out.append((i, i + 1, bits[1], bits[0]))
                else:
                    group = part
                    for k in range(len(stack) - 1, -1, -1):
                        if stack[k][0][1:].split("-")[0] == group:
                            opened = stack.pop(k)
                            out.append((opened[1], i + 1, opened[0][1:].split("-")[1], group))
                            break
                part = ""
            else:
                part += c
        if part.startswith("("):
            stack.append((part, i))
    return out


def head_word(record, start, end):
    """The word of start..end whose head lies outside."""
    for i in range(start, end):
        h = record["heads"][i]
        if h < start or h >= end:
            return i
    return end - 1


def gum_names(record):
    words, n = record["words"], len(record["words"])
    names, etypes, taken = ["O"] * n, ["O"] * n, [False] * n
    for start, end, kind, _ in sorted(mentions(record), key=lambda m: m[0] - m[1]):
        head = head_word(record, start, end)
        etypes[head] = kind
    inner = {"of", "the", "for", "&", "-", "and"}
    for start, end, kind, _ in sorted(mentions(record), key=lambda m: m[0] - m[1]):
        if kind in ("time", "quantity"):
            continue
        head = head_word(record, start, end)
        proper = lambda i: record["entity"][i][0].startswith("NNP") or record["upos"][i] == "PROPN"
        if not proper(head):
            continue
        a = b = head
        while a > start:
            k = a - 1
            while k > start and words[k].lower() in inner:
                k -= 1
            if not proper(k):
                break
            a = k
        while b + 1 < end:
            k = b + 1
            while k < end - 1 and words[k].lower() in inner:
                k += 1
            if not proper(k):
                break
            b = k
        if any(taken[a:b + 1]):
            continue
        tag = NAME_OF.get(kind, "OTH")
        for i in range(a, b + 1):
            taken[i] = True
            names[i] = ("B-" if i == a else "I-") + tag
    return names, etypes


def gum_chains(record):
    """Heads of mentions with their chains, {head: chain}; of mentions with one head the widest counts."""
    chains = {}
    for start, end, _, chain in sorted(mentions(record), key=lambda m: m[0] - m[1]):
        chains.setdefault(head_word(record, start, end), chain)
    return chains


def spaces_of(text, starts, tokens):
    return [not (i + 1 < len(tokens) and starts[i + 1] == starts[i] + len(t)) for i, t in enumerate(tokens)]


def name_corpus(path, corpus, mapping):
    """CrossNER and CoNLL04: one sentence a record; types that map to None are left out of the loss."""
    for line in lines(path):
        row = json.loads(line)
        tokens = row["tokens"]
        names = ["O"] * len(tokens)
        for e in row["entities"]:
            a, b = e["tokens"]
            tag = mapping[e["type"]]
            for i in range(a, b):
                names[i] = "?" if tag is None else ("B-" if i == a else "I-") + tag
        yield {"name": str(row["id"]), "corpus": corpus, "words": tokens, "names": names,
               "spaces": spaces_of(row["text"], row["starts"], tokens),
               "sentences": [[0, len(tokens)]], "paragraphs": [0]}


NAME_TAGS = {"person": "PER", "org": "ORG", "place": "LOC", "policy": "OTH", "document": "OTH", "event": "OTH"}
TITLE = re.compile(r"(?:(?:the|president|sen|rep|gov|mr|mrs|ms|dr|senator|representative|governor|secretary|judge|justice|mayor|prof|sir|lord|dame|hon|rev|host|"
                   r"candidate|king|pope|premier|minister|chancellor|councillor|sheriff|chief|director|general|captain|nominee|former|bishop|archbishop)\.?\s+)+", re.I)


def project_names(record, tokens, text, entities):
    """BIO tags from listed names: every occurrence, longest first. Capitalised words that no list explains are left out."""
    tags, n = ["O"] * len(tokens), len(tokens)
    words = [text[s:e] for s, e in tokens]
    firsts = {s for s, _ in record["sentences"]}
    forms = {}
    for kind, *names in entities:
        for name in names:
            bare = TITLE.sub("", name) if kind == "person" else re.sub(r"^(the|The)\s+", "", name)
            bare = re.sub(r"['’]s?$", "", bare)
            if not bare or not (bare[0].isupper() or bare[0].isdigit()) or len(bare) < 2:
                continue
            adjective = kind == "org" and name != names[0] and re.fullmatch(r"\w+(?:ans?|ics?|ats?|ists?)", bare)
            forms.setdefault(bare, "?" if adjective else NAME_TAGS.get(kind, "?"))
    done = [False] * n
    at = {s: i for i, (s, _) in enumerate(tokens)}
    end_at = {e: i for i, (_, e) in enumerate(tokens)}
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        pattern = r"\s+".join(re.escape(w) for w in form.split())
        for m in re.finditer(pattern, text):
            i, j = at.get(m.start()), end_at.get(m.end())
            if i is None or j is None or any(done[i:j + 1]):
                continue
            for k in range(i, j + 1):
                done[k] = True
                tags[k] = "?" if forms[form] == "?" else ("B-" if k == i else "I-") + forms[form]
    for i, w in enumerate(words):
        if not done[i] and w[0].isupper() and (i not in firsts or w.isupper() and len(w) > 1):
            tags[i] = "?"
    return tags


def occurrences(record, rows):
    """Spans, in words, of the capitalised names of the rows' entities: [(span, entity)]."""
    out, names = [], {}
    for row in rows:
        for side in ("subject", "object"):
            for name in row.get(side) or ():
                if name[:1].isupper() and len(name) > 2:
                    names.setdefault(tuple(name.split()), row[side][0])
    longest = max((len(n) for n in names), default=0)
    words, at = record["words"], 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            if tuple(words[at:at + size]) in names:
                out.append(([at, at + size], names[tuple(words[at:at + size])]))
                at += size - 1
                break
        at += 1
    return out


class Aligner:
    """Code-point spans to word spans."""
    def __init__(self, tokens):
        self.word = {}
        for i, (s, e) in enumerate(tokens):
            for c in range(s, e):
                self.word[c] = i

    def __call__(self, span):
        if span is None:
            return None
        inside = [self.word[c] for c in range(span[0], span[1]) if c in self.word]
        return [min(inside), max(inside) + 1] if inside else None


def main():
    shared, binary, vocabulary, target = sys.argv[1:5]
    records = []
    for corpus, path in (("ewt-train", "ewt/train"), ("ewt-dev", "ewt/dev"), ("gum-train", "gum/train"), ("gum-dev", "gum/dev")):
        for record in treebank(f"{shared}/data/{path}.conllu.gz", corpus):
            if corpus.startswith("gum"):
                record["names"], record["etypes"] = gum_names(record)
                record["chains"] = gum_chains(record)
            del record["entity"]
            records.append(record)
    records += list(name_corpus(f"{shared}/data/crossner/train.jsonl.gz", "names-train", CROSSNER))
    records += list(name_corpus(f"{shared}/data/crossner/dev.jsonl.gz", "names-train", CROSSNER))
    records += list(name_corpus(f"{shared}/data/conll04/train.jsonl.gz", "names-train", CONLL04))

    # Texts with attributions and statements.
    gold = collections.defaultdict(list)
    where = {}
    for path in sorted(glob.glob(f"{shared}/gold/train/*.jsonl") + glob.glob(f"{shared}/gold/train_stance/*.jsonl") + glob.glob(f"{shared}/gold/train_domains/*.jsonl")):
        batch = path.split("/")[-1][:-6]
        for line in lines(path):
            row = json.loads(line)
            if row["document"] not in where:
                where[row["document"]] = batch
            if where[row["document"]] == batch:
                gold[row["document"]].append(row)
    entities = {}
    for part in ("news", "texts"):
        for document in annotations.documents(part):
            name = document["document"]
            where[name] = part
            gold[name] = list(annotations.rows(document))
            entities[name] = list(document["entities"].values())
    texts = []
    for line in lines(f"{shared}/data/polnear/train.jsonl.gz"):
        row = json.loads(line)
        texts.append((row["id"], row["text"], row["date"], row["attributions"]))
    for line in lines(f"{shared}/data/wikinews/train.jsonl.gz"):
        row = json.loads(line)
        texts.append((row["id"], row["text"], None, None))
    for path in sorted(glob.glob(f"{shared}/gold/train_domains/texts/*.txt") + glob.glob(f"{OWN}/texts/*.txt")):
        texts.append((path.split("/")[-1][:-4], open(path, encoding="utf-8", newline="").read(), None, None))
    for name, text, date, attributions in texts:
        batch = where.get(name)
        if batch in HELD_OUT_BATCHES or batch in HELD_OUT_DOMAINS:
            continue
        records.append({"name": name, "corpus": "text", "text": text, "batch": batch, "late": bool(date and date[:7] in HELD_OUT_MONTHS),
                        "raw": attributions, "gold": gold.get(name), "listed": entities.get(name)})
    # The cue bank, its slots filled twice.
    for document in (d for seed in (1, 2) for d in cues.documents(seed)):
        records.append({"name": document["document"], "corpus": "text", "text": document["text"], "batch": "cues", "late": False,
                        "raw": None, "gold": document["rows"], "listed": None, "kinds": document["kinds"]})

    asked = "\n".join(json.dumps({"text": r["text"]} if "text" in r else {"words": r["words"], "spaces": r["spaces"]}) for r in records)
    answers = subprocess.run([binary, vocabulary], input=asked.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    assert len(answers) == len(records)
    lost = collections.Counter()
    for record, answer in zip(records, answers):
        answer = json.loads(answer)
        record["pieces"], record["casing"] = answer["pieces"], answer["casing"]
        record.pop("spaces", None)
        if "text" not in record:
            continue
        record["words"], record["sentences"], record["paragraphs"] = answer["words"], answer["sentences"], answer["paragraphs"]
        record["tokens"] = answer["tokens"]
        align = Aligner(answer["tokens"])
        if record["raw"] is not None and not record["late"]:
            record["attributions"] = []
            for a in record["raw"]:
                roles = [[w for w in (align(s) for s in a[role]) if w] for role in ("source", "cue", "content")]
                record["attributions"].append(roles)
        if record["gold"]:
            rows, named = [], []
            for row in record["gold"]:
                spans = {k: align(row.get(k)) for k in ("span", "subject_span", "cue_span", "object_span")}
                if row["kind"] == "claim" and spans["object_span"] is None:
                    spans["object_span"] = spans["span"]
                lost[row["kind"] + (" no subject" if spans["subject_span"] is None else "")] += 1
                rows.append({"predicate": row["predicate"], "kind": row["kind"], "optional": row["optional"], "act": row.get("act"), **spans})
                if spans["subject_span"] and "subject" in row:
                    named.append((spans["subject_span"], row["subject"][0]))
                if spans["object_span"] and row.get("object") and spans["object_span"] != spans["cue_span"]:
                    named.append((spans["object_span"], row["object"][0]))
            stance_only = (record["batch"] or "").startswith("stance")
            record["rows"] = rows
            # Every expression of a stance is annotated, not only the first of each pair.
            record["exhaustive"] = record["batch"] in ("news", "texts", "cues")
            record["named"] = named + occurrences(record, record["gold"])
            if record["listed"] is not None:
                record["names"] = project_names(record, answer["tokens"], record["text"], record["listed"])
            record.setdefault("kinds", ["stance"] if stance_only else ["relation", "stance", "claim"])
            if record["late"]:
                record["kinds"] = [k for k in record["kinds"] if k != "claim"]
        del record["raw"], record["gold"], record["text"], record["listed"]
    print(collections.Counter(r["corpus"] for r in records), dict(lost))
    print(collections.Counter((r.get("batch"), r["late"]) for r in records if r["corpus"] == "text"))
    pickle.dump(records, open(target, "wb"))


if __name__ == "__main__":
    main()
