//! Code and ontology say the same, and real output obeys the shapes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests fails as a test does: loudly")]

use standpoint_model::{Confidence, Document, Entity, EntityType, Evidence, Predicate, Span, Statement};
use standpoint_rdf::vocab::sp;
use standpoint_rdf::{Format, NamedOrBlankNode, Quad, Shapes, annotation_quads, document_quads, read};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

fn folder(name: &str) -> String {
    format!("{}/../../{name}", env!("CARGO_MANIFEST_DIR"))
}

fn ontology() -> Vec<Quad> {
    let text = fs::read(folder("ontology/standpoint.ttl")).unwrap();
    let (quads, errors) = read(text.as_slice(), Format::Turtle);
    assert!(errors.is_empty(), "{errors:?}");
    quads
}

/// Local names of `sp:` terms in a text, written with the prefix.
fn terms_in(text: &str) -> BTreeSet<String> {
    let ends = |c: char| !c.is_alphanumeric();
    text.match_indices("sp:")
        .filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric()))
        .map(|(at, _)| text[at + 3..].split(ends).next().unwrap_or_default().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn every_term_is_documented_and_every_documented_term_is_used() {
    let mut documented: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for quad in ontology() {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
            && let Some(name) = subject.as_str().strip_prefix(sp::NAMESPACE)
        {
            documented.entry(name.to_owned()).or_default().insert(quad.predicate.as_str().to_owned());
        }
    }
    let used: BTreeSet<String> = sp::TERMS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(used.len(), sp::TERMS.len(), "a term is listed twice");
    assert_eq!(documented.keys().cloned().collect::<BTreeSet<_>>(), used);
    for (name, properties) in &documented {
        for wanted in ["label", "comment", "isDefinedBy"] {
            let wanted = format!("http://www.w3.org/2000/01/rdf-schema#{wanted}");
            assert!(properties.contains(&wanted), "sp:{name} has no {wanted}");
        }
    }
}

#[test]
fn queries_shapes_and_context_use_known_terms_only() {
    let mut files: Vec<String> = fs::read_dir(folder("queries"))
        .unwrap()
        .map(|entry| entry.unwrap().path().to_string_lossy().into_owned())
        .collect();
    files.extend(["ontology/shapes.ttl", "ontology/context.jsonld"].map(folder));
    for file in files {
        let unknown: Vec<String> = terms_in(&fs::read_to_string(&file).unwrap())
            .into_iter()
            .filter(|name| !sp::TERMS.contains(&name.as_str()))
            .collect();
        assert!(unknown.is_empty(), "{file}: {unknown:?}");
    }
}

fn document() -> Document {
    let text = "Ada Moss leads the Quay Union. “Fees are fair,” she said. The union rejects the Quay Act.";
    Document { date: "2031".parse().ok(), ..Document::new("quay.txt", text) }
}

fn statements() -> Vec<Statement> {
    let document = document();
    let union = || Entity::named(EntityType::Organization, "Quay Union").with_aliases(["the union"]);
    let one = |who: Entity, predicate, what: Entity, (start, end): (usize, usize)| {
        Statement {
            id: String::new(),
            document: document.id.clone(),
            subject: who,
            predicate,
            object: what,
            role: None,
            act: None,
            addressee: None,
            attributed_to: vec![Entity::named(EntityType::Person, "Ada Moss")],
            date: document.date,
            confidence: Confidence::clamped(0.8),
            span: Span::new(start, end),
            quote: document.text.chars().skip(start).take(end - start).collect(),
            evidence: Evidence { cue: Some(Span::new(start, start + 3)), ..Evidence::default() },
            method: "rule/test".into(),
        }
        .addressed()
    };
    let moss = || Entity::named(EntityType::Person, "Ada Moss");
    vec![
        one(moss(), Predicate::Leads, union(), (0, 30)),
        one(moss(), Predicate::Asserts, Entity::named(EntityType::Proposition, "Fees are fair"), (31, 57)),
        one(union(), Predicate::Opposes, Entity::named(EntityType::Policy, "Quay Act"), (58, 89)),
        one(union(), Predicate::PartOf, Entity::named(EntityType::Organization, "Port"), (58, 89)),
    ]
}

fn shapes() -> Shapes {
    Shapes::parse(&fs::read_to_string(folder("ontology/shapes.ttl")).unwrap()).unwrap()
}

fn quads(statements: &[Statement]) -> Vec<Quad> {
    let mut quads = document_quads(&document(), statements, "test 1");
    quads.extend(annotation_quads(&document(), statements));
    quads
}

#[test]
fn real_output_obeys_the_shapes() {
    assert!(shapes().len() > 8);
    assert_eq!(shapes().check(&quads(&statements())), []);
}

#[test]
fn broken_data_does_not() {
    let sound = quads(&statements());
    let without = |term: &str| -> Vec<Quad> {
        sound.iter().filter(|quad| !quad.predicate.as_str().ends_with(term)).cloned().collect()
    };
    for term in ["#holder", "#target", "#polarity", "#evidence", "#confidence", "#proposition", "#role"] {
        let violations = shapes().check(&without(term));
        assert!(
            violations.iter().any(|v| v.path.as_deref().is_some_and(|path| path.ends_with(&term[1..]))),
            "{term}: {violations:?}"
        );
    }
}

#[test]
fn evidence_beyond_the_text_is_noticed() {
    let mut statements = statements();
    statements[0].span = Span::new(50, 5000);
    let violations = shapes().check(&quads(&statements));
    assert!(violations.iter().any(|v| v.path.as_deref() == Some("oa:hasSelector")), "{violations:?}");
}
