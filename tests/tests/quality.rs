//! What `standpoint-eval` scores is what the program writes: the floors that `.ci/run` holds its figures to (relations,
//! stances, claims and conflicts of the demo documents) are floors of the program itself.
#![allow(clippy::unwrap_used, reason = "tests")]

use standpoint_eval::extraction;
use standpoint_extractor::Extractor;
use standpoint_extractor::read::{ReadOptions, read_paths};
use standpoint_model::{Conflict, Document, Statement};
use standpoint_tests::{Workplace, lines, seeds};
use std::ffi::OsString;

fn place() -> Workplace {
    Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"))
}

fn with_seeds(args: &[&str]) -> Vec<OsString> {
    args.iter().map(OsString::from).chain(seeds().into_iter().map(OsString::from)).collect()
}

/// The demo documents, and the statements in them.
fn scored() -> (Vec<Document>, Vec<Statement>) {
    let documents: Vec<Document> =
        read_paths(seeds(), ReadOptions::default()).collect::<Result<_, _>>().unwrap();
    let statements = extraction::statements(&Extractor::embedded().unwrap(), &documents).unwrap();
    (documents, statements)
}

#[test]
fn statements_that_are_scored_are_those_that_are_written() {
    let run = place().run(with_seeds(&["extract", "--format", "jsonl", "--min-confidence", "0"]));
    let written: Vec<Statement> = lines(&run.ends_with(0).out);
    let (_, mut statements) = scored();
    extraction::unite(&mut statements);
    assert!(!statements.is_empty());
    assert_eq!(written, statements);
}

#[test]
fn conflicts_that_are_scored_are_those_that_a_store_shows() {
    let place = place();
    place.run(with_seeds(&["ingest", "--store", "store"])).ends_with(0);
    let shown: Vec<Conflict> =
        lines(&place.run(["conflicts", "--store", "store", "--format", "jsonl"]).ends_with(0).out);
    let (documents, statements) = scored();
    let found = extraction::conflicts(&documents, &statements);
    let told = |conflicts: &[Conflict]| -> Vec<String> {
        let one = |conflict: &Conflict| {
            let parties =
                conflict.parties.iter().map(|party| party.id.as_str()).collect::<Vec<_>>().join(" and ");
            let about: Vec<&str> = conflict.about.iter().map(|thing| thing.id.as_str()).collect();
            format!("{} of {parties} about {about:?}, {:.4}", conflict.kind, conflict.score)
        };
        conflicts.iter().map(one).collect()
    };
    assert!(!found.is_empty());
    assert_eq!(told(&shown), told(&found));
}
