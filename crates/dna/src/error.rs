//! What can be wrong with a `.dna` file.

use std::path::PathBuf;

/// Why a database cannot be read or written at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DnaError {
    /// The operating system refused.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// `read`, `write`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// Its reason.
        source: std::io::Error,
    },
    /// Its first bytes are not those of SQLite.
    #[error(
        "{} is no SQLite database, or its content is encrypted with a password\nhint: open it in the program that wrote it and save it without encryption; a connection profile (.dnc) is not a database",
        path.display()
    )]
    NoDatabase {
        /// The file.
        path: PathBuf,
    },
    /// Another program is writing.
    #[error("{} is locked by another program\nhint: close it there, and try again", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// An SQLite database of another sort.
    #[error("{} is an SQLite database, but not one of Discourse Network Analyzer: it has no table {table}", path.display())]
    OtherDatabase {
        /// The file.
        path: PathBuf,
        /// What is missing.
        table: &'static str,
    },
    /// SQLite gave up.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// Its reason.
        source: rusqlite::Error,
    },
}

/// Something in a database that could not be taken as it is; the rest was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{table}{}: {problem}", id.map(|id| format!(" {id}")).unwrap_or_default())]
pub struct Problem {
    /// Which table, or `statement`, `document`.
    pub table: String,
    /// The row's number.
    pub id: Option<i64>,
    /// What is wrong, and what was done.
    pub problem: String,
}

impl Problem {
    pub(crate) fn new(table: &str, id: Option<i64>, problem: impl Into<String>) -> Self {
        Self { table: table.to_owned(), id, problem: problem.into() }
    }
}
