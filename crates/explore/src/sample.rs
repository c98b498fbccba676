//! A small corpus for tests.

use crate::Corpus;
use standpoint_graph::ConflictOptions;
use standpoint_model::{
    Confidence, Document, Entity, EntityType, Evidence, Predicate, Span, Statement, TextIndex,
};

/// What one sentence says.
pub(crate) struct Saying {
    pub(crate) sentence: &'static str,
    pub(crate) subject: Entity,
    pub(crate) cue: &'static str,
    pub(crate) predicate: Predicate,
    pub(crate) object: Entity,
    pub(crate) date: Option<&'static str>,
    pub(crate) sure: f64,
}

pub(crate) fn org(name: &str) -> Entity {
    Entity::named(EntityType::Organization, name)
}

pub(crate) fn person(name: &str) -> Entity {
    Entity::named(EntityType::Person, name)
}

pub(crate) fn policy(name: &str) -> Entity {
    Entity::named(EntityType::Policy, name)
}

/// A document whose text is these sentences, and its statements.
pub(crate) fn document(id: &str, sayings: &[Saying]) -> (Document, Vec<Statement>) {
    let sentences: Vec<&str> = sayings.iter().map(|saying| saying.sentence).collect();
    let text = sentences.join(" ");
    let index = TextIndex::new(&text);
    let find = |part: &str, from: usize| {
        let start = text[from..].find(part).map(|at| at + from);
        start.map(|start| index.chars(Span::new(start, start + part.len())))
    };
    let say = |saying: &Saying| {
        let start = text.find(saying.sentence).unwrap();
        let span = find(saying.sentence, 0).unwrap();
        Statement {
            id: String::new(),
            document: id.to_owned(),
            subject: saying.subject.clone(),
            predicate: saying.predicate,
            object: saying.object.clone(),
            role: (saying.predicate == Predicate::Leads).then(|| "president".to_owned()),
            act: None,
            addressee: None,
            attributed_to: Vec::new(),
            date: saying.date.map(|date| date.parse().unwrap()),
            confidence: Confidence::new(saying.sure).unwrap(),
            span,
            quote: saying.sentence.to_owned(),
            evidence: Evidence {
                holder: find(&saying.subject.label, start),
                cue: find(saying.cue, start),
                target: find(&saying.object.label, start),
            },
            method: "rule/test-sentence".to_owned(),
        }
        .addressed()
    };
    let statements = sayings.iter().map(say).collect();
    (Document { publisher: Some("Harbour Post".into()), ..Document::new(id, text) }, statements)
}

/// A federation with two unions of opposite views, a president, and an outsider.
pub(crate) fn stored() -> Vec<(Document, Vec<Statement>)> {
    let (federation, north, south) =
        (org("Dockers Federation"), org("North Dockers Union"), org("South Dockers Union"));
    let (levy, wage) = (policy("Harbour Levy"), policy("Wage Pact"));
    let saying = |sentence, subject: &Entity, cue, predicate, object: &Entity, date, sure| Saying {
        sentence,
        subject: subject.clone(),
        cue,
        predicate,
        object: object.clone(),
        date,
        sure,
    };
    use Predicate::{AffiliatedWith, Leads, Opposes, Supports};
    vec![
        document(
            "post/levy.txt",
            &[
                saying(
                    "North Dockers Union belongs to the Dockers Federation.",
                    &north,
                    "belongs to",
                    AffiliatedWith,
                    &federation,
                    None,
                    0.9,
                ),
                saying(
                    "South Dockers Union is part of the Dockers Federation.",
                    &south,
                    "is part of",
                    AffiliatedWith,
                    &federation,
                    None,
                    0.8,
                ),
                saying(
                    "North Dockers Union opposes the Harbour Levy.",
                    &north,
                    "opposes",
                    Opposes,
                    &levy,
                    Some("2020-05-01"),
                    0.9,
                ),
                saying(
                    "South Dockers Union backs the Harbour Levy.",
                    &south,
                    "backs",
                    Supports,
                    &levy,
                    Some("2020-06"),
                    0.85,
                ),
                saying(
                    "Éva Lind leads the North Dockers Union.",
                    &person("Éva Lind"),
                    "leads",
                    Leads,
                    &north,
                    Some("2019"),
                    0.95,
                ),
            ],
        ),
        document(
            "post/later.txt",
            &[
                saying(
                    "Once more North Dockers Union rejects the Harbour Levy.",
                    &north,
                    "rejects",
                    Opposes,
                    &levy,
                    Some("2021-01-05"),
                    0.95,
                ),
                saying(
                    "Quay Company welcomes the Harbour Levy.",
                    &org("Quay Company"),
                    "welcomes",
                    Supports,
                    &levy,
                    None,
                    0.7,
                ),
                saying(
                    "Quay Company opposes the Wage Pact.",
                    &org("Quay Company"),
                    "opposes",
                    Opposes,
                    &wage,
                    Some("2021-02"),
                    0.7,
                ),
            ],
        ),
    ]
}

pub(crate) fn corpus() -> Corpus {
    Corpus::new(stored(), &[], &ConflictOptions::default())
}

/// Address of the organization of this name.
pub(crate) fn of(name: &str) -> String {
    org(name).id
}
