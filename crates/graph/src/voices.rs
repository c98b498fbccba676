//! Who takes which side of a matter, with all statements to that effect brought together.

use crate::{
    StanceGraph,
    options::ConflictOptions,
    row::Row,
    targets::{Matter, Via},
    ties::is_later,
};
use petgraph::graph::NodeIndex;
use rayon::prelude::*;
use standpoint_model::{Entity, Polarity};
use std::ops::Range;

/// One stance, as it bears on one matter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Position {
    pub(crate) matter: u32,
    pub(crate) holder: NodeIndex,
    pub(crate) side: Polarity,
    pub(crate) statement: u32,
    /// How surely the target is the matter, 0 to 1.
    pub(crate) likeness: f64,
    /// Confidence times likeness.
    pub(crate) weight: f64,
    pub(crate) via: Via,
}

/// All stances of one holder on one side of a matter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Camp<'a> {
    /// Heaviest first.
    pub(crate) positions: &'a [Position],
    /// Number of the first of them among all.
    pub(crate) start: u32,
    /// How surely the holder stands here, 0 to 1: confidence, corroboration, and the share of what is told of the
    /// holder that is on this side.
    pub(crate) worth: f64,
}

impl Camp<'_> {
    pub(crate) fn range(&self) -> Range<u32> {
        self.start..self.start + u32::try_from(self.positions.len()).unwrap_or(u32::MAX)
    }
}

/// A holder and its camps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice<'a> {
    pub(crate) holder: NodeIndex,
    support: Option<Camp<'a>>,
    oppose: Option<Camp<'a>>,
}

impl<'a> Voice<'a> {
    pub(crate) fn camp(&self, side: Polarity) -> Option<&Camp<'a>> {
        match side {
            Polarity::Support => self.support.as_ref(),
            Polarity::Oppose => self.oppose.as_ref(),
        }
    }

    pub(crate) fn camps(&self) -> impl Iterator<Item = &Camp<'a>> {
        self.support.iter().chain(&self.oppose)
    }
}

/// All positions, by matter, holder and side.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    pub(crate) positions: Vec<Position>,
    /// Where the positions of each matter begin, and where the last end.
    starts: Vec<usize>,
}

impl Voices {
    /// Brings all stances together that are sure enough: `O(n log n)`.
    pub(crate) fn of(network: &StanceGraph, options: &ConflictOptions) -> Self {
        let mut positions: Vec<Position> = network
            .rows
            .par_iter()
            .enumerate()
            .flat_map_iter(|(at, row)| positions_of(network, options, at, row))
            .collect();
        positions.par_sort_unstable_by(|a, b| {
            let key = |p: &Position| (p.matter, p.holder, p.side);
            key(a)
                .cmp(&key(b))
                .then(b.weight.total_cmp(&a.weight))
                .then(a.statement.cmp(&b.statement))
                .then(a.via.cmp(&b.via))
        });
        let start = |matter: usize| positions.partition_point(|p| (p.matter as usize) < matter);
        let starts = (0..=network.targets.len()).map(start).collect();
        Self { positions, starts }
    }

    /// Everybody who holds a position, each once, sorted.
    pub(crate) fn holders(&self) -> Vec<NodeIndex> {
        let mut holders: Vec<NodeIndex> = self.positions.iter().map(|position| position.holder).collect();
        holders.par_sort_unstable();
        holders.dedup();
        holders
    }

    /// Who has a voice in a matter, sorted by holder.
    pub(crate) fn on(&self, network: &StanceGraph, matter: Matter) -> Vec<Voice<'_>> {
        let (Some(&start), Some(&end)) = (self.starts.get(matter), self.starts.get(matter + 1)) else {
            return Vec::new();
        };
        let mut at = start;
        let same = |a: &Position, b: &Position| a.holder == b.holder;
        let mut voices = Vec::new();
        for own in self.positions[start..end].chunk_by(same) {
            let middle = own.partition_point(|position| position.side == Polarity::Support);
            let total: f64 = own.iter().map(|position| position.weight).sum();
            let Some(holder) = own.first().map(|position| position.holder) else { continue };
            let camp = |positions: &'_ [Position], start: usize| -> Option<(f64, u32)> {
                let sum: f64 = positions.iter().map(|position| position.weight).sum();
                let steady = sum / total.max(f64::MIN_POSITIVE);
                let start = u32::try_from(start).ok().filter(|_| !positions.is_empty())?;
                Some((steady * strength(network, positions) * clarity(&network.graph[holder]), start))
            };
            let (pro, con) = own.split_at(middle);
            let made = |positions, start| {
                camp(positions, start).map(|(worth, start)| Camp { positions, start, worth })
            };
            voices.push(Voice { holder, support: made(pro, at), oppose: made(con, at + middle) });
            at += own.len();
        }
        voices
    }
}

/// The positions that a statement is.
fn positions_of<'g>(
    network: &'g StanceGraph,
    options: &ConflictOptions,
    at: usize,
    row: &'g Row,
) -> impl Iterator<Item = Position> + 'g {
    let side = row.predicate.polarity();
    let counts = row.sure() >= options.min_confidence && !is_later(row, options.as_of);
    let known = side.filter(|_| counts).zip(row.node());
    let bearings = known.map_or(&[][..], |(_, target)| network.targets.bearings(target));
    bearings.iter().filter_map(move |bearing| {
        Some(Position {
            matter: u32::try_from(bearing.matter).ok()?,
            holder: row.subject,
            side: if bearing.against { turn(side?) } else { side? },
            statement: u32::try_from(at).ok()?,
            likeness: bearing.likeness,
            weight: row.sure() * bearing.likeness,
            via: bearing.via,
        })
    })
}

pub(crate) fn turn(side: Polarity) -> Polarity {
    match side {
        Polarity::Support => Polarity::Oppose,
        Polarity::Oppose => Polarity::Support,
    }
}

/// How surely somebody stands where several statements put them: what the surest leaves in doubt, each further
/// document takes half its own confidence off. Half, since one mistake of reading comes back in reprints.
fn strength(network: &StanceGraph, positions: &[Position]) -> f64 {
    const LOOKED_AT: usize = 16;
    let mut documents = Vec::with_capacity(positions.len().min(LOOKED_AT));
    let mut doubt = 1.0;
    for position in positions.iter().take(LOOKED_AT) {
        let row = network.row(position.statement);
        if !documents.contains(&row.document) {
            doubt *= 1.0 - row.sure() * if documents.is_empty() { 1.0 } else { 0.5 };
            documents.push(row.document);
        }
    }
    1.0 - doubt
}

/// How surely a name tells who speaks: one in capitals does; of "critics" one cannot say who they are, and what is
/// no actor at all ("the policy") is mostly a slip of reading.
pub(crate) fn clarity(entity: &Entity) -> f64 {
    if !entity.kind.is_actor() {
        0.6
    } else if entity.names().any(|name| name.contains(char::is_uppercase)) {
        1.0
    } else {
        0.85
    }
}
