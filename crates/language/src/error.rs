//! What can go wrong between model files and an analysis.

use std::path::PathBuf;

/// Why the language model could not be loaded or run.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A model file is missing or unreadable.
    #[error("cannot read the language model's file {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The vocabulary lacks a special piece or is too long.
    #[error("the language model's vocabulary lacks [UNK], [CLS] or [SEP], or has more than 65,536 pieces")]
    Vocabulary,
    /// The encoder's network is no network that this program can run.
    #[error("the language model's encoder cannot be loaded: {0}")]
    Encoder(String),
    /// The file of the heads is broken or does not fit the encoder.
    #[error("the language model's heads do not fit: {0}")]
    Heads(String),
    /// The encoder stopped.
    #[error("the language model's encoder failed: {0}")]
    Run(String),
    /// Given sentences do not fit together.
    #[error("{0}")]
    Words(String),
    /// A line of a CoNLL-U file is malformed.
    #[error("line {line}: {what}")]
    Conllu {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}
