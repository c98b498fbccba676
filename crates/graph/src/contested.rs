//! Denials, and what they deny.

use crate::{
    claims::{Claim, Claims},
    contradiction::contained,
    finding::Finding,
    lexicon::lexicon,
    options::ConflictOptions,
    targets::{Matter, Targets},
    words::{jaccard, stems},
};
use petgraph::graph::NodeIndex;
use standpoint_model::{ConflictType, Predicate, Statement, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// How far before a bare denial ("that is untrue") what it denies may stand, in code points.
const REACH: usize = 600;
/// Least share of words that a denial and what it denies have in common.
const ALIKE: f64 = 0.5;

/// Something that a denial may be aimed at.
struct Report {
    statement: usize,
    /// Who says it: the holder of a claim; of an attributed stance, who ascribes it.
    teller: NodeIndex,
    /// Whom it is about.
    subject: NodeIndex,
    words: BTreeSet<String>,
    matters: BTreeMap<Matter, NodeIndex>,
}

/// Finds what is asserted, or told of somebody, and denied.
///
/// A denial is held against all reports of its own document and against at most `fan_out` claims of other
/// documents for each of its words and matters; `O(d · (r + w · fan_out))` for `d` denials of `w` words in
/// documents of `r` reports.
pub(crate) fn find(claims: &Claims<'_>, targets: &Targets, options: &ConflictOptions) -> Vec<Finding> {
    let reports = reports(claims, targets, options);
    let mut by_document: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
    let mut by_statement: BTreeMap<usize, &Report> = BTreeMap::new();
    for report in &reports {
        let document = claims.network.statements()[report.statement].document.as_str();
        by_document.entry(document).or_default().push(report);
        by_statement.insert(report.statement, report);
    }
    let index = claims.index(&[Predicate::Asserts], options.fan_out);
    let mut findings = Vec::new();
    for denial in claims.claims.iter().filter(|claim| claim.predicate == Predicate::Denies) {
        let near = by_document.get(claims.statement(denial).document.as_str());
        let mut candidates: BTreeMap<usize, &Report> =
            near.into_iter().flatten().map(|report| (report.statement, *report)).collect();
        for &matter in claims.matters(denial).keys() {
            let words = &claims.said(denial).stems;
            for claim in words.iter().filter_map(|word| index.get(&(matter, word.as_str()))).flatten() {
                candidates
                    .extend(by_statement.get(&claim.statement).map(|report| (report.statement, *report)));
            }
        }
        let bare = antecedent(claims, denial, near.map_or(&[], Vec::as_slice));
        for report in candidates.into_values() {
            findings.extend(judge(claims, denial, report, bare == Some(report.statement)));
        }
    }
    findings
}

fn reports(claims: &Claims<'_>, targets: &Targets, options: &ConflictOptions) -> Vec<Report> {
    let network = claims.network;
    let asserted =
        claims.claims.iter().filter(|claim| claim.predicate == Predicate::Asserts).map(|claim| Report {
            statement: claim.statement,
            teller: claim.holder,
            subject: claim.holder,
            words: claims.said(claim).stems.clone(),
            matters: claims.matters(claim).clone(),
        });
    let told = network.statements().iter().enumerate().filter_map(|(at, statement)| {
        statement.predicate.polarity().filter(|_| statement.confidence.get() >= options.min_confidence)?;
        // The last of the chain is who says so; the paper that prints him comes before.
        let teller = network.index_of(&statement.attributed_to.last()?.id)?;
        let (subject, target) =
            (network.index_of(&statement.subject.id)?, network.index_of(&statement.object.id)?);
        let bearings = targets.bearings(target).iter().take(1);
        Some(Report {
            statement: at,
            teller,
            subject,
            words: stems(&statement.quote),
            matters: bearings.map(|bearing| (bearing.matter, target)).collect(),
        })
    });
    asserted.chain(told).collect()
}

/// Words of a denial that tell what is denied, not that something is.
fn telling(claims: &Claims<'_>, denial: &Claim) -> BTreeSet<String> {
    let lexicon = lexicon();
    let stems = claims.said(denial).stems.iter();
    stems.filter(|stem| !lexicon.falsity.contains(*stem) && !lexicon.light.contains(*stem)).cloned().collect()
}

/// Whether a denial speaks of a report as such: "refuted the article", "that is untrue".
fn rejects(claims: &Claims<'_>, denial: &Claim) -> bool {
    claims.said(denial).stems.iter().any(|stem| lexicon().falsity.contains(stem))
}

/// What a denial that says nothing itself ("that is untrue") is aimed at: the report before it, by another.
fn antecedent(claims: &Claims<'_>, denial: &Claim, near: &[&Report]) -> Option<usize> {
    if telling(claims, denial).len() > 1 {
        return None;
    }
    let span = claims.statement(denial).span;
    let place = |report: &Report| claims.network.statements()[report.statement].span;
    near.iter()
        .filter(|report| report.teller != denial.holder)
        .filter(|report| {
            let at = place(report);
            at.start <= span.start && span.start.saturating_sub(at.end) <= REACH
        })
        .max_by_key(|report| (place(report).end.min(span.start), std::cmp::Reverse(report.statement)))
        .map(|report| report.statement)
}

fn judge(claims: &Claims<'_>, denial: &Claim, report: &Report, bare: bool) -> Option<Finding> {
    let network = claims.network;
    let (told, denied) = (&network.statements()[report.statement], claims.statement(denial));
    let shared: BTreeMap<Matter, NodeIndex> = {
        let of_denial = claims.matters(denial);
        report
            .matters
            .iter()
            .filter(|(matter, _)| of_denial.contains_key(matter))
            .map(|(&m, &n)| (m, n))
            .collect()
    };
    let here = told.document == denied.document;
    // A passage that was read twice, once for the speaker and once for whom he speaks for, is one voice.
    if here && told.span.overlaps(&denied.span) && network.speak_as_one(report.teller, denial.holder) {
        return None;
    }
    let common =
        if here { !shared.is_empty() } else { shared.keys().any(|matter| claims.named.contains(matter)) };
    let strength = aim(claims, denial, report, here, common, bare)?;
    let matters = if shared.is_empty() { claims.matters(denial).clone() } else { shared };
    Some(Finding {
        kind: ConflictType::ContestedClaim,
        parties: [report.teller, denial.holder],
        statements: [report.statement, denial.statement],
        matters: matters.keys().copied().collect(),
        about: matters.into_values().collect(),
        score: told.confidence.get() * denied.confidence.get() * strength,
        path: Vec::new(),
    })
}

/// How surely the denial is aimed at the report, 0 to 1.
fn aim(
    claims: &Claims<'_>,
    denial: &Claim,
    report: &Report,
    here: bool,
    shared: bool,
    bare: bool,
) -> Option<f64> {
    let network = claims.network;
    let (told, denied) = (&network.statements()[report.statement], claims.statement(denial));
    let own = report.teller == denial.holder;
    let words = telling(claims, denial);
    let inside = here && told.span.overlaps(&denied.span) && told.kind() == denied.kind();
    let alike = contained(&words, &report.words).filter(|_| words.len() >= 2 && report.words.len() >= 2);
    // Names alone do not make a likeness: the union is in everything that is said of the union.
    let names = &claims.said(denial).names;
    let besides = words.intersection(&report.words).filter(|word| !names.contains(*word)).count();
    let alike = alike.filter(|share| *share >= ALIKE && besides >= 2);
    if own {
        return alike.filter(|share| shared && *share >= 0.75 && !inside).map(|share| 0.5 * share);
    }
    let mut ways = Vec::new();
    if inside {
        ways.push(0.95);
    }
    if bare {
        ways.push(0.8);
    }
    if let Some(share) = alike.filter(|_| here || shared) {
        let near = if here { 1.0 } else { 0.8 };
        ways.push(near * (0.5 + 0.5 * share));
    }
    // "The paper's report of dissent was inaccurate": the denial names who reported, and rejects the report.
    if speaks_of(network.graph[report.teller].names(), denied, report.teller, claims)
        && rejects(claims, denial)
        && (here || shared)
    {
        ways.push(0.6 + 0.4 * jaccard(&words, &report.words));
    }
    // A stance that another ascribes to the one who denies, or to those that the denial speaks of.
    let ascribed = told.predicate.polarity().is_some()
        && (report.subject == denial.holder
            || denied.object.about.iter().any(|about| network.index_of(&about.id) == Some(report.subject)));
    if ascribed && shared && here {
        ways.push(0.6 + 0.4 * jaccard(&words, &report.words));
    }
    ways.into_iter().max_by(f64::total_cmp)
}

/// Whether a claim is about this entity, or names it.
fn speaks_of<'a>(
    mut names: impl Iterator<Item = &'a str>,
    claim: &Statement,
    entity: NodeIndex,
    claims: &Claims<'_>,
) -> bool {
    let listed = claim.object.about.iter().any(|about| claims.network.index_of(&about.id) == Some(entity));
    let text = format!(" {} ", fold_name(&claim.object.label));
    listed || names.any(|name| text.contains(&format!(" {} ", fold_name(name))))
}
