//! Ranges that nest and overlap, cut into pieces that do not: what a page needs to highlight a text.

use standpoint_model::{Span, TextIndex};
use std::collections::BTreeSet;

/// A piece of text and the marks that cover it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// Where it stands, in code points.
    pub span: Span,
    /// The text there.
    pub text: String,
    /// Which marks cover it: indices into the list that was given, ascending.
    pub marks: Vec<usize>,
}

/// Cuts `text` at every beginning and end of a mark. The pieces follow one another without gap or overlap and together
/// are the text; each is covered wholly by its marks and by no other. Empty marks, and what reaches beyond the text, are
/// set aside. `O(n log n)` for `n` marks, besides what is returned.
#[must_use]
pub fn segments(text: &str, marks: &[Span]) -> Vec<Segment> {
    let index = TextIndex::new(text);
    let length = index.len();
    // Position, whether something begins there, which mark: ends come before beginnings.
    let mut turns: Vec<(usize, bool, usize)> = Vec::with_capacity(marks.len() * 2);
    for (at, mark) in marks.iter().enumerate() {
        let (start, end) = (mark.start.min(length), mark.end.min(length));
        if start < end {
            turns.push((start, true, at));
            turns.push((end, false, at));
        }
    }
    turns.sort_unstable();
    let mut out = Vec::new();
    let mut open: BTreeSet<usize> = BTreeSet::new();
    let mut from = 0;
    let mut piece = |from: usize, to: usize, open: &BTreeSet<usize>| {
        if from < to {
            let span = Span::new(from, to);
            let marks = open.iter().copied().collect();
            out.push(Segment { span, text: index.slice(span).to_owned(), marks });
        }
    };
    for (position, begins, mark) in turns {
        piece(from, position, &open);
        from = position;
        if begins {
            open.insert(mark);
        } else {
            open.remove(&mark);
        }
    }
    piece(from, length, &open);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nested_and_overlapping_marks() {
        let marks = [Span::new(0, 6), Span::new(2, 4), Span::new(3, 9), Span::new(20, 30)];
        let pieces = segments("abcdefgh", &marks);
        let shown: Vec<(&str, &[usize])> =
            pieces.iter().map(|piece| (piece.text.as_str(), piece.marks.as_slice())).collect();
        let expected: [(&str, &[usize]); 5] =
            [("ab", &[0]), ("c", &[0, 1]), ("d", &[0, 1, 2]), ("ef", &[0, 2]), ("gh", &[2])];
        assert_eq!(shown, expected);
        assert!(segments("", &marks).is_empty());
    }

    proptest! {
        #[test]
        fn pieces_are_the_text_and_know_their_marks(
            text in "\\PC{0,30}",
            ends in proptest::collection::vec((0usize..35, 0usize..35), 0..12),
        ) {
            let marks: Vec<Span> = ends.into_iter().map(|(start, end)| Span::new(start, end)).collect();
            let pieces = segments(&text, &marks);
            let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            prop_assert_eq!(&whole, &text);
            let mut next = 0;
            for piece in &pieces {
                prop_assert_eq!(piece.span.start, next);
                prop_assert!(!piece.span.is_empty());
                next = piece.span.end;
                for at in piece.span.range() {
                    let covering: Vec<usize> = (0..marks.len()).filter(|&mark| marks[mark].holds(at)).collect();
                    prop_assert_eq!(&covering, &piece.marks);
                }
            }
            prop_assert_eq!(next, text.chars().count());
        }
    }
}
