//! Documents in, one after the other, and work on them in parallel, its results in the order of the documents.

use crate::console::Console;
use crate::failure::{Failure, Outcome};
use rayon::prelude::*;
use standpoint_extractor::read::{Documents, Input, Languages, ReadOptions, Severity, read_paths};
use standpoint_model::Document;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// A chunk is full at so many documents, …
const CHUNK_DOCUMENTS: usize = 64;
/// … or at so many bytes of text: memory is bounded whatever the documents.
const CHUNK_BYTES: usize = 4_000_000;

/// What to read, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// Files, folders, or `-` for standard input: text, HTML, Markdown, JSON Lines, told by ending and content.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) how: ReadArgs,
}

/// How to read.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadArgs {
    /// `jsonl`: all input is one JSON record a line (`text` or `html`; `id`, `title`, `author`, `publisher`, `date`,
    /// `url` where known), read in constant memory.
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Auto)]
    pub(crate) input: Form,
    /// Largest file, or JSON Lines record, that is read.
    #[arg(long, value_name = "BYTES", default_value_t = ReadOptions::default().limit)]
    pub(crate) max_size: u64,
    /// Read documents in other languages, too, as if they were English; they are left out otherwise.
    #[arg(long)]
    pub(crate) any_language: bool,
}

/// What input is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// By the ending of each name, and by content.
    Auto,
    /// JSON Lines, whatever the names.
    Jsonl,
}

impl InputArgs {
    /// The documents; what cannot be read is told on the console.
    pub(crate) fn read<'a>(&self, console: &'a Console) -> Reading<'a> {
        self.how.read(&self.paths, console)
    }

    /// How many documents there will be, for a progress bar; none where only reading can tell.
    pub(crate) fn how_many(&self) -> Option<u64> {
        let known = self.how.input == Form::Auto;
        self.paths.iter().filter(|_| known).map(|path| files(path)).sum::<Option<u64>>().filter(|_| known)
    }
}

/// Number of files at `path`, hidden ones left out; none for streams of many documents.
fn files(path: &Path) -> Option<u64> {
    if path.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson")
        || path == Path::new("-")
    {
        return None;
    }
    let Ok(entries) = std::fs::read_dir(path) else { return Some(u64::from(path.is_file())) };
    entries
        .flatten()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        // Links are not followed: they may lead in circles.
        .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_symlink()))
        .map(|entry| files(&entry.path()))
        .sum()
}

impl ReadArgs {
    /// The documents at `paths`; what cannot be read is told on the console.
    pub(crate) fn read<'a>(&self, paths: &[PathBuf], console: &'a Console) -> Reading<'a> {
        let input = match self.input {
            Form::Auto => Input::Auto,
            Form::Jsonl => Input::JsonLines,
        };
        let languages = if self.any_language { Languages::Any } else { Languages::English };
        let options = ReadOptions { input, limit: self.max_size, languages };
        Reading { documents: read_paths(paths.to_vec(), options), console, read: 0 }
    }
}

/// Documents as they are read.
pub(crate) struct Reading<'a> {
    documents: Documents,
    console: &'a Console,
    read: usize,
}

impl Iterator for Reading<'_> {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        loop {
            match self.documents.next()? {
                Ok(document) => {
                    self.read += 1;
                    return Some(document);
                }
                Err(error) => {
                    let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
                    let message = format!("{error}{hint}");
                    match error.severity() {
                        Severity::Notice => self.console.warn(message),
                        Severity::Skipped | Severity::Fatal => self.console.skip(message),
                    }
                }
            }
        }
    }
}

impl Reading<'_> {
    /// How the run ended, as far as reading goes.
    ///
    /// # Errors
    /// [`Failure::NothingRead`] where there was input and none of it could be read.
    pub(crate) fn outcome(&self) -> Result<Outcome, Failure> {
        match (self.read, self.console.skipped()) {
            (0, 0) => {
                self.console.warn("no documents found");
                Ok(Outcome::Nothing)
            }
            (0, _) => Err(Failure::NothingRead),
            _ => Ok(Outcome::Done),
        }
    }
}

/// Works on `documents` on all threads, and gives the results to `take` in the order of the documents. A document on
/// which the work fails is told and left out; so is one on which it panics, since a fault that one text in a million
/// brings to light must not end the reading of the others.
pub(crate) fn in_order<R: Send, E: Display + Send>(
    documents: &mut impl Iterator<Item = Document>,
    console: &Console,
    work: impl Fn(&Document) -> Result<R, E> + Sync,
    mut take: impl FnMut(Document, R) -> Result<(), Failure>,
) -> Result<(), Failure> {
    loop {
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        while chunk.len() < CHUNK_DOCUMENTS && bytes < CHUNK_BYTES {
            let Some(document) = documents.next() else { break };
            bytes += document.text.len();
            chunk.push(document);
        }
        if chunk.is_empty() {
            return Ok(());
        }
        let results: Vec<(Document, std::thread::Result<Result<R, E>>)> = chunk
            .into_par_iter()
            .map(|document| {
                let result = catch_unwind(AssertUnwindSafe(|| work(&document)));
                (document, result)
            })
            .collect();
        for (document, result) in results {
            match result {
                Ok(Ok(result)) => take(document, result)?,
                Ok(Err(error)) => console.skip(format_args!("{}: {error}", document.id)),
                Err(_) => console.skip(format_args!(
                    "{}: the program failed on this text\nhint: please report it, with the text",
                    document.id
                )),
            }
        }
    }
}
