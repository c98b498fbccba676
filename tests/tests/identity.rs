//! Who is who across documents: what is united, how it is explained, how people decide, and how it is undone.
#![allow(clippy::unwrap_used, reason = "tests")]

use standpoint_model::{Act, Confidence, Entity, EntityType, Evidence, Predicate, Span, Statement, iri};
use standpoint_tests::{Workplace, lines};
use std::collections::BTreeSet;

fn place() -> Workplace {
    Workplace::new(env!("CARGO_BIN_EXE_standpoint-under-test"))
}

fn said(document: &str, who: &Entity, what: &Entity, at: usize) -> Statement {
    Statement {
        id: String::new(),
        document: document.to_owned(),
        subject: who.clone(),
        predicate: Predicate::Opposes,
        object: what.clone(),
        role: None,
        act: Some(Act::Statement),
        addressee: None,
        attributed_to: Vec::new(),
        date: None,
        confidence: Confidence::CERTAIN,
        span: Span::new(at, at + 10),
        quote: format!("Words at {at}"),
        evidence: Evidence::default(),
        method: "test".to_owned(),
    }
    .addressed()
}

fn rows(statements: &[Statement]) -> String {
    statements.iter().map(|one| serde_json::to_string(one).unwrap() + "\n").collect()
}

fn levy() -> Entity {
    Entity::named(EntityType::Policy, "Harbor Levy")
}

fn fee() -> Entity {
    Entity::named(EntityType::Policy, "Mooring Fee")
}

fn union() -> Entity {
    Entity::named(EntityType::Organization, "Harbor Workers Union").with_aliases(["HWU", "the union"])
}

/// A surname alone, as extraction addresses it.
fn crane(document: &str) -> Entity {
    let id = iri::entity_in(EntityType::Person, "Crane", document);
    Entity { id, ..Entity::named(EntityType::Person, "Crane") }
}

/// Two documents on a union, the second with its acronym only and a Crane; a third with a Crane by full name.
fn corpus() -> String {
    let short = Entity::named(EntityType::Organization, "HWU");
    rows(&[
        said("first", &union(), &levy(), 0),
        said("second", &short, &levy(), 0),
        said("second", &crane("second"), &Entity::named(EntityType::Policy, "Dock Act"), 20),
        said("third", &Entity::named(EntityType::Person, "Eli Crane"), &fee(), 0),
    ])
}

/// Labels of all holders.
fn holders(place: &Workplace) -> BTreeSet<String> {
    let rows: Vec<Statement> = lines(&place.run(["export", "--format", "jsonl"]).ends_with(0).out);
    rows.into_iter().map(|row| row.subject.label).collect()
}

fn names<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

fn filled() -> Workplace {
    let place = place();
    place.write("rows.jsonl", corpus());
    place.run(["import", "rows.jsonl"]).ends_with(0);
    place
}

#[test]
fn an_import_unites_and_why_explains() {
    let place = filled();
    assert_eq!(holders(&place), names(["Crane", "Eli Crane", "Harbor Workers Union"]));
    let list = place.run(["identity"]).ends_with(0).out.clone();
    assert!(list.contains("organization/hwu") && list.contains("acronym"), "{list}");
    for name in ["HWU", "harbor workers union", "organization/hwu", "the union", &union().id] {
        let told = place.run(["why", name]).ends_with(0).out.clone();
        for words in ["Harbor Workers Union (Organization)", "HWU; the union", "2: first, second", "acronym"]
        {
            assert!(told.contains(words), "{name}: {words:?} is not in\n{told}");
        }
    }
    let told = place.run(["why", "HWU", "--format", "jsonl"]).ends_with(0).out.clone();
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["entity"]["id"], union().id);
    assert_eq!(told["members"].as_array().unwrap().len(), 2);
    assert_eq!(told["merges"][0]["layer"], "acronym");
    assert_eq!(told["documents"], serde_json::json!(["first", "second"]));
    place.run(["identity", "--layer", "evidence"]).ends_with(1).tells("nothing was united");
}

#[test]
fn an_undone_merge_stays_undone_until_that_is_undone() {
    let place = filled();
    let before = holders(&place);
    place.run(["identity", "--undo", "organization/hwu", "--reason", "of hospitals"]).ends_with(0);
    let apart = names(["Crane", "Eli Crane", "HWU", "Harbor Workers Union"]);
    assert_eq!(holders(&place), apart);
    let told = place.run(["why", "organization/hwu"]).ends_with(0).out.clone();
    assert!(told.contains("Kept apart") && told.contains("of hospitals"), "{told}");
    // Whatever is read later.
    place.run(["import", "rows.jsonl"]).ends_with(0);
    place.write("note.txt", "It rained in the harbor.\n");
    place.run(["ingest", "note.txt"]).ends_with(0);
    assert_eq!(holders(&place), apart);
    place.run(["identity", "--undo", "organization/hwu"]).ends_with(0).tells("taken back");
    assert_eq!(holders(&place), before);
    place
        .run(["identity", "--undo", "organization/harbor-workers-union"])
        .ends_with(2)
        .tells("organization/hwu");
    place.run(["identity", "--undo", "Eli Crane"]).ends_with(2).tells("nothing was united");
}

#[test]
fn people_decide_on_what_is_open() {
    let place = filled();
    let open: Vec<serde_json::Value> =
        lines(&place.run(["identity", "--ask", "--format", "jsonl"]).ends_with(1).out);
    assert_eq!(open, Vec::<serde_json::Value>::new(), "a surname alone is no reason to ask");
    // The second document and the third share a body now.
    let board = Entity::named(EntityType::Organization, "Dock Board");
    let more = rows(&[said("second", &board, &levy(), 40), said("third", &board, &levy(), 40)]);
    place.write("more.jsonl", more);
    place.run(["import", "more.jsonl"]).ends_with(0);
    let open = place.run(["identity", "--ask"]).ends_with(0).tells("--accept").out.clone();
    assert!(open.contains("person/eli-crane") && open.contains("Dock Board"), "{open}");
    assert!(place.run(["why", "Eli Crane"]).ends_with(0).out.contains("Open"));

    place
        .run(["identity", "--accept", "Crane", "Eli Crane", "--by", "Ann", "--reason", "same photo"])
        .ends_with(0);
    assert!(!holders(&place).contains("Crane"));
    place.run(["import", "more.jsonl"]).ends_with(0);
    assert!(!holders(&place).contains("Crane"), "decisions outlast the next import");
    let told = place.run(["why", "Eli Crane"]).ends_with(0).out.clone();
    assert!(told.contains("curated") && told.contains("same photo"), "{told}");
    place.run(["identity", "--ask"]).ends_with(1).tells("no pair waits");

    let short = format!("person/{}", crane("second").id.rsplit('/').next().unwrap());
    place.run(["identity", "--reject", &short, "Eli Crane"]).ends_with(0);
    assert!(holders(&place).contains("Crane"));
    place.run(["identity", "--ask"]).ends_with(1).tells("no pair waits");
    place.run(["identity", "--accept", &short, "Eli Crane"]).ends_with(0);
    assert!(!holders(&place).contains("Crane"), "who changes their mind is obeyed");
}

#[test]
fn what_makes_no_sense_is_told() {
    let place = filled();
    place.run(["why", "Harbour Workers Unoin"]).ends_with(1).tells("did you mean Harbor Workers Union?");
    place.run(["why", "zebra"]).ends_with(1).tells("nothing in the store goes by the name \"zebra\"");
    place.run(["identity", "--accept", "HWU", "Eli Crane"]).ends_with(2).tells("cannot be one");
    place
        .run(["identity", "--accept", "HWU", "Harbor Workers Union"])
        .ends_with(2)
        .tells("names of one address");
    place.run(["identity", "--accept", "organization/hwu", "HWU"]).ends_with(2).tells("one already");
    place.run(["identity", "--reject", "HWU", "Harbor Workers Onion"]).ends_with(1).tells("did you mean");
    place.run(["identity", "--layer", "guess"]).ends_with(2).tells("use one of decided, name");
    place.run(["identity", "--accept", "HWU"]).ends_with(2);
    place.run(["why", "HWU", "--store", "none"]).ends_with(2).tells("there is no store");
    // Two of one name: the addresses are listed.
    place.write("two.jsonl", rows(&[said("fourth", &crane("fourth"), &levy(), 0)]));
    place.run(["import", "two.jsonl"]).ends_with(0);
    place
        .run(["why", "Crane"])
        .ends_with(2)
        .tells("person/crane-in-")
        .tells("(fourth)")
        .tells("by its address");
}

#[test]
fn the_candidates_file_that_is_damaged_is_named() {
    let place = filled();
    place.write("standpoint-store/candidates.json", "[{");
    place.run(["identity", "--ask"]).ends_with(2).tells("candidates.json is damaged");
}
