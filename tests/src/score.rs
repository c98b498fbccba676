//! How far what the program finds is what a careful reader finds: the matching rules of `seeds/README.md`.
//!
//! Relations and stances match on subject, predicate and object, claims on subject, predicate and overlapping content;
//! a near predicate gets half credit. Gold rows that are optional neither add nor take.

use serde::Deserialize;
use standpoint_model::{Conflict, ConflictType, Entity, Kind, Predicate, Statement, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// A statement that a reader found.
#[derive(Debug, Deserialize)]
pub struct GoldStatement {
    document: String,
    kind: Kind,
    subject: Vec<String>,
    predicate: Predicate,
    #[serde(default)]
    object: Vec<String>,
    span: [usize; 2],
    #[serde(default)]
    optional: bool,
}

/// A conflict that a reader found.
#[derive(Debug, Deserialize)]
pub struct GoldConflict {
    #[serde(rename = "type")]
    kind: ConflictType,
    parties: Vec<Vec<String>>,
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    optional: bool,
}

/// What was found and what was not.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figures {
    /// Required gold rows.
    pub gold: usize,
    /// Those found, near misses by half.
    pub found: f64,
    /// Rows that answer to no gold row.
    pub wrong: usize,
}

impl Figures {
    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        if self.found == 0.0 {
            return 0.0;
        }
        let (precision, recall) =
            (self.found / (self.found + self.wrong as f64), self.found / self.gold as f64);
        2.0 * precision * recall / (precision + recall)
    }
}

/// Scores statements kind by kind; `document` of a row is matched by its last part without ending.
pub fn score_statements(gold: &[GoldStatement], rows: &[Statement]) -> BTreeMap<Kind, Figures> {
    let mut figures: BTreeMap<Kind, Figures> =
        Kind::ALL.iter().map(|kind| (*kind, Figures::default())).collect();
    let mut best = vec![0.0_f64; gold.len()];
    let mut seen = BTreeSet::new();
    for row in rows {
        let name = row.document.rsplit('/').next().unwrap_or_default();
        let document = name.split('.').next().unwrap_or_default();
        let start = (row.kind() == Kind::Claim).then_some(row.span.start);
        let (subject, object) = (fold_name(&row.subject.label), fold_name(&row.object.label));
        if !seen.insert((document.to_owned(), row.predicate, subject, object, start)) {
            continue;
        }
        let credits: Vec<(usize, f64)> = (0..gold.len())
            .filter(|&at| gold[at].document == document)
            .map(|at| (at, credit(&gold[at], row)))
            .filter(|(_, credit)| *credit > 0.0)
            .collect();
        for &(at, credit) in &credits {
            best[at] = best[at].max(credit);
        }
        if credits.is_empty()
            && let Some(tally) = figures.get_mut(&row.kind())
        {
            tally.wrong += 1;
        }
    }
    for (row, credit) in gold.iter().zip(best) {
        if let Some(tally) = figures.get_mut(&row.kind).filter(|_| !row.optional) {
            tally.gold += 1;
            tally.found += credit;
        }
    }
    figures
}

/// Scores conflicts over all documents together.
pub fn score_conflicts(gold: &[GoldConflict], rows: &[Conflict]) -> Figures {
    let required = || gold.iter().filter(|row| !row.optional);
    let found = required().filter(|gold| rows.iter().any(|row| same_conflict(gold, row))).count();
    let wrong = rows.iter().filter(|row| !gold.iter().any(|gold| same_conflict(gold, row))).count();
    Figures { gold: required().count(), found: found as f64, wrong }
}

fn credit(gold: &GoldStatement, row: &Statement) -> f64 {
    if gold.kind != row.kind() || !same(&gold.subject, &row.subject, false) {
        return 0.0;
    }
    let weight = match (gold.predicate, row.predicate) {
        (a, b) if a == b => 1.0,
        (a, b) if near(a, b) => 0.5,
        _ => return 0.0,
    };
    let right = if gold.kind == Kind::Claim {
        let (start, end) = (gold.span[0].max(row.span.start), gold.span[1].min(row.span.end));
        let shorter = (gold.span[1] - gold.span[0]).min(row.span.len()).max(1);
        end.saturating_sub(start) * 2 >= shorter
    } else {
        same(&gold.object, &row.object, gold.kind == Kind::Stance)
    };
    if right { weight } else { 0.0 }
}

fn near(a: Predicate, b: Predicate) -> bool {
    use Predicate::{AffiliatedWith, Asserts, Denies, HoldsPost, Leads, MemberOf, PartOf, Questions};
    let groups: [&[Predicate]; 4] =
        [&[Leads, HoldsPost], &[AffiliatedWith, PartOf, MemberOf], &[Asserts, Denies], &[Asserts, Questions]];
    groups.iter().any(|group| group.contains(&a) && group.contains(&b))
}

/// Whether one of the names is one of the entity's; `loose`: or shares most of its words.
fn same(names: &[String], entity: &Entity, loose: bool) -> bool {
    let wanted: BTreeSet<String> = names.iter().map(|name| fold_name(name)).collect();
    if entity.names().any(|name| wanted.contains(&fold_name(name))) {
        return true;
    }
    loose
        && names.iter().any(|gold| {
            entity.names().take(4).any(|name| {
                let (a, b) = (words(gold), words(name));
                let (shared, all) = (a.intersection(&b).count(), a.union(&b).count());
                all > 0 && !a.is_empty() && !b.is_empty() && shared * 10 >= all * 6
            })
        })
}

fn words(name: &str) -> BTreeSet<String> {
    const STOP: [&str; 16] = [
        "the", "a", "an", "of", "to", "for", "and", "in", "on", "by", "its", "their", "his", "her", "with",
        "at",
    ];
    let folded = fold_name(name);
    let stem = |word: &str| {
        let cut =
            ["ies", "es", "s"].iter().find_map(|end| word.strip_suffix(end).filter(|rest| rest.len() > 3));
        cut.unwrap_or(word).to_owned()
    };
    folded.split(' ').filter(|word| !word.is_empty() && !STOP.contains(word)).map(stem).collect()
}

fn same_conflict(gold: &GoldConflict, row: &Conflict) -> bool {
    let [a, b] = &row.parties;
    let parties = match gold.parties.as_slice() {
        [one] => same(one, a, false) || same(one, b, false),
        [one, two] => {
            same(one, a, false) && same(two, b, false) || same(one, b, false) && same(two, a, false)
        }
        _ => false,
    };
    let about = gold.about.is_empty() || row.about.iter().any(|entity| same(&gold.about, entity, true));
    gold.kind == row.kind && parties && about
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(document: &str, subject: &str, predicate: &str, kind: &str, object: &str) -> Statement {
        let entity = |label: &str| json!({"id": label, "label": label, "type": "Organization"});
        serde_json::from_value(json!({"document": document, "kind": kind, "subject": entity(subject),
            "predicate": predicate, "object": entity(object), "span": {"start": 0, "end": 10}}))
        .unwrap()
    }

    fn gold(optional: bool) -> GoldStatement {
        serde_json::from_value(json!({"document": "a", "kind": "relation", "subject": ["Local 8", "the local"],
            "predicate": "affiliatedWith", "object": ["United Dockers"], "span": [0, 10], "optional": optional}))
        .unwrap()
    }

    #[test]
    fn right_near_wrong_and_optional() {
        let relation = |gold: GoldStatement, predicate: &str, object: &str| {
            let rows = [row("x/a.txt", "The Local", predicate, "relation", object)];
            score_statements(&[gold], &rows)[&Kind::Relation]
        };
        let right = relation(gold(false), "affiliatedWith", "united dockers");
        assert_eq!(right, Figures { gold: 1, found: 1.0, wrong: 0 });
        assert_eq!(right.f1(), 1.0);
        assert_eq!(relation(gold(false), "partOf", "United Dockers").found, 0.5);
        assert_eq!(
            relation(gold(false), "affiliatedWith", "AFL-CIO"),
            Figures { gold: 1, found: 0.0, wrong: 1 }
        );
        assert_eq!(relation(gold(true), "affiliatedWith", "United Dockers"), Figures::default());
    }
}
