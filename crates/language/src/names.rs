//! Proper names of a window's core.

use crate::analysis::{Name, NameType};
use crate::bio::{self, mass};
use crate::heads::Heads;
use crate::math::{log_softmax, rows};
use ndarray::ArrayView2;
use standpoint_model::Span;
use std::ops::Range;

const KINDS: [NameType; 4] = [NameType::Person, NameType::Organization, NameType::Place, NameType::Other];

/// Names in the words whose vectors are given; `first` is the document's number of the first word, `sentences` count
/// from it. No name crosses the end of a sentence.
pub(crate) fn names(
    heads: &Heads,
    words: ArrayView2<'_, f32>,
    sentences: &[Range<usize>],
    first: usize,
) -> Vec<Name> {
    let scores = log_softmax(heads.labels.of("names", words));
    let steps = bio::free_steps(scores.ncols());
    let mut out = Vec::new();
    for sentence in sentences {
        let scores = rows(scores.view(), sentence.clone());
        for (range, class) in bio::spans(&bio::best_tags(scores, steps.view())) {
            let sum = mass(scores, &range, class);
            let score = (sum / range.len() as f32).min(1.0);
            let start = first + sentence.start;
            out.push(Name {
                span: Span::new(start + range.start, start + range.end),
                kind: KINDS[class],
                score,
            });
        }
    }
    out
}
