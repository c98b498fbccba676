//! `standpoint attributions`

use crate::args::{OutputArg, ThreadsArg};
use crate::console::Console;
use crate::documents::{InputArgs, in_order};
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use serde_json::{Value, json};
use standpoint_extractor::Extractor;
use standpoint_model::Span;

/// Find who says what: source, cue and content of every attribution, as JSON Lines.
///
/// Each line is {"document", "source": [start, end] or null, "cue": [start, end] or null, "content": [[start, end], …]},
/// counted in Unicode code points of the document's text, end exclusive.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint attributions article.txt\n  \
                        standpoint attributions --input jsonl corpus.jsonl -o attributions.jsonl")]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArg,
    #[command(flatten)]
    threads: ThreadsArg,
    // What it writes is JSON anyway; taken so that --json goes with every command that prints.
    #[arg(long = "json", hide = true)]
    _json: bool,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    args.threads.apply();
    let extractor = Extractor::embedded()?;
    let mut output = Output::open(args.output.path.as_deref())?;
    let mut reading = args.input.read(console);
    let pair = |span: Span| json!([span.start, span.end]);
    in_order(
        &mut reading,
        console,
        |document| extractor.attributions(&document.text),
        |document, found| {
            output.put(|out| {
                for attribution in &found {
                    let content: Vec<Value> = attribution.content.iter().map(|span| pair(*span)).collect();
                    let row = json!({
                        "document": document.id,
                        "source": attribution.source.map(pair),
                        "cue": attribution.cue.map(pair),
                        "content": content,
                    });
                    writeln!(out, "{row}")?;
                }
                Ok(())
            })
        },
    )?;
    let outcome = reading.outcome()?;
    output.finish()?;
    Ok(outcome)
}
