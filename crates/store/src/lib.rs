//! The store: a folder of documents with what they say, and an index over it that is asked in SPARQL.
//!
//! The folder is the truth: one file a document (its named graph as N-Quads, zstd), written whole or not at all, listed
//! in a manifest; identity, curation and imported triples are files beside them. So re-reading a document replaces
//! one file, and a store can be copied, merged, compared and backed up with the tools for folders.
//! ```text
//! manifest.json       format version; of each document: file, hash, extractor, number of statements
//! manifest.journal    what was put since the manifest was last written; replayed after a crash
//! documents/*.nq.zst  the documents
//! foreign/*.nq.zst    imported triples that are no statements of ours
//! identity.json       which entities are one, why, and what found it
//! candidates.json     pairs that may be one, for people to decide
//! curation/*.json     what people decided, one file a decision
//! lock                held by the one who writes
//! ```
//! [`Store::statements`] reads the files; [`Store::query`] and [`Store::run`] ask an index that is filled when first
//! asked: in memory a [`Snapshot`], which Oxigraph's evaluator reads, or, with the feature `rocksdb`, Oxigraph's
//! store on disk. Both show the same thing: entities that are one go by one address, with all their names, and what
//! people have rejected is left out.

mod answer;
mod aside;
mod catalogue;
mod codec;
mod curation;
mod diagnose;
#[cfg(feature = "rocksdb")]
mod disk;
mod error;
mod exchange;
mod folder;
mod index;
mod manifest;
#[cfg(not(feature = "rocksdb"))]
mod memory;
mod named;
mod names;
mod query;
mod reading;
mod snapshot;
mod standing;
mod state;
mod store;
mod tokens;
mod update;
mod view;

pub use answer::{Answer, AnswerFormat, QueryAnswer, plain_term};
pub use catalogue::named_queries;
pub use curation::{Decision, Verdict};
pub use diagnose::{QueryError, nearest};
pub use error::StoreError;
pub use exchange::{ExportFormat, ExportOptions, Imported, Notice};
pub use manifest::Entry;
pub use named::{NamedQuery, Parameter, ParameterType};
pub use names::Names;
pub use snapshot::{AnswerError, Answered, Budget, Form, Question, Snapshot};
pub use standing::Mentioned;
pub use standpoint_rdf::Format;
pub use store::{Put, Store};
pub use update::Updated;
