//! What the end-to-end tests share: a folder to work in, and runs of the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should fail"
)]

mod workplace;

pub use workplace::{Run, Workplace, lines, root, seeds};
