//! The program; all of it is in the library, so that tests can call what they test.

fn main() -> std::process::ExitCode {
    standpoint::run(std::env::args_os())
}
