//! One file a command.

pub(crate) mod analyse;
pub(crate) mod attributions;
pub(crate) mod conflicts;
pub(crate) mod demo;
mod dna;
pub(crate) mod export;
pub(crate) mod extract;
pub(crate) mod identity;
pub(crate) mod import;
pub(crate) mod ingest;
pub(crate) mod measure;
pub(crate) mod network;
pub(crate) mod query;
pub(crate) mod render;
pub(crate) mod serve;
pub(crate) mod why;
