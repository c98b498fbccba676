//! Signs to probabilities.

use super::signs::Signs;
use standpoint_model::{Confidence, Predicate};
use std::{collections::HashMap, sync::LazyLock};

/// For a sort of statement ("relation", "stance", "claim"), the weight of each sign; a predicate's own name is a sign of it.
static WEIGHTS: LazyLock<HashMap<(&str, &str), f64>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/statements/weights.tsv"))
        .filter_map(|row| Some(((row[0], *row.get(1)?), row.get(2)?.parse().ok()?)))
        .collect()
});

/// The probability that a statement with these signs is right: logistic regression with the weights of
/// `data/statements/weights.tsv`, set on annotated articles that the model was not trained on (Platt 1999).
pub(super) fn probability(predicate: Predicate, signs: &Signs) -> Confidence {
    let kind = predicate.kind().as_str();
    let weight = |sign: &str| WEIGHTS.get(&(kind, sign)).copied().unwrap_or(0.0);
    let sum: f64 = signs.iter().map(|(sign, value)| weight(sign) * value).sum();
    let odds = sum + weight(predicate.as_str()) + weight("bias");
    Confidence::clamped(lifted(1.0 / (1.0 + (-odds).exp()), weight("cut")))
}

/// How far below the cut, and from where on above one half, probabilities stay what they are; and how far above one half those
/// come that are lifted: no farther than keeps their order.
const BELOW: f64 = 0.05;
const ABOVE: f64 = 0.6;
const LIFTED: f64 = 0.015;

/// The default output keeps what is at one half or above. F1 is best at a lower probability `cut` where much is missed, so
/// that probabilities between the cut and one half are lifted to just above it; a rising function, the identity elsewhere.
fn lifted(p: f64, cut: f64) -> f64 {
    let points =
        [(0.0, 0.0), (cut - BELOW, cut - BELOW), (cut, 0.5), (0.5, 0.5 + LIFTED), (ABOVE, ABOVE), (1.0, 1.0)];
    if cut <= BELOW || cut >= 0.5 {
        return p;
    }
    let next = points.iter().position(|(x, _)| p <= *x).unwrap_or(points.len() - 1).max(1);
    let ((a, from), (b, to)) = (points[next - 1], points[next]);
    from + (p - a) / (b - a) * (to - from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifting_keeps_the_order_and_puts_the_cut_at_one_half() {
        assert!((lifted(0.3, 0.3) - 0.5).abs() < 1e-9);
        assert!((lifted(0.2, 0.3) - 0.2).abs() < 1e-9 && (lifted(0.8, 0.3) - 0.8).abs() < 1e-9);
        let all: Vec<f64> = (0..=100).map(|p| lifted(f64::from(p) / 100.0, 0.3)).collect();
        assert!(all.is_sorted() && all.iter().all(|p| (0.0..=1.0).contains(p)));
        assert!((lifted(0.4, 0.0) - 0.4).abs() < 1e-9);
    }

    #[test]
    fn a_surer_cue_makes_a_surer_statement() {
        for predicate in [Predicate::Leads, Predicate::Supports, Predicate::Asserts] {
            let of = |frame: f64| probability(predicate, &Signs::from([("frame", frame)])).get();
            assert!(of(3.0) > of(0.0) && of(0.0) > of(-3.0), "{predicate:?}");
        }
    }
}
