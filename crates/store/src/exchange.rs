//! Import and export: statement rows and RDF files.

use crate::{Put, Store, StoreError};
use sha2::{Digest, Sha256};
use standpoint_model::{Document, Statement};
use standpoint_rdf::{
    Format, GraphName, Quad, Stored, annotation_quads, document_quads, read, read_quads, sorted,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

/// A part of an input that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {problem}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct Notice {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1, where known.
    pub line: Option<u64>,
    /// What is wrong.
    pub problem: String,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Documents that were new or changed.
    pub documents: usize,
    /// Statements read.
    pub statements: usize,
    /// Triples kept that are no statements of ours.
    pub foreign: usize,
    /// What was passed over.
    pub skipped: Vec<Notice>,
}

/// What an export is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Statement rows, one JSON object a line.
    JsonLines,
    /// An RDF file.
    Rdf(Format),
}

impl ExportFormat {
    /// The format that goes by this word or file extension.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            other => Format::named(other).map(Self::Rdf),
        }
    }
}

/// What an export holds beside statements, documents and imported triples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportOptions {
    /// Evidence as Web Annotations with position and quote selectors: about four times as many triples.
    pub annotations: bool,
}

impl Store {
    /// Imports a file of statement rows or RDF, its format told by its extension.
    ///
    /// # Errors
    /// [`StoreError::UnknownFormat`], [`StoreError::Io`] where it cannot be read or the store not be written. What is
    /// malformed in it is passed over and listed in [`Imported::skipped`].
    pub fn import(&mut self, path: impl AsRef<Path>) -> Result<Imported, StoreError> {
        let path = path.as_ref();
        let extension = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
        let format = ExportFormat::named(&extension)
            .ok_or_else(|| StoreError::UnknownFormat { path: path.to_owned() })?;
        let file = File::open(path).map_err(StoreError::io("read", path))?;
        self.import_from(BufReader::new(file), format, &path.display().to_string())
    }

    /// Imports from any reader; `name` is what notices call it.
    ///
    /// # Errors
    /// As [`Store::import`].
    pub fn import_from(
        &mut self,
        reader: impl BufRead,
        format: ExportFormat,
        name: &str,
    ) -> Result<Imported, StoreError> {
        match format {
            ExportFormat::JsonLines => self.import_rows(reader, name),
            ExportFormat::Rdf(format) => self.import_rdf(reader, format, name),
        }
    }

    fn import_rows(&mut self, reader: impl BufRead, name: &str) -> Result<Imported, StoreError> {
        let mut imported = Imported::default();
        let mut by_document: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
        for (at, line) in reader.split(b'\n').enumerate() {
            let line = line.map_err(StoreError::io("read", Path::new(name)))?;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice::<Statement>(&line) {
                Ok(statement) => {
                    by_document.entry(statement.document.clone()).or_default().push(statement);
                }
                Err(error) => imported.skipped.push(Notice {
                    file: name.to_owned(),
                    line: Some(at as u64 + 1),
                    problem: error.to_string(),
                }),
            }
        }
        for (id, statements) in by_document {
            imported.statements += statements.len();
            let known = Stored { document: Document::new(id, ""), ..Stored::default() };
            imported.documents += usize::from(self.add(known, statements)?);
        }
        Ok(imported)
    }

    fn import_rdf(
        &mut self,
        mut reader: impl Read,
        format: Format,
        name: &str,
    ) -> Result<Imported, StoreError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(StoreError::io("read", Path::new(name)))?;
        let (quads, errors) = read(bytes.as_slice(), format);
        let (found, problems) = read_quads(&quads);
        let mut imported = Imported::default();
        let notice = |line, problem| Notice { file: name.to_owned(), line, problem };
        imported.skipped.extend(errors.into_iter().map(|error| notice(error.line, error.message)));
        imported.skipped.extend(problems.iter().map(|error| notice(None, error.to_string())));
        // Whatever our own statements account for, in either form, is not kept twice.
        let mut ours = BTreeSet::new();
        for stored in found {
            let (document, statements) = (&stored.document, &stored.statements);
            let told = document_quads(document, statements, &stored.extractor);
            ours.extend(told.iter().map(triple));
            ours.extend(annotation_quads(document, statements).iter().map(triple));
            imported.statements += stored.statements.len();
            let statements = stored.statements.clone();
            imported.documents +=
                usize::from(self.add(Stored { statements: Vec::new(), ..stored }, statements)?);
        }
        let foreign: Vec<Quad> = quads.into_iter().filter(|quad| !ours.contains(&triple(quad))).collect();
        if !foreign.is_empty() {
            imported.foreign = foreign.len();
            self.keep(foreign, &bytes)?;
        }
        Ok(imported)
    }

    /// Adds statements to a document: to what the store holds of it, else to what is known of it here.
    fn add(&mut self, known: Stored, statements: Vec<Statement>) -> Result<bool, StoreError> {
        let mut whole = match self.document(&known.document.id) {
            // A text that was never seen gives way to one that was.
            Ok(stored) if known.document.text.is_empty() || stored.document == known.document => stored,
            Ok(_) | Err(StoreError::UnknownDocument { .. }) => known,
            Err(error) => return Err(error),
        };
        for statement in statements {
            match whole.statements.iter_mut().find(|old| old.id == statement.id) {
                Some(old) => *old = statement,
                None => whole.statements.push(statement),
            }
        }
        Ok(self.put(&whole.document, &whole.statements, &whole.extractor)? != Put::Unchanged)
    }

    /// Keeps foreign triples under a name made of the file's content, so that importing it again changes nothing;
    /// those outside any graph go into one of that name.
    fn keep(&mut self, foreign: Vec<Quad>, file: &[u8]) -> Result<(), StoreError> {
        let foreign = sorted(foreign, true);
        let digest: String = Sha256::digest(file)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let graph = format!("{}graph/import-{digest}", standpoint_model::iri::BASE);
        let graph = GraphName::from(standpoint_rdf::NamedNode::new_unchecked(graph));
        let placed: Vec<Quad> = foreign
            .into_iter()
            .map(|mut quad| {
                if quad.graph_name == GraphName::DefaultGraph {
                    quad.graph_name = graph.clone();
                }
                quad
            })
            .collect();
        self.add_foreign(&format!("import-{digest}"), &placed)
    }

    /// Writes all that the store holds, seen through identity and curation: statements and documents, and, as RDF, what
    /// was imported. Importing it into an empty store gives the same statements.
    ///
    /// # Errors
    /// [`StoreError::Io`] where `writer` fails, and what reading the store may give.
    pub fn export(
        &self,
        format: ExportFormat,
        options: ExportOptions,
        mut writer: impl Write,
    ) -> Result<(), StoreError> {
        let failed = |source| StoreError::Io { doing: "write", path: "the export".into(), source };
        let stored = self.stored()?;
        match format {
            ExportFormat::JsonLines => {
                for statement in stored.iter().flat_map(|stored| &stored.statements) {
                    serde_json::to_writer(&mut writer, statement).map_err(|e| failed(e.into()))?;
                    writer.write_all(b"\n").map_err(failed)?;
                }
                writer.flush().map_err(failed)
            }
            ExportFormat::Rdf(format) => {
                let mut quads = self.foreign()?;
                for Stored { document, statements, extractor } in &stored {
                    quads.extend(document_quads(document, statements, extractor));
                    if options.annotations {
                        quads.extend(annotation_quads(document, statements));
                    }
                }
                standpoint_rdf::write(quads, format, writer).map_err(failed)
            }
        }
    }
}

fn triple(quad: &Quad) -> String {
    format!("{} {} {}", quad.subject, quad.predicate, quad.object)
}
