//! Parts of speech, trees and mention types of a window's core.
//!
//! Deep biaffine attention (Dozat and Manning 2017): a word's vector as a dependent is held against every word's vector
//! as a head, first for the arc, then for its label.

use crate::analysis::Token;
use crate::heads::Heads;
use crate::math::{argmax, leaky, leaky_and_one, leaky_and_one_vector, rows};
use crate::path::Trees;
use crate::tree::{best_label, best_tree};
use ndarray::{Array2, ArrayView2, Axis, Slice};
use std::ops::Range;

/// Tokens of the words whose vectors are given, and what they want of their heads, sentence by sentence; `first` is the
/// document's number of the first word, `sentences` count from it.
pub(crate) fn tokens(
    heads: &Heads,
    words: ArrayView2<'_, f32>,
    arcs: ArrayView2<'_, f32>,
    sentences: &[Range<usize>],
    first: usize,
) -> Vec<Token> {
    let labels = &heads.labels;
    let (tags, types) = (labels.of("tags", words), labels.of("etypes", words));
    let above = labels.of("arc_head", words).mapv(leaky);
    let root = heads.root_arc.mapv(leaky);
    let label_wanted = leaky_and_one(labels.of("label_dep", words)).dot(&heads.label);
    let label_above = leaky_and_one(labels.of("label_head", words));
    let label_root = leaky_and_one_vector(heads.root_label.view());
    let root_label = labels.deprels.iter().position(|label| *label == "root");

    let mut out = Vec::with_capacity(words.nrows());
    for sentence in sentences {
        let wanted = rows(arcs, sentence.clone());
        let mut scores = Array2::zeros((sentence.len(), sentence.len() + 1));
        scores.column_mut(0).assign(&wanted.dot(&root));
        let between = wanted.dot(&rows(above.view(), sentence.clone()).t());
        scores.slice_axis_mut(Axis(1), Slice::from(1..)).assign(&between);
        for (at, head) in best_tree(scores.view()).into_iter().enumerate() {
            let word = sentence.start + at;
            let head = head.checked_sub(1).map(|head| sentence.start + head);
            let above = head.map_or(label_root.view(), |head| label_above.row(head));
            let wanted = label_wanted.row(word);
            let scores = wanted
                .exact_chunks(above.len())
                .into_iter()
                .map(|label| label.dot(&above))
                .collect::<Vec<_>>();
            let label = match (head, root_label) {
                (None, Some(root)) => root,
                _ => best_label(scores, root_label),
            };
            out.push(Token {
                upos: labels.upos[argmax(tags.index_axis(Axis(0), word).iter().copied())],
                head: head.map(|head| first + head),
                deprel: labels.deprels[label],
                mention: match argmax(types.row(word).iter().copied()) {
                    0 => None,
                    class => Some(labels.etypes[class]),
                },
            });
        }
    }
    out
}

/// The trees of the core's tokens among all words of their window, whose first has the document's number `start`.
pub(crate) fn trees(
    heads: &Heads,
    tokens: &[Token],
    core: Range<usize>,
    (start, words): (usize, usize),
) -> Trees {
    let labels = &heads.labels.deprels;
    let mut trees = Trees { heads: vec![None; words], labels: vec![0; words], count: labels.len() };
    for (at, token) in core.zip(tokens) {
        trees.heads[at] = token.head.map(|head| head - start);
        trees.labels[at] = labels.iter().position(|label| *label == token.deprel).unwrap_or(0);
    }
    trees
}
