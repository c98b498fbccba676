"""Weights of the signs that a statement's confidence is made of: logistic regression on articles kept for tuning.

usage: confidence.py SCORE_DIR OUT.tsv [--cut stance=0.3]… CANDIDATES.jsonl GOLD.jsonl [CANDIDATES.jsonl GOLD.jsonl …]

SCORE_DIR holds the scorer `score.py`, CANDIDATES is what `examples/candidates` writes. Rows that answer only an optional gold row are
left out. Prints, by kind, F1 at several cut-offs and the expected calibration error, of five folds over the documents. `--cut` is written
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
    gold, rows = [], []
    for candidates, answers in zip(args[::2], args[1::2]):
        gold += S.load(answers)
        rows += S.load(candidates)
    by_document = collections.defaultdict(list)
    for g in gold:
        by_document[g["document"]].append(g)
    data = collections.defaultdict(list)
    for row in rows:
        own = by_document[row["document"]]
        right = any(S.credit(g, row) > 0 for g in own if not g.get("optional"))
        if not right and any(S.credit(g, row) > 0 for g in own if g.get("optional")):
            continue
        signs = dict(row["signs"], bias=1.0)
        signs[row["predicate"]] = 1.0
        data[row["kind"]].append((row, signs, right))
    documents = sorted(by_document)
    fold = {d: k % 5 for k, d in enumerate(documents)}
    with open(out, "w") as file:
        file.write("# Weights of the signs of a statement (src/statements/signs.rs) by its kind: kind, sign, weight. Made by training/confidence.py.\n")
        for kind in ("relation", "stance", "claim"):
            items = data[kind]
            names = sorted({n for _, s, _ in items for n in s})
            x = torch.tensor([[s.get(n, 0.0) for n in names] for _, s, _ in items], dtype=torch.float64)
            y = torch.tensor([float(r) for _, _, r in items], dtype=torch.float64)
            parts = torch.tensor([fold[row["document"]] for row, _, _ in items])
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
                file.write(f"{kind}\t{n}\t{value:.4f}\n")
            print(kind, len(items), "candidates, right", int(y.sum()), f"ECE {error(p, y):.3f}",
                  "F1 at", " ".join(f"{t:.2f}: {S.score_statements(gold, [r for r, _, _ in items], t)[0][kind]['f1']:.3f}" for t in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)))


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
