//! Tags `O, B-x, I-x, B-y, I-y, …`: the best sequence, and its spans.

use crate::math::{argmax, columns, rows};
use ndarray::{Array2, ArrayView2};
use std::ops::Range;

/// The tags with the greatest sum of scores in which every `I-x` follows a `B-x` or `I-x` (Viterbi 1967).
///
/// `scores` are `[words, tags]`; a tag of score minus infinity is barred, but for `O`, which must be possible. `after`,
/// `[tags + 1, tags]`, is what a tag (column) gains after another (row), and in its last row at the beginning.
pub(crate) fn best_tags(scores: ArrayView2<'_, f32>, after: ArrayView2<'_, f32>) -> Vec<usize> {
    let (words, tags) = scores.dim();
    let mut before = vec![0.0_f32; tags];
    let mut from = vec![vec![0_usize; tags]; words];
    for word in 0..words {
        let mut now = vec![f32::NEG_INFINITY; tags];
        for tag in 0..tags {
            let inside = tag > 0 && tag % 2 == 0;
            if word == 0 {
                if !inside {
                    now[tag] = after[[tags, tag]] + scores[[word, tag]];
                }
                continue;
            }
            let reached = |previous: usize| before[previous] + after[[previous, tag]];
            let allowed = if inside { tag - 1..tag + 1 } else { 0..tags };
            let best = allowed.clone().fold(allowed.start, |best, previous| {
                if reached(previous) > reached(best) { previous } else { best }
            });
            from[word][tag] = best;
            now[tag] = reached(best) + scores[[word, tag]];
        }
        before = now;
    }
    let mut tag = argmax(before);
    let mut out = vec![0; words];
    for word in (0..words).rev() {
        out[word] = tag;
        tag = from[word][tag];
    }
    out
}

/// Steps from tag to tag that cost and gain nothing, as [`best_tags`] wants them.
pub(crate) fn free_steps(tags: usize) -> Array2<f32> {
    Array2::zeros((tags + 1, tags))
}

/// The spans that tags make, each with its class, counted from 0 (`B-x`, `I-x`), 1 (`B-y`, `I-y`), …
pub(crate) fn spans(tags: &[usize]) -> Vec<(Range<usize>, usize)> {
    let mut out: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, &tag) in tags.iter().enumerate() {
        match (tag, out.last_mut()) {
            (0, _) => {}
            (_, Some((range, class))) if tag % 2 == 0 && range.end == at && *class == (tag - 1) / 2 => {
                range.end = at + 1;
            }
            _ => out.push((at..at + 1, (tag - 1) / 2)),
        }
    }
    out
}

/// Sum of the probabilities that the words of a span are of its class.
pub(crate) fn mass(log_probabilities: ArrayView2<'_, f32>, span: &Range<usize>, class: usize) -> f32 {
    let class = 2 * class + 1..2 * class + 3;
    columns(rows(log_probabilities, span.clone()), class).iter().map(|x| x.exp()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;
    use proptest::prelude::*;

    fn allowed(tags: &[usize]) -> bool {
        (0..tags.len()).all(|i| {
            let inside = tags[i] > 0 && tags[i].is_multiple_of(2);
            !inside || (i > 0 && (tags[i - 1] == tags[i] || tags[i - 1] == tags[i] - 1))
        })
    }

    fn sum(scores: &Array2<f32>, after: &Array2<f32>, tags: &[usize]) -> f32 {
        let steps: f32 = tags.windows(2).map(|pair| after[[pair[0], pair[1]]]).sum();
        let emitted: f32 = tags.iter().enumerate().map(|(i, t)| scores[[i, *t]]).sum();
        after[[5, tags[0]]] + steps + emitted
    }

    #[test]
    fn spans_of_tags() {
        assert_eq!(spans(&[1, 2, 0, 3, 4, 1]), [(0..2, 0), (3..5, 1), (5..6, 0)]);
    }

    proptest! {
        #[test]
        fn no_allowed_sequence_is_better(
            values in proptest::collection::vec(-3.0f32..3.0, 20),
            steps in proptest::collection::vec(-3.0f32..3.0, 30),
        ) {
            let scores = Array2::from_shape_vec((4, 5), values).unwrap();
            let after = Array2::from_shape_vec((6, 5), steps).unwrap();
            let found = best_tags(scores.view(), after.view());
            prop_assert!(allowed(&found));
            let best = (0..625usize)
                .map(|code| [code % 5, code / 5 % 5, code / 25 % 5, code / 125])
                .filter(|tags| allowed(tags))
                .map(|tags| sum(&scores, &after, &tags))
                .fold(f32::NEG_INFINITY, f32::max);
            prop_assert!((sum(&scores, &after, &found) - best).abs() < 1e-4);
        }
    }
}
