//! Bytes to [`Document`]s: text, HTML, Markdown and JSON Lines, from files, folders and standard input.

mod decode;
mod error;
mod html;
mod html_meta;
mod jsonl;
mod language;
mod markdown;
mod meta;
mod walk;

pub use error::{ReadError, Severity};

use jsonl::Lines;
use meta::Meta;
use standpoint_model::Document;
use std::{
    collections::VecDeque,
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};
use walk::{Found, Walk};

/// The path that means standard input.
pub const STANDARD_INPUT: &str = "-";

/// What the input is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Input {
    /// By the ending of each file's name, and its first bytes where the ending says nothing.
    #[default]
    Auto,
    /// One JSON record a line, whatever the name.
    JsonLines,
}

/// In which languages documents are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Languages {
    /// English; what is surely in another language is left out.
    #[default]
    English,
    /// Any, as if it were English.
    Any,
}

impl Languages {
    /// The language of `text`, where texts in it are left out.
    fn refused(self, text: &str) -> Option<&'static str> {
        if self == Self::Any { None } else { language::other(text) }
    }
}

/// How input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOptions {
    /// What the input is taken for.
    pub input: Input,
    /// Largest file, or line of a JSON Lines file, that is read, in bytes.
    pub limit: u64,
    /// In which languages.
    pub languages: Languages,
}

impl Default for ReadOptions {
    /// By ending, up to 20 MB, in English.
    fn default() -> Self {
        Self { input: Input::Auto, limit: 20_000_000, languages: Languages::English }
    }
}

/// The documents at `paths`, one at a time, in the order given; folders are walked in sorted order, hidden files left
/// out; `-` is standard input.
///
/// An error does not end the iteration. One of [`Severity::Notice`] stands before the document that it is about; of
/// the others, a [`Severity::Skipped`] costs one document and a [`Severity::Fatal`] means that a path as given is wrong.
pub fn read_paths<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>, options: ReadOptions) -> Documents {
    Documents {
        walk: Walk::new(paths.into_iter().map(Into::into)),
        lines: None,
        ready: VecDeque::new(),
        options,
    }
}

/// The documents of a JSON Lines stream; `name` stands for it in messages and in the names of records without `id`.
pub fn read_json_lines(
    name: impl Into<String>,
    input: impl BufRead + Send + 'static,
    options: ReadOptions,
) -> Documents {
    let lines = Lines::new(name.into(), Box::new(input), options);
    Documents { walk: Walk::new(std::iter::empty()), lines: Some(lines), ready: VecDeque::new(), options }
}

/// Iterator over documents and what went wrong; see [`read_paths`].
pub struct Documents {
    walk: Walk,
    /// The JSON Lines file that is being read.
    lines: Option<Lines>,
    ready: VecDeque<Result<Document, ReadError>>,
    options: ReadOptions,
}

impl Iterator for Documents {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            match self.lines.as_mut().map(Iterator::next) {
                Some(Some(Ok((document, notice)))) => {
                    self.ready.extend(notice.map(Err));
                    self.ready.push_back(Ok(document));
                    continue;
                }
                Some(Some(Err(error))) => return Some(Err(error)),
                Some(None) => self.lines = None,
                None => {}
            }
            match self.walk.next()? {
                Ok(found) => {
                    if let Err(error) = self.open(&found) {
                        return Some(Err(error));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Html,
    Markdown,
    JsonLines,
    /// Data that has articles behind it, but is none.
    Data,
    /// The name says nothing: HTML where it looks like it, else text.
    Unknown,
}

impl Format {
    fn of_path(path: &Path) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        match ending.as_str() {
            "txt" | "text" => Self::Text,
            "html" | "htm" | "xhtml" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            "jsonl" | "ndjson" => Self::JsonLines,
            "ttl" | "nt" | "nq" | "trig" | "rdf" | "owl" | "jsonld" | "rq" | "dna" => Self::Data,
            _ => Self::Unknown,
        }
    }
}

impl Documents {
    /// Reads a file, or makes it the JSON Lines file that is being read.
    fn open(&mut self, found: &Found) -> Result<(), ReadError> {
        let file = found.path.to_string_lossy().into_owned();
        let standard = found.named && file == STANDARD_INPUT;
        let fail = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound if found.named => ReadError::Missing { file: file.clone() },
            _ => ReadError::Io { file: file.clone(), named: found.named, source },
        };
        let format = match self.options.input {
            Input::JsonLines => Format::JsonLines,
            Input::Auto if standard => Format::Unknown,
            Input::Auto => Format::of_path(&found.path),
        };
        if format == Format::Data && found.path.is_file() {
            return Err(ReadError::Data { file });
        }
        let mut input: Box<dyn BufRead + Send> = if standard {
            Box::new(BufReader::new(io::stdin()))
        } else {
            Box::new(BufReader::new(File::open(&found.path).map_err(fail)?))
        };
        let ReadOptions { limit, languages, .. } = self.options;
        if format == Format::JsonLines {
            self.lines = Some(Lines::new(file, input, self.options));
            return Ok(());
        }
        let mut bytes = Vec::new();
        // One byte more than allowed tells that there is more, and a huge file is never held in memory.
        input.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(fail)?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::TooLarge { file, line: None, limit });
        }
        read_bytes(&file, bytes, format, languages).map(|read| self.ready.extend(read))
    }
}

/// The document that `bytes` hold, with notices before it.
fn read_bytes(
    file: &str,
    bytes: Vec<u8>,
    format: Format,
    languages: Languages,
) -> Result<Vec<Result<Document, ReadError>>, ReadError> {
    let file = file.to_owned();
    let declared =
        if matches!(format, Format::Html | Format::Unknown) { html::declared_encoding(&bytes) } else { None };
    let Some(decoded) = decode::decode(bytes, declared) else {
        return Err(ReadError::Binary { file });
    };
    let (text, meta) = match format {
        Format::Html => html::read(&decoded.text),
        Format::Unknown if html::is_html(&decoded.text) => html::read(&decoded.text),
        Format::Markdown => markdown::read(&decoded.text),
        _ => (decoded.text, Meta::default()),
    };
    if text.trim().is_empty() {
        return Err(ReadError::Empty { file, line: None });
    }
    if let Some(language) = languages.refused(&text) {
        return Err(ReadError::Language { file, line: None, language });
    }
    let mut read = Vec::new();
    if let Some((encoding, lossy)) = decoded.other {
        read.push(Err(ReadError::Encoding { file: file.clone(), encoding, lossy }));
    }
    let (document, unread) = meta.document(file.clone(), text);
    read.extend(unread.map(|date| Err(ReadError::Date { file, line: None, date })));
    read.push(Ok(document));
    Ok(read)
}

#[cfg(test)]
mod tests;
