//! `standpoint extract`

use crate::args::{JsonArg, OutputArg, ThreadsArg};
use crate::console::Console;
use crate::documents::{Form, InputArgs, in_order};
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use crate::{csv, tables};
use standpoint_extractor::{Extractor, identity};
use standpoint_model::{Document, Statement};
use standpoint_rdf::{Format as RdfFormat, document_quads};
use std::io::{self, Write};

/// Read documents and write the statements in them; needs no store.
///
/// Names that several documents of the run use for one thing are united; with `--input jsonl`, where documents pass by one
/// at a time, each is read for itself. Offsets count Unicode code points of the document's text.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  standpoint extract article.txt\n  standpoint extract articles/ --format csv -o rows.csv\n  \
                  standpoint extract --input jsonl corpus.jsonl --min-confidence 0.8 -o rows.jsonl\n  \
                  curl -s https://example.org/article.html | standpoint extract -"
)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Form of the output; a table on a terminal, else jsonl.
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    json: JsonArg,
    /// Leave out statements less sure than this (0 to 1). Confidence is meant as a probability: 0.5 keeps what is
    /// more likely right than wrong.
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    min_confidence: f64,
    #[command(flatten)]
    output: OutputArg,
    #[command(flatten)]
    threads: ThreadsArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object a line.
    #[value(alias = "json")]
    Jsonl,
    /// Columns for the eye.
    Table,
    /// Comma-separated, with a heading.
    Csv,
    /// RDF without graphs.
    Turtle,
    /// RDF, a graph a document.
    Trig,
    /// RDF, a quad a line.
    Nquads,
    /// RDF as JSON.
    Jsonld,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    args.threads.apply();
    let mut output = Output::open(args.output.path.as_deref())?;
    let wanted = if args.json.json { Some(Format::Jsonl) } else { args.format };
    let format = wanted.unwrap_or(if output.is_terminal() { Format::Table } else { Format::Jsonl });
    let extractor = Extractor::embedded()?;
    let bar = console.progress(args.input.how_many(), "documents");
    let mut reading = args.input.read(console);
    let mut documents = reading.by_ref().inspect(|_| bar.inc(1));
    let sure = |said: &Statement| said.confidence.get() >= args.min_confidence;
    // Rows of one document after the other can be written as they come; the other forms want all before the first.
    let passing = args.input.how.input == Form::Jsonl && matches!(format, Format::Jsonl | Format::Csv);
    let (mut read, mut found, mut begun) = (Vec::new(), 0, false);
    in_order(
        &mut documents,
        console,
        |document| extractor.extract(document),
        |document, mut statements| {
            if passing {
                statements.retain(sure);
                found += statements.len();
                output.put(|out| rows(format, &statements, !std::mem::replace(&mut begun, true), out))
            } else {
                read.push((document, statements));
                Ok(())
            }
        },
    )?;
    drop(documents);
    bar.finish_and_clear();
    let outcome = reading.outcome()?;
    if !passing {
        if args.input.how.input == Form::Auto {
            unite(&mut read);
        }
        for (_, statements) in &mut read {
            statements.retain(sure);
            found += statements.len();
        }
        whole(format, read, &mut output)?;
    }
    output.finish()?;
    if found == 0 {
        console.note("no statements found");
        return Ok(Outcome::Nothing);
    }
    Ok(outcome)
}

/// Gives one address and all its names to what the documents name differently.
fn unite(read: &mut [(Document, Vec<Statement>)]) {
    let mut all: Vec<Statement> =
        read.iter_mut().flat_map(|(_, statements)| std::mem::take(statements)).collect();
    let merges = identity::identify_statements(&all);
    identity::apply(&merges, &mut all);
    // Statements name their document, and stand in the order of the documents still.
    let mut rest = all.into_iter().peekable();
    for (document, statements) in read {
        while let Some(said) = rest.next_if(|said| said.document == document.id) {
            statements.push(said);
        }
    }
}

/// Writes everything at once.
fn whole(format: Format, read: Vec<(Document, Vec<Statement>)>, output: &mut Output) -> Result<(), Failure> {
    let rdf = match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::Trig => RdfFormat::TriG,
        Format::Nquads => RdfFormat::NQuads,
        Format::Jsonld => RdfFormat::JsonLd,
        Format::Table => {
            let width = tables::width(output);
            let table = tables::statements(read.iter().flat_map(|(_, statements)| statements), width);
            return output.put(|out| writeln!(out, "{table}"));
        }
        Format::Jsonl | Format::Csv => {
            let statements: Vec<Statement> =
                read.into_iter().flat_map(|(_, statements)| statements).collect();
            return output.put(|out| rows(format, &statements, true, out));
        }
    };
    let quads = read
        .iter()
        .flat_map(|(document, statements)| document_quads(document, statements, Extractor::VERSION))
        .collect();
    output.put(|out| standpoint_rdf::write(quads, rdf, out))
}

fn rows(format: Format, statements: &[Statement], first: bool, out: &mut dyn Write) -> io::Result<()> {
    if format == Format::Csv {
        return csv::write(statements, first, out);
    }
    for statement in statements {
        serde_json::to_writer(&mut *out, statement)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
