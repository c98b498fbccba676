//! `standpoint export`

use crate::args::{JsonArg, OutputArg, StoreArg};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use standpoint_rdf::Format;
use standpoint_store::{ExportFormat, ExportOptions, Store};
use std::io;

/// Write all that a store holds into one file.
///
/// Importing the file into an empty store gives the same statements. Turtle, N-Triples and RDF/XML cannot say which
/// document a triple stands in; TriG, N-Quads and JSON-LD can.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint export -o press.trig\n  standpoint export -o press.dna\n  \
                        standpoint export --store press --format jsonl > rows.jsonl")]
pub(crate) struct Args {
    /// jsonl, turtle, trig, ntriples, nquads, jsonld, rdfxml, dna (Discourse Network Analyzer 3); told by the extension of the
    /// file, else trig.
    #[arg(long, value_parser = target)]
    format: Option<Target>,
    #[command(flatten)]
    json: JsonArg,
    /// Evidence as Web Annotations besides, with positions and quotes; about four times as many triples.
    #[arg(long)]
    annotations: bool,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

/// What is written.
#[derive(Debug, Clone, Copy)]
enum Target {
    /// Rows or RDF.
    Plain(ExportFormat),
    /// A database of Discourse Network Analyzer.
    Dna,
}

fn target(word: &str) -> Result<Target, String> {
    if word == "dna" {
        return Ok(Target::Dna);
    }
    super::import::format(word).map(Target::Plain).map_err(|known| format!("{known}, dna"))
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let store = Store::open(&args.store.path)?;
    let extension = args.output.path.as_deref().and_then(|path| path.extension());
    let told = || extension.and_then(|word| target(&word.to_string_lossy().to_lowercase()).ok());
    let rows = args.json.json.then_some(Target::Plain(ExportFormat::JsonLines));
    let format = match rows.or(args.format).or_else(told) {
        Some(Target::Dna) => return super::dna::export(&store, args.output.path.as_deref(), console),
        Some(Target::Plain(format)) => format,
        None => ExportFormat::Rdf(Format::TriG),
    };
    let bar = console.progress(None, "bytes");
    let mut output = Output::open(args.output.path.as_deref())?;
    let options = ExportOptions { annotations: args.annotations };
    // What ends the export may be the store or the output; only the second is an error of writing.
    let mut damaged = None;
    output
        .put(|out| match store.export(format, options, bar.wrap_write(out)) {
            Err(standpoint_store::StoreError::Io { doing: "write", source, .. }) => Err(source),
            Err(error) => {
                damaged = Some(error);
                Err(io::ErrorKind::Other.into())
            }
            Ok(()) => Ok(()),
        })
        .map_err(|failure| damaged.take().map_or(failure, Failure::from))?;
    bar.finish_and_clear();
    output.finish()?;
    if store.documents().len() == 0 {
        console.note("the store is empty");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}
