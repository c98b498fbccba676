//! What a question is answered with, and how it is written.

use crate::QueryError;
use oxigraph::model::{Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use standpoint_rdf::vocab::abbreviated;
use standpoint_rdf::{Format, Quad};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// An answer, with what the reader should know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryAnswer {
    /// Rows, yes or no, or triples.
    pub answer: Answer,
    /// Remarks for standard error: a name that has several meanings, for one.
    pub notes: Vec<String>,
}

/// The three sorts of answer that SPARQL gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Of SELECT: the names of the columns, and the rows, each as long as the columns.
    Rows {
        /// Names of the columns, without question mark.
        columns: Vec<String>,
        /// Values; none where a variable is unbound.
        rows: Vec<Vec<Option<Term>>>,
    },
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE: triples, in the default graph.
    Graph(Vec<Quad>),
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// Columns for the eye; triples as Turtle.
    Table,
    /// SPARQL JSON; triples as JSON-LD.
    Json,
    /// Comma-separated; plain values.
    Csv,
    /// Tab-separated; values in SPARQL's own notation.
    Tsv,
    /// SPARQL XML; triples as RDF/XML.
    Xml,
    /// An RDF file, for triples only.
    Rdf(Format),
}

impl AnswerFormat {
    /// The format that goes by this word on the command line.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "table" => Some(Self::Table),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "xml" => Some(Self::Xml),
            other => Format::named(other).map(Self::Rdf),
        }
    }
}

/// A term for the eye: text plain, known addresses abbreviated, numbers and dates without their type.
#[must_use]
pub fn plain_term(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => abbreviated(node.as_str()),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

impl QueryAnswer {
    /// Number of rows or triples; of a truth, one where it is true.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.answer {
            Answer::Rows { rows, .. } => rows.len(),
            Answer::Truth(truth) => usize::from(*truth),
            Answer::Graph(quads) => quads.len(),
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows as plain text, empty where unbound; none for other answers.
    #[must_use]
    pub fn plain_rows(&self) -> Vec<Vec<String>> {
        let text = |cell: &Option<Term>| cell.as_ref().map(plain_term).unwrap_or_default();
        match &self.answer {
            Answer::Rows { rows, .. } => rows.iter().map(|row| row.iter().map(text).collect()).collect(),
            _ => Vec::new(),
        }
    }

    /// Writes the answer.
    ///
    /// # Errors
    /// Where `writer` fails, and, of kind [`io::ErrorKind::Unsupported`], where the format cannot hold the answer.
    pub fn write(&self, format: AnswerFormat, mut writer: impl Write) -> io::Result<()> {
        let wrong = |what: &str| {
            let hint =
                "triples go into turtle, ntriples, jsonld or rdfxml; rows into table, json, csv, tsv or xml";
            let error = QueryError::plain(format!("{what} cannot be written so"), Some(hint.to_owned()));
            io::Error::new(io::ErrorKind::Unsupported, error)
        };
        match (&self.answer, format) {
            (Answer::Rows { columns, .. }, AnswerFormat::Table) => {
                writer.write_all(table(columns, &self.plain_rows()).as_bytes())
            }
            (Answer::Truth(truth), AnswerFormat::Table) => {
                writeln!(writer, "{}", if *truth { "yes" } else { "no" })
            }
            (Answer::Graph(quads), format) => {
                let format = match format {
                    AnswerFormat::Table => Format::Turtle,
                    AnswerFormat::Json => Format::JsonLd,
                    AnswerFormat::Xml => Format::RdfXml,
                    AnswerFormat::Rdf(format) => format,
                    AnswerFormat::Csv | AnswerFormat::Tsv => return Err(wrong("triples")),
                };
                standpoint_rdf::write(quads.clone(), format, writer)
            }
            (_, AnswerFormat::Rdf(_)) => Err(wrong("rows")),
            (answer, AnswerFormat::Json) => results(answer, QueryResultsFormat::Json, writer),
            (answer, AnswerFormat::Csv) => results(answer, QueryResultsFormat::Csv, writer),
            (answer, AnswerFormat::Tsv) => results(answer, QueryResultsFormat::Tsv, writer),
            (answer, AnswerFormat::Xml) => results(answer, QueryResultsFormat::Xml, writer),
        }
    }
}

fn results(answer: &Answer, format: QueryResultsFormat, writer: impl Write) -> io::Result<()> {
    let serializer = QueryResultsSerializer::from_format(format);
    let mut writer = match answer {
        Answer::Truth(truth) => serializer.serialize_boolean_to_writer(writer, *truth)?,
        Answer::Rows { columns, rows } => {
            let variables: Vec<Variable> = columns.iter().map(Variable::new_unchecked).collect();
            let mut out = serializer.serialize_solutions_to_writer(writer, variables.clone())?;
            for row in rows {
                let bound = variables.iter().zip(row);
                out.serialize(
                    bound.filter_map(|(variable, cell)| cell.as_ref().map(|term| (variable, term))),
                )?;
            }
            out.finish()?
        }
        Answer::Graph(_) => return Err(io::ErrorKind::Unsupported.into()),
    };
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        writeln!(writer)?;
    }
    writer.flush()
}

/// Widest that a column of a table gets, in columns of a terminal.
const WIDEST: usize = 60;

fn table(columns: &[String], rows: &[Vec<String>]) -> String {
    let cut = |text: &str| {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.width() <= WIDEST {
            return line;
        }
        let mut short = String::new();
        for c in line.chars() {
            if short.width() >= WIDEST - 1 {
                break;
            }
            short.push(c);
        }
        short.push('…');
        short
    };
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cut(cell)).collect()).collect();
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, name)| {
            rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).chain([name.width()]).max()
        })
        .map(Option::unwrap_or_default)
        .collect();
    let mut out = String::new();
    let mut line = |cells: &[String]| {
        let mut text = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            text.push_str(cell);
            text.push_str(&" ".repeat(width - cell.width().min(*width) + 2));
        }
        out.push_str(text.trim_end());
        out.push('\n');
    };
    line(columns);
    line(&widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>());
    for row in &rows {
        line(row);
    }
    out
}
