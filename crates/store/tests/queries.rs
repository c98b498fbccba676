//! Every named query answers what it says it answers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests fails as a test does: loudly")]

mod common;

use common::{columns, quarrelling_store, rows, store};
use standpoint_store::{AnswerFormat, StoreError, named_queries};

#[test]
fn every_example_finds_something() {
    let (_folder, store) = quarrelling_store();
    assert!(named_queries().len() >= 12);
    for query in named_queries() {
        let answer = store
            .run(query.name, &query.example, None)
            .unwrap_or_else(|error| panic!("{}: {error}", query.name));
        assert!(!answer.is_empty(), "{} found nothing", query.name);
        let again = store.run(query.name, &query.example, None).unwrap();
        assert_eq!(answer, again, "{}", query.name);
    }
}

#[test]
fn optional_parameters_may_be_left_out() {
    let (_folder, store) = quarrelling_store();
    for query in named_queries() {
        let needed: Vec<_> = query
            .example
            .iter()
            .filter(|(name, _)| query.parameters.iter().any(|p| p.name == *name && p.default.is_none()))
            .cloned()
            .collect();
        let answer = store.run(query.name, &needed, None).unwrap();
        let narrower = store.run(query.name, &query.example, None).unwrap();
        assert!(answer.len() >= narrower.len(), "{}", query.name);
    }
}

#[test]
fn leaders_have_their_posts() {
    let (_folder, store) = store();
    let found = rows(&store, "leaders", &[("organization", "the harbor workers union")]);
    assert_eq!(columns(&found, &[0, 1, 2]), [["Ada Moss", "president", "Harbor Workers Union"]]);
}

#[test]
fn affiliation_is_transitive() {
    let (_folder, store) = store();
    let found = rows(&store, "affiliations", &[("actor", "dockside local 9")]);
    assert_eq!(
        columns(&found, &[1, 2]),
        [["through others", "Coastal Labor Federation"], ["affiliate", "Harbor Workers Union"]]
    );
}

#[test]
fn sides_tell_who_stands_on_both() {
    let (_folder, store) = store();
    let found = rows(&store, "sides", &[("topic", "the tunnel")]);
    assert_eq!(
        columns(&found, &[0, 1]),
        [
            ["against", "Dockside Local 9"],
            ["against", "fishers"],
            ["both", "Mayor Ilse Brandt"],
            ["for", "Ada Moss"],
            ["for", "Harbor Workers Union"],
        ]
    );
}

#[test]
fn claims_are_found_by_their_words_and_by_what_they_are_about() {
    let (_folder, store) = store();
    let by_words = rows(&store, "claims", &[("text", "TOLL WILL RISE")]);
    assert_eq!(columns(&by_words, &[0, 1]), [["Crewe", "denies"]]);
    let mut by_topic = columns(&rows(&store, "claims", &[("about", "toll")]), &[0, 1]);
    by_topic.sort();
    assert_eq!(
        by_topic,
        [["Ada Moss", "asserts"], ["Crewe", "denies"], ["Harbor Workers Union", "questions"]]
    );
}

#[test]
fn reversals_stand_in_the_order_of_time() {
    let (_folder, store) = store();
    let found = rows(&store, "reversals", &[]);
    assert_eq!(
        columns(&found, &[0, 1, 2, 4]),
        [["Mayor Ilse Brandt", "Harbor Tunnel", "opposed 2029", "supported 2031-05"]]
    );
}

#[test]
fn members_at_odds_with_what_they_belong_to() {
    let (_folder, store) = store();
    let found = rows(&store, "divisions", &[]);
    assert_eq!(
        columns(&found, &[0, 1, 2]),
        [["Dockside Local 9", "opposes, against", "Harbor Workers Union"]]
    );
}

#[test]
fn timeline_is_in_order_and_can_be_cut() {
    let (_folder, store) = store();
    let all = columns(&rows(&store, "timeline", &[("topic", "Harbor Tunnel")]), &[0]);
    let mut sorted = all.clone();
    sorted.sort();
    assert_eq!(all, sorted);
    assert_eq!(all[0], ["2029"]);
    let later = columns(&rows(&store, "timeline", &[("topic", "Harbor Tunnel"), ("from", "2031-04")]), &[0]);
    assert_eq!(later, [["2031-05"], ["2031-05"]]);
}

#[test]
fn a_document_tells_all_it_says_in_its_own_order() {
    let (_folder, store) = store();
    let found = rows(&store, "document", &[("document", "courier-7")]);
    assert_eq!(found.len(), 6);
    assert_eq!(found[0][..3], ["Mayor Ilse Brandt", "supports", "Harbor Tunnel"]);
    assert_eq!(found[5][..3], ["fishers", "opposes", "Harbor Tunnel"]);
}

#[test]
fn hearsay_names_every_teller() {
    let (_folder, store) = store();
    let found = columns(&rows(&store, "evidence", &[("statement", "toll-denial")]), &[5, 6]);
    assert_eq!(found, [["Ada Moss", "rule/test"], ["Port Gazette", "rule/test"]]);
}

#[test]
fn short_forms_are_listed_as_unresolved() {
    let (_folder, store) = store();
    let found = columns(&rows(&store, "unresolved", &[]), &[0, 2]);
    assert!(found.contains(&vec!["Crewe".into(), "one word for a person".into()]), "{found:?}");
    assert!(found.contains(&vec!["fishers".into(), "a common noun".into()]), "{found:?}");
}

#[test]
fn publishers_and_their_documents() {
    let (_folder, store) = store();
    let found = rows(&store, "publishers", &[("publisher", "courier")]);
    assert_eq!(found, [["Bay Courier", "2031-05", "news/courier-7.txt", "Brandt comes round", "6"]]);
}

#[test]
fn a_name_that_nothing_has_is_answered_with_those_that_are_like_it() {
    let (_folder, store) = store();
    let arguments = [("topic".to_owned(), "Harbour Tunel".to_owned())];
    let message = store.run("stances", &arguments, None).unwrap_err().to_string();
    assert!(message.contains("did you mean Harbor Tunnel?"), "{message}");
    let message = store.run("stanses", &arguments, None).unwrap_err().to_string();
    assert!(message.contains("did you mean stances?"), "{message}");
    let message = store.run("stances", &[], None).unwrap_err().to_string();
    assert!(message.contains("wants topic (entity)"), "{message}");
}

#[test]
fn values_cannot_become_syntax() {
    let (_folder, store) = store();
    let sly = "x\" ) } UNION { ?s ?p ?o } #";
    assert!(rows(&store, "claims", &[("text", sly)]).is_empty());
    let arguments = [("topic".to_owned(), "Harbor Tunnel> . ?s ?p ?o".to_owned())];
    assert!(matches!(store.run("stances", &arguments, None), Err(StoreError::Query(_))));
}

#[test]
fn free_sparql_knows_the_prefixes_and_every_form() {
    let (_folder, store) = store();
    let select = "SELECT ?q { ?s a sp:Denial ; sp:quote ?q }";
    assert_eq!(store.query(select, None).unwrap().len(), 1);
    let ask = store.query("ASK { ?x sp:opposes id:policy/harbor-tunnel }", None).unwrap();
    let mut text = Vec::new();
    ask.write(AnswerFormat::Table, &mut text).unwrap();
    assert_eq!(text, b"yes\n");
    let construct = "CONSTRUCT { ?a sp:leads ?b } WHERE { ?a sp:leads ?b }";
    let mut turtle = Vec::new();
    store.query(construct, None).unwrap().write(AnswerFormat::Table, &mut turtle).unwrap();
    assert!(String::from_utf8(turtle).unwrap().contains("sp:leads"), "{construct}");
    assert!(!store.query("DESCRIBE id:person/ada-moss", None).unwrap().is_empty());
}

#[test]
fn a_proposition_is_described_and_not_asserted() {
    let (_folder, store) = store();
    let denied = "SELECT ?text { ?who sp:denies ?p . ?p sp:text ?text }";
    assert_eq!(store.query(denied, None).unwrap().len(), 1);
    let asserted =
        "ASK { id:topic/toll ?p ?o . FILTER (?p NOT IN (rdf:type, skos:prefLabel, skos:altLabel)) }";
    assert!(store.query(asserted, None).unwrap().is_empty());
}

#[test]
fn syntax_errors_show_the_place() {
    let (_folder, store) = store();
    let error = store.query("SELECT ?x\nWHERE { ?x a sp:Stance\nFILTR (?x) }", None).unwrap_err().to_string();
    assert!(error.contains("line 3") && error.contains("^") && error.contains("hint: "), "{error}");
    assert!(error.contains("FILTER"), "{error}");
}

#[test]
fn a_time_limit_ends_a_query() {
    let (_folder, store) = store();
    let endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let error = store.query(endless, Some(std::time::Duration::from_millis(50))).unwrap_err();
    assert!(matches!(error, StoreError::TimedOut { .. }), "{error}");
}

#[test]
fn rows_are_written_in_every_format() {
    let (_folder, store) = store();
    let answer = store.query("SELECT ?l { id:person/ada-moss skos:prefLabel ?l }", None).unwrap();
    let written = |format| {
        let mut bytes = Vec::new();
        answer.write(format, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert_eq!(written(AnswerFormat::Csv), "l\r\nAda Moss\r\n");
    assert_eq!(written(AnswerFormat::Tsv), "?l\n\"Ada Moss\"\n");
    assert_eq!(written(AnswerFormat::Table), "l\n────────\nAda Moss\n");
    assert!(written(AnswerFormat::Json).contains("\"value\":\"Ada Moss\""));
    assert!(written(AnswerFormat::Xml).contains("<literal>Ada Moss</literal>"));
    assert!(answer.write(AnswerFormat::named("turtle").unwrap(), Vec::new()).is_err());
}
