//! Statements against gold, document by document.

use crate::calibration::Guess;
use crate::credit::{credit, document_key};
use crate::rows::{Gold, GoldRow, PredictedRow, Row};
use crate::tally::Tally;
use standpoint_model::{Kind, Predicate};
use std::collections::{BTreeMap, BTreeSet};

/// What was found in one document.
#[derive(Debug, Clone, Default)]
pub struct DocumentScore<'a> {
    /// By sort of statement: all three.
    pub kinds: BTreeMap<Kind, Tally>,
    /// By predicate: found and missed under that of gold, wrong under that of the row.
    pub predicates: BTreeMap<Predicate, Tally>,
    /// Required gold rows that no row answers, in the order of gold.
    pub missed: Vec<GoldRow<'a>>,
    /// Rows, sure enough, that answer no gold row, in their order.
    pub wrong: Vec<PredictedRow<'a>>,
    /// Every gold row.
    pub gold: Vec<GoldRow<'a>>,
    /// Every row, each thing said once, however unsure.
    pub rows: Vec<PredictedRow<'a>>,
    /// How sure each row was, and whether it was right; without those that only optional gold answers.
    pub guesses: Vec<Guess>,
}

/// What was found in all documents of a gold set.
#[derive(Debug, Clone)]
pub struct StatementScore<'a> {
    /// Every document that gold has rows of.
    pub documents: BTreeMap<&'a str, DocumentScore<'a>>,
    /// Rows less sure than this did not count.
    pub min_confidence: f64,
}

impl DocumentScore<'_> {
    /// All kinds together.
    #[must_use]
    pub fn all(&self) -> Tally {
        self.kinds.values().sum()
    }

    fn new() -> Self {
        Self { kinds: Kind::ALL.iter().map(|kind| (*kind, Tally::default())).collect(), ..Self::default() }
    }

    fn count(&mut self, kind: Option<Kind>, predicate: Option<Predicate>, tally: Tally) {
        if let Some(kind) = kind {
            *self.kinds.entry(kind).or_default() += tally;
        }
        if let Some(predicate) = predicate {
            *self.predicates.entry(predicate).or_default() += tally;
        }
    }
}

impl StatementScore<'_> {
    /// Of every document, the tally of one kind.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> Vec<Tally> {
        self.documents
            .values()
            .map(|document| document.kinds.get(&kind).copied().unwrap_or_default())
            .collect()
    }

    /// Of every document, the tally of one predicate.
    #[must_use]
    pub fn of_predicate(&self, predicate: Predicate) -> Vec<Tally> {
        let tally =
            |document: &DocumentScore<'_>| document.predicates.get(&predicate).copied().unwrap_or_default();
        self.documents.values().map(tally).collect()
    }

    /// Of every document, the tally of all kinds together.
    #[must_use]
    pub fn of_all(&self) -> Vec<Tally> {
        self.documents.values().map(DocumentScore::all).collect()
    }

    /// Every row's confidence and outcome.
    pub fn guesses(&self) -> impl Iterator<Item = &Guess> {
        self.documents.values().flat_map(|document| &document.guesses)
    }
}

/// Compares `rows` with `gold`. Rows of documents that gold has nothing of are passed over; of rows that say the same in
/// one document, the first counts; those less sure than `min_confidence` are looked at for calibration only.
#[must_use]
pub fn score_statements<'a>(gold: &'a [Gold], rows: &'a [Row], min_confidence: f64) -> StatementScore<'a> {
    let known: BTreeSet<&str> = gold.iter().map(|row| row.document.as_str()).collect();
    let mut documents: BTreeMap<&str, DocumentScore<'a>> =
        known.iter().map(|document| (*document, DocumentScore::new())).collect();
    for row in gold {
        if let Some(document) = documents.get_mut(row.document.as_str()) {
            document.gold.push(GoldRow::new(row));
        }
    }
    let mut seen = BTreeSet::new();
    for row in rows {
        let row = PredictedRow::new(row);
        let key = row.row.document.as_deref().and_then(|document| document_key(document, &known));
        let (Some(key), Some(_)) = (key, row.kind) else { continue };
        if seen.insert((key, row.said()))
            && let Some(document) = documents.get_mut(key)
        {
            document.rows.push(row);
        }
    }
    for document in documents.values_mut() {
        score(document, min_confidence);
    }
    StatementScore { documents, min_confidence }
}

fn score(document: &mut DocumentScore<'_>, min_confidence: f64) {
    let (gold, rows) = (std::mem::take(&mut document.gold), std::mem::take(&mut document.rows));
    let mut best = vec![0.0_f64; gold.len()];
    for row in &rows {
        let credits: Vec<f64> = gold.iter().map(|gold| credit(gold, row)).collect();
        let answers = |required: bool| {
            gold.iter()
                .zip(&credits)
                .any(|(gold, credit)| gold.row.is_required() == required && *credit > 0.0)
        };
        let right = answers(true);
        if !right && answers(false) {
            continue;
        }
        if let (Some(confidence), Some(kind)) = (row.row.confidence, row.kind) {
            document.guesses.push(Guess { confidence, right, kind });
        }
        if row.confidence() < min_confidence {
            continue;
        }
        if right {
            for (best, credit) in best.iter_mut().zip(&credits) {
                *best = best.max(*credit);
            }
        } else {
            document.count(row.kind, row.predicate, Tally { wrong: 1, ..Tally::default() });
            document.wrong.push(row.clone());
        }
    }
    for (row, best) in gold.iter().zip(best).filter(|(gold, _)| gold.row.is_required()) {
        let tally = Tally { gold: 1, found: best, wrong: 0 };
        document.count(Some(row.row.kind), Some(row.row.predicate), tally);
        if best == 0.0 {
            document.missed.push(row.clone());
        }
    }
    (document.gold, document.rows) = (gold, rows);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn gold(document: &str, predicate: &str, object: &str, optional: bool) -> Value {
        let kind = predicate.parse::<Predicate>().unwrap().kind();
        json!({"document": document, "kind": kind.as_str(), "subject": ["Ann Rivera", "Rivera"], "predicate": predicate,
               "object": [object], "span": [0, 40], "optional": optional})
    }

    fn row(document: &str, predicate: &str, object: &str, confidence: f64) -> Value {
        let kind = predicate.parse::<Predicate>().unwrap().kind();
        json!({"document": document, "kind": kind.as_str(), "subject": {"label": "Rivera"}, "predicate": predicate,
               "object": {"label": object}, "span": {"start": 10, "end": 40}, "confidence": confidence})
    }

    fn read<T: serde::de::DeserializeOwned>(rows: &[Value]) -> Vec<T> {
        rows.iter().map(|row| serde_json::from_value(row.clone()).unwrap()).collect()
    }

    /// Found, gold and wrong of each kind, over all documents.
    fn tallies(score: &StatementScore<'_>) -> [(f64, usize, usize); 3] {
        [Kind::Relation, Kind::Stance, Kind::Claim].map(|kind| {
            let Tally { gold, found, wrong } = score.of_kind(kind).iter().sum();
            (found, gold, wrong)
        })
    }

    #[test]
    fn found_near_wrong_missed_and_optional() {
        let gold: Vec<Gold> = read(&[
            gold("a", "leads", "Dockers Union", false),
            gold("a", "memberOf", "Port Alliance", false),
            gold("a", "opposes", "harbor levy", false),
            gold("a", "supports", "strike fund", true),
            gold("b", "asserts", "", false),
        ]);
        let rows: Vec<Row> = read(&[
            row("in/a.txt", "holdsPost", "the Dockers Union", 0.9), // half
            row("a", "memberOf", "Port Alliance", 0.6),             // found
            row("a", "memberOf", "port alliance", 0.6),             // said before
            row("a", "opposes", "harbor fees", 0.8),                // wrong: one word of three
            row("a", "supports", "strike fund", 0.9),               // optional: nothing
            row("a", "opposes", "harbor levy", 0.4),                // right, but not sure enough
            row("b", "denies", "x", 0.5),                           // half
            row("b", "asserts", "y", 0.7), // found, the better answer to the same row
            row("c", "leads", "Dockers Union", 1.0), // no such document
        ]);
        let score = score_statements(&gold, &rows, 0.5);
        assert_eq!(tallies(&score), [(1.5, 2, 0), (0.0, 1, 1), (1.0, 1, 0)]);
        assert_eq!(tallies(&score_statements(&gold, &rows, 0.4)), [(1.5, 2, 0), (1.0, 1, 1), (1.0, 1, 0)]);
        let a = &score.documents["a"];
        assert_eq!(a.all(), Tally { gold: 3, found: 1.5, wrong: 1 });
        assert_eq!(
            a.missed.iter().map(|row| row.row.object[0].as_str()).collect::<Vec<_>>(),
            ["harbor levy"]
        );
        assert_eq!(a.predicates[&Predicate::Leads], Tally { gold: 1, found: 0.5, wrong: 0 });
        assert!(!a.predicates.contains_key(&Predicate::HoldsPost), "credit goes to the predicate of gold");
        // Six rows are right or wrong: those of a but the repeated and the optional one, and both of b.
        let guesses: Vec<(f64, bool)> =
            score.guesses().map(|guess| (guess.confidence, guess.right)).collect();
        assert_eq!(guesses, [(0.9, true), (0.6, true), (0.8, false), (0.4, true), (0.5, true), (0.7, true)]);
    }

    #[test]
    fn several_rows_inside_one_claim_count_once_and_none_is_wrong() {
        let gold: Vec<Gold> = read(&[gold("a", "asserts", "", false)]);
        let mut rows =
            [row("a", "asserts", "x", 0.9), row("a", "asserts", "y", 0.9), row("a", "asserts", "z", 0.9)];
        rows[1]["span"] = json!({"start": 0, "end": 9});
        rows[2]["span"] = json!({"start": 50, "end": 60});
        let rows: Vec<Row> = read(&rows);
        assert_eq!(tallies(&score_statements(&gold, &rows, 0.5))[2], (1.0, 1, 1));
    }

    #[test]
    fn a_row_without_confidence_is_certain_and_calibrates_nothing() {
        let gold: Vec<Gold> = read(&[gold("a", "leads", "Dockers Union", false)]);
        let mut sure = row("a", "leads", "Dockers Union", 0.0);
        sure["confidence"] = Value::Null;
        let rows: Vec<Row> = read(&[sure]);
        let score = score_statements(&gold, &rows, 0.99);
        assert_eq!(tallies(&score)[0], (1.0, 1, 0));
        assert_eq!(score.guesses().count(), 0);
    }
}
