"""Trains the network on the records of prepare.py, in stages.

usage: train.py RECORDS.pickle MINILM_DIR VOCABULARY OUT_DIR [first|second|early|third|fourth|all] [--steps-factor 1.0]

first:  trees, tags, names and attributions. Its parser then finds the head words of the annotated spans.
second: the same, and statements.
early:  a short second annealing of these, for the mean of checkpoints (average.py).
third:  from the second stage on, the same, coreference, and the annotations of this folder. Every task draws whole batches; the order is shuffled, rates fall to nothing at the end.
fourth: a short second annealing of all that, trees above all.
"""
import argparse
import pickle
import random
import time

import torch

import losses
import marking
from model import Model
from windows import batches, collate, document_batches, pack, windows

TUNE = ("batch10", "labour")
# Of the annotations of this folder, every document whose number or whose place in the list is a multiple.
TUNE_TEXTS, TUNE_NEWS = "-04", 8
# Annotations that stand in this folder; they join in the third stage.
OWN = ("news", "texts")


def kept_for_tuning(records):
    """Names of the annotated documents that cut-offs are set on, and nothing is trained on."""
    news = sorted(r["name"] for r in records if r.get("batch") == "news")
    texts = [r["name"] for r in records if r.get("batch") == "texts" and r["name"].endswith(TUNE_TEXTS)]
    return {r["name"] for r in records if r.get("batch") in TUNE} | set(news[::TUNE_NEWS]) | set(texts)


def epoch(records, rng, context=True, core=None, whole=False):
    packed = []
    for r in records:
        limit = core(rng) if core else 160
        packed += [pack(r, w) for w in windows(r, limit, context)]
    return (document_batches if whole else batches)(packed, shuffle=rng)


def schedule(tasks, rng):
    """All batches of all tasks, each task its number of epochs, evenly mixed."""
    stream = []
    for name, records, epochs, loss, core in tasks:
        mine = []
        whole = int(epochs)
        for k in range(whole + (epochs > whole)):
            made = epoch(records, rng, context=name in ("attributed", "statements", "chains"), core=core, whole=name in ("statements", "chains"))
            mine += made if k < whole else made[: int(len(made) * (epochs - whole))]
        for i, b in enumerate(mine):
            stream.append(((i + rng.random()) / len(mine), name, loss, b))
        print(f"  {name}: {len(records)} records, {len(mine)} batches", flush=True)
    stream.sort(key=lambda s: s[0])
    return stream


def train(model, stream, encoder_rate, head_rate, warm=0.06, floor=0.02):
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in model.encoder.parameters()}
    head = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": body, "lr": encoder_rate}, {"params": head, "lr": head_rate}], betas=(0.9, 0.98), weight_decay=0.01)
    total = len(stream)
    rate = lambda s: min(1.0, (s + 1) / (warm * total)) * (floor + (1 - floor) * (1 - s / total))
    plan = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    model.train()
    seen, begun = {}, time.time()
    for step, (_, name, loss_of, batch) in enumerate(stream):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = model.words(collate(batch)).float()
        loss = loss_of(model, x, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body + head, 2.0)
        optimizer.step()
        plan.step()
        value = seen.setdefault(name, [0.0, 0])
        value[0] += loss.item()
        value[1] += 1
        if step % 200 == 199 or step == total - 1:
            print(f"{step + 1}/{total} {time.time() - begun:.0f}s " + " ".join(f"{k} {v / c:.3f}" for k, (v, c) in sorted(seen.items())), flush=True)
            seen = {}
    model.eval()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("records")
    parser.add_argument("minilm")
    parser.add_argument("vocabulary")
    parser.add_argument("out")
    parser.add_argument("stage", nargs="?", default="all", choices=("first", "second", "early", "third", "fourth", "all"))
    parser.add_argument("--steps-factor", type=float, default=1.0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    records = pickle.load(open(args.records, "rb"))
    vocabulary = open(args.vocabulary, encoding="utf-8").read().split("\n")[:-1]
    of = lambda *names: [r for r in records if r["corpus"] in names]
    deprels = sorted({d for r in of("ewt-train", "gum-train") for d in r["deprels"]})
    model = Model(len(vocabulary), deprels)
    import evaluate

    trees = lambda rng: rng.choice((30, 60, 110, 160))
    articles = lambda rng: rng.randint(76, 160)
    kept = kept_for_tuning(records)
    attributed = [r for r in of("text") if r.get("attributions") is not None and r["name"] not in kept]
    f = args.steps_factor
    if args.stage in ("first", "all"):
        model.encoder.load_minilm(args.minilm, vocabulary)
        tasks = [("ewt", of("ewt-train"), 3 * f, losses.parse_loss, trees), ("gum", of("gum-train"), 3 * f, losses.parse_loss, trees),
                 ("names", of("names-train"), 2 * f, losses.names_loss, None),
                 ("attribution", attributed, 2 * f, losses.attribution_loss, articles)]
        train(model, schedule(tasks, rng), 3e-4, 1e-3, floor=0.15)
        torch.save({"model": model.state_dict(), "deprels": deprels}, f"{args.out}/first.pt")
        evaluate.report(model, records)
    if args.stage in ("second", "all"):
        load(model, f"{args.out}/first.pt")
        gold = [r for r in of("text") if r.get("rows") and r["name"] not in kept and r["batch"] not in OWN]
        marking.mark(model, of("text"))
        tasks = [("ewt", of("ewt-train"), 2.5 * f, losses.parse_loss, trees), ("gum", of("gum-train"), 2 * f, losses.parse_loss, trees),
                 ("names", of("names-train"), 1 * f, losses.names_loss, None),
                 ("attributed", attributed, 0.9 * f, both_losses, articles),
                 ("statements", gold, 5 * f, losses.statement_loss, articles)]
        train(model, schedule(tasks, rng), 2.2e-4, 1e-3)
        torch.save({"model": model.state_dict(), "deprels": deprels}, f"{args.out}/second.pt")
        evaluate.report(model, records)
    if args.stage in ("early", "all"):
        load(model, f"{args.out}/second.pt")
        gold = [r for r in of("text") if r.get("rows") and r["name"] not in kept and r["batch"] not in OWN]
        marking.mark(model, of("text"))
        tasks = [("ewt", of("ewt-train"), 2.2 * f, losses.parse_loss, trees), ("gum", of("gum-train"), 1.5 * f, losses.parse_loss, trees),
                 ("attributed", attributed, 0.4 * f, both_losses, articles), ("statements", gold, 1.5 * f, losses.statement_loss, articles)]
        train(model, schedule(tasks, rng), 1.2e-4, 6e-4)
        torch.save({"model": model.state_dict(), "deprels": deprels}, f"{args.out}/early.pt")
    if args.stage in ("third", "all"):
        load(model, f"{args.out}/second.pt")
        gold = [r for r in of("text") if r.get("rows") and r["name"] not in kept]
        marking.mark(model, of("text"))
        tasks = [("ewt", of("ewt-train"), 2 * f, losses.parse_loss, trees), ("gum", of("gum-train"), 1.5 * f, losses.parse_loss, trees),
                 ("names", of("names-train"), 0.5 * f, losses.names_loss, None), ("chains", of("gum-train"), 2 * f, losses.link_loss, articles),
                 ("attributed", attributed, 0.4 * f, both_losses, articles), ("statements", gold, 2.7 * f, article_losses, articles)]
        train(model, schedule(tasks, rng), 2e-4, 1e-3)
        torch.save({"model": model.state_dict(), "deprels": deprels}, f"{args.out}/third.pt")
        evaluate.report(model, records)
    if args.stage in ("fourth", "all"):
        load(model, f"{args.out}/third.pt")
        gold = [r for r in of("text") if r.get("rows") and r["name"] not in kept]
        marking.mark(model, of("text"))
        tasks = [("ewt", of("ewt-train"), 1.6 * f, losses.parse_loss, trees), ("gum", of("gum-train"), 1.2 * f, losses.parse_loss, trees),
                 ("names", of("names-train"), 0.3 * f, losses.names_loss, None), ("chains", of("gum-train"), 0.5 * f, losses.link_loss, articles),
                 ("attributed", attributed, 0.25 * f, both_losses, articles), ("statements", gold, 0.7 * f, article_losses, articles)]
        train(model, schedule(tasks, rng), 1e-4, 5e-4)
        torch.save({"model": model.state_dict(), "deprels": deprels}, f"{args.out}/fourth.pt")
        evaluate.report(model, records)


def load(model, path):
    """A stage's weights; layers that the stage did not have keep their first values."""
    model.load_state_dict(torch.load(path)["model"], strict=False)


def article_losses(model, x, batch):
    """Statements, coreference and names of annotated articles."""
    loss = losses.statement_loss(model, x, batch) + 0.5 * losses.link_loss(model, x, batch)
    if "names" in batch[0]["record"]:
        loss = loss + losses.names_loss(model, x, batch)
    return loss


def both_losses(model, x, batch):
    """Attribution as tags, and as cues with arguments: for documents with attributions alone."""
    return losses.attribution_loss(model, x, batch) + 0.5 * losses.statement_loss(model, x, [dict(p, record=dict(p["record"], kinds=[])) for p in batch])


if __name__ == "__main__":
    main()
