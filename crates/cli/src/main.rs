//! The `standpoint` command.
fn main() {}
