//! All of one topic: who is for it, who is against it, and when.

use crate::actor::side;
use crate::grouping::{Group, Position, grouped};
use crate::{ConflictLine, Corpus, DocumentCount, EntityRef, Event, Line};
use serde::Serialize;
use standpoint_model::{Kind, Polarity, Predicate};
use std::collections::{BTreeMap, BTreeSet};

/// Another topic that the same actors take stances on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Related {
    /// The other topic.
    pub topic: EntityRef,
    /// How many actors take a stance on both.
    pub actors: usize,
    /// How many documents tell a stance on both.
    pub documents: usize,
}

/// All that documents say of one topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TopicView {
    /// What.
    pub topic: EntityRef,
    /// Its address (IRI).
    pub address: String,
    /// Every other name, sorted.
    pub aliases: Vec<String>,
    /// Number of actors that are for it.
    pub supporters: usize,
    /// Number of actors that are against it.
    pub opponents: usize,
    /// Who is for it and who against, by the bodies that they belong to; the largest group first, those that belong to
    /// none of them last.
    pub groups: Vec<Group>,
    /// Who runs or issued it.
    pub run_by: Vec<EntityRef>,
    /// What claims say of it, by date.
    pub claims: Vec<Line>,
    /// What was said of it, by date.
    pub timeline: Vec<Event>,
    /// Other topics that its supporters and opponents take stances on, the most shared first.
    pub related: Vec<Related>,
    /// The documents that speak of it, those that do so most first.
    pub documents: Vec<DocumentCount>,
    /// The conflicts about it, best first.
    pub conflicts: Vec<ConflictLine>,
}

/// So many related topics are named.
const RELATED: usize = 20;

impl Corpus {
    /// All of the topic of this address, which may be any entity that somebody is for or against; none where no
    /// statement names it. Linear in the statements of its supporters and opponents and in their ties.
    #[must_use]
    pub fn topic(&self, address: &str) -> Option<TopicView> {
        let entity = self.entity(address)?;
        let uses = self.uses(address)?;
        let positions = self.positions(&uses.object);
        let count = |polarity| positions.iter().filter(|(_, at)| at.polarity == polarity).count();
        let (supporters, opponents) = (count(Polarity::Support), count(Polarity::Oppose));
        let run_by: BTreeSet<EntityRef> = uses
            .object
            .iter()
            .map(|&at| self.statement_at(at))
            .filter(|said| said.predicate == Predicate::Administers)
            .map(|said| EntityRef::of(&said.subject))
            .collect();
        Some(TopicView {
            topic: EntityRef::of(entity),
            address: entity.id.clone(),
            aliases: entity.proper_aliases().map(str::to_owned).collect(),
            supporters,
            opponents,
            related: self.related(address, &positions),
            groups: grouped(self, positions),
            run_by: run_by.into_iter().collect(),
            claims: self.lines_by_date(uses.about.iter().copied()),
            timeline: self.events(&uses.all()),
            documents: self.document_counts(&uses.all()),
            conflicts: uses.conflicts.iter().map(|&at| self.conflict_line(at)).collect(),
        })
    }

    /// Each holder of a stance among these statements, once a side, with the holder's address; by address.
    fn positions(&self, places: &[u32]) -> Vec<(String, Position)> {
        let mut sides: BTreeMap<&str, [Vec<u32>; 2]> = BTreeMap::new();
        for &at in places {
            let said = self.statement_at(at);
            if let Some(polarity) = said.predicate.polarity() {
                sides.entry(&said.subject.id).or_default()[side(polarity)].push(at);
            }
        }
        let mut positions = Vec::new();
        for (holder, sides) in sides {
            for polarity in [Polarity::Support, Polarity::Oppose] {
                if let (Some(entity), Some(tally)) = (self.entity(holder), self.tally(&sides[side(polarity)]))
                {
                    positions.push((
                        holder.to_owned(),
                        Position { actor: EntityRef::of(entity), polarity, tally },
                    ));
                }
            }
        }
        positions
    }

    fn related(&self, address: &str, positions: &[(String, Position)]) -> Vec<Related> {
        let holders: BTreeSet<&str> = positions.iter().map(|(holder, _)| holder.as_str()).collect();
        let ours: BTreeSet<u32> = self
            .uses(address)
            .into_iter()
            .flat_map(|uses| &uses.object)
            .filter(|&&at| self.statement_at(at).kind() == Kind::Stance)
            .map(|&at| self.document_place(at))
            .collect();
        let mut shared: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<u32>)> = BTreeMap::new();
        for holder in holders {
            for &at in self.uses(holder).into_iter().flat_map(|uses| &uses.subject) {
                let said = self.statement_at(at);
                if said.kind() != Kind::Stance || said.object.id == address {
                    continue;
                }
                let (actors, documents) = shared.entry(&said.object.id).or_default();
                actors.insert(holder);
                if ours.contains(&self.document_place(at)) {
                    documents.insert(self.document_place(at));
                }
            }
        }
        let one = |(topic, (actors, documents)): (&str, (BTreeSet<&str>, BTreeSet<u32>))| {
            let topic = EntityRef::of(self.entity(topic)?);
            Some(Related { topic, actors: actors.len(), documents: documents.len() })
        };
        let mut related: Vec<Related> = shared.into_iter().filter_map(one).collect();
        related.sort_by(|a, b| {
            (b.actors, b.documents).cmp(&(a.actors, a.documents)).then_with(|| a.topic.cmp(&b.topic))
        });
        related.truncate(RELATED);
        related
    }
}
