//! Claims by what they speak of: where contested and contradictory ones are looked for.

use crate::{
    StanceGraph,
    options::ConflictOptions,
    recency::Clock,
    row::Row,
    said::Said,
    targets::{Bearer, Matter},
    ties::is_later,
    voices::clarity,
};
use petgraph::graph::NodeIndex;
use rayon::prelude::*;
use standpoint_model::{EntityType, Predicate};
use std::cmp::Reverse;

/// One claim, as it is compared.
#[derive(Debug, Clone)]
pub(crate) struct Claim<'g> {
    pub(crate) statement: u32,
    pub(crate) row: &'g Row,
    pub(crate) holder: NodeIndex,
    pub(crate) said: &'g Said,
    pub(crate) about: &'g [NodeIndex],
    /// What it bears on, sorted.
    pub(crate) bearers: Box<[Bearer]>,
    /// Its text.
    pub(crate) label: &'g str,
}

impl Claim<'_> {
    pub(crate) fn denies(&self) -> bool {
        self.row.predicate == Predicate::Denies
    }
}

/// All claims that are sure enough, by matter.
pub(crate) struct Claims<'g> {
    pub(crate) network: &'g StanceGraph,
    pub(crate) options: &'g ConflictOptions,
    pub(crate) clock: Clock,
    pub(crate) claims: Vec<Claim<'g>>,
    /// Numbers of claims by matter, surest first.
    by_matter: Vec<(u32, Reverse<u16>, u32)>,
    /// Whether a matter has a proper name and is no actor: two claims about it are about one thing.
    named: Vec<bool>,
}

impl<'g> Claims<'g> {
    /// Sorts the claims by matter: `O(n log n)`.
    pub(crate) fn of(network: &'g StanceGraph, options: &'g ConflictOptions) -> Self {
        let claim = |(at, row): (usize, &'g Row)| {
            let looked_at = matches!(row.predicate, Predicate::Asserts | Predicate::Denies)
                && row.sure() >= options.min_confidence
                && !is_later(row, options.as_of);
            let (proposition, said) = network.said(row).filter(|_| looked_at)?;
            let about = &proposition.about[..];
            let label = network.texts.get(proposition.label);
            let statement = u32::try_from(at).ok()?;
            let bearers = network.targets.bearers(about).into();
            Some(Claim { statement, row, holder: row.subject, said, about, bearers, label })
        };
        let claims: Vec<Claim<'g>> = network.rows.par_iter().enumerate().filter_map(claim).collect();
        let mut named = vec![false; network.targets.len()];
        let mut by_matter = Vec::with_capacity(claims.len());
        for (number, claim) in (0u32..).zip(&claims) {
            for &about in claim.about {
                let Some(matter) = network.targets.own(about) else { continue };
                let entity = &network.graph[about];
                // Very different things are said of one actor; a named programme is one thing.
                let proper = entity.label.contains(char::is_uppercase) || entity.kind == EntityType::Policy;
                if let Some(named) = named.get_mut(matter).filter(|_| proper && !entity.kind.is_actor()) {
                    *named = true;
                }
            }
            let own = claim.bearers.iter().map(|(matter, _)| u32::try_from(*matter).unwrap_or(u32::MAX));
            by_matter.extend(own.map(|matter| (matter, Reverse(claim.row.rank()), number)));
        }
        by_matter.par_sort_unstable();
        let clock = Clock::new(network, options);
        Self { network, options, clock, claims, by_matter, named }
    }

    /// The claims of each matter, surest first.
    pub(crate) fn matters(&self) -> impl ParallelIterator<Item = (Matter, Vec<&Claim<'g>>)> {
        let chunks: Vec<&[_]> = self.by_matter.chunk_by(|a, b| a.0 == b.0).collect();
        chunks.into_par_iter().map(|chunk| {
            let matter = chunk.first().map_or(0, |(matter, ..)| *matter as usize);
            (matter, chunk.iter().filter_map(|(.., number)| self.claims.get(*number as usize)).collect())
        })
    }

    pub(crate) fn is_named(&self, matter: Matter) -> bool {
        self.named.get(matter).copied().unwrap_or_default()
    }

    /// How surely two statements say what they are taken to say, by holders one can name.
    pub(crate) fn evidence(&self, one: (&Row, NodeIndex), other: (&Row, NodeIndex)) -> f64 {
        let sure = |(row, holder): (&Row, NodeIndex)| row.sure() * clarity(&self.network.graph[holder]);
        sure(one) * sure(other)
    }
}

/// What a dispute is about: the matters named, and only where there are none whom it concerns. Two disputes of one pair
/// over two programmes are two, though both speak of one person.
pub(crate) fn disputed(network: &StanceGraph, bearers: &[Bearer]) -> Box<[Matter]> {
    let is_actor = |bearer: &&Bearer| network.graph[bearer.1].kind.is_actor();
    let named: Box<[Matter]> =
        bearers.iter().filter(|bearer| !is_actor(bearer)).map(|(matter, _)| *matter).collect();
    if named.is_empty() { bearers.iter().map(|(matter, _)| *matter).collect() } else { named }
}

/// What both lists are about, as the first bears on it.
pub(crate) fn common(one: &[Bearer], other: &[Bearer]) -> Vec<Bearer> {
    let in_other = |matter: Matter| other.binary_search_by_key(&matter, |bearer| bearer.0).is_ok();
    one.iter().filter(|(matter, _)| in_other(*matter)).copied().collect()
}
