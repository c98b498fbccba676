//! What is put is there, whatever happens; what cannot be done is said plainly.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests fails as a test does: loudly")]

mod common;

use common::{EXTRACTOR, corpus, rows, store, tunnel, union};
use standpoint_model::{Document, Entity, EntityType, Merge};
use standpoint_store::{Decision, Put, Store, StoreError, Verdict};
use std::fs;

#[test]
fn statements_come_back_as_they_were_put() {
    let (_folder, store) = store();
    for (document, mut statements) in corpus() {
        let stored = store.document(&document.id).unwrap();
        assert_eq!(stored.document, document);
        assert_eq!(stored.extractor, EXTRACTOR);
        statements.sort_by(|a, b| (a.span, &a.id).cmp(&(b.span, &b.id)));
        assert_eq!(stored.statements, statements);
    }
}

#[test]
fn a_statement_costs_few_quads() {
    let (_folder, store) = store();
    let statements = store.statements().unwrap().len();
    // Descriptions of entities included, which a larger corpus shares between more statements.
    assert!(store.quad_count().unwrap() < statements * 20, "{}", store.quad_count().unwrap());
}

#[test]
fn unchanged_documents_are_left_alone_and_changed_ones_replaced() {
    let (_folder, mut store) = store();
    let (document, statements) = corpus().remove(0);
    assert!(store.is_current(&document, EXTRACTOR));
    assert!(!store.is_current(&document, "test 2"));
    assert_eq!(store.put(&document, &statements, EXTRACTOR).unwrap(), Put::Unchanged);
    assert_eq!(store.put(&document, &statements[..2], EXTRACTOR).unwrap(), Put::Replaced);
    assert_eq!(store.document(&document.id).unwrap().statements.len(), 2);
    let changed = Document { title: None, ..document };
    assert!(!store.is_current(&changed, EXTRACTOR));
}

#[test]
fn removing_a_document_removes_what_only_it_says() {
    let (_folder, mut store) = store();
    assert!(store.remove("news/courier-7.txt").unwrap());
    assert!(!store.remove("news/courier-7.txt").unwrap());
    assert!(rows(&store, "reversals", &[]).is_empty());
    assert!(store.query("ASK { ?x skos:prefLabel 'Crewe' }", None).unwrap().is_empty());
    assert_eq!(fs::read_dir(store.path().join("documents")).unwrap().count(), 1);
}

#[test]
fn a_crash_loses_nothing_that_was_put() {
    let (folder, store) = store();
    let path = store.path().to_owned();
    // As if the process had ended here: the manifest was never written, only the journal.
    std::mem::forget(store);
    let listed = fs::read_to_string(path.join("manifest.json")).unwrap();
    assert!(!listed.contains("gazette-1"), "{listed}");
    let journal = path.join("manifest.journal");
    let torn = fs::read_to_string(&journal).unwrap() + "{\"put\":{\"id\":\"ha";
    fs::write(&journal, torn).unwrap();
    let copy = folder.path().join("copy");
    copy_folder(&path, &copy);
    let mut again = Store::open(&copy).unwrap();
    assert_eq!(again.documents().len(), 2);
    again.remove("news/courier-7.txt").unwrap();
    drop(again);
    assert_eq!(Store::open(&copy).unwrap().documents().len(), 1);
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn two_cannot_write_but_one_can_read() {
    let (_folder, store) = store();
    let mut second = Store::open(store.path()).unwrap();
    assert_eq!(second.statements().unwrap().len(), store.statements().unwrap().len());
    let error = second.remove("news/courier-7.txt").unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    drop(store);
    assert!(second.remove("news/courier-7.txt").unwrap());
}

#[test]
fn a_store_of_another_version_is_refused_and_left_alone() {
    let (_folder, store) = store();
    let path = store.path().to_owned();
    drop(store);
    let manifest = path.join("manifest.json");
    let future = fs::read_to_string(&manifest).unwrap().replace("\"format\": 1", "\"format\": 7");
    fs::write(&manifest, &future).unwrap();
    let error = Store::open_or_create(&path).unwrap_err();
    assert!(matches!(error, StoreError::Version { found: 7, .. }), "{error}");
    assert!(error.to_string().contains("hint: "), "{error}");
    assert_eq!(fs::read_to_string(&manifest).unwrap(), future);
}

#[test]
fn a_damaged_file_is_named() {
    let (_folder, store) = store();
    let file = store.documents().next().unwrap().file.clone();
    let path = store.path().join("documents").join(&file);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    fs::write(&path, &bytes).unwrap();
    let error = store.statements().unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(error.to_string().contains(&file), "{error}");
    fs::write(&path, &bytes[..middle]).unwrap();
    assert!(matches!(store.statements(), Err(StoreError::Damaged { .. })));
}

#[test]
fn folders_that_are_no_stores_are_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none");
    assert!(matches!(Store::open(&missing), Err(StoreError::Missing { .. })));
    fs::write(folder.path().join("thesis.txt"), "mine").unwrap();
    assert!(matches!(Store::open_or_create(folder.path()), Err(StoreError::NoStore { .. })));
    assert!(matches!(Store::create(folder.path()), Err(StoreError::NoStore { .. })));
    // A file where the folder should be.
    let error = Store::open_or_create(folder.path().join("thesis.txt/store")).unwrap_err();
    assert!(error.to_string().contains("thesis.txt"), "{error}");
}

#[test]
fn statements_of_another_document_are_refused() {
    let (_folder, mut store) = store();
    let (_, statements) = corpus().remove(0);
    let error = store.put(&Document::new("other", ""), &statements, EXTRACTOR).unwrap_err();
    assert!(matches!(error, StoreError::WrongDocument { .. }), "{error}");
}

#[test]
fn merged_entities_are_one_everywhere() {
    let (_folder, mut store) = store();
    let short = Entity::named(EntityType::Person, "Crewe");
    let full = Entity::named(EntityType::Person, "Ada Moss");
    let merge = Merge {
        from: short.id.clone(),
        into: full.id.clone(),
        reason: "surname".into(),
        layer: "name".into(),
    };
    store.set_identity(std::slice::from_ref(&merge)).unwrap();
    let said = rows(&store, "claims", &[("speaker", "crewe")]);
    assert_eq!(said.len(), 2);
    assert!(said.iter().all(|row| row[0] == "Ada Moss"), "{said:?}");
    let statements = store.statements().unwrap();
    let moss = statements.iter().find(|s| s.id.ends_with("toll-denial")).unwrap();
    assert_eq!((moss.subject.id.as_str(), moss.subject.aliases[0].as_str()), (full.id.as_str(), "Crewe"));
    // A person knows better, and may change their mind.
    let apart = Decision {
        verdict: Verdict::KeptApart,
        concerns: vec![full.id, short.id],
        by: "editor".into(),
        on: None,
        reason: "Crewe is the treasurer".into(),
    };
    store.decide(&apart).unwrap();
    assert_eq!(rows(&store, "claims", &[("speaker", "crewe")]).len(), 1);
    assert!(store.withdraw(&apart).unwrap());
    assert_eq!(rows(&store, "claims", &[("speaker", "crewe")]).len(), 2);
    assert_eq!(Store::open(store.path()).unwrap().merges(), [merge]);
}

#[test]
fn rejected_statements_are_shown_no_more() {
    let (_folder, mut store) = store();
    let statements = store.statements().unwrap();
    let wrong = statements.iter().find(|s| s.subject.id == union().id && s.object.id == tunnel().id).unwrap();
    let decision = Decision {
        verdict: Verdict::Rejected,
        concerns: vec![wrong.id.clone()],
        by: "editor".into(),
        on: Some(common::date("2031-06-01")),
        reason: String::new(),
    };
    store.decide(&decision).unwrap();
    assert_eq!(store.statements().unwrap().len(), statements.len() - 1);
    let shortcut = format!("ASK {{ <{}> sp:supports <{}> }}", union().id, tunnel().id);
    assert!(store.query(&shortcut, None).unwrap().is_empty());
    let logged = "SELECT ?d { ?d sp:verdict sp:Rejected ; dcterms:creator 'editor' }";
    assert_eq!(store.query(logged, None).unwrap().len(), 1);
}
