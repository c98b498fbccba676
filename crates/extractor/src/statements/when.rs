//! Dates of statements.

use crate::dates::{self, DateMention};
use standpoint_model::{Chars, Document, Kind, PartialDate, Predicate, Span};

/// The dates that a document names, and its own.
pub(crate) struct Dates {
    mentions: Vec<DateMention>,
    document: Option<PartialDate>,
}

impl Dates {
    pub(crate) fn find(document: &Document) -> Self {
        let own = document.date.or_else(|| dates::dateline_date(&document.text));
        Self { mentions: dates::find_dates(&document.text, own), document: own }
    }

    /// When a statement held or was said: the date named nearest its cue within its evidence, else the document's.
    ///
    /// A relation takes no date from its sentence: "Doe, the mayor, said on Monday" dates the saying.
    pub(super) fn of(
        &self,
        predicate: Predicate,
        evidence: Span<Chars>,
        cue: Span<Chars>,
    ) -> Option<PartialDate> {
        let near = |mention: &&DateMention| mention.span.start.abs_diff(cue.start);
        let inside =
            || self.mentions.iter().filter(|m| evidence.covers(&m.span)).min_by_key(near).map(|m| m.date);
        if predicate.kind() == Kind::Relation { self.document } else { inside().or(self.document) }
    }
}
