//! What the shell needs besides commands: lines that are typed, and what TAB makes of them.

mod complete;
mod lines;

pub(crate) use complete::Vocabulary;
pub(crate) use lines::Lines;
