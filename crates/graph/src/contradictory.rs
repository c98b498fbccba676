//! Claims of one matter that cannot both hold, and holders whose claims turn.

use crate::{
    claims::{Claim, Claims},
    contradiction::{Said, contained, contradiction},
    finding::Finding,
    lexicon::lexicon,
    options::ConflictOptions,
    time::in_order,
};
use standpoint_model::{ConflictType, Predicate};
use std::collections::BTreeSet;

/// Finds contradictory claims and reversals of claims.
///
/// Candidates come from an index by matter and word: for each word that a claim denies, counts or has an opposite
/// of, at most `fan_out` claims with the word that clashes with it. `O(w · fan_out)` for `w` words of claims.
pub(crate) fn find(claims: &Claims<'_>, options: &ConflictOptions) -> Vec<Finding> {
    let index = claims.index(&[Predicate::Asserts], options.fan_out);
    let mut tried: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut findings = Vec::new();
    for one in claims.claims.iter().filter(|claim| claim.predicate == Predicate::Asserts) {
        let clashing = clashing_words(claims.said(one));
        for matter in claims.matters(one).keys() {
            let others = clashing.iter().filter_map(|word| index.get(&(*matter, *word))).flatten();
            for other in others {
                let pair = (one.statement.min(other.statement), one.statement.max(other.statement));
                if pair.0 != pair.1 && tried.insert(pair) {
                    let (first, second) = if one.statement == pair.0 { (one, *other) } else { (*other, one) };
                    findings.extend(judge(claims, options, first, second));
                }
            }
        }
    }
    findings
}

/// Words in whose company a claim may be contradicted.
fn clashing_words(said: &Said) -> BTreeSet<&str> {
    let antonyms = &lexicon().antonyms;
    let opposites =
        said.stems.iter().filter_map(|stem| antonyms.get(stem)).flatten().map(|(word, _)| word.as_str());
    let denied = said.denials().into_iter().flat_map(|(focus, _)| focus);
    let counted = said.counts().into_iter().map(|(_, what)| what);
    opposites.chain(denied).chain(counted).collect()
}

fn judge(claims: &Claims<'_>, options: &ConflictOptions, one: &Claim, other: &Claim) -> Option<Finding> {
    let shared = claims.shared(one, other);
    let (a, b) = (claims.statement(one), claims.statement(other));
    let here = a.document == b.document;
    // One passage read twice is no contradiction.
    if shared.is_empty() || here && a.span.overlaps(&b.span) {
        return None;
    }
    let named = shared.keys().any(|matter| claims.named.contains(matter));
    let (said, answered) = (claims.said(one), claims.said(other));
    let strength = contradiction(said, answered, named)?;
    // "No oversight" in one text and "oversight" in another: of what, only a named matter or the same words tell.
    if !here && !named && contained(&said.stems, &answered.stems).is_none_or(|share| share <= 0.5) {
        return None;
    }
    let order = (one.holder == other.holder)
        .then(|| in_order(claims.network, options, one.statement, other.statement))
        .flatten();
    let (first, second) = if order == Some(true) { (other, one) } else { (one, other) };
    let kind = if order.is_some() { ConflictType::Reversal } else { ConflictType::ContradictoryClaims };
    Some(Finding {
        kind,
        parties: [first.holder, second.holder],
        statements: [first.statement, second.statement],
        matters: shared.keys().copied().collect(),
        about: shared.into_values().collect(),
        score: claims.confidence(one) * claims.confidence(other) * strength,
        path: Vec::new(),
    })
}
