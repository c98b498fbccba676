//! How each word of a sentence hangs together with one of its words (the anchor: a cue) in the tree.
//!
//! The same as `training/paths.py`. A word has two classes, a path and an aside. With `n` labels, and "direct" for a word
//! that is itself the dependent that the label is of:
//!
//! - path: 0 another sentence; 1 the anchor; then `n` each: under the anchor, direct / under it, deeper / above it / beside
//!   it, by the label of the dependent on the anchor's side where the two ways to the root part (under: on the word's side).
//! - aside: 0 not beside the anchor; then `n` each, by the label on the word's side: direct / deeper.

use std::collections::BTreeMap;
use std::ops::Range;

/// A word's classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Path {
    pub(crate) path: usize,
    pub(crate) aside: usize,
}

/// The anchor itself.
const ANCHOR: Path = Path { path: 1, aside: 0 };

/// How many classes of paths and of asides there are for so many labels.
pub(crate) fn sizes(labels: usize) -> (usize, usize) {
    (2 + 4 * labels, 1 + 2 * labels)
}

/// The heads of some words and the numbers of their labels.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trees {
    /// Numbered as these words; `None` for the root of a sentence.
    pub(crate) heads: Vec<Option<usize>>,
    pub(crate) labels: Vec<usize>,
    /// How many labels there are.
    pub(crate) count: usize,
}

impl Trees {
    /// Classes of the words of the anchor's sentence.
    pub(crate) fn paths(&self, anchor: usize, sentence: Range<usize>) -> Vec<Path> {
        let n = self.count;
        let mut above = BTreeMap::new();
        let mut at = anchor;
        while let Some(head) = self.heads[at] {
            above.insert(head, self.labels[at]);
            at = head;
        }
        let class = |word: usize| {
            if word == anchor {
                return ANCHOR;
            }
            if let Some(label) = above.get(&word) {
                return Path { path: 2 + 2 * n + label, aside: 0 };
            }
            let mut top = word;
            while let Some(head) = self.heads[top] {
                let deeper = if top == word { 0 } else { n };
                if head == anchor {
                    return Path { path: 2 + deeper + self.labels[top], aside: 0 };
                }
                if let Some(label) = above.get(&head) {
                    return Path { path: 2 + 3 * n + label, aside: 1 + deeper + self.labels[top] };
                }
                top = head;
            }
            Path::default()
        };
        sentence.map(class).collect()
    }

    /// The first word of the range whose head lies outside it. (In training, marks are passed over; cues seldom hold any.)
    pub(crate) fn head_of(&self, range: Range<usize>) -> usize {
        let outside = |at: &usize| self.heads[*at].is_none_or(|head| !range.contains(&head));
        range.clone().find(outside).unwrap_or(range.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Mayor Lee, she said, wants new trams": the parser hangs "said" from "wants".
    fn trees() -> Trees {
        // Words: 0 Mayor, 1 Lee, 2 she, 3 said, 4 wants, 5 new, 6 trams. Labels: 0 root, 1 nsubj, 2 parataxis, 3 obj, 4 amod, 5 compound.
        Trees {
            heads: vec![Some(1), Some(4), Some(3), Some(4), None, Some(6), Some(4)],
            labels: vec![5, 1, 1, 2, 0, 4, 3],
            count: 6,
        }
    }

    #[test]
    fn words_stand_under_above_and_beside_an_anchor() {
        let under = |label: usize| Path { path: 2 + label, aside: 0 };
        let deeper = |label: usize| Path { path: 8 + label, aside: 0 };
        let above = |label: usize| Path { path: 14 + label, aside: 0 };
        let beside = |own: usize, aside: usize| Path { path: 20 + own, aside };
        assert_eq!(
            trees().paths(3, 0..7),
            [
                beside(2, 7 + 1),
                beside(2, 1 + 1),
                under(1),
                ANCHOR,
                above(2),
                beside(2, 7 + 3),
                beside(2, 1 + 3)
            ]
        );
        assert_eq!(
            trees().paths(4, 0..7),
            [deeper(1), under(1), deeper(2), under(2), ANCHOR, deeper(3), under(3)]
        );
        assert_eq!(sizes(6), (26, 13));
    }

    #[test]
    fn the_head_of_words_hangs_from_outside() {
        assert_eq!(trees().head_of(5..7), 6);
        assert_eq!(trees().head_of(0..2), 1);
        assert_eq!(trees().head_of(0..7), 4);
    }
}
