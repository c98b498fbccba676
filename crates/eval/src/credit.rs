//! How far a predicted row answers a gold row.

use crate::names::Closeness;
use crate::rows::{Extent, GoldRow, PredictedRow};
use standpoint_model::{Kind, Predicate};
use std::collections::BTreeSet;

/// Content that shares this part of the shorter one is the same claim.
const SAME_CLAIM: f64 = 0.5;

/// What of two rows of one kind is the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Comparison {
    pub(crate) subject: bool,
    /// 1, or a half for a near one.
    pub(crate) predicate: f64,
    /// The object; of claims, the place.
    pub(crate) object: bool,
}

impl Comparison {
    pub(crate) fn credit(self) -> f64 {
        if self.subject && self.object { self.predicate } else { 0.0 }
    }
}

/// Compares two rows; `None` where they are of different kinds.
pub(crate) fn compare(gold: &GoldRow<'_>, row: &PredictedRow<'_>) -> Option<Comparison> {
    let kind = gold.row.kind;
    if row.kind != Some(kind) {
        return None;
    }
    let object = match kind {
        Kind::Claim => {
            row.row.span.is_some_and(|span| overlap(gold.row.span, Extent::ends(span)) >= SAME_CLAIM)
        }
        Kind::Stance => gold.object.same(&row.object, Closeness::MostWords),
        Kind::Relation => gold.object.same(&row.object, Closeness::Equal),
    };
    Some(Comparison {
        subject: gold.subject.same(&row.subject, Closeness::Equal),
        predicate: row.predicate.map_or(0.0, |predicate| weight(gold.row.predicate, predicate)),
        object,
    })
}

/// How far `row` answers `gold`: 0, a half or 1.
#[must_use]
pub fn credit(gold: &GoldRow<'_>, row: &PredictedRow<'_>) -> f64 {
    compare(gold, row).map_or(0.0, Comparison::credit)
}

fn weight(gold: Predicate, row: Predicate) -> f64 {
    use Predicate::{AffiliatedWith, Asserts, Denies, HoldsPost, Leads, MemberOf, PartOf, Questions};
    const NEAR: [&[Predicate]; 4] =
        [&[Leads, HoldsPost], &[AffiliatedWith, PartOf, MemberOf], &[Asserts, Denies], &[Asserts, Questions]];
    if gold == row {
        1.0
    } else if NEAR.iter().any(|group| group.contains(&gold) && group.contains(&row)) {
        0.5
    } else {
        0.0
    }
}

/// What two stretches of text share, over the length of the shorter one (at least 1).
#[must_use]
pub fn overlap(a: [i64; 2], b: [i64; 2]) -> f64 {
    let shared = a[1].min(b[1]).saturating_sub(a[0].max(b[0])).max(0);
    let shorter = a[1].saturating_sub(a[0]).min(b[1].saturating_sub(b[0])).max(1);
    shared as f64 / shorter as f64
}

/// The one of `known` that `document` is a name of: by its last path parts without ending, else by what its file name
/// begins with before `_` or `-`, the longest of several.
#[must_use]
pub fn document_key<'k>(document: &str, known: &BTreeSet<&'k str>) -> Option<&'k str> {
    let path = document.split('#').next().unwrap_or_default().trim_end_matches('/');
    let path = match path.rsplit_once('.') {
        Some((stem, ending))
            if (1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => path,
    };
    let slashes = path.rmatch_indices('/').map(|(at, _)| at + 1);
    let tails = slashes.chain([0]).take(4).map(|from| &path[from..]);
    let whole = tails.clone().find_map(|tail| known.get(tail).copied());
    whole.or_else(|| {
        let name = tails.clone().next().unwrap_or(path);
        let begins = |key: &str| name.strip_prefix(key).is_some_and(|rest| rest.starts_with(['_', '-']));
        known.iter().copied().filter(|key| begins(key)).max_by_key(|key| key.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::{Gold, Row};
    use serde_json::json;

    fn of(gold: serde_json::Value, row: serde_json::Value) -> f64 {
        let (gold, row): (Gold, Row) =
            (serde_json::from_value(gold).unwrap(), serde_json::from_value(row).unwrap());
        credit(&GoldRow::new(&gold), &PredictedRow::new(&row))
    }

    fn relation(predicate: &str, object: &str) -> f64 {
        of(
            json!({"document": "a", "kind": "relation", "subject": ["Local 8", "the local"],
                   "predicate": "affiliatedWith", "object": ["United Dockers Union"], "span": [0, 10]}),
            json!({"kind": "relation", "subject": {"label": "Dockers", "aliases": ["Local 8"]}, "predicate": predicate,
                   "object": {"label": object}}),
        )
    }

    #[test]
    fn near_predicates_get_half() {
        assert_eq!(relation("affiliatedWith", "the United Dockers’ Union"), 1.0);
        assert_eq!(relation("partOf", "United Dockers Union"), 0.5);
        assert_eq!(relation("memberOf", "United Dockers Union"), 0.5);
        assert_eq!(relation("leads", "United Dockers Union"), 0.0);
        assert_eq!(relation("befriends", "United Dockers Union"), 0.0);
        assert_eq!(
            relation("affiliatedWith", "United Dockers"),
            0.0,
            "only targets of stances are compared loosely"
        );
    }

    #[test]
    fn targets_may_share_most_words() {
        let stance = |kind: &str, object: &str| {
            of(
                json!({"document": "a", "kind": "stance", "subject": ["Ann Rivera"], "predicate": "opposes",
                       "object": ["new harbor levy"], "span": [0, 10]}),
                json!({"kind": kind, "subject": "Ann Rivera", "predicate": "opposes", "object": object}),
            )
        };
        assert_eq!(stance("stance", "the levy on the new harbor"), 1.0);
        assert_eq!(stance("stance", "the old levy"), 0.0);
        assert_eq!(stance("relation", "new harbor levy"), 0.0);
    }

    #[test]
    fn claims_lie_half_over_each_other() {
        let claim = |predicate: &str, span: serde_json::Value| {
            of(
                json!({"document": "a", "kind": "claim", "subject": ["Ann Rivera"], "predicate": "asserts", "span": [100, 200]}),
                json!({"kind": "claim", "subject": "Ann Rivera", "predicate": predicate, "span": span}),
            )
        };
        assert_eq!(claim("asserts", json!([180, 220])), 1.0, "20 of the shorter one's 40");
        assert_eq!(claim("asserts", json!([181, 221])), 0.0, "19 of 40");
        assert_eq!(claim("denies", json!({"start": 0, "end": 500})), 0.5);
        assert_eq!(claim("questions", json!([100, 200])), 0.5);
        assert_eq!(claim("asserts", json!(null)), 0.0);
        assert_eq!(claim("asserts", json!([150, -1])), 0.0);
    }

    #[test]
    fn denials_and_questions_are_not_near() {
        assert_eq!(weight(Predicate::Denies, Predicate::Questions), 0.0);
        assert_eq!(weight(Predicate::Supports, Predicate::Opposes), 0.0);
    }

    #[test]
    fn documents_go_by_the_ends_of_their_paths() {
        let known: BTreeSet<&str> =
            ["000", "x/001", "port-strike", "port-strike-2", "v1.levels", "v2.0"].into();
        for (document, key) in [
            ("corpus/000.txt", Some("000")),
            ("000", Some("000")),
            ("a/b/x/001.html", Some("x/001")),
            ("001.html", None),
            ("a/x/001/", Some("x/001")),
            ("rows.jsonl#4", None),
            ("000.jsonl#4", Some("000")),
            ("in/000_the-levy.md", Some("000")),
            ("port-strike-2-more.txt", Some("port-strike-2")),
            ("portstrike.txt", None),
            ("v1.levels", Some("v1.levels")),
            ("v2.0", None),
            ("v2.0.txt", Some("v2.0")),
            ("v1.levels.txt", Some("v1.levels")),
            ("a.bcdefg", None),
            ("", None),
        ] {
            assert_eq!(document_key(document, &known), key, "{document}");
        }
    }
}
