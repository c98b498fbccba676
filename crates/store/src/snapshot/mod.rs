//! What a store holds at one moment, in memory, for many readers at once: the index that a command and a server ask.
//!
//! It keeps its quads in a compact form of its own (sixteen bytes a quad and order, each term once: filled three times as
//! fast as Oxigraph's store in memory) and evaluates them with Oxigraph's evaluator, `spareval`. Its default graph is a
//! merge of graphs as SPARQL has it, not a concatenation. A server meets people who ask for the product of everything
//! with everything, so its terms count: whatever the evaluator does, it copies terms, and each copy looks at the clock and at the memory that the
//! question holds. A question that takes too long or too much is therefore stopped in the midst of any join, sort or
//! path, not only where quads are read.

mod answer;
mod bombs;
mod dataset;
mod dictionary;
mod meter;
mod quads;
mod question;

pub(crate) use bombs::check_whole;
pub(crate) use question::{fits, parser};

#[cfg(feature = "rocksdb")]
pub(crate) use answer::beginning;
pub use answer::{AnswerError, Answered};

pub use meter::Budget;
pub use question::{Form, Question};

use crate::{Names, Store, StoreError};
use dictionary::Dictionary;
use quads::Quads;
use standpoint_rdf::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use std::sync::Arc;

/// An unchanging copy of a store, cheap to share between threads.
#[derive(Debug)]
pub struct Snapshot {
    held: Arc<Held>,
    names: Names,
}

/// The quads, shared with the questions that are being answered.
#[derive(Debug)]
struct Held {
    terms: Dictionary,
    quads: Quads,
}

impl Store {
    /// All that the store holds now, seen through identity and curation, to be asked from many threads.
    ///
    /// # Errors
    /// What reading the store may give.
    pub fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let mut terms = Dictionary::default();
        let mut rows = Vec::new();
        let names = crate::index::feed(self, |quads| {
            for quad in quads {
                let graph = match quad.graph_name {
                    GraphName::NamedNode(node) => Term::from(node),
                    GraphName::BlankNode(node) => Term::from(node),
                    // Nothing of ours stands outside a graph, and imports are put into one.
                    GraphName::DefaultGraph => continue,
                };
                let subject = Term::from(quad.subject);
                rows.push([
                    terms.add(subject)?,
                    terms.add(quad.predicate.into())?,
                    terms.add(quad.object)?,
                    terms.add(graph)?,
                ]);
            }
            Ok(())
        })?;
        terms.shrink();
        Ok(Snapshot { held: Arc::new(Held { terms, quads: Quads::new(rows) }), names })
    }
}

impl Snapshot {
    /// Every entity by each of its names.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Number of quads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.held.quads.len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The quads that stand in the graph of this address, or, where none is given, in any; sorted neither by name nor
    /// by value, but the same each time.
    pub fn graph(&self, address: Option<&str>) -> impl Iterator<Item = Quad> + '_ {
        let found = match address.map(|address| self.id(address)) {
            None => self.held.quads.matching([None; 4]),
            Some(Some(id)) => self.held.quads.matching([None, None, None, Some(id)]),
            Some(None) => self.held.quads.nothing(),
        };
        self.read(found)
    }

    /// Addresses of the graphs, sorted.
    #[must_use]
    pub fn graphs(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .held
            .quads
            .graphs()
            .filter_map(|id| match self.held.terms.get(id) {
                Term::NamedNode(node) => Some(node.as_str().to_owned()),
                _ => None,
            })
            .collect();
        names.sort();
        names
    }

    /// The quads with this address for their subject.
    pub fn about(&self, address: &str) -> impl Iterator<Item = Quad> + '_ {
        self.at(address, 0)
    }

    /// The quads with this address for their object.
    pub fn pointing_at(&self, address: &str) -> impl Iterator<Item = Quad> + '_ {
        self.at(address, 2)
    }

    fn at(&self, address: &str, place: usize) -> impl Iterator<Item = Quad> + '_ {
        let found = match self.id(address) {
            Some(id) => {
                let mut pattern = [None; 4];
                pattern[place] = Some(id);
                self.held.quads.matching(pattern)
            }
            None => self.held.quads.nothing(),
        };
        self.read(found)
    }

    fn id(&self, address: &str) -> Option<u32> {
        self.held.terms.find(&NamedNode::new(address).ok()?.into())
    }

    fn read(&self, found: quads::Matches) -> impl Iterator<Item = Quad> + '_ {
        found.map(move |at| self.held.quads.at(at)).filter_map(|row| self.held.quad(row))
    }
}

impl Held {
    fn quad(&self, [subject, predicate, object, graph]: [u32; 4]) -> Option<Quad> {
        let subject = node(self.terms.get(subject))?;
        let Term::NamedNode(predicate) = self.terms.get(predicate) else { return None };
        let graph = GraphName::from(node(self.terms.get(graph))?);
        Some(Quad::new(subject, predicate.clone(), self.terms.get(object).clone(), graph))
    }
}

fn node(term: &Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        Term::Literal(_) => None,
    }
}
