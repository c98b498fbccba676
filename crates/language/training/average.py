"""The weighted mean of checkpoints that began at the same one (Wortsman et al. 2022, "model soups").

usage: average.py OUT.pt CHECKPOINT.pt=WEIGHT…      Layers that only some have are averaged over those.
"""
import sys

import torch


def main():
    out, *given = sys.argv[1:]
    loaded = [(torch.load(path), float(weight)) for path, weight in (g.rsplit("=", 1) for g in given)]
    names = sorted({name for saved, _ in loaded for name in saved["model"]})
    mean = {}
    for name in names:
        parts = [(saved["model"][name], weight) for saved, weight in loaded if name in saved["model"]]
        first = parts[0][0]
        if not first.is_floating_point():
            mean[name] = first
            continue
        total = sum(weight for _, weight in parts)
        mean[name] = (sum(weight * value.float() for value, weight in parts) / total).to(first.dtype)
    torch.save({"model": mean, "deprels": loaded[0][0]["deprels"]}, out)


if __name__ == "__main__":
    main()
