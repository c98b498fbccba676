//! How far a signed network is from two camps.

use super::balance::divide;
use crate::Matrix;

/// The frustration of a signed network.
#[derive(Debug, Clone, PartialEq)]
pub struct Frustration {
    /// Least total weight of ties that must go, or change sign, for two camps to be left.
    pub index: f64,
    /// 1 − 2·index/(total weight): 1 where the network is balanced, 0 at the worst; 1 without ties.
    pub balance: f64,
    /// Of each row, whether it is in the second camp; the first row never is.
    pub second: Vec<bool>,
    /// Ties that do not fit the camps: rows and weight.
    pub frustrated: Vec<(usize, usize, f64)>,
    /// Whether the index is the least for certain.
    pub exact: bool,
}

/// Frustration index L = min over divisions of Σ_{w>0, different camps} w + Σ_{w<0, same camp} |w| (Harary 1959; "line index of
/// balance"), and the normalized 1 − 2L/Σ|w| (Aref and Wilson 2018). `signed` is a one-mode matrix, as of
/// [`crate::Aggregation::Subtract`]. Exact up to 20 nodes in O(2^n·n), beyond by seeded search: then an upper bound.
#[must_use]
pub fn frustration(signed: &Matrix, starts: usize, seed: u64) -> Frustration {
    let division = divide(signed, false, starts, seed);
    let second = division.second;
    let mut total = 0.0;
    let mut frustrated = Vec::new();
    for (i, j, weight) in signed.cells().filter(|(i, j, _)| i < j) {
        total += weight.abs();
        if (second[i] == second[j]) != (weight > 0.0) {
            frustrated.push((i, j, weight));
        }
    }
    let index: f64 = frustrated.iter().map(|(_, _, weight)| weight.abs()).sum();
    let balance = if total > 0.0 { 1.0 - 2.0 * index / total } else { 1.0 };
    Frustration { index, balance, second, frustrated, exact: division.exact }
}

#[cfg(test)]
mod tests {
    use super::super::balance::tests::symmetric;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_camps_leave_less(w in symmetric(6)) {
            let n = w.rows();
            let least = (0u32..1 << n)
                .map(|bits| {
                    let side = |i: usize| bits >> i & 1 == 1;
                    let bad = |(i, j, v): &(usize, usize, f64)| i < j && (side(*i) == side(*j)) != (*v > 0.0);
                    w.cells().filter(bad).map(|(_, _, v)| v.abs()).sum::<f64>()
                })
                .fold(f64::INFINITY, f64::min);
            let found = frustration(&w, 1, 1);
            prop_assert!((found.index - least).abs() < 1e-9);
            prop_assert!((0.0..=1.0).contains(&found.balance));
        }
    }

    #[test]
    fn three_enemies_frustrate_one_tie() {
        let w = Matrix::from_rows(3, &[vec![0., -1., -1.], vec![-1., 0., -1.], vec![-1., -1., 0.]]);
        let found = frustration(&w, 1, 1);
        assert_eq!((found.index, found.frustrated.len()), (1.0, 1));
    }
}
