//! The command line: arguments in, tables and files out. What is computed is computed in the other crates.
//!
//! Each command is one file in [`commands`]: its arguments with their help, and a `run` that wires libraries together.
//! Standard output carries data only ([`output`]); remarks go to standard error ([`console`]); errors are told in one
//! place ([`failure`]).

mod args;
mod coded;
mod commands;
mod console;
mod csv;
mod documents;
mod dossier;
mod explain;
mod failure;
mod identity;
mod output;
mod pictures;
mod report;
mod seeds;
mod tables;

use args::{Cli, Command};
use clap::Parser;
use console::Console;
use failure::{Failure, Outcome};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with these arguments, the first of which is its own name, and tells its exit status: 0 done, 1 done
/// but some input was skipped or nothing was found, 2 wrong usage or unreadable input, 3 time limit.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(told) => {
            // Help and version are answers, everything else is a wrong usage; clap knows which goes where.
            let _ = told.print();
            return ExitCode::from(if told.use_stderr() { 2 } else { 0 });
        }
    };
    let console = Console::new(cli.quiet);
    match dispatch(&cli.command, &console) {
        Ok(Outcome::Done) if console.skipped() == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(failure) => failure.tell(&console),
    }
}

fn dispatch(command: &Command, console: &Console) -> Result<Outcome, Failure> {
    match command {
        Command::Demo(args) => commands::demo::run(args, console),
        Command::Extract(args) => commands::extract::run(args, console),
        Command::Attributions(args) => commands::attributions::run(args, console),
        Command::Analyse(args) => commands::analyse::run(args, console),
        Command::Ingest(args) => commands::ingest::run(args, console),
        Command::Query(args) => commands::query::run(args, console),
        Command::Conflicts(args) => commands::conflicts::run(args, console),
        Command::Network(args) => commands::network::run(args, console),
        Command::Measure(args) => commands::measure::run(args, console),
        Command::Render(args) => commands::render::run(args, console),
        Command::Identity(args) => commands::identity::run(args, console),
        Command::Why(args) => commands::why::run(args, console),
        Command::Import(args) => commands::import::run(args, console),
        Command::Export(args) => commands::export::run(args, console),
    }
}
