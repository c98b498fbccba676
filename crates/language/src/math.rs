//! Small functions of vectors.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Slice};
use std::ops::Range;

/// Place of the first greatest value; 0 for none.
pub(crate) fn argmax(values: impl IntoIterator<Item = f32>) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (at, value) in values.into_iter().enumerate() {
        if value > best.1 {
            best = (at, value);
        }
    }
    best.0
}

/// Logarithms of probabilities, row by row.
pub(crate) fn log_softmax(scores: ArrayView2<'_, f32>) -> Array2<f32> {
    let mut out = scores.to_owned();
    for mut row in out.rows_mut() {
        let most = row.fold(f32::NEG_INFINITY, |a, b| a.max(*b));
        let sum: f32 = row.iter().map(|x| (x - most).exp()).sum();
        row -= most + sum.ln();
    }
    out
}

/// Probabilities.
pub(crate) fn softmax(scores: &Array1<f32>) -> Array1<f32> {
    let most = scores.fold(f32::NEG_INFINITY, |a, b| a.max(*b));
    let mut out = scores.mapv(|x| (x - most).exp());
    let sum = out.sum();
    out /= sum;
    out
}

/// Probability of a yes.
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// Leaky rectifier with slope 0.1.
pub(crate) fn leaky(x: f32) -> f32 {
    if x < 0.0 { 0.1 * x } else { x }
}

/// Rectified rows with a column of ones.
pub(crate) fn leaky_and_one(x: ArrayView2<'_, f32>) -> Array2<f32> {
    let columns = x.ncols();
    let mut out = Array2::ones((x.nrows(), columns + 1));
    out.slice_axis_mut(Axis(1), Slice::from(..columns)).assign(&x.mapv(leaky));
    out
}

/// A rectified vector with a one.
pub(crate) fn leaky_and_one_vector(x: ArrayView1<'_, f32>) -> Array1<f32> {
    x.iter().map(|x| leaky(*x)).chain([1.0]).collect()
}

/// Some rows of a matrix. (`ndarray::s!` would say the same, but allows itself unsafe code.)
pub(crate) fn rows<'a>(matrix: ArrayView2<'a, f32>, range: Range<usize>) -> ArrayView2<'a, f32> {
    let mut matrix = matrix;
    matrix.slice_axis_inplace(Axis(0), Slice::from(range));
    matrix
}

/// Some columns of a matrix.
pub(crate) fn columns<'a>(matrix: ArrayView2<'a, f32>, range: Range<usize>) -> ArrayView2<'a, f32> {
    let mut matrix = matrix;
    matrix.slice_axis_inplace(Axis(1), Slice::from(range));
    matrix
}
