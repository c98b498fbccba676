//! "That's categorically untrue": a denial, and of what.

use super::Draft;
use crate::coreference::View;
use standpoint_model::{Predicate, Span, Tokens};
use std::{collections::HashSet, sync::LazyLock};

static REJECTIONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| crate::data::words(include_str!("../../data/statements/rejections.txt")).collect());

/// A rejection of more words says something of its own.
const LONGEST: usize = 8;
/// How far back the rejected claim may stand, in sentences.
const REACH: usize = 3;

/// Turns claims that merely reject into denials, whose proposition is that of the claim before, by somebody else.
pub(super) fn resolve(view: &View, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let Some(content) = drafts[at].target.filter(|content| rejects(view, *content)) else { continue };
        if !matches!(drafts[at].predicate, Predicate::Asserts | Predicate::Denies) {
            continue;
        }
        let here = view.analysis.sentence_of(content.start);
        let rejected = drafts
            .iter()
            .filter(|other| {
                other.predicate == Predicate::Asserts
                    && other.subject.entity.id != drafts[at].subject.entity.id
            })
            .filter_map(|other| Some((other.target?, &other.object.entity.label)))
            .filter(|(claim, _)| {
                claim.end <= content.start
                    && here - view.analysis.sentence_of(claim.start).min(here) <= REACH
                    && !rejects(view, *claim)
            })
            .max_by_key(|(claim, _)| claim.start)
            .map(|(claim, label)| (claim, label.clone()));
        if let Some((claim, label)) = rejected {
            drafts[at].proposition = Some(claim);
            drafts[at].predicate = Predicate::Denies;
            drafts[at].object.entity.label = label;
        }
    }
}

/// Whether the content is "that's untrue" or the like: a pronoun, a word of rejection, and little else.
fn rejects(view: &View, content: Span<Tokens>) -> bool {
    content.len() <= LONGEST
        && content.range().any(|i| REJECTIONS.contains(view.word(i)))
        && content
            .range()
            .any(|i| matches!(view.word(i), "that" | "this" | "it" | "they" | "those" | "these"))
        && !content
            .range()
            .any(|i| matches!(view.upos(i), "NOUN" | "PROPN") && !REJECTIONS.contains(view.word(i)))
}
