//! One document's statements, made ready to be put into a graph; batches can be made on many threads.

use crate::{
    time::{context_of, tells_order},
    words::{Reading, stems},
};
use standpoint_model::{Kind, Predicate, Statement};
use std::collections::BTreeSet;

/// What is read off the words of a statement.
#[derive(Debug)]
pub(crate) enum Words {
    /// Nothing that conflicts want to know.
    None,
    /// A claim's.
    Claim(Reading),
    /// Those of the quote of a stance that somebody ascribes to its holder.
    Ascribed(BTreeSet<String>),
}

/// A statement and what is read off its words.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) statement: Statement,
    pub(crate) tells_order: bool,
    pub(crate) words: Words,
}

/// One document's statements, read for comparison.
#[derive(Debug)]
pub struct Batch {
    pub(crate) ready: Vec<Ready>,
}

impl Batch {
    /// Reads the statements of a document with this text, which may be empty where it is not known. Words that tell an
    /// order in time ("originally", "no longer") are looked for in the sentence of each, else in its quote. Linear in
    /// the length of sentences.
    #[must_use]
    pub fn new(text: &str, statements: impl IntoIterator<Item = Statement>) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let ready = |statement: Statement| {
            let timed = match statement.predicate.kind() {
                Kind::Relation => false,
                Kind::Stance | Kind::Claim => {
                    tells_order(&statement.quote) || tells_order(&context_of(&letters, statement.span))
                }
            };
            let words = match statement.predicate {
                Predicate::Asserts | Predicate::Denies => Words::Claim(Reading::of(&statement.object.label)),
                Predicate::Supports | Predicate::Opposes if !statement.attributed_to.is_empty() => {
                    Words::Ascribed(stems(&statement.quote))
                }
                _ => Words::None,
            };
            Ready { statement, tells_order: timed, words }
        };
        Self { ready: statements.into_iter().map(ready).collect() }
    }
}
