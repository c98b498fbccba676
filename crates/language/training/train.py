"""Trains the network on the records of prepare.py, in stages.

usage: train.py RECORDS.pickle MINILM_DIR VOCABULARY OUT_DIR [STAGE|all] [--steps-factor 1.0]

first:  trees, tags, names and attributions. Its parser then finds the head words of the annotated spans.
second: the same, and statements.
third:  from the second stage on, the same, coreference, and the annotations of this folder. Every task draws whole batches; the order is shuffled, rates fall to nothing at the end.
fourth: a short second annealing of all that, trees above all.
fifth:  the third's tasks again at its rates: what was annealed is warmed up once more.
sixth:  the same, with the cue bank.
seventh: an annealing, as the fourth.
eighth: as the fifth and sixth, with more annotations.
ninth:  the same once more, attributions above all, with the annotations read a second time and those that came last.
tenth:  from the mean of the stages before: attributions as linear chains, and more texts.
eleventh: from 0.7 of the tenth and 0.3 of that mean: cues see trees, annotations read once more.
twelfth: from the same as the eleventh, 0.45 as long, another seed, optional rows count less; the model is a mean of both.
"""
import argparse
import os
import pickle
import random
import time

import torch

import average
import losses
import marking
from model import Model
from windows import batches, collate, document_batches, pack, windows

TUNE = ("batch10", "labour")
# Of the annotations of this folder, the texts of this number and the articles that this file names.
TUNE_TEXTS, TUNE_NEWS = "-04", os.path.join(os.path.dirname(os.path.abspath(__file__)), "annotations", "kept.txt")
# Annotations that stand in this folder; they join in the third stage.
OWN = ("news", "texts")

# Tasks whose windows have context; those whose batches are whole documents, so that links reach from window to window.
CONTEXT, WHOLE = ("attributed", "shared", "statements", "chains"), ("statements", "chains")
# Each stage: the one that it goes on from, epochs of each task, rates. "shared": the annotations of the corpora alone; "statements": ours too.
STAGES = {
    "first": (None, {"ewt": 3, "gum": 3, "names": 2, "attribution": 2}, {"encoder_rate": 3e-4, "head_rate": 1e-3, "floor": 0.15}),
    "second": ("first", {"ewt": 2.5, "gum": 2, "names": 1, "attributed": 0.9, "shared": 5}, {"encoder_rate": 2.2e-4, "head_rate": 1e-3}),
    "third": ("second", {"ewt": 2, "gum": 1.5, "names": 0.5, "chains": 2, "attributed": 0.4, "statements": 2.7},
              {"encoder_rate": 2e-4, "head_rate": 1e-3}),
    "fourth": ("third", {"ewt": 1.6, "gum": 1.2, "names": 0.3, "chains": 0.5, "attributed": 0.25, "statements": 0.7},
               {"encoder_rate": 1e-4, "head_rate": 5e-4}),
    "fifth": ("fourth", {"ewt": 1.6, "gum": 1.2, "names": 0.5, "chains": 1, "attributed": 0.8, "statements": 2.7},
              {"encoder_rate": 2e-4, "head_rate": 1e-3}),
    "sixth": ("fifth", {"ewt": 1.8, "gum": 1.2, "names": 0.6, "chains": 0.8, "attributed": 0.8, "cues": 2, "statements": 2.8},
              {"encoder_rate": 1.7e-4, "head_rate": 1e-3}),
    "seventh": ("sixth", {"ewt": 1.6, "gum": 1, "names": 0.3, "chains": 0.4, "attributed": 0.3, "cues": 0.4, "statements": 0.6},
                {"encoder_rate": 1e-4, "head_rate": 5e-4}),
    "eighth": ("seventh", {"ewt": 1.6, "gum": 1.1, "names": 0.4, "chains": 0.6, "attributed": 0.6, "cues": 0.6, "statements": 2.8},
               {"encoder_rate": 1.7e-4, "head_rate": 1e-3}),
    "ninth": ("eighth", {"ewt": 1.5, "gum": 1.0, "names": 0.4, "chains": 0.5, "attributed": 1.0, "cues": 0.3, "statements": 2.3},
              {"encoder_rate": 1.6e-4, "head_rate": 1e-3}),
    "tenth": ("mean", {"ewt": 1.2, "gum": 0.9, "names": 0.4, "chains": 0.5, "attributed": 1.15, "cues": 0.3, "statements": 1.15},
              {"encoder_rate": 1.6e-4, "head_rate": 1e-3}),
    "eleventh": ("later", {"ewt": 1.1, "gum": 0.8, "names": 0.35, "chains": 0.4, "attributed": 1.2, "cues": 0.5, "statements": 1.4},
                 {"encoder_rate": 1.5e-4, "head_rate": 1e-3}),
    "twelfth": ("later", {"ewt": 0.5, "gum": 0.36, "names": 0.16, "chains": 0.18, "attributed": 0.54, "cues": 0.22, "statements": 0.63},
                {"encoder_rate": 1.5e-4, "head_rate": 1e-3}),
}
# What an optional row counts beside a required one, by stage.
OPTIONAL = {"twelfth": 0.25}


# Means of stages that a stage goes on from.
MEANS = {"mean": {"ninth": 0.6, "eighth": 0.2, "seventh": 0.1, "fourth": 0.1}, "later": {"tenth": 0.7, "mean": 0.3}}


def kept_for_tuning(records):
    """Names of the annotated documents that cut-offs are set on, and nothing is trained on."""
    news = open(TUNE_NEWS, encoding="utf-8").read().split()
    texts = [r["name"] for r in records if r.get("batch") == "texts" and r["name"].endswith(TUNE_TEXTS)]
    return {r["name"] for r in records if r.get("batch") in TUNE} | set(news) | set(texts)


def tasks(of, unseen):
    """Each task's records, loss and size of windows; `of` gives the records of corpora, documents named in `unseen` are left out."""
    trees = lambda rng: rng.choice((30, 60, 110, 160))
    articles = lambda rng: rng.randint(76, 160)
    attributed = [r for r in of("text") if r.get("attributions") is not None and r["name"] not in unseen]
    bank = [r for r in of("text") if r["batch"] == "cues"]
    rated = [r for r in of("text") if r.get("rows") and r["batch"] != "cues" and r["name"] not in unseen]
    shared = [r for r in rated if r["batch"] not in OWN]
    return {"ewt": (of("ewt-train"), losses.parse_loss, trees), "gum": (of("gum-train"), losses.parse_loss, trees),
            "names": (of("names-train"), losses.names_loss, None), "chains": (of("gum-train"), losses.link_loss, articles),
            "attribution": (attributed, losses.attribution_loss, articles), "attributed": (attributed, both_losses, articles),
            "shared": (shared, losses.statement_loss, articles), "statements": (rated, article_losses, articles),
            "cues": (bank, losses.statement_loss, articles)}


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
            made = epoch(records, rng, context=name in CONTEXT, core=core, whole=name in WHOLE)
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
    parser.add_argument("stage", nargs="?", default="all", choices=(*STAGES, "all"))
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

    data = tasks(of, kept_for_tuning(records))
    for stage in STAGES:
        if args.stage not in (stage, "all"):
            continue
        source, epochs, rates = STAGES[stage]
        if source in MEANS:
            parts = [(f"{args.out}/{name}.pt", weight) for name, weight in MEANS[source].items()]
            torch.save(average.mean(parts), f"{args.out}/{source}.pt")
        if source:
            load(model, f"{args.out}/{source}.pt")
            # The parser of the stage before finds the head words of the annotated spans.
            marking.mark(model, of("text"), OPTIONAL.get(stage, 0.5))
        else:
            model.encoder.load_minilm(args.minilm, vocabulary)
        plan = [(name, data[name][0], n * args.steps_factor, *data[name][1:]) for name, n in epochs.items()]
        train(model, schedule(plan, rng), **rates)
        torch.save({"model": model.state_dict(), "deprels": deprels}, f"{args.out}/{stage}.pt")
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
