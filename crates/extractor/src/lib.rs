//! Documents to statements: reading, attribution, coreference, rules, assembly, and identity across documents.

mod chains;
mod coreference;
mod cues;
mod data;
pub mod dates;
mod extract;
pub mod identity;
pub mod names;
pub mod read;
pub mod rules;
mod statements;

pub use chains::{Chain, Mention, chains};
pub use extract::{ExtractError, Extractor};
pub use statements::Signs;
