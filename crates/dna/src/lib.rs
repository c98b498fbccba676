//! Databases of Discourse Network Analyzer (`.dna`): read in versions 2 and 3, written in version 3.
//!
//! A `.dna` file is an SQLite database of sixteen tables. [`read`] takes every row it can get and lists what it cannot;
//! [`coded`] turns coded stances into statements of ours, [`Export`] turns statements of ours into rows. What has no
//! counterpart here (coders, colours, notes, regular expressions, other types of statement) stays in [`Tables`], which
//! can be kept as text and completed again: reading, keeping and writing loses no row.

mod coded;
mod defaults;
mod error;
mod export;
mod offsets;
mod password;
mod read;
mod schema;
mod tables;
mod version2;
mod write;

pub use coded::{CodedDocument, coded};
pub use error::{DnaError, Problem};
pub use export::{Export, Exported};
pub use password::{password_hash, password_matches};
pub use read::{Read, read};
pub use tables::{Cell, Table, Tables};
pub use write::write;
