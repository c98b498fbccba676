//! What to look for.

use standpoint_model::{ConflictType, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What counts, and how hard to look.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictOptions {
    /// The types wanted; all six by default.
    pub types: BTreeSet<ConflictType>,
    /// Statements less sure than this are not looked at.
    pub min_confidence: f64,
    /// Conflicts that score less are left out.
    pub min_score: f64,
    /// Wider text around statements, by statement address ([`context_of`]). Words that tell an order in time
    /// ("originally", "no longer") are looked for there besides in the quotes.
    pub context: BTreeMap<String, String>,
    /// Most pairs looked at for one body, word or denial and one matter; the surest are looked at first.
    pub fan_out: usize,
}

impl Default for ConflictOptions {
    fn default() -> Self {
        Self {
            types: ConflictType::ALL.into_iter().collect(),
            min_confidence: 0.3,
            min_score: 0.15,
            context: BTreeMap::new(),
            fan_out: 64,
        }
    }
}

/// The sentence in which `span` begins, up to the end of the span: what [`ConflictOptions::context`] wants.
///
/// `span` counts code points of `text`. A sentence begins after `.`, `!` or `?` and a blank, or an empty line, and
/// at most 400 code points back.
#[must_use]
pub fn context_of(text: &str, span: Span) -> String {
    let from = span.start.saturating_sub(400);
    let window: Vec<char> = text.chars().skip(from).take(span.end.saturating_sub(from)).collect();
    let ends = |at: usize| {
        let blank_after = window.get(at + 1).is_some_and(|c| c.is_whitespace());
        let long_word =
            at >= 3 && window[at - 3..at].iter().all(|c| c.is_alphanumeric() || "”\"’".contains(*c));
        match window[at] {
            '!' | '?' => blank_after,
            '.' => blank_after && long_word,
            '\n' => window.get(at + 1) == Some(&'\n'),
            _ => false,
        }
    };
    let inside = (span.start - from).min(window.len());
    let start = (0..inside).rev().find(|&at| ends(at)).map_or(0, |at| at + 1);
    window[start..].iter().collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_reaches_back_to_the_start_of_the_sentence() {
        let text = "The port is small. The mayor first called the levy optional. Then he left.";
        let at = text.find("the levy").unwrap();
        let span = Span::new(at, at + "the levy optional".len());
        assert_eq!(context_of(text, span), "The mayor first called the levy optional");
        let words = text.find("first").unwrap();
        assert!(context_of(text, Span::new(words, words + 5)).starts_with("The mayor"));
        assert_eq!(context_of("", Span::new(0, 3)), "");
    }
}
