//! The model's frames to drafts.

use super::{Draft, content::unquoted, implied, proposition, signs};
use crate::coreference::{Coreference, Resolved, Slot, collapse};
use standpoint_language::{Argument, Frame};
use standpoint_model::{Act, Entity, EntityType, Kind, Predicate, Span};
use std::{collections::HashSet, sync::LazyLock};

static FEDERATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    crate::data::words(include_str!("../../data/statements/federation_words.txt")).collect()
});

/// Frames whose cue is less probable than this are not looked at.
const LEAST: f32 = 0.15;
/// Further candidates for an argument count from this share of probability on; what is said falls into more parts.
const FURTHER: f32 = 0.2;
const FURTHER_SAID: f32 = 0.1;
/// A member of a list counts from this part of an even share on.
const EVEN: f32 = 0.3;

/// Every pair of arguments that a frame holds probable.
pub(super) fn drafts(coreference: &Coreference) -> Vec<Draft> {
    let mut out = Vec::new();
    let view = coreference.view;
    for frame in &view.analysis.frames {
        let Ok(predicate) = frame.label.parse::<Predicate>() else { continue };
        if frame.score < LEAST {
            continue;
        }
        let further = if predicate.kind() == Kind::Claim { FURTHER_SAID } else { FURTHER };
        // Clauses in a row are one thing said, or several: the model tells, not the tree.
        let list_of = |at: usize| if predicate.kind() == Kind::Claim { at } else { view.first_conjunct(at) };
        for subject in chosen(&frame.subjects, frame.no_subject, FURTHER, |at| view.first_conjunct(at)) {
            for object in chosen(&frame.objects, frame.no_object, further, list_of) {
                out.extend(draft(coreference, frame, predicate, subject, object));
            }
        }
    }
    out
}

/// The best candidate, all others of some weight, and those in one list with the best; none where "nobody named" is
/// likelier than they are.
///
/// The members of a list share out one probability: each of them stands for the whole of it.
fn chosen(
    candidates: &[Argument],
    none: f32,
    further: f32,
    list_of: impl Fn(usize) -> usize,
) -> Vec<Option<Argument>> {
    let Some(best) = candidates.first() else { return vec![None] };
    let list = list_of(best.head);
    let listed = |c: &Argument| list_of(c.head) == list;
    let (mass, count) =
        candidates.iter().filter(|c| listed(c)).fold((0.0, 0.0), |(mass, n), c| (mass + c.score, n + 1.0));
    if mass < none {
        return vec![None];
    }
    candidates
        .iter()
        .filter(|c| c.score >= further || listed(c) && c.score >= EVEN * mass / count)
        .map(|c| Some(Argument { score: if listed(c) { mass } else { c.score }, ..*c }))
        .collect()
}

fn draft(
    coreference: &Coreference,
    frame: &Frame,
    predicate: Predicate,
    subject: Option<Argument>,
    object: Option<Argument>,
) -> Option<Draft> {
    let view = coreference.view;
    let kind = predicate.kind();
    let object = object.map(|object| match kind {
        Kind::Claim => Argument { span: unquoted(view, object.span), ..object },
        _ => object,
    });
    let (holder, subject_score) = match subject {
        Some(subject) => (coreference.resolve(subject.span, Slot::Holder)?, subject.score),
        // Nobody named: what stands in a quotation is its speaker's.
        None => (coreference.speaker(frame.cue, Slot::Holder, 0)?, frame.no_subject),
    };
    let (target, object_score) = match (kind, object) {
        (Kind::Claim, Some(object)) => (
            Resolved { entity: proposition(collapse(view.text(object.span))), actor: None, how: "phrase" },
            object.score,
        ),
        (Kind::Relation, Some(object)) => {
            (implied::object(coreference, predicate, object.span, frame.cue_span)?, object.score)
        }
        (Kind::Relation, None) => {
            let found = implied::from_cue(coreference, predicate, frame.cue_span)?;
            // A title before the name means the country; "the president" of something else stands apart.
            let title =
                subject.is_some_and(|s| s.span.holds(frame.cue) || s.span.start == frame.cue_span.end);
            if found.entity.kind == EntityType::Place && !title {
                return None;
            }
            (found, frame.no_object)
        }
        (Kind::Stance, Some(object)) => (coreference.resolve(object.span, Slot::Target)?, object.score),
        _ => return None,
    };
    if kind != Kind::Claim && holder.entity.id == target.entity.id {
        return None;
    }
    let score = f64::from(frame.score) * (f64::from(subject_score) * f64::from(object_score)).sqrt();
    // Only people lead and hold posts: where another is found, the mention was probably resolved wrongly.
    let posts = matches!(predicate, Predicate::Leads | Predicate::HoldsPost);
    let score = if posts && holder.entity.kind != EntityType::Person { score * 0.5 } else { score };
    // Between unions, parties and federations "part of" is affiliation.
    let united = is_federation(&holder.entity) && is_federation(&target.entity);
    let predicate =
        if predicate == Predicate::PartOf && united { Predicate::AffiliatedWith } else { predicate };
    let role = posts.then(|| collapse(view.text(frame.cue_span)));
    Some(Draft {
        predicate,
        subject: holder,
        object: target,
        role,
        act: if kind == Kind::Stance { frame.act.and_then(|act| act.parse::<Act>().ok()) } else { None },
        holder: subject.map(|s| s.span),
        cue: if frame.cue_span.is_empty() { Span::new(frame.cue, frame.cue + 1) } else { frame.cue_span },
        target: object.map(|o| o.span),
        proposition: None,
        score,
        signs: signs::of_frame(frame, subject, object),
        method: format!("model/{}", kind.as_str()),
    })
}

fn is_federation(entity: &Entity) -> bool {
    entity
        .names()
        .any(|name| name.split_whitespace().any(|word| FEDERATIONS.contains(word.to_lowercase().as_str())))
}
