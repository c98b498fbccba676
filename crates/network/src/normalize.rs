//! Ties divided by how much is said.

use crate::counts::Counts;
use crate::onemode::product;
use crate::{Aggregation, Matrix, Normalization};

/// Divides each cell of a two-mode `matrix`; a zero divisor gives 0.
pub(crate) fn twomode(
    matrix: &mut Matrix,
    counts: &Counts,
    normalization: Normalization,
    aggregation: Aggregation,
) {
    let (rows, columns) = (matrix.rows(), matrix.columns());
    let filled = aggregation == Aggregation::Combine;
    let (by_row, by_column) = if filled {
        let (mut by_row, mut by_column) = (vec![0.0; rows], vec![0.0; columns]);
        for (i, j, _) in matrix.cells() {
            by_row[i] += 1.0;
            by_column[j] += 1.0;
        }
        (by_row, by_column)
    } else {
        (counts.row_totals(), counts.column_totals())
    };
    for (i, activity) in by_row.iter().enumerate() {
        for (j, prominence) in by_column.iter().enumerate() {
            let divisor = match normalization {
                Normalization::Activity => *activity,
                Normalization::Prominence => *prominence,
                _ => 1.0,
            };
            matrix.set(i, j, share(matrix.get(i, j), divisor));
        }
    }
}

/// Divides each cell of a one-mode `matrix`; a zero divisor gives 0.
pub(crate) fn onemode(matrix: &mut Matrix, counts: &Counts, normalization: Normalization) {
    let totals = counts.row_totals();
    let n = matrix.rows();
    let squares: Vec<f64> = counts
        .rows
        .iter()
        .map(|row| row.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt())
        .collect();
    let jaccard = (normalization == Normalization::Jaccard).then(|| {
        let both = counts.map(|weight| f64::from(u8::from(weight != 0.0)));
        (product(counts, &both, false), product(counts, counts, true))
    });
    for i in 0..n {
        for j in 0..n {
            let divisor = match (normalization, &jaccard) {
                (Normalization::Average, _) => (totals[i] + totals[j]) / 2.0,
                (Normalization::Cosine, _) => totals[i] * totals[j],
                (Normalization::VectorCosine, _) => squares[i] * squares[j],
                (Normalization::Jaccard, Some((shared, products))) => {
                    totals[i] + totals[j] - shared.get(i, j) - shared.get(j, i) + products.get(i, j)
                }
                _ => 1.0,
            };
            matrix.set(i, j, share(matrix.get(i, j), divisor));
        }
    }
}

/// Discourse Network Analyzer's average of kernel networks: times Σ_jk 2/(n_ijk + n_i'jk), over what either says.
pub(crate) fn compat_average(matrix: &mut Matrix, plain: &Counts) {
    let n = matrix.rows();
    let mut buffer = vec![0.0; plain.slots()];
    for i in 0..n {
        for (slot, weight) in &plain.rows[i] {
            buffer[*slot as usize] = *weight;
        }
        for j in 0..n {
            let theirs: f64 =
                plain.rows[j].iter().map(|(slot, weight)| 2.0 / (weight + buffer[*slot as usize])).sum();
            let at = |slot: u32| plain.rows[j].binary_search_by_key(&slot, |(other, _)| *other).is_ok();
            let ours: f64 =
                plain.rows[i].iter().filter(|(slot, _)| !at(*slot)).map(|(_, weight)| 2.0 / weight).sum();
            matrix.set(i, j, matrix.get(i, j) * (ours + theirs));
        }
        for (slot, _) in &plain.rows[i] {
            buffer[*slot as usize] = 0.0;
        }
    }
}

fn share(value: f64, divisor: f64) -> f64 {
    if divisor == 0.0 { 0.0 } else { value / divisor }
}
