//! What is exported can be imported; what is malformed is named, and the rest is taken.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests fails as a test does: loudly")]

mod common;

use common::store;
use standpoint_model::Statement;
use standpoint_store::{ExportFormat, ExportOptions, Format, Store};
use std::io::Write;

const FORMATS: [&str; 6] = ["jsonl", "trig", "nquads", "jsonld", "turtle", "rdfxml"];

fn exported(store: &Store, format: &str, annotations: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.export(ExportFormat::named(format).unwrap(), ExportOptions { annotations }, &mut bytes).unwrap();
    bytes
}

fn empty() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path().join("store")).unwrap();
    (folder, store)
}

#[test]
fn every_export_can_be_imported_and_says_the_same() {
    let (_folder, store) = store();
    let said = store.statements().unwrap();
    for format in FORMATS {
        for annotations in [false, true] {
            let bytes = exported(&store, format, annotations);
            let (_other_folder, mut other) = empty();
            let done =
                other.import_from(bytes.as_slice(), ExportFormat::named(format).unwrap(), "export").unwrap();
            assert_eq!(done.skipped, [], "{format}");
            assert_eq!(done.foreign, 0, "{format}");
            assert_eq!(done.statements, said.len(), "{format}");
            assert_eq!(other.statements().unwrap(), said, "{format}");
            assert_eq!(exported(&other, format, annotations), bytes, "{format}");
            if format != "jsonl" {
                let text = |store: &Store| store.document("news/gazette-1.txt").unwrap().document;
                assert_eq!(text(&other), text(&store), "{format}");
            }
        }
    }
}

#[test]
fn a_malformed_line_is_named_and_the_rest_is_taken() {
    let (_folder, store) = store();
    let mut lines = String::from_utf8(exported(&store, "jsonl", false)).unwrap();
    let good = lines.lines().count();
    lines.insert_str(0, "{\"document\": oops}\n\n");
    let mut bytes = lines.into_bytes();
    bytes.extend(b"\"\xff\"\n");
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    file.as_file().write_all(&bytes).unwrap();
    let (_other_folder, mut other) = empty();
    let done = other.import(file.path()).unwrap();
    assert_eq!(done.statements, good);
    assert_eq!(done.skipped.len(), 2);
    let first = done.skipped[0].to_string();
    assert!(first.contains(".jsonl:1: "), "{first}");
    assert_eq!(done.skipped[1].line, Some(good as u64 + 3));
}

#[test]
fn rows_join_the_document_that_is_there() {
    let (_folder, mut store) = store();
    let mut added: Statement = store.statements().unwrap().remove(0);
    added.method = "person".into();
    added.quote = "The Harbor Workers Union".into();
    let before = store.document(&added.document).unwrap();
    let row = serde_json::to_string(&added).unwrap();
    store.import_from(row.as_bytes(), ExportFormat::JsonLines, "rows").unwrap();
    let after = store.document(&added.document).unwrap();
    assert_eq!(after.document, before.document);
    assert_eq!(after.statements.len(), before.statements.len());
    assert_eq!(after.statements.iter().find(|s| s.id == added.id).unwrap().method, "person");
}

#[test]
fn foreign_triples_are_kept_and_asked_and_given_back() {
    let turtle = "@prefix ex: <https://example.org/> . @prefix org: <http://www.w3.org/ns/org#> .
        ex:seat ex:of <https://w3id.org/standpoint/id/person/ada-moss> . [] a org:Membership ; org:member ex:x .";
    let (_folder, mut store) = store();
    let said = store.statements().unwrap();
    for _ in 0..2 {
        let done =
            store.import_from(turtle.as_bytes(), ExportFormat::Rdf(Format::Turtle), "seats.ttl").unwrap();
        assert_eq!((done.foreign, done.statements), (3, 0));
    }
    assert_eq!(store.statements().unwrap(), said);
    let asked = "SELECT ?l { ?x <https://example.org/of> ?who . ?who skos:prefLabel ?l }";
    assert_eq!(store.query(asked, None).unwrap().plain_rows(), [["Ada Moss"]]);
    assert!(String::from_utf8(exported(&store, "nquads", false)).unwrap().contains("example.org/seat"));
}

#[test]
fn a_syntax_error_in_rdf_is_named_with_its_line() {
    let (_folder, mut store) = store();
    let broken = "<https://example.org/a> <https://example.org/b> 1 .\n<https://example.org/a> oops .\n";
    let done = store.import_from(broken.as_bytes(), ExportFormat::Rdf(Format::Turtle), "x.ttl").unwrap();
    assert_eq!(done.foreign, 1);
    assert!(done.skipped[0].to_string().starts_with("x.ttl:2: "), "{}", done.skipped[0]);
}

#[test]
fn exports_are_the_same_bytes_each_time() {
    let (_folder, store) = store();
    for format in FORMATS {
        assert_eq!(exported(&store, format, true), exported(&store, format, true), "{format}");
    }
}
