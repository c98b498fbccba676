//! Nothing that a statement says is lost on the way into RDF and back, in any format.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests fails as a test does: loudly")]

use proptest::prelude::*;
use standpoint_model::{
    Act, Confidence, Document, Entity, EntityType, Evidence, Kind, PartialDate, Predicate, Span, Statement,
    iri,
};
use standpoint_rdf::{Format, annotation_quads, document_quads, read, read_quads, write};

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?", "\\PC{1,12}"]
}

fn date() -> impl Strategy<Value = Option<PartialDate>> {
    prop::option::of(
        (1900u16..2030, prop::option::of((1u8..13, prop::option::of(1u8..29))))
            .prop_filter_map("no date", |(year, rest)| {
                PartialDate::new(year, rest.map(|r| r.0), rest.and_then(|r| r.1))
            }),
    )
}

/// A pool of entities with one description each, as identity within a document leaves them.
fn pool() -> impl Strategy<Value = Vec<Entity>> {
    let one = (prop::sample::select(&EntityType::ALL[..7]), name(), prop::collection::vec(name(), 0..3))
        .prop_map(|(kind, label, aliases)| Entity::named(kind, label).with_aliases(aliases));
    prop::collection::vec(one, 3..7).prop_map(|mut entities| {
        entities.sort();
        entities.dedup_by(|a, b| a.id == b.id);
        entities
    })
}

fn span() -> impl Strategy<Value = Span> {
    (0usize..200, 0usize..40).prop_map(|(start, length)| Span::new(start, start + length))
}

fn statement(pool: Vec<Entity>) -> impl Strategy<Value = Statement> {
    let who = prop::sample::select(pool);
    let parties = (who.clone(), who.clone(), prop::option::of(who.clone()), prop::collection::vec(who, 0..4));
    let details = (
        prop::option::of(name()),
        prop::option::of(prop::sample::select(Act::ALL)),
        date(),
        0u32..10_001,
        "\\PC{0,30}",
        name(),
    );
    let places = (span(), prop::option::of(span()), prop::option::of(span()), prop::option::of(span()));
    (prop::sample::select(Predicate::ALL), parties, details, places).prop_map(
        |(predicate, (subject, other, addressee, sources), details, (at, holder, cue, target))| {
            let (role, act, date, confidence, quote, method) = details;
            let object = if predicate.kind() == Kind::Claim {
                let mut claimed = Entity::named(EntityType::Proposition, format!("claim at {}", at.start));
                claimed.id = iri::proposition("a/doc 1.txt", at);
                claimed.about = vec![other];
                claimed
            } else {
                other
            };
            Statement {
                id: String::new(),
                document: "a/doc 1.txt".into(),
                subject,
                predicate,
                object,
                role,
                act,
                addressee,
                attributed_to: sources,
                date,
                confidence: Confidence::clamped(f64::from(confidence) / 1e4),
                span: at,
                quote,
                evidence: Evidence { holder, cue, target },
                method,
            }
            .addressed()
        },
    )
}

fn document() -> impl Strategy<Value = Document> {
    (
        "\\PC{0,80}",
        prop::option::of(name()),
        prop::option::of(name()),
        prop::option::of(name()),
        date(),
        prop::option::of("\\PC{0,20}"),
    )
        .prop_map(|(text, title, author, publisher, date, url)| Document {
            id: "a/doc 1.txt".into(),
            text,
            title,
            author,
            publisher,
            date,
            url,
        })
}

/// Statements with one address each, in the order in which they are read back.
fn ordered(mut statements: Vec<Statement>) -> Vec<Statement> {
    statements.sort_by(|a, b| (a.span, &a.id).cmp(&(b.span, &b.id)));
    statements.dedup_by(|a, b| a.id == b.id || (a.span == b.span && a.predicate.kind() == Kind::Claim));
    statements
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_field_survives_every_format(
        document in document(),
        statements in pool().prop_flat_map(|pool| prop::collection::vec(statement(pool), 0..6)),
    ) {
        // One proposition has one text and one matter: claims that share a place are kept once.
        let mut seen = std::collections::BTreeSet::new();
        let mut statements = ordered(statements);
        statements.retain(|s| s.predicate.kind() != Kind::Claim || seen.insert(s.span));
        let lean = document_quads(&document, &statements, "test 1");
        let full: Vec<_> = lean.iter().cloned().chain(annotation_quads(&document, &statements)).collect();
        for (quads, format) in Format::ALL.into_iter().flat_map(|format| [(&lean, format), (&full, format)]) {
            let mut bytes = Vec::new();
            // XML knows no control characters, so a text that holds one cannot be written as RDF/XML.
            let written = write(quads.clone(), format, &mut bytes);
            if format == Format::RdfXml && written.is_err() {
                continue;
            }
            written.unwrap();
            let (again, errors) = read(bytes.as_slice(), format);
            prop_assert!(errors.is_empty(), "{format:?} {errors:?}");
            let (stored, problems) = read_quads(&again);
            prop_assert!(problems.is_empty(), "{format:?} {problems:?}");
            prop_assert_eq!(stored.len(), 1);
            prop_assert_eq!(&stored[0].document, &document);
            prop_assert_eq!(&stored[0].statements, &statements);
            prop_assert_eq!(&stored[0].extractor, "test 1");
        }
    }
}
