//! Networks against numbers that were computed elsewhere.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should fail"
)]

mod files;
mod fixture;
mod matrices;
mod measures;
mod over_time;
mod schemas;
