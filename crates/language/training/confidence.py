"""Weights of the signs that a statement's confidence is made of: logistic regression on articles kept for tuning.

usage: confidence.py SCORE_DIR OUT.tsv [--cut stance=0.3]… CANDIDATES.jsonl GOLD.jsonl […] [--beside CANDIDATES.jsonl GOLD.jsonl […]]

SCORE_DIR holds the scorer `score.py`, CANDIDATES is what `examples/candidates` writes. Rows that answer only an optional gold row are
left out. What stands behind `--beside` are the answers of the models of `folds.py`, each on the fifth that it was not trained on: the
weights are fitted to them too, but for what is theirs alone (their bias, and the slopes of the scores, as weaker models are less sure).
Prints, by kind, F1 at several cut-offs and the expected calibration error, of five folds over the other documents. `--cut` is written
beside the weights: the probability that the program's default output keeps (`src/statements/confidence.rs` says how).
"""
import collections
import json
import sys

import torch

PENALTY = 2.0
BIAS = ("bias",)


def main():
    args = sys.argv[1:]
    sys.path.insert(0, args.pop(0))
    import score as S
    out = args.pop(0)
    cut = {}
    while args[0] == "--cut":
        kind, value = args[1].split("=")
        cut[kind] = float(value)
        args = args[2:]
    split = args.index("--beside") if "--beside" in args else len(args)
    load = lambda paths: ([g for p in paths[1::2] for g in S.load(p)], [r for p in paths[::2] for r in S.load(p)])
    gold, rows = load(args[:split])
    kept = {g["document"] for g in gold}
    beside, others = ([x for x in part if x["document"] not in kept] for part in load(args[split + 1:]))
    by_document = collections.defaultdict(list)
    for g in gold + beside:
        by_document[g["document"]].append(g)
    data = collections.defaultdict(list)
    for row, is_kept in [(r, True) for r in rows] + [(r, False) for r in others]:
        own = by_document[row["document"]]
        right = any(S.credit(g, row) > 0 for g in own if not g.get("optional"))
        if not right and any(S.credit(g, row) > 0 for g in own if g.get("optional")):
            continue
        signs = dict(row["signs"], bias=1.0)
        signs[row["predicate"]] = 1.0
        if not is_kept:
            signs["fold"] = 1.0
            signs.update({f"fold:{n}": signs[n] for n in ("frame", "who", "what") if n in signs})
        data[row["kind"]].append((row, signs, right))
    documents = sorted(kept)
    fold = {d: k % 5 for k, d in enumerate(documents)}
    with open(out, "w") as file:
        file.write("# Weights of the signs of a statement (src/statements/signs.rs) by its kind: kind, sign, weight. Made by training/confidence.py.\n")
        for kind in ("relation", "stance", "claim"):
            items = data[kind]
            names = sorted({n for _, s, _ in items for n in s})
            x = torch.tensor([[s.get(n, 0.0) for n in names] for _, s, _ in items], dtype=torch.float64)
            y = torch.tensor([float(r) for _, _, r in items], dtype=torch.float64)
            # Part -1 is always trained on.
            parts = torch.tensor([fold.get(row["document"], -1) for row, _, _ in items])
            p = torch.zeros(len(items), dtype=torch.float64)
            for k in range(5):
                w = fit(x[parts != k], y[parts != k], names)
                p[parts == k] = torch.sigmoid(x[parts == k] @ w)
            for (row, _, _), value in zip(items, p.tolist()):
                row["confidence"] = value
            w = fit(x, y, names)
            if kind in cut:
                file.write(f"{kind}\tcut\t{cut[kind]}\n")
            for n, value in zip(names, w.tolist()):
                if n.split(":")[0] != "fold":
                    file.write(f"{kind}\t{n}\t{value:.4f}\n")
            own = parts >= 0
            answers = [row for row, _, _ in items if row["document"] in kept]
            print(kind, int(own.sum()), "candidates, right", int(y[own].sum()), f"ECE {error(p[own], y[own]):.3f}",
                  "F1 at", " ".join(f"{t:.2f}: {S.score_statements(gold, answers, t)[0][kind]['f1']:.3f}" for t in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)))


def fit(x, y, names):
    """Newton's method on the penalised likelihood; the bias is not penalised."""
    w = torch.zeros(x.shape[1], dtype=torch.float64)
    penalty = torch.full_like(w, PENALTY)
    for n in BIAS:
        penalty[names.index(n)] = 1e-6
    for _ in range(30):
        p = torch.sigmoid(x @ w)
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + torch.diag(penalty)
        step = torch.linalg.solve(hessian, gradient)
        w = w - step
        if step.abs().max() < 1e-8:
            break
    return w


def error(p, y, bins=10):
    """Expected calibration error over equal bins (Naeini et al. 2015)."""
    total = 0.0
    for k in range(bins):
        inside = (p >= k / bins) & (p < (k + 1) / bins + (k == bins - 1))
        if inside.any():
            total += abs(float(p[inside].mean() - y[inside].mean())) * int(inside.sum())
    return total / max(len(p), 1)


if __name__ == "__main__":
    main()
