"""The weighted mean of checkpoints that began at the same one (Wortsman et al. 2022, "model soups").

usage: average.py OUT.pt CHECKPOINT.pt=WEIGHT…      Layers that only some have are averaged over those.
"""
import sys

import torch


def mean(parts):
    """The mean of (checkpoint's path, weight)."""
    loaded = [(torch.load(path), weight) for path, weight in parts]
    names = sorted({name for saved, _ in loaded for name in saved["model"]})
    out = {}
    for name in names:
        parts = [(saved["model"][name], weight) for saved, weight in loaded if name in saved["model"]]
        first = parts[0][0]
        if not first.is_floating_point():
            out[name] = first
            continue
        total = sum(weight for _, weight in parts)
        out[name] = (sum(weight * value.float() for value, weight in parts) / total).to(first.dtype)
    return {"model": out, "deprels": loaded[0][0]["deprels"]}


if __name__ == "__main__":
    path, *given = sys.argv[1:]
    torch.save(mean([(name, float(weight)) for name, weight in (g.rsplit("=", 1) for g in given)]), path)
