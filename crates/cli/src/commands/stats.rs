//! `standpoint stats`

use crate::args::{FormArg, OutputArg, StoreArg, probability};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::json_line;
use crate::page::Page;
use crate::reading::Reading;
use crate::{tables, views};

/// Count what a store holds: statements by kind, predicate, publisher, month and confidence, and what else there is.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  standpoint stats\n  standpoint stats --min-confidence 0.8\n  standpoint stats --json"
)]
pub(crate) struct Args {
    /// Longest list; what is left out is counted.
    #[arg(long, value_name = "N", default_value_t = 12)]
    top: usize,
    #[command(flatten)]
    form: FormArg,
    /// Leave out statements less sure than this (0 to 1).
    #[arg(long, value_name = "P", default_value = "0", value_parser = probability)]
    pub(crate) min_confidence: f64,
    #[command(flatten)]
    pub(crate) store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let reading = Reading::open(&args.store.path, args.min_confidence)?;
    answer(args, &reading, console)
}

/// Answers from what was read.
pub(crate) fn answer(args: &Args, reading: &Reading, console: &Console) -> Result<Outcome, Failure> {
    let stats = reading.corpus()?.stats();
    let mut output = console.screen().open(args.output.path.as_deref())?;
    let (width, paint) = (tables::width(&output), console.screen().paint(&output));
    output.put(|out| {
        if args.form.is_json() {
            return json_line(out, &stats);
        }
        views::stats(&mut Page::new(out, width, paint, args.top), &stats)
    })?;
    output.finish()?;
    if stats.documents == 0 {
        console.note("the store is empty");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}
