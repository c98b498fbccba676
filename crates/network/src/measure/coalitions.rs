//! Who stands together, and for what.

use crate::{Matrix, Mode, Network};
use std::collections::BTreeMap;

/// Up to so many actors, every division into coalitions is tried.
const EXACT: usize = 8;

/// Actors in coalitions.
#[derive(Debug, Clone, PartialEq)]
pub struct Coalitions {
    /// Of each row of the network, its coalition; numbered by size, the largest 0, then by first member.
    pub of_row: Vec<usize>,
    /// Signed modularity of the division.
    pub modularity: f64,
    /// Whether no division has more for certain.
    pub exact: bool,
}

/// One coalition, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Coalition {
    /// Labels of its members.
    pub members: Vec<String>,
    /// Its position on every target that it speaks on, the most spoken of first.
    pub positions: Vec<Position>,
}

/// What a coalition says on a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Label of the target.
    pub target: String,
    /// Statements for it.
    pub supports: usize,
    /// Statements against it.
    pub opposes: usize,
    /// How many of its members speak on it.
    pub speakers: usize,
}

impl Position {
    /// Statements for it, in per cent of both.
    #[must_use]
    pub fn support_percent(&self) -> f64 {
        100.0 * self.supports as f64 / (self.supports + self.opposes).max(1) as f64
    }
}

/// Coalitions by signed modularity of a one-mode matrix, as of [`crate::Aggregation::Subtract`]:
/// Q = Σ_ij (w_ij − p⁺_ij + p⁻_ij)·[same coalition] / (2w⁺ + 2w⁻), with p± = s±_i s±_j / 2w± (Gómez, Jensen and Arenas
/// 2009; for positive weights alone, Newman's modularity). Without ties, each is alone and Q is 0.
///
/// Exact up to 8 actors; beyond, nodes move one at a time to where Q gains most and coalitions join (Louvain; Blondel et al. 2008),
/// in orders dealt by `seed`, the best of `starts` runs. O(starts·n²·rounds).
#[must_use]
pub fn coalitions(signed: &Matrix, starts: usize, seed: u64) -> Coalitions {
    let n = signed.rows();
    let gain = gains(signed);
    let exact = n <= EXACT;
    let best = if exact { every_division(&gain) } else { search(&gain, starts.max(1), seed) };
    let modularity = quality(&gain, &best);
    Coalitions { of_row: numbered(&best), modularity, exact }
}

impl Coalitions {
    /// The coalitions with what they say, by a two-mode network of the same rows. Rows that it lacks say nothing.
    #[must_use]
    pub fn described(&self, labels: &[String], twomode: &Network) -> Vec<Coalition> {
        debug_assert_eq!(twomode.spec.mode, Mode::TwoMode);
        let number = self.of_row.iter().max().map_or(0, |last| last + 1);
        let of_label: BTreeMap<&str, usize> =
            labels.iter().map(String::as_str).zip(self.of_row.iter().copied()).collect();
        let mut said: Vec<BTreeMap<usize, Said>> = vec![BTreeMap::new(); number];
        for record in &twomode.selection.records {
            let Some((row, column)) = twomode.places.of(record) else { continue };
            let Some(coalition) = of_label.get(twomode.rows[row].label.as_str()) else { continue };
            let (supports, opposes, speakers) = said[*coalition].entry(column).or_default();
            *(if record.level > 0 { supports } else { opposes }) += 1;
            speakers.push(row);
        }
        let position = |(column, (supports, opposes, mut speakers)): (usize, Said)| {
            speakers.sort_unstable();
            speakers.dedup();
            let target = twomode.columns[column].label.clone();
            Position { target, supports, opposes, speakers: speakers.len() }
        };
        said.into_iter()
            .enumerate()
            .map(|(coalition, said)| {
                let mut positions: Vec<Position> = said.into_iter().map(position).collect();
                positions.sort_by_key(|one| std::cmp::Reverse(one.supports + one.opposes));
                let members = labels.iter().zip(&self.of_row).filter(|(_, of)| **of == coalition);
                Coalition { members: members.map(|(label, _)| label.clone()).collect(), positions }
            })
            .collect()
    }
}

/// Statements for, statements against, and the row of each.
type Said = (usize, usize, Vec<usize>);

/// What two nodes add to Q by being together.
fn gains(signed: &Matrix) -> Matrix {
    let n = signed.rows();
    let strength = |sign: f64| -> Vec<f64> {
        (0..n).map(|i| signed.row(i).iter().map(|w| (sign * w).max(0.0)).sum()).collect()
    };
    let (plus, minus) = (strength(1.0), strength(-1.0));
    let (all_plus, all_minus): (f64, f64) = (plus.iter().sum(), minus.iter().sum());
    let chance = |s: &[f64], all: f64, i: usize, j: usize| if all > 0.0 { s[i] * s[j] / all } else { 0.0 };
    let all = all_plus + all_minus;
    let mut gain = Matrix::zeros(n, n);
    for i in 0..n {
        for j in 0..n {
            let expected = chance(&plus, all_plus, i, j) - chance(&minus, all_minus, i, j);
            gain.set(i, j, if all > 0.0 { (signed.get(i, j) - expected) / all } else { 0.0 });
        }
    }
    gain
}

fn quality(gain: &Matrix, of: &[usize]) -> f64 {
    let n = gain.rows();
    (0..n)
        .flat_map(|i| (0..n).map(move |j| (i, j)))
        .filter(|(i, j)| of[*i] == of[*j])
        .map(|(i, j)| gain.get(i, j))
        .sum()
}

/// Every division once, as growth strings: each node joins a coalition that is there, or opens the next.
fn every_division(gain: &Matrix) -> Vec<usize> {
    fn grow(gain: &Matrix, of: &mut Vec<usize>, open: usize, best: &mut Option<(f64, Vec<usize>)>) {
        if of.len() == gain.rows() {
            let found = quality(gain, of);
            if best.as_ref().is_none_or(|(known, _)| found > known + 1e-12) {
                *best = Some((found, of.clone()));
            }
            return;
        }
        // Opening comes first: of equal divisions the finest stays, and those without ties stay alone.
        for coalition in (0..=open).rev() {
            of.push(coalition);
            grow(gain, of, open.max(coalition + 1), best);
            of.pop();
        }
    }
    let mut best = None;
    grow(gain, &mut Vec::new(), 0, &mut best);
    best.map(|(_, of)| of).unwrap_or_default()
}

fn search(gain: &Matrix, starts: usize, seed: u64) -> Vec<usize> {
    let n = gain.rows();
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut best: Option<(f64, Vec<usize>)> = None;
    for _ in 0..starts {
        let mut of: Vec<usize> = (0..n).collect();
        let mut order: Vec<usize> = (0..n).collect();
        loop {
            chance.shuffle(&mut order);
            let moved = move_nodes(gain, &order, &mut of);
            if !(join(gain, &mut of) || moved) {
                break;
            }
        }
        let found = quality(gain, &of);
        if best.as_ref().is_none_or(|(known, _)| found > known + 1e-12) {
            best = Some((found, of));
        }
    }
    best.map(|(_, of)| of).unwrap_or_default()
}

/// Each node to the coalition where it gains most, until none gains; tells whether any moved.
fn move_nodes(gain: &Matrix, order: &[usize], of: &mut [usize]) -> bool {
    let n = of.len();
    let mut any = false;
    loop {
        let mut moved = false;
        for &node in order {
            let mut with = vec![0.0; n];
            for other in (0..n).filter(|other| *other != node) {
                with[of[other]] += gain.get(node, other);
            }
            let better = (0..n).max_by(|a, b| with[*a].total_cmp(&with[*b]).then(b.cmp(a)));
            if let Some(better) = better.filter(|better| with[*better] > with[of[node]] + 1e-12) {
                of[node] = better;
                moved = true;
            }
        }
        any |= moved;
        if !moved {
            return any;
        }
    }
}

/// Joins the two coalitions that gain most by it, as long as any do; tells whether any were joined.
fn join(gain: &Matrix, of: &mut [usize]) -> bool {
    let n = of.len();
    let mut between = Matrix::zeros(n, n);
    for i in 0..n {
        for j in 0..n {
            between.set(of[i], of[j], between.get(of[i], of[j]) + gain.get(i, j));
        }
    }
    let mut any = false;
    loop {
        let pairs = between.cells().filter(|(a, b, value)| a < b && *value > 1e-12);
        let Some((into, from, _)) = pairs.max_by(|x, y| x.2.total_cmp(&y.2)) else { return any };
        for other in 0..n {
            between.set(into, other, between.get(into, other) + between.get(from, other));
            between.set(from, other, 0.0);
        }
        for other in 0..n {
            between.set(other, into, between.get(other, into) + between.get(other, from));
            between.set(other, from, 0.0);
        }
        of.iter_mut().filter(|of| **of == from).for_each(|of| *of = into);
        any = true;
    }
}

/// Numbers by size, then by first member.
fn numbered(of: &[usize]) -> Vec<usize> {
    let mut groups: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (at, group) in of.iter().enumerate() {
        groups.entry(*group).or_insert((0, at)).0 += 1;
    }
    let mut order: Vec<(usize, usize, usize)> =
        groups.into_iter().map(|(group, (size, first))| (size, first, group)).collect();
    order.sort_by_key(|(size, first, _)| (std::cmp::Reverse(*size), *first));
    let place: BTreeMap<usize, usize> =
        order.into_iter().enumerate().map(|(place, (_, _, group))| (group, place)).collect();
    of.iter().map(|group| place[group]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::balance::tests::symmetric;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The search against all divisions, and the modularity against its formula.
        #[test]
        fn no_division_has_more(w in symmetric(6)) {
            let n = w.rows();
            let found = coalitions(&w, 1, 1);
            let gain = gains(&w);
            let searched = quality(&gain, &search(&gain, 20, 1));
            prop_assert!(searched <= found.modularity + 1e-9);
            prop_assert!(searched >= found.modularity - 0.05, "{searched} of {}", found.modularity);
            for code in 0..(n as u32).pow(n as u32).min(50_000) {
                let of: Vec<usize> = (0..n).map(|at| (code / (n as u32).pow(at as u32)) as usize % n).collect();
                prop_assert!(quality(&gain, &of) <= found.modularity + 1e-9);
            }
        }
    }

    #[test]
    fn without_ties_each_is_alone() {
        let found = coalitions(&Matrix::zeros(3, 3), 1, 1);
        assert_eq!((found.of_row, found.modularity), (vec![0, 1, 2], 0.0));
        assert_eq!(coalitions(&Matrix::zeros(12, 12), 3, 1).modularity, 0.0);
    }

    #[test]
    fn three_groups_of_ten_are_found() {
        let mut w = Matrix::zeros(30, 30);
        for i in 0..30 {
            for j in (0..30).filter(|j| *j != i) {
                w.set(i, j, if i % 3 == j % 3 { 2.0 } else { -0.5 });
            }
        }
        let found = coalitions(&w, 3, 9);
        assert!(!found.exact);
        assert!((0..30).all(|at| found.of_row[at] == at % 3), "{:?}", found.of_row);
    }
}
