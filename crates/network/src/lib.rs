//! Discourse networks: statements to matrices, measures and files for other programs.
//!
//! A [`Corpus`] is a table of coded statements: who (row), what (column), how (level: for or against), when, in which
//! document. A [`Spec`] says how it becomes a [`Network`]: two-mode (actors by targets) or one-mode (actors by actors),
//! aggregated, normalised, with duplicates folded. [`slices`] does so for every position of a moving window. The formulas are
//! those of Discourse Network Analyzer (Leifeld, "Discourse network analysis", 2017); where that program departs from
//! what it documents, [`Spec::compat`] asks for its numbers, and the default is what is meant.
//!
//! Everything is a pure function of the statements: no files, no clock, and chance only with a seed.

mod calendar;
mod corpus;
mod counts;
mod error;
mod events;
mod matrix;
pub mod measure;
mod network;
mod normalize;
mod onemode;
mod select;
mod slices;
mod spec;
mod statements;
mod twomode;
pub mod write;

pub use calendar::{Unit, day_text};
pub use corpus::{Corpus, CorpusBuilder, Node, Record, Scale};
pub use error::NetworkError;
pub use events::{Event, events};
pub use matrix::Matrix;
pub use network::{Edge, Network};
pub use select::{Filter, Selection};
pub use slices::{Kernel, Slice, Windows, slices};
pub use spec::{Aggregation, Duplicates, Mode, Normalization, Spec};
pub use statements::{About, Coding, Variable};
