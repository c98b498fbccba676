//! Gold, documents and rows from files.

use crate::args::{Args, Form};
use serde::de::DeserializeOwned;
use standpoint_eval::extraction;
use standpoint_eval::{Gold, GoldConflict, LineError, PredictedConflict, Row, document_key, read_rows};
use standpoint_extractor::read::{Input as Kind, ReadOptions, Severity, read_paths};
use standpoint_extractor::{ExtractError, Extractor};
use standpoint_model::{Document, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

/// What ends a run before its figures are told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// What was asked makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A file cannot be read.
    #[error("cannot read {name}: {source}")]
    File {
        /// The file.
        name: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A line of a file is no row.
    #[error("{name}, {source}")]
    Line {
        /// The file.
        name: String,
        /// Which line, and why.
        source: LineError,
    },
    /// The language model does not work.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// Standard output cannot be written.
    #[error("cannot write standard output: {0}")]
    Output(io::Error),
}

/// Says something on standard error.
pub(crate) fn tell(label: &str, message: &str) {
    // Where standard error is closed, there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{label}: {message}");
}

/// The rows of a file.
pub(crate) fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Failure> {
    let name = path.display().to_string();
    let text =
        std::fs::read_to_string(path).map_err(|source| Failure::File { name: name.clone(), source })?;
    read_rows(&text).map_err(|source| Failure::Line { name, source })
}

/// Documents, and the statements in them.
pub(crate) struct Input {
    documents: Vec<Document>,
    /// Extracted, each document for itself, or as given, as far as they are needed.
    statements: Vec<Statement>,
    whole: bool,
}

impl Input {
    /// Reads the documents that gold speaks of, and extracts where no rows are given.
    pub(crate) fn read(args: &Args, gold: &[Gold], conflicts: &[GoldConflict]) -> Result<Self, Failure> {
        let evidence = conflicts.iter().flat_map(|row| &row.evidence).map(|place| place.document.as_str());
        let known: BTreeSet<&str> = gold.iter().map(|row| row.document.as_str()).chain(evidence).collect();
        let (documents, mut whole) = documents(args, &known);
        if documents.is_empty() && !args.documents.is_empty() {
            return Err(Failure::Usage("none of the documents is one that gold has rows of".to_owned()));
        }
        let statements = if let Some(path) = &args.predicted {
            // Scoring reads rows with patience; looking for conflicts wants them complete.
            let wanted = args.conflicts.is_some() && args.predicted_conflicts.is_none();
            if wanted { rows(path)? } else { Vec::new() }
        } else if documents.is_empty() {
            Vec::new()
        } else {
            extraction::statements(&Extractor::embedded()?, &documents)?
        };
        if args.predicted.is_none() && !args.documents.is_empty() {
            let read: BTreeSet<&str> =
                documents.iter().filter_map(|document| document_key(&document.id, &known)).collect();
            for missing in
                gold.iter().map(|row| row.document.as_str()).collect::<BTreeSet<_>>().difference(&read)
            {
                whole = false;
                tell(
                    "warning",
                    &format!("{missing}: gold has rows of it, but it is not among the documents"),
                );
            }
        }
        Ok(Self { documents, statements, whole })
    }

    /// The rows to score.
    pub(crate) fn rows(&self, args: &Args) -> Result<Vec<Row>, Failure> {
        match &args.predicted {
            Some(path) => rows(path),
            None => {
                let mut statements = self.statements.clone();
                if args.input == Form::Auto {
                    extraction::unite(&mut statements);
                }
                Ok(statements.iter().map(Row::from).collect())
            }
        }
    }

    /// The conflicts to score.
    pub(crate) fn conflicts(&self, args: &Args) -> Result<Vec<PredictedConflict>, Failure> {
        match (&args.conflicts, &args.predicted_conflicts) {
            (None, _) => Ok(Vec::new()),
            (_, Some(path)) => rows(path),
            _ => {
                let found = extraction::conflicts(&self.documents, &self.statements);
                Ok(found.iter().map(PredictedConflict::from).collect())
            }
        }
    }

    /// The text of each document, under the name that gold has for it.
    pub(crate) fn texts<'a>(&'a self, gold: &'a [Gold]) -> BTreeMap<&'a str, &'a str> {
        let known: BTreeSet<&str> = gold.iter().map(|row| row.document.as_str()).collect();
        let keyed = self
            .documents
            .iter()
            .filter_map(|document| Some((document_key(&document.id, &known)?, document.text.as_str())));
        keyed.collect()
    }

    /// Whether nothing was left out that should have been read.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }
}

/// The documents that are `known` to gold, or all where it names none; and whether none was left out over a fault.
fn documents(args: &Args, known: &BTreeSet<&str>) -> (Vec<Document>, bool) {
    let input = if args.input == Form::Jsonl { Kind::JsonLines } else { Kind::Auto };
    let (mut documents, mut whole, mut others) = (Vec::new(), true, 0);
    for read in read_paths(args.documents.clone(), ReadOptions { input, ..ReadOptions::default() }) {
        match read {
            Ok(document) if known.is_empty() || document_key(&document.id, known).is_some() => {
                documents.push(document);
            }
            Ok(_) => others += 1,
            Err(error) => {
                whole &= error.severity() == Severity::Notice;
                tell("warning", &error.to_string());
            }
        }
    }
    if others > 0 {
        tell("note", &format!("{others} documents are left out, since gold has no rows of them"));
    }
    (documents, whole)
}
