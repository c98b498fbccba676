//! Why: from a statement, or an edge of a picture, to the exact words.

use crate::document::{Mark, marks};
use crate::segments::{Segment, segments};
use crate::{ConflictLine, Corpus, EntityRef, Line};
use serde::Serialize;
use standpoint_model::{Conflict, Entity, PartialDate, Predicate, Span, TextIndex};

/// One who passes on what another says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Speaker {
    /// What the speaker does in the chain.
    pub part: SpeakerPart,
    /// What the speaker is called.
    pub name: String,
    /// The entity, where it is one.
    pub entity: Option<EntityRef>,
}

/// What somebody does in the chain from the document to the holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpeakerPart {
    /// Publishes the document.
    Publisher,
    /// Writes it.
    Author,
    /// Is quoted as telling it.
    Source,
    /// Holds or says it.
    Holder,
}

/// Everything behind one statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementView {
    /// The statement.
    pub statement: Line,
    /// Its address (IRI).
    pub address: String,
    /// Where the quote stands in its document, in code points.
    pub span: Span,
    /// Text before the quote, cut at a word.
    pub before: String,
    /// The words from the first to the last part of the statement, in pieces that do not overlap; spans are those of
    /// the document, marks are indices into `marks`.
    pub words: Vec<Segment>,
    /// Text after the quote, cut at a word.
    pub after: String,
    /// The parts of the statement in its document.
    pub marks: Vec<Mark>,
    /// The words that stand for the holder there, possibly a pronoun.
    pub holder_words: Option<String>,
    /// The words that signal the predicate.
    pub cue_words: Option<String>,
    /// The words that stand for the object.
    pub target_words: Option<String>,
    /// From the document to the holder, outermost first.
    pub chain: Vec<Speaker>,
    /// The rule or model that made it.
    pub method: String,
    /// The same in words.
    pub method_told: String,
    /// When the document was published, where known.
    pub published: Option<PartialDate>,
    /// Other statements that say the same, by date.
    pub corroboration: Vec<Line>,
    /// The conflicts that it is a side of, best first.
    pub conflicts: Vec<ConflictLine>,
}

/// So many characters before and after a quote are shown.
const AROUND: usize = 160;

impl Corpus {
    /// Everything behind the statement of this address; none where there is none. Linear in the statements of its
    /// subject, the length of the document and the number of conflicts.
    #[must_use]
    pub fn statement_view(&self, address: &str) -> Option<StatementView> {
        let at = *self.statement_at.get(address)?;
        let said = self.statement_at(at);
        let document = self.document_of(at);
        let index = TextIndex::new(&document.text);
        let marks = marks(said, 0);
        // The holder of a claim stands outside of it.
        let whole = marks.iter().fold(said.span, |hull, mark| hull.hull(&mark.span));
        let spans: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
        let words = segments(index.slice(whole), &shifted(&spans, whole.start));
        let words = words.into_iter().map(|piece| Segment {
            span: Span::new(piece.span.start + whole.start, piece.span.end + whole.start),
            ..piece
        });
        let slice = |span: Option<Span>| span.map(|span| index.slice(span).to_owned());
        Some(StatementView {
            statement: self.line(at),
            address: said.id.clone(),
            span: said.span,
            before: tail(
                index.slice(Span::new(whole.start.saturating_sub(AROUND), whole.start)),
                whole.start > AROUND,
            ),
            words: words.collect(),
            after: head(
                index.slice(Span::new(whole.end, whole.end + AROUND)),
                whole.end + AROUND < index.len(),
            ),
            holder_words: slice(said.evidence.holder),
            cue_words: slice(said.evidence.cue),
            target_words: slice(said.evidence.target),
            marks,
            chain: self.chain(at),
            method: said.method.clone(),
            method_told: method_told(&said.method),
            published: document.date,
            corroboration: self.corroboration(at),
            conflicts: self
                .conflicts_where(|conflict| conflict.statements.iter().any(|one| one.id == said.id)),
        })
    }

    /// Every statement that an edge stands for, the surest first. Linear in the statements of the subject.
    #[must_use]
    pub fn edge(&self, subject: &str, predicate: Predicate, object: &str) -> Vec<StatementView> {
        let mut places: Vec<u32> = self.same(subject, predicate, object).collect();
        let sure = |at: u32| self.statement_at(at).confidence.get();
        places.sort_by(|&a, &b| sure(b).total_cmp(&sure(a)).then(a.cmp(&b)));
        places.into_iter().filter_map(|at| self.statement_view(&self.statement_at(at).id)).collect()
    }

    /// Places of the statements with these parties and this predicate.
    fn same<'a>(
        &'a self,
        subject: &str,
        predicate: Predicate,
        object: &'a str,
    ) -> impl Iterator<Item = u32> + 'a {
        let of_subject = self.uses(subject).into_iter().flat_map(|uses| uses.subject.iter().copied());
        of_subject.filter(move |&at| {
            let said = self.statement_at(at);
            said.predicate == predicate && said.object.id == object
        })
    }

    fn corroboration(&self, at: u32) -> Vec<Line> {
        let said = self.statement_at(at);
        let others =
            self.same(&said.subject.id, said.predicate, &said.object.id).filter(|&other| other != at);
        self.lines_by_date(others)
    }

    fn chain(&self, at: u32) -> Vec<Speaker> {
        let said = self.statement_at(at);
        let document = self.document_of(at);
        let named = |part, name: &Option<String>| Some(Speaker { part, name: name.clone()?, entity: None });
        let known = |part, entity: &Entity| {
            let shown = EntityRef::of(entity);
            Speaker { part, name: shown.label.clone(), entity: Some(shown) }
        };
        let mut chain: Vec<Speaker> = [
            named(SpeakerPart::Publisher, &document.publisher),
            named(SpeakerPart::Author, &document.author),
        ]
        .into_iter()
        .flatten()
        .collect();
        chain.extend(said.attributed_to.iter().map(|source| known(SpeakerPart::Source, source)));
        chain.push(known(SpeakerPart::Holder, &said.subject));
        chain
    }

    /// The conflicts that `wanted` chooses, best first, in one line each.
    pub(crate) fn conflicts_where(&self, wanted: impl Fn(&Conflict) -> bool) -> Vec<ConflictLine> {
        let chosen = self.conflicts().iter().enumerate().filter(|(_, conflict)| wanted(conflict));
        chosen.map(|(at, _)| self.conflict_line(crate::corpus::number(at))).collect()
    }
}

fn shifted(spans: &[Span], by: usize) -> Vec<Span> {
    spans.iter().map(|span| Span::new(span.start.saturating_sub(by), span.end.saturating_sub(by))).collect()
}

/// The end of a text, from a whole word on where it was cut.
fn tail(text: &str, cut: bool) -> String {
    match text.split_once(char::is_whitespace) {
        Some((_, rest)) if cut => format!("…{rest}"),
        _ => text.to_owned(),
    }
}

/// The beginning of a text, to a whole word where it was cut.
fn head(text: &str, cut: bool) -> String {
    match text.rsplit_once(char::is_whitespace) {
        Some((rest, _)) if cut => format!("{rest}…"),
        _ => text.to_owned(),
    }
}

/// What made a statement, in words.
fn method_told(method: &str) -> String {
    let spelt = |name: &str| name.replace(['-', '_'], " ");
    match method.split_once('/') {
        Some(("model", part)) => format!("found by the language model ({})", spelt(part)),
        Some(("rule", name)) => format!("found by a rule ({})", spelt(name)),
        _ if method == "person" => "entered by a person".to_owned(),
        _ if method.is_empty() => "it is not told how it was found".to_owned(),
        _ => format!("found by {method}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::MarkRole;
    use crate::sample::{corpus, of, policy};
    use standpoint_model::Predicate;

    #[test]
    fn from_an_edge_to_the_words() {
        let corpus = corpus();
        let levy = policy("Harbour Levy").id;
        let views = corpus.edge(&of("North Dockers Union"), Predicate::Opposes, &levy);
        assert_eq!(views.len(), 2);
        let best = &views[0];
        assert_eq!(best.cue_words.as_deref(), Some("rejects"));
        assert_eq!(best.method_told, "found by a rule (test sentence)");
        assert_eq!(best.corroboration.len(), 1);
        let cue: Vec<&str> = best
            .words
            .iter()
            .filter(|piece| piece.marks.iter().any(|&mark| best.marks[mark].role == MarkRole::Cue))
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(cue, ["rejects"]);
        let whole: String = best.words.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, best.statement.quote);
        assert_eq!(best.chain[0].name, "Harbour Post");
        assert_eq!(best.chain.last().unwrap().name, "North Dockers Union");
        assert!(corpus.edge(&of("North Dockers Union"), Predicate::Supports, &levy).is_empty());
    }

    #[test]
    fn what_surrounds_a_quote_is_cut_at_words() {
        assert_eq!(super::tail("ckers are here", true), "…are here");
        assert_eq!(super::head("and then the doc", true), "and then the…");
        assert_eq!(super::head("and then", false), "and then");
    }
}
