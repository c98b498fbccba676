//! Candidates for conflicts, and which of them stay.

use crate::{options::ConflictOptions, targets::Matter};
use petgraph::graph::NodeIndex;
use rayon::prelude::*;
use standpoint_model::ConflictType;
use std::ops::Range;

/// The parts of a score; see `standpoint_model::Grounds`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Parts {
    pub(crate) evidence: f64,
    pub(crate) tie: f64,
    pub(crate) clash: f64,
    pub(crate) recency: f64,
}

impl Parts {
    /// Their product, 0 to 1; what is no number counts for nothing.
    pub(crate) fn score(&self) -> f64 {
        let product = self.evidence * self.tie * self.clash * self.recency;
        if product.is_nan() { 0.0 } else { product.clamp(0.0, 1.0) }
    }
}

/// What a finding is about.
#[derive(Debug, Clone)]
pub(crate) enum Matters {
    /// Of stances: the matter, and the positions of each side in `Voices`.
    Stances { matter: Matter, camps: [Range<u32>; 2] },
    /// Of claims: the matters that they share, sorted, and other statements to the same effect on each side.
    Claims { matters: Box<[Matter]>, further: Box<[Vec<u32>; 2]> },
}

impl Matters {
    fn list(&self) -> &[Matter] {
        match self {
            Self::Stances { matter, .. } => std::slice::from_ref(matter),
            Self::Claims { matters, .. } => matters,
        }
    }

    /// Whether both are about one thing; two that are about nothing named are.
    fn meets(&self, other: &Self) -> bool {
        let (one, other) = (self.list(), other.list());
        one.iter().any(|matter| other.binary_search(matter).is_ok()) || one.is_empty() && other.is_empty()
    }
}

/// A conflict in terms of the graph.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) kind: ConflictType,
    pub(crate) parties: [NodeIndex; 2],
    pub(crate) statements: [u32; 2],
    pub(crate) matters: Matters,
    pub(crate) parts: Parts,
    /// The body through which the parties are tied, the second party where it is that itself.
    pub(crate) body: Option<NodeIndex>,
}

impl Finding {
    fn pair(&self) -> [NodeIndex; 2] {
        let [a, b] = self.parties;
        if a <= b { [a, b] } else { [b, a] }
    }
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

/// Keeps, for each pair of parties and each matter, the foremost type and its best-evidenced finding, and adds the
/// statements of its likes to it; `O(n log n)` and, for one pair, quadratic in what is kept of it.
pub(crate) fn fold(mut findings: Vec<Finding>, options: &ConflictOptions) -> Vec<Finding> {
    findings.retain(|finding| finding.parts.score() >= options.min_score);
    findings.par_sort_unstable_by(|a, b| {
        let key = |finding: &Finding| (finding.pair(), rank(finding.kind));
        key(a)
            .cmp(&key(b))
            .then_with(|| b.parts.score().total_cmp(&a.parts.score()))
            .then_with(|| (a.statements, a.body).cmp(&(b.statements, b.body)))
    });
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut own = 0;
    for finding in findings {
        if kept.get(own).is_none_or(|first| first.pair() != finding.pair()) {
            own = kept.len();
        }
        match kept[own..].iter_mut().find(|known| known.matters.meets(&finding.matters)) {
            Some(known) => gather(known, &finding),
            None => kept.push(finding),
        }
    }
    // Only now: what goes under another type does not turn up under the wanted one.
    kept.retain(|finding| options.types.contains(&finding.kind));
    kept.par_sort_unstable_by(|a, b| {
        b.parts
            .score()
            .total_cmp(&a.parts.score())
            .then(a.kind.cmp(&b.kind))
            .then_with(|| a.statements.cmp(&b.statements))
    });
    kept
}

/// Adds the statements of a finding to a like one: two claims that clash and two more that do the same are one conflict.
fn gather(known: &mut Finding, other: &Finding) {
    let swapped = known.parties[0] != other.parties[0];
    if known.kind != other.kind {
        return;
    }
    let Matters::Claims { further, .. } = &mut known.matters else { return };
    for (side, statement) in other.statements.into_iter().enumerate() {
        let side = if swapped { 1 - side } else { side };
        if !known.statements.contains(&statement) && !further.iter().any(|known| known.contains(&statement)) {
            further[side].push(statement);
        }
    }
}
