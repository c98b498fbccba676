//! Updates change what was imported or added, last, and leave alone what documents say.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../../graph/benches/corpus/mod.rs"]
mod corpus;

use standpoint_store::{Store, StoreError};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60);

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path().join("store")).unwrap();
    let (document, said) = corpus::document(corpus::Size::of(50), 3, 0);
    store.put(&document, &said, "test").unwrap();
    (folder, store)
}

fn holds(store: &Store, sparql: &str) -> bool {
    !store.query(sparql, None).unwrap().is_empty()
}

fn refused(store: &mut Store, sparql: &str) -> String {
    match store.update(sparql, &[], &[], LIMIT) {
        Err(StoreError::Query(error)) => error.to_string(),
        other => panic!("{sparql}: {other:?}"),
    }
}

#[test]
fn what_is_added_stays_and_can_be_taken_out() {
    let (folder, mut store) = store();
    let add = "PREFIX ex: <http://example.org/> INSERT DATA { ex:a rdfs:seeAlso ex:b . GRAPH ex:g { ex:c rdfs:seeAlso ex:d } }";
    assert_eq!(store.update(add, &[], &[], LIMIT).unwrap().after, 2);
    drop(store);
    let mut store = Store::open(folder.path().join("store")).unwrap();
    assert!(holds(&store, "ASK { <http://example.org/a> rdfs:seeAlso <http://example.org/b> }"));
    assert!(holds(&store, "ASK { GRAPH <http://example.org/g> { ?x rdfs:seeAlso ?y } }"));
    let take = "DELETE DATA { <http://example.org/a> rdfs:seeAlso <http://example.org/b> }";
    assert_eq!(store.update(take, &[], &[], LIMIT).unwrap().after, 1);
    assert_eq!(store.update("CLEAR GRAPH <http://example.org/g>", &[], &[], LIMIT).unwrap().after, 0);
    assert!(!holds(&store, "ASK { ?x rdfs:seeAlso ?y }"));
    assert!(holds(&store, "ASK { ?s a sp:Stance }"));
}

#[test]
fn patterns_see_what_documents_say_unless_graphs_are_named() {
    let (_folder, mut store) = store();
    let note = "INSERT { ?h rdfs:comment 'opposes something' } WHERE { ?h sp:opposes ?x }";
    let all = store.update(note, &[], &[], LIMIT).unwrap().after;
    assert!(all > 0);
    store.update("CLEAR DEFAULT", &[], &[], LIMIT).unwrap();
    let elsewhere = ["http://example.org/nothing".to_owned()];
    assert_eq!(store.update(note, &elsewhere, &[], LIMIT).unwrap().after, 0);
}

#[test]
fn documents_entities_and_decisions_are_left_alone_and_nothing_is_fetched() {
    let (_folder, mut store) = store();
    let graph = store.query("SELECT ?g { GRAPH ?g { ?s a sp:Stance } } LIMIT 1", None).unwrap().plain_rows()
        [0][0]
        .replace("id:", "https://w3id.org/standpoint/id/");
    let before = store.quad_count().unwrap();
    for (update, words) in [
        (format!("CLEAR GRAPH <{graph}>"), "not changed by updates"),
        (format!("DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"), "not changed by updates"),
        (
            format!("INSERT DATA {{ GRAPH <{graph}> {{ <http://x/a> <http://x/b> 1 }} }}"),
            "not changed by updates",
        ),
        (format!("MOVE <{graph}> TO <http://example.org/g>"), "not changed by updates"),
        ("DROP GRAPH <https://w3id.org/standpoint/id/graph/curation>".to_owned(), "not changed by updates"),
        ("DROP ALL".to_owned(), "must name"),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }".to_owned(), "must name"),
        ("LOAD <http://127.0.0.1:1/secret>".to_owned(), "LOAD is off"),
        ("LOAD SILENT <file:///etc/passwd> INTO GRAPH <http://example.org/g>".to_owned(), "LOAD is off"),
        ("INSERT DATUM { <a> <b> <c> }".to_owned(), "line 1"),
    ] {
        let told = refused(&mut store, &update);
        assert!(told.contains(words), "{update}: {told}");
    }
    assert_eq!(store.quad_count().unwrap(), before);
}
