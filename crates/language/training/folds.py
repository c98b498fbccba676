"""Five models, each without a fifth of the project's own annotations: their answers on that fifth are answers on unseen text.

usage: folds.py RECORDS.pickle VOCABULARY OUT_DIR [FOLD…]

Each goes on from OUT_DIR/second.pt, the stage that has seen none of these annotations, and is saved as OUT_DIR/foldK.pt; the names
of its fifth stand in OUT_DIR/foldK.txt. `confidence.py` takes these answers beside those on the documents kept for tuning.
"""
import argparse
import pickle
import random
import zlib

import torch

import marking
from model import Model
from train import OWN, kept_for_tuning, load, schedule, tasks, train

FOLDS = 5
# Epochs of each task: about a twentieth of what the shipped model has had of the annotations.
EPOCHS = {"ewt": 0.5, "gum": 0.4, "names": 0.2, "chains": 0.3, "attributed": 0.1, "cues": 0.6, "statements": 0.75}
RATES = {"encoder_rate": 2e-4, "head_rate": 1e-3}


def fold_of(name):
    """The part that a document is in: by its name, so that it stays there when others join."""
    return zlib.crc32(name.encode("utf-8")) % FOLDS


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("records")
    parser.add_argument("vocabulary")
    parser.add_argument("out")
    parser.add_argument("folds", nargs="*", type=int, default=list(range(FOLDS)))
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    records = pickle.load(open(args.records, "rb"))
    vocabulary = open(args.vocabulary, encoding="utf-8").read().split("\n")[:-1]
    of = lambda *names: [r for r in records if r["corpus"] in names]
    kept = kept_for_tuning(records)
    for k in args.folds:
        torch.manual_seed(k)
        rng = random.Random(k)
        model = Model(len(vocabulary), sorted({d for r in of("ewt-train", "gum-train") for d in r["deprels"]}))
        load(model, f"{args.out}/second.pt")
        marking.mark(model, of("text"))
        own = {r["name"] for r in of("text") if r["batch"] in OWN and r.get("rows") and fold_of(r["name"]) == k} - kept
        data = tasks(of, kept | own)
        train(model, schedule([(name, data[name][0], n, *data[name][1:]) for name, n in EPOCHS.items()], rng), **RATES)
        torch.save({"model": model.state_dict(), "deprels": model.deprels}, f"{args.out}/fold{k}.pt")
        with open(f"{args.out}/fold{k}.txt", "w", encoding="utf-8") as file:
            file.writelines(f"{name}\n" for name in sorted(own))


if __name__ == "__main__":
    main()
