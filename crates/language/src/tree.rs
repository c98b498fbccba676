//! The best dependency tree of a sentence.
//!
//! Maximum spanning arborescence (Chu and Liu 1965; Edmonds 1967) over scores of every pair of words, as McDonald et al.
//! 2005 parse with it, with exactly one word under the root: edges from the root are made so dear that one must do.

use crate::math::argmax;
use ndarray::{Array2, ArrayView2};

/// For each word, its head's column: 0 is the root, `i + 1` word `i`.
///
/// `scores` are `[words, words + 1]`, the higher the better.
pub(crate) fn best_tree(scores: ArrayView2<'_, f32>) -> Vec<usize> {
    let n = scores.nrows();
    let mut cost = Array2::from_elem((n + 1, n + 1), f64::NEG_INFINITY);
    let (mut least, mut most) = (0.0_f64, 0.0_f64);
    for ((word, head), score) in scores.indexed_iter() {
        if head != word + 1 {
            let score = if score.is_finite() { f64::from(*score) } else { -1e4 };
            cost[[word + 1, head]] = score;
            (least, most) = (least.min(score), most.max(score));
        }
    }
    let greedy: Vec<usize> = (0..=n).map(|word| if word == 0 { 0 } else { best_head(&cost, word) }).collect();
    let roots = greedy.iter().skip(1).filter(|head| **head == 0).count();
    let heads = if roots == 1 && cycle(&greedy).is_none() {
        greedy
    } else {
        let dear = (most - least + 1.0) * (n as f64 + 1.0);
        for word in 1..=n {
            cost[[word, 0]] -= dear;
        }
        arborescence(&cost)
    };
    heads.into_iter().skip(1).collect()
}

fn best_head(scores: &Array2<f64>, word: usize) -> usize {
    let mut best = 0;
    for head in 0..scores.ncols() {
        if scores[[word, head]] > scores[[word, best]] {
            best = head;
        }
    }
    best
}

/// Heads of nodes 1… with the greatest sum in which every node hangs from node 0.
fn arborescence(scores: &Array2<f64>) -> Vec<usize> {
    let n = scores.nrows();
    let mut heads: Vec<usize> =
        (0..n).map(|node| if node == 0 { 0 } else { best_head(scores, node) }).collect();
    let Some(ring) = cycle(&heads) else { return heads };
    // The ring becomes one node, the last of a smaller graph.
    let outside: Vec<usize> = (0..n).filter(|node| !ring.contains(node)).collect();
    let one = outside.len();
    let mut small = Array2::from_elem((one + 1, one + 1), f64::NEG_INFINITY);
    let (mut entered, mut left) = (vec![ring[0]; one], vec![ring[0]; one]);
    for (at, &node) in outside.iter().enumerate() {
        for (other, &head) in outside.iter().enumerate() {
            small[[at, other]] = scores[[node, head]];
        }
        for &inner in &ring {
            let enter = scores[[inner, node]] - scores[[inner, heads[inner]]];
            if enter > small[[one, at]] {
                (small[[one, at]], entered[at]) = (enter, inner);
            }
            let leave = scores[[node, inner]];
            if leave > small[[at, one]] {
                (small[[at, one]], left[at]) = (leave, inner);
            }
        }
    }
    let found = arborescence(&small);
    for (at, &node) in outside.iter().enumerate().skip(1) {
        heads[node] = if found[at] == one { left[at] } else { outside[found[at]] };
    }
    let above = found[one];
    heads[entered[above]] = outside[above];
    heads
}

/// A ring of nodes that hang from each other, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut ring = vec![at];
            let mut next = heads[at];
            while next != at {
                ring.push(next);
                next = heads[next];
            }
            return Some(ring);
        }
    }
    None
}

/// The best label of each row but for `barred`.
pub(crate) fn best_label(scores: impl IntoIterator<Item = f32>, barred: Option<usize>) -> usize {
    argmax(scores.into_iter().enumerate().map(
        |(at, score)| {
            if Some(at) == barred { f32::NEG_INFINITY } else { score }
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_tree(heads: &[usize]) -> bool {
        let mut all = vec![0];
        all.extend_from_slice(heads);
        heads.iter().filter(|h| **h == 0).count() == 1
            && heads.iter().enumerate().all(|(word, head)| *head != word + 1)
            && cycle(&all).is_none()
    }

    fn sum(scores: &Array2<f32>, heads: &[usize]) -> f64 {
        heads.iter().enumerate().map(|(word, head)| f64::from(scores[[word, *head]])).sum()
    }

    proptest! {
        #[test]
        fn no_tree_is_better(n in 1usize..6, values in proptest::collection::vec(-9i8..9, 30)) {
            // Small whole numbers make ties and rings likely.
            let values: Vec<f32> = values.into_iter().take(n * (n + 1)).map(f32::from).collect();
            let scores = Array2::from_shape_vec((n, n + 1), values).unwrap();
            let found = best_tree(scores.view());
            prop_assert!(is_tree(&found), "{found:?}");
            let best = (0..(n + 1).pow(n as u32))
                .map(|code| (0..n).map(|word| code / (n + 1).pow(word as u32) % (n + 1)).collect::<Vec<_>>())
                .filter(|heads| is_tree(heads))
                .map(|heads| sum(&scores, &heads))
                .fold(f64::NEG_INFINITY, f64::max);
            prop_assert!((sum(&scores, &found) - best).abs() < 1e-6);
        }

        #[test]
        fn long_sentences_give_trees(n in 1usize..80, seed in proptest::collection::vec(-1.0f32..1.0, 97)) {
            let scores = Array2::from_shape_fn((n, n + 1), |(i, j)| seed[(i * 31 + j * 17) % 97]);
            prop_assert!(is_tree(&best_tree(scores.view())));
        }
    }
}
