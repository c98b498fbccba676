//! What a reader looks at: actors, topics, documents, statements, conflicts, timelines, paths, searches.
//!
//! A [`Corpus`] is made once of what a store holds; each view is a plain structure, made on demand, that serializes.
//! The command line and the web pages show the same views and compute nothing themselves. Everything is a pure function of the
//! statements: no files, no clock; lists come in an order that each view states.
//!
//! Things are named by slugs ([`slug`], [`document_slug`], [`conflict_slug`]), which stay the same as long as what they
//! name does, and are found again by [`Corpus::at`]; [`Corpus::find`] also takes names as people type them, and
//! [`Corpus::suggest`] knows what they may have meant.

mod actor;
mod address;
mod conflict;
mod corpus;
mod document;
mod edge;
mod grouping;
mod lookup;
mod path;
mod reach;
mod refs;
#[cfg(test)]
mod sample;
mod search;
mod segments;
mod statement;
mod stats;
mod tally;
mod timeline;
mod topic;
mod topics;
mod web;
mod words;

pub use actor::{ActorView, Bond, DocumentCount, Stance};
pub use address::{address, conflict_slug, document_slug, slug};
pub use conflict::{ConflictView, Side};
pub use corpus::Corpus;
pub use document::{DocumentView, Mark, MarkRole};
pub use edge::EdgeError;
pub use grouping::{Group, Position};
pub use lookup::Thing;
pub use path::{Path, PathOptions, PathView, Step};
pub use reach::Reach;
pub use refs::{ConflictLine, DocumentRef, EntityRef, Line};
pub use search::{Hit, HitKind};
pub use segments::{Segment, segments};
pub use statement::{Speaker, SpeakerPart, StatementView};
pub use stats::{Count, Density, Stats};
pub use tally::Tally;
pub use timeline::{Event, Timeline};
pub use topic::{Related, TopicView};
pub use topics::{ActorRow, TopicRow};
