//! Conflicts, found all at once and spelt out one by one.

use crate::{
    StanceGraph,
    claims::{Claims, common},
    contested, contradictory,
    divergence::{Chambers, Search},
    finding::{self, Finding, Matters},
    options::ConflictOptions,
    recency::Clock,
    reversal::turning_point,
    row::{Object, Row},
    targets::{Bearer, Via},
    ties::Ties,
    voices::{Position, Voices},
};
use petgraph::graph::NodeIndex;
use standpoint_model::{Conflict, ConflictType, Entity, EntityType, Grounds, PartialDate, fold_name};
use std::collections::BTreeSet;

/// So many further statements are named on each side of a conflict.
const FURTHER: usize = 20;

/// Every conflict among a graph's statements, best first. What is kept of each is some 150 bytes: quotes and paths are
/// looked up when a conflict is asked for.
pub struct Conflicts<'g> {
    network: &'g StanceGraph,
    ties: Ties<'g>,
    voices: Voices,
    findings: Vec<Finding>,
}

impl std::fmt::Debug for Conflicts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Conflicts").field("len", &self.findings.len()).finish_non_exhaustive()
    }
}

impl<'g> Conflicts<'g> {
    /// Finds them, on all threads; the answer does not depend on how many there are.
    ///
    /// A conflict scores the product of four parts, which [`Grounds`] names: the evidence for both sides, the closeness
    /// of the tie (the confidences of its steps, and 0.85 for each step after the first), how surely both are about one
    /// matter and against each other, and recency. For each pair of parties and matter one conflict stays: the foremost
    /// type that fits, with the best evidence. Two actors without a tie that take opposite stances are in
    /// disagreement, which is no conflict.
    ///
    /// Near-linear in the number of statements for a given [`ConflictOptions::fan_out`]; ties of score are broken by
    /// type, then by the statements' order.
    #[must_use]
    pub fn of(network: &'g StanceGraph, options: &ConflictOptions) -> Self {
        let voices = Voices::of(network, options);
        let mut ties = Ties::new(network, options.as_of, options.min_score);
        ties.learn(&voices.holders());
        let clock = Clock::new(network, options);
        let chambers = Chambers::of(network);
        let mut findings = Search { network, ties: &ties, options, clock, chambers }.run(&voices);
        let claims = Claims::of(network, options);
        findings.extend(contested::find(&claims));
        findings.extend(contradictory::find(&claims));
        let findings = finding::fold(findings, options);
        Self { network, ties, voices, findings }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Each conflict in full, best first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Conflict> + '_ {
        self.findings.iter().map(|finding| self.spelled(finding))
    }

    /// Keeps those about what goes by this name, in any case and with or without article, or by this address.
    #[must_use]
    pub fn about(mut self, name: &str) -> Self {
        let wanted = self.called(name);
        let mut findings = std::mem::take(&mut self.findings);
        findings.retain(|finding| {
            let object = |&at: &u32| self.network.row(at).node();
            let stance = finding.kind != ConflictType::Reversal;
            self.matter(finding).iter().any(|node| wanted.contains(node))
                || stance && finding.statements.iter().filter_map(object).any(|node| wanted.contains(&node))
        });
        Self { findings, ..self }
    }

    /// Keeps those with a party that goes by this name or address.
    #[must_use]
    pub fn of_actor(mut self, name: &str) -> Self {
        let wanted = self.called(name);
        self.findings.retain(|finding| finding.parties.iter().any(|party| wanted.contains(party)));
        self
    }

    /// Keeps those of these types.
    #[must_use]
    pub fn of_types(mut self, types: &[ConflictType]) -> Self {
        self.findings.retain(|finding| types.contains(&finding.kind));
        self
    }

    /// Keeps so many, the best.
    #[must_use]
    pub fn best(mut self, most: usize) -> Self {
        self.findings.truncate(most);
        self
    }

    /// The type of each, best first.
    pub fn kinds(&self) -> impl ExactSizeIterator<Item = ConflictType> + '_ {
        self.findings.iter().map(|finding| finding.kind)
    }

    fn called(&self, name: &str) -> BTreeSet<NodeIndex> {
        let folded = fold_name(name);
        let graph = &self.network.graph;
        let fits = |entity: &Entity| entity.names().any(|known| fold_name(known) == folded);
        let by_name = graph.node_indices().filter(|&node| fits(&graph[node]));
        by_name.chain(self.network.nodes.get(name).copied()).collect()
    }

    /// What a conflict is about: policies and the like before actors.
    fn matter(&self, finding: &Finding) -> Vec<NodeIndex> {
        let network = self.network;
        let rows = finding.statements.map(|at| network.row(at));
        let mut about = match &finding.matters {
            Matters::Stances { camps, .. } => {
                let own = |side: usize| {
                    let known = self.positions(&camps[side]).iter();
                    known
                        .filter(|position| position.statement == finding.statements[side])
                        .any(|position| position.via == Via::Own)
                };
                let mut targets: Vec<NodeIndex> = rows.iter().filter_map(|row| row.node()).collect();
                if own(1) && !own(0) {
                    targets.reverse();
                }
                targets.dedup();
                targets
            }
            Matters::Claims { .. } => {
                let bearers = rows.map(|row| bearers(network, row));
                let shared = common(&bearers[0], &bearers[1]);
                let about = if shared.is_empty() { &bearers[1] } else { &shared };
                about.iter().map(|(_, node)| *node).collect()
            }
        };
        // What the dispute is about comes before whom it concerns.
        about.sort_by_key(|&node| network.graph[node].kind.is_actor());
        about
    }

    fn positions(&self, camp: &std::ops::Range<u32>) -> &[Position] {
        self.voices.positions.get(camp.start as usize..camp.end as usize).unwrap_or_default()
    }

    /// Statements of each side, the shown one first.
    fn sides(&self, finding: &Finding) -> [Vec<u32>; 2] {
        [0, 1].map(|side| {
            let shown = finding.statements[side];
            let mut all = vec![shown];
            match &finding.matters {
                Matters::Stances { camps, .. } => {
                    all.extend(self.positions(&camps[side]).iter().map(|position| position.statement));
                }
                Matters::Claims { further, .. } => all.extend(&further[side]),
            }
            let mut seen = BTreeSet::new();
            all.retain(|at| seen.insert(*at));
            all
        })
    }

    fn grounds(&self, finding: &Finding) -> Grounds {
        let network = self.network;
        let sides = self.sides(finding);
        let dates = |side: usize| sides[side].iter().filter_map(|&at| network.row(at).date);
        let second: Option<PartialDate> = network.row(finding.statements[1]).date;
        let turns = second.filter(|_| finding.kind == ConflictType::Reversal);
        let round = |part: f64| (part * 1e4).round() / 1e4;
        Grounds {
            evidence: round(finding.parts.evidence),
            tie: round(finding.parts.tie),
            clash: round(finding.parts.clash),
            recency: round(finding.parts.recency),
            backing: [sides[0].len(), sides[1].len()],
            turn: turns.and_then(|second| turning_point(dates(0), dates(1), second)),
            further: [0, 1].map(|side| {
                let others = sides[side].iter().skip(1).take(FURTHER);
                others.map(|&at| network.id(network.row(at)).to_owned()).collect()
            }),
        }
    }

    fn path(&self, finding: &Finding) -> Vec<u32> {
        let Some(body) = finding.body else { return Vec::new() };
        let when = finding.statements.map(|at| self.network.row(at).date);
        let [one, other] = finding.parties;
        if finding.kind != ConflictType::CoalitionSplit {
            return self.ties.wholes(one, when[0]).path(body);
        }
        let mut path = self.ties.bodies(one, when[0]).path(body);
        path.extend(self.ties.bodies(other, when[1]).path(body).into_iter().rev());
        path
    }

    fn spelled(&self, finding: &Finding) -> Conflict {
        let network = self.network;
        let entity = |node: NodeIndex| network.graph[node].clone();
        Conflict {
            kind: finding.kind,
            parties: finding.parties.map(entity),
            about: self.matter(finding).into_iter().map(entity).collect(),
            statements: finding.statements.map(|at| network.spelled(network.row(at))),
            // Four decimals: enough to rank by, and free of the last bits of a product.
            score: (finding.parts.score() * 1e4).round() / 1e4,
            path: self.path(finding).into_iter().map(|at| network.tie(at)).collect(),
            grounds: self.grounds(finding),
        }
    }
}

/// What a statement bears on.
fn bearers(network: &StanceGraph, row: &Row) -> Vec<Bearer> {
    let about: &[NodeIndex] = match &row.object {
        Object::Entity(node) => std::slice::from_ref(node),
        Object::Proposition(at) => network.propositions.get(*at as usize).map_or(&[], |said| &said.about),
    };
    network.targets.bearers(about)
}

/// Every conflict among the graph's statements, best first, in full: see [`Conflicts`].
#[must_use]
pub fn find_conflicts(graph: &StanceGraph, options: &ConflictOptions) -> Vec<Conflict> {
    Conflicts::of(graph, options).iter().collect()
}

/// Whether a conflict is about what goes by this name, in any case and with or without article.
#[must_use]
pub fn matches_topic(conflict: &Conflict, name: &str) -> bool {
    let folded = fold_name(name);
    let names = |entity: &Entity| entity.id == name || entity.names().any(|n| fold_name(n) == folded);
    conflict.about.iter().any(names)
        || conflict.kind != ConflictType::Reversal
            && conflict
                .statements
                .iter()
                .any(|s| s.object.kind != EntityType::Proposition && names(&s.object))
}
