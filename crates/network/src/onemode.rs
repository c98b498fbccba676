//! Rows by rows, through the columns that they share.
//!
//! Every aggregation is a bilinear form y_ii' = Σ_j Σ_kk' x_ijk s_kk' x_i'jk' with a similarity s of levels: all ones to
//! ignore them, 1 − |k−k'|/R for congruence, |k−k'|/R for conflict, the difference of both to subtract.

use crate::counts::Counts;
use crate::{Aggregation, Matrix, Scale};
use rayon::prelude::*;

/// How alike two levels are, from 1 to −1, by aggregation; R = `range`.
pub(crate) fn similarity(
    aggregation: Aggregation,
    levels: &[i32],
    scale: &Scale,
    range: f64,
) -> Vec<Vec<f64>> {
    let distance = |a: i32, b: i32| match scale {
        Scale::Category(_) => f64::from(u8::from(a != b)),
        // All say the same where there is one level only: no distance, not 0/0.
        _ if range <= 0.0 => 0.0,
        _ => (f64::from(a) - f64::from(b)).abs() / range,
    };
    let alike = |a: i32, b: i32| match aggregation {
        Aggregation::Congruence => 1.0 - distance(a, b),
        Aggregation::Conflict => distance(a, b),
        Aggregation::Subtract => 1.0 - 2.0 * distance(a, b),
        Aggregation::Ignore | Aggregation::Combine => 1.0,
    };
    levels.iter().map(|a| levels.iter().map(|b| alike(*a, *b)).collect()).collect()
}

/// The one-mode network with a diagonal.
pub(crate) fn onemode(
    counts: &Counts,
    aggregation: Aggregation,
    levels: &[i32],
    scale: &Scale,
    range: f64,
) -> Matrix {
    let s = similarity(aggregation, levels, scale, range);
    product(counts, &counts.seen_by(&s), true)
}

/// Discourse Network Analyzer's conflict through categories: on each level that only one of the two uses, its count.
pub(crate) fn lone_levels(counts: &Counts) -> Matrix {
    let totals = counts.row_totals();
    let shared = product(counts, &counts.map(|weight| f64::from(u8::from(weight != 0.0))), false);
    let n = totals.len();
    let mut out = Matrix::zeros(n, n);
    for i in 0..n {
        for j in 0..n {
            out.set(i, j, totals[i] + totals[j] - shared.get(i, j) - shared.get(j, i));
        }
    }
    out
}

/// X·Zᵀ; where it is `symmetric`, half is computed and mirrored.
///
/// Sparse, in O(Σ_slots (rows that use the slot)²); where most cells are used, as a dense product, in O(n²·slots) with a
/// far smaller constant. Both add in a fixed order: the same numbers whatever the number of threads.
pub(crate) fn product(x: &Counts, z: &Counts, symmetric: bool) -> Matrix {
    let (n, slots) = (x.rows.len(), x.slots());
    let mut users: Vec<Vec<(u32, f64)>> = vec![Vec::new(); slots];
    for (i, row) in z.rows.iter().enumerate() {
        for (slot, weight) in row {
            users[*slot as usize].push((i as u32, *weight));
        }
    }
    let sparse: usize = x.rows.iter().flatten().map(|(slot, _)| users[*slot as usize].len()).sum();
    // Measured: a scattered step costs about as much as forty of the dense product.
    let mut values = if sparse > 1_000_000 && sparse.saturating_mul(40) > n * n * slots {
        dense(x, z, symmetric)
    } else {
        let mut values = vec![0.0; n * n];
        values.par_chunks_mut(n.max(1)).zip(&x.rows).enumerate().for_each(|(i, (out, row))| {
            for (slot, weight) in row {
                let users = &users[*slot as usize];
                let from =
                    if symmetric { users.partition_point(|(other, _)| (*other as usize) < i) } else { 0 };
                for (other, value) in &users[from..] {
                    out[*other as usize] += weight * value;
                }
            }
        });
        values
    };
    if symmetric {
        mirror(&mut values, n);
    }
    Matrix::from_values(n, n, values)
}

/// Copies what is above the diagonal below it; in tiles, since a column of a large matrix is a cache miss a cell.
fn mirror(values: &mut [f64], n: usize) {
    const TILE: usize = 64;
    for top in (0..n).step_by(TILE) {
        for left in (0..=top).step_by(TILE) {
            for i in top..(top + TILE).min(n) {
                for j in left..(left + TILE).min(i) {
                    values[i * n + j] = values[j * n + i];
                }
            }
        }
    }
}

/// X·Zᵀ by blocks of rows; where only what is above the diagonal is wanted, no more than that.
fn dense(x: &Counts, z: &Counts, upper: bool) -> Vec<f64> {
    const ROWS: usize = 250;
    let (n, slots) = (x.rows.len(), x.slots());
    let full = |counts: &Counts| {
        let mut all = ndarray::Array2::<f64>::zeros((n, slots));
        for (i, row) in counts.rows.iter().enumerate() {
            for (slot, weight) in row {
                all[[i, *slot as usize]] = *weight;
            }
        }
        all
    };
    let (x, z) = (full(x), full(z));
    let mut values = vec![0.0; n * n];
    values.par_chunks_mut(n * ROWS).enumerate().for_each(|(block, out)| {
        let from = block * ROWS;
        let rows = out.len() / n;
        let left = if upper { from } else { 0 };
        let (ours, theirs) = (ndarray::Slice::from(from..from + rows), ndarray::Slice::from(left..n));
        let theirs = z.slice_axis(ndarray::Axis(0), theirs);
        let part = x.slice_axis(ndarray::Axis(0), ours).dot(&theirs.t());
        for (out, part) in out.chunks_mut(n).zip(part.rows()) {
            for (cell, value) in out[left..].iter_mut().zip(part) {
                *cell = *value;
            }
        }
    });
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counts(cells: &[(u8, u8, u8)]) -> Counts {
        let mut rows = vec![std::collections::BTreeMap::new(); 4];
        for (row, column, level) in cells {
            *rows[*row as usize].entry(u32::from(column * 3 + level)).or_insert(0.0) += 1.0;
        }
        Counts {
            columns: 3,
            levels: 3,
            rows: rows.into_iter().map(|row| row.into_iter().collect()).collect(),
        }
    }

    /// More rows than a block or a tile holds: both ways give one matrix, and it is symmetric.
    #[test]
    fn blocks_and_tiles_meet() {
        let mut chance = fastrand::Rng::with_seed(3);
        let row = |chance: &mut fastrand::Rng| {
            let full: Vec<(u32, f64)> = (0..12).map(|slot| (slot, f64::from(chance.u8(0..4)))).collect();
            full.into_iter().filter(|(_, weight)| *weight > 0.0).collect::<Vec<_>>()
        };
        let x = Counts { columns: 6, levels: 2, rows: (0..600).map(|_| row(&mut chance)).collect() };
        let found = product(&x, &x, true);
        let full = Matrix::from_values(600, 600, dense(&x, &x, false));
        assert_eq!(found, full);
        assert_eq!(found.get(599, 3), found.get(3, 599));
    }

    proptest! {
        /// The sparse and the dense product, and the sum over pairs of statements that defines both.
        #[test]
        fn the_product_is_the_sum_over_pairs(cells in proptest::collection::vec((0u8..4, 0u8..3, 0u8..3), 0..30)) {
            let levels = [-1, 0, 1];
            let scale = Scale::Integer { min: -1, max: 1 };
            let x = counts(&cells);
            for aggregation in
                [Aggregation::Ignore, Aggregation::Congruence, Aggregation::Conflict, Aggregation::Subtract]
            {
                let s = similarity(aggregation, &levels, &scale, 2.0);
                let fast = onemode(&x, aggregation, &levels, &scale, 2.0);
                let full = Matrix::from_values(4, 4, dense(&x, &x.seen_by(&s), false));
                for i in 0..4 {
                    for j in 0..4 {
                        let mut sum = 0.0;
                        for a in cells.iter().filter(|cell| usize::from(cell.0) == i) {
                            for b in cells.iter().filter(|cell| usize::from(cell.0) == j && cell.1 == a.1) {
                                let gap = (f64::from(a.2) - f64::from(b.2)).abs() / 2.0;
                                sum += match aggregation {
                                    Aggregation::Congruence => 1.0 - gap,
                                    Aggregation::Conflict => gap,
                                    Aggregation::Subtract => 1.0 - 2.0 * gap,
                                    _ => 1.0,
                                };
                            }
                        }
                        prop_assert!((fast.get(i, j) - sum).abs() < 1e-9);
                        prop_assert!((full.get(i, j) - sum).abs() < 1e-9);
                    }
                }
            }
        }
    }
}
