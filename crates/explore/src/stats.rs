//! How much there is of what.

use crate::{Corpus, DocumentRef};
use serde::Serialize;
use standpoint_model::EntityType;
use std::collections::BTreeMap;

/// Something, and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Count {
    /// What is counted.
    pub name: String,
    /// How many there are.
    pub count: usize,
}

/// A document and how much it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Density {
    /// The document.
    pub document: DocumentRef,
    /// Number of its statements.
    pub statements: usize,
    /// Length of its text in code points.
    pub characters: usize,
    /// Statements per 1,000 code points.
    pub density: f64,
}

/// How much a corpus holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stats {
    /// Number of documents.
    pub documents: usize,
    /// Number of statements.
    pub statements: usize,
    /// Number of entities, propositions left out.
    pub entities: usize,
    /// Number of conflicts.
    pub conflicts: usize,
    /// Statements by kind, the most frequent first; so all lists that are not of dates or numbers.
    pub kinds: Vec<Count>,
    /// Statements by predicate.
    pub predicates: Vec<Count>,
    /// Stances by how they show.
    pub acts: Vec<Count>,
    /// Entities by type.
    pub types: Vec<Count>,
    /// Conflicts by type.
    pub conflict_types: Vec<Count>,
    /// Statements by publisher; `unknown` where none is told.
    pub publishers: Vec<Count>,
    /// Statements by rule or model.
    pub methods: Vec<Count>,
    /// Statements by month (`2011-11`), in order; a year alone where no month is told, `undated` last.
    pub months: Vec<Count>,
    /// Statements by confidence, in ten steps of 0.1 from 0 on; the last step holds 1.
    pub confidence: Vec<Count>,
    /// The documents that say most for their length, ten at most; those of less than 200 code points are left out.
    pub densest: Vec<Density>,
}

/// Shorter documents than this have no telling density.
const SHORT: usize = 200;

impl Corpus {
    /// Counts. Linear in statements and texts, besides sorting.
    #[must_use]
    pub fn stats(&self) -> Stats {
        let said = || self.heard().map(|(_, said)| said);
        let kept = |entity: &&standpoint_model::Entity| {
            entity.kind != EntityType::Proposition && self.is_heard_of(entity)
        };
        let entities = || self.entities().iter().filter(kept);
        let publisher = |place: u32| {
            let publisher = self.documents()[place as usize].publisher.clone();
            publisher.unwrap_or_else(|| "unknown".to_owned())
        };
        Stats {
            documents: self.documents().len(),
            statements: said().count(),
            entities: entities().count(),
            conflicts: self.conflicts().len(),
            kinds: frequent(said().map(|said| said.kind().to_string())),
            predicates: frequent(said().map(|said| said.predicate.to_string())),
            acts: frequent(said().filter_map(|said| said.act).map(|act| act.to_string())),
            types: frequent(entities().map(|entity| entity.kind.to_string())),
            conflict_types: frequent(self.conflicts().iter().map(|conflict| conflict.kind.to_string())),
            publishers: frequent(self.heard().map(|(at, _)| publisher(self.document_place(at)))),
            methods: frequent(said().map(|said| said.method.clone())),
            months: self.months(),
            confidence: self.histogram(),
            densest: self.densest(),
        }
    }

    fn months(&self) -> Vec<Count> {
        let month = |said: &standpoint_model::Statement| match said.date {
            Some(date) => date.month().map_or_else(
                || format!("{:04}", date.year()),
                |month| format!("{:04}-{month:02}", date.year()),
            ),
            None => "undated".to_owned(),
        };
        // Digits sort before letters: what is undated comes last.
        counted(self.heard().map(|(_, said)| month(said)))
    }

    fn histogram(&self) -> Vec<Count> {
        let mut bins = [0usize; 10];
        for (_, said) in self.heard() {
            // A confidence lies between 0 and 1.
            bins[((said.confidence.get() * 10.0) as usize).min(9)] += 1;
        }
        let name = |at: usize| {
            format!("0.{at}–{}", if at == 9 { "1.0".to_owned() } else { format!("0.{}", at + 1) })
        };
        bins.into_iter().enumerate().map(|(at, count)| Count { name: name(at), count }).collect()
    }

    fn densest(&self) -> Vec<Density> {
        let mut told = vec![0usize; self.documents().len()];
        for (at, _) in self.heard() {
            told[self.document_place(at) as usize] += 1;
        }
        let density = |(at, document): (usize, &standpoint_model::Document)| {
            let characters = document.text.chars().count();
            let statements = told[at];
            let density = (statements as f64 * 1e5 / characters.max(1) as f64).round() / 100.0;
            let document = DocumentRef::of(document);
            (characters >= SHORT && statements > 0).then_some(Density {
                document,
                statements,
                characters,
                density,
            })
        };
        let mut all: Vec<Density> = self.documents().iter().enumerate().filter_map(density).collect();
        all.sort_by(|a, b| b.density.total_cmp(&a.density).then_with(|| a.document.id.cmp(&b.document.id)));
        all.truncate(10);
        all
    }
}

/// By name.
fn counted(names: impl Iterator<Item = String>) -> Vec<Count> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_iter().map(|(name, count)| Count { name, count }).collect()
}

/// The most frequent first.
fn frequent(names: impl Iterator<Item = String>) -> Vec<Count> {
    let mut counts = counted(names);
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    counts
}

#[cfg(test)]
mod tests {
    use crate::sample::corpus;

    #[test]
    fn every_statement_is_counted_once() {
        let stats = corpus().stats();
        assert_eq!((stats.documents, stats.statements, stats.conflicts), (2, 8, 1));
        for list in [
            &stats.kinds,
            &stats.predicates,
            &stats.publishers,
            &stats.methods,
            &stats.months,
            &stats.confidence,
        ] {
            assert_eq!(list.iter().map(|one| one.count).sum::<usize>(), 8, "{list:?}");
        }
        assert_eq!(stats.kinds[0].name, "stance");
        assert_eq!(stats.months[0].name, "2019");
        assert_eq!(stats.months.last().unwrap().name, "undated");
        assert_eq!(stats.confidence[9].count, 4);
        assert_eq!(
            stats.densest[0].characters,
            corpus().document("post/levy.txt").unwrap().text.chars().count()
        );
    }
}
