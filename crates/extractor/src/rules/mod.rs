//! The thin rule layer: patterns over words, names and parts of speech, for what is regular or too rare to learn.
//!
//! Rules are data (`data/rules/*.toml`), each with texts in which it must and must not fire, which run as tests;
//! the word classes that they speak of are in `data/lexica`. The pattern language is described in `pattern`.

mod acronym;
mod book;
mod data;
mod error;
mod lexicon;
mod matcher;
mod names;
mod pattern;
#[cfg(test)]
mod tests;

pub use acronym::acronyms;
pub use book::{ObjectSpec, RuleBook, RuleHit};
pub use error::{PatternError, RuleError};
