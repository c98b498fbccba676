//! Frames and rule hits to statements.

mod attributed;
mod confidence;
mod content;
mod denials;
mod frames;
mod implied;
mod merge;
mod relations;
mod signs;
mod twins;
mod when;

use crate::{
    coreference::{Coreference, Resolved, Slot},
    rules::RuleHit,
};
use standpoint_language::Analysis;
use standpoint_model::{Document, Entity, Evidence, Predicate, Span, Statement, Tokens, iri};

/// A statement before its final form: entities resolved, places still in tokens.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) predicate: Predicate,
    pub(crate) subject: Resolved,
    pub(crate) object: Resolved,
    pub(crate) role: Option<String>,
    pub(crate) act: Option<standpoint_model::Act>,
    /// Words of the holder, of the signal and of the target.
    pub(crate) holder: Option<Span<Tokens>>,
    pub(crate) cue: Span<Tokens>,
    pub(crate) target: Option<Span<Tokens>>,
    /// Of a denial that says no more than "that is untrue": the words of what it denies.
    pub(crate) proposition: Option<Span<Tokens>>,
    /// Raw score of the model or prior of the rule, 0 to 1: ranks drafts that say the same.
    pub(crate) score: f64,
    /// What its confidence is made of.
    pub(crate) signs: Signs,
    pub(crate) method: String,
}

/// All candidates of a document, in the order of their evidence, with the signs that their confidence is made of.
pub(crate) fn assemble(
    document: &Document,
    coreference: &Coreference,
    rules: &[RuleHit],
    dates: &when::Dates,
) -> Vec<(Statement, Signs)> {
    let mut drafts = frames::drafts(coreference);
    relations::add(coreference, rules, &mut drafts);
    let mut drafts = merge::merge(drafts);
    attributed::add(coreference, &mut drafts);
    twins::add(coreference, &mut drafts);
    let mut drafts = merge::merge(drafts);
    denials::resolve(coreference.view, &mut drafts);
    for draft in &mut drafts {
        signs::complete(coreference, draft);
    }
    signs::compare(&mut drafts);
    let mut statements: Vec<(Statement, Signs)> =
        drafts.into_iter().map(|draft| finish(document, coreference, dates, draft)).collect();
    statements.sort_by(|(a, _), (b, _)| {
        (a.span, a.predicate, &a.subject.id, &a.object.id).cmp(&(
            b.span,
            b.predicate,
            &b.subject.id,
            &b.object.id,
        ))
    });
    statements
}

pub use signs::Signs;
pub(crate) use when::Dates;

fn finish(document: &Document, coreference: &Coreference, dates: &Dates, draft: Draft) -> (Statement, Signs) {
    let view = coreference.view;
    let claim = draft.predicate.kind() == standpoint_model::Kind::Claim;
    let sentences = evidence(view.analysis, &draft);
    let mut object = draft.object.entity;
    let span = match (claim, draft.target) {
        (true, Some(content)) => {
            let span = view.chars(content);
            object.id = iri::proposition(&document.id, span);
            object.about = about(coreference, draft.proposition.unwrap_or(content));
            span
        }
        _ => sentences,
    };
    let confidence = confidence::probability(draft.predicate, &draft.signs);
    let attributed_to = sources(coreference, &draft.subject.entity, draft.cue);
    let quote = view.index.slice(span).to_owned();
    let statement = Statement {
        id: String::new(),
        document: document.id.clone(),
        subject: draft.subject.entity,
        predicate: draft.predicate,
        object,
        role: draft.role,
        act: draft.act,
        addressee: None,
        attributed_to,
        date: dates.of(draft.predicate, span, view.chars(draft.cue)),
        confidence,
        span,
        quote,
        evidence: Evidence {
            holder: draft.holder.map(|s| view.chars(s)),
            cue: Some(view.chars(draft.cue)),
            target: draft.target.map(|s| view.chars(s)),
        },
        method: draft.method,
    };
    (statement.addressed(), draft.signs)
}

/// At most so many entities are listed that a claim speaks of.
const MOST_ABOUT: usize = 8;

/// What the words of a claim speak of: the things that its nouns name, each once, in the order of their addresses.
fn about(coreference: &Coreference, content: Span<Tokens>) -> Vec<Entity> {
    let view = coreference.view;
    let mut found: Vec<Entity> = Vec::new();
    for i in content.range().filter(|&i| matches!(view.upos(i), "NOUN" | "PROPN")) {
        let part = matches!(
            view.deprel(i),
            "compound" | "flat" | "flat:name" | "fixed" | "nmod:unmarked" | "obl:unmarked" | "appos"
        );
        let named = coreference.actors.at(i).is_some();
        if part && !named || found.len() == MOST_ABOUT {
            continue;
        }
        let phrase = coreference.noun_phrase(i);
        let inside = Span::new(phrase.start.max(content.start), phrase.end.min(content.end));
        if let Some(resolved) = coreference.resolve(inside, Slot::Target)
            && !found.iter().any(|entity| entity.id == resolved.entity.id)
        {
            found.push(resolved.entity);
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// The whole sentences that hold holder, cue and target.
fn evidence(analysis: &Analysis, draft: &Draft) -> Span {
    let sentence = |at: usize| analysis.sentence_of(at);
    let mut first = sentence(draft.cue.start);
    let mut last = first;
    for span in [draft.holder, draft.target].into_iter().flatten() {
        // An argument far away is antecedent, not evidence.
        let (a, b) = (sentence(span.start), sentence(span.end.saturating_sub(1)));
        if a.abs_diff(first) <= 2 && b.abs_diff(last) <= 2 {
            first = first.min(a);
            last = last.max(b);
        }
    }
    let sentences = &analysis.segmentation.sentences;
    match (sentences.get(first), sentences.get(last)) {
        (Some(a), Some(b)) => analysis.chars(Span::new(a.start, b.end)),
        _ => analysis.chars(draft.cue),
    }
}

/// The speakers round the cue who are not the holder, outermost first.
fn sources(coreference: &Coreference, holder: &Entity, cue: Span<Tokens>) -> Vec<Entity> {
    let Some(stretch) = coreference.speech.around(cue.start) else { return Vec::new() };
    // The cue of the very attribution that makes the holder a speaker is no further source.
    if stretch.cue.overlaps(&cue) {
        return Vec::new();
    }
    coreference
        .resolve(stretch.source, Slot::Holder)
        .filter(|source| source.entity.id != holder.id)
        .map(|source| source.entity)
        .into_iter()
        .collect()
}

/// A proposition that says `text`.
fn proposition(text: String) -> Entity {
    Entity {
        id: String::new(),
        label: text,
        kind: standpoint_model::EntityType::Proposition,
        aliases: Vec::new(),
        about: Vec::new(),
    }
}
