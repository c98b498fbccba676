//! Which words stand where.

use crate::Corpus;
use crate::corpus::number;
use standpoint_model::{EntityType, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Item {
    /// Place of an entity.
    Entity(u32),
    /// Place of a document.
    Document(u32),
    /// Place of a statement.
    Statement(u32),
}

/// What a word weighs in a name, a headline, a quote, a text.
const NAME: u32 = 12;
const TITLE: u32 = 6;
const QUOTE: u32 = 2;
const TEXT: u32 = 1;

/// Every word of names, headlines, quotes and texts, folded, with what it stands in and its weight there.
#[derive(Debug)]
pub(crate) struct Words {
    found: BTreeMap<String, Vec<(Item, u32)>>,
    items: usize,
}

impl Words {
    /// Linear in the length of all texts, besides sorting.
    pub(crate) fn of(corpus: &Corpus) -> Self {
        let mut words = Self { found: BTreeMap::new(), items: 0 };
        for (at, entity) in corpus.entities().iter().enumerate() {
            if entity.kind != EntityType::Proposition && corpus.is_heard_of(entity) {
                words.put(Item::Entity(number(at)), entity.names().map(|name| (name, NAME)));
            }
        }
        for (at, document) in corpus.documents().iter().enumerate() {
            let title = document.title.as_deref().map(|title| (title, TITLE));
            let known = [&document.author, &document.publisher].into_iter().flatten();
            let known = known.map(|name| (name.as_str(), TITLE));
            let parts = title.into_iter().chain(known).chain([(document.id.as_str(), TITLE)]);
            words.put(Item::Document(number(at)), parts.chain([(document.text.as_str(), TEXT)]));
        }
        for (at, said) in corpus.heard() {
            words.put(Item::Statement(at), [(said.quote.as_str(), QUOTE)]);
        }
        words
    }

    fn put<'a>(&mut self, item: Item, parts: impl IntoIterator<Item = (&'a str, u32)>) {
        let mut weights: BTreeMap<String, u32> = BTreeMap::new();
        for (text, weight) in parts {
            let once: BTreeSet<String> = split(text).collect();
            for word in once {
                let known = weights.entry(word).or_default();
                *known = (*known).max(weight);
            }
        }
        for (word, weight) in weights {
            self.found.entry(word).or_default().push((item, weight));
        }
        self.items += 1;
    }

    /// What a word stands in, with its weight and rarity; with `prefix`, also what longer words do that begin so, for
    /// half the weight.
    pub(crate) fn find(&self, word: &str, prefix: bool) -> BTreeMap<Item, f64> {
        let mut found: BTreeMap<Item, f64> = BTreeMap::new();
        let longer = self.found.range(word.to_owned()..).take_while(|(known, _)| known.starts_with(word));
        for (known, places) in longer {
            let whole = known == word;
            if !whole && !prefix {
                continue;
            }
            let rarity = (1.0 + self.items as f64 / places.len() as f64).ln();
            for (item, weight) in places {
                let score = f64::from(*weight) * rarity * if whole { 1.0 } else { 0.5 };
                let best = found.entry(*item).or_default();
                *best = best.max(score);
            }
        }
        found
    }
}

/// The folded words of a text.
pub(crate) fn split(text: &str) -> impl Iterator<Item = String> {
    let folded = text.split_whitespace().map(fold_name).collect::<Vec<_>>();
    folded
        .into_iter()
        .flat_map(|part| part.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
}
