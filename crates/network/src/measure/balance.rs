//! The division into two camps that a signed matrix fits best.

use crate::Matrix;

/// Up to so many nodes, every division is tried.
const EXACT: usize = 20;

/// A division into two camps.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Division {
    /// Of each node, whether it is in the second camp; the first node never is.
    pub(crate) second: Vec<bool>,
    /// Σ_{i<j} s_i s_j w_ij with s = 1 in the first camp and −1 in the second.
    pub(crate) value: f64,
    /// Whether no division is better for certain.
    pub(crate) exact: bool,
}

/// The division that makes Σ_{i<j} s_i s_j w_ij greatest: the ground state of a spin glass, or maximum cut (Barahona 1982),
/// NP-hard in general.
///
/// Up to 20 nodes all 2^(n−1) divisions are gone through in Gray code order, O(2^n·n); `balanced` ones only, where wished
/// (sizes differ by one at most). Beyond, steepest single moves from `starts` random divisions, O(starts·n²·moves), the same
/// for the same seed. `w` must be symmetric.
pub(crate) fn divide(w: &Matrix, balanced: bool, starts: usize, seed: u64) -> Division {
    let n = w.rows();
    let mut best =
        if n <= EXACT { exhaustive(w, balanced) } else { search(w, balanced, starts.max(1), seed) };
    if best.second.first() == Some(&true) {
        best.second.iter_mut().for_each(|side| *side = !*side);
    }
    best
}

pub(crate) fn value(w: &Matrix, second: &[bool]) -> f64 {
    let mut sum = 0.0;
    for i in 0..w.rows() {
        for j in i + 1..w.rows() {
            sum += if second[i] == second[j] { w.get(i, j) } else { -w.get(i, j) };
        }
    }
    sum
}

fn exhaustive(w: &Matrix, balanced: bool) -> Division {
    let n = w.rows();
    let mut second = vec![false; n];
    let fits = |number: usize| !balanced || number.abs_diff(n - number) <= 1;
    let (mut now, mut number) = (value(w, &second), 0usize);
    let mut best = fits(0).then(|| (now, second.clone()));
    // Gray code: each step moves one node, so that its change is a sum over one row.
    for step in 1u64..1 << n.saturating_sub(1) {
        let moved = step.trailing_zeros() as usize + 1;
        now -= 2.0 * pull(w, &second, moved);
        second[moved] = !second[moved];
        if second[moved] {
            number += 1;
        } else {
            number -= 1;
        }
        // Less than rounding is no improvement: the first of equals stays, on every machine.
        if fits(number) && best.as_ref().is_none_or(|(known, _)| now > known + 1e-12) {
            best = Some((now, second.clone()));
        }
    }
    let (_, second) = best.unwrap_or((0.0, second));
    Division { value: value(w, &second), second, exact: true }
}

/// Σ_j s_i s_j w_ij: how well node i stands where it is.
fn pull(w: &Matrix, second: &[bool], i: usize) -> f64 {
    let row = w.row(i).iter().zip(second).enumerate();
    row.filter(|(j, _)| *j != i).map(|(_, (w, side))| if *side == second[i] { *w } else { -w }).sum()
}

fn search(w: &Matrix, balanced: bool, starts: usize, seed: u64) -> Division {
    let n = w.rows();
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut best: Option<Division> = None;
    for start in 0..starts {
        let mut second: Vec<bool> =
            (0..n).map(|at| if balanced { at % 2 == 1 } else { chance.bool() }).collect();
        if start == 0 && !balanced {
            // All in one camp is a good start where there is little conflict.
            second.fill(false);
        }
        if balanced {
            chance.shuffle(&mut second);
        }
        let mut pulls: Vec<f64> = (0..n).map(|i| pull(w, &second, i)).collect();
        while let Some(moves) = best_move(w, &second, &pulls, balanced) {
            for moved in moves {
                second[moved] = !second[moved];
                for other in (0..n).filter(|other| *other != moved) {
                    let change = 2.0 * w.get(moved, other);
                    pulls[other] += if second[other] == second[moved] { change } else { -change };
                }
                pulls[moved] = -pulls[moved];
            }
        }
        let found = value(w, &second);
        if best.as_ref().is_none_or(|known| found > known.value + 1e-12) {
            best = Some(Division { second, value: found, exact: false });
        }
    }
    best.unwrap_or(Division { second: vec![false; n], value: 0.0, exact: false })
}

/// The move, or where sizes must stay the exchange, that gains most; none where nothing gains.
fn best_move(w: &Matrix, second: &[bool], pulls: &[f64], balanced: bool) -> Option<Vec<usize>> {
    let n = second.len();
    let worst = |side: bool| {
        (0..n).filter(|i| second[*i] == side).min_by(|a, b| pulls[*a].total_cmp(&pulls[*b]).then(a.cmp(b)))
    };
    if !balanced {
        let moved =
            worst(false).into_iter().chain(worst(true)).min_by(|a, b| pulls[*a].total_cmp(&pulls[*b]))?;
        return (pulls[moved] < -1e-9).then(|| vec![moved]);
    }
    let (one, other) = (worst(false)?, worst(true)?);
    // Both change sides: what is between them stays as it is, and is counted in both pulls.
    let gain = -(pulls[one] + pulls[other]) - 2.0 * w.get(one, other);
    (gain > 1e-9).then(|| vec![one, other])
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Symmetric matrices of up to `most` nodes with whole numbers from −3 to 3.
    pub(crate) fn symmetric(most: usize) -> impl Strategy<Value = Matrix> {
        (1..=most).prop_flat_map(|n| {
            proptest::collection::vec(-3i8..=3, n * n).prop_map(move |cells| {
                let mut matrix = Matrix::zeros(n, n);
                for i in 0..n {
                    for j in 0..i {
                        matrix.set(i, j, f64::from(cells[i * n + j]));
                        matrix.set(j, i, f64::from(cells[i * n + j]));
                    }
                }
                matrix
            })
        })
    }

    fn brute(w: &Matrix, balanced: bool) -> f64 {
        let n = w.rows();
        (0u32..1 << n)
            .map(|bits| (0..n).map(|at| bits >> at & 1 == 1).collect::<Vec<bool>>())
            .filter(|side| !balanced || (2 * side.iter().filter(|s| **s).count()).abs_diff(n) <= 1)
            .map(|side| value(w, &side))
            .fold(f64::NEG_INFINITY, f64::max)
    }

    proptest! {
        #[test]
        fn no_division_is_better(w in symmetric(7)) {
            for balanced in [false, true] {
                let found = divide(&w, balanced, 1, 1);
                prop_assert!((found.value - brute(&w, balanced)).abs() < 1e-9);
                prop_assert_eq!(found.value, value(&w, &found.second));
            }
        }

        #[test]
        fn the_search_finds_it_in_small_matrices(w in symmetric(7)) {
            let found = search(&w, false, 50, 1);
            prop_assert!((found.value - brute(&w, false)).abs() < 1e-9);
            let even = search(&w, true, 20, 1);
            prop_assert!(even.value <= brute(&w, true) + 1e-9);
            prop_assert!((2 * even.second.iter().filter(|s| **s).count()).abs_diff(w.rows()) <= 1);
        }
    }

    #[test]
    fn two_camps_of_thirty_are_found() {
        let mut w = Matrix::zeros(60, 60);
        for i in 0..60 {
            for j in (0..60).filter(|j| *j != i) {
                w.set(i, j, if i % 2 == j % 2 { 1.0 } else { -1.0 });
            }
        }
        let found = divide(&w, false, 10, 7);
        assert_eq!(found.value, 60.0 * 59.0 / 2.0);
        assert_eq!(found, divide(&w, false, 10, 7));
    }
}
