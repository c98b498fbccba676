//! What the end-to-end tests share: a folder to work in, runs of the program, and a store that it serves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should fail"
)]

mod client;
mod served;
mod workplace;

pub use client::client;
pub use served::Served;
pub use workplace::{Run, Workplace, lines, root, seeds};
