//! `standpoint conflicts`, option by option, on statements entered by hand.

#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value, json};
use standpoint_tests::{Workplace, lines};

fn row(kind: &str, subject: &str, predicate: &str, object: (&str, &str), at: usize, date: &str) -> String {
    let entity = |label: &str, kind: &str| json!({"id": label, "label": label, "type": kind});
    let row = json!({
        "document": "dispatch", "kind": kind, "subject": entity(subject, "Organization"), "predicate": predicate,
        "object": entity(object.0, object.1), "span": {"start": at, "end": at + 12}, "date": date,
        "quote": format!("Words at {at}."),
    });
    format!("{row}\n")
}

/// A local that differs from its union, on a levy; and the port authority, that turned on a permit in 2012.
fn place() -> Workplace {
    let (levy, permit) = (("Harbor Levy", "Policy"), ("Dredging Permit", "Policy"));
    let rows = [
        row(
            "relation",
            "Dockside Local 9",
            "affiliatedWith",
            ("United Dockers", "Organization"),
            0,
            "2010-01-01",
        ),
        row("stance", "Dockside Local 9", "supports", levy, 20, "2010-06-01"),
        row("stance", "United Dockers", "opposes", levy, 40, "2010-07-01"),
        row("stance", "Port Authority", "supports", permit, 60, "2011-03-01"),
        row("stance", "Port Authority", "opposes", permit, 80, "2012-09-01"),
    ];
    let place = Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"));
    place.write("rows.jsonl", rows.concat());
    place.run(["import", "rows.jsonl"]).ends_with(0);
    place
}

/// The types of what is found, in the order of the output.
fn kinds(place: &Workplace, options: &[&str]) -> Vec<String> {
    let command: Vec<&str> = ["conflicts", "--format", "jsonl"].iter().chain(options).copied().collect();
    let found: Vec<Value> = lines(&place.run(command).out);
    found.iter().map(|conflict| conflict["type"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_choice_leaves_what_it_names() {
    let place = place();
    let mut all = kinds(&place, &[]);
    all.sort();
    assert_eq!(all, ["affiliate-divergence", "reversal"]);
    assert_eq!(kinds(&place, &["--type", "reversal"]), ["reversal"]);
    assert_eq!(kinds(&place, &["--about", "Harbor Levy"]), ["affiliate-divergence"]);
    assert_eq!(kinds(&place, &["--actor", "Port Authority"]), ["reversal"]);
    assert_eq!(kinds(&place, &["--top", "1"]).len(), 1);
    // Nothing is later than the turn, nobody is between, and people have entered it: only the older conflict scores less.
    assert_eq!(kinds(&place, &["--min-score", "1"]), ["reversal"]);
}

#[test]
fn nothing_later_counts_as_of_a_date() {
    let place = place();
    assert_eq!(kinds(&place, &["--as-of", "2011-12"]), ["affiliate-divergence"]);
    assert!(kinds(&place, &["--as-of", "2010-06-15"]).is_empty());
    place.run(["conflicts", "--as-of", "soon"]).ends_with(2);
}

#[test]
fn a_score_is_explained_by_its_parts() {
    let place = place();
    let told = place.run(["conflicts", "--explain", "--format", "markdown"]).ends_with(0).out.clone();
    for part in ["evidence", "tie", "clash", "recency", "turned after 2011-03-01, by 2012-09-01"] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
}

#[test]
fn a_dossier_and_rdf_hold_both_quotes() {
    let place = place();
    let dossier = place.run(["conflicts", "--format", "markdown"]).ends_with(0).out.clone();
    assert!(
        dossier.starts_with("# ") && dossier.contains("Words at 20.") && dossier.contains("Words at 80."),
        "{dossier}"
    );
    let turtle = place.run(["conflicts", "--format", "turtle"]).ends_with(0).out.clone();
    assert_eq!(turtle.matches("sp:Conflict").count(), 2, "{turtle}");
}

#[test]
fn scripts_are_told_by_the_exit_status() {
    let place = place();
    place.run(["conflicts", "--fail-on", "reversal"]).ends_with(1).tells("there is a reversal");
    place.run(["conflicts", "--fail-on", "coalition-split"]).ends_with(0);
    place.run(["conflicts", "--type", "quarrel"]).ends_with(2);
}
