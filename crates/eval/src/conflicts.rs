//! Conflicts against gold, over all documents together.

use crate::names::{Closeness, Names};
use crate::rows::{GoldConflict, Named, PredictedConflict};
use crate::tally::Tally;
use standpoint_model::ConflictType;
use std::collections::BTreeMap;

/// What conflicts were found.
#[derive(Debug, Clone, Default)]
pub struct ConflictScore<'a> {
    /// All types together.
    pub all: Tally,
    /// Of each type in gold: required rows, and how many of them were found.
    pub types: BTreeMap<ConflictType, (usize, usize)>,
    /// Required gold rows that no row answers.
    pub missed: Vec<&'a GoldConflict>,
    /// Rows that answer no gold row, optional ones included.
    pub wrong: Vec<&'a PredictedConflict>,
}

/// Compares `rows` with `gold`: type, parties in either order, and one thing that both are about must agree.
#[must_use]
pub fn score_conflicts<'a>(gold: &'a [GoldConflict], rows: &'a [PredictedConflict]) -> ConflictScore<'a> {
    let wanted: Vec<Wanted<'_>> = gold.iter().map(Wanted::new).collect();
    let offered: Vec<Offered<'_>> = rows.iter().map(Offered::new).collect();
    let mut score = ConflictScore::default();
    for want in wanted.iter().filter(|want| want.row.is_required()) {
        let found = offered.iter().any(|offer| answers(want, offer));
        let (all, right) = score.types.entry(want.row.kind).or_default();
        *all += 1;
        *right += usize::from(found);
        score.all += Tally { gold: 1, found: f64::from(u8::from(found)), wrong: 0 };
        if !found {
            score.missed.push(want.row);
        }
    }
    for offer in offered.iter().filter(|offer| !wanted.iter().any(|want| answers(want, offer))) {
        score.all.wrong += 1;
        score.wrong.push(offer.row);
    }
    score
}

struct Wanted<'a> {
    row: &'a GoldConflict,
    parties: Vec<Names>,
    about: Names,
}

impl<'a> Wanted<'a> {
    fn new(row: &'a GoldConflict) -> Self {
        let names = |list: &Vec<String>| Names::new(list.iter().map(String::as_str));
        Self { row, parties: row.parties.iter().map(names).collect(), about: names(&row.about) }
    }
}

struct Offered<'a> {
    row: &'a PredictedConflict,
    parties: Vec<Names>,
    about: Vec<Names>,
}

impl<'a> Offered<'a> {
    fn new(row: &'a PredictedConflict) -> Self {
        let parties = row.parties.iter().flatten().map(Named::names).collect();
        Self { row, parties, about: row.about().map(Named::names).collect() }
    }
}

fn answers(want: &Wanted<'_>, offer: &Offered<'_>) -> bool {
    let given = |name: &Option<String>| name.clone().filter(|name| !name.is_empty());
    let elsewhere =
        matches!((given(&want.row.dossier), given(&offer.row.dossier)), (Some(a), Some(b)) if a != b);
    let same = |a: &Names, b: &Names| a.same(b, Closeness::Equal);
    let parties = match (want.parties.as_slice(), offer.parties.as_slice()) {
        ([one], offered) => offered.iter().any(|party| same(one, party)),
        ([one, two, ..], [a, b, ..]) => same(one, a) && same(two, b) || same(one, b) && same(two, a),
        _ => false,
    };
    let about = want.row.about.is_empty()
        || offer.about.iter().any(|thing| want.about.same(thing, Closeness::MostWords));
    offer.row.kind.as_deref() == Some(want.row.kind.as_str()) && !elsewhere && parties && about
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::read_rows;

    const GOLD: &str = r#"
{"type": "reversal", "parties": [["Port Authority", "the authority"]], "about": ["harbor levy"]}
{"type": "affiliate-divergence", "parties": [["Local 8"], ["Dockers Union"]], "about": ["harbor levy"], "dossier": "port"}
{"type": "contested-claim", "parties": [["Ann Rivera"], ["Tom Ash"]], "about": []}
{"type": "coalition-split", "parties": [["Local 8"], ["Local 9"]], "about": ["harbor levy"], "optional": true}
"#;

    fn score(rows: &str) -> (Tally, Vec<(usize, usize)>) {
        let (gold, rows): (Vec<GoldConflict>, Vec<PredictedConflict>) =
            (read_rows(GOLD).unwrap(), read_rows(rows).unwrap());
        let score = score_conflicts(&gold, &rows);
        assert_eq!(score.wrong.len(), score.all.wrong);
        assert_eq!(score.missed.len() as f64, score.all.gold as f64 - score.all.found);
        (score.all, score.types.values().copied().collect())
    }

    #[test]
    fn parties_in_either_order_and_targets_loosely() {
        let (all, types) = score(
            r#"{"type": "reversal", "parties": [{"label": "The Authority"}, {"label": "The Authority"}], "about": ["the levy on the harbor"]}
{"type": "affiliate-divergence", "parties": ["Dockers Union", "Local 8"], "about": [null, {"label": "x", "aliases": ["Harbor Levy"]}]}
{"type": "coalition-split", "parties": ["Local 9", "Local 8"], "about": "harbor levy"}
{"type": "coalition-split", "parties": ["Local 9", "Local 7"], "about": "harbor levy"}"#,
        );
        assert_eq!(all, Tally { gold: 3, found: 2.0, wrong: 1 });
        // Affiliate divergence, reversal, contested claim, in the order of their declaration.
        assert_eq!(types, [(1, 1), (1, 1), (1, 0)]);
    }

    #[test]
    fn another_type_party_target_or_corpus_is_another_conflict() {
        for row in [
            r#"{"type": "coalition-split", "parties": ["Local 8", "Dockers Union"], "about": "harbor levy"}"#,
            r#"{"type": "affiliate-divergence", "parties": ["Local 8", "Local 8"], "about": "harbor levy"}"#,
            r#"{"type": "affiliate-divergence", "parties": ["Local 8"], "about": "harbor levy"}"#,
            r#"{"type": "affiliate-divergence", "parties": ["Local 8", "Dockers Union"], "about": ["ferries"]}"#,
            r#"{"type": "affiliate-divergence", "parties": ["Local 8", "Dockers Union"]}"#,
            r#"{"type": "affiliate-divergence", "parties": ["Local 8", "Dockers Union"], "about": "harbor levy", "dossier": "rail"}"#,
        ] {
            assert_eq!(score(row).0, Tally { gold: 3, found: 0.0, wrong: 1 }, "{row}");
        }
        assert_eq!(
            score(r#"{"type": "contested-claim", "parties": ["Tom Ash", "Ann Rivera"]}"#).0.found,
            1.0
        );
    }
}
