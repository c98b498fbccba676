//! Stances that do not go together: of affiliates, of leaders, of fellow members, and of one holder over time.

use crate::{
    StanceGraph,
    finding::Finding,
    lexicon::lexicon,
    options::ConflictOptions,
    targets::{Matter, Targets},
    ties::{Bodies, Ties, is_collective},
    time::in_order,
};
use petgraph::graph::NodeIndex;
use standpoint_model::{ConflictType, EntityType, Polarity, fold_name};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// One stance, as it bears on one matter.
#[derive(Debug, Clone, Copy)]
struct Position {
    statement: usize,
    holder: NodeIndex,
    target: NodeIndex,
    side: Polarity,
    /// Confidence times likeness of the target with the matter.
    weight: f64,
    /// Whether the target is the matter itself.
    own: bool,
}

/// A member of a body, with a position.
struct Member {
    position: Position,
    bodies: Rc<Bodies>,
    /// Place of the body among `bodies`.
    place: usize,
    /// Worth of the position times closeness of the tie.
    value: f64,
}

/// Fellow members by side.
type Bench = BTreeMap<Polarity, Vec<Member>>;

/// All positions on one matter.
struct Field<'a> {
    network: &'a StanceGraph,
    ties: &'a Ties<'a>,
    options: &'a ConflictOptions,
    matter: Matter,
    /// By holder and side, heaviest first.
    positions: BTreeMap<NodeIndex, BTreeMap<Polarity, Vec<Position>>>,
}

/// Finds every divergence, split and reversal of stances.
///
/// `O(s · b)` for `s` stances whose holders belong to `b` bodies each, besides the output.
pub(crate) fn find(
    network: &StanceGraph,
    targets: &Targets,
    ties: &Ties<'_>,
    options: &ConflictOptions,
) -> Vec<Finding> {
    let mut matters: BTreeMap<Matter, Vec<Position>> = BTreeMap::new();
    for (at, statement) in network.statements().iter().enumerate() {
        let confidence = statement.confidence.get();
        let Some(side) = statement.predicate.polarity().filter(|_| confidence >= options.min_confidence)
        else {
            continue;
        };
        let ends = network.index_of(&statement.subject.id).zip(network.index_of(&statement.object.id));
        let Some((holder, target)) = ends else { continue };
        for (i, bearing) in targets.bearings(target).iter().enumerate() {
            let side = if bearing.against { turn(side) } else { side };
            let weight = confidence * bearing.likeness;
            let position = Position { statement: at, holder, target, side, weight, own: i == 0 };
            matters.entry(bearing.matter).or_default().push(position);
        }
    }
    let mut findings = Vec::new();
    for (matter, positions) in matters {
        let mut field = Field { network, ties, options, matter, positions: BTreeMap::new() };
        for position in positions {
            let sides = field.positions.entry(position.holder).or_default();
            sides.entry(position.side).or_default().push(position);
        }
        for side in field.positions.values_mut().flat_map(BTreeMap::values_mut) {
            side.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.statement.cmp(&b.statement)));
        }
        field.divergences(&mut findings);
        field.splits(&mut findings);
        field.reversals(&mut findings);
    }
    findings
}

fn turn(side: Polarity) -> Polarity {
    match side {
        Polarity::Support => Polarity::Oppose,
        Polarity::Oppose => Polarity::Support,
    }
}

impl Field<'_> {
    /// The share of a holder's positions that are on this side: a holder told to be on both counts for less.
    fn steadiness(&self, position: &Position) -> f64 {
        let Some(sides) = self.positions.get(&position.holder) else { return 0.0 };
        let sum = |side: Polarity| sides.get(&side).into_iter().flatten().map(|p| p.weight).sum::<f64>();
        sum(position.side) / (sum(Polarity::Support) + sum(Polarity::Oppose)).max(f64::MIN_POSITIVE)
    }

    fn worth(&self, position: &Position) -> f64 {
        position.weight * self.steadiness(position)
    }

    fn heaviest(&self, holder: NodeIndex, side: Polarity) -> Option<Position> {
        self.positions.get(&holder)?.get(&side)?.first().copied()
    }

    fn all(&self) -> impl Iterator<Item = &Position> {
        self.positions.values().flat_map(BTreeMap::values).flatten()
    }

    fn finding(
        &self,
        kind: ConflictType,
        one: Position,
        other: Position,
        score: f64,
        path: Vec<usize>,
    ) -> Finding {
        let mut about = vec![one.target, other.target];
        if other.own && !one.own {
            about.reverse();
        }
        about.dedup();
        Finding {
            kind,
            parties: [one.holder, other.holder],
            statements: [one.statement, other.statement],
            matters: BTreeSet::from([self.matter]),
            about,
            score,
            path,
        }
    }

    /// A holder against what it belongs to, or against whom he works for.
    fn divergences(&self, findings: &mut Vec<Finding>) {
        for position in self.all() {
            let when = self.network.statements()[position.statement].date;
            let person = self.network.graph[position.holder].kind == EntityType::Person;
            let wholes = self.ties.wholes(position.holder, when);
            let kind =
                if person { ConflictType::LeaderDivergence } else { ConflictType::AffiliateDivergence };
            for (place, whole) in wholes.iter() {
                let Some(other) = self.heaviest(whole.node, turn(position.side)) else { continue };
                if !is_collective(&self.network.graph[whole.node]) {
                    continue;
                }
                let score = self.worth(position) * self.worth(&other) * whole.closeness;
                findings.push(self.finding(kind, *position, other, score, wholes.path(place)));
            }
        }
    }

    /// Two members of one body on opposite sides; bodies whose members are there to disagree are left out.
    fn splits(&self, findings: &mut Vec<Finding>) {
        let mut benches: BTreeMap<NodeIndex, Bench> = BTreeMap::new();
        for sides in self.positions.values() {
            for position in sides.values().filter_map(|side| side.first()) {
                let when = self.network.statements()[position.statement].date;
                let bodies = self.ties.bodies(position.holder, when);
                for (place, body) in bodies.iter() {
                    let value = self.worth(position) * body.closeness;
                    let member = Member { position: *position, bodies: Rc::clone(&bodies), place, value };
                    benches.entry(body.node).or_default().entry(position.side).or_default().push(member);
                }
            }
        }
        for (body, bench) in benches {
            if self.debates(body) {
                continue;
            }
            let ranked = |side: Polarity| {
                let mut side: Vec<&Member> = bench.get(&side).into_iter().flatten().collect();
                side.sort_by(|a, b| {
                    b.value.total_cmp(&a.value).then(a.position.statement.cmp(&b.position.statement))
                });
                side
            };
            let opponents = ranked(Polarity::Oppose);
            let pairs = ranked(Polarity::Support)
                .into_iter()
                .flat_map(|one| opponents.iter().map(move |other| (one, *other)))
                .filter(|(one, other)| one.position.holder != other.position.holder);
            for (one, other) in pairs.take(self.options.fan_out) {
                let down = other.bodies.path(other.place).into_iter().rev();
                let path = one.bodies.path(one.place).into_iter().chain(down).collect();
                let score = one.value * other.value;
                findings.push(self.finding(
                    ConflictType::CoalitionSplit,
                    one.position,
                    other.position,
                    score,
                    path,
                ));
            }
        }
    }

    fn debates(&self, body: NodeIndex) -> bool {
        let entity = &self.network.graph[body];
        let chamber = |name: &str| fold_name(name).split(' ').any(|word| lexicon().chambers.contains(word));
        entity.kind != EntityType::Organization || chamber(&entity.label)
    }

    /// One holder on both sides, one after the other.
    fn reversals(&self, findings: &mut Vec<Finding>) {
        const TRIED: usize = 12;
        for sides in self.positions.values() {
            let side = |side: Polarity| sides.get(&side).into_iter().flatten().take(TRIED);
            for one in side(Polarity::Support) {
                for other in side(Polarity::Oppose) {
                    let Some(swap) = in_order(self.network, self.options, one.statement, other.statement)
                    else {
                        continue;
                    };
                    let (first, second) = if swap { (*other, *one) } else { (*one, *other) };
                    let score = one.weight * other.weight;
                    findings.push(self.finding(ConflictType::Reversal, first, second, score, Vec::new()));
                }
            }
        }
    }
}
