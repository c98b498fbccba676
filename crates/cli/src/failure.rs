//! Why the program gives up: the one place where errors are told.

use crate::console::Console;
use standpoint_dna::DnaError;
use standpoint_extractor::ExtractError;
use standpoint_network::NetworkError;
use standpoint_render::RenderError;
use standpoint_server::ServeError;
use standpoint_store::StoreError;
use std::io;
use std::process::ExitCode;

/// How a command ended that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is done.
    Done,
    /// Nothing was found.
    Nothing,
    /// What a script asked to be told of by the exit status is there.
    Failed,
}

/// What ends a command before its work is done. Messages say what and where, then, on a line of its own, `hint: …`.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The store does not do what was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Language model or rules do not work.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// The picture cannot be drawn.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A database of Discourse Network Analyzer cannot be read or written.
    #[error(transparent)]
    Dna(Box<DnaError>),
    /// The server does not start.
    #[error(transparent)]
    Serve(Box<ServeError>),
    /// There is no such network.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// Output cannot be written.
    #[error("cannot write {name}: {source}")]
    Output {
        /// File, or "standard output".
        name: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A file cannot be read.
    #[error("cannot read {name}: {source}")]
    Input {
        /// The file.
        name: String,
        /// The system's reason.
        source: io::Error,
    },
    /// Of all that was named, nothing could be read; the reasons have been told.
    #[error("nothing could be read")]
    NothingRead,
    /// What was asked makes no sense; the text says why and what would.
    #[error("{0}")]
    Usage(String),
    /// Nothing goes by the name that was asked for; the text says what is much like it.
    #[error("{0}")]
    Unknown(String),
}

impl Failure {
    /// Tells the reason on standard error, and the exit status.
    pub(crate) fn tell(&self, console: &Console) -> ExitCode {
        // Who closes the pipe (`| head`) has seen enough: no error.
        if matches!(self, Self::Output { source, .. } if source.kind() == io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        console.error(self);
        ExitCode::from(match self {
            Self::Store(StoreError::TimedOut { .. }) => 3,
            Self::Unknown(_) => 1,
            _ => 2,
        })
    }
}
