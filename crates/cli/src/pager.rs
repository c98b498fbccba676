//! The program through which one leafs.

use std::io::{self, BufWriter, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

/// A running pager.
#[derive(Debug)]
pub(crate) struct Pager {
    child: Child,
    input: Option<BufWriter<ChildStdin>>,
}

impl Pager {
    /// Starts the pager of this command line; none where it is empty or `cat`, or where it cannot be started: then one
    /// reads without.
    pub(crate) fn start(command: &str) -> Option<Self> {
        let words = shlex::split(command)?;
        let (program, rest) = words.split_first().filter(|(program, _)| *program != "cat")?;
        let mut command = Command::new(program);
        command.args(rest).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            // Colours pass, short texts end at once, and the text stays on the screen.
            command.env("LESS", "FRX");
        }
        let mut child = command.spawn().ok()?;
        let input = child.stdin.take().map(BufWriter::new);
        Some(Self { child, input })
    }

    /// Waits until the reader has seen enough.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        let flushed = match self.input.take() {
            Some(mut input) => input.flush(),
            None => Ok(()),
        };
        let ended = self.child.wait().map(drop);
        // Who leaves the pager early closes the pipe: no error.
        match flushed {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ended,
            other => other.and(ended),
        }
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.input.as_mut().map_or(Ok(bytes.len()), |input| input.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.input.as_mut().map_or(Ok(()), Write::flush)
    }
}

/// The pager that is wanted: what the settings say, else `$PAGER`, else `less`.
pub(crate) fn wanted(setting: Option<&str>) -> String {
    match setting {
        Some(command) => command.to_owned(),
        None => std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_pager_one_reads_without() {
        for command in ["", "cat", "'not closed", "no-such-program-anywhere"] {
            assert!(Pager::start(command).is_none(), "{command}");
        }
        assert_eq!(wanted(Some("more -s")), "more -s");
    }
}
