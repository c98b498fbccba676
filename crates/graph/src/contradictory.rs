//! Claims of one matter that cannot both hold, and holders whose claims turn.

use crate::{
    claims::{Claim, Claims, common, disputed},
    contradiction::contradiction,
    finding::{Finding, Matters, Parts},
    said::Heard,
    stems::{Stem, contained},
    time::in_order,
};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use standpoint_model::ConflictType;
use std::collections::BTreeMap;

/// Finds contradictory claims and reversals of claims, on all threads.
///
/// What one holder says in the same words again is one claim. Candidates come from an index by matter and word: for
/// each word that claims deny, count or have an opposite of, the claims that say it. For one word and matter at most
/// `fan_out` pairs are reported, of the `fan_out`² whose claims are surest; so `O(n · w)` for `n` claims of `w`
/// words, and a bounded amount for each word that clashes.
pub(crate) fn find(claims: &Claims<'_>) -> Vec<Finding> {
    let found: Vec<Vec<Finding>> = claims.matters().map(|(_, present)| within(claims, &present)).collect();
    found.into_iter().flatten().collect()
}

/// A claim and its repetitions.
struct Point<'a, 'g> {
    claim: &'a Claim<'g>,
    heard: Heard<'a>,
    again: Vec<u32>,
}

fn within(claims: &Claims<'_>, present: &[&Claim<'_>]) -> Vec<Finding> {
    let mut points: Vec<Point<'_, '_>> = Vec::new();
    let mut known: FxHashMap<(usize, &[Stem]), usize> = FxHashMap::default();
    for claim in present.iter().filter(|claim| !claim.denies()) {
        match known.get(&(claim.holder.index(), &claim.said.stems[..])) {
            Some(&at) => points[at].again.push(claim.statement),
            None => {
                known.insert((claim.holder.index(), &claim.said.stems), points.len());
                let heard = Heard::new(claim.said, &claims.network.stems);
                points.push(Point { claim, heard, again: Vec::new() });
            }
        }
    }
    // Which points clash with a word, and which say it; both surest first, as the points are.
    let mut clashing: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
    for (at, point) in points.iter().enumerate() {
        for word in clashing_words(claims, &point.heard) {
            clashing.entry(word).or_default().push(at);
        }
    }
    let mut saying: FxHashMap<Stem, Vec<usize>> = FxHashMap::default();
    for (at, point) in points.iter().enumerate() {
        for stem in point.claim.said.stems.iter().filter(|stem| clashing.contains_key(stem)) {
            saying.entry(*stem).or_default().push(at);
        }
    }
    let fan_out = claims.options.fan_out;
    let (mut tried, mut findings) = (FxHashSet::default(), Vec::new());
    for (word, ones) in &clashing {
        let (mut judged, mut kept) = (0, 0);
        let others = saying.get(word).map_or(&[][..], Vec::as_slice);
        for (&one, &other) in ones.iter().flat_map(|one| others.iter().map(move |other| (one, other))) {
            if kept >= fan_out || judged >= fan_out.saturating_mul(fan_out) {
                break;
            }
            let (a, b) = (&points[one], &points[other]);
            if one == other || !tried.insert((one.min(other), one.max(other))) {
                continue;
            }
            judged += 1;
            let (a, b) = if a.claim.statement < b.claim.statement { (a, b) } else { (b, a) };
            if let Some(found) = judge(claims, a, b) {
                kept += 1;
                findings.push(found);
            }
        }
    }
    findings
}

/// Words in whose company a claim may be contradicted, each once.
fn clashing_words(claims: &Claims<'_>, heard: &Heard<'_>) -> Vec<Stem> {
    let stems = &claims.network.stems;
    let said = heard.said.stems.iter();
    let opposites = said.flat_map(|&stem| stems.opposites(stem)).map(|(word, _)| *word);
    let counted = heard.counts.iter().map(|(_, what)| *what);
    let denied = heard.denials.iter().flat_map(|denied| &denied.focus).copied();
    let mut words: Vec<Stem> = opposites.chain(counted).chain(denied).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn judge(claims: &Claims<'_>, one: &Point<'_, '_>, other: &Point<'_, '_>) -> Option<Finding> {
    let (a, b) = (one.claim, other.claim);
    let here = a.row.document == b.row.document;
    // One passage read twice is no contradiction.
    if here && a.row.overlaps(b.row) || a.row.sure() * b.row.sure() < claims.options.min_score {
        return None;
    }
    let shared = common(&a.bearers, &b.bearers);
    let named = shared.iter().any(|(matter, _)| claims.is_named(*matter));
    let clash = contradiction(&claims.network.stems, &one.heard, &other.heard, named)?;
    // "No oversight" in one text and "oversight" in another: of what, only a named matter or the same words tell.
    if !here && !named && contained(&a.said.stems, &b.said.stems).is_none_or(|share| share <= 0.5) {
        return None;
    }
    let order = (a.holder == b.holder).then(|| in_order(a.row, b.row)).flatten();
    let (first, second) = if order == Some(true) { (other, one) } else { (one, other) };
    let kind = if order.is_some() { ConflictType::Reversal } else { ConflictType::ContradictoryClaims };
    let parts = Parts {
        evidence: claims.evidence((a.row, a.holder), (b.row, b.holder)),
        tie: 1.0,
        clash,
        recency: claims.clock.recency(a.row, b.row),
    };
    Some(Finding {
        kind,
        parties: [first.claim.holder, second.claim.holder],
        statements: [first.claim.statement, second.claim.statement],
        matters: Matters::Claims {
            matters: disputed(claims.network, &shared),
            further: Box::new([first.again.clone(), second.again.clone()]),
        },
        parts,
        body: None,
    })
}
