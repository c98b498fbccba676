//! `standpoint topics`

use crate::args::ViewArgs;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::json_line;
use crate::reading::Reading;
use crate::{tables, views};

/// List what somebody is for or against, with how many are on each side.
///
/// What most actors take a stance on comes first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint topics\n  standpoint topics --contested --top 5\n  \
                        standpoint topics --json\n  \
                        standpoint topics --show                 the SPARQL that asks for the most disputed")]
pub(crate) struct Args {
    /// Only topics that somebody is for and somebody is against.
    #[arg(long)]
    contested: bool,
    /// At most so many; all by default.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Print the SPARQL that asks for much the same, instead.
    #[arg(long)]
    show: bool,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let reading = Reading::of(&args.view)?;
    answer(args, &reading, console)
}

/// Answers from what was read.
pub(crate) fn answer(args: &Args, reading: &Reading, console: &Console) -> Result<Outcome, Failure> {
    let mut output = console.screen().open(args.view.output.path.as_deref())?;
    if args.show {
        let sparql = reading.store().sparql_of("topics", &[])?;
        output.put(|out| writeln!(out, "{}", sparql.trim_end()))?;
        output.finish()?;
        return Ok(Outcome::Done);
    }
    let mut rows = reading.corpus()?.topics();
    rows.retain(|row| !args.contested || row.supporters > 0 && row.opponents > 0);
    rows.truncate(args.top.unwrap_or(usize::MAX));
    let width = tables::width(&output);
    output.put(|out| {
        if args.view.form.is_json() {
            return rows.iter().try_for_each(|row| json_line(out, row));
        }
        if rows.is_empty() { Ok(()) } else { writeln!(out, "{}", views::topics(&rows, width)) }
    })?;
    output.finish()?;
    if rows.is_empty() {
        console.note("no topics found");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}
