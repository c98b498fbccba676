//! `standpoint man`

use crate::args::Cli;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use clap::CommandFactory;
use std::path::PathBuf;

/// Write the manual pages, one for each command, into a folder.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  standpoint man ~/.local/share/man/man1\n  standpoint man pages && man -l pages/standpoint-show.1"
)]
pub(crate) struct Args {
    /// Folder, which is made where there is none.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let failed = |source| Failure::Output { name: args.folder.display().to_string(), source };
    std::fs::create_dir_all(&args.folder).map_err(failed)?;
    // `standpoint help` has no page of its own: each page is the help.
    let cli = Cli::command().disable_help_subcommand(true);
    clap_mangen::generate_to(cli.clone(), &args.folder).map_err(failed)?;
    let pages = cli.get_subcommands().count() + 1;
    console.note(format_args!("{pages} pages in {}", args.folder.display()));
    Ok(Outcome::Done)
}
