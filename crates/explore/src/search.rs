//! Looking for words in names, documents and quotes.

use crate::words::{Item, Words, split};
use crate::{Corpus, DocumentRef, EntityRef};
use serde::Serialize;
use standpoint_model::{EntityType, TextIndex, fold_name};
use std::collections::BTreeMap;

/// What sort of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HitKind {
    /// A person, an organization or a place.
    Actor,
    /// Anything else that one can be for or against.
    Topic,
    /// A document.
    Document,
    /// A statement, by its quote.
    Statement,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// What sort of thing.
    pub kind: HitKind,
    /// Its short address.
    pub slug: String,
    /// A name, a headline, or who does what.
    pub title: String,
    /// The words around the first hit in a quote or text, the other names of an entity.
    pub snippet: String,
    /// How many of the words it holds.
    pub words: usize,
    /// How well it fits: more is better, and comparable only within one search.
    pub score: f64,
}

/// So many characters of a text are shown around a word.
const SNIPPET: usize = 140;

impl Corpus {
    /// What holds these words, in any case and with or without accents: what holds more of them first, then names before
    /// headlines before quotes before texts, rare words counting more; the last word may be the beginning of one.
    /// A search costs the number of places in which its words stand; the first one indexes all words, linear in the
    /// length of all texts.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let index = self.words.get_or_init(|| Words::of(self));
        let mut words: Vec<String> = split(query).collect();
        let last = words.last().cloned();
        words.sort();
        words.dedup();
        let mut scores: BTreeMap<Item, (usize, f64)> = BTreeMap::new();
        for word in &words {
            for (item, score) in index.find(word, last.as_ref() == Some(word)) {
                let (held, sum) = scores.entry(item).or_default();
                *held += 1;
                *sum += score;
            }
        }
        let whole = fold_name(query);
        for (item, (_, score)) in &mut scores {
            if let Item::Entity(at) = item {
                let entity = &self.entities()[*at as usize];
                // What goes by exactly this name comes first; of like names, what is told of more.
                if entity.names().any(|name| fold_name(name) == whole) {
                    *score *= 4.0;
                }
                let told = self.uses(&entity.id).map_or(0, |uses| uses.subject.len() + uses.object.len());
                *score *= 1.0 + (1.0 + told as f64).ln() / 10.0;
            }
        }
        let mut ranked: Vec<(Item, (usize, f64))> = scores.into_iter().collect();
        ranked.sort_by(|(one, (held, score)), (other, (others_held, others_score))| {
            others_held.cmp(held).then(others_score.total_cmp(score)).then(one.cmp(other))
        });
        ranked.truncate(limit);
        ranked.into_iter().map(|(item, (held, score))| self.hit(item, &words, held, score)).collect()
    }

    fn hit(&self, item: Item, words: &[String], held: usize, score: f64) -> Hit {
        let score = (score * 1e4).round() / 1e4;
        match item {
            Item::Entity(at) => {
                let entity = &self.entities()[at as usize];
                let shown = EntityRef::of(entity);
                let kind = if is_actor(entity.kind) { HitKind::Actor } else { HitKind::Topic };
                let snippet = entity.aliases.join("; ");
                Hit { kind, slug: shown.slug, title: shown.label, snippet, words: held, score }
            }
            Item::Document(at) => {
                let document = &self.documents()[at as usize];
                let shown = DocumentRef::of(document);
                let (title, snippet) = (shown.name().to_owned(), snippet(&document.text, words));
                Hit { kind: HitKind::Document, slug: shown.slug, title, snippet, words: held, score }
            }
            Item::Statement(at) => {
                let said = self.statement_at(at);
                let title = format!("{} {} {}", said.subject.label, said.predicate, said.object.label);
                let (slug, snippet) = (crate::slug(&said.id), snippet(&said.quote, words));
                Hit { kind: HitKind::Statement, slug, title, snippet, words: held, score }
            }
        }
    }
}

/// Whether an actor's page fits it better than a topic's.
fn is_actor(kind: EntityType) -> bool {
    kind.is_actor()
}

/// The words of a text around the first that is looked for.
fn snippet(text: &str, words: &[String]) -> String {
    let index = TextIndex::new(text);
    let mut at = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let folded = fold_name(part);
        if folded
            .split(' ')
            .any(|word| words.iter().any(|wanted| !word.is_empty() && word.starts_with(wanted.as_str())))
        {
            break;
        }
        at += part.len();
    }
    let here = if at >= text.len() { 0 } else { index.char(at) };
    let start = here.saturating_sub(SNIPPET / 3);
    let span = standpoint_model::Span::new(start, start + SNIPPET);
    let line = index.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let (left, right) = (if start > 0 { "…" } else { "" }, if span.end < index.len() { "…" } else { "" });
    format!("{left}{line}{right}")
}

#[cfg(test)]
mod tests {
    use super::HitKind;
    use crate::sample::corpus;

    #[test]
    fn names_before_quotes_before_texts() {
        let corpus = corpus();
        let hits = corpus.search("harbour levy", 20);
        assert_eq!((hits[0].kind, hits[0].title.as_str()), (HitKind::Topic, "Harbour Levy"));
        let kinds: Vec<HitKind> = hits.iter().map(|hit| hit.kind).collect();
        assert!(kinds.contains(&HitKind::Statement) && kinds.contains(&HitKind::Document), "{kinds:?}");
        assert!(hits.iter().all(|hit| corpus.at(&hit.slug).is_some()));
        assert_eq!(corpus.search("eva LIND", 1)[0].title, "Éva Lind");
        // The beginning of a word will do, if it is the last.
        assert_eq!(corpus.search("quay comp", 1)[0].title, "Quay Company");
        let rejects = &corpus.search("rejects", 5)[0];
        assert!(rejects.snippet.contains("rejects"), "{rejects:?}");
        assert!(corpus.search("zebra", 5).is_empty() && corpus.search(" ", 5).is_empty());
    }
}
