//! `standpoint search`

use crate::args::ViewArgs;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::json_line;
use crate::page::Page;
use crate::reading::Reading;
use crate::{tables, views};

/// Search names, documents and the words of quotes.
///
/// What holds more of the words comes first, then names before headlines before quotes before texts. Case and accents
/// do not matter, and the last word may be the beginning of one.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  standpoint search secure communities\n  standpoint search training --top 3\n  \
                        standpoint search 'opt out' --json"
)]
pub(crate) struct Args {
    /// Words to look for.
    #[arg(value_name = "WORDS", required = true, num_args = 1..)]
    words: Vec<String>,
    /// At most so many hits.
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
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
    let words = args.words.join(" ");
    let hits = corpus.search(&words, args.top);
    let mut output = console.screen().open(args.view.output.path.as_deref())?;
    let (width, paint) = (tables::width(&output), console.screen().paint(&output));
    output.put(|out| {
        if args.view.form.is_json() {
            return hits.iter().try_for_each(|hit| json_line(out, hit));
        }
        views::hits(&mut Page::new(out, width, paint, args.top), &hits)
    })?;
    output.finish()?;
    if hits.is_empty() {
        console.note(format_args!("nothing holds {words:?}"));
        let near = corpus.suggest(&words);
        if !near.is_empty() {
            console.hint(format_args!("did you mean {}?", near.join(", ")));
        }
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}
