//! A store, served by the program until the test ends.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

/// A running `standpoint serve`, ended when dropped. Its token is `a-token-for-this-test`.
#[derive(Debug)]
pub struct Served {
    /// The process.
    pub child: Child,
    /// Host and port.
    pub address: String,
    /// Reads what it writes to standard error: whoever does not would stop it.
    reader: Option<JoinHandle<String>>,
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
        let reader = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = log.read_to_string(&mut text);
            text
        });
        Self { child, address, reader: Some(reader) }
    }

    /// What it wrote to standard error after the line that tells the address, once it has ended.
    pub fn log(&mut self) -> String {
        self.reader.take().map(|reader| reader.join().unwrap()).unwrap_or_default()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
