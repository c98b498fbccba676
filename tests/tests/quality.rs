//! The demo documents, read by the program and by their authors: scores must not fall below their floors.
//!
//! A floor stands about five points under what was measured when it was set. Raise it with the score.
#![allow(clippy::unwrap_used, reason = "tests")]

use standpoint_model::{Conflict, Kind, Statement};
use standpoint_tests::{
    Figures, GoldConflict, GoldStatement, Workplace, lines, root, score_conflicts, score_statements, seeds,
};
use std::ffi::OsString;

/// Least F1 of each kind of statement.
const FLOORS: [(Kind, f64); 3] = [(Kind::Relation, 0.60), (Kind::Stance, 0.25), (Kind::Claim, 0.69)];
/// Least F1 of conflicts.
const CONFLICT_FLOOR: f64 = 0.05;

fn place() -> Workplace {
    Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"))
}

fn gold(name: &str) -> String {
    std::fs::read_to_string(root().join("seeds").join(name)).unwrap()
}

fn told(what: impl std::fmt::Display, figures: Figures) -> String {
    let Figures { gold, found, wrong } = figures;
    format!("{what}: F1 {:.3} (found {found} of {gold}, wrong {wrong})", figures.f1())
}

#[test]
fn statements_of_the_demo_documents() {
    let args = ["extract", "--format", "jsonl"].map(OsString::from);
    let run = place().run(args.into_iter().chain(seeds().into_iter().map(OsString::from)));
    let rows: Vec<Statement> = lines(&run.ends_with(0).out);
    let gold: Vec<GoldStatement> = lines(&gold("gold.jsonl"));
    let figures = score_statements(&gold, &rows);
    for (kind, floor) in FLOORS {
        let line = told(kind, figures[&kind]);
        println!("{line}");
        assert!(figures[&kind].gold > 0 && figures[&kind].f1() >= floor, "{line}, floor {floor}");
    }
}

#[test]
fn conflicts_among_the_demo_documents() {
    let place = place();
    let args = ["ingest", "--store", "store"].map(OsString::from);
    place.run(args.into_iter().chain(seeds().into_iter().map(OsString::from))).ends_with(0);
    let run = place.run(["conflicts", "--store", "store", "--format", "jsonl"]);
    let rows: Vec<Conflict> = lines(&run.out);
    let gold: Vec<GoldConflict> = lines(&gold("gold_conflicts.jsonl"));
    let figures = score_conflicts(&gold, &rows);
    let line = told("conflicts", figures);
    println!("{line}");
    assert!(figures.gold > 0 && figures.f1() >= CONFLICT_FLOOR, "{line}, floor {CONFLICT_FLOOR}");
}
