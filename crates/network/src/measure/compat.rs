//! Polarization as Discourse Network Analyzer has it, for comparison with what it printed.

use super::balance::{self, Division};
use crate::Matrix;

/// Up to so many actors, every division is tried.
const EXACT: usize = 16;

/// `qualityAbsdiff` of Discourse Network Analyzer 3.1.2 (`Polarization.java`), 0 to 1: how far congruence C and conflict D are from
/// two ideal camps,
/// Σ_{i≠j} [same camp c: |C_ij − E_c| + |D_ij|; else |C_ij| + |D_ij − F|] / (2 (Σ|C| + Σ|D|)), where E_c spreads all of C over
/// the pairs inside camps and F all of D over those between, each by the camps' shares of the pairs. 0 where nobody says anything.
///
/// The program makes it as great as it can, although it measures a distance: two perfect camps score .25 and a mixed division
/// .536. It stands here so that its figures can be checked; O(n²).
pub(super) fn quality(congruence: &Matrix, conflict: &Matrix, second: &[bool]) -> f64 {
    let all = congruence.cells().chain(conflict.cells()).map(|(_, _, value)| value.abs()).sum::<f64>();
    if all == 0.0 {
        return 0.0;
    }
    let expected = Expected::of(congruence, conflict, second);
    let cell = |(i, j, agree): (usize, usize, f64)| {
        if i == j { 0.0 } else { expected.deviation(second[i], second[j], agree, conflict.get(i, j)) }
    };
    let n = congruence.rows();
    let cells = (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
    cells.map(|(i, j)| cell((i, j, congruence.get(i, j)))).sum::<f64>() / (2.0 * all)
}

/// What the ideal structure would have: congruence of a pair inside either camp, conflict of one between.
struct Expected {
    inside: [f64; 2],
    between: f64,
}

impl Expected {
    fn of(congruence: &Matrix, conflict: &Matrix, second: &[bool]) -> Self {
        let norm = |matrix: &Matrix| matrix.cells().map(|(_, _, value)| value.abs()).sum::<f64>();
        let other = second.iter().filter(|side| **side).count();
        let sizes = [second.len() - other, other].map(|size| size as f64);
        let pairs = sizes.map(|size| size * (size - 1.0));
        let (within, n) = (pairs[0] + pairs[1], second.len() as f64);
        let across = n * (n - 1.0) - within;
        let share =
            |part: f64, whole: f64, sum: f64| if whole > 0.0 { part / whole * sum / whole } else { 0.0 };
        Self {
            inside: pairs.map(|part| share(part, within, norm(congruence))),
            between: share(sizes[0] * sizes[1], across, norm(conflict)),
        }
    }

    fn deviation(&self, one: bool, other: bool, agree: f64, differ: f64) -> f64 {
        if one == other {
            (agree - self.inside[usize::from(one)]).abs() + differ.abs()
        } else {
            agree.abs() + (differ - self.between).abs()
        }
    }
}

/// The division into camps of one size (±1) with the greatest [`quality`]: all are tried up to 16 actors, beyond that exchanges
/// from seeded divisions, the expectations held at those of even camps.
pub(super) fn divide(congruence: &Matrix, conflict: &Matrix, starts: usize, seed: u64) -> Division {
    let n = congruence.rows();
    if n > EXACT {
        let even: Vec<bool> = (0..n).map(|at| at % 2 == 1).collect();
        let expected = Expected::of(congruence, conflict, &even);
        let gain = congruence.zip(conflict, |c, d| {
            expected.deviation(false, false, c, d) - expected.deviation(false, true, c, d)
        });
        return balance::divide(&gain, true, starts, seed);
    }
    let mut best = Division { second: vec![false; n], value: 0.0, exact: true };
    for camps in 0u32..1 << n {
        if (camps.count_ones() as usize).abs_diff(n - camps.count_ones() as usize) > 1 {
            continue;
        }
        let second: Vec<bool> = (0..n).map(|at| camps >> at & 1 == 1).collect();
        let value = quality(congruence, conflict, &second);
        if value > best.value + 1e-12 {
            best = Division { second, value, exact: true };
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_perfect_camps_score_a_quarter_and_are_not_what_is_found() {
        // Four against four, by hand: E = F = 1/2, so that each of 24 + 32 pairs is 1/2 off, of 2 · 56.
        let camp = |at: usize| at / 4;
        let (mut agree, mut differ) = (Matrix::zeros(8, 8), Matrix::zeros(8, 8));
        for (i, j) in (0..8).flat_map(|i| (0..8).map(move |j| (i, j))).filter(|(i, j)| i != j) {
            let of = if camp(i) == camp(j) { &mut agree } else { &mut differ };
            of.set(i, j, 1.0);
        }
        let true_camps: Vec<bool> = (0..8).map(|at| camp(at) == 1).collect();
        assert!((quality(&agree, &differ, &true_camps) - 0.25).abs() < 1e-12);
        let found = divide(&agree, &differ, 1, 1);
        assert!((found.value - 0.536).abs() < 5e-4, "{}", found.value);
    }

    #[test]
    fn nobody_who_says_anything_gives_nothing() {
        assert_eq!(quality(&Matrix::zeros(2, 2), &Matrix::zeros(2, 2), &[false, true]), 0.0);
    }
}
