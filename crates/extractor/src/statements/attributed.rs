//! Attributed words that no frame took for what is claimed: "…," she said. "…" has one frame and two contents.

use super::{Draft, content::unquoted, merge::shares, proposition, signs::logit};
use crate::coreference::{Coreference, Resolved, Slot, collapse};
use standpoint_language::TokenAttribution;
use standpoint_model::{Kind, Predicate, Span, Tokens};

/// Tells of each claim whether an attribution says the same, and adds the claims that attributions alone tell; how
/// probable these are, their signs tell.
pub(super) fn add(coreference: &Coreference, drafts: &mut Vec<Draft>) {
    let mut made = Vec::new();
    for attribution in &coreference.view.analysis.attributions {
        // As it is before it is told of this attribution: what is made like it has signs of its own.
        let of_cue = drafts
            .iter()
            .filter(|draft| is_claim(draft) && draft.cue.overlaps(&attribution.cue))
            .max_by(|a, b| a.score.total_cmp(&b.score))
            .cloned();
        for content in &attribution.content {
            let mut covered = false;
            for draft in drafts.iter_mut().filter(|draft| is_claim(draft)) {
                if draft.target.is_some_and(|target| shares(target, *content)) {
                    covered = true;
                    let same = draft.cue.overlaps(&attribution.cue);
                    draft.signs.insert(if same { "attributed" } else { "attributed:else" }, 1.0);
                    if same && draft.holder.is_some() && draft.holder == attribution.source {
                        draft.signs.insert("attributed:who", 1.0);
                    }
                }
            }
            if !covered {
                made.extend(draft(coreference, attribution, *content, of_cue.as_ref()));
            }
        }
    }
    drafts.extend(made);
}

fn is_claim(draft: &Draft) -> bool {
    draft.predicate.kind() == Kind::Claim
}

/// What `attribution` says with `content`: like the claim of the same cue, where there is one.
fn draft(
    coreference: &Coreference,
    attribution: &TokenAttribution,
    content: Span<Tokens>,
    like: Option<&Draft>,
) -> Option<Draft> {
    let view = coreference.view;
    let bare = unquoted(view, content);
    let object = Resolved { entity: proposition(collapse(view.text(bare))), actor: None, how: "phrase" };
    let mut draft = match like {
        Some(like) => Draft { object, target: Some(bare), ..like.clone() },
        None => {
            let source = attribution.source?;
            Draft {
                predicate: Predicate::Asserts,
                subject: coreference.resolve(source, Slot::Holder)?,
                object,
                role: None,
                act: None,
                holder: Some(source),
                cue: attribution.cue,
                target: Some(bare),
                proposition: None,
                score: f64::from(attribution.score) * 0.5,
                signs: Default::default(),
                method: "model/attribution".to_owned(),
            }
        }
    };
    draft.signs.insert(if like.is_some() { "further" } else { "attribution" }, 1.0);
    draft.signs.insert("heard", logit(attribution.score.into()));
    if bare != content {
        draft.signs.insert("quoted", 1.0);
    }
    Some(draft)
}
