//! A store, served by the program until the test ends.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

/// A running `standpoint serve`, ended when dropped. Its token is `a-token-for-this-test`.
#[derive(Debug)]
pub struct Served {
    /// The process.
    pub child: Child,
    /// Host and port.
    pub address: String,
    /// What it writes to standard error, after the line that tells the address.
    pub log: BufReader<ChildStderr>,
}

impl Served {
    /// Serves the store at `store` on a free port, with `more` arguments.
    pub fn start(program: &str, store: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(program)
            .args(["serve", "--bind", "127.0.0.1:0", "--store"])
            .arg(store)
            .args(more)
            .env("STANDPOINT_TOKEN", "a-token-for-this-test")
            .env("STANDPOINT_CONFIG", "")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        log.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening at http://").unwrap_or_else(|| panic!("{line}"));
        let address = address.trim_end_matches('/').to_owned();
        Self { child, address, log }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
