//! Matters that are parts of others.

use crate::{network::StanceGraph, targets::Matter};
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// How much less being against a part says about the whole, a step.
const STEP: f64 = 0.8;
/// Steps that are followed.
const DEEP: usize = 4;

/// Which wholes each matter is part of.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    wholes: BTreeMap<Matter, Vec<(Matter, f64)>>,
}

/// A matter, or a topic that nobody has a view on but that stands between two.
type Place<'a> = Result<Matter, &'a str>;

impl Parts {
    /// Follows `broader` (narrower, broader, by address) from matter to matter; circles are followed once.
    pub(crate) fn of(
        network: &StanceGraph,
        broader: &[(String, String)],
        matter: impl Fn(NodeIndex) -> Option<Matter>,
    ) -> Self {
        let mut up: BTreeMap<Place<'_>, BTreeSet<Place<'_>>> = BTreeMap::new();
        for (narrower, broader) in broader {
            let place = |id: &'_ String| network.nodes.get(id).and_then(|&node| matter(node));
            let from = place(narrower).ok_or(narrower.as_str());
            let to = place(broader).ok_or(broader.as_str());
            if from != to {
                up.entry(from).or_default().insert(to);
            }
        }
        let mut wholes = BTreeMap::new();
        for start in up.keys() {
            let Ok(own) = *start else { continue };
            let (mut seen, mut level) = (BTreeSet::from([*start]), BTreeSet::from([*start]));
            let (mut found, mut likeness) = (Vec::new(), 1.0);
            for _ in 0..DEEP {
                level = level.iter().filter_map(|at| up.get(at)).flatten().copied().collect();
                level.retain(|at| seen.insert(*at));
                likeness *= STEP;
                found.extend(level.iter().filter_map(|at| at.ok()).map(|whole| (whole, likeness)));
            }
            if !found.is_empty() {
                wholes.insert(own, found);
            }
        }
        Self { wholes }
    }

    /// The wholes of a matter, nearest first, each with how much a stance on the part says about it.
    pub(crate) fn wholes(&self, matter: Matter) -> &[(Matter, f64)] {
        self.wholes.get(&matter).map_or(&[], Vec::as_slice)
    }
}
