"""A trained checkpoint to the files that the program loads.

usage: export.py CHECKPOINT.pt VOCABULARY OUT_DIR

OUT_DIR/encoder.onnx: the encoder and the first linear layer of every head, int8 (dynamic quantisation of the matrices, word
embeddings by row). It reads one window: inputs pieces, casing [T], first, word_casing [N] (int32; `first` are places of
words' first pieces) and core [C], the rows of the words that the window is there for. Output `words` [N, sum of FIRST less
SECOND]; of the core alone `arcs` [C, ARC], what a dependent wants of its head, and `cues` [C, CUE], activated.
OUT_DIR/heads.safetensors: what follows the first layers, f32, with the label sets as JSON in its metadata.
"""
import json
import math
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

import model as m


# Taken from scores of attention before the exponential, by layer. On news, the first layer has scores up to 69, the others
# up to 36, and the greatest of a row is at least -1: all stay 50 away from where f32 ends, at exp(88) and exp(-87).
SHIFTS = [33.0, 0.0, 0.0, 0.0, 0.0, 0.0]


class Attention(nn.Module):
    """A layer of `model.Layer` for one window without padding: query, key and value as one product, the scale inside it.

    The softmax is left undivided until it has been multiplied with the values: one pass over [heads, T, T] in place of
    three, and no mask. In place of a row's greatest score, a constant is subtracted, if any, as one more column of query
    and key.
    """

    def __init__(self, layer, shift):
        super().__init__()
        self.layer, self.heads, self.size = layer, layer.heads, m.HIDDEN // layer.heads
        wide = self.heads * (self.size + (shift != 0))
        self.sizes = [wide, wide, m.HIDDEN]
        self.joined = nn.Linear(m.HIDDEN, sum(self.sizes))
        scale = 1 / math.sqrt(self.size)
        with torch.no_grad():
            query, key = self.widened(layer.query, scale, shift and 1.0), self.widened(layer.key, 1.0, -shift)
            for at, part in enumerate(("weight", "bias")):
                getattr(self.joined, part).copy_(torch.cat([query[at], key[at], getattr(layer.value, part)]))

    def widened(self, linear, scale, constant):
        """Weight and bias of `linear`, with one more row a head that gives `constant` where this is not 0."""
        weight = (linear.weight * scale).view(self.heads, self.size, m.HIDDEN)
        bias = (linear.bias * scale).view(self.heads, self.size)
        if constant:
            weight = torch.cat([weight, torch.zeros(self.heads, 1, m.HIDDEN)], 1)
            bias = torch.cat([bias, torch.full((self.heads, 1), constant)], 1)
        return weight.flatten(0, 1), bias.flatten()

    def forward(self, x):
        t, layer = x.shape[0], self.layer
        query, key, value = (y.view(t, self.heads, -1).transpose(0, 1) for y in self.joined(x).split(self.sizes, 1))
        weights = (query @ key.transpose(1, 2)).exp()
        y = (weights @ value) / weights.sum(-1, keepdim=True)
        x = layer.norm1(x + layer.out(y.transpose(0, 1).reshape(t, m.HIDDEN)))
        return layer.norm2(x + layer.down(F.gelu(layer.up(x))))


# Heads whose second step, too, is done inside. (Labels are not: int8 pays where sums are long, and theirs are many and short.)
SECOND = ("arc_dep", "cue")


class Exported(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model
        self.layers = nn.ModuleList(map(Attention, model.encoder.layers, SHIFTS))
        kept = [linear for name, linear in model.first.items() if name not in SECOND]
        self.first = self.linear(torch.cat([linear.weight for linear in kept]), torch.cat([linear.bias for linear in kept]))
        self.arc = self.linear(model.arc[:-1].T, model.arc[-1])

    @staticmethod
    def linear(weight, bias):
        """A layer with these numbers."""
        made = nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            made.weight.copy_(weight)
            made.bias.copy_(bias)
        return made

    def forward(self, pieces, casing, first, word_casing, core):
        encoder, heads = self.model.encoder, self.model.first
        x = encoder.norm(encoder.words(pieces) + encoder.positions.weight[: pieces.shape[0]] + encoder.casing(casing))
        for layer in self.layers:
            x = layer(x)
        words = torch.cat([torch.index_select(x, 0, first), torch.index_select(self.model.case.weight, 0, word_casing)], 1)
        own = torch.index_select(words, 0, core)
        return self.first(words), self.arc(F.leaky_relu(heads["arc_dep"](own), 0.1)), F.gelu(heads["cue"](own))


def quantise_embedding(graph):
    """The word embedding table as int8 rows with a scale each: Gather, Cast, Mul in place of Gather."""
    tables = {t.name: t for t in graph.initializer}
    node = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] in tables and tables[n.input[0]].dims[0] > 10_000)
    weights = numpy_helper.to_array(tables[node.input[0]])
    scale = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-9) / 127
    rows = np.round(weights / scale).astype(np.int8)
    graph.initializer.remove(tables[node.input[0]])
    graph.initializer.extend([numpy_helper.from_array(rows, "embedding_rows"), numpy_helper.from_array(scale.astype(np.float32), "embedding_scales")])
    place = list(graph.node).index(node)
    made = [helper.make_node("Gather", ["embedding_rows", node.input[1]], ["embedding_int8"], axis=0),
            helper.make_node("Cast", ["embedding_int8"], ["embedding_f32"], to=TensorProto.FLOAT),
            helper.make_node("Gather", ["embedding_scales", node.input[1]], ["embedding_scale"], axis=0),
            helper.make_node("Mul", ["embedding_f32", "embedding_scale"], list(node.output))]
    graph.node.remove(node)
    for k, new in enumerate(made):
        graph.node.insert(place + k, new)


def main():
    checkpoint, vocabulary, out = sys.argv[1:4]
    size = len(open(vocabulary, encoding="utf-8").read().split("\n")) - 1
    saved = torch.load(checkpoint)
    model = m.Model(size, saved["deprels"])
    model.load_state_dict(saved["model"])
    model.eval()
    i32 = lambda *shape: torch.zeros(*shape, dtype=torch.int32)
    example = (i32(9), i32(9), i32(7), i32(7), i32(5))
    path = f"{out}/encoder-f32.onnx"
    inputs = {"pieces": "T", "casing": "T", "first": "N", "word_casing": "N", "core": "C"}
    outputs = {"words": "N", "arcs": "C", "cues": "C"}
    torch.onnx.export(Exported(model), example, path, input_names=[*inputs], output_names=[*outputs], dynamo=False,
                      dynamic_axes={name: {0: size} for name, size in (inputs | outputs).items()}, opset_version=17)
    quantize_dynamic(path, f"{out}/encoder.onnx", op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, reduce_range=False, weight_type=QuantType.QInt8)
    graph = onnx.load(f"{out}/encoder.onnx")
    quantise_embedding(graph.graph)
    onnx.save(graph, f"{out}/encoder.onnx")
    inside = ("encoder.", "first.", "case.")
    tensors = {k: v.detach().float().contiguous() for k, v in model.state_dict().items()
               if not k.startswith(inside) and k != "arc"}
    labels = {"upos": m.UPOS, "names": m.NAMES, "etypes": m.ETYPES, "roles": m.ROLES, "cond": m.COND, "deprels": saved["deprels"],
              "predicates": m.PREDICATES, "groups": m.GROUPS, "group_of": m.GROUP_OF, "acts": m.ACTS, "pointers": m.POINTERS, "edges": m.EDGES, "link_edges": m.LINK_EDGES,
              "first": [[k, v] for k, v in m.FIRST.items() if k not in SECOND]}
    save_file(tensors, f"{out}/heads.safetensors", metadata={"labels": json.dumps(labels)})


if __name__ == "__main__":
    main()
