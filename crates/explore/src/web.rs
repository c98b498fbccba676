//! Who is joined to whom by ties and stances, for walking along.

use crate::Corpus;
use petgraph::graph::{EdgeIndex, NodeIndex, UnGraph};
use petgraph::visit::{EdgeFiltered, EdgeRef};
use standpoint_model::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// All that joins two entities: of ties and stances one edge each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strand {
    /// Place of the surest statement.
    pub(crate) best: u32,
    /// How many statements say so.
    pub(crate) statements: u32,
    /// Whether it is a relation and not a stance.
    pub(crate) tie: bool,
    cost: u32,
}

/// Every entity, in the order of the corpus, and what joins them.
#[derive(Debug)]
pub(crate) struct Web {
    graph: UnGraph<(), Strand>,
}

/// What a step costs: a doubtful one more than a sure one, a stance more than a tie, and two sure steps more than one
/// doubtful one.
const TIE: u32 = 1000;
const STANCE: u32 = 1400;
const DOUBT: f64 = 500.0;

impl Web {
    /// `O(n log n)` for `n` statements.
    pub(crate) fn of(corpus: &Corpus) -> Self {
        let mut strands: BTreeMap<(u32, u32, bool), (u32, u32)> = BTreeMap::new();
        for (at, said) in corpus.heard() {
            let kind = said.kind();
            let ends = (corpus.entity_at.get(&said.subject.id), corpus.entity_at.get(&said.object.id));
            let (Some(&one), Some(&other)) = ends else { continue };
            if kind == Kind::Claim || one == other {
                continue;
            }
            let pair = (one.min(other), one.max(other), kind == Kind::Relation);
            let (best, count) = strands.entry(pair).or_insert((at, 0));
            *count += 1;
            if corpus.statement_at(*best).confidence.get() < said.confidence.get() {
                *best = at;
            }
        }
        let mut graph = UnGraph::with_capacity(corpus.entities().len(), strands.len());
        corpus.entities().iter().for_each(|_| {
            graph.add_node(());
        });
        for ((one, other, tie), (best, statements)) in strands {
            let doubt = (1.0 - corpus.statement_at(best).confidence.get()) * DOUBT;
            // Between 0 and 500: no number of a confidence is lost or negative.
            let cost = if tie { TIE } else { STANCE } + doubt as u32;
            let strand = Strand { best, statements, tie, cost };
            graph.add_edge(NodeIndex::new(one as usize), NodeIndex::new(other as usize), strand);
        }
        Self { graph }
    }

    /// Up to `number` ways from one entity to another without circles, the cheapest first, each as the strands that are
    /// followed; with `ties_only`, stances are not followed.
    ///
    /// Yen's algorithm ("Finding the K shortest loopless paths in a network", Management Science 17, 1971):
    /// `O(k l (m + n log n))` for `k` ways of length `l` over `n` entities and `m` strands.
    pub(crate) fn ways(&self, from: u32, to: u32, number: usize, ties_only: bool) -> Vec<Vec<Strand>> {
        let (start, goal) = (NodeIndex::new(from as usize), NodeIndex::new(to as usize));
        let mut found: Vec<Vec<NodeIndex>> = Vec::new();
        let mut waiting: BTreeSet<(u32, Vec<NodeIndex>)> = BTreeSet::new();
        let first = self.cheapest(start, goal, ties_only, &BTreeSet::new(), &BTreeSet::new());
        waiting.extend(first);
        while found.len() < number {
            let Some((_, way)) = waiting.pop_first() else { break };
            for at in 0..way.len().saturating_sub(1) {
                let root = &way[..=at];
                // Turn off here, not as any way so far with this beginning did, and never back.
                let closed: BTreeSet<(NodeIndex, NodeIndex)> = found
                    .iter()
                    .chain([&way])
                    .filter(|known| known.get(..=at) == Some(root))
                    .filter_map(|known| Some(pair(root[at], *known.get(at + 1)?)))
                    .collect();
                let passed: BTreeSet<NodeIndex> = root[..at].iter().copied().collect();
                let Some((_, rest)) = self.cheapest(root[at], goal, ties_only, &closed, &passed) else {
                    continue;
                };
                let whole: Vec<NodeIndex> = root.iter().copied().chain(rest.into_iter().skip(1)).collect();
                waiting.insert((self.cost(&whole, ties_only), whole));
            }
            waiting.retain(|(_, known)| *known != way);
            found.push(way);
        }
        found.iter().map(|way| self.strands(way, ties_only)).collect()
    }

    fn cheapest(
        &self,
        from: NodeIndex,
        to: NodeIndex,
        ties_only: bool,
        closed: &BTreeSet<(NodeIndex, NodeIndex)>,
        passed: &BTreeSet<NodeIndex>,
    ) -> Option<(u32, Vec<NodeIndex>)> {
        let open = EdgeFiltered::from_fn(&self.graph, |edge| {
            let (one, other) = (edge.source(), edge.target());
            (edge.weight().tie || !ties_only)
                && !closed.contains(&pair(one, other))
                && !passed.contains(&one)
                && !passed.contains(&other)
        });
        petgraph::algo::astar(&open, from, |node| node == to, |edge| edge.weight().cost, |_| 0)
    }

    fn strands(&self, way: &[NodeIndex], ties_only: bool) -> Vec<Strand> {
        way.windows(2)
            .filter_map(|step| self.strand(*step.first()?, *step.last()?, ties_only))
            .map(|edge| self.graph[edge])
            .collect()
    }

    fn cost(&self, way: &[NodeIndex], ties_only: bool) -> u32 {
        self.strands(way, ties_only).iter().map(|strand| strand.cost).sum()
    }

    /// The cheapest strand between two neighbours.
    fn strand(&self, one: NodeIndex, other: NodeIndex, ties_only: bool) -> Option<EdgeIndex> {
        self.graph
            .edges_connecting(one, other)
            .filter(|edge| edge.weight().tie || !ties_only)
            .min_by_key(|edge| (edge.weight().cost, edge.id()))
            .map(|edge| edge.id())
    }
}

fn pair(one: NodeIndex, other: NodeIndex) -> (NodeIndex, NodeIndex) {
    (one.min(other), one.max(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Saying, document, org};
    use proptest::prelude::*;
    use standpoint_model::Predicate;

    /// Every way without circles, by walking all of them: cost and number of steps.
    fn all_ways(web: &Web, at: NodeIndex, goal: NodeIndex, way: &mut Vec<NodeIndex>, out: &mut Vec<u32>) {
        way.push(at);
        if at == goal {
            out.push(web.cost(way, false));
        } else {
            let next: BTreeSet<NodeIndex> = web.graph.neighbors(at).collect();
            for node in next {
                if !way.contains(&node) {
                    all_ways(web, node, goal, way, out);
                }
            }
        }
        way.pop();
    }

    proptest! {
        #[test]
        fn the_cheapest_ways_are_found_in_order(
            edges in proptest::collection::vec((0usize..6, 0usize..6, any::<bool>(), 1u32..10), 1..14),
            number in 1usize..6,
        ) {
            let names = ["Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir"].map(org);
            let sayings: Vec<Saying> = edges
                .iter()
                .map(|&(from, to, tie, sure)| Saying {
                    sentence: "It is so.",
                    subject: names[from].clone(),
                    cue: "is",
                    predicate: if tie { Predicate::PartOf } else { Predicate::Supports },
                    object: names[to].clone(),
                    date: None,
                    sure: f64::from(sure) / 10.0,
                })
                .collect();
            let corpus = Corpus::with_conflicts([document("d", &sayings)], Vec::new());
            let web = Web::of(&corpus);
            let (from, to) = (&names[edges[0].0].id, &names[edges[0].1].id);
            let (start, goal) = (corpus.entity_at[from], corpus.entity_at[to]);
            let mut expected = Vec::new();
            let node = |at: u32| NodeIndex::new(at as usize);
            all_ways(&web, node(start), node(goal), &mut Vec::new(), &mut expected);
            expected.sort_unstable();
            expected.truncate(number);
            let found: Vec<u32> = web
                .ways(start, goal, number, false)
                .iter()
                .map(|way| way.iter().map(|strand| strand.cost).sum())
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
