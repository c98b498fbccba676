//! Quads back into documents and statements.

use crate::encode::Shape;
use crate::io::{ReadError, from_nquads};
use crate::lines::{self, Object};
use crate::term::{entity_type, id, span};
use crate::vocab::{dcterms, org, prov, schema, skos, sp};
use oxrdf::vocab::rdf;
use oxrdf::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use standpoint_model::{
    Confidence, Document, Entity, EntityType, Evidence, Kind, Predicate, Span, Statement, fold_name,
};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// A document, the program version that read it, and what it says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stored {
    /// The document with all that is known of it.
    pub document: Document,
    /// Program version that made the statements; empty where unknown.
    pub extractor: String,
    /// What it says, sorted by place in the text, then address.
    pub statements: Vec<Statement>,
}

/// A node that looks like a statement and is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{node} is no sound statement: {problem}")]
pub struct DecodeError {
    /// Address of the node.
    pub node: String,
    /// What is wrong or missing.
    pub problem: String,
}

/// Documents and statements in `quads`, sorted by document id, and the nodes that could not be read.
///
/// Graphs are read one by one, so that each document's own descriptions of entities hold; quads outside any named
/// graph (Turtle, RDF/XML) are read as one. What is no statement of ours is passed over in silence.
#[must_use]
pub fn read_quads(quads: &[Quad]) -> (Vec<Stored>, Vec<DecodeError>) {
    let mut graphs = Graphs::default();
    for quad in quads {
        let graph = match &quad.graph_name {
            GraphName::NamedNode(name) => name.as_str(),
            _ => "",
        };
        let object = match &quad.object {
            Term::NamedNode(node) => Object::Iri(node.as_str()),
            Term::Literal(literal) => Object::Text(literal.value().into()),
            _ => continue,
        };
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            graphs.take(graph, subject.as_str(), quad.predicate.as_str(), object);
        }
    }
    graphs.read()
}

/// What [`read_quads`] makes of the quads of a file that [`to_nquads`](crate::to_nquads) wrote, without making quads of
/// them first, which is twice as fast. A file written otherwise is read in the usual way.
///
/// # Errors
/// Where the file is no N-Quads.
pub fn read_nquads(bytes: &[u8]) -> Result<(Vec<Stored>, Vec<DecodeError>), ReadError> {
    let mut graphs = Graphs::default();
    let ours = std::str::from_utf8(bytes).is_ok_and(|text| {
        lines::of(text).all(|line| match lines::quad(line) {
            Some(line) => {
                graphs.take(line.graph, line.subject, line.predicate, line.object);
                true
            }
            None => false,
        })
    });
    if ours { Ok(graphs.read()) } else { Ok(read_quads(&from_nquads(bytes)?)) }
}

/// What is known of a subject: predicates and objects.
type Known<'a> = Vec<(&'a str, Object<'a>)>;

/// Graphs by name.
#[derive(Default)]
struct Graphs<'a> {
    graphs: BTreeMap<&'a str, Graph<'a>>,
    /// The subject before, and its graph: most quads go on about it.
    last: Option<(&'a str, &'a str, Known<'a>)>,
}

impl<'a> Graphs<'a> {
    fn take(&mut self, graph: &'a str, subject: &'a str, predicate: &'a str, object: Object<'a>) {
        match &mut self.last {
            Some((name, known, list)) if *known == subject && *name == graph => {
                list.push((predicate, object));
            }
            _ => {
                self.put_last();
                self.last = Some((graph, subject, vec![(predicate, object)]));
            }
        }
    }

    fn put_last(&mut self) {
        if let Some((graph, subject, list)) = self.last.take() {
            let nodes = &mut self.graphs.entry(graph).or_default().nodes;
            match nodes.entry(subject) {
                Entry::Occupied(mut known) => known.get_mut().extend(list),
                Entry::Vacant(free) => {
                    free.insert(list);
                }
            }
        }
    }

    fn read(mut self) -> (Vec<Stored>, Vec<DecodeError>) {
        self.put_last();
        let (mut documents, mut errors) = (BTreeMap::<String, Stored>::new(), Vec::new());
        for graph in self.graphs.values() {
            graph.read(&mut documents, &mut errors);
        }
        let mut found: Vec<Stored> = documents.into_values().collect();
        for stored in &mut found {
            stored.statements.sort_by(|a, b| (a.span, &a.id).cmp(&(b.span, &b.id)));
        }
        found.sort_by(|a, b| a.document.id.cmp(&b.document.id));
        errors.sort_by(|a, b| a.node.cmp(&b.node));
        (found, errors)
    }
}

/// One graph's triples by subject. A hash map, since this is on the path of every opening of a store; whatever is
/// iterated into output is sorted first.
#[derive(Default)]
struct Graph<'a> {
    nodes: HashMap<&'a str, Known<'a>>,
}

impl<'a> Graph<'a> {
    fn all(&self, subject: &str, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &Object<'a>> {
        let known = self.nodes.get(subject).map_or(&[][..], Vec::as_slice);
        known.iter().filter(move |(name, _)| *name == predicate.as_str()).map(|(_, object)| object)
    }

    fn iri(&self, subject: &str, predicate: NamedNodeRef<'static>) -> Option<&'a str> {
        self.all(subject, predicate).find_map(address)
    }

    fn text(&self, subject: &str, predicate: NamedNodeRef<'static>) -> Option<&str> {
        self.all(subject, predicate).find_map(|object| match object {
            Object::Text(text) => Some(&**text),
            Object::Iri(_) => None,
        })
    }

    fn read(&self, documents: &mut BTreeMap<String, Stored>, errors: &mut Vec<DecodeError>) {
        let mut subjects: Vec<&str> = self.nodes.keys().copied().collect();
        subjects.sort_unstable();
        let mut entities = HashMap::new();
        for subject in subjects {
            for class in self.all(subject, rdf::TYPE).filter_map(address) {
                if class == sp::SOURCE_DOCUMENT.as_str() {
                    self.document(subject, documents.entry(subject.to_owned()).or_default());
                } else if let Some(predicate) = self.predicate(subject, class) {
                    match self.statement(subject, predicate, &mut entities) {
                        Ok((document, statement)) => {
                            let stored = documents.entry(document.to_owned()).or_default();
                            if stored.document.id.is_empty() {
                                stored.document.id.clone_from(&statement.document);
                            }
                            stored.statements.push(statement);
                        }
                        Err(problem) => errors.push(DecodeError { node: id(subject), problem }),
                    }
                }
            }
        }
    }

    fn document(&self, subject: &str, stored: &mut Stored) {
        let text = |predicate| self.text(subject, predicate).map(str::to_owned);
        stored.document = Document {
            id: text(dcterms::IDENTIFIER).unwrap_or_else(|| id(subject)),
            text: text(sp::TEXT).unwrap_or_default(),
            title: text(dcterms::TITLE),
            author: text(dcterms::CREATOR),
            publisher: text(dcterms::PUBLISHER),
            date: text(dcterms::ISSUED).and_then(|date| date.parse().ok()),
            url: text(schema::URL),
        };
        stored.extractor = text(sp::EXTRACTOR).unwrap_or_default();
    }

    /// The predicate of the statement at `subject`, which has this class; none where it is no statement of ours
    /// (other people's `org:Membership`s among them: they lack our roles or any evidence).
    fn predicate(&self, subject: &str, class: &str) -> Option<Predicate> {
        Predicate::ALL.iter().copied().find(|predicate| {
            let shape = Shape::of(*predicate);
            shape.class.as_str() == class
                && shape.kind.is_none_or(|(kind, value)| self.iri(subject, kind) == Some(value.as_str()))
                && self.nodes.get(subject).is_some_and(|known| {
                    known.iter().any(|(name, _)| {
                        [sp::EVIDENCE.as_str(), prov::WAS_DERIVED_FROM.as_str()].contains(name)
                    })
                })
        })
    }

    fn statement(
        &self,
        subject: &'a str,
        predicate: Predicate,
        entities: &mut HashMap<&'a str, Entity>,
    ) -> Result<(&'a str, Statement), String> {
        let shape = Shape::of(predicate);
        let missing =
            |what: NamedNodeRef<'_>| format!("it has no {}", crate::vocab::abbreviated(what.as_str()));
        let document =
            self.iri(subject, prov::WAS_DERIVED_FROM).ok_or_else(|| missing(prov::WAS_DERIVED_FROM))?;
        let mut party = |property| {
            let address = self.iri(subject, property).ok_or_else(|| missing(property))?;
            self.entity(address, entities, 0)
        };
        let (holder, object) = (party(shape.holder)?, party(shape.object)?);
        let addressee = match self.iri(subject, sp::ADDRESSEE) {
            Some(_) => Some(party(sp::ADDRESSEE)?),
            None => None,
        };
        let place = |property| self.iri(subject, property).and_then(span);
        let text = |property| self.text(subject, property);
        let dated = if predicate.kind() == Kind::Relation { sp::VALID_DURING } else { sp::STATED_ON };
        let statement = Statement {
            id: id(subject),
            document: self.text(document, dcterms::IDENTIFIER).map_or_else(|| id(document), str::to_owned),
            subject: holder,
            predicate,
            object,
            role: text(sp::ROLE_TITLE).map(str::to_owned),
            act: text(sp::ACT).map(|act| act.parse().map_err(|e| format!("{e}"))).transpose()?,
            addressee,
            attributed_to: self.sources(subject, entities)?,
            date: text(dated).map(|date| date.parse().map_err(|e| format!("{e}"))).transpose()?,
            confidence: match text(sp::CONFIDENCE) {
                Some(number) => number
                    .parse()
                    .map_err(|_| format!("its confidence {number:?} is no number"))
                    .and_then(|number: f64| Confidence::new(number).map_err(|e| e.to_string()))?,
                None => Confidence::CERTAIN,
            },
            span: place(sp::EVIDENCE).unwrap_or(Span::new(0, 0)),
            quote: text(sp::QUOTE).unwrap_or_default().to_owned(),
            evidence: Evidence {
                holder: place(sp::HOLDER_AT),
                cue: place(sp::CUE_AT),
                target: place(sp::TARGET_AT),
            },
            method: text(sp::METHOD).unwrap_or_default().to_owned(),
        };
        Ok((document, statement))
    }

    fn sources(&self, subject: &str, entities: &mut HashMap<&'a str, Entity>) -> Result<Vec<Entity>, String> {
        let mut chain = Vec::new();
        let mut link = self.iri(subject, sp::ATTRIBUTED_TO);
        while let Some(at) = link {
            let source = self.iri(at, sp::SOURCE).ok_or("a link of its attribution names no source")?;
            chain.push(self.entity(source, entities, 0)?);
            link = self.iri(at, sp::EMBEDDED_IN);
            // Longer than any chain that a text could hold: the links run in a circle.
            if chain.len() > 100 {
                return Err("its attribution is embedded in itself".to_owned());
            }
        }
        chain.reverse();
        Ok(chain)
    }

    /// The entity at `address` as this graph describes it; one that it does not describe is a topic that goes by the
    /// end of its address.
    fn entity(
        &self,
        address: &'a str,
        known: &mut HashMap<&'a str, Entity>,
        depth: usize,
    ) -> Result<Entity, String> {
        if let Some(entity) = known.get(address) {
            return Ok(entity.clone());
        }
        if depth > 8 {
            return Err(format!("{address} is about itself"));
        }
        let kind = self.all(address, rdf::TYPE).filter_map(self::address).find_map(entity_type);
        let label = self.text(address, skos::PREF_LABEL).or_else(|| self.text(address, sp::TEXT));
        let texts = |property| {
            self.all(address, property).filter_map(|object| match object {
                Object::Text(text) => Some(text.clone().into_owned()),
                Object::Iri(_) => None,
            })
        };
        let mut about = Vec::new();
        let mut spoken_of: Vec<&str> = self.all(address, sp::ABOUT).filter_map(self::address).collect();
        spoken_of.sort_unstable();
        for other in spoken_of {
            about.push(self.entity(other, known, depth + 1)?);
        }
        let entity = Entity {
            id: id(address),
            label: label.map_or_else(|| name_in(address), str::to_owned),
            kind: kind.unwrap_or(EntityType::Topic),
            aliases: Vec::new(),
            about,
        }
        .with_aliases(texts(skos::ALT_LABEL));
        known.insert(address, entity.clone());
        Ok(entity)
    }
}

fn address<'a>(object: &Object<'a>) -> Option<&'a str> {
    match object {
        Object::Iri(iri) => Some(iri),
        Object::Text(_) => None,
    }
}

fn name_in(address: &str) -> String {
    fold_name(address.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or(address))
}

/// The classes and roles by which [`read_quads`] knows statements; for queries and shapes.
#[must_use]
pub fn statement_classes() -> Vec<NamedNodeRef<'static>> {
    let mut classes: Vec<_> = Predicate::ALL.iter().map(|predicate| Shape::of(*predicate).class).collect();
    classes.sort_by_key(|class| class.as_str());
    classes.dedup();
    debug_assert!(classes.contains(&org::MEMBERSHIP));
    classes
}
