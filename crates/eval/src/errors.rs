//! What went wrong, for a person to read: each miss and each wrong row with its words and what came nearest.

use crate::conflicts::ConflictScore;
use crate::credit::{Comparison, compare};
use crate::rows::{Gold, GoldRow, Named, PredictedRow};
use crate::statements::{DocumentScore, StatementScore};
use standpoint_model::{Kind, Span, TextIndex};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Longer names and quotes are cut, in code points.
const LONGEST: usize = 160;

/// In what two rows of one kind differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Other names for who.
    pub subject: bool,
    /// Another predicate.
    pub predicate: bool,
    /// Other names for what; of claims, another place.
    pub object: bool,
}

impl From<Comparison> for Difference {
    fn from(found: Comparison) -> Self {
        Self { subject: !found.subject, predicate: found.predicate < 1.0, object: !found.object }
    }
}

/// How near two rows are; those that share neither who nor what are not near at all.
fn nearness(found: Comparison) -> Option<usize> {
    let points =
        4 * usize::from(found.subject) + 4 * usize::from(found.object) + (2.0 * found.predicate) as usize;
    (points >= 4).then_some(points)
}

/// Code points from the middle of one piece of evidence to that of the other.
fn distance(gold: &GoldRow<'_>, row: &PredictedRow<'_>) -> i64 {
    let middle = |ends: [i64; 2]| ends[0].saturating_add(ends[1]) / 2;
    row.row.span.map_or(i64::MAX, |span| (middle(gold.row.span) - middle(span.ends())).saturating_abs())
}

/// The candidate that shares most; of several, the one whose evidence is nearest, then the first.
fn nearest<T>(candidates: impl Iterator<Item = (T, Option<Comparison>, i64)>) -> Option<(T, Difference)> {
    let near =
        candidates.filter_map(|(row, found, far)| Some((row, found?, (Reverse(nearness(found?)?), far))));
    near.min_by_key(|(_, _, rank)| *rank).map(|(row, found, _)| (row, found.into()))
}

/// Of `rows`, the one that comes nearest to answering `gold`, and what it lacks. Where it lacks nothing, it was not sure
/// enough to count.
#[must_use]
pub fn nearest_row<'r, 'a>(
    gold: &GoldRow<'_>,
    rows: &'r [PredictedRow<'a>],
) -> Option<(&'r PredictedRow<'a>, Difference)> {
    nearest(rows.iter().map(|row| (row, compare(gold, row), distance(gold, row))))
}

/// Of `gold`, the row that `row` comes nearest to answering, and what it lacks.
#[must_use]
pub fn nearest_gold<'r, 'a>(
    row: &PredictedRow<'_>,
    gold: &'r [GoldRow<'a>],
) -> Option<(&'r GoldRow<'a>, Difference)> {
    nearest(gold.iter().map(|gold| (gold, compare(gold, row), distance(gold, row))))
}

/// Appends what was missed and what was wrong, document by document; `texts` are those of the documents, as far as known.
pub fn write_errors(score: &StatementScore<'_>, texts: &BTreeMap<&str, &str>, out: &mut String) {
    for (name, document) in &score.documents {
        if document.missed.is_empty() && document.wrong.is_empty() {
            continue;
        }
        let text = texts.get(name).map(|text| TextIndex::new(text));
        let _ =
            writeln!(out, "\n== {name}: {} missed, {} wrong", document.missed.len(), document.wrong.len());
        for gold in &document.missed {
            missed(gold, document, text.as_ref(), score.min_confidence, out);
        }
        for row in &document.wrong {
            wrong(row, document, out);
        }
    }
}

fn missed(
    gold: &GoldRow<'_>,
    document: &DocumentScore<'_>,
    text: Option<&TextIndex<'_>>,
    least: f64,
    out: &mut String,
) {
    let Gold { kind, span, .. } = *gold.row;
    let _ = writeln!(out, "MISSED {kind}: {} [{}..{}]", gold_said(gold.row), span[0], span[1]);
    let at = |end: i64| usize::try_from(end).unwrap_or(0);
    if let Some(text) = text {
        let _ = writeln!(out, "       text:    {}", quoted(text.slice(Span::new(at(span[0]), at(span[1])))));
    }
    let Some((row, lacks)) = nearest_row(gold, &document.rows) else {
        let _ = writeln!(out, "       nearest: nothing like it was found");
        return;
    };
    let unsure = row.confidence() < least;
    let note = if unsure { "not sure enough" } else { "counted" };
    let _ = writeln!(
        out,
        "       nearest: {} ({:.2}, {note}){}",
        row_said(row),
        row.confidence(),
        differences(kind, lacks)
    );
}

fn wrong(row: &PredictedRow<'_>, document: &DocumentScore<'_>, out: &mut String) {
    let kind = row.kind.map_or("row", Kind::as_str);
    let place =
        row.row.span.map(|span| format!(" [{}..{}]", span.ends()[0], span.ends()[1])).unwrap_or_default();
    let _ = writeln!(out, "WRONG  {kind}: {} ({:.2}){place}", row_said(row), row.confidence());
    if let Some(quote) = row.row.quote.as_deref().filter(|quote| !quote.is_empty()) {
        let _ = writeln!(out, "       text:    {}", quoted(quote));
    }
    match nearest_gold(row, &document.gold) {
        Some((gold, lacks)) => {
            let optional = if gold.row.is_required() { "" } else { " (optional)" };
            let said = gold_said(gold.row);
            let _ = writeln!(out, "       gold:    {said}{optional}{}", differences(gold.row.kind, lacks));
        }
        None => {
            let _ = writeln!(out, "       gold:    nothing like it");
        }
    }
}

/// Appends which conflicts were missed and which were wrong.
pub fn write_conflict_errors(score: &ConflictScore<'_>, out: &mut String) {
    let best = |names: &[String]| short(names.first().map_or("-", String::as_str));
    let label = |named: &Named| short(named.label());
    for gold in &score.missed {
        let parties: Vec<String> = gold.parties.iter().map(|names| best(names)).collect();
        let _ = writeln!(out, "MISSED {}: {} about {}", gold.kind, parties.join(" and "), best(&gold.about));
    }
    for row in &score.wrong {
        let parties: Vec<String> = row.parties.iter().flatten().map(label).collect();
        let about: Vec<String> = row.about().map(label).collect();
        let kind = row.kind.as_deref().unwrap_or("-");
        let _ = writeln!(out, "WRONG  {kind}: {} about {}", parties.join(" and "), about.join(", "));
    }
}

fn gold_said(gold: &Gold) -> String {
    let best = |names: &[String]| short(names.first().map_or("", String::as_str));
    let what = if gold.kind == Kind::Claim {
        let about: Vec<&str> = gold.about.iter().take(3).map(String::as_str).collect();
        format!("(about {})", if about.is_empty() { "-".to_owned() } else { short(&about.join(", ")) })
    } else {
        best(&gold.object)
    };
    format!("{} | {} | {what}", best(&gold.subject), gold.predicate)
}

fn row_said(row: &PredictedRow<'_>) -> String {
    let label = |named: &Option<Named>| short(named.as_ref().map_or("-", Named::label));
    let predicate = row.row.predicate.as_deref().unwrap_or("-");
    format!("{} | {predicate} | {}", label(&row.row.subject), label(&row.row.object))
}

fn differences(kind: Kind, lacks: Difference) -> String {
    let what = if kind == Kind::Claim { "place" } else { "object" };
    let told = [(lacks.subject, "subject"), (lacks.predicate, "predicate"), (lacks.object, what)];
    let other: Vec<&str> = told.iter().filter(|(differs, _)| *differs).map(|(_, name)| *name).collect();
    if other.is_empty() { String::new() } else { format!(": other {}", other.join(" and ")) }
}

fn quoted(text: &str) -> String {
    format!("“{}”", short(text))
}

/// On one line, and cut where it is long.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{} …", line[..at].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::{Row, read_rows};
    use crate::score_statements;

    const GOLD: &str = r#"
{"document": "a", "kind": "stance", "subject": ["Ann Rivera"], "predicate": "opposes", "object": ["harbor levy"], "span": [0, 35]}
{"document": "a", "kind": "relation", "subject": ["Ann Rivera"], "predicate": "leads", "object": ["Dockers Union"], "span": [0, 10]}
{"document": "a", "kind": "claim", "subject": ["Tom Ash"], "predicate": "asserts", "about": ["levy"], "span": [36, 60], "optional": true}
"#;
    const ROWS: &str = r#"
{"document": "a", "kind": "stance", "subject": "Ann Rivera", "predicate": "opposes", "object": "the harbor levy", "confidence": 0.3}
{"document": "a", "kind": "stance", "subject": "Dockers", "predicate": "supports", "object": "harbor levy", "confidence": 0.8, "quote": "The dockers\n oppose it."}
{"document": "a", "kind": "claim", "subject": "Ann Rivera", "predicate": "asserts", "object": "Levies hurt.", "span": [40, 60], "confidence": 0.7}
{"document": "a", "kind": "relation", "subject": "Tom Ash", "predicate": "leads", "object": "Council", "confidence": 0.9}
"#;

    #[test]
    fn errors_are_told_with_words_and_what_came_nearest() {
        let (gold, rows): (Vec<Gold>, Vec<Row>) = (read_rows(GOLD).unwrap(), read_rows(ROWS).unwrap());
        let score = score_statements(&gold, &rows, 0.5);
        let mut out = String::new();
        write_errors(&score, &[("a", "Ann Rivera opposes the harbor levy. More text.")].into(), &mut out);
        let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "== a: 2 missed, 3 wrong",
                "MISSED stance: Ann Rivera | opposes | harbor levy [0..35]",
                "text:    “Ann Rivera opposes the harbor levy.”",
                "nearest: Ann Rivera | opposes | the harbor levy (0.30, not sure enough)",
                "MISSED relation: Ann Rivera | leads | Dockers Union [0..10]",
                "text:    “Ann Rivera”",
                "nearest: nothing like it was found",
                "WRONG  stance: Dockers | supports | harbor levy (0.80)",
                "text:    “The dockers oppose it.”",
                "gold:    Ann Rivera | opposes | harbor levy: other subject and predicate",
                "WRONG  claim: Ann Rivera | asserts | Levies hurt. (0.70) [40..60]",
                "gold:    Tom Ash | asserts | (about levy) (optional): other subject",
                "WRONG  relation: Tom Ash | leads | Council (0.90)",
                "gold:    nothing like it",
            ]
        );
    }

    #[test]
    fn of_rows_as_near_the_one_close_by_is_told() {
        let gold: Vec<Gold> = read_rows(
            r#"{"document": "a", "kind": "claim", "subject": ["Tom Ash"], "predicate": "asserts", "span": [100, 140]}"#,
        )
        .unwrap();
        let rows: Vec<Row> = read_rows(
            r#"{"kind": "claim", "subject": "Tom Ash", "predicate": "asserts", "span": [0, 20]}
{"kind": "claim", "subject": "Tom Ash", "predicate": "asserts", "span": [150, 170]}
{"kind": "claim", "subject": "Tom Ash", "predicate": "denies", "span": [141, 150]}"#,
        )
        .unwrap();
        let rows: Vec<PredictedRow<'_>> = rows.iter().map(PredictedRow::new).collect();
        let (found, lacks) = nearest_row(&GoldRow::new(&gold[0]), &rows).unwrap();
        assert_eq!(found.row.span.map(crate::Extent::ends), Some([150, 170]));
        assert_eq!(lacks, Difference { subject: false, predicate: false, object: true });
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let cut = short(&"é ".repeat(200));
        assert!(cut.ends_with("é …") && cut.chars().count() <= LONGEST + 2);
        assert_eq!(short(" a \n b "), "a b");
    }
}
