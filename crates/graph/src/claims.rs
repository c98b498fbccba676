//! Claims by what they speak of and what words they use: where contested and contradictory ones are looked for.

use crate::{
    StanceGraph,
    contradiction::Said,
    options::ConflictOptions,
    targets::{Matter, Targets, proper_stems},
};
use petgraph::graph::NodeIndex;
use standpoint_model::{EntityType, Kind, Predicate, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// One claim, as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Claim {
    /// Number of the statement.
    pub(crate) statement: usize,
    pub(crate) holder: NodeIndex,
    pub(crate) predicate: Predicate,
    /// Number of its entry in [`Claims::said`].
    pub(crate) said: usize,
}

/// All claims, read once.
pub(crate) struct Claims<'g> {
    pub(crate) network: &'g StanceGraph,
    pub(crate) claims: Vec<Claim>,
    pub(crate) said: Vec<Said>,
    /// The matters of each claim, with the entities that bear on them.
    pub(crate) matters: Vec<BTreeMap<Matter, NodeIndex>>,
    /// Matters with a proper name that are no actors.
    pub(crate) named: BTreeSet<Matter>,
}

impl<'g> Claims<'g> {
    /// Reads all claims that are sure enough: linear in their text.
    pub(crate) fn of(network: &'g StanceGraph, targets: &Targets, options: &ConflictOptions) -> Self {
        let mut all = Self {
            network,
            claims: Vec::new(),
            said: Vec::new(),
            matters: Vec::new(),
            named: BTreeSet::new(),
        };
        let mut names: BTreeMap<NodeIndex, BTreeSet<String>> = BTreeMap::new();
        for (at, statement) in network.statements().iter().enumerate() {
            if statement.kind() != Kind::Claim || statement.confidence.get() < options.min_confidence {
                continue;
            }
            let Some(holder) = network.index_of(&statement.subject.id) else { continue };
            let abouts: Vec<NodeIndex> =
                statement.object.about.iter().filter_map(|about| network.index_of(&about.id)).collect();
            let mut known = BTreeSet::new();
            let mut matters = BTreeMap::new();
            for &about in &abouts {
                let entity = &network.graph[about];
                known.extend(names.entry(about).or_insert_with(|| proper_stems(entity)).iter().cloned());
                for bearing in targets.bearings(about).iter().take(1) {
                    matters.entry(bearing.matter).or_insert(about);
                    // Very different things are said of one actor; a named programme is one thing.
                    let proper =
                        entity.label.contains(char::is_uppercase) || entity.kind == EntityType::Policy;
                    if proper && !entity.kind.is_actor() {
                        all.named.insert(bearing.matter);
                    }
                }
            }
            all.said.push(Said::new(&statement.object.label, known));
            all.matters.push(matters);
            all.claims.push(Claim {
                statement: at,
                holder,
                predicate: statement.predicate,
                said: all.said.len() - 1,
            });
        }
        all
    }

    pub(crate) fn statement(&self, claim: &Claim) -> &Statement {
        &self.network.statements()[claim.statement]
    }

    pub(crate) fn confidence(&self, claim: &Claim) -> f64 {
        self.statement(claim).confidence.get()
    }

    pub(crate) fn said(&self, claim: &Claim) -> &Said {
        &self.said[claim.said]
    }

    pub(crate) fn matters(&self, claim: &Claim) -> &BTreeMap<Matter, NodeIndex> {
        &self.matters[claim.said]
    }

    /// The matters of both, with the entities that bear on them.
    pub(crate) fn shared(&self, one: &Claim, other: &Claim) -> BTreeMap<Matter, NodeIndex> {
        let others = self.matters(other);
        self.matters(one)
            .iter()
            .filter(|(matter, _)| others.contains_key(matter))
            .map(|(&m, &n)| (m, n))
            .collect()
    }

    /// Claims of these predicates by matter and stem, the surest first and at most `most` of each.
    pub(crate) fn index(
        &self,
        predicates: &[Predicate],
        most: usize,
    ) -> BTreeMap<(Matter, &str), Vec<&Claim>> {
        let mut index: BTreeMap<(Matter, &str), Vec<&Claim>> = BTreeMap::new();
        for claim in self.claims.iter().filter(|claim| predicates.contains(&claim.predicate)) {
            for &matter in self.matters(claim).keys() {
                for stem in &self.said(claim).stems {
                    index.entry((matter, stem)).or_default().push(claim);
                }
            }
        }
        for claims in index.values_mut() {
            claims.sort_by(|a, b| {
                self.confidence(b).total_cmp(&self.confidence(a)).then(a.statement.cmp(&b.statement))
            });
            claims.truncate(most);
        }
        index
    }
}
