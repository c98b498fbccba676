//! Scripts that use the program from outside: with libraries that others wrote, in a browser, in a terminal.

use crate::root;
use std::ffi::OsStr;
use std::process::Command;

/// Runs `tests/clients/NAME.py` with the Python that `$STANDPOINT_PYTHON` names. Where Python or what the script wants is
/// not there, that is told, and nothing is tested.
///
/// # Panics
/// Where the script finds something wrong.
#[expect(clippy::print_stderr, reason = "a test that was left out should be seen to be")]
pub fn client<S: AsRef<OsStr>>(name: &str, arguments: impl IntoIterator<Item = S>) {
    let python = std::env::var("STANDPOINT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = root().join("tests/clients").join(name).with_extension("py");
    let Ok(run) = Command::new(python).arg(script).args(arguments).output() else {
        eprintln!("SKIPPED: {name} was not tried: there is no python3");
        return;
    };
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    match run.status.code() {
        Some(0) => assert!(told.ends_with("all is well\n"), "{told}"),
        Some(77) => eprintln!("SKIPPED: {name} was not tried: {}", told.trim()),
        _ => panic!("{told}\n{}", String::from_utf8_lossy(&run.stderr)),
    }
}
