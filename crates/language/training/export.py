"""A trained checkpoint to the files that the program loads.

usage: export.py CHECKPOINT.pt VOCABULARY OUT_DIR

OUT_DIR/encoder.onnx: the encoder and the first linear layer of every head, int8 (dynamic quantisation of the matrices, word
embeddings by row). Inputs pieces, casing, mask [B, T] and first, word_casing [N] (int32; `first` counts cells of [B, T]
row by row); output `words` [N, sum of FIRST].
OUT_DIR/heads.safetensors: what follows the first layers, f32, with the label sets as JSON in its metadata.
"""
import json
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import save_file
from torch import nn

import model as m


class Exported(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder, self.case = model.encoder, model.case
        self.first = nn.Linear(m.HIDDEN + m.CASE, sum(m.FIRST.values()))
        with torch.no_grad():
            self.first.weight.copy_(torch.cat([model.first[k].weight for k in m.FIRST]))
            self.first.bias.copy_(torch.cat([model.first[k].bias for k in m.FIRST]))

    def forward(self, pieces, casing, mask, first, word_casing):
        hidden = self.encoder(pieces, casing, mask)
        flat = torch.index_select(hidden.reshape(-1, m.HIDDEN), 0, first)
        return self.first(torch.cat([flat, torch.index_select(self.case.weight, 0, word_casing)], 1))


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
    example = (i32(2, 9), i32(2, 9), torch.ones(2, 9, dtype=torch.int32), i32(7), i32(7))
    path = f"{out}/encoder-f32.onnx"
    torch.onnx.export(Exported(model), example, path, input_names=["pieces", "casing", "mask", "first", "word_casing"], output_names=["words"], dynamo=False,
                      dynamic_axes={"pieces": {0: "B", 1: "T"}, "casing": {0: "B", 1: "T"}, "mask": {0: "B", 1: "T"}, "first": {0: "N"}, "word_casing": {0: "N"}, "words": {0: "N"}}, opset_version=17)
    quantize_dynamic(path, f"{out}/encoder.onnx", op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, reduce_range=False, weight_type=QuantType.QInt8)
    graph = onnx.load(f"{out}/encoder.onnx")
    quantise_embedding(graph.graph)
    onnx.save(graph, f"{out}/encoder.onnx")
    tensors = {k: v.detach().float().contiguous() for k, v in model.state_dict().items()
               if not k.startswith(("encoder.", "first.", "case."))}
    labels = {"upos": m.UPOS, "names": m.NAMES, "etypes": m.ETYPES, "roles": m.ROLES, "cond": m.COND, "deprels": saved["deprels"],
              "predicates": m.PREDICATES, "groups": m.GROUPS, "group_of": m.GROUP_OF, "acts": m.ACTS, "pointers": m.POINTERS, "edges": m.EDGES, "link_edges": m.LINK_EDGES,
              "first": [[k, v] for k, v in m.FIRST.items()]}
    save_file(tensors, f"{out}/heads.safetensors", metadata={"labels": json.dumps(labels)})


if __name__ == "__main__":
    main()
