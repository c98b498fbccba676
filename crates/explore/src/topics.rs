//! Lists: of all topics, and of all actors.

use crate::{Corpus, EntityRef};
use serde::Serialize;
use standpoint_model::{EntityType, Kind, PartialDate, Polarity};
use std::collections::BTreeSet;

/// A topic, and how many are for and against it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TopicRow {
    /// What.
    pub topic: EntityRef,
    /// Number of actors for it.
    pub supporters: usize,
    /// Number of actors against it.
    pub opponents: usize,
    /// Number of statements for it.
    pub supporting: usize,
    /// Number of statements against it.
    pub opposing: usize,
    /// Number of documents that tell a stance on it.
    pub documents: usize,
    /// Number of conflicts about it.
    pub conflicts: usize,
    /// The last date of a stance on it.
    pub last: Option<PartialDate>,
}

/// An actor, and how much is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActorRow {
    /// Who.
    pub actor: EntityRef,
    /// Number of its stances.
    pub stances: usize,
    /// Number of its claims.
    pub claims: usize,
    /// Number of its ties, from it and to it.
    pub ties: usize,
    /// Number of documents that speak of it.
    pub documents: usize,
    /// Number of conflicts that involve it.
    pub conflicts: usize,
}

impl Corpus {
    /// Everything that somebody is for or against: what most actors take a stance on first. Linear in the number of
    /// statements, besides sorting.
    #[must_use]
    pub fn topics(&self) -> Vec<TopicRow> {
        let row = |entity: &standpoint_model::Entity| {
            let uses = self.uses(&entity.id)?;
            let stances: Vec<u32> = uses
                .object
                .iter()
                .copied()
                .filter(|&at| self.statement_at(at).kind() == Kind::Stance)
                .collect();
            if stances.is_empty() {
                return None;
            }
            let of = |polarity| {
                let said = stances.iter().map(|&at| self.statement_at(at));
                said.filter(move |said| said.predicate.polarity() == Some(polarity))
            };
            let holders = |polarity| of(polarity).map(|said| &said.subject.id).collect::<BTreeSet<_>>().len();
            Some(TopicRow {
                topic: EntityRef::of(entity),
                supporters: holders(Polarity::Support),
                opponents: holders(Polarity::Oppose),
                supporting: of(Polarity::Support).count(),
                opposing: of(Polarity::Oppose).count(),
                documents: stances.iter().map(|&at| self.document_place(at)).collect::<BTreeSet<_>>().len(),
                conflicts: uses.conflicts.len(),
                last: stances
                    .iter()
                    .filter_map(|&at| self.statement_at(at).date)
                    .max_by_key(|date| date.latest()),
            })
        };
        let mut rows: Vec<TopicRow> = self.entities().iter().filter_map(row).collect();
        let size = |row: &TopicRow| {
            std::cmp::Reverse((row.supporters + row.opponents, row.supporting + row.opposing, row.documents))
        };
        rows.sort_by(|a, b| size(a).cmp(&size(b)).then_with(|| a.topic.cmp(&b.topic)));
        rows
    }

    /// Every person, organization and place of which something is told: the most told of first. Linear in the number of
    /// statements, besides sorting.
    #[must_use]
    pub fn actors(&self) -> Vec<ActorRow> {
        let row = |entity: &standpoint_model::Entity| {
            let uses = self.uses(&entity.id)?;
            let count =
                |kind: Kind| uses.subject.iter().filter(|&&at| self.statement_at(at).kind() == kind).count();
            let tied =
                uses.object.iter().filter(|&&at| self.statement_at(at).kind() == Kind::Relation).count();
            let documents: BTreeSet<u32> = uses.all().into_iter().map(|at| self.document_place(at)).collect();
            Some(ActorRow {
                actor: EntityRef::of(entity),
                stances: count(Kind::Stance),
                claims: count(Kind::Claim),
                ties: count(Kind::Relation) + tied,
                documents: documents.len(),
                conflicts: uses.conflicts.len(),
            })
        };
        let actors = self
            .entities()
            .iter()
            .filter(|entity| EntityType::is_actor(entity.kind) && self.is_heard_of(entity));
        let mut rows: Vec<ActorRow> = actors.filter_map(row).collect();
        let size = |row: &ActorRow| std::cmp::Reverse((row.stances + row.claims + row.ties, row.documents));
        rows.sort_by(|a, b| size(a).cmp(&size(b)).then_with(|| a.actor.cmp(&b.actor)));
        rows
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::corpus;

    #[test]
    fn what_most_take_a_stance_on_comes_first() {
        let corpus = corpus();
        let topics = corpus.topics();
        assert_eq!(topics.len(), 2);
        let levy = &topics[0];
        assert_eq!((levy.supporters, levy.opponents, levy.supporting, levy.opposing), (2, 1, 2, 2));
        assert_eq!((levy.documents, levy.conflicts), (2, 1));
        let actors = corpus.actors();
        assert_eq!(actors[0].actor.label, "North Dockers Union");
        assert_eq!((actors[0].stances, actors[0].ties), (2, 2));
    }
}
