"""Writes the vocabulary that English text needs: the pieces of MiniLM's that hold Latin letters, digits, marks or symbols alone.

usage: prune_vocabulary.py MINILM_DIR vocab.txt
"""
import json
import sys
import unicodedata

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


def kept(piece):
    text = piece.removeprefix("##")
    if piece in SPECIAL or piece.startswith("[unused") or piece == "[MASK]":
        return False
    for c in text:
        category = unicodedata.category(c)
        if category[0] == "L" and not (c < "\u0250" or "LATIN" in unicodedata.name(c, "")):
            return False
        if category[0] in "MC" or (category[0] == "N" and not c.isascii()):
            return False
        if category == "So" and c > "\u2bff":
            return False
    return True


def main():
    vocabulary = json.load(open(f"{sys.argv[1]}/tokenizer.json", encoding="utf-8"))["model"]["vocab"]
    pieces = sorted(vocabulary, key=vocabulary.get)
    chosen = SPECIAL + [p for p in pieces if kept(p)]
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.writelines(f"{p}\n" for p in chosen)
    print(len(chosen), "of", len(pieces))


if __name__ == "__main__":
    main()
