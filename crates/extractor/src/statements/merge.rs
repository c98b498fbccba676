//! One draft for each pair and predicate.

use super::Draft;
use standpoint_model::{Kind, Predicate, Span, Tokens, fold_name};
use std::collections::BTreeMap;

/// Keeps the best-scored draft of each (subject, predicate, object); of claims, of each overlapping content.
///
/// Repetition is evidence: n drafts of scores p₁ … pₙ that say the same at different places score at least the best, and
/// a little more with each (half the way that independence would give, as repeats in one document are not independent).
pub(super) fn merge(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut best: BTreeMap<(Predicate, String, String), Draft> = BTreeMap::new();
    let mut claims: Vec<Draft> = Vec::new();
    for draft in drafts {
        if draft.predicate.kind() == Kind::Claim {
            add_claim(&mut claims, draft);
            continue;
        }
        let key =
            (draft.predicate, fold_name(&draft.subject.entity.label), fold_name(&draft.object.entity.label));
        match best.get_mut(&key) {
            None => {
                best.insert(key, draft);
            }
            Some(kept) => {
                let again = kept.signs.get("again").copied().unwrap_or(0.0);
                let both = kept.signs.contains_key("rule") != draft.signs.contains_key("rule")
                    || kept.signs.contains_key("both");
                let apart = !kept.cue.overlaps(&draft.cue);
                let (high, low) = (kept.score.max(draft.score), kept.score.min(draft.score));
                let score = if apart { high + (1.0 - high) * low * 0.5 } else { high };
                let role = kept.role.clone().or_else(|| draft.role.clone());
                if draft.score > kept.score {
                    *kept = draft;
                }
                kept.score = score;
                // Each further place counts for less.
                kept.signs.insert("again", if apart { (again.exp() + 1.0).ln() } else { again });
                if both {
                    kept.signs.insert("both", 1.0);
                }
                kept.role = kept.role.take().or(role);
            }
        }
    }
    best.into_values().chain(claims).collect()
}

/// Whether more than half of the shorter lies in the other.
pub(super) fn shares(a: Span<Tokens>, b: Span<Tokens>) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2 * shared > a.len().min(b.len())
}

/// Two drafts of one content are one claim: the better stays.
fn add_claim(claims: &mut Vec<Draft>, draft: Draft) {
    let same = claims.iter_mut().find(|kept| {
        let (Some(a), Some(b)) = (kept.target, draft.target) else { return false };
        shares(a, b) && kept.subject.entity.id == draft.subject.entity.id
    });
    match same {
        Some(kept) if draft.score > kept.score => *kept = draft,
        Some(_) => {}
        None => claims.push(draft),
    }
}
