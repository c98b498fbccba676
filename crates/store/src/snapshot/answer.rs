//! Evaluating a question, and writing the answer while it is found.

use super::dataset::View;
use super::{Question, Snapshot, meter};
use crate::{Answer, AnswerFormat, Budget, QueryError};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use spareval::{QueryEvaluationError, QueryEvaluator, QueryResults, QuerySolutionIter, QueryTripleIter};
use standpoint_rdf::{Format, GraphName, Quad, sorted};
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

/// Triples up to this number are written sorted, each once; more come as they are found.
const SORTED: usize = 20_000;

/// Why there is no answer, or only the beginning of one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// The time is over.
    #[error("the query took longer than {} s and was stopped\nhint: ask for less: fewer patterns that share no variable, shorter paths, a LIMIT", limit.as_secs_f32())]
    TimedOut {
        /// What was allowed.
        limit: Duration,
    },
    /// Whoever asked, or another, stopped it.
    #[error("the query was stopped")]
    Stopped,
    /// Intermediate results grew too large.
    #[error("the query needs more than {} MB for intermediate results and was stopped\nhint: ask for less: fewer patterns that share no variable, no ORDER BY, DISTINCT or GROUP BY over everything", limit >> 20)]
    TooMuchMemory {
        /// What was allowed, in bytes.
        limit: usize,
    },
    /// A value grew too large.
    #[error(
        "the query makes a value of {bytes} bytes and was stopped\nhint: values may have up to eight million bytes"
    )]
    ValueTooLong {
        /// Its length.
        bytes: usize,
    },
    /// The answer is longer than answers may be.
    #[error("the answer has more than {limit} rows\nhint: ask for parts of it with LIMIT and OFFSET")]
    TooManyRows {
        /// How many rows are allowed.
        limit: usize,
    },
    /// The query cannot be evaluated.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The format cannot hold the answer, or whoever reads the answer has gone.
    #[error("the answer cannot be written: {0}")]
    Write(#[from] io::Error),
}

impl From<QueryEvaluationError> for AnswerError {
    fn from(error: QueryEvaluationError) -> Self {
        QueryError::plain(error.to_string(), None).into()
    }
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// Number of rows or triples; one for a truth.
    pub rows: usize,
}

impl Snapshot {
    /// Answers `question` and writes the answer to `writer` while it is found. Rows of SELECT and ASK go into JSON, XML,
    /// CSV or TSV, triples into the formats of RDF.
    ///
    /// The thread needs a large stack: two megabytes are enough for ordinary questions, sixty-four for any that
    /// [`Question::parse`] lets pass.
    ///
    /// # Errors
    /// [`AnswerError`]; what was written until then is a beginning only.
    pub fn answer(
        &self,
        question: &Question,
        format: AnswerFormat,
        budget: &Budget,
        writer: impl Write,
    ) -> Result<Answered, AnswerError> {
        self.evaluate(question, budget, |results| match results {
            QueryResults::Boolean(truth) => {
                let format = rows_format(format)?;
                let mut writer =
                    QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(writer, truth)?;
                writer.flush()?;
                Ok(Answered { rows: 1 })
            }
            QueryResults::Solutions(rows) => write_rows(rows, rows_format(format)?, budget, writer),
            QueryResults::Graph(triples) => {
                let AnswerFormat::Rdf(format) = format else {
                    return Err(unsupported("triples"));
                };
                write_triples(triples, format, budget, writer)
            }
        })
    }

    /// The first `most` rows or triples of the answer, and whether there are more.
    ///
    /// # Errors
    /// [`AnswerError`].
    pub fn first(
        &self,
        question: &Question,
        budget: &Budget,
        most: usize,
    ) -> Result<(Answer, bool), AnswerError> {
        self.evaluate(question, budget, |results| Ok(beginning(results, most)?))
    }

    fn evaluate<T>(
        &self,
        question: &Question,
        budget: &Budget,
        read: impl FnOnce(QueryResults<'_>) -> Result<T, AnswerError>,
    ) -> Result<T, AnswerError> {
        meter::metered(budget, question.variables, || {
            let view = View::new(Arc::clone(&self.held), question.merged.as_deref(), question.kept);
            let evaluator = QueryEvaluator::new();
            let mut prepared = evaluator.prepare(&question.query);
            *prepared.dataset_mut() = question.dataset.clone();
            read(prepared.execute(view)?)
        })
    }
}

/// The first `most` rows or triples of an answer, and whether there are more.
pub(crate) fn beginning(
    results: QueryResults<'_>,
    most: usize,
) -> Result<(Answer, bool), QueryEvaluationError> {
    Ok(match results {
        QueryResults::Boolean(truth) => (Answer::Truth(truth), false),
        QueryResults::Solutions(mut found) => {
            let variables = found.variables().to_vec();
            let columns = variables.iter().map(|variable| variable.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for row in found.by_ref().take(most) {
                let row = row?;
                rows.push(variables.iter().map(|variable| row.get(variable).cloned()).collect());
            }
            (Answer::Rows { columns, rows }, found.next().is_some())
        }
        QueryResults::Graph(mut found) => {
            let triples = found.by_ref().take(most);
            let quads: Vec<Quad> =
                triples.map(|triple| triple.map(in_default)).collect::<Result<_, QueryEvaluationError>>()?;
            (Answer::Graph(sorted(quads, false)), found.next().is_some())
        }
    })
}

fn rows_format(format: AnswerFormat) -> Result<QueryResultsFormat, AnswerError> {
    match format {
        AnswerFormat::Json => Ok(QueryResultsFormat::Json),
        AnswerFormat::Xml => Ok(QueryResultsFormat::Xml),
        AnswerFormat::Csv => Ok(QueryResultsFormat::Csv),
        AnswerFormat::Tsv => Ok(QueryResultsFormat::Tsv),
        AnswerFormat::Table | AnswerFormat::Rdf(_) => Err(unsupported("rows")),
    }
}

fn unsupported(what: &str) -> AnswerError {
    io::Error::new(io::ErrorKind::Unsupported, format!("{what} do not go into this format")).into()
}

fn write_rows(
    rows: QuerySolutionIter<'_>,
    format: QueryResultsFormat,
    budget: &Budget,
    writer: impl Write,
) -> Result<Answered, AnswerError> {
    let serializer = QueryResultsSerializer::from_format(format);
    let mut out = serializer.serialize_solutions_to_writer(writer, rows.variables().to_vec())?;
    let mut count = 0;
    for row in rows {
        let row = row?;
        count += 1;
        if count > budget.rows {
            return Err(AnswerError::TooManyRows { limit: budget.rows });
        }
        out.serialize(row.iter())?;
    }
    out.finish()?.flush()?;
    Ok(Answered { rows: count })
}

fn write_triples(
    mut triples: QueryTripleIter<'_>,
    format: Format,
    budget: &Budget,
    writer: impl Write,
) -> Result<Answered, AnswerError> {
    let first: Vec<Quad> = triples
        .by_ref()
        .take(SORTED.min(budget.rows))
        .map(|triple| Ok(in_default(triple?)))
        .collect::<Result<_, AnswerError>>()?;
    let mut out = format.writer(writer)?;
    let mut count = 0;
    for quad in sorted(first, false) {
        count += 1;
        out.put(&quad)?;
    }
    for triple in triples {
        let quad = in_default(triple?);
        count += 1;
        if count > budget.rows {
            return Err(AnswerError::TooManyRows { limit: budget.rows });
        }
        out.put(&quad)?;
    }
    out.finish()?.flush()?;
    Ok(Answered { rows: count })
}

fn in_default(triple: oxigraph::model::Triple) -> Quad {
    Quad::new(triple.subject, triple.predicate, triple.object, GraphName::DefaultGraph)
}
