//! "The organization holds it as well": what its head or spokesman says about its business (statements.md, rule 2).

use super::Draft;
use crate::coreference::{Coreference, Resolved};
use standpoint_model::{EntityType, Kind, Predicate};
use std::collections::BTreeMap;

/// A post from this score on makes its holder a speaker for the organization.
const POST: f64 = 0.5;

/// Adds, for each stance and claim of a person with a post, the same of the organization; how probable that is, its signs tell.
pub(super) fn add(coreference: &Coreference, drafts: &mut Vec<Draft>) {
    let mut bodies: BTreeMap<String, Vec<(&'static str, Resolved)>> = BTreeMap::new();
    for draft in drafts.iter().filter(|d| d.score >= POST && d.object.entity.kind == EntityType::Organization)
    {
        let spokes = draft.role.as_deref().is_some_and(|role| role.to_lowercase().contains("spokes"));
        let sign = match draft.predicate {
            Predicate::Leads => "twin:leads",
            Predicate::HoldsPost if spokes => "twin:speaks",
            Predicate::HoldsPost => "twin:serves",
            _ => continue,
        };
        bodies.entry(draft.subject.entity.id.clone()).or_default().push((sign, draft.object.clone()));
    }
    let mut made = Vec::new();
    for draft in drafts.iter().filter(|d| d.predicate.kind() != Kind::Relation) {
        // Whom a document gives many posts, speaks for none of them in particular.
        let Some([(sign, body)]) = bodies.get(&draft.subject.entity.id).map(Vec::as_slice) else { continue };
        if body.entity.id == draft.object.entity.id {
            continue;
        }
        let mut twin = Draft { subject: Resolved { how: "nominal", ..body.clone() }, ..draft.clone() };
        twin.signs.insert(sign, 1.0);
        twin.signs.insert("twin", 1.0);
        if speaks_as_one(coreference, draft) {
            twin.signs.insert("twin:we", 1.0);
        }
        twin.score *= 0.5;
        made.push(twin);
    }
    drafts.extend(made);
}

/// Whether "we" or "our" stands among the words of the holder or of the content.
fn speaks_as_one(coreference: &Coreference, draft: &Draft) -> bool {
    let words = draft.holder.iter().chain(&draft.target).chain([&draft.cue]);
    words
        .flat_map(|span| span.range())
        .any(|i| matches!(coreference.view.word(i), "we" | "our" | "us" | "ours"))
}
