//! What can go wrong with a store, told to the person at the keyboard.

use crate::QueryError;
use std::io;
use std::path::{Path, PathBuf};

/// Why the store did not do what was asked. Whatever the error, what was stored before is still stored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Nothing is there.
    #[error("there is no store at {}\nhint: `standpoint ingest --store {} FILE…` makes one", path.display(), path.display())]
    Missing {
        /// The folder asked for.
        path: PathBuf,
    },
    /// A folder is there that holds other things.
    #[error("{} is no store: it has files in it, but no manifest.json\nhint: name an empty or new folder", path.display())]
    NoStore {
        /// The folder asked for.
        path: PathBuf,
    },
    /// A store is there already.
    #[error("there is a store at {} already", path.display())]
    Exists {
        /// The folder asked for.
        path: PathBuf,
    },
    /// Written by another version of the program.
    #[error(
        "{} is a store of format {found}; this program reads format {wanted}\nhint: export it with the program that wrote it, and import the file here",
        path.display()
    )]
    Version {
        /// The manifest.
        path: PathBuf,
        /// Its format version.
        found: u64,
        /// Ours.
        wanted: u64,
    },
    /// Another process writes.
    #[error("{} is being written by another process\nhint: wait until it has ended; reading is possible meanwhile", path.display())]
    Locked {
        /// The store.
        path: PathBuf,
    },
    /// A file that does not hold what it should.
    #[error("{} is damaged: {problem}\nhint: remove the document and ingest it again, or restore the file", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The operating system refused.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// `read`, `write`, …
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Its reason.
        source: io::Error,
    },
    /// A statement was put with a document that it does not come from.
    #[error("statement {statement} comes from {theirs:?}, not from {document:?}")]
    WrongDocument {
        /// Address of the statement.
        statement: String,
        /// The document it names.
        theirs: String,
        /// The document it was put with.
        document: String,
    },
    /// The document is not in the store.
    #[error("{document:?} is not in the store")]
    UnknownDocument {
        /// Name asked for.
        document: String,
    },
    /// A file to import is in a format that its name does not tell.
    #[error("the format of {} is unknown\nhint: use one of .jsonl .ttl .trig .nt .nq .jsonld .rdf", path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// A question that cannot be asked, or took too long.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The question took longer than was allowed.
    #[error("the query took longer than {} s\nhint: ask for less (LIMIT 100), or allow more time", limit.as_secs_f32())]
    TimedOut {
        /// What was allowed.
        limit: std::time::Duration,
    },
    /// Oxigraph failed.
    #[error("the index failed: {0}")]
    Index(String),
}

impl StoreError {
    /// An [`StoreError::Io`] in the making: `.map_err(StoreError::io("read", path))`.
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }
}
