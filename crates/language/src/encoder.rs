//! The network: windows of word pieces to vectors of words.

use crate::ModelError;
use crate::words::Packed;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::NdTensor;
use std::sync::{Arc, Mutex, PoisonError};

/// What the network says of a window; each a matrix with a row a word.
pub(crate) struct Encoded {
    /// The first layers of the heads, of every word: `[words, width]`.
    pub(crate) words: NdTensor<f32, 2>,
    /// Of each word of the core, what it wants of its head's vector: `[core, ARC]`.
    pub(crate) arcs: NdTensor<f32, 2>,
    /// Of each word of the core, the vector that tells what it signals, activated: `[core, CUE]`.
    pub(crate) cues: NdTensor<f32, 2>,
}

/// The encoder with the first layer of every head, int8 with dynamic quantisation of the activations.
///
/// It reads one window at a time. Several at once gain no speed, want padding and a mask in every layer, and quantisation
/// would take its scale from all of them, so that what stands beside a window would change its vectors.
pub(crate) struct Encoder {
    model: Model,
    inputs: [NodeId; 5],
    outputs: [NodeId; 3],
    /// Pools of one thread each, one for every caller at the same time.
    pools: Mutex<Vec<Arc<ThreadPool>>>,
}

impl Encoder {
    /// Loads an ONNX network that is part of the program.
    pub(crate) fn from_static(file: &'static [u8]) -> Result<Self, ModelError> {
        Self::new(options().load_static_slice(file))
    }

    /// Loads an ONNX network.
    pub(crate) fn from_bytes(file: Vec<u8>) -> Result<Self, ModelError> {
        Self::new(options().load(file))
    }

    fn new(model: Result<Model, rten::LoadError>) -> Result<Self, ModelError> {
        let model = model.map_err(|e| ModelError::Encoder(e.to_string()))?;
        let node = |name: &str| model.node_id(name).map_err(|e| ModelError::Encoder(e.to_string()));
        let [a, b, c, d, e] = ["pieces", "casing", "first", "word_casing", "core"].map(node);
        let inputs = [a?, b?, c?, d?, e?];
        let [a, b, c] = ["words", "arcs", "cues"].map(node);
        let outputs = [a?, b?, c?];
        Ok(Self { model, inputs, outputs, pools: Mutex::default() })
    }

    /// Reads one window.
    pub(crate) fn run(&self, window: &Packed) -> Result<Encoded, ModelError> {
        let value = |row: &[i32]| -> Value { NdTensor::from_data([row.len()], row.to_vec()).into() };
        let Packed { pieces, casing, first, word_casing, core, .. } = window;
        let values = [pieces, casing, first, word_casing, core].map(|row| value(row));
        let inputs = self.inputs.into_iter().zip(values).map(|(node, value)| (node, value.into())).collect();
        let pool = self.pools.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let pool = pool.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(&pool));
        // A thread of its own waits for the pool: a worker of the caller's own pool would not wait but take up another
        // document meanwhile, inside this one, and so on until its stack is full.
        let answer = std::thread::scope(|scope| {
            scope.spawn(|| self.model.run_n(inputs, self.outputs, Some(options))).join()
        });
        self.pools.lock().unwrap_or_else(PoisonError::into_inner).push(pool);
        let [words, arcs, cues] = answer
            .map_err(|_| ModelError::Run("it panicked".to_owned()))?
            .map_err(|e| ModelError::Run(e.to_string()))?;
        let matrix = |value: Value| {
            value.try_into().map_err(|_| ModelError::Run("an output is no matrix of f32".to_owned()))
        };
        Ok(Encoded { words: matrix(words)?, arcs: matrix(arcs)?, cues: matrix(cues)? })
    }
}

/// Weights laid out anew when loading: costs memory and load time, saves a tenth of every run.
fn options() -> ModelOptions {
    let mut options = ModelOptions::with_all_ops();
    options.prepack_weights(true);
    options
}
