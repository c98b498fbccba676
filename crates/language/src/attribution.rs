//! Sources, cues and contents of a window's core.
//!
//! First cues by flat tags; then, for every cue, its own source and content by tags that are conditional on the cue (a
//! biaffine product of the cue's vector with each word's, the distance between them, and how they hang together in the
//! tree). Both are linear chains (Lafferty et al. 2001). The rules after that keep one source and few pieces.

use crate::analysis::TokenAttribution;
use crate::bio::{self, mass};
use crate::heads::Heads;
use crate::math::{leaky_and_one, leaky_and_one_vector, log_softmax};
use crate::path::{Path, Trees};
use ndarray::{Array2, ArrayView2};
use standpoint_model::Span;
use std::ops::Range;

/// Log-odds that a cue's likeliest word must reach; balances precision and recall.
const CUE_ODDS: f32 = 0.4;
/// Flat tags of sources, cues and contents, as spans number them; and conditional ones.
const CUE: usize = 1;
const SOURCE: usize = 0;
const CONTENT: usize = 1;

/// A window's words, numbered within it.
pub(crate) struct Place<'a> {
    /// The vectors of all its words.
    pub(crate) words: ArrayView2<'a, f32>,
    /// What the words of its core signal.
    pub(crate) cues: ArrayView2<'a, f32>,
    /// The document's number of its first word.
    pub(crate) first: usize,
    /// The words that the window is there for.
    pub(crate) core: Range<usize>,
    /// The paragraph of each word.
    pub(crate) paragraphs: Vec<usize>,
    /// The sentence of each word, numbered within the document's words.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Trees of the core's sentences; no word outside the core has a head.
    pub(crate) trees: Trees,
}

impl Place<'_> {
    /// How every word of the window hangs together with one of the core.
    pub(crate) fn paths(&self, anchor: usize) -> Vec<Path> {
        let sentence = self.sentences[anchor].clone();
        let mut out = vec![Path::default(); self.sentences.len()];
        for (at, path) in sentence.clone().zip(self.trees.paths(anchor, sentence)) {
            out[at] = path;
        }
        out
    }
}

/// A piece of a role, with the sum of its words' probabilities.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    range: Range<usize>,
    mass: f32,
}

/// Attributions whose cues begin in the window's core, in the order of their cues.
pub(crate) fn attributions(heads: &Heads, place: &Place<'_>) -> Vec<TokenAttribution> {
    let labels = &heads.labels;
    let roles_of_words = labels.of("roles", place.words);
    let flat = log_softmax(roles_of_words);
    let cues: Vec<Range<usize>> = bio::spans(&bio::best_tags(roles_of_words, heads.roles_after.view()))
        .into_iter()
        .filter(|(_, class)| *class == CUE)
        .map(|(range, _)| range)
        .collect();
    if !cues.iter().any(|cue| place.core.contains(&cue.start)) {
        return Vec::new();
    }
    let (cue_vectors, word_vectors) =
        (labels.of("cond_cue", place.words), leaky_and_one(labels.of("cond_word", place.words)));
    let mut out = Vec::new();
    for cue in cues {
        let score = cue.clone().map(|at| flat[[at, 3]].exp() + flat[[at, 4]].exp()).fold(0.0, f32::max);
        let odds = score.ln() - (1.0 - score).max(f32::MIN_POSITIVE).ln();
        if odds <= CUE_ODDS || !place.core.contains(&cue.start) {
            continue;
        }
        let vector = (&cue_vectors.row(cue.start) + &cue_vectors.row(cue.end - 1)) / 2.0;
        let wanted = leaky_and_one_vector(vector.view()).dot(&heads.cond);
        let wanted = wanted.to_shape((5, word_vectors.ncols()));
        let Ok(wanted) = wanted else { continue };
        let mut scores = word_vectors.dot(&wanted.t());
        for (at, mut row) in scores.rows_mut().into_iter().enumerate() {
            row += &heads.cond_bias.row(heads.bucket(at.clamp(cue.start, cue.end - 1), at));
        }
        let head = place.trees.head_of(cue.clone());
        let (by_path, by_aside) = (heads.cond_path.dot(&wanted.t()), heads.cond_aside.dot(&wanted.t()));
        for (mut row, path) in scores.rows_mut().into_iter().zip(place.paths(head)) {
            row += &by_path.row(path.path);
            row += &by_aside.row(path.aside);
        }
        let (source, content) = roles(&scores, &heads.cond_after, &cue, &place.paragraphs);
        if content.is_empty() {
            continue;
        }
        let span = |range: Range<usize>| Span::new(place.first + range.start, place.first + range.end);
        out.push(TokenAttribution {
            source: source.map(|piece| span(piece.range)),
            cue: span(cue),
            content: content.into_iter().map(|piece| span(piece.range)).collect(),
            score: score.min(1.0),
        });
    }
    out
}

/// The source and the pieces of content that belong to one cue.
fn roles(
    scores: &Array2<f32>,
    after: &Array2<f32>,
    cue: &Range<usize>,
    paragraphs: &[usize],
) -> (Option<Piece>, Vec<Piece>) {
    let mut free = scores.clone();
    // No word of the cue belongs to anything else.
    for at in cue.clone() {
        for tag in 1..free.ncols() {
            free[[at, tag]] = f32::NEG_INFINITY;
        }
    }
    let (mut sources, mut content) = (Vec::new(), Vec::new());
    let single = log_softmax(scores.view());
    for (range, class) in bio::spans(&bio::best_tags(free.view(), after.view())) {
        let mass = mass(single.view(), &range, class);
        if class == SOURCE {
            sources.push(Piece { range, mass });
        } else if class == CONTENT {
            content.push(Piece { range, mass });
        }
    }
    let own = |piece: &Piece| paragraphs.get(piece.range.start) == paragraphs.get(cue.start);
    let weight = |piece: &Piece| (own(piece), piece.mass);
    let source =
        sources.into_iter().reduce(|best, next| if weight(&next) > weight(&best) { next } else { best });
    (
        source.clone(),
        join(content, |at| {
            cue.contains(&at) || source.as_ref().is_some_and(|source| source.range.contains(&at))
        }),
    )
}

/// Pieces with neither the cue nor its source between them: joined where nothing is between them, else the heavier one is kept.
fn join(pieces: Vec<Piece>, parts: impl Fn(usize) -> bool) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if !(last.range.end..piece.range.start).any(&parts) => {
                if piece.range.start == last.range.end {
                    last.range.end = piece.range.end;
                    last.mass += piece.mass;
                } else if piece.mass > last.mass {
                    *last = piece;
                }
            }
            _ => out.push(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(range: Range<usize>, mass: f32) -> Piece {
        Piece { range, mass }
    }

    #[test]
    fn pieces_that_touch_join_and_the_heavier_of_others_stays() {
        let pieces = vec![piece(0..3, 2.0), piece(3..6, 1.0), piece(10..14, 4.0), piece(20..22, 2.0)];
        assert_eq!(join(pieces.clone(), |_| false), [piece(10..14, 4.0)]);
        assert_eq!(join(pieces, |at| at == 8), [piece(0..6, 3.0), piece(10..14, 4.0)]);
    }

    #[test]
    fn a_source_in_the_cues_paragraph_is_preferred() {
        // Tags O, B-source, I-source, B-content, I-content; the words: far source (sure), cue, near source, content.
        let sure =
            |tag: usize, p: f32| (0..5).map(move |t| if t == tag { p.ln() } else { ((1.0 - p) / 4.0).ln() });
        let rows = [(1, 0.99), (0, 0.9), (1, 0.7), (3, 0.9)];
        let scores =
            Array2::from_shape_vec((4, 5), rows.iter().flat_map(|(t, p)| sure(*t, *p)).collect()).unwrap();
        let after = Array2::zeros((6, 5));
        let (source, content) = roles(&scores, &after, &(1..2), &[0, 1, 1, 1]);
        assert_eq!(source.map(|s| s.range), Some(2..3));
        assert_eq!(content.len(), 1);
        let (source, _) = roles(&scores, &after, &(1..2), &[1, 1, 1, 1]);
        assert_eq!(source.map(|s| s.range), Some(0..1));
    }
}
