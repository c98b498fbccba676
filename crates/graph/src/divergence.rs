//! Stances that do not go together: of affiliates, of leaders, of fellow members.

use crate::{
    StanceGraph,
    finding::{Finding, Matters, Parts},
    lexicon::lexicon,
    options::ConflictOptions,
    recency::Clock,
    reversal,
    targets::{Matter, Via},
    ties::{Ties, is_collective},
    voices::{Camp, Position, Voice, Voices, turn},
};
use petgraph::graph::NodeIndex;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use standpoint_model::{ConflictType, EntityType, Polarity, fold_name};
use std::sync::OnceLock;

/// What a search for stances looks at.
pub(crate) struct Search<'a> {
    pub(crate) network: &'a StanceGraph,
    pub(crate) ties: &'a Ties<'a>,
    pub(crate) options: &'a ConflictOptions,
    pub(crate) clock: Clock,
    pub(crate) chambers: Chambers,
}

/// A member of a body, with a voice.
struct Member {
    body: NodeIndex,
    side: Polarity,
    /// Worth of the voice times closeness of the tie.
    value: f64,
    /// Number of the voice.
    voice: u32,
    /// Number of the position in the voice's camp.
    position: u32,
    /// Of what ties the member to the body.
    closeness: f64,
}

/// Answers whether the members of a body are there to disagree, remembering its answers.
#[derive(Debug)]
pub(crate) struct Chambers(Vec<OnceLock<bool>>);

impl Chambers {
    pub(crate) fn of(network: &StanceGraph) -> Self {
        Self(vec![OnceLock::new(); network.graph.node_count()])
    }

    fn debates(&self, network: &StanceGraph, body: NodeIndex) -> bool {
        let entity = &network.graph[body];
        let chamber = || fold_name(&entity.label).split(' ').any(|word| lexicon().chambers.contains(word));
        entity.kind != EntityType::Organization
            || self.0.get(body.index()).is_none_or(|known| *known.get_or_init(chamber))
    }
}

impl Search<'_> {
    /// Finds every divergence, split and reversal of stances, on all threads.
    ///
    /// `O(s · b)` for `s` stances whose holders belong to `b` bodies each, besides the output, which is for splits
    /// at most `fan_out` a body and matter.
    pub(crate) fn run(&self, voices: &Voices) -> Vec<Finding> {
        let found: Vec<Vec<Finding>> = (0..self.network.targets.len())
            .into_par_iter()
            .map(|matter| {
                let present = voices.on(self.network, matter);
                let mut findings = Vec::new();
                self.divergences(matter, &present, &mut findings);
                self.splits(matter, &present, &mut findings);
                reversal::find(self, matter, &present, &mut findings);
                findings
            })
            .collect();
        found.into_iter().flatten().collect()
    }

    /// A finding of two positions, where it is worth one.
    pub(crate) fn finding(
        &self,
        kind: ConflictType,
        matter: Matter,
        (one, camp): (&Position, &Camp<'_>),
        (other, opposed): (&Position, &Camp<'_>),
        (evidence, tie, body): (f64, f64, Option<NodeIndex>),
    ) -> Option<Finding> {
        let row = |position: &Position| self.network.row(position.statement);
        let recency = self.clock.recency(row(one), row(other));
        let parts = Parts { evidence, tie, clash: one.likeness * other.likeness, recency };
        (parts.score() >= self.options.min_score).then(|| Finding {
            kind,
            parties: [one.holder, other.holder],
            statements: [one.statement, other.statement],
            matters: Matters::Stances { matter, camps: [camp.range(), opposed.range()] },
            parts,
            body,
        })
    }

    /// A holder against what it belongs to, or against whom he works for.
    fn divergences(&self, matter: Matter, voices: &[Voice<'_>], findings: &mut Vec<Finding>) {
        let at: FxHashMap<NodeIndex, usize> =
            voices.iter().enumerate().map(|(at, voice)| (voice.holder, at)).collect();
        for voice in voices {
            let person = self.network.graph[voice.holder].kind == EntityType::Person;
            let kind =
                if person { ConflictType::LeaderDivergence } else { ConflictType::AffiliateDivergence };
            let dated = self.ties.is_dated(voice.holder);
            for camp in voice.camps() {
                let mut done = FxHashSet::default();
                // One stance tells all, unless the tie held when it was taken and not when another was.
                let looked_at = if dated { camp.positions } else { &camp.positions[..1] };
                for position in looked_at {
                    let when = self.network.row(position.statement).date;
                    for whole in self.ties.wholes(voice.holder, when).iter() {
                        let other = at.get(&whole.node).and_then(|&at| voices.get(at));
                        let Some(opposed) = other.and_then(|other| other.camp(turn(position.side))) else {
                            continue;
                        };
                        if dated && done.contains(&whole.node)
                            || !is_collective(&self.network.graph[whole.node])
                        {
                            continue;
                        }
                        let Some((one, other)) = direct(position, camp, opposed, dated) else { continue };
                        if dated {
                            done.insert(whole.node);
                        }
                        findings.extend(self.finding(
                            kind,
                            matter,
                            (one, camp),
                            (other, opposed),
                            (camp.worth * opposed.worth, whole.closeness, Some(whole.node)),
                        ));
                    }
                }
            }
        }
    }

    /// Two members of one body on opposite sides; bodies whose members are there to disagree are left out.
    fn splits(&self, matter: Matter, voices: &[Voice<'_>], findings: &mut Vec<Finding>) {
        let mut members = Vec::new();
        for (number, voice) in (0u32..).zip(voices) {
            let dated = self.ties.is_dated(voice.holder);
            for camp in voice.camps() {
                let mut done = FxHashSet::default();
                let looked_at = if dated { camp.positions } else { &camp.positions[..1] };
                for (at, position) in (0u32..).zip(looked_at) {
                    let when = self.network.row(position.statement).date;
                    for body in self.ties.bodies(voice.holder, when).iter() {
                        let value = camp.worth * body.closeness * position.likeness;
                        // With whomever it is paired, the two are worth no more than this one.
                        if value < self.options.min_score || dated && !done.insert(body.node) {
                            continue;
                        }
                        members.push(Member {
                            body: body.node,
                            side: position.side,
                            value,
                            voice: number,
                            position: at,
                            closeness: body.closeness,
                        });
                    }
                }
            }
        }
        members.sort_unstable_by(|a, b| {
            (a.body, a.side)
                .cmp(&(b.body, b.side))
                .then(b.value.total_cmp(&a.value))
                .then(a.voice.cmp(&b.voice))
        });
        for bench in members.chunk_by(|a, b| a.body == b.body) {
            let (pro, con) = bench.split_at(bench.partition_point(|m| m.side == Polarity::Support));
            let sides = pro.first().zip(con.first());
            let hopeless = sides.is_none_or(|(a, b)| a.value * b.value < self.options.min_score);
            if !hopeless && !self.chambers.debates(self.network, bench[0].body) {
                self.split(matter, voices, (pro, con), findings);
            }
        }
    }

    /// The most telling pairs of a bench, as many as are asked for.
    fn split(
        &self,
        matter: Matter,
        voices: &[Voice<'_>],
        (pro, con): (&[Member], &[Member]),
        findings: &mut Vec<Finding>,
    ) {
        let mut left = self.options.fan_out;
        for one in pro {
            for other in con {
                // Both are sorted: what follows is worth still less.
                if left == 0 || one.value * other.value < self.options.min_score {
                    break;
                }
                if one.voice == other.voice {
                    continue;
                }
                let place = |member: &Member| {
                    let camp = voices.get(member.voice as usize)?.camp(member.side)?;
                    Some((camp.positions.get(member.position as usize)?, camp))
                };
                let Some(((a, camp), (b, opposed))) = place(one).zip(place(other)) else { continue };
                let Some((a, b)) = self.pair((a, camp), (b, opposed)) else { continue };
                let tie = one.closeness * other.closeness;
                let evidence = camp.worth * opposed.worth;
                let told = (evidence, tie, Some(one.body));
                let found = self.finding(ConflictType::CoalitionSplit, matter, (a, camp), (b, opposed), told);
                left -= usize::from(found.is_some());
                findings.extend(found);
            }
        }
    }

    /// Positions of two members that do not both bear on a mere part of the matter; where both do, another of the
    /// same camp may stand in, unless the date of the stance decided about the tie.
    fn pair<'m>(
        &self,
        (one, camp): (&'m Position, &Camp<'m>),
        (other, opposed): (&'m Position, &Camp<'m>),
    ) -> Option<(&'m Position, &'m Position)> {
        if one.via != Via::Part || other.via != Via::Part {
            return Some((one, other));
        }
        let stand_in = |position: &Position, camp: &Camp<'m>| {
            let whole = camp.positions.iter().find(|p| p.via != Via::Part);
            whole.filter(|_| !self.ties.is_dated(position.holder))
        };
        let second = stand_in(other, opposed).map(|found| (one, found));
        second.or_else(|| stand_in(one, camp).map(|found| (found, other)))
    }
}

/// The position and the heaviest one opposed to it that do not both bear on a mere part of the matter; where
/// `fixed` is not set, another of the camp may stand in for the position.
fn direct<'p>(
    position: &'p Position,
    camp: &Camp<'p>,
    opposed: &Camp<'p>,
    fixed: bool,
) -> Option<(&'p Position, &'p Position)> {
    let whole = |positions: &'p [Position]| positions.iter().find(|p| p.via != Via::Part);
    let first = opposed.positions.first()?;
    if position.via != Via::Part || first.via != Via::Part {
        return Some((position, first));
    }
    let other = whole(opposed.positions).map(|other| (position, other));
    other.or_else(|| whole(camp.positions).filter(|_| !fixed).map(|one| (one, first)))
}
