//! What can go wrong with input, and how badly.

use std::io;

/// What an error means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document was read, with something the reader should know.
    Notice,
    /// This document was left out; others follow.
    Skipped,
    /// What was asked for is not there: the input as given is wrong.
    Fatal,
}

/// Input that was not read, or not as it stands. `file` is the path as given or found, `-` for standard input.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No such file or folder.
    #[error("{file}: no such file or folder")]
    Missing {
        /// The path.
        file: String,
    },
    /// The system refused.
    #[error("{file}: cannot be read: {source}")]
    Io {
        /// The path.
        file: String,
        /// Whether it was named by the user, not found in a folder.
        named: bool,
        /// What the system says.
        source: io::Error,
    },
    /// A symbolic link leads back to a folder above it.
    #[error("{file}: links back to a folder that holds it")]
    Loop {
        /// The path.
        file: String,
    },
    /// Nothing in it, or nothing but white space or markup.
    #[error("{file}{}: holds no text", at(*line))]
    Empty {
        /// The path.
        file: String,
        /// Line of a JSON Lines file, from 1.
        line: Option<usize>,
    },
    /// Not a text.
    #[error("{file}: is binary, not a text")]
    Binary {
        /// The path.
        file: String,
    },
    /// Data, such as RDF or rows of statements.
    #[error("{file}: is data, not an article")]
    Data {
        /// The path.
        file: String,
    },
    /// Larger than the limit.
    #[error("{file}{}: is larger than the limit of {}", at(*line), size(*limit))]
    TooLarge {
        /// The path.
        file: String,
        /// Line of a JSON Lines file, from 1.
        line: Option<usize>,
        /// The limit in bytes.
        limit: u64,
    },
    /// In another language than English.
    #[error("{file}{}: is in {language}, and only English is understood", at(*line))]
    Language {
        /// The path.
        file: String,
        /// Line of a JSON Lines file, from 1.
        line: Option<usize>,
        /// English name of the language, or "another script".
        language: &'static str,
    },
    /// A line that is no JSON object.
    #[error("{file}, line {line}: {message}")]
    Json {
        /// The path.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// A record with neither `text` nor `html`.
    #[error("{file}, line {line}: the record has neither \"text\" nor \"html\"")]
    NoText {
        /// The path.
        file: String,
        /// Line, from 1.
        line: usize,
    },
    /// A date that is not understood; the document was read without it.
    #[error("{file}{}: the date {date:?} is not understood and was left out", at(*line))]
    Date {
        /// The path.
        file: String,
        /// Line of a JSON Lines file, from 1.
        line: Option<usize>,
        /// The date as given.
        date: String,
    },
    /// The bytes are no UTF-8; the document was read in another encoding.
    #[error("{file}: is not UTF-8, read as {encoding}{}", if *lossy { " with some characters lost" } else { "" })]
    Encoding {
        /// The path.
        file: String,
        /// Name of the encoding that was taken instead.
        encoding: &'static str,
        /// Whether some bytes made no sense in it.
        lossy: bool,
    },
}

fn at(line: Option<usize>) -> String {
    line.map(|line| format!(", line {line}")).unwrap_or_default()
}

/// Bytes as a person says them.
fn size(bytes: u64) -> String {
    const MEGABYTE: u64 = 1_000_000;
    if bytes >= MEGABYTE { format!("{} MB", bytes / MEGABYTE) } else { format!("{bytes} bytes") }
}

impl ReadError {
    /// What it means for the run.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Date { .. } | Self::Encoding { .. } => Severity::Notice,
            Self::Missing { .. } | Self::Io { named: true, .. } => Severity::Fatal,
            _ => Severity::Skipped,
        }
    }

    /// What the person at the keyboard can do about it, where anything.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Missing { .. } => Some("check the spelling, or quote a path that holds blanks"),
            Self::Io { .. } => Some("check the permissions of the file"),
            Self::Loop { .. } => Some("remove the symbolic link; its folder is read where it really is"),
            Self::Empty { .. } | Self::Encoding { lossy: false, .. } => None,
            Self::Binary { .. } => Some("unpack it, or convert it to text first: a PDF with `pdftotext`"),
            Self::Data { .. } => {
                Some("`standpoint import` takes RDF, rows of statements and coded databases (.dna)")
            }
            Self::TooLarge { .. } => {
                Some("split it into single articles, or give many as JSON Lines (--input jsonl)")
            }
            Self::Language { .. } => Some("where that is not so, or to read it all the same: --any-language"),
            Self::Json { .. } => {
                Some("each line must be one JSON object, such as {\"id\": \"1\", \"text\": \"…\"}")
            }
            Self::NoText { .. } => Some("give the article in the field \"text\" (plain) or \"html\""),
            Self::Date { .. } => Some("write dates as 2011, 2011-11 or 2011-11-17"),
            Self::Encoding { lossy: true, .. } => Some("save the file as UTF-8"),
        }
    }
}
