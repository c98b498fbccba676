//! Raw scores to probabilities.

use standpoint_model::{Confidence, Predicate};
use std::sync::LazyLock;

/// Points (score, probability) of a rising curve.
type Curve = Vec<(f64, f64)>;

static CURVES: LazyLock<Vec<(Predicate, Curve)>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/statements/calibration.tsv"))
        .filter_map(|row| {
            let points = row.get(1)?.split_whitespace().filter_map(|point| {
                let (score, probability) = point.split_once(':')?;
                Some((score.parse().ok()?, probability.parse().ok()?))
            });
            Some((row[0].parse().ok()?, points.collect()))
        })
        .collect()
});

/// The probability that a statement of this predicate and raw score is right: linear between the points of the
/// predicate's curve in `data/statements/calibration.tsv`.
pub(super) fn calibrated(predicate: Predicate, score: f64) -> Confidence {
    let curve =
        CURVES.iter().find(|(p, _)| *p == predicate).map(|(_, points)| points.as_slice()).unwrap_or_default();
    let (mut left, mut value) = ((0.0, 0.0), None);
    for &right in curve.iter().chain([&(1.0, 1.0)]) {
        if score <= right.0 {
            let share = if right.0 > left.0 { (score - left.0) / (right.0 - left.0) } else { 1.0 };
            value = Some(left.1 + share * (right.1 - left.1));
            break;
        }
        left = right;
    }
    Confidence::clamped(value.unwrap_or(1.0))
}
