//! `standpoint shell`

use crate::args::{Cli, Command, StoreArg, SureArg};
use crate::commands;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::reading::Reading;
use crate::settings::Settings;
use crate::shell::{Lines, Vocabulary};
use clap::{CommandFactory, FromArgMatches};
use std::io;

/// Ask a store one thing after the other, without reading it anew each time.
///
/// Commands are those of the command line, without `standpoint` before them; a line that is no command is a name to
/// show. On a terminal, TAB completes commands, flags and the names of real actors, topics and documents, and what was
/// typed is remembered. `exit` or Ctrl-D ends it. From a pipe, one command is read a line, and `#` begins a remark.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint shell --store press\n  \
                        printf 'topics --top 3\\nshow AFL-CIO --json\\n' | standpoint shell")]
pub(crate) struct Args {
    #[command(flatten)]
    sure: SureArg,
    #[command(flatten)]
    store: StoreArg,
}

pub(crate) fn run(args: &Args, settings: &Settings, console: &Console) -> Result<Outcome, Failure> {
    let mut reading = Reading::open(&args.store.path, args.sure.min_confidence)?;
    let cli = cli(args, settings)?;
    let mut lines = Lines::open(|| Ok(Vocabulary::new(&cli, reading.corpus()?)))?;
    if lines.is_interactive() {
        let entries = reading.store().documents().len();
        console.note(format_args!(
            "{}: {entries} documents; help tells the commands, TAB completes",
            args.store.path.display()
        ));
    }
    let mut ended = Outcome::Done;
    while let Some(line) = lines.next(console)? {
        let Some(words) = shlex::split(&line) else {
            console.error("a quotation mark is not closed");
            ended = Outcome::Failed;
            continue;
        };
        match words.first().map(String::as_str) {
            None => continue,
            Some("exit" | "quit") => break,
            Some(_) => {}
        }
        match one(&cli, words, &reading, console) {
            Ok(Ran { changed, outcome }) => {
                if changed {
                    reading = Reading::open(&args.store.path, args.sure.min_confidence)?;
                }
                if outcome != Outcome::Done {
                    ended = outcome;
                }
            }
            // Nobody reads on.
            Err(failure) if failure.is_closed_pipe() => return Err(failure),
            Err(failure) => {
                failure.tell(console);
                ended = Outcome::Failed;
            }
        }
    }
    lines.close();
    Ok(ended)
}

/// How a line ended.
struct Ran {
    /// Whether the store may hold something else now.
    changed: bool,
    outcome: Outcome,
}

/// The command line, with the shell's store and least confidence as defaults.
fn cli(args: &Args, settings: &Settings) -> Result<clap::Command, Failure> {
    let mut cli = settings.apply(Cli::command())?.disable_version_flag(true);
    let names: Vec<String> = cli.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let path = args.store.path.as_os_str().to_owned();
    let least = args.sure.min_confidence.to_string();
    for name in names {
        cli = cli.mut_subcommand(name, |mut command| {
            if command.get_arguments().any(|arg| arg.get_id() == "store") {
                // The environment named the shell's store, if anything; from here on the shell does.
                let unset = clap::builder::Resettable::<clap::builder::OsStr>::Reset;
                command = command.mut_arg("store", |arg| arg.default_value(path.clone()).env(unset));
            }
            // Counting counts everything, whatever is shown.
            let counts = command.get_name() == "stats";
            if !counts && command.get_arguments().any(|arg| arg.get_id() == "min_confidence") {
                command = command.mut_arg("min_confidence", |arg| arg.default_value(least.clone()));
            }
            command
        });
    }
    Ok(cli)
}

fn one(
    cli: &clap::Command,
    words: Vec<String>,
    reading: &Reading,
    console: &Console,
) -> Result<Ran, Failure> {
    let first = words.first().map_or("", String::as_str);
    let known = first.starts_with('-') || first == "help" || cli.find_subcommand(first).is_some();
    let begin: &[&str] = if known { &["standpoint"] } else { &["standpoint", "show"] };
    let typed = begin.iter().map(|word| (*word).to_owned()).chain(words);
    let parsed = cli.clone().try_get_matches_from(typed).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(told) => {
            let _ = told.print();
            let outcome = if told.use_stderr() { Outcome::Failed } else { Outcome::Done };
            return Ok(Ran { changed: false, outcome });
        }
    };
    let changed = matches!(cli.command, Command::Ingest(_) | Command::Import(_) | Command::Identity(_));
    let same = |store: &StoreArg, sure: &SureArg| reading.is_of(&store.path, sure.min_confidence);
    let outcome = match &cli.command {
        Command::Show(args) if same(&args.view.store, &args.view.sure) => {
            commands::show::answer(args, reading, console)
        }
        Command::Path(args) if same(&args.view.store, &args.view.sure) => {
            commands::path::answer(args, reading, console)
        }
        Command::Search(args) if same(&args.view.store, &args.view.sure) => {
            commands::search::answer(args, reading, console)
        }
        Command::Stats(args) if reading.is_of(&args.store.path, args.min_confidence) => {
            commands::stats::answer(args, reading, console)
        }
        Command::Timeline(args) if same(&args.view.store, &args.view.sure) => {
            commands::timeline::answer(args, reading, console)
        }
        Command::Topics(args) if same(&args.view.store, &args.view.sure) => {
            commands::topics::answer(args, reading, console)
        }
        command => crate::dispatch(command, console),
    }?;
    Ok(Ran { changed, outcome })
}

impl Failure {
    /// Whether it is that nobody reads what is written.
    fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}
