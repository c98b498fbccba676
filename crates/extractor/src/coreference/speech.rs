//! Who speaks where.

use super::{View, head_of};
use standpoint_model::{Span, Tokens};

/// The attributed stretches of a document.
pub(crate) struct Speech {
    /// Content, head word of its source, whole source; in text order of the content.
    stretches: Vec<Stretch>,
}

/// A piece of attributed content.
pub(crate) struct Stretch {
    pub(crate) content: Span<Tokens>,
    pub(crate) source: Span<Tokens>,
    pub(crate) head: usize,
    pub(crate) cue: Span<Tokens>,
}

impl Speech {
    pub(super) fn find(view: &View) -> Self {
        let mut stretches = Vec::new();
        for attribution in &view.analysis.attributions {
            let Some(source) = attribution.source else { continue };
            for content in &attribution.content {
                stretches.push(Stretch {
                    content: *content,
                    source,
                    head: head_of(view.analysis, source),
                    cue: attribution.cue,
                });
            }
        }
        stretches.sort_by_key(|s| (s.content.start, s.content.end));
        Self { stretches }
    }

    /// Head word of the source of the narrowest content that holds token `at`.
    pub(crate) fn covers(&self, at: usize) -> Option<usize> {
        self.around(at).map(|stretch| stretch.head)
    }

    /// The narrowest stretch whose content holds token `at`.
    pub(crate) fn around(&self, at: usize) -> Option<&Stretch> {
        self.stretches.iter().filter(|s| s.content.holds(at)).min_by_key(|s| s.content.len())
    }

    /// Whether the word is the head of a source.
    pub(super) fn is_source(&self, at: usize) -> bool {
        self.stretches.iter().any(|s| s.head == at)
    }
}
