//! What the end-to-end tests share: a folder to work in, runs of the program, and scores.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should fail"
)]

mod score;
mod workplace;

pub use score::{Figures, GoldConflict, GoldStatement, score_conflicts, score_statements};
pub use workplace::{Run, Workplace, lines, root, seeds};
