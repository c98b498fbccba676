//! The commands, and the arguments that several of them share.

use crate::commands::{
    analyse, attributions, conflicts, demo, export, extract, import, ingest, query, render,
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

/// What can be asked of the program.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Take the tour: read the shipped documents, show what they say and where they conflict, draw a picture.
    Demo(demo::Args),
    /// Read documents and write the statements in them; needs no store.
    Extract(extract::Args),
    /// Find who says what: source, cue and content of every attribution, as JSON Lines.
    Attributions(attributions::Args),
    /// Show what the language layer sees: tokens, parts of speech, trees, names.
    #[command(alias = "analyze")]
    Analyse(analyse::Args),
    /// Read documents into a store; known, unchanged ones are skipped.
    Ingest(ingest::Args),
    /// Ask a store, by a named question or in SPARQL.
    Query(query::Args),
    /// Find positions that do not go together.
    Conflicts(conflicts::Args),
    /// Draw actors, positions and conflicts.
    Render(render::Args),
    /// Put statement rows (JSON Lines) or RDF files into a store.
    Import(import::Args),
    /// Write all that a store holds into one file.
    Export(export::Args),
}

/// Which store.
#[derive(Debug, Args)]
pub(crate) struct StoreArg {
    /// Folder of the store.
    #[arg(
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
    #[arg(short = 'o', long = "output", value_name = "FILE")]
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
