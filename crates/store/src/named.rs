//! Named queries: SPARQL files that say in their first lines what they are for and what they want to know.
//!
//! ```text
//! # title: Both sides of a topic
//! # description: …
//! # param: topic entity -- what the sides are about
//! # param: least number = 1 -- fewest statements that count
//! # example: topic=Harbor Tunnel
//! ```
//! Inside the query a parameter is `$topic` (a variable that is not one begins with `?`). Its value is put there as an
//! RDF term in SPARQL's own notation, so no value can become syntax. A parameter with an empty default that is not
//! given stays a variable, and fits anything; such a parameter is optional.

use crate::diagnose::nearest;
use crate::tokens::{Sort, tokens};
use crate::{Names, QueryError, Store, StoreError};
use oxigraph::model::{Literal, NamedNode, Term};
use standpoint_model::{PartialDate, iri};
use std::fmt;

/// What a parameter's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterType {
    /// An entity, by any of its names or its address.
    Entity,
    /// A document, by its id, the end of it, or its address.
    Document,
    /// A statement, by its address or the end of it.
    Statement,
    /// Any text.
    Text,
    /// `2011`, `2011-11` or `2011-11-17`.
    Date,
    /// A whole number.
    Number,
}

impl ParameterType {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "entity" => Self::Entity,
            "document" => Self::Document,
            "statement" => Self::Statement,
            "text" => Self::Text,
            "date" => Self::Date,
            "number" => Self::Number,
            _ => return None,
        })
    }
}

impl fmt::Display for ParameterType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Entity => "entity",
            Self::Document => "document",
            Self::Statement => "statement",
            Self::Text => "text",
            Self::Date => "date",
            Self::Number => "number",
        })
    }
}

/// One thing that a named query wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What its value is.
    pub kind: ParameterType,
    /// Its value where none is given; an empty one fits anything; none where a value must be given.
    pub default: Option<String>,
    /// What it means.
    pub description: String,
}

/// A query with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedQuery {
    /// Its name: the file's, without extension.
    pub name: &'static str,
    /// One line on what it answers.
    pub title: String,
    /// More on that.
    pub description: String,
    /// What it wants to know.
    pub parameters: Vec<Parameter>,
    /// Arguments to try, name and value.
    pub example: Vec<(String, String)>,
    /// The whole file.
    pub source: &'static str,
}

/// A query with its parameters filled in.
pub(crate) struct Bound {
    pub(crate) sparql: String,
    pub(crate) notes: Vec<String>,
}

impl NamedQuery {
    /// Reads the first lines of `source`.
    pub(crate) fn parse(name: &'static str, source: &'static str) -> Result<Self, String> {
        let mut query = Self {
            name,
            title: String::new(),
            description: String::new(),
            parameters: Vec::new(),
            example: Vec::new(),
            source,
        };
        for line in source.lines().map_while(|line| line.strip_prefix('#')) {
            let Some((key, value)) = line.trim().split_once(':') else { continue };
            let value = value.trim();
            match key {
                "title" => query.title = value.to_owned(),
                "description" => query.description = value.to_owned(),
                "param" => query.parameters.push(parameter(value)?),
                "example" => {
                    for pair in value.split(';').filter(|pair| !pair.trim().is_empty()) {
                        let (name, value) =
                            pair.split_once('=').ok_or_else(|| format!("{pair:?} has no ="))?;
                        query.example.push((name.trim().to_owned(), value.trim().to_owned()));
                    }
                }
                other => return Err(format!("{other:?} is no field")),
            }
        }
        if query.title.is_empty() { Err("it has no title".to_owned()) } else { Ok(query) }
    }

    /// Puts the values where the parameters stand. Entities are looked up in `names`, where they are at hand, else in the
    /// store's index.
    pub(crate) fn bind(
        &self,
        arguments: &[(String, String)],
        store: &Store,
        names: Option<&Names>,
    ) -> Result<Bound, StoreError> {
        for (given, _) in arguments {
            if !self.parameters.iter().any(|parameter| parameter.name == *given) {
                let known = self.parameters.iter().map(|parameter| parameter.name.as_str());
                let hint = nearest(given, known.clone()).map_or_else(
                    || format!("it takes {}", known.collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean {near}?"),
                );
                let message = format!("the query {} has no parameter {given:?}", self.name);
                return Err(QueryError::plain(message, Some(hint)).into());
            }
        }
        let (mut values, mut notes) = (Vec::new(), Vec::new());
        for parameter in &self.parameters {
            let given = arguments.iter().rev().find(|(name, _)| *name == parameter.name);
            let value = given.map(|(_, value)| value.as_str()).or(parameter.default.as_deref());
            match value {
                Some("") => {}
                Some(value) => {
                    values.push((parameter.name.as_str(), parameter.term(value, store, names, &mut notes)?));
                }
                None => {
                    let example: Vec<String> =
                        self.example.iter().map(|(name, value)| format!("{name}={value:?}")).collect();
                    let message = format!(
                        "the query {} wants {} ({}): {}",
                        self.name, parameter.name, parameter.kind, parameter.description
                    );
                    let hint = format!("for example: {} {}", self.name, example.join(" "));
                    return Err(QueryError::plain(message, Some(hint)).into());
                }
            }
        }
        let mut sparql = String::with_capacity(self.source.len());
        let mut at = 0;
        for token in tokens(self.source).iter().filter(|token| token.sort == Sort::Variable) {
            let value = token
                .text(self.source)
                .strip_prefix('$')
                .and_then(|name| values.iter().find(|(known, _)| *known == name));
            if let Some((_, term)) = value {
                sparql.push_str(&self.source[at..token.start]);
                sparql.push_str(&term.to_string());
                at = token.end;
            }
        }
        sparql.push_str(&self.source[at..]);
        Ok(Bound { sparql, notes })
    }
}

/// `topic entity = DEFAULT -- what it is`
fn parameter(text: &str) -> Result<Parameter, String> {
    let (head, description) = text.split_once("--").ok_or_else(|| format!("{text:?} has no description"))?;
    let (head, default) = match head.split_once('=') {
        Some((head, default)) => (head, Some(default.trim().to_owned())),
        None => (head, None),
    };
    let (name, kind) = head.trim().split_once(' ').ok_or_else(|| format!("{head:?} has no type"))?;
    let kind = ParameterType::named(kind.trim()).ok_or_else(|| format!("{kind:?} is no type"))?;
    Ok(Parameter { name: name.to_owned(), kind, default, description: description.trim().to_owned() })
}

impl Parameter {
    fn term(
        &self,
        value: &str,
        store: &Store,
        names: Option<&Names>,
        notes: &mut Vec<String>,
    ) -> Result<Term, StoreError> {
        let wrong =
            |message: String, hint: Option<String>| StoreError::from(QueryError::plain(message, hint));
        let node = |address: &str| Term::from(NamedNode::new_unchecked(standpoint_rdf::address(address)));
        Ok(match self.kind {
            ParameterType::Entity => {
                let names = match names {
                    Some(names) => names,
                    None => store.names()?,
                };
                let identity = store.identity();
                let found = names.find(identity.of(value));
                let Some(first) = found.first() else {
                    let near = names.suggestions(value);
                    let hint = (!near.is_empty()).then(|| format!("did you mean {}?", near.join(", or ")));
                    return Err(wrong(format!("nothing in the store is called {value:?}"), hint));
                };
                if found.len() > 1 {
                    let others: Vec<String> = found[1..]
                        .iter()
                        .map(|entity| format!("{} ({}, {})", entity.label, entity.kind, entity.id))
                        .collect();
                    notes.push(format!(
                        "{value:?} is taken to be {} ({}); it is also a name of {}",
                        first.label,
                        first.kind,
                        others.join(", ")
                    ));
                }
                node(&first.id)
            }
            ParameterType::Document => {
                let ids = store.documents().map(|entry| entry.id.as_str());
                let found = ids
                    .clone()
                    .find(|id| *id == value || iri::document(id) == value)
                    .or_else(|| ids.clone().find(|id| id.ends_with(&format!("/{value}"))))
                    .or_else(|| {
                        ids.clone().find(|id| {
                            let name = id.rsplit('/').next().unwrap_or(id);
                            name.rsplit_once('.').is_some_and(|(stem, _)| stem == value)
                        })
                    });
                let Some(id) = found else {
                    let hint = nearest(value, ids).map(|near| format!("did you mean {near:?}?"));
                    return Err(wrong(format!("no document in the store is called {value:?}"), hint));
                };
                node(&iri::document(id))
            }
            ParameterType::Statement if value.contains(':') => node(value),
            ParameterType::Statement => node(&format!("{}statement/{value}", iri::BASE)),
            ParameterType::Text => Literal::new_simple_literal(value).into(),
            ParameterType::Date => {
                let date: PartialDate = value
                    .parse()
                    .map_err(|error: standpoint_model::DateError| wrong(error.to_string(), None))?;
                Literal::new_simple_literal(date.to_string()).into()
            }
            ParameterType::Number => {
                let number: i64 = value.parse().map_err(|_| {
                    wrong(format!("{} must be a whole number, not {value:?}", self.name), None)
                })?;
                Literal::from(number).into()
            }
        })
    }
}
