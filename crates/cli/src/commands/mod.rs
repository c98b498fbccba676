//! One file a command.

pub(crate) mod analyse;
pub(crate) mod attributions;
pub(crate) mod completions;
pub(crate) mod conflicts;
pub(crate) mod demo;
mod dna;
pub(crate) mod export;
pub(crate) mod extract;
pub(crate) mod identity;
pub(crate) mod import;
pub(crate) mod ingest;
pub(crate) mod man;
pub(crate) mod measure;
pub(crate) mod network;
pub(crate) mod path;
pub(crate) mod query;
pub(crate) mod render;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod shell;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod timeline;
pub(crate) mod topics;
pub(crate) mod why;
