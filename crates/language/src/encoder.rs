//! The network: windows of word pieces to vectors of words.

use crate::ModelError;
use crate::words::Packed;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::NdTensor;
use std::sync::{Arc, Mutex, PoisonError};

/// Padded pieces that are run at once: more gain no speed, and a word takes 21 kB.
const BATCH: usize = 512;

/// The encoder with the first layer of every head, int8 with dynamic quantisation of the activations.
///
/// Quantisation takes its scale from all windows of a batch, so that what stands beside a window changes its vectors by
/// a hair. Batches must therefore be made from one document alone: see [`batches`].
pub(crate) struct Encoder {
    model: Model,
    inputs: [NodeId; 5],
    output: NodeId,
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
        let inputs = ["pieces", "casing", "mask", "first", "word_casing"].map(node);
        let [a, b, c, d, e] = inputs;
        let (inputs, output) = ([a?, b?, c?, d?, e?], node("words")?);
        Ok(Self { model, inputs, output, pools: Mutex::default() })
    }

    /// The vectors of the batch's words, `[words, width]`, window by window.
    pub(crate) fn run(&self, batch: &[Packed]) -> Result<NdTensor<f32, 2>, ModelError> {
        let longest = batch.iter().map(|w| w.pieces.len()).max().unwrap_or(0);
        let shape = [batch.len(), longest];
        let [mut pieces, mut casing, mut mask] = [(); 3].map(|()| vec![0_i32; batch.len() * longest]);
        let (mut first, mut word_casing) = (Vec::new(), Vec::new());
        for (row, window) in batch.iter().enumerate() {
            let (base, length) = (row * longest, window.pieces.len());
            pieces[base..base + length].copy_from_slice(&window.pieces);
            casing[base..base + length].copy_from_slice(&window.casing);
            mask[base..base + length].fill(1);
            let base = i32::try_from(base).map_err(|e| ModelError::Run(e.to_string()))?;
            first.extend(window.first.iter().map(|at| base + at));
            word_casing.extend_from_slice(&window.word_casing);
        }
        let words = [first.len()];
        let values: [Value; 5] = [
            NdTensor::from_data(shape, pieces).into(),
            NdTensor::from_data(shape, casing).into(),
            NdTensor::from_data(shape, mask).into(),
            NdTensor::from_data(words, first).into(),
            NdTensor::from_data(words, word_casing).into(),
        ];
        let inputs = self.inputs.into_iter().zip(values).map(|(node, value)| (node, value.into())).collect();
        let pool = self.pools.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let pool = pool.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(&pool));
        // A thread of its own waits for the pool: a worker of the caller's own pool would not wait but take up another
        // document meanwhile, inside this one, and so on until its stack is full.
        let answer = std::thread::scope(|scope| {
            scope.spawn(|| self.model.run_n(inputs, [self.output], Some(options))).join()
        });
        self.pools.lock().unwrap_or_else(PoisonError::into_inner).push(pool);
        let [words] = answer
            .map_err(|_| ModelError::Run("it panicked".to_owned()))?
            .map_err(|e| ModelError::Run(e.to_string()))?;
        words.try_into().map_err(|_| ModelError::Run("its output is no matrix of f32".to_owned()))
    }
}

/// Weights laid out anew when loading: costs memory and load time, saves a tenth of every run.
fn options() -> ModelOptions {
    let mut options = ModelOptions::with_all_ops();
    options.prepack_weights(true);
    options
}

/// Windows of like length together, as a function of one document alone.
pub(crate) fn batches(mut windows: Vec<Packed>) -> Vec<Vec<Packed>> {
    windows.sort_by_key(|w| (w.pieces.len(), w.number));
    let mut out: Vec<Vec<Packed>> = Vec::new();
    for window in windows {
        match out.last_mut() {
            Some(batch) if window.pieces.len() * (batch.len() + 1) <= BATCH => batch.push(window),
            _ => out.push(vec![window]),
        }
    }
    out
}
