"""The network: one MiniLM encoder under every head.

Encoder: MiniLM-L6 (Wang et al. 2020), word embeddings frozen, a casing class added at each word's first piece. A word is
its first piece's vector joined with a 32-d casing embedding. All heads begin with one linear layer each over that vector
(`FIRST`), exported as a single matrix; what follows is small and runs outside the network's graph.

- tags, names, etypes, roles: linear classifiers. Arcs and labels: deep biaffine (Dozat and Manning 2017).
- roles + cond: attribution, as BIO tags and as cue-conditional BIO tags (source, content) over the window; both are linear chains
  with scores of a tag after another (Lafferty et al. 2001).
- Where a cue looks for its source and content, or subject and object, it also sees how each word hangs together with it in the tree (`paths`).
- cue, act: predicates that a word signals (sigmoids), and how a stance shows.
- arc_*: from a cue word to its subject and object, a softmax over the window's words and "none".
- link_*: from a mention's head word to the head word of an earlier mention of the same thing, or to none.
- ptr_*: from an argument's (or cue's) head word to its first and last word.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

import paths

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
NAMES = ["O"] + [f"{b}-{t}" for t in ("PER", "ORG", "LOC", "OTH") for b in "BI"]
ETYPES = ["O", "person", "organization", "place", "abstract", "event", "object", "substance", "time", "animal", "plant"]
ROLES = ["O"] + [f"{b}-{t}" for t in ("source", "cue", "content") for b in "BI"]
COND = ["O", "B-source", "I-source", "B-content", "I-content"]
PREDICATES = ["leads", "holdsPost", "memberOf", "affiliatedWith", "partOf", "administers", "supports", "opposes", "asserts",
              "denies", "questions", "ATTR"]
GROUPS = ["relation", "supports", "opposes", "claim"]
GROUP_OF = [0] * 6 + [1, 2] + [3] * 4
ACTS = ["statement", "demand", "action", "legal", "vote", "endorsement", "protest", "letter", "attributed"]
POINTERS = ["subject", "object", "content", "cue"]

HIDDEN, CASE, ARC, LABEL, CONDITION, CUE, ARGUMENT, TREE, POINTER, LINK = 384, 32, 256, 96, 128, 256, 160, 32, 96, 128
# Distance in words from the anchor, signed: 0, 1, 2, 3, 4, 5-6, 7-9, 10-14, 15-22, 23-34, 35-54, 55-84, 85 and more.
EDGES = [1, 2, 3, 4, 5, 7, 10, 15, 23, 35, 55, 85]
BUCKETS = 2 * len(EDGES) + 1
# How far before a mention its antecedent is sought, in words; and the least distance of each class but the first.
LINK_REACH = 400
LINK_EDGES = [2, 3, 5, 8, 12, 18, 26, 38, 55, 80, 115, 165, 235, 320]


def bucket(distance):
    edges = torch.tensor(EDGES)
    size = torch.bucketize(distance.abs(), edges, right=True)
    return len(EDGES) + torch.sign(distance) * size


class Layer(nn.Module):
    def __init__(self, d=HIDDEN, heads=12, inner=1536, dropout=0.1):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(d, d) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, bias):
        b, t, d = x.shape
        split = lambda y: y.view(b, t, self.heads, d // self.heads).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        with torch.autocast("cpu", enabled=False):
            scores = q.float() @ k.float().transpose(2, 3) / math.sqrt(d // self.heads) + bias
            y = self.drop(scores.softmax(-1)) @ v.float()
        y = self.out(y.transpose(1, 2).reshape(b, t, d))
        x = self.norm1(x + self.drop(y))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocabulary, layers=6, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(256, HIDDEN)
        self.casing = nn.Embedding(8, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout=dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)
        nn.init.zeros_(self.casing.weight)
        self.words.weight.requires_grad_(False)

    def forward(self, pieces, casing, mask):
        """pieces, casing [B, T] int; mask [B, T] 1 where a piece stands; gives [B, T, 384]."""
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.casing(casing)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_minilm(self, path, vocabulary):
        """Takes over MiniLM's weights, rows of the pruned vocabulary alone."""
        import json
        from safetensors.torch import load_file
        w = load_file(f"{path}/model.safetensors")
        full = json.load(open(f"{path}/tokenizer.json", encoding="utf-8"))["model"]["vocab"]
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"][[full[p] for p in vocabulary]])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"][:256] + w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                     "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
                     "down": "output.dense", "norm2": "output.LayerNorm"}
            for i, layer in enumerate(self.layers):
                for ours, theirs in names.items():
                    for part in ("weight", "bias"):
                        getattr(getattr(layer, ours), part).copy_(w[f"encoder.layer.{i}.{theirs}.{part}"])


FIRST = {"tags": len(UPOS), "names": len(NAMES), "etypes": len(ETYPES), "roles": len(ROLES), "arc_dep": ARC, "arc_head": ARC,
         "label_dep": LABEL, "label_head": LABEL, "cond_cue": CONDITION, "cond_word": CONDITION, "cue": CUE,
         "anchor": len(GROUPS) * 2 * ARGUMENT, "word": len(GROUPS) * 2 * ARGUMENT,
         "ptr_anchor": len(POINTERS) * 2 * POINTER, "ptr_word": len(POINTERS) * 2 * POINTER,
         "link_from": LINK, "link_to": LINK}


class Model(nn.Module):
    def __init__(self, vocabulary, deprels):
        super().__init__()
        self.deprels = deprels
        self.encoder = Encoder(vocabulary)
        self.case = nn.Embedding(8, CASE)
        self.first = nn.ModuleDict({k: nn.Linear(HIDDEN + CASE, n) for k, n in FIRST.items()})
        self.drop = nn.Dropout(0.1)
        small = lambda *shape: nn.Parameter(torch.randn(*shape) * 0.01)
        self.arc = small(ARC + 1, ARC)
        self.label = small(len(deprels), LABEL + 1, LABEL + 1)
        self.root_arc, self.root_label = small(ARC), small(LABEL)
        self.cond = small(len(COND), CONDITION + 1, CONDITION + 1)
        self.cond_bias = nn.Parameter(torch.zeros(BUCKETS, len(COND)))
        # By how a word hangs together with the cue in the tree.
        path, aside = paths.sizes(len(deprels))
        self.cond_path, self.cond_aside = (nn.Parameter(torch.zeros(n, CONDITION + 1)) for n in (path, aside))
        # Scores of a tag (column) after another (row); the last row: of a tag at the beginning.
        self.roles_after, self.cond_after = (nn.Parameter(torch.zeros(n + 1, n)) for n in (len(ROLES), len(COND)))
        self.predicate, self.act = nn.Linear(CUE, len(PREDICATES)), nn.Linear(CUE, len(ACTS))
        nn.init.constant_(self.predicate.bias, -4.0)
        self.arg_bias = nn.Parameter(torch.zeros(len(GROUPS), 2, BUCKETS))
        # What an anchor wants of the way to its argument, and what the classes of ways are.
        self.arg_tree = nn.Parameter(torch.randn(len(GROUPS), 2, ARGUMENT + 1, TREE) * 0.05)
        self.arg_path, self.arg_aside = (nn.Parameter(torch.zeros(n, TREE)) for n in (path, aside))
        self.arg_none = nn.Parameter(torch.zeros(len(GROUPS), 2))
        self.arg_none_anchor = small(len(GROUPS), 2, ARGUMENT)
        # Two sorts of pairs: of the same word (in lower case), of different ones.
        self.link_bias = nn.Parameter(torch.zeros(2, len(LINK_EDGES) + 1))
        self.link_none, self.link_none_from = nn.Parameter(torch.zeros(())), small(LINK)
        self.ptr_bias = nn.Parameter(torch.zeros(len(POINTERS), 2, BUCKETS))

    def words(self, batch):
        """The vectors [N, 416] of the batch's words, window by window."""
        hidden = self.encoder(batch["pieces"], batch["casing"], batch["mask"])
        flat = hidden.reshape(-1, HIDDEN)[batch["first"]]
        return self.drop(torch.cat([flat, self.case(batch["word_casing"]).to(flat.dtype)], 1))

    def head(self, name, x):
        return self.first[name](x).float()

    def arcs(self, dep, head):
        """dep [S, L, A], head [S, L, A] -> scores [S, L, 1 + L]: root, then each word as head."""
        dep, head = F.leaky_relu(dep, 0.1), F.leaky_relu(head, 0.1)
        root = F.leaky_relu(self.root_arc, 0.1).expand(len(head), 1, -1)
        heads = torch.cat([root, head], 1)
        return (dep @ self.arc[:-1] + self.arc[-1]) @ heads.transpose(1, 2)

    def labels(self, dep, head):
        """dep, head [N, D] of word and its head (pre-activation) -> [N, labels]."""
        one = torch.ones(len(dep), 1)
        dep = torch.cat([F.leaky_relu(dep, 0.1), one], 1)
        head = torch.cat([F.leaky_relu(head, 0.1), one], 1)
        half = torch.einsum("nd,lde->nle", dep, self.label)
        return torch.einsum("nle,ne->nl", half, head)

    def conditional(self, cue, word, distance, path, aside):
        """cue [K, D] (mean over first and last cue word, pre-activation), word [K, L, D], distance [K, L] of words from the cue,
        path and aside [K, L] as in `paths` -> [K, L, 5]."""
        cue = torch.cat([F.leaky_relu(cue, 0.1), torch.ones(len(cue), 1)], 1)
        word = F.leaky_relu(word, 0.1)
        word = torch.cat([word, torch.ones(*word.shape[:2], 1)], 2)
        word = word + self.cond_path[path] + self.cond_aside[aside]
        half = torch.einsum("kd,lde->kle", cue, self.cond)
        return torch.einsum("kle,kwe->kwl", half, word) + self.cond_bias[bucket(distance)]

    def arguments(self, group, role, anchor, word, distance, path, aside):
        """anchor [K, D], word [K, L, D], distance [K, L] of words from the anchor, path and aside [K, L] as in `paths` -> [K, L + 1], "none" last."""
        scores = torch.einsum("kd,kld->kl", anchor, word) / math.sqrt(ARGUMENT) + self.arg_bias[group, role][bucket(distance)]
        way = torch.cat([anchor, torch.ones(len(anchor), 1)], 1) @ self.arg_tree[group, role]
        scores = scores + torch.einsum("kd,kld->kl", way, self.arg_path[path] + self.arg_aside[aside])
        none = self.arg_none[group, role] + anchor @ self.arg_none_anchor[group, role] / math.sqrt(ARGUMENT)
        return torch.cat([scores, none[:, None]], 1)

    def links(self, mention, word, distance, same):
        """mention [K, D], word [C, D], distance [K, C] in words, same [K, C] 1 for the same word -> [K, C + 1], "none" last."""
        edges = torch.tensor(LINK_EDGES)
        scores = mention @ word.T / math.sqrt(LINK) + self.link_bias[same, torch.bucketize(distance, edges, right=True)]
        none = self.link_none + mention @ self.link_none_from / math.sqrt(LINK)
        return torch.cat([scores, none[:, None]], 1)

    def pointer(self, kind, end, anchor, word, distance):
        """As `arguments`, without "none": [K, L]."""
        return torch.einsum("kd,kld->kl", anchor, word) / math.sqrt(POINTER) + self.ptr_bias[kind, end][bucket(distance)]
