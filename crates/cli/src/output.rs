//! Where data goes: standard output, or a file that is written whole or not at all.

use crate::failure::Failure;
use crate::pager::Pager;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An open output.
#[derive(Debug)]
pub(crate) struct Output {
    name: String,
    sink: Sink,
}

#[derive(Debug)]
enum Sink {
    Standard(BufWriter<Stdout>),
    /// A pipe or device: there is nothing to replace, so it is written as it comes.
    Stream(BufWriter<std::fs::File>),
    File(BufWriter<NamedTempFile>, PathBuf),
    /// A person leafs through it.
    Paged(Pager),
}

/// Writes one JSON object to standard output.
pub(crate) fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    let mut output = Output::open(None)?;
    output.put(|out| writeln!(out, "{value}"))?;
    output.finish()
}

impl Output {
    /// Opens `path` as [`Output::open`] does; on a terminal, through the pager of this command line.
    pub(crate) fn paged(path: Option<&Path>, pager: &str) -> Result<Self, Failure> {
        let plain = Self::open(path)?;
        if !plain.is_terminal() {
            return Ok(plain);
        }
        Ok(match Pager::start(pager) {
            Some(pager) => Self { sink: Sink::Paged(pager), ..plain },
            None => plain,
        })
    }

    /// Opens `path`; none and `-` are standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            let sink = Sink::Standard(BufWriter::new(io::stdout()));
            return Ok(Self { name: "standard output".to_owned(), sink });
        };
        let name = path.display().to_string();
        let fail = |source| Failure::Output { name: name.clone(), source };
        let stream = path.metadata().is_ok_and(|known| !known.is_file() && !known.is_dir());
        let sink = if path.is_dir() {
            return Err(fail(io::ErrorKind::IsADirectory.into()));
        } else if stream {
            Sink::Stream(BufWriter::new(std::fs::File::options().write(true).open(path).map_err(fail)?))
        } else {
            // What a symbolic link points at is replaced, not the link.
            let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let file = temporary(folder.unwrap_or(Path::new("."))).map_err(fail)?;
            Sink::File(BufWriter::new(file), path)
        };
        Ok(Self { name, sink })
    }

    /// Whether a person reads along.
    pub(crate) fn is_terminal(&self) -> bool {
        match &self.sink {
            Sink::Standard(out) => out.get_ref().is_terminal(),
            Sink::Paged(_) => true,
            Sink::Stream(_) | Sink::File(..) => false,
        }
    }

    /// Writes with `write`.
    pub(crate) fn put(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let written = match &mut self.sink {
            Sink::Standard(out) => write(out),
            Sink::Stream(out) => write(out),
            Sink::File(out, _) => write(out),
            Sink::Paged(out) => write(out),
        };
        written.map_err(|source| self.failed(source))
    }

    /// Writes out what is held back, and puts the file in its place.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let name = self.name.clone();
        let done = match &mut self.sink {
            Sink::Standard(out) => out.flush(),
            Sink::Stream(out) => out.flush(),
            Sink::File(out, _) => out.flush(),
            // Its end is told below.
            Sink::Paged(_) => Ok(()),
        };
        let done = done.and_then(|()| match self.sink {
            Sink::File(out, path) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(path).map(drop).map_err(|failed| failed.error)
            }
            Sink::Paged(pager) => pager.finish(),
            Sink::Standard(_) | Sink::Stream(_) => Ok(()),
        });
        done.map_err(|source| Failure::Output { name, source })
    }

    fn failed(&self, source: io::Error) -> Failure {
        Failure::Output { name: self.name.clone(), source }
    }
}

/// A nameless-to-be file in the folder of the one that it will replace, with the rights that any new file has.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".standpoint-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Writes a value as one line of JSON.
pub(crate) fn json_line(out: &mut dyn Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}
