//! Rule hits to drafts.

use super::Draft;
use crate::{
    coreference::{Coreference, Resolved, Slot, collapse},
    rules::{ObjectSpec, RuleHit},
};
use standpoint_model::{Entity, EntityType, Kind, Predicate};

/// Adds what the rules found; a rule and the model that agree are merged later.
pub(super) fn add(coreference: &Coreference, hits: &[RuleHit], drafts: &mut Vec<Draft>) {
    for hit in hits {
        let Some(subject) = coreference.resolve(hit.subject, Slot::Holder) else { continue };
        let (object, target) = match &hit.object {
            ObjectSpec::Named { name, kind, aliases, at } => {
                let entity = Entity::named(*kind, name).with_aliases(aliases.iter().cloned());
                (Resolved { entity, actor: None, how: "implied" }, *at)
            }
            ObjectSpec::Span(span) if hit.predicate.kind() == Kind::Claim => {
                let text = collapse(coreference.view.text(*span));
                (Resolved { entity: super::proposition(text), actor: None, how: "phrase" }, Some(*span))
            }
            ObjectSpec::Span(span) => {
                match super::implied::object(coreference, hit.predicate, *span, hit.cue) {
                    Some(found) => (found, Some(*span)),
                    None => continue,
                }
            }
        };
        if object.entity.id == subject.entity.id {
            continue;
        }
        // Nobody works for a person here, and "the district" that points to nothing named is no body.
        let posts = matches!(hit.predicate, Predicate::Leads | Predicate::HoldsPost);
        if posts && (object.entity.kind == EntityType::Person || is_bare_noun(&object)) {
            continue;
        }
        drafts.push(Draft {
            predicate: hit.predicate,
            subject,
            object,
            role: hit.role.clone(),
            act: None,
            holder: Some(hit.subject),
            cue: hit.cue,
            target,
            proposition: None,
            score: hit.prior,
            signs: super::signs::of_rule(hit.prior),
            method: format!("rule/{}", hit.rule),
        });
    }
}

/// Whether a mention resolved to nothing but a common noun.
fn is_bare_noun(found: &Resolved) -> bool {
    found.actor.is_none()
        && found.how == "phrase"
        && !found.entity.label.contains(' ')
        && !found.entity.label.contains(char::is_uppercase)
}
