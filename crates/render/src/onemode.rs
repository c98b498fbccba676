//! A one-mode network: actors on a ring, coalition by coalition, agreement and disagreement as curves inside it. No curve
//! meets a name, however many there are.

use crate::{
    drawing::{Anchor, Canvas, Drawing, Item, Pen, Point, Step, Text},
    font::Face,
    ink::Ink,
    options::Options,
    page::{Key, Page},
    said::counted,
    text::{one_line, width},
};
use standpoint_network::{Edge, Network, measure::coalitions};
use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::{PI, TAU};

/// Most actors where the caller does not say.
const TOP: usize = 48;
/// Along the ring: for each name, and between coalitions.
const NAME: f64 = 19.0;
const GAP: f64 = 26.0;
/// Widest name.
const LABEL: f64 = 180.0;
/// So many curves for each actor, on the average; weaker ones are left out.
const CURVES: usize = 5;
/// Runs of the search for coalitions.
const STARTS: usize = 8;

/// Draws a one-mode `network` whose weights are agreement (above 0) and disagreement (below 0), as by
/// [`Aggregation::Subtract`](standpoint_network::Aggregation::Subtract). Actors without a tie are not drawn.
#[must_use]
pub fn onemode(network: &Network, options: &Options) -> Drawing {
    let mut edges = network.edges();
    let mut strength: BTreeMap<usize, f64> = BTreeMap::new();
    for edge in &edges {
        for end in [edge.from, edge.to] {
            *strength.entry(end).or_default() += edge.weight.abs();
        }
    }
    let mut actors: Vec<usize> = strength.keys().copied().collect();
    actors.sort_by(|a, b| {
        strength[b].total_cmp(&strength[a]).then_with(|| network.rows[*a].key.cmp(&network.rows[*b].key))
    });
    let tied = actors.len();
    actors.truncate(options.top.unwrap_or(TOP).max(2));
    let kept: BTreeSet<usize> = actors.iter().copied().collect();
    edges.retain(|edge| kept.contains(&edge.from) && kept.contains(&edge.to));
    let all_edges = edges.len();
    edges.sort_by(|a, b| {
        b.weight.abs().total_cmp(&a.weight.abs()).then(a.from.cmp(&b.from)).then(a.to.cmp(&b.to))
    });
    edges.truncate(CURVES * actors.len());
    let group = by_size(&coalitions(&network.matrix, STARTS, 1).of_row, &actors);
    let ring = Ring::new(network, &actors, &group, &edges);
    let mut body = Canvas::default();
    let size = ring.draw(&mut body, network, &edges, &strength, options);
    let heaviest = edges.first().map_or(0.0, |edge| edge.weight.abs());
    let mut keys = Vec::new();
    if edges.iter().any(|edge| edge.weight > 0.0) {
        keys.push(Key::Line(Pen::new(Ink::Support, 2.2), "agree".to_owned()));
    }
    if edges.iter().any(|edge| edge.weight < 0.0) {
        keys.push(Key::Line(Pen::new(Ink::Oppose, 2.2).dashed(&[6.0, 3.5]), "disagree".to_owned()));
    }
    let groups: BTreeSet<usize> = actors.iter().map(|actor| group[*actor]).collect();
    for &number in groups.iter().take(5) {
        let members = actors.iter().filter(|actor| group[**actor] == number).count();
        keys.push(Key::Swatch(Ink::of_group(number), format!("coalition of {members}")));
    }
    if groups.len() > 5 {
        keys.push(Key::Swatch(Ink::of_group(5), "smaller coalitions".to_owned()));
    }
    let mut notes = Vec::new();
    if tied > actors.len() {
        notes
            .push(format!("Left out: {} with weaker ties.", counted(tied - actors.len(), "actor", "actors")));
    }
    if all_edges > edges.len() {
        let left = counted(all_edges - edges.len(), "tie", "ties");
        notes.push(format!("Left out: {left} weaker than those shown."));
    }
    notes.push(format!(
        "Width: {} ({} normalization), the widest {heaviest:.2}. Coalitions by signed modularity.",
        network.spec.aggregation, network.spec.normalization
    ));
    Page {
        title: "Who agrees with whom".to_owned(),
        lead: format!(
            "{}, {}, {}",
            counted(actors.len(), "actor", "actors"),
            counted(edges.len(), "tie", "ties"),
            counted(network.selection.records.len(), "statement", "statements")
        ),
        summary: String::new(),
        body,
        size,
        keys,
        notes: if actors.is_empty() { Vec::new() } else { notes },
        options,
        empty: actors.is_empty(),
    }
    .set()
}

/// Numbers of coalitions anew: the one with most of those who are drawn is 0.
fn by_size(group: &[usize], actors: &[usize]) -> Vec<usize> {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for actor in actors {
        *sizes.entry(group[*actor]).or_default() += 1;
    }
    let mut order: Vec<(usize, usize)> = sizes.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let places: BTreeMap<usize, usize> =
        order.iter().enumerate().map(|(at, (number, _))| (*number, at)).collect();
    group.iter().map(|number| places.get(number).copied().unwrap_or(usize::MAX)).collect()
}

/// Where each actor stands.
struct Ring {
    radius: f64,
    /// Actor, angle clockwise from the top, coalition.
    places: Vec<(usize, f64, usize)>,
    labels: Vec<String>,
}

impl Ring {
    fn new(network: &Network, actors: &[usize], group: &[usize], edges: &[Edge]) -> Self {
        let mut order: Vec<usize> = actors.to_vec();
        order.sort_by_key(|actor| (group[*actor], network.rows[*actor].label.clone(), *actor));
        let count = order.iter().map(|actor| group[*actor]).collect::<BTreeSet<_>>().len();
        let around = order.len() as f64 * NAME + count as f64 * GAP;
        let radius = (around / TAU).max(120.0);
        let stretch = TAU * radius / around;
        settle(&mut order, group, edges);
        let mut along = GAP / 2.0;
        let mut places = Vec::new();
        let mut before = None;
        for actor in order {
            if before.is_some_and(|before| before != group[actor]) {
                along += GAP;
            }
            before = Some(group[actor]);
            places.push((actor, (along + NAME / 2.0) * stretch / radius, group[actor]));
            along += NAME;
        }
        let labels = places
            .iter()
            .map(|(actor, ..)| one_line(Face::Regular, &network.rows[*actor].label, 12.0, LABEL));
        let labels = labels.collect();
        Self { radius, places, labels }
    }

    fn draw(
        &self,
        body: &mut Canvas,
        network: &Network,
        edges: &[Edge],
        strength: &BTreeMap<usize, f64>,
        options: &Options,
    ) -> Point {
        let (corner, size) = self.extent();
        let on = |angle: f64, radius: f64| -> Point {
            (radius * libm::sin(angle) - corner.0, -radius * libm::cos(angle) - corner.1)
        };
        let angles: BTreeMap<usize, f64> =
            self.places.iter().map(|(actor, angle, _)| (*actor, *angle)).collect();
        let heaviest = edges.first().map_or(1.0, |edge| edge.weight.abs());
        // The strongest last, on top of all others, and agreement, which is rarer, on top of disagreement.
        let mut order: Vec<&Edge> = edges.iter().rev().collect();
        order.sort_by_key(|edge| edge.weight > 0.0);
        // Many curves must be thin for each to be seen.
        let thick = if edges.len() > 60 { 1.5 } else { 2.8 };
        for edge in order {
            let (Some(&a), Some(&b)) = (angles.get(&edge.from), angles.get(&edge.to)) else { continue };
            let (ink, dashes): (Ink, &'static [f64]) =
                if edge.weight > 0.0 { (Ink::Support, &[]) } else { (Ink::Oppose, &[6.0, 3.5]) };
            let share = edge.weight.abs() / heaviest;
            let pen = Pen { ink, width: 0.7 + thick * share, dashes, opacity: 0.3 + 0.45 * share };
            let word = if edge.weight > 0.0 { "agree" } else { "disagree" };
            let (one, other) = (&network.rows[edge.from].label, &network.rows[edge.to].label);
            body.group("", format!("{one} and {other} {word}: {:.2}", edge.weight.abs()), None, |body| {
                body.path(curve(a, b, self.radius - 9.0, &on), pen);
            });
        }
        let most = strength.values().copied().fold(0.0, f64::max).max(f64::MIN_POSITIVE);
        for ((actor, angle, group), label) in self.places.iter().zip(&self.labels) {
            let node = &network.rows[*actor];
            let share = strength.get(actor).copied().unwrap_or_default() / most;
            let kind = crate::twomode::kind(&node.attributes);
            body.group(
                &node.key,
                format!("{} ({kind})", node.label),
                options.links.entity(&node.key),
                |body| {
                    let ink = Ink::of_group(*group);
                    body.circle(
                        on(*angle, self.radius),
                        3.5 + 4.0 * libm::sqrt(share),
                        Some(ink),
                        Some(Pen::new(Ink::Page, 1.0)),
                    );
                    name(body, label, *angle, on(*angle, self.radius + 14.0));
                },
            );
        }
        self.arcs(body, &on);
        size
    }

    /// The top left corner of everything, seen from the centre, and the size.
    fn extent(&self) -> (Point, Point) {
        let (mut low, mut high) = ((-self.radius, -self.radius), (self.radius, self.radius));
        for ((_, angle, _), label) in self.places.iter().zip(&self.labels) {
            let far = self.radius + 16.0 + width(label, 12.0);
            let (x, y) = (far * libm::sin(*angle), -far * libm::cos(*angle));
            // Letters are as high as they are: a level name reaches above and below its line.
            low = (low.0.min(x - 9.0), low.1.min(y - 9.0));
            high = (high.0.max(x + 9.0), high.1.max(y + 9.0));
        }
        (low, (high.0 - low.0, high.1 - low.1))
    }

    /// A line along the names of each coalition.
    fn arcs(&self, body: &mut Canvas, on: &dyn Fn(f64, f64) -> Point) {
        let mut spans: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for (_, angle, group) in &self.places {
            let span = spans.entry(*group).or_insert((*angle, *angle));
            span.1 = *angle;
        }
        let half = NAME / 2.0 / self.radius;
        for (group, (from, to)) in spans {
            let (from, to) = (from - half, to + half);
            let parts = ((to - from) / 0.1).ceil().max(1.0);
            let at = |part: f64| on(from + (to - from) * part / parts, self.radius + 10.5);
            let mut steps = vec![Step::To(at(0.0))];
            let mut part = 1.0;
            while part <= parts {
                steps.push(Step::Line(at(part)));
                part += 1.0;
            }
            body.path(steps, Pen::new(Ink::of_group(group), 2.0));
        }
    }
}

/// Within each coalition, those with ties to the coalition before stand near it, and those with ties to the next near
/// that: by the mean place of their ties, a few times over.
fn settle(order: &mut [usize], group: &[usize], edges: &[Edge]) {
    for _ in 0..6 {
        let count = order.len().max(1) as f64;
        let place: BTreeMap<usize, f64> =
            order.iter().enumerate().map(|(at, actor)| (*actor, at as f64 / count * TAU)).collect();
        let mut pull: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for edge in edges {
            for (one, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
                if let (Some(here), Some(there)) = (place.get(&one), place.get(&other)) {
                    // The shorter way round.
                    let mut turn = there - here;
                    if turn > PI {
                        turn -= TAU;
                    } else if turn < -PI {
                        turn += TAU;
                    }
                    let sum = pull.entry(one).or_default();
                    *sum = (sum.0 + turn * edge.weight.abs(), sum.1 + edge.weight.abs());
                }
            }
        }
        let wish = |actor: &usize| {
            let (sum, weight) = pull.get(actor).copied().unwrap_or((0.0, 1.0));
            place[actor] + sum / weight.max(f64::MIN_POSITIVE)
        };
        let wishes: BTreeMap<usize, f64> = order.iter().map(|actor| (*actor, wish(actor))).collect();
        order.sort_by(|a, b| group[*a].cmp(&group[*b]).then(wishes[a].total_cmp(&wishes[b])).then(a.cmp(b)));
    }
}

/// From one place on the ring to another, bent towards the centre, the more the farther apart they are.
fn curve(a: f64, b: f64, radius: f64, on: &dyn Fn(f64, f64) -> Point) -> Vec<Step> {
    let apart = (a - b).abs();
    let apart = apart.min(TAU - apart) / PI;
    let depth = radius * (0.8 - 0.95 * apart).max(0.04);
    vec![Step::To(on(a, radius)), Step::Cubic(on(a, depth), on(b, depth), on(b, radius))]
}

/// A name that points outwards, never upside down.
fn name(body: &mut Canvas, label: &str, angle: f64, at: Point) {
    let right = angle <= PI;
    let (turn, anchor) =
        if right { (angle - PI / 2.0, Anchor::Start) } else { (angle + PI / 2.0, Anchor::End) };
    // The base line lies below the middle of the letters.
    let drop = 4.2;
    let at = (at.0 - drop * libm::sin(turn), at.1 + drop * libm::cos(turn));
    let turn = turn.to_degrees();
    let turn = if turn > 180.0 { turn - 360.0 } else { turn };
    body.items.push(Item::Text(Text {
        at,
        anchor,
        face: Face::Regular,
        size: 12.0,
        ink: Ink::Text,
        turn,
        text: label.to_owned(),
    }));
}
