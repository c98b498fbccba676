//! What can be left out: concepts that a network does not need, ties that chance would give.

use super::linalg::eigenvalues;
use crate::{Corpus, Filter, Matrix, Network, NetworkError, Spec};
use std::collections::BTreeSet;

/// One column left out of a nested backbone.
#[derive(Debug, Clone, PartialEq)]
pub struct BackboneStep {
    /// Label of the column; the last step's is what is left.
    pub column: String,
    /// Spectral distance of the network without it, and without all before it, from the whole; 1 without any column.
    pub loss: f64,
    /// How many statements the whole network has on it.
    pub statements: usize,
}

/// Columns in the order in which they can be left out of a one-mode network: each time the one whose loss is least.
///
/// Loss is Σ_i |λ_i − λ'_i| over the eigenvalues, in descending order and divided by their sum, of the graph Laplacian
/// (degrees − weights; negative weights count as none) of the whole and of the rest, from 0 to 2 (Leifeld, "backbone" of
/// rDNA 3). With [`Spec::compat`] the spectrum is that of the degrees alone, which is what that program computes. O(columns² ×
/// (network + n³)) for n rows.
///
/// # Errors
/// As [`Network::of`]; `spec` must be of a one-mode network.
pub fn nested_backbone(
    corpus: &Corpus,
    spec: &Spec,
    filter: &Filter,
) -> Result<Vec<BackboneStep>, NetworkError> {
    let spec = Spec { mode: crate::Mode::OneMode, isolates: true, ..*spec };
    let whole = Network::of(corpus, &spec, filter)?;
    let full = spectrum(&whole.matrix, spec.compat);
    let mut left: BTreeSet<u32> = whole.selection.records.iter().map(|record| record.column).collect();
    let mut gone = filter.without_columns.clone();
    let mut steps = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let mut best: Option<(f64, u32)> = None;
        for column in &left {
            let mut without = gone.clone();
            without.insert(corpus.columns[*column as usize].key.clone());
            let rest = Network::of(corpus, &spec, &Filter { without_columns: without, ..filter.clone() })?;
            let loss = distance(&full, &spectrum(&rest.matrix, spec.compat));
            if best.is_none_or(|(least, _)| loss < least - 1e-12) {
                best = Some((loss, *column));
            }
        }
        let Some((loss, column)) = best else { break };
        left.remove(&column);
        let node = &corpus.columns[column as usize];
        gone.insert(node.key.clone());
        let statements = whole.selection.records.iter().filter(|record| record.column == column).count();
        steps.push(BackboneStep { column: node.label.clone(), loss, statements });
    }
    Ok(steps)
}

/// Eigenvalues of the Laplacian, descending, none negative, divided by their sum where there is one.
fn spectrum(weights: &Matrix, degrees_only: bool) -> Vec<f64> {
    let n = weights.rows();
    let mut laplacian = Matrix::zeros(n, n);
    for (i, j, weight) in weights.cells().filter(|(_, _, weight)| *weight > 0.0) {
        laplacian.set(i, i, laplacian.get(i, i) + weight);
        if !degrees_only {
            laplacian.set(i, j, -weight);
        }
    }
    let values: Vec<f64> = eigenvalues(&laplacian).into_iter().map(|value| value.max(0.0)).collect();
    let sum: f64 = values.iter().sum();
    if sum > 0.0 { values.into_iter().map(|value| value / sum).collect() } else { values }
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}

/// How surprising a tie is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Significance {
    /// One end.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// Its weight.
    pub weight: f64,
    /// Probability that a tie at least so strong comes about by chance, at the end where that is less.
    pub alpha: f64,
}

/// The disparity filter: for each tie of weight w at a node of degree k and strength s, α = (1 − w/s)^(k−1), the probability of
/// so large a share were the strength dealt at random among its ties; the lesser of both ends counts (Serrano, Boguñá and
/// Vespignani 2009). Ties with α below a threshold (0.05) are the backbone. Only positive weights; a node's only tie has
/// α = 1. O(n²).
#[must_use]
pub fn disparity(weights: &Matrix) -> Vec<Significance> {
    let n = weights.rows();
    let mut ends = vec![(0i32, 0.0); n];
    let ties: Vec<(usize, usize, f64)> = weights.cells().filter(|(_, _, weight)| *weight > 0.0).collect();
    for (i, _, weight) in &ties {
        ends[*i].0 += 1;
        ends[*i].1 += weight;
    }
    let alpha = |at: usize, weight: f64| {
        let (degree, strength) = ends[at];
        (1.0 - weight / strength).max(0.0).powi(degree - 1)
    };
    let one = |(from, to, weight): (usize, usize, f64)| Significance {
        from,
        to,
        weight,
        alpha: alpha(from, weight).min(alpha(to, weight)),
    };
    ties.into_iter().filter(|(i, j, _)| i < j).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The share of uniform deals, by the integral that defines α, in small steps.
        #[test]
        fn alpha_is_the_integral(shares in proptest::collection::vec(1u8..20, 2..6)) {
            let n = shares.len() + 1;
            let mut star = Matrix::zeros(n, n);
            for (at, share) in shares.iter().enumerate() {
                star.set(0, at + 1, f64::from(*share));
                star.set(at + 1, 0, f64::from(*share));
            }
            let total: f64 = shares.iter().copied().map(f64::from).sum();
            for tie in disparity(&star) {
                let (p, k) = (tie.weight / total, shares.len() as i32);
                let steps = 20_000;
                let integral: f64 = (0..steps)
                    .map(|at| (f64::from(at) + 0.5) / f64::from(steps) * p)
                    .map(|x| f64::from(k - 1) * (1.0 - x).powi(k - 2) * p / f64::from(steps))
                    .sum();
                prop_assert!((tie.alpha - (1.0 - integral)).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn an_only_tie_is_no_surprise() {
        let pair = Matrix::from_rows(2, &[vec![0., 5.], vec![5., 0.]]);
        assert_eq!(disparity(&pair)[0].alpha, 1.0);
        assert!(disparity(&Matrix::zeros(3, 3)).is_empty());
    }
}
