//! A folder of its own for each test, and the program run in it.

use serde::de::DeserializeOwned;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A temporary folder in which the program is run.
pub struct Workplace {
    folder: TempDir,
    program: &'static str,
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Run {
    /// Exit status; -1 where a signal ended it.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Workplace {
    /// An empty folder; `program` is the path of the binary.
    pub fn new(program: &'static str) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), program }
    }

    /// The path of `name` in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders that it stands in.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the program with these arguments.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        self.run_with("", args)
    }

    /// Runs the program with these arguments and this standard input.
    pub fn run_with<S: AsRef<OsStr>>(&self, input: &str, args: impl IntoIterator<Item = S>) -> Run {
        self.run_in(&[], input, args)
    }

    /// Runs the program with these variables of the environment, this standard input and these arguments. Without them, no
    /// settings of the person who tests are read.
    pub fn run_in<S: AsRef<OsStr>>(
        &self,
        variables: &[(&str, &str)],
        input: &str,
        args: impl IntoIterator<Item = S>,
    ) -> Run {
        let mut child = Command::new(self.program)
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("STANDPOINT_STORE")
            .env("STANDPOINT_CONFIG", "")
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not want its input closes it: no matter.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Fails with all that was said unless the exit status is `status`.
    #[track_caller]
    pub fn ends_with(&self, status: i32) -> &Self {
        assert_eq!(self.status, status, "standard output:\n{}\nstandard error:\n{}", self.out, self.err);
        self
    }

    /// Fails with all that was said unless standard error holds `words`.
    #[track_caller]
    pub fn tells(&self, words: &str) -> &Self {
        assert!(self.err.contains(words), "{words:?} is not in standard error:\n{}", self.err);
        self
    }
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Paths of the demo documents, sorted.
pub fn seeds() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("seeds")).unwrap();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    paths.sort();
    paths
}

/// The records of a JSON Lines text.
#[track_caller]
pub fn lines<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(read).collect()
}
