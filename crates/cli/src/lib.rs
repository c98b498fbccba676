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
mod page;
mod pager;
mod paint;
mod pictures;
mod reading;
mod report;
mod screen;
mod seeds;
mod settings;
mod shell;
mod tables;
mod views;

use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
use console::Console;
use failure::{Failure, Outcome};
use screen::Screen;
use settings::Settings;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with these arguments, the first of which is its own name, and tells its exit status: 0 done, 1 done
/// but some input was skipped or nothing was found, 2 wrong usage or unreadable input, 3 time limit.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let ready = Settings::read().and_then(|settings| Ok((settings.apply(Cli::command())?, settings)));
    let (command, settings) = match ready {
        Ok(ready) => ready,
        Err(failure) => return failure.tell(&Console::new(false, Screen::default())),
    };
    let parsed = command.try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(told) => {
            // Help and version are answers, everything else is a wrong usage; clap knows which goes where.
            let _ = told.print();
            return ExitCode::from(if told.use_stderr() { 2 } else { 0 });
        }
    };
    let pager = if cli.no_pager { Some(String::new()) } else { settings.pager.clone() };
    let console = Console::new(cli.quiet, Screen { colour: cli.color, pager });
    let ended = match &cli.command {
        // The only command that runs others.
        Command::Shell(args) => commands::shell::run(args, &settings, &console),
        command => dispatch(command, &console),
    };
    match ended {
        Ok(Outcome::Done) if console.skipped() == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(failure) => failure.tell(&console),
    }
}

/// Runs any command but the shell.
fn dispatch(command: &Command, console: &Console) -> Result<Outcome, Failure> {
    match command {
        Command::Demo(args) => commands::demo::run(args, console),
        Command::Extract(args) => commands::extract::run(args, console),
        Command::Attributions(args) => commands::attributions::run(args, console),
        Command::Analyse(args) => commands::analyse::run(args, console),
        Command::Ingest(args) => commands::ingest::run(args, console),
        Command::Show(args) => commands::show::run(args, console),
        Command::Why(args) => commands::why::run(args, console),
        Command::Search(args) => commands::search::run(args, console),
        Command::Topics(args) => commands::topics::run(args, console),
        Command::Timeline(args) => commands::timeline::run(args, console),
        Command::Path(args) => commands::path::run(args, console),
        Command::Stats(args) => commands::stats::run(args, console),
        Command::Query(args) => commands::query::run(args, console),
        Command::Conflicts(args) => commands::conflicts::run(args, console),
        Command::Network(args) => commands::network::run(args, console),
        Command::Measure(args) => commands::measure::run(args, console),
        Command::Render(args) => commands::render::run(args, console),
        Command::Identity(args) => commands::identity::run(args, console),
        Command::Serve(args) => commands::serve::run(args, console),
        Command::Import(args) => commands::import::run(args, console),
        Command::Export(args) => commands::export::run(args, console),
        Command::Completions(args) => commands::completions::run(args),
        Command::Man(args) => commands::man::run(args, console),
        Command::Shell(_) => Err(Failure::Usage("a shell runs already".to_owned())),
    }
}
