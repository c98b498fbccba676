//! Opening a store of 1,000 articles with 25 statements each, as made-up as the names in it.
#![expect(clippy::panic, reason = "a benchmark that cannot set up its store has nothing to measure")]

use standpoint_model::{
    Confidence, Document, Entity, EntityType, Evidence, Kind, Predicate, Span, Statement, iri,
};
use standpoint_store::Store;
use std::path::PathBuf;
use std::sync::OnceLock;

const DOCUMENTS: usize = 1000;
const STATEMENTS: usize = 25;

fn document(number: usize) -> (Document, Vec<Statement>) {
    let sentence =
        "The Quay Council said on Monday that it would not sign the fee agreement before the vote. ";
    let document = Document {
        date: "2031-03-02".parse().ok(),
        publisher: Some("Port Gazette".into()),
        ..Document::new(format!("news/{number}.txt"), sentence.repeat(40))
    };
    let statements = (0..STATEMENTS)
        .map(|at| {
            // A few actors and topics that many documents share, and more that few do.
            let name = |offset: usize| (number * 7 + at * 13 + offset) % (50 + (number + at) % 400);
            let predicate = Predicate::ALL[(number + at) % Predicate::ALL.len()];
            let span = Span::new(at * 90, at * 90 + 89);
            let topic =
                Entity::named(EntityType::Policy, format!("Fee Act {}", name(3))).with_aliases(["the act"]);
            let object = if predicate.kind() == Kind::Claim {
                let mut content =
                    Entity::named(EntityType::Proposition, "it would not sign the fee agreement");
                content.id = iri::proposition(&document.id, span);
                content.about = vec![topic];
                content
            } else {
                topic
            };
            Statement {
                id: String::new(),
                document: document.id.clone(),
                subject: Entity::named(EntityType::Organization, format!("Quay Council {}", name(0)))
                    .with_aliases([format!("QC{}", name(0)), "the council".to_owned()]),
                predicate,
                object,
                role: None,
                act: None,
                addressee: None,
                attributed_to: Vec::new(),
                date: document.date,
                confidence: Confidence::clamped(0.8),
                span,
                quote: sentence.trim().to_owned(),
                evidence: Evidence {
                    holder: Some(Span::new(span.start, span.start + 16)),
                    cue: Some(Span::new(span.start + 17, span.start + 21)),
                    target: Some(Span::new(span.start + 40, span.end)),
                },
                method: "model/stance".into(),
            }
            .addressed()
        })
        .collect();
    (document, statements)
}

/// The store, built once a run.
fn store() -> &'static PathBuf {
    static STORE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = STORE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let path = folder.path().join("store");
        let mut store = Store::create(&path).unwrap_or_else(|error| panic!("{error}"));
        for number in 0..DOCUMENTS {
            let (document, statements) = document(number);
            store.put(&document, &statements, "bench").unwrap_or_else(|error| panic!("{error}"));
        }
        (folder, path)
    });
    path
}

/// Opens the store and answers a first query; returns quads per statement.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_and_query(bencher: divan::Bencher<'_, '_>) {
    let path = store();
    bencher.bench(|| {
        let store = Store::open(path).ok()?;
        store.query("ASK { ?s a sp:Stance }", None).ok()
    });
}

/// Opens the store and takes a snapshot, as a server does.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_and_snapshot(bencher: divan::Bencher<'_, '_>) {
    let path = store();
    bencher.bench(|| Store::open(path).ok()?.snapshot().ok());
}

/// Opens the store and reads every statement from its file.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_and_read_statements(bencher: divan::Bencher<'_, '_>) {
    let path = store();
    bencher.bench(|| Store::open(path).ok()?.statements().ok());
}

/// Puts one article into a store of its own.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn put_one(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let mut number = 0;
    let mut store = Store::create(folder.path().join("store")).unwrap_or_else(|error| panic!("{error}"));
    bencher.bench_local(|| {
        number += 1;
        let (document, statements) = document(number);
        store.put(&document, &statements, "bench").is_ok()
    });
}

#[expect(clippy::print_stdout, reason = "the figure belongs to the report")]
fn main() {
    if let Some(quads) = Store::open(store()).ok().and_then(|store| store.quad_count().ok()) {
        println!(
            "{:.1} quads a statement, entities and documents included",
            quads as f64 / (DOCUMENTS * STATEMENTS) as f64
        );
    }
    divan::main();
}
