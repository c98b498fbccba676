//! Checking quads against SHACL shapes.
//!
//! A small, strict part of SHACL Core, the part that `ontology/shapes.ttl` uses: node shapes by `sh:targetClass` and
//! `sh:targetSubjectsOf`, property shapes with a plain path, and the constraints of [`Constraint`]. Classes are matched
//! directly, without `rdfs:subClassOf`. A shapes file that uses anything else is refused rather than half obeyed.

use crate::io::{Format, ReadError, read};
use oxrdf::vocab::rdf;
use oxrdf::{NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

const SH: &str = "http://www.w3.org/ns/shacl#";

/// A shapes file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ShapesError {
    /// It is no Turtle.
    #[error("the shapes are no Turtle: {0}")]
    Syntax(#[from] ReadError),
    /// It says something that this checker would not obey.
    #[error("the shape {shape} uses {what}, which this checker does not know")]
    Unknown {
        /// The shape.
        shape: String,
        /// The term or value.
        what: String,
    },
}

/// One node that breaks one constraint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// The node.
    pub node: String,
    /// The property, where the constraint is on one.
    pub path: Option<String>,
    /// What is wrong, for the reader.
    pub message: String,
}

/// Shapes read and ready to check.
#[derive(Debug, Clone, Default)]
pub struct Shapes {
    nodes: Vec<NodeShape>,
}

#[derive(Debug, Clone)]
struct NodeShape {
    target_classes: Vec<String>,
    target_subjects_of: Vec<String>,
    properties: Vec<PropertyShape>,
}

#[derive(Debug, Clone)]
struct PropertyShape {
    path: String,
    constraints: Vec<Constraint>,
}

/// What a property's values must obey.
#[derive(Debug, Clone)]
enum Constraint {
    MinCount(usize),
    MaxCount(usize),
    Class(String),
    Datatype(String),
    NodeKind(String),
    In(Vec<Term>),
    MinInclusive(f64),
    MaxInclusive(f64),
    MinLength(usize),
    HasValue(Term),
    LessThanOrEquals(String),
    Or(Vec<Vec<Constraint>>),
}

/// Triples by subject, graph names set aside.
#[derive(Default)]
struct Triples(BTreeMap<String, Vec<(String, Term)>>);

impl Triples {
    fn new(quads: &[Quad]) -> Self {
        let mut triples = Self::default();
        let mut seen = BTreeSet::new();
        for quad in quads {
            let subject = match &quad.subject {
                NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
                NamedOrBlankNode::BlankNode(node) => node.to_string(),
            };
            if seen.insert((subject.clone(), quad.predicate.as_str().to_owned(), quad.object.to_string())) {
                let known = triples.0.entry(subject).or_default();
                known.push((quad.predicate.as_str().to_owned(), quad.object.clone()));
            }
        }
        triples
    }

    fn of(&self, subject: &str) -> &[(String, Term)] {
        self.0.get(subject).map_or(&[], Vec::as_slice)
    }

    fn values<'a>(&'a self, subject: &str, predicate: &'a str) -> impl Iterator<Item = &'a Term> {
        self.of(subject).iter().filter(move |(name, _)| name == predicate).map(|(_, value)| value)
    }

    fn first(&self, subject: &str, predicate: &str) -> Option<&Term> {
        self.of(subject).iter().find(|(name, _)| name == predicate).map(|(_, value)| value)
    }

    fn list(&self, head: &Term) -> Vec<Term> {
        let (mut items, mut at) = (Vec::new(), key(head));
        while let Some(first) = self.first(&at, rdf::FIRST.as_str()) {
            items.push(first.clone());
            match self.first(&at, rdf::REST.as_str()) {
                Some(rest) => at = key(rest),
                None => break,
            }
        }
        items
    }
}

/// The subject under which a term's own triples stand.
fn key(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    }
}

impl Shapes {
    /// Reads shapes from Turtle.
    ///
    /// # Errors
    /// Where the text is no Turtle, or uses a part of SHACL that is not supported here.
    pub fn parse(turtle: &str) -> Result<Self, ShapesError> {
        let (quads, errors) = read(turtle.as_bytes(), Format::Turtle);
        if let Some(error) = errors.into_iter().next() {
            return Err(error.into());
        }
        let triples = Triples::new(&quads);
        let node_shape = format!("{SH}NodeShape");
        let mut nodes = Vec::new();
        for shape in triples.0.keys() {
            if triples.values(shape, rdf::TYPE.as_str()).any(|class| key(class) == node_shape) {
                nodes.push(node_shape_of(&triples, shape)?);
            }
        }
        Ok(Self { nodes })
    }

    /// Every violation in `quads`, sorted; empty where all is sound.
    #[must_use]
    pub fn check(&self, quads: &[Quad]) -> Vec<Violation> {
        let data = Triples::new(quads);
        let mut found = BTreeSet::new();
        for shape in &self.nodes {
            for (node, known) in &data.0 {
                let typed = known.iter().any(|(name, value)| {
                    name == rdf::TYPE.as_str() && shape.target_classes.contains(&key(value))
                });
                let subject = known.iter().any(|(name, _)| shape.target_subjects_of.contains(name));
                if typed || subject {
                    for property in &shape.properties {
                        let values: Vec<&Term> = data.values(node, &property.path).collect();
                        for constraint in &property.constraints {
                            if let Some(problem) = broken(constraint, &values, node, &data) {
                                let path = Some(crate::vocab::abbreviated(&property.path));
                                found.insert(Violation { node: node.clone(), path, message: problem });
                            }
                        }
                    }
                }
            }
        }
        found.into_iter().collect()
    }

    /// How many node shapes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

fn node_shape_of(triples: &Triples, shape: &str) -> Result<NodeShape, ShapesError> {
    let unknown = |what: &str| ShapesError::Unknown { shape: shape.to_owned(), what: what.to_owned() };
    let mut out =
        NodeShape { target_classes: Vec::new(), target_subjects_of: Vec::new(), properties: Vec::new() };
    for (predicate, value) in triples.of(shape) {
        match predicate.strip_prefix(SH) {
            Some("targetClass") => out.target_classes.push(key(value)),
            Some("targetSubjectsOf") => out.target_subjects_of.push(key(value)),
            Some("property") => {
                let own = key(value);
                let path = triples.first(&own, &format!("{SH}path")).ok_or_else(|| unknown("no sh:path"))?;
                let Term::NamedNode(path) = path else { return Err(unknown("a path that is no property")) };
                let constraints = constraints_of(triples, &own)?;
                out.properties.push(PropertyShape { path: path.as_str().to_owned(), constraints });
            }
            Some("message" | "description" | "name") | None => {}
            Some(other) => return Err(unknown(&format!("sh:{other}"))),
        }
    }
    Ok(out)
}

fn constraints_of(triples: &Triples, shape: &str) -> Result<Vec<Constraint>, ShapesError> {
    let mut found = Vec::new();
    for (predicate, value) in triples.of(shape) {
        let unknown =
            |what: &str| ShapesError::Unknown { shape: shape.to_owned(), what: format!("{what} {value}") };
        let number = || match value {
            Term::Literal(literal) => {
                literal.value().parse::<f64>().map_err(|_| unknown("a number that is none:"))
            }
            _ => Err(unknown("a number that is none:")),
        };
        let count = || match value {
            Term::Literal(literal) => {
                literal.value().parse::<usize>().map_err(|_| unknown("a count that is none:"))
            }
            _ => Err(unknown("a count that is none:")),
        };
        found.push(match predicate.strip_prefix(SH) {
            Some("minCount") => Constraint::MinCount(count()?),
            Some("maxCount") => Constraint::MaxCount(count()?),
            Some("minLength") => Constraint::MinLength(count()?),
            Some("class") => Constraint::Class(key(value)),
            Some("datatype") => Constraint::Datatype(key(value)),
            Some("nodeKind") => Constraint::NodeKind(key(value).trim_start_matches(SH).to_owned()),
            Some("in") => Constraint::In(triples.list(value)),
            Some("minInclusive") => Constraint::MinInclusive(number()?),
            Some("maxInclusive") => Constraint::MaxInclusive(number()?),
            Some("hasValue") => Constraint::HasValue(value.clone()),
            Some("lessThanOrEquals") => Constraint::LessThanOrEquals(key(value)),
            Some("or") => Constraint::Or(
                triples
                    .list(value)
                    .iter()
                    .map(|choice| constraints_of(triples, &key(choice)))
                    .collect::<Result<_, _>>()?,
            ),
            Some("path" | "message" | "description" | "name") | None => continue,
            Some(other) => return Err(unknown(&format!("sh:{other}"))),
        });
    }
    Ok(found)
}

/// What is wrong with `values` by this constraint, if anything.
fn broken(constraint: &Constraint, values: &[&Term], node: &str, data: &Triples) -> Option<String> {
    let each = |sound: &dyn Fn(&Term) -> bool, want: String| {
        values.iter().find(|value| !sound(value)).map(|value| format!("{value} is not {want}"))
    };
    let number = |term: &Term| match term {
        Term::Literal(literal) => literal.value().parse::<f64>().ok(),
        _ => None,
    };
    match constraint {
        Constraint::MinCount(least) => {
            (values.len() < *least).then(|| format!("{} values, at least {least} wanted", values.len()))
        }
        Constraint::MaxCount(most) => {
            (values.len() > *most).then(|| format!("{} values, at most {most} allowed", values.len()))
        }
        Constraint::Class(class) => each(
            &|value| data.values(&key(value), rdf::TYPE.as_str()).any(|known| key(known) == *class),
            format!("of class {class}"),
        ),
        Constraint::Datatype(wanted) => each(
            &|value| matches!(value, Term::Literal(literal) if literal.datatype().as_str() == wanted),
            format!("of datatype {wanted}"),
        ),
        Constraint::NodeKind(wanted) => each(&|value| is_kind(value, wanted), format!("a {wanted}")),
        Constraint::In(allowed) => each(&|value| allowed.contains(value), "one of those allowed".to_owned()),
        Constraint::MinInclusive(least) => {
            each(&|value| number(value).is_some_and(|n| n >= *least), format!("at least {least}"))
        }
        Constraint::MaxInclusive(most) => {
            each(&|value| number(value).is_some_and(|n| n <= *most), format!("at most {most}"))
        }
        Constraint::MinLength(least) => each(
            &|value| matches!(value, Term::Literal(literal) if literal.value().chars().count() >= *least),
            format!("at least {least} characters long"),
        ),
        Constraint::HasValue(wanted) => {
            (!values.contains(&wanted)).then(|| format!("the value {wanted} is missing"))
        }
        Constraint::LessThanOrEquals(other) => {
            let bounds: Vec<f64> = data.values(node, other).filter_map(number).collect();
            each(
                &|value| number(value).is_some_and(|n| bounds.iter().all(|bound| n <= *bound)),
                format!("at most the value of {other}"),
            )
        }
        Constraint::Or(choices) => values
            .iter()
            .find(|value| {
                !choices.iter().any(|all| {
                    all.iter().all(|constraint| broken(constraint, &[value], node, data).is_none())
                })
            })
            .map(|value| format!("{value} fits none of the choices")),
    }
}

fn is_kind(term: &Term, wanted: &str) -> bool {
    match term {
        Term::NamedNode(_) => wanted.contains("IRI"),
        Term::BlankNode(_) => wanted.contains("BlankNode"),
        Term::Literal(_) => wanted.contains("Literal"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPES: &str = r#"
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        ex:Shape a sh:NodeShape ; sh:targetClass ex:Vote ; sh:property
            [ sh:path ex:by ; sh:minCount 1 ; sh:maxCount 1 ; sh:class ex:Voter ] ,
            [ sh:path ex:side ; sh:in ( ex:Yes ex:No ) ] ,
            [ sh:path ex:weight ; sh:minInclusive 0 ; sh:maxInclusive 1.0 ] ,
            [ sh:path ex:first ; sh:lessThanOrEquals ex:last ] ,
            [ sh:path ex:on ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] ) ] .
    "#;

    fn violations(data: &str) -> Vec<String> {
        let prefixes =
            "@prefix ex: <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .";
        let (quads, errors) = read(format!("{prefixes}\n{data}").as_bytes(), Format::Turtle);
        assert!(errors.is_empty(), "{errors:?}");
        let found = Shapes::parse(SHAPES).unwrap().check(&quads);
        found.into_iter().map(|violation| violation.path.unwrap_or_default()).collect()
    }

    #[test]
    fn sound_data_passes() {
        let data = "ex:v a ex:Vote ; ex:by ex:a ; ex:side ex:No ; ex:weight 0.5 ; ex:first 1 ; ex:last 1 ;
                    ex:on \"2011\"^^xsd:gYear . ex:a a ex:Voter .";
        assert!(violations(data).is_empty());
    }

    #[test]
    fn each_constraint_can_fail() {
        let data = "ex:v a ex:Vote ; ex:by ex:a ; ex:side ex:Maybe ; ex:weight 1.5 ; ex:first 3 ; ex:last 2 ;
                    ex:on \"today\" .";
        let paths = ["by", "first", "on", "side", "weight"].map(|name| format!("http://example.org/{name}"));
        assert_eq!(violations(data), paths);
        assert_eq!(violations("ex:v a ex:Vote .").len(), 1);
    }

    #[test]
    fn what_it_would_not_obey_it_refuses() {
        let strange = SHAPES.replace("sh:minCount 1", "sh:uniqueLang true");
        assert!(matches!(Shapes::parse(&strange), Err(ShapesError::Unknown { .. })));
    }
}
