//! Statements made to order.
#![allow(dead_code, reason = "each test file uses its own part")]

use standpoint_model::{Confidence, Entity, EntityType, Evidence, PartialDate, Predicate, Span, Statement};

pub(crate) fn org(name: &str) -> Entity {
    Entity::named(EntityType::Organization, name)
}

pub(crate) fn person(name: &str) -> Entity {
    Entity::named(EntityType::Person, name)
}

pub(crate) fn policy(name: &str) -> Entity {
    Entity::named(EntityType::Policy, name)
}

pub(crate) fn claimed(text: &str, about: &[Entity]) -> Entity {
    Entity { about: about.to_vec(), ..Entity::named(EntityType::Proposition, text) }
}

/// A statement of document `doc` whose evidence begins at `at`.
pub(crate) fn say(subject: &Entity, predicate: Predicate, object: &Entity, at: usize) -> Statement {
    Statement {
        id: String::new(),
        document: "doc".into(),
        subject: subject.clone(),
        predicate,
        object: object.clone(),
        role: None,
        act: None,
        addressee: None,
        attributed_to: Vec::new(),
        date: None,
        confidence: Confidence::CERTAIN,
        span: Span::new(at, at + 10),
        quote: object.label.clone(),
        evidence: Evidence::default(),
        method: "person".into(),
    }
    .addressed()
}

pub(crate) fn dated(mut statement: Statement, document: &str, date: &str) -> Statement {
    statement.document = document.into();
    statement.date = date.parse::<PartialDate>().ok();
    assert!(statement.date.is_some(), "{date} is no date");
    statement.addressed()
}
