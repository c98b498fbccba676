//! From code points to bytes and back: the one place where the two meet.

use crate::{Bytes, Chars, Span};

/// Finds bytes by code point and code points by byte in one text, in constant and logarithmic time.
#[derive(Debug, Clone)]
pub struct TextIndex<'a> {
    text: &'a str,
    /// Byte offset of each code point, then the length; empty where the text is ASCII.
    starts: Vec<usize>,
}

impl<'a> TextIndex<'a> {
    /// Indexes `text`: linear time, and no memory where it is pure ASCII.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
        };
        Self { text, starts }
    }

    /// Number of code points.
    #[must_use]
    pub fn len(&self) -> usize {
        if self.starts.is_empty() { self.text.len() } else { self.starts.len() - 1 }
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Byte offset of code point `at`; positions past the end give the text's length.
    #[must_use]
    pub fn byte(&self, at: usize) -> usize {
        if self.starts.is_empty() {
            at.min(self.text.len())
        } else {
            self.starts.get(at).copied().unwrap_or(self.text.len())
        }
    }

    /// The code point that begins at, or contains, byte `at`.
    #[must_use]
    pub fn char(&self, at: usize) -> usize {
        if self.starts.is_empty() {
            at.min(self.text.len())
        } else {
            self.starts.partition_point(|&start| start <= at).saturating_sub(1)
        }
    }

    /// The same range in bytes.
    #[must_use]
    pub fn bytes(&self, span: Span<Chars>) -> Span<Bytes> {
        Span::new(self.byte(span.start), self.byte(span.end))
    }

    /// The same range in code points.
    #[must_use]
    pub fn chars(&self, span: Span<Bytes>) -> Span<Chars> {
        Span::new(self.char(span.start), self.char(span.end))
    }

    /// The text inside `span`, cut at the end of the text where the span reaches beyond it.
    #[must_use]
    pub fn slice(&self, span: Span<Chars>) -> &'a str {
        &self.text[self.bytes(span).range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn slices_are_what_counting_characters_gives(text in "\\PC{0,40}", a in 0usize..45, b in 0usize..45) {
            let span = Span::<Chars>::new(a, b);
            let counted: String = text.chars().skip(span.start).take(span.len()).collect();
            prop_assert_eq!(TextIndex::new(&text).slice(span), counted);
        }

        #[test]
        fn byte_and_char_are_inverse(text in "\\PC{0,40}") {
            let index = TextIndex::new(&text);
            for at in 0..=index.len() {
                prop_assert_eq!(index.char(index.byte(at)), at);
            }
        }
    }
}
