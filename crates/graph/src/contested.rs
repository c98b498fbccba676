//! Denials, and what they deny.

use crate::{
    claims::{Claim, Claims, common, disputed},
    finding::{Finding, Matters, Parts},
    row::Row,
    stems::{Stem, contained, has, jaccard},
    targets::Bearer,
    ties::is_later,
};
use petgraph::graph::NodeIndex;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use standpoint_model::{ConflictType, Kind, fold_name};
use std::{borrow::Cow, cmp::Reverse, sync::OnceLock};

/// How far before a bare denial ("that is untrue") what it denies may stand, in code points.
const REACH: u32 = 600;
/// Least share of words that a denial and what it denies have in common.
const ALIKE: f64 = 0.5;
/// Of a document that makes very many statements, so many before a denial and behind it are looked at.
const NEAR: usize = 1000;

/// Something that a denial may be aimed at.
struct Report<'a> {
    statement: u32,
    row: &'a Row,
    /// Who says it: the holder of a claim; of an attributed stance, who ascribes it.
    teller: NodeIndex,
    /// Whom it is about.
    subject: NodeIndex,
    /// Sorted.
    words: &'a [Stem],
    matters: Cow<'a, [Bearer]>,
}

/// A denial, and what of it is asked again and again.
struct Denial<'a> {
    claim: &'a Claim<'a>,
    /// Words that tell what is denied, not that something is; sorted.
    telling: Vec<Stem>,
    /// Whether it speaks of a report as such ("refuted the article", "that is untrue").
    rejects: bool,
    /// Its text, folded, where it rejects; empty elsewhere.
    folded: String,
}

/// What denials are held against.
struct Court<'a> {
    claims: &'a Claims<'a>,
    /// Names of entities, folded, each as soon as it is asked for.
    folded: Vec<OnceLock<Vec<String>>>,
}

/// Finds what is asserted, or told of somebody, and denied, on all threads.
///
/// A denial is held against the reports of its own document, and against those claims of other documents on one of its
/// matters that share two of its words (one, where it rejects a report as such), at most `fan_out` of them. So
/// `O(d · (r + w))` for `d` denials in documents of `r` reports and with words that `w` claims of the matter share.
pub(crate) fn find(claims: &Claims<'_>) -> Vec<Finding> {
    let folded = vec![OnceLock::new(); claims.network.graph.node_count()];
    let court = Court { claims, folded };
    let documents: Vec<&[Claim<'_>]> = claims
        .claims
        .chunk_by(|a, b| a.row.document == b.row.document)
        .filter(|chunk| chunk.iter().any(Claim::denies))
        .collect();
    let here: Vec<Vec<Finding>> =
        documents.into_par_iter().map(|document| court.in_document(document)).collect();
    let there: Vec<Vec<Finding>> =
        claims.matters().map(|(matter, present)| court.on_matter(matter, &present)).collect();
    here.into_iter().chain(there).flatten().collect()
}

impl<'a> Court<'a> {
    fn denial(&self, claim: &'a Claim<'a>) -> Denial<'a> {
        let stems = &self.claims.network.stems;
        let said = claim.said.stems.iter().copied();
        let rejects = said.clone().any(|stem| stems.is_falsity(stem));
        Denial {
            claim,
            telling: said.filter(|&stem| !stems.is_falsity(stem) && !stems.is_light(stem)).collect(),
            rejects,
            folded: if rejects { format!(" {} ", fold_name(claim.label)) } else { String::new() },
        }
    }

    fn asserted(&self, claim: &'a Claim<'a>) -> Report<'a> {
        Report {
            statement: claim.statement,
            row: claim.row,
            teller: claim.holder,
            subject: claim.holder,
            words: &claim.said.stems,
            matters: Cow::Borrowed(&claim.bearers),
        }
    }

    /// A stance that somebody ascribes to its holder.
    fn ascribed(&self, statement: u32, words: &'a [Stem]) -> Option<Report<'a>> {
        let (network, options) = (self.claims.network, self.claims.options);
        let row = network.row(statement);
        if row.sure() < options.min_confidence || is_later(row, options.as_of) {
            return None;
        }
        // The last of the chain is who says so; the paper that prints him comes before.
        let teller = *network.others(row)?.sources.last()?;
        let matters = Cow::Owned(network.targets.bearers(&[row.node()?]));
        Some(Report { statement, row, teller, subject: row.subject, words, matters })
    }

    fn in_document(&self, document: &'a [Claim<'a>]) -> Vec<Finding> {
        let network = self.claims.network;
        let (Some(first), Some(last)) = (document.first(), document.last()) else { return Vec::new() };
        let same = |statement: u32| network.row(statement).document == first.row.document;
        // Statements of a document stand together: claims of it are the bounds of where its stances can be.
        let ascribed = {
            let before = network.ascribed.range(..first.statement).rev();
            let behind = network.ascribed.range(first.statement..);
            let mut found: Vec<(u32, &[Stem])> = before
                .take_while(|(at, _)| same(**at))
                .chain(behind.take_while(|(at, _)| **at <= last.statement || same(**at)))
                .map(|(at, words)| (*at, &words[..]))
                .collect();
            found.sort_unstable();
            found
        };
        let mut reports: Vec<Report<'_>> =
            document.iter().filter(|claim| !claim.denies()).map(|claim| self.asserted(claim)).collect();
        reports.extend(ascribed.into_iter().filter_map(|(at, words)| self.ascribed(at, words)));
        reports.sort_by_key(|report| report.statement);
        let mut findings = Vec::new();
        for claim in document.iter().filter(|claim| claim.denies()) {
            let denial = self.denial(claim);
            let at = reports.partition_point(|report| report.statement < claim.statement);
            let near = &reports[at.saturating_sub(NEAR)..reports.len().min(at + NEAR)];
            let bare = antecedent(&denial, near);
            let judged =
                near.iter().filter_map(|report| self.judge(&denial, report, bare == Some(report.statement)));
            findings.extend(judged);
        }
        findings
    }

    fn on_matter(&self, matter: usize, present: &[&'a Claim<'a>]) -> Vec<Finding> {
        let mut findings = Vec::new();
        // Of an actor very different things are said; only a named programme, bill or report is one thing.
        if !self.claims.is_named(matter) || !present.iter().any(|claim| claim.denies()) {
            return findings;
        }
        let asserted: Vec<&Claim<'_>> = present.iter().copied().filter(|claim| !claim.denies()).collect();
        let mut saying: FxHashMap<Stem, Vec<u32>> = FxHashMap::default();
        for (at, claim) in (0u32..).zip(&asserted) {
            for &stem in &claim.said.stems {
                saying.entry(stem).or_default().push(at);
            }
        }
        let mut counts = vec![0u32; asserted.len()];
        for claim in present.iter().filter(|claim| claim.denies()) {
            let denial = self.denial(claim);
            let mut touched = Vec::new();
            let telling = denial.telling.iter().filter(|stem| !has(&claim.said.names, **stem));
            for &at in telling.filter_map(|stem| saying.get(stem)).flatten() {
                if counts[at as usize] == 0 {
                    touched.push(at);
                }
                counts[at as usize] += 1;
            }
            let least = if denial.rejects { 1 } else { 2 };
            let mut likely: Vec<(Reverse<u32>, u32)> = touched
                .iter()
                .filter(|&&at| counts[at as usize] >= least)
                .filter(|&&at| asserted[at as usize].row.document != claim.row.document)
                .map(|&at| (Reverse(counts[at as usize]), at))
                .collect();
            touched.into_iter().for_each(|at| counts[at as usize] = 0);
            likely.sort_unstable();
            likely.truncate(self.claims.options.fan_out);
            let judged = likely
                .into_iter()
                .filter_map(|(_, at)| self.judge(&denial, &self.asserted(asserted[at as usize]), false));
            findings.extend(judged);
        }
        findings
    }

    fn judge(&self, denial: &Denial<'_>, report: &Report<'_>, bare: bool) -> Option<Finding> {
        let (told, denied) = (report.row, denial.claim.row);
        if told.sure() * denied.sure() < self.claims.options.min_score {
            return None;
        }
        let here = told.document == denied.document;
        // A passage that was read twice, once for the speaker and once for whom he speaks for, is one voice.
        if here
            && told.overlaps(denied)
            && self.claims.network.speak_as_one(report.teller, denial.claim.holder)
        {
            return None;
        }
        let both = common(&report.matters, &denial.claim.bearers);
        let on_one = both.iter().any(|(matter, _)| here || self.claims.is_named(*matter));
        let clash = self.aim(denial, report, here, on_one, bare)?;
        let matters = if both.is_empty() { &denial.claim.bearers[..] } else { &both[..] };
        let parts = Parts {
            evidence: self.claims.evidence((told, report.teller), (denied, denial.claim.holder)),
            tie: 1.0,
            clash,
            recency: self.claims.clock.recency(told, denied),
        };
        Some(Finding {
            kind: ConflictType::ContestedClaim,
            parties: [report.teller, denial.claim.holder],
            statements: [report.statement, denial.claim.statement],
            matters: Matters::Claims {
                matters: disputed(self.claims.network, matters),
                further: Box::default(),
            },
            parts,
            body: None,
        })
    }

    /// How surely the denial is aimed at the report, 0 to 1.
    fn aim(
        &self,
        denial: &Denial<'_>,
        report: &Report<'_>,
        here: bool,
        on_one: bool,
        bare: bool,
    ) -> Option<f64> {
        let (told, claim) = (report.row, denial.claim);
        let words = &denial.telling;
        let inside = here && told.overlaps(claim.row) && told.predicate.kind() == Kind::Claim;
        let alike = contained(words, report.words).filter(|_| words.len() >= 2 && report.words.len() >= 2);
        // Names alone do not make a likeness: the union is in everything that is said of the union.
        let besides = || {
            let names = &claim.said.names;
            words.iter().filter(|stem| has(report.words, **stem) && !has(names, **stem)).count()
        };
        let alike = alike.filter(|share| *share >= ALIKE && besides() >= 2);
        if report.teller == claim.holder {
            return alike.filter(|share| on_one && *share >= 0.75 && !inside).map(|share| 0.5 * share);
        }
        let common_words = || jaccard(words, report.words);
        let mut ways = Vec::new();
        if inside {
            ways.push(0.95);
        }
        if bare {
            ways.push(0.8);
        }
        if let Some(share) = alike.filter(|_| here || on_one) {
            let near = if here { 1.0 } else { 0.8 };
            ways.push(near * (0.5 + 0.5 * share));
        }
        // "The paper's report of dissent was inaccurate": the denial names who reported, and rejects the report.
        if denial.rejects && (here || on_one) && self.speaks_of(denial, report.teller) {
            ways.push(0.6 + 0.4 * common_words());
        }
        // A stance that another ascribes to the one who denies, or to those that the denial speaks of.
        let ascribed = told.predicate.kind() == Kind::Stance
            && (report.subject == claim.holder || claim.about.contains(&report.subject));
        if ascribed && on_one && here {
            ways.push(0.6 + 0.4 * common_words());
        }
        ways.into_iter().max_by(f64::total_cmp)
    }

    /// Whether a denial that rejects something is about this entity, or names it.
    fn speaks_of(&self, denial: &Denial<'_>, entity: NodeIndex) -> bool {
        if denial.claim.about.contains(&entity) {
            return true;
        }
        let names = self.folded.get(entity.index()).map(|known| {
            known.get_or_init(|| {
                let names = self.claims.network.graph[entity].names();
                names.map(|name| format!(" {} ", fold_name(name))).collect()
            })
        });
        names.into_iter().flatten().any(|name| denial.folded.contains(name.as_str()))
    }
}

/// What a denial that says nothing itself ("that is untrue") is aimed at: the report before it, by another.
fn antecedent(denial: &Denial<'_>, near: &[Report<'_>]) -> Option<u32> {
    if denial.telling.len() > 1 {
        return None;
    }
    let start = denial.claim.row.place().0;
    near.iter()
        .filter(|report| report.teller != denial.claim.holder)
        .filter(|report| {
            let (from, to) = report.row.place();
            from <= start && start.saturating_sub(to) <= REACH
        })
        .max_by_key(|report| (report.row.place().1.min(start), Reverse(report.statement)))
        .map(|report| report.statement)
}
