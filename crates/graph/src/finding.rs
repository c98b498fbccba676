//! Candidates for conflicts, and which of them stay.

use crate::{StanceGraph, options::ConflictOptions, targets::Matter};
use petgraph::graph::NodeIndex;
use standpoint_model::{Conflict, ConflictType};
use std::collections::{BTreeMap, BTreeSet};

/// A conflict in terms of the graph.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) kind: ConflictType,
    pub(crate) parties: [NodeIndex; 2],
    pub(crate) statements: [usize; 2],
    /// What it is about, for folding.
    pub(crate) matters: BTreeSet<Matter>,
    /// What it is about, for showing.
    pub(crate) about: Vec<NodeIndex>,
    pub(crate) score: f64,
    /// Statements that tie the parties.
    pub(crate) path: Vec<usize>,
}

/// One pair gets one type a target: the first of these that fits.
fn rank(kind: ConflictType) -> usize {
    match kind {
        ConflictType::Reversal => 0,
        ConflictType::AffiliateDivergence => 1,
        ConflictType::LeaderDivergence => 2,
        ConflictType::CoalitionSplit => 3,
        ConflictType::ContestedClaim => 4,
        ConflictType::ContradictoryClaims => 5,
    }
}

/// Keeps, for each pair of parties and each matter, the foremost type and its best-evidenced finding; `O(n log n)`
/// and, for one pair, quadratic in what is kept of it.
pub(crate) fn fold(mut findings: Vec<Finding>, options: &ConflictOptions) -> Vec<Finding> {
    findings.retain(|finding| finding.score >= options.min_score);
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (rank(finding.kind), finding.statements);
        let (a_key, b_key) = (key(a), key(b));
        a_key.0.cmp(&b_key.0).then(b.score.total_cmp(&a.score)).then(a_key.1.cmp(&b_key.1))
    });
    let mut kept: Vec<Finding> = Vec::new();
    let mut by_pair: BTreeMap<[NodeIndex; 2], Vec<usize>> = BTreeMap::new();
    for finding in findings {
        let mut pair = finding.parties;
        pair.sort_unstable();
        let same = by_pair.entry(pair).or_default();
        let known = |&at: &usize| {
            let other = &kept[at];
            !other.matters.is_disjoint(&finding.matters)
                || (other.matters.is_empty() && finding.matters.is_empty())
        };
        if !same.iter().any(known) {
            same.push(kept.len());
            kept.push(finding);
        }
    }
    // Only now: what goes under another type does not turn up under the wanted one.
    kept.retain(|finding| options.types.contains(&finding.kind));
    kept
}

/// The findings as conflicts, best first.
pub(crate) fn spell_out(network: &StanceGraph, findings: Vec<Finding>) -> Vec<Conflict> {
    let entity = |node: NodeIndex| network.graph[node].clone();
    let mut conflicts: Vec<Conflict> = findings
        .into_iter()
        .map(|finding| Conflict {
            kind: finding.kind,
            parties: finding.parties.map(entity),
            about: {
                let mut about: Vec<_> = finding.about.iter().map(|&node| entity(node)).collect();
                // What the dispute is about comes before whom it concerns.
                about.sort_by_key(|entity| entity.kind.is_actor());
                about
            },
            statements: finding.statements.map(|at| network.statements()[at].clone()),
            // Four decimals: enough to rank by, and free of the last bits of a product.
            score: (finding.score.clamp(0.0, 1.0) * 1e4).round() / 1e4,
            path: finding.path.iter().map(|&at| network.tie(at)).collect(),
        })
        .collect();
    conflicts.sort_by(|a, b| {
        let ids = |conflict: &Conflict| conflict.statements.clone().map(|statement| statement.id);
        b.score.total_cmp(&a.score).then(a.kind.cmp(&b.kind)).then_with(|| ids(a).cmp(&ids(b)))
    });
    conflicts
}
