//! `standpoint completions`

use crate::args::{Cli, OutputArg};
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use clap::CommandFactory;
use clap_complete::Shell;

/// Write a script that lets a shell complete commands and flags.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
                        standpoint completions bash -o ~/.local/share/bash-completion/completions/standpoint\n  \
                        standpoint completions zsh -o ~/.zfunc/_standpoint\n  \
                        standpoint completions fish -o ~/.config/fish/completions/standpoint.fish")]
pub(crate) struct Args {
    /// Which shell.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
    #[command(flatten)]
    output: OutputArg,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    // The generator cannot tell of a closed pipe: into memory first.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "standpoint", &mut script);
    let mut output = Output::open(args.output.path.as_deref())?;
    output.put(|out| out.write_all(&script))?;
    output.finish()?;
    Ok(Outcome::Done)
}
