//! The commands, and the arguments that several of them share.

use crate::commands::{
    analyse, attributions, conflicts, demo, export, extract, identity, import, ingest, measure, network,
    query, render, serve, why,
};
use clap::{Args, Parser, Subcommand};
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
                  unreadable input; 3 time limit.\nStandard output carries data only. NO_COLOR turns colours off."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Say nothing but errors: no warnings, hints or progress.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
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
    Query(query::Args),
    Conflicts(conflicts::Args),
    Network(network::Args),
    Measure(measure::Args),
    Render(render::Args),
    Identity(identity::Args),
    Why(why::Args),
    Serve(serve::Args),
    Import(import::Args),
    Export(export::Args),
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
