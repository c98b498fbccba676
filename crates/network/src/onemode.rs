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
    // Measured: a scattered step costs about as much as ten of the dense product.
    let mut values = if sparse > 1_000_000 && sparse.saturating_mul(10) > n * n * slots {
        dense(x, z)
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
        for i in 0..n {
            for j in 0..i {
                values[i * n + j] = values[j * n + i];
            }
        }
    }
    Matrix::from_values(n, n, values)
}

fn dense(x: &Counts, z: &Counts) -> Vec<f64> {
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
        let part = x.slice_axis(ndarray::Axis(0), ndarray::Slice::from(from..from + rows)).dot(&z.t());
        for (cell, value) in out.iter_mut().zip(part.iter()) {
            *cell = *value;
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
                let full = Matrix::from_values(4, 4, dense(&x, &x.seen_by(&s)));
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
