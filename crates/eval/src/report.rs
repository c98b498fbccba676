//! Figures as a table for the eye, as JSON, and held against floors.

use crate::bootstrap::{Intervals, Range, Resampling};
use crate::calibration::{Calibration, Guess};
use crate::conflicts::ConflictScore;
use crate::floors::{Floor, Measure};
use crate::statements::StatementScore;
use crate::tally::Tally;
use serde_json::{Map, Value, json};
use standpoint_model::{Kind, Predicate};
use std::fmt::Write;

/// Scores, ready to be told.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Of statements, where they were scored.
    pub statements: Option<&'a StatementScore<'a>>,
    /// Of conflicts, where they were scored.
    pub conflicts: Option<&'a ConflictScore<'a>>,
    /// How intervals are drawn.
    pub resampling: Resampling,
}

/// One line of figures: a name, and the tally of each document.
type Line = (String, Vec<Tally>);

fn kinds(score: &StatementScore<'_>) -> Vec<Line> {
    let kinds = Kind::ALL.iter().map(|kind| (kind.to_string(), score.of_kind(*kind)));
    kinds.chain([("all".to_owned(), score.of_all())]).collect()
}

/// Predicates that gold or rows have.
fn predicates(score: &StatementScore<'_>) -> Vec<Line> {
    let all = Predicate::ALL.iter().map(|predicate| (predicate.to_string(), score.of_predicate(*predicate)));
    all.filter(|(_, tallies)| tallies.iter().any(|tally| !tally.is_empty())).collect()
}

/// The calibration of all rows, then that of each kind that has any.
fn calibrations(score: &StatementScore<'_>) -> Vec<(String, Calibration)> {
    let of = |kind: Kind| Calibration::of(score.guesses().filter(|guess: &&Guess| guess.kind == kind));
    let kinds = Kind::ALL.iter().map(|kind| (kind.to_string(), of(*kind)));
    let all = ("all".to_owned(), Calibration::of(score.guesses()));
    [all].into_iter().chain(kinds).filter_map(|(name, found)| Some((name, found?))).collect()
}

impl Report<'_> {
    /// Tables for a terminal.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        if let Some(score) = self.statements {
            self.statements_text(score, &mut out);
        }
        if let Some(score) = self.conflicts {
            conflicts_text(score, &mut out);
        }
        out
    }

    fn statements_text(&self, score: &StatementScore<'_>, out: &mut String) {
        let documents = score.documents.len();
        let plural = if documents == 1 { "" } else { "s" };
        let _ = writeln!(
            out,
            "Statements of {documents} document{plural}, at confidence {} and above",
            score.min_confidence
        );
        if documents > 1 {
            let Resampling { times, seed } = self.resampling;
            let _ =
                writeln!(out, "(in brackets: 95 % intervals over documents, {times} resamples, seed {seed})");
        }
        for (heading, lines) in [("kind", kinds(score)), ("predicate", predicates(score))] {
            let _ = writeln!(
                out,
                "\n{heading:<15}{:<18}{:<18}{:<18}found of gold, wrong",
                "precision", "recall", "F1"
            );
            for (name, tallies) in lines {
                let _ = writeln!(out, "{name:<15}{}", self.figures_text(&tallies));
            }
        }
        let widest = score.documents.keys().map(|name| name.chars().count()).max().unwrap_or(0).clamp(8, 60);
        let _ =
            writeln!(out, "\n{:<widest$}  relation stance claim    all  found of gold, wrong", "document");
        for (name, document) in &score.documents {
            let all = document.all();
            let f1 = |kind: &Kind| {
                document.kinds.get(kind).filter(|tally| !tally.is_empty()).map(|tally| tally.figures().f1)
            };
            let shown = |f1: Option<f64>| f1.map_or("-".to_owned(), |f1| format!("{f1:.3}"));
            let [relation, stance, claim] =
                [Kind::Relation, Kind::Stance, Kind::Claim].map(|kind| shown(f1(&kind)));
            let name: String = name.chars().take(widest).collect();
            let _ = writeln!(
                out,
                "{name:<widest$}  {relation:>8} {stance:>6} {claim:>5}  {:.3}  {} of {}, {}",
                all.figures().f1,
                all.found,
                all.gold,
                all.wrong
            );
        }
        calibration_text(&calibrations(score), out);
    }

    /// Three figures with their intervals, and the counts.
    fn figures_text(&self, tallies: &[Tally]) -> String {
        let sum: Tally = tallies.iter().sum();
        let figures = sum.figures();
        let intervals = Intervals::of(tallies, self.resampling);
        let cell = |value: f64, range: Option<Range>| {
            let range =
                range.map(|range| format!(" ({:.2}–{:.2})", range.low, range.high)).unwrap_or_default();
            format!("{:<18}", format!("{value:.3}{range}"))
        };
        format!(
            "{}{}{}{} of {}, {}",
            cell(figures.precision, intervals.map(|i| i.precision)),
            cell(figures.recall, intervals.map(|i| i.recall)),
            cell(figures.f1, intervals.map(|i| i.f1)),
            sum.found,
            sum.gold,
            sum.wrong
        )
    }

    /// The same as one JSON object. `relation`, `stance`, `claim`, `all` and `brier` are those of the contract's scorer.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut object = Map::new();
        if let Some(score) = self.statements {
            let lines = |lines: Vec<Line>| -> Map<String, Value> {
                lines.into_iter().map(|(name, tallies)| (name, self.figures_json(&tallies))).collect()
            };
            object.extend(lines(kinds(score)));
            let calibrations = calibrations(score);
            if let Some((_, all)) = calibrations.first() {
                object.insert("brier".to_owned(), rounded(all.brier));
            }
            let shown = calibrations.iter().map(|(name, found)| (name.clone(), calibration_json(found)));
            object.insert("calibration".to_owned(), Value::Object(shown.collect()));
            object.insert("predicates".to_owned(), Value::Object(lines(predicates(score))));
            let documents = score.documents.iter().map(|(name, document)| {
                let kinds = document.kinds.iter().map(|(kind, tally)| (kind.to_string(), tally_json(*tally)));
                let all = ("all".to_owned(), tally_json(document.all()));
                ((*name).to_owned(), Value::Object(kinds.chain([all]).collect()))
            });
            object.insert("documents".to_owned(), Value::Object(documents.collect()));
            object.insert("min_confidence".to_owned(), json!(score.min_confidence));
            object.insert("resampling".to_owned(), json!(self.resampling));
        }
        if let Some(score) = self.conflicts {
            let types = score.types.iter();
            let types =
                types.map(|(kind, (gold, found))| (kind.to_string(), json!({"found": found, "gold": gold})));
            let types: Map<String, Value> = types.collect();
            object.insert("conflicts".to_owned(), json!({"all": tally_json(score.all), "by_type": types}));
        }
        Value::Object(object)
    }

    fn figures_json(&self, tallies: &[Tally]) -> Value {
        let mut figures = tally_json(tallies.iter().sum());
        if let (Value::Object(figures), Some(found)) = (&mut figures, Intervals::of(tallies, self.resampling))
        {
            let ends = |range: Range| json!([rounded(range.low), rounded(range.high)]);
            let shown = json!({"precision": ends(found.precision), "recall": ends(found.recall), "f1": ends(found.f1)});
            figures.insert("interval".to_owned(), shown);
        }
        figures
    }

    /// What to say of each floor that is not reached.
    #[must_use]
    pub fn below(&self, floors: &[Floor]) -> Vec<String> {
        floors.iter().filter_map(|floor| self.complaint(floor)).collect()
    }

    fn complaint(&self, floor: &Floor) -> Option<String> {
        let Floor { measure, least } = *floor;
        let of = |score: &StatementScore<'_>| match measure {
            Measure::Kind(kind) => Some(score.of_kind(kind)),
            Measure::Predicate(predicate) => Some(score.of_predicate(predicate)),
            Measure::All => Some(score.of_all()),
            Measure::Conflict => None,
        };
        let tally = match measure {
            Measure::Conflict => self.conflicts.map(|score| score.all),
            _ => self.statements.and_then(of).map(|tallies| tallies.iter().sum::<Tally>()),
        };
        let Some(tally) = tally.filter(|tally| tally.gold > 0) else {
            return Some(format!("{measure}: gold has no such rows, so the floor of {least} holds nothing"));
        };
        let f1 = tally.figures().f1;
        (f1 < least).then(|| {
            let Tally { gold, found, wrong } = tally;
            format!("{measure}: F1 {f1:.4} is below {least} (found {found} of {gold}, wrong {wrong})")
        })
    }
}

fn calibration_text(all: &[(String, Calibration)], out: &mut String) {
    let Some((_, whole)) = all.first() else { return };
    let _ = writeln!(out, "\ncalibration    Brier  expected error  rows");
    for (name, found) in all {
        let _ = writeln!(out, "{name:<15}{:.4} {:<15.4} {}", found.brier, found.error, found.rows);
    }
    let _ = writeln!(out, "\nconfidence     rows  promised  right");
    for bin in &whole.bins {
        let range = format!("{:.1}–{:.1}", bin.from, bin.to);
        let _ = writeln!(out, "{range:<13}{:>6}     {:.3}  {:.3}", bin.rows, bin.confidence, bin.right);
    }
}

fn conflicts_text(score: &ConflictScore<'_>, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    let figures = score.all.figures();
    let Tally { gold, found, wrong } = score.all;
    let _ = writeln!(
        out,
        "Conflicts: precision {:.3}, recall {:.3}, F1 {:.3}; found {found} of {gold}, wrong {wrong}",
        figures.precision, figures.recall, figures.f1
    );
    for (kind, (gold, found)) in &score.types {
        let _ = writeln!(out, "  {:<22}{found} of {gold}", kind.as_str());
    }
}

fn calibration_json(found: &Calibration) -> Value {
    let bins: Vec<Value> = found
        .bins
        .iter()
        .map(|bin| {
            json!({"from": bin.from, "to": bin.to, "rows": bin.rows, "confidence": rounded(bin.confidence),
                   "right": rounded(bin.right)})
        })
        .collect();
    json!({"rows": found.rows, "brier": rounded(found.brier), "expected_error": rounded(found.error), "bins": bins})
}

fn tally_json(tally: Tally) -> Value {
    let figures = tally.figures();
    json!({"precision": rounded(figures.precision), "recall": rounded(figures.recall), "f1": rounded(figures.f1),
           "gold": tally.gold, "found": tally.found, "wrong": tally.wrong})
}

/// Four decimals, as the contract's scorer rounds them.
fn rounded(value: f64) -> Value {
    json!(format!("{value:.4}").parse().unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Gold, GoldConflict, PredictedConflict, Row, floors, read_rows, score_conflicts, score_statements,
    };

    const GOLD: &str = r#"
{"document": "a", "kind": "relation", "subject": ["Ann Rivera"], "predicate": "leads", "object": ["Dockers Union"], "span": [0, 10]}
{"document": "a", "kind": "relation", "subject": ["Local 8"], "predicate": "partOf", "object": ["Dockers Union"], "span": [0, 10]}
{"document": "b", "kind": "stance", "subject": ["Ann Rivera"], "predicate": "opposes", "object": ["harbor levy"], "span": [0, 10]}
"#;
    const ROWS: &str = r#"
{"document": "a", "kind": "relation", "subject": "Ann Rivera", "predicate": "leads", "object": "Dockers Union", "confidence": 0.9}
{"document": "a", "kind": "relation", "subject": "Local 8", "predicate": "memberOf", "object": "Dockers Union", "confidence": 0.7}
{"document": "b", "kind": "stance", "subject": "Tom Ash", "predicate": "supports", "object": "harbor levy", "confidence": 0.6}
"#;

    fn with_report(check: impl Fn(Report<'_>)) {
        let (gold, rows): (Vec<Gold>, Vec<Row>) = (read_rows(GOLD).unwrap(), read_rows(ROWS).unwrap());
        let statements = score_statements(&gold, &rows, 0.5);
        let gold: Vec<GoldConflict> = read_rows(r#"{"type": "reversal", "parties": [["Tom Ash"]]}"#).unwrap();
        let rows: Vec<PredictedConflict> =
            read_rows(r#"{"type": "reversal", "parties": ["Ann Rivera"]}"#).unwrap();
        let conflicts = score_conflicts(&gold, &rows);
        check(Report {
            statements: Some(&statements),
            conflicts: Some(&conflicts),
            resampling: Resampling::default(),
        });
    }

    #[test]
    fn json_has_the_figures_of_the_contract() {
        with_report(|report| {
            let told = report.json();
            // Relations: 1.5 of 2, none wrong: P 1, R 0.75, F1 1.5 / 1.75.
            let relation =
                json!({"precision": 1.0, "recall": 0.75, "f1": 0.8571, "gold": 2, "found": 1.5, "wrong": 0});
            let mut found = told["relation"].clone();
            assert!(found.as_object_mut().unwrap().remove("interval").is_some());
            assert_eq!(found, relation);
            assert_eq!(told["all"]["f1"], json!(0.5455), "P 1.5 / 2.5, R 1.5 / 3");
            // 0.01 + 0.09 + 0.36, over 3.
            assert_eq!(told["brier"], json!(0.1533));
            assert_eq!(told["predicates"]["partOf"]["found"], json!(0.5));
            assert_eq!(told["predicates"]["supports"]["wrong"], json!(1));
            assert_eq!(told["documents"]["b"]["stance"]["wrong"], json!(1));
            assert_eq!(told["conflicts"]["by_type"]["reversal"], json!({"found": 0, "gold": 1}));
        });
    }

    #[test]
    fn text_has_a_line_for_each_kind_predicate_and_document() {
        with_report(|report| {
            let text = report.text();
            for start in [
                "relation       1.000 (",
                "partOf  ",
                "opposes  ",
                "a         ",
                "0.9–1.0 ",
                "Conflicts: precision 0.000",
            ] {
                assert!(text.lines().any(|line| line.starts_with(start)), "{start:?} is not in\n{text}");
            }
            assert!(text.contains("1.5 of 2, 0") && text.contains("reversal              0 of 1"), "{text}");
        });
    }

    #[test]
    fn floors_that_are_not_reached_are_told() {
        with_report(|report| {
            let below = |text: &str| report.below(&floors(text).unwrap());
            assert!(below("relation=0.857,leads=1,all=0.54").is_empty());
            assert_eq!(
                below("relation=0.858"),
                ["relation: F1 0.8571 is below 0.858 (found 1.5 of 2, wrong 0)"]
            );
            assert_eq!(below("conflict=0.05,stance=0,stance=0.1").len(), 2);
            // A floor under nothing would hold for ever.
            assert!(below("claim=0")[0].contains("gold has no such rows"));
        });
    }
}
