//! One document with everything that it says, ready to be highlighted.

use crate::segments::{Segment, segments};
use crate::{ConflictLine, Corpus, DocumentRef, Line};
use serde::Serialize;
use standpoint_model::{Span, Statement};
use std::collections::BTreeSet;

/// What a mark shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkRole {
    /// The sentences that are the evidence; of a claim, its content.
    Sentence,
    /// The mention of the holder.
    Holder,
    /// The words that signal the predicate.
    Cue,
    /// The mention of the target.
    Target,
}

/// A range of a text that plays a part in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// Where it stands, in code points.
    pub span: Span,
    /// Which part it plays.
    pub role: MarkRole,
    /// In which statement: index into the view's list.
    pub statement: usize,
}

/// A document with its text, what is known of it, and what it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentView {
    /// Which.
    pub document: DocumentRef,
    /// Its address (IRI).
    pub address: String,
    /// Who wrote it, where known.
    pub author: Option<String>,
    /// Where it came from, where known.
    pub url: Option<String>,
    /// Its text.
    pub text: String,
    /// What it says, by place.
    pub statements: Vec<Line>,
    /// Every part of every statement, by statement, the sentence first.
    pub marks: Vec<Mark>,
    /// The text in pieces that do not overlap, each with the indices of the marks that cover it.
    pub segments: Vec<Segment>,
    /// The conflicts that a statement of it is a side of, best first.
    pub conflicts: Vec<ConflictLine>,
}

/// The parts of a statement in its document: the sentence first.
pub(crate) fn marks(said: &Statement, statement: usize) -> Vec<Mark> {
    let parts = [
        (MarkRole::Sentence, Some(said.span)),
        (MarkRole::Holder, said.evidence.holder),
        (MarkRole::Cue, said.evidence.cue),
        (MarkRole::Target, said.evidence.target),
    ];
    parts.into_iter().filter_map(|(role, span)| Some(Mark { span: span?, role, statement })).collect()
}

impl Corpus {
    /// The document of this name; none where there is none. `O(n log n)` for `n` statements, besides the length of the
    /// text and the depth to which statements overlap.
    #[must_use]
    pub fn document_view(&self, id: &str) -> Option<DocumentView> {
        let place = *self.document_at.get(id)?;
        let document = self.document(id)?;
        let places: Vec<u32> = self.of_document(place).filter(|&at| self.is_sure(at)).collect();
        let marks: Vec<Mark> = places
            .iter()
            .enumerate()
            .flat_map(|(number, &at)| marks(self.statement_at(at), number))
            .collect();
        let spans: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
        let ids: BTreeSet<&str> = places.iter().map(|&at| self.statement_at(at).id.as_str()).collect();
        let conflicts = self.conflicts_where(|conflict| {
            conflict.statements.iter().any(|said| ids.contains(said.id.as_str()))
        });
        Some(DocumentView {
            document: DocumentRef::of(document),
            address: standpoint_model::iri::document(&document.id),
            author: document.author.clone(),
            url: document.url.clone(),
            text: document.text.clone(),
            statements: places.into_iter().map(|at| self.line(at)).collect(),
            segments: segments(&document.text, &spans),
            marks,
            conflicts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::MarkRole;
    use crate::sample::corpus;

    #[test]
    fn marks_stand_where_the_words_do() {
        let view = corpus().document_view("post/levy.txt").unwrap();
        assert_eq!(view.statements.len(), 5);
        let whole: String = view.segments.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, view.text);
        let letters: Vec<char> = view.text.chars().collect();
        for mark in view.marks.iter().filter(|mark| mark.role == MarkRole::Holder) {
            let words: String = letters[mark.span.range()].iter().collect();
            assert_eq!(words, view.statements[mark.statement].subject.label);
        }
        assert_eq!(view.conflicts.len(), 1);
        assert!(corpus().document_view("levy").is_none());
    }
}
