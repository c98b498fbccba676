//! `standpoint timeline`

use crate::args::ViewArgs;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::json_line;
use crate::page::Page;
use crate::reading::{Reading, find_entity};
use crate::{tables, views};

/// Tell what an actor did and said, or what was said of a topic, by date.
///
/// What is said twice of one date is told once; what has no date comes last.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  standpoint timeline 'Secure Communities'\n  standpoint timeline Crane --json\n  \
                        standpoint timeline AFL-CIO --top 5\n  \
                        standpoint timeline 'Secure Communities' --show   the SPARQL that asks for the same"
)]
pub(crate) struct Args {
    /// An actor or a topic.
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,
    /// At most so many events, the first; all by default.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Print the SPARQL that asks for the same, instead.
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
    let corpus = reading.corpus()?;
    let entity = find_entity(corpus, &args.name.join(" "), console)?;
    let mut output = console.screen().open(args.view.output.path.as_deref())?;
    if args.show {
        let topic = ("topic".to_owned(), entity.id.clone());
        let sparql = reading.store().sparql_of("timeline", &[topic])?;
        output.put(|out| writeln!(out, "{}", sparql.trim_end()))?;
        output.finish()?;
        return Ok(Outcome::Done);
    }
    let Some(mut line) = corpus.timeline(&entity.id) else { return Ok(Outcome::Nothing) };
    let (width, paint) = (tables::width(&output), console.screen().paint(&output));
    let top = args.top.unwrap_or(usize::MAX);
    output.put(|out| {
        if args.view.form.is_json() {
            line.events.truncate(top);
            return json_line(out, &line);
        }
        views::timeline(&mut Page::new(out, width, paint, top), &line)
    })?;
    output.finish()?;
    Ok(Outcome::Done)
}
