//! The server as its clients see it: raw requests over sockets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod changes;
mod common;
#[path = "../../../graph/benches/corpus/mod.rs"]
mod corpus;
mod hostile;
mod protocol;
mod things;
