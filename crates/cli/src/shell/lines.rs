//! Lines as they are typed, with history and completion, or as they come through a pipe.

use super::Vocabulary;
use crate::console::Console;
use crate::failure::Failure;
use etcetera::BaseStrategy;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, Helper};
use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;

/// What is written before each line.
const PROMPT: &str = "standpoint> ";

/// Where commands come from.
pub(crate) enum Lines {
    /// Somebody types.
    Typed(Box<Editor<Completing, DefaultHistory>>, Option<PathBuf>),
    /// A pipe or file.
    Piped(io::Lines<io::StdinLock<'static>>),
}

impl Lines {
    /// Opens standard input; on a terminal, with what `vocabulary` knows.
    pub(crate) fn open(vocabulary: impl FnOnce() -> Result<Vocabulary, Failure>) -> Result<Self, Failure> {
        if !io::stdin().is_terminal() {
            return Ok(Self::Piped(io::stdin().lock().lines()));
        }
        let config = Config::builder().completion_type(CompletionType::List).build();
        let mut editor = Editor::with_config(config).map_err(failed)?;
        editor.set_helper(Some(Completing(vocabulary()?)));
        let history = history();
        if let Some(path) = &history {
            // The first time there is none.
            let _ = editor.load_history(path);
        }
        Ok(Self::Typed(Box::new(editor), history))
    }

    /// Whether somebody types.
    pub(crate) fn is_interactive(&self) -> bool {
        matches!(self, Self::Typed(..))
    }

    /// The next line that is neither empty nor a remark; none at the end.
    pub(crate) fn next(&mut self, console: &Console) -> Result<Option<String>, Failure> {
        loop {
            let line = match self {
                Self::Piped(lines) => lines.next().transpose().map_err(input)?,
                Self::Typed(editor, _) => match editor.readline(PROMPT) {
                    Ok(line) => Some(line),
                    Err(ReadlineError::Eof) => None,
                    Err(ReadlineError::Interrupted) => {
                        console.note("exit or Ctrl-D ends the shell");
                        continue;
                    }
                    Err(error) => return Err(failed(error)),
                },
            };
            let Some(line) = line else { return Ok(None) };
            let line = line.trim().to_owned();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Self::Typed(editor, _) = self {
                // A line that cannot be remembered can be obeyed all the same.
                let _ = editor.add_history_entry(&line);
            }
            return Ok(Some(line));
        }
    }

    /// Writes the history down.
    pub(crate) fn close(self) {
        if let Self::Typed(mut editor, Some(path)) = self {
            // Where nothing can be written, nothing is remembered.
            let _ = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            let _ = editor.save_history(&path);
        }
    }
}

/// File of the history, in the folder that the platform keeps for data.
fn history() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.data_dir().join("standpoint").join("history"))
}

fn input(source: io::Error) -> Failure {
    Failure::Input { name: "standard input".to_owned(), source }
}

fn failed(error: ReadlineError) -> Failure {
    match error {
        ReadlineError::Io(source) => input(source),
        other => input(io::Error::other(other.to_string())),
    }
}

/// Completion for the editor.
pub(crate) struct Completing(Vocabulary);

impl Completer for Completing {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.0.complete(line, pos))
    }
}

impl Hinter for Completing {
    type Hint = String;
}

impl Highlighter for Completing {}
impl Validator for Completing {}
impl Helper for Completing {}
