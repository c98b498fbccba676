//! What a store holds, ready to be looked at.

use crate::args::ViewArgs;
use crate::console::Console;
use crate::failure::Failure;
use standpoint_explore::{Corpus, Thing};
use standpoint_graph::ConflictOptions;
use standpoint_model::Entity;
use standpoint_store::{Store, StoreError};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A store, and what it holds once somebody has looked.
#[derive(Debug)]
pub(crate) struct Reading {
    store: Store,
    path: PathBuf,
    least: f64,
    corpus: OnceLock<Corpus>,
}

impl Reading {
    /// Opens the store at `path`; views will leave out statements less sure than `least`.
    pub(crate) fn open(path: &Path, least: f64) -> Result<Self, StoreError> {
        Ok(Self { store: Store::open(path)?, path: path.to_owned(), least, corpus: OnceLock::new() })
    }

    /// Opens the store that a command names.
    pub(crate) fn of(args: &ViewArgs) -> Result<Self, StoreError> {
        Self::open(&args.store.path, args.sure.min_confidence)
    }

    /// Whether it is of this store, and leaves out the same.
    pub(crate) fn is_of(&self, path: &Path, least: f64) -> bool {
        self.path == path && self.least.total_cmp(&least).is_eq()
    }

    /// The store.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// What it holds, read when first asked for.
    pub(crate) fn corpus(&self) -> Result<&Corpus, StoreError> {
        if let Some(known) = self.corpus.get() {
            return Ok(known);
        }
        let documents = self.store.stored()?.into_iter().map(|one| (one.document, one.statements));
        let corpus = Corpus::new(documents, &self.store.broader()?, &ConflictOptions::default());
        let corpus = if self.least > 0.0 { corpus.at_least(self.least) } else { corpus };
        Ok(self.corpus.get_or_init(|| corpus))
    }
}

/// What a person means by a name: the likeliest of all that go by it; the others are told of.
pub(crate) fn find<'c>(corpus: &'c Corpus, name: &str, console: &Console) -> Result<Thing<'c>, Failure> {
    let found = corpus.find(name);
    let Some(first) = found.first() else { return Err(unknown(corpus, name)) };
    for other in found.iter().skip(1).take(4) {
        let slug = standpoint_explore::slug(&other.address());
        console.note(format_args!(
            "note: {name:?} may also be {:?} ({slug})",
            crate::tables::one_line(&other.label())
        ));
    }
    Ok(*first)
}

/// The actor or topic that a person means.
pub(crate) fn find_entity<'c>(
    corpus: &'c Corpus,
    name: &str,
    console: &Console,
) -> Result<&'c Entity, Failure> {
    match find(corpus, name, console)? {
        Thing::Entity(entity) => Ok(entity),
        other => Err(Failure::Unknown(format!(
            "{name:?} is no actor or topic but {:?}\nhint: standpoint show {}",
            crate::tables::one_line(&other.label()),
            crate::tables::quoted(name)
        ))),
    }
}

/// Nothing goes by this name; what is much like it is suggested.
pub(crate) fn unknown(corpus: &Corpus, name: &str) -> Failure {
    let near = corpus.suggest(name);
    let advice = if near.is_empty() {
        format!("standpoint search {} looks into quotes and texts, too", crate::tables::quoted(name))
    } else {
        format!("did you mean {}?", crate::tables::one_line(&near.join(", ")))
    };
    Failure::Unknown(format!("nothing in the store goes by the name {name:?}\nhint: {advice}"))
}
