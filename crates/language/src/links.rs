//! Coreference by mention ranking (Durrett and Klein 2013): for a noun or pronoun, which earlier one means the same thing.
//!
//! Scores are of head words: a product of the two words' vectors, a term for their distance, one for equal words; "none" is
//! a candidate like the others. The reach is bounded, so that time and memory grow linearly with the text.

use crate::analysis::{Antecedent, Link, Token};
use crate::heads::Heads;
use crate::math::softmax;
use ndarray::{Array1, ArrayView2};
use std::collections::VecDeque;

/// How far back an antecedent is sought, in words; as in training.
const REACH: usize = 400;
/// Least probability of an antecedent that is kept…
const LEAST: f32 = 0.04;
/// … and how many.
const MOST: usize = 8;

/// A word that may be the head of a mention.
pub(crate) struct Mention {
    /// Its number in the document.
    word: usize,
    /// Equal for words that are equal in lower case.
    form: u32,
    from: Array1<f32>,
    to: Array1<f32>,
}

/// The nouns and pronouns among `tokens`, whose vectors are the rows of `words`; `forms` numbers their forms.
pub(crate) fn mentions(
    heads: &Heads,
    words: ArrayView2<'_, f32>,
    tokens: &[Token],
    forms: &[u32],
    first: usize,
) -> Vec<Mention> {
    let (from, to) = (heads.labels.of("link_from", words), heads.labels.of("link_to", words));
    tokens
        .iter()
        .zip(forms)
        .enumerate()
        .filter(|(_, (token, _))| matches!(token.upos, "NOUN" | "PROPN" | "PRON"))
        .map(|(at, (_, form))| Mention {
            word: first + at,
            form: *form,
            from: from.row(at).to_owned(),
            to: to.row(at).to_owned(),
        })
        .collect()
}

/// Links mentions that come in text order, and forgets those that are out of reach.
#[derive(Default)]
pub(crate) struct Linker {
    near: VecDeque<Mention>,
}

impl Linker {
    /// The next mention's antecedents, best first.
    pub(crate) fn next(&mut self, heads: &Heads, mention: Mention) -> Link {
        while self.near.front().is_some_and(|first| first.word + REACH < mention.word) {
            self.near.pop_front();
        }
        let scale = (mention.from.len() as f32).sqrt();
        let none = heads.link_none + mention.from.dot(&heads.link_none_from) / scale;
        let score = |earlier: &Mention| {
            let edges = &heads.labels.link_edges;
            let class = edges.partition_point(|edge| *edge <= mention.word - earlier.word);
            let same = usize::from(earlier.form == mention.form);
            mention.from.dot(&earlier.to) / scale + heads.link_bias[[same, class]]
        };
        let scores: Array1<f32> = self.near.iter().map(score).chain([none]).collect();
        let p = softmax(&scores);
        let mut antecedents: Vec<Antecedent> = self
            .near
            .iter()
            .zip(&p)
            .filter(|(_, p)| **p >= LEAST)
            .map(|(earlier, p)| Antecedent { word: earlier.word, score: *p })
            .collect();
        antecedents.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.word.cmp(&a.word)));
        antecedents.truncate(MOST);
        let link = Link { word: mention.word, antecedents, none: p[self.near.len()] };
        self.near.push_back(mention);
        link
    }
}
