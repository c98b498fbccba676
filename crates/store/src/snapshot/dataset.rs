//! The snapshot as `spareval` sees it, and the terms that count.

use super::quads::{Matches, fits};
use super::{AnswerError, Held, meter};
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};
use standpoint_rdf::{GraphName, Term};
use std::convert::Infallible;
use std::rc::Rc;
use std::sync::Arc;

/// Longest value that a query may make, in bytes. Values of the store may be longer.
const LONGEST: usize = 8 << 20;

/// A term while a question is evaluated; every copy of it is counted.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Counted(Value);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Value {
    /// A term of the snapshot.
    Stored(u32),
    /// One that the query brought or made; never one that the snapshot holds, so that equal terms are equal values.
    Made(Rc<Made>),
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Made {
    term: Term,
    bytes: usize,
}

impl Drop for Made {
    fn drop(&mut self) {
        meter::release(self.bytes);
    }
}

impl Counted {
    fn new(value: Value) -> Self {
        meter::take();
        Self(value)
    }
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        Self::new(self.0.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        meter::give();
    }
}

/// A snapshot, for one question.
#[derive(Debug, Clone)]
pub(super) struct View {
    held: Arc<Held>,
    /// Numbers of the graphs that the default graph merges, ascending; none where it merges all.
    merged: Option<Arc<[u32]>>,
    /// Bytes that each value costs until the end: of a query that joins texts, whose parts are kept by nobody who counts.
    kept: Option<usize>,
}

impl View {
    /// `merged` are the graphs that the default graph is made of; where none are given, all.
    pub(super) fn new(held: Arc<Held>, merged: Option<&[GraphName]>, kept: Option<usize>) -> Self {
        let numbers = |graphs: &[GraphName]| {
            let mut numbers: Vec<u32> =
                graphs.iter().filter_map(|graph| held.terms.find(&graph_term(graph)?)).collect();
            numbers.sort_unstable();
            numbers.into()
        };
        let merged = merged.map(numbers);
        Self { held, merged, kept }
    }

    /// The number of a term in a pattern: none where it is unbound, an error where the snapshot does not know it.
    fn number(term: Option<&Counted>) -> Result<Option<u32>, ()> {
        match term.map(|term| &term.0) {
            None => Ok(None),
            Some(Value::Stored(number)) => Ok(Some(*number)),
            Some(Value::Made(_)) => Err(()),
        }
    }

    fn matches(&self, pattern: Result<[Option<u32>; 4], ()>) -> (Matches, [Option<u32>; 4]) {
        match pattern {
            Ok(pattern) => (self.held.quads.matching(pattern), pattern),
            Err(()) => (self.held.quads.nothing(), [None; 4]),
        }
    }
}

impl<'a> QueryableDataset<'a> for View {
    type InternalTerm = Counted;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Counted>,
        predicate: Option<&Counted>,
        object: Option<&Counted>,
        graph_name: Option<Option<&Counted>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Counted>, Infallible>> + use<'a> {
        let pattern = || {
            Ok([
                Self::number(subject)?,
                Self::number(predicate)?,
                Self::number(object)?,
                Self::number(graph_name.flatten())?,
            ])
        };
        let (found, pattern) = self.matches(pattern());
        let held = Arc::clone(&self.held);
        let in_default = matches!(graph_name, Some(None));
        let merged = self.merged.clone().filter(|_| in_default);
        let mut last = None;
        found
            .map(move |place| held.quads.at(place))
            .filter(move |row| {
                // A sieve that lets nothing through would else be read without a look at the clock.
                meter::take();
                meter::give();
                let [subject, predicate, object, graph] = *row;
                if !fits(*row, pattern)
                    || merged.as_ref().is_some_and(|merged| merged.binary_search(&graph).is_err())
                {
                    return false;
                }
                // Where no graph is bound, the graph is the last column of any order: the same triple comes at once again.
                !in_default
                    || last.replace([subject, predicate, object]) != Some([subject, predicate, object])
            })
            .map(move |[subject, predicate, object, graph]| {
                let term = |number| Counted::new(Value::Stored(number));
                Ok(InternalQuad {
                    subject: term(subject),
                    predicate: term(predicate),
                    object: term(object),
                    graph_name: (!in_default).then(|| term(graph)),
                })
            })
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Counted, Infallible>> + use<'a> {
        let graphs: Vec<u32> = self.held.quads.graphs().collect();
        graphs.into_iter().map(|graph| Ok(Counted::new(Value::Stored(graph))))
    }

    fn internalize_term(&self, term: Term) -> Result<Counted, Infallible> {
        if let Some(number) = self.held.terms.find(&term) {
            return Ok(Counted::new(Value::Stored(number)));
        }
        let length = length(&term);
        if length > LONGEST {
            meter::stop(AnswerError::ValueTooLong { bytes: length });
        }
        let bytes = length + 64;
        meter::keep(bytes);
        Ok(Counted::new(Value::Made(Rc::new(Made { term, bytes }))))
    }

    fn externalize_term(&self, term: Counted) -> Result<Term, Infallible> {
        Ok(match &term.0 {
            Value::Stored(number) => self.held.terms.get(*number).clone(),
            Value::Made(made) => made.term.clone(),
        })
    }

    fn externalize_expression_term(&self, term: Counted) -> Result<ExpressionTerm, Infallible> {
        let term = self.externalize_term(term)?;
        if let Some(kept) = self.kept {
            meter::keep(length(&term) + kept);
        }
        Ok(term.into())
    }
}

/// A graph's name as a term; none for the one without a name, in which nothing stands.
fn graph_term(graph: &GraphName) -> Option<Term> {
    match graph {
        GraphName::NamedNode(node) => Some(node.clone().into()),
        GraphName::BlankNode(node) => Some(node.clone().into()),
        GraphName::DefaultGraph => None,
    }
}

fn length(term: &Term) -> usize {
    match term {
        Term::NamedNode(node) => node.as_str().len(),
        Term::BlankNode(node) => node.as_str().len(),
        Term::Literal(literal) => literal.value().len(),
    }
}
