//! The nouns of standpoint, and the laws they carry.
//!
//! A [`Document`] says [`Statement`]s about [`Entity`]s; two statements that cannot stand
//! together make a [`Conflict`]. Nothing here reads files, knows RDF or does linguistics:
//! every other crate speaks in these types.

mod attribution;
mod candidate;
mod confidence;
mod conflict;
mod date;
mod document;
mod entity;
mod identity;
pub mod iri;
mod names;
mod span;
mod statement;
mod text;

pub use attribution::Attribution;
pub use candidate::{Candidate, Decided};
pub use confidence::{Confidence, ConfidenceError};
pub use conflict::{Conflict, ConflictType, Grounds, Tie};
pub use date::{DateError, PartialDate};
pub use document::Document;
pub use entity::{Entity, EntityType};
pub use identity::{CURATED, Description, Identity, Merge};
pub use names::{fold_name, slug};
pub use span::{Bytes, Chars, Span, Tokens};
pub use statement::{Act, Evidence, Kind, Polarity, Predicate, Statement, UnknownTerm};
pub use text::TextIndex;
