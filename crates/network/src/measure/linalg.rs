//! Eigenvalues of symmetric matrices.

use crate::Matrix;

/// Eigenvalues in descending order, by cyclic Jacobi rotations (Golub and Van Loan, "Matrix Computations", 8.5): O(n³) a
/// sweep, a handful of sweeps.
pub(crate) fn eigenvalues(symmetric: &Matrix) -> Vec<f64> {
    let n = symmetric.rows();
    let mut a = symmetric.clone();
    for _ in 0..100 {
        let off: f64 = a.cells().filter(|(i, j, _)| i != j).map(|(_, _, value)| value * value).sum();
        if off < 1e-24 {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, p, q);
            }
        }
    }
    let mut values: Vec<f64> = (0..n).map(|i| a.get(i, i)).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    values
}

fn rotate(a: &mut Matrix, p: usize, q: usize) {
    let apq = a.get(p, q);
    if apq == 0.0 {
        return;
    }
    let theta = (a.get(q, q) - a.get(p, p)) / (2.0 * apq);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    for k in 0..a.rows() {
        let (kp, kq) = (a.get(k, p), a.get(k, q));
        a.set(k, p, c * kp - s * kq);
        a.set(k, q, s * kp + c * kq);
    }
    for k in 0..a.rows() {
        let (pk, qk) = (a.get(p, k), a.get(q, k));
        a.set(p, k, c * pk - s * qk);
        a.set(q, k, s * pk + c * qk);
    }
}

#[cfg(test)]
mod tests {
    use super::super::balance::tests::symmetric;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Sum, and sum of squares, of eigenvalues are those that the matrix tells without them.
        #[test]
        fn traces_agree(w in symmetric(7)) {
            let values = eigenvalues(&w);
            let trace: f64 = (0..w.rows()).map(|i| w.get(i, i)).sum();
            let squares: f64 = w.cells().map(|(_, _, value)| value * value).sum();
            prop_assert!((values.iter().sum::<f64>() - trace).abs() < 1e-8);
            prop_assert!((values.iter().map(|v| v * v).sum::<f64>() - squares).abs() < 1e-8);
        }
    }

    #[test]
    fn the_path_of_three_has_a_known_spectrum() {
        let laplacian = Matrix::from_rows(3, &[vec![1., -1., 0.], vec![-1., 2., -1.], vec![0., -1., 1.]]);
        for (found, known) in eigenvalues(&laplacian).into_iter().zip([3.0, 1.0, 0.0]) {
            assert!((found - known).abs() < 1e-9);
        }
    }
}
