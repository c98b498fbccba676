//! Rows by columns.

use crate::counts::Counts;
use crate::{Aggregation, Matrix, NetworkError, Scale};

/// y_ij by the formulas of [`Aggregation`]. O(number of cells).
pub(crate) fn twomode(
    counts: &Counts,
    aggregation: Aggregation,
    levels: &[i32],
    scale: &Scale,
) -> Result<Matrix, NetworkError> {
    if aggregation == Aggregation::Combine && levels.len() > 50 {
        return Err(NetworkError::TooManyLevels(levels.len()));
    }
    let value_of: Vec<f64> = levels.iter().map(|level| factor(aggregation, *level, scale)).collect();
    let mut matrix = Matrix::zeros(counts.rows.len(), counts.columns);
    for (i, row) in counts.rows.iter().enumerate() {
        for (slot, weight) in row {
            let (column, level) = (*slot as usize / counts.levels, *slot as usize % counts.levels);
            let add = match aggregation {
                Aggregation::Combine if *weight > 0.0 => 2f64.powi((levels.len() - 1 - level) as i32),
                Aggregation::Combine => 0.0,
                _ => value_of[level] * weight,
            };
            matrix.set(i, column, matrix.get(i, column) + add);
        }
    }
    Ok(matrix)
}

/// What one statement of this level adds.
fn factor(aggregation: Aggregation, level: i32, scale: &Scale) -> f64 {
    match (aggregation, scale) {
        (Aggregation::Subtract, Scale::Boolean) => f64::from(level) * 2.0 - 1.0,
        (Aggregation::Subtract, Scale::Integer { .. }) => f64::from(level),
        _ => 1.0,
    }
}
