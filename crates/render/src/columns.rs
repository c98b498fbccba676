//! Boxes in columns, in an order in which the lines between them cross little.

use crate::text::wrap;
use std::collections::BTreeMap;

/// Distance of two boxes in a column, at least.
const APART: f64 = 8.0;
/// Sweeps of ordering by neighbours; more change little.
const SWEEPS: usize = 12;

/// A box in a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    pub(crate) lines: Vec<String>,
    pub(crate) top: f64,
    pub(crate) high: f64,
}

/// Boxes above one another, by the number of what they show.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Column {
    boxes: Vec<(usize, Place)>,
    at: BTreeMap<usize, usize>,
}

impl Column {
    /// Boxes of this width for (number, label, line ends), tall enough for their ends to stand `port` apart.
    pub(crate) fn new<'a>(of: impl Iterator<Item = (usize, &'a str, usize)>, wide: f64, port: f64) -> Self {
        let boxed = |(number, label, ends): (usize, &str, usize)| {
            let mut lines = wrap(label, 12.0, wide - 20.0, 2);
            if lines.is_empty() {
                lines.push("(unnamed)".to_owned());
            }
            let high = (lines.len() as f64 * 15.0 + 11.0).max((ends as f64 * port + 8.0).min(240.0));
            (number, Place { lines, top: 0.0, high })
        };
        let mut column = Self { boxes: of.map(boxed).collect(), at: BTreeMap::new() };
        column.index();
        column
    }

    fn index(&mut self) {
        self.at = self.boxes.iter().enumerate().map(|(at, (number, _))| (*number, at)).collect();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.boxes.is_empty()
    }

    pub(crate) fn height(&self) -> f64 {
        let gaps = APART * (self.boxes.len() as f64 - 1.0).max(0.0);
        self.boxes.iter().map(|(_, place)| place.high).sum::<f64>() + gaps
    }

    /// Spreads the boxes over this height.
    pub(crate) fn spread(&mut self, high: f64) {
        let spare = (high - self.height()).max(0.0);
        // Not too far apart: a few boxes beside many stand together in the middle.
        let gap = (spare / (self.boxes.len() as f64 + 1.0)).min(34.0);
        let used = gap * (self.boxes.len() as f64 - 1.0).max(0.0);
        let mut y = (spare - used) / 2.0;
        for (_, place) in &mut self.boxes {
            place.top = y;
            y += place.high + APART + gap;
        }
    }

    pub(crate) fn places(&self) -> impl Iterator<Item = (usize, &Place)> {
        self.boxes.iter().map(|(number, place)| (*number, place))
    }

    pub(crate) fn place(&self, number: usize) -> Option<&Place> {
        self.at.get(&number).map(|&at| &self.boxes[at].1)
    }

    /// The middle of a box, as a share of the column.
    fn share(&self, number: usize) -> Option<f64> {
        let at = *self.at.get(&number)?;
        Some((at as f64 + 0.5) / self.boxes.len() as f64)
    }

    fn order_by(&mut self, wish: &BTreeMap<usize, f64>) {
        let place = |number: &usize| wish.get(number).copied().unwrap_or(1.0);
        self.boxes.sort_by(|(a, _), (b, _)| place(a).total_cmp(&place(b)).then(a.cmp(b)));
        self.index();
    }
}

/// Orders actors and targets by the mean place of what they are tied to (the barycentre heuristic of Sugiyama, Tagawa
/// and Toda, 1981). Ties are (side of the actor, actor, target).
pub(crate) fn untangle(actors: &mut [Column; 2], targets: &mut Column, ties: &[(usize, usize, usize)]) {
    for _ in 0..SWEEPS {
        let mut wish: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for &(side, actor, target) in ties {
            if let Some(share) = actors[side].share(actor) {
                let sum = wish.entry(target).or_default();
                *sum = (sum.0 + share, sum.1 + 1.0);
            }
        }
        targets.order_by(&means(wish));
        for (side, column) in actors.iter_mut().enumerate() {
            let mut wish: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
            for &(_, actor, target) in ties.iter().filter(|tie| tie.0 == side) {
                if let Some(share) = targets.share(target) {
                    let sum = wish.entry(actor).or_default();
                    *sum = (sum.0 + share, sum.1 + 1.0);
                }
            }
            column.order_by(&means(wish));
        }
    }
}

fn means(sums: BTreeMap<usize, (f64, f64)>) -> BTreeMap<usize, f64> {
    sums.into_iter().map(|(number, (sum, count))| (number, sum / count)).collect()
}
