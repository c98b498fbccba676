//! `standpoint path`

use crate::args::ViewArgs;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::json_line;
use crate::page::Page;
use crate::reading::{Reading, find_entity};
use crate::{tables, views};
use standpoint_explore::{Corpus, PathOptions, PathView};
use standpoint_model::Statement;
use standpoint_render::{Scene, SceneOptions, dot};

/// Find how two actors or topics are joined, by ties and stances, with the words of each step.
///
/// The shortest ways come first; of equally long ones those that are surest. A stance counts somewhat more than a tie.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint path Crane AFL-CIO\n  \
                        standpoint path 'National ICE Council' 'Secure Communities' --top 5\n  \
                        standpoint path Crane AFL-CIO --ties-only --json\n  \
                        standpoint path Crane AFL-CIO --show > path.dot      a picture for Graphviz")]
pub(crate) struct Args {
    /// Where it begins.
    #[arg(value_name = "A")]
    from: String,
    /// Where it ends.
    #[arg(value_name = "B")]
    to: String,
    /// At most so many ways.
    #[arg(long, value_name = "N", default_value = "3", value_parser = clap::value_parser!(u16).range(1..=100))]
    top: u16,
    /// Follow relations only (leads, belongs to, …), not stances.
    #[arg(long)]
    ties_only: bool,
    /// Print the ways as a picture in DOT, instead.
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
    let (from, to) = (find_entity(corpus, &args.from, console)?, find_entity(corpus, &args.to, console)?);
    let options = PathOptions { number: usize::from(args.top), ties_only: args.ties_only };
    let Some(view) = corpus.path(&from.id, &to.id, options) else { return Ok(Outcome::Nothing) };
    let mut output = console.screen().open(args.view.output.path.as_deref())?;
    let (width, paint) = (tables::width(&output), console.screen().paint(&output));
    output.put(|out| {
        if args.show {
            return out.write_all(picture(corpus, &view).as_bytes());
        }
        if args.view.form.is_json() {
            return json_line(out, &view);
        }
        views::path(&mut Page::new(out, width, paint, usize::MAX), &view)
    })?;
    output.finish()?;
    if view.paths.is_empty() {
        console.note(format_args!("nothing joins {} and {}", view.from.label, view.to.label));
        if args.ties_only {
            console.hint("leave out --ties-only to follow stances, too");
        }
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// The statements of all ways as a graph in DOT.
fn picture(corpus: &Corpus, view: &PathView) -> String {
    let steps = view.paths.iter().flat_map(|path| &path.steps);
    let mut statements: Vec<Statement> = steps
        .filter_map(|step| corpus.statement(&standpoint_explore::address(&step.statement.slug)))
        .cloned()
        .collect();
    statements.sort_by(|a, b| a.id.cmp(&b.id));
    statements.dedup_by(|a, b| a.id == b.id);
    let title = Some(format!("{} to {}", view.from.label, view.to.label));
    dot(&Scene::build(&statements, &[], &SceneOptions { title, ..SceneOptions::default() }))
}
