//! Half-open ranges, typed by what they count.

use serde::{Deserialize, Serialize};
use std::marker::PhantomData;

/// Unit of a [`Span`]: Unicode code points of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Chars;
/// Unit of a [`Span`]: bytes of the UTF-8 encoding of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Bytes;
/// Unit of a [`Span`]: tokens of an analysed document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tokens;

/// A range `start..end`, end exclusive, counted from 0 in units of `U`.
///
/// The unit is part of the type, so that a range of code points is never used to cut bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Span<U = Chars> {
    /// First unit inside.
    pub start: usize,
    /// First unit after.
    pub end: usize,
    #[serde(skip)]
    unit: PhantomData<U>,
}

impl<U> Span<U> {
    /// The range `start..end`; an `end` before `start` gives the empty range at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start), unit: PhantomData }
    }

    /// Number of units inside.
    #[must_use]
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The positions inside, in order.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// Whether position `at` lies inside.
    #[must_use]
    pub fn holds(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether `other` lies inside, borders included.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one unit.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The shortest range that covers both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_do_not_overlap() {
        let (a, b) = (Span::<Chars>::new(0, 3), Span::new(3, 5));
        assert!(!a.overlaps(&b));
        assert_eq!(a.hull(&b), Span::new(0, 5));
        assert!(a.hull(&b).covers(&a));
    }

    #[test]
    fn json_names_start_and_end_only() {
        assert_eq!(serde_json::to_string(&Span::<Chars>::new(1, 4)).unwrap(), r#"{"start":1,"end":4}"#);
    }
}
