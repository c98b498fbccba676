//! The commands, and the arguments that several of them share.

use crate::commands::{
    analyse, attributions, completions, conflicts, demo, export, extract, identity, import, ingest, man,
    measure, network, path, query, render, search, serve, shell, show, stats, timeline, topics, why,
};
use crate::paint::When;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads the news and keeps score of positions: who leads what, who belongs to whom, who is for and against what, who
/// said so and in which words, and where positions do not go together.
#[derive(Debug, Parser)]
#[command(
    name = "standpoint",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = "Start with:\n  standpoint demo\n\nExit status: 0 done; 1 done, but some input was skipped or nothing was found; 2 wrong usage or \
                  unreadable input; 3 time limit.\nStandard output carries data only. NO_COLOR turns colours off.\n\
                  Settings: $STANDPOINT_CONFIG, else standpoint/config.toml in the folder for settings (~/.config); any \
                  flag by its name, as in store = \"press\"; of one command in a table of its name."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Say nothing but errors: no warnings, hints or progress.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// When to use colours.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto", alias = "colour")]
    pub(crate) color: When,
    /// Do not leaf through long output; else it goes through $PAGER, or `less`, where a person reads along.
    #[arg(long, global = true)]
    pub(crate) no_pager: bool,
}

/// What can be asked of the program; the help stands with the arguments of each.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(demo::Args),
    Extract(extract::Args),
    Attributions(attributions::Args),
    #[command(alias = "analyze")]
    Analyse(analyse::Args),
    Ingest(ingest::Args),
    Show(show::Args),
    Why(why::Args),
    Search(search::Args),
    Topics(topics::Args),
    Timeline(timeline::Args),
    Path(path::Args),
    Stats(stats::Args),
    Query(query::Args),
    Conflicts(conflicts::Args),
    Network(network::Args),
    Measure(measure::Args),
    Render(render::Args),
    Identity(identity::Args),
    Serve(serve::Args),
    Import(import::Args),
    Export(export::Args),
    Shell(shell::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Which store.
#[derive(Debug, Args)]
pub(crate) struct StoreArg {
    /// Folder of the store.
    #[arg(
        id = "store",
        long = "store",
        value_name = "DIR",
        env = "STANDPOINT_STORE",
        default_value = "./standpoint-store"
    )]
    pub(crate) path: PathBuf,
}

/// Where output goes.
#[derive(Debug, Args)]
pub(crate) struct OutputArg {
    /// Write to this file, whole or not at all; `-` is standard output.
    #[arg(id = "output", short = 'o', long = "output", value_name = "FILE")]
    pub(crate) path: Option<PathBuf>,
}

/// What output is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For the eye.
    Table,
    /// For programs: one JSON object, or one a line.
    #[value(alias = "jsonl")]
    Json,
}

/// What output is written as.
#[derive(Debug, Args)]
pub(crate) struct FormArg {
    /// Form of the answer: for the eye, or for programs.
    #[arg(id = "form", long = "format", value_name = "FORM", value_enum, default_value = "table")]
    form: Form,
    /// The same as --format json.
    #[arg(long, conflicts_with = "form")]
    json: bool,
}

impl FormArg {
    /// Whether JSON is wanted.
    pub(crate) fn is_json(&self) -> bool {
        self.json || self.form == Form::Json
    }
}

/// JSON, of commands that have other forms besides.
#[derive(Debug, Args)]
pub(crate) struct JsonArg {
    /// JSON, whatever --format is by default.
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
}

/// What was done, for programs.
#[derive(Debug, Args)]
pub(crate) struct SummaryArg {
    /// Tell what was done as a JSON object on standard output.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which statements count.
#[derive(Debug, Args)]
pub(crate) struct SureArg {
    /// Leave out statements less sure than this (0 to 1); 0.5 keeps what is more likely right than wrong.
    #[arg(long, value_name = "P", default_value = "0.5", value_parser = probability)]
    pub(crate) min_confidence: f64,
}

/// What all commands take that show a view of a store.
#[derive(Debug, Args)]
pub(crate) struct ViewArgs {
    #[command(flatten)]
    pub(crate) form: FormArg,
    #[command(flatten)]
    pub(crate) sure: SureArg,
    #[command(flatten)]
    pub(crate) store: StoreArg,
    #[command(flatten)]
    pub(crate) output: OutputArg,
}

/// Reads a number between 0 and 1.
pub(crate) fn probability(word: &str) -> Result<f64, String> {
    let number: Option<f64> = word.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "it must be a number between 0 and 1".to_owned())
}

/// How many documents are worked on at once.
#[derive(Debug, Args)]
pub(crate) struct ThreadsArg {
    /// Number of threads; all cores by default. The output is the same whatever the number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

impl ThreadsArg {
    /// Sets the number of threads for the rest of the run.
    pub(crate) fn apply(&self) {
        if let Some(number) = self.threads {
            // Fails only where a pool is there already; a slower or faster run gives the same bytes.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(number)).build_global();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_go_together() {
        Cli::command().debug_assert();
    }
}
