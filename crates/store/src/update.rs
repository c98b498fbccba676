//! SPARQL updates: of what was imported, never of what documents say.
//!
//! The statements of a document follow from the document; who thinks that one is wrong rejects it, and the decision is
//! kept. So updates change triples that are no statements: notes, links to other data, broader topics. They stand in graphs
//! of their own, and `…/id/graph/updates` is the one that an update means when it names none.

use crate::diagnose::explain;
use crate::index::{CURATION, ENTITIES, graphs};
use crate::query::escaped;
use crate::snapshot::{check_whole, fits, parser};
use crate::tokens::tokens;
use crate::{QueryError, Store, StoreError};
use oxigraph::sparql::{CancellationToken, SparqlEvaluator, UpdateEvaluationError};
use spargebra::algebra::{GraphTarget, QueryDataset};
use spargebra::term::{GraphName as InGraph, GraphNamePattern, NamedNode as Node};
use spargebra::{GraphUpdateOperation, Update};
use standpoint_model::iri::BASE;
use standpoint_rdf::{GraphName, Quad};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Graph of what updates add without naming a graph.
const UPDATES: &str = "https://w3id.org/standpoint/id/graph/updates";

/// What an update did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Updated {
    /// Number of triples that are no statements, before.
    pub before: usize,
    /// And after.
    pub after: usize,
}

impl Store {
    /// Changes triples that are no statements, within `limit`; all of the update is done, or none of it. `defaults` and
    /// `named` are the graphs that its patterns are asked of, where it does not say so itself; by default all.
    ///
    /// # Errors
    /// [`StoreError::Query`] where it is no SPARQL, loads, asks other endpoints, or would change the graph of a document,
    /// of entities or of decisions; [`StoreError::TimedOut`]; [`StoreError::Locked`]; and what reading and writing may give.
    pub fn update(
        &mut self,
        sparql: &str,
        defaults: &[String],
        named: &[String],
        limit: Duration,
    ) -> Result<Updated, StoreError> {
        let found = tokens(sparql);
        fits(sparql, &found)?;
        let text = escaped(sparql);
        let parsed = parser()?.parse_update(&text).map_err(|error| explain(sparql, &error.to_string()))?;
        let using = Using { defaults, named };
        let checked = checked(parsed, &using)?;
        self.begin_writing()?;
        let before = self.foreign()?.len();
        let after = self.changed(checked, &using, limit)?;
        let count = after.len();
        self.replace_foreign("updates", &after)?;
        self.flush()?;
        Ok(Updated { before, after: count })
    }

    /// All triples that are no statements, as they are after the update.
    fn changed(&self, update: Update, using: &Using<'_>, limit: Duration) -> Result<Vec<Quad>, StoreError> {
        let oxigraph = graphs(self)?;
        let cancel = CancellationToken::new();
        let token = cancel.clone();
        let mut prepared = SparqlEvaluator::new().with_cancellation_token(token).for_update(update);
        for dataset in prepared.using_datasets_mut() {
            if using.is_open() && dataset.default_graph_graphs().is_some_and(<[GraphName]>::is_empty) {
                dataset.set_default_graph_as_union();
            }
        }
        let done = std::thread::scope(|scope| {
            let (done, waiting) = channel::<()>();
            scope.spawn(move || {
                if waiting.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                    cancel.cancel();
                }
            });
            let outcome = prepared.on_store(&oxigraph).execute();
            drop(done);
            outcome
        });
        match done {
            Ok(()) => {}
            Err(UpdateEvaluationError::Unexpected(_)) => return Err(StoreError::TimedOut { limit }),
            Err(error) => {
                return Err(QueryError::plain(error.to_string(), None).into());
            }
        }
        let mut quads = Vec::new();
        for quad in oxigraph.iter() {
            let quad = quad.map_err(|error| StoreError::Index(error.to_string()))?;
            if !matches!(&quad.graph_name, GraphName::NamedNode(node) if is_kept(node.as_str())) {
                quads.push(quad);
            }
        }
        Ok(standpoint_rdf::sorted(quads, true))
    }
}

/// The graphs that a request names for its patterns.
struct Using<'a> {
    defaults: &'a [String],
    named: &'a [String],
}

impl Using<'_> {
    fn is_open(&self) -> bool {
        self.defaults.is_empty() && self.named.is_empty()
    }

    fn dataset(&self) -> Result<QueryDataset, QueryError> {
        let nodes = |all: &[String]| {
            let node = |address: &String| {
                Node::new(address)
                    .map_err(|_| QueryError::plain(format!("graph {address:?} is no address"), None))
            };
            all.iter().map(node).collect::<Result<Vec<_>, _>>()
        };
        let named = if self.is_open() { None } else { Some(nodes(self.named)?) };
        Ok(QueryDataset { default: nodes(self.defaults)?, named })
    }
}

/// Whether a graph follows from documents and decisions, and is not to be changed.
fn is_kept(graph: &str) -> bool {
    graph == ENTITIES
        || graph == CURATION
        || graph.strip_prefix(BASE).is_some_and(|rest| rest.starts_with("document/"))
}

fn kept(graph: &str) -> QueryError {
    let hint =
        "documents are changed by `ingest`, entities and statements by decisions (`standpoint identity`)"
            .to_owned();
    QueryError::plain(format!("the graph <{graph}> is not changed by updates"), Some(hint))
}

fn vague() -> QueryError {
    let hint = format!("name the graph: GRAPH <{UPDATES}> {{ … }}");
    QueryError::plain("an update must name the graphs that it changes", Some(hint))
}

/// The update with graphs filled in where none is named, if it changes nothing that must stay.
fn checked(mut update: Update, using: &Using<'_>) -> Result<Update, QueryError> {
    for operation in &mut update.operations {
        match operation {
            GraphUpdateOperation::InsertData { data } => {
                data.iter_mut().try_for_each(|quad| place(&mut quad.graph_name))?;
            }
            GraphUpdateOperation::DeleteData { data } => {
                data.iter_mut().try_for_each(|quad| place(&mut quad.graph_name))?;
            }
            GraphUpdateOperation::DeleteInsert { delete, insert, using: given, pattern } => {
                delete.iter_mut().try_for_each(|quad| place_pattern(&mut quad.graph_name))?;
                insert.iter_mut().try_for_each(|quad| place_pattern(&mut quad.graph_name))?;
                check_whole(pattern)?;
                if given.is_some() && !using.is_open() {
                    let message = "graphs are named in the update and in the request; name them once";
                    return Err(QueryError::plain(message, None));
                }
                if given.is_none() {
                    *given = Some(using.dataset()?);
                }
            }
            GraphUpdateOperation::Load { .. } => {
                let hint = "fetch the file yourself, and `standpoint import` it".to_owned();
                return Err(QueryError::plain("the store fetches nothing: LOAD is off", Some(hint)));
            }
            GraphUpdateOperation::Create { graph, .. } => {
                if is_kept(graph.as_str()) {
                    return Err(kept(graph.as_str()));
                }
            }
            GraphUpdateOperation::Clear { graph, .. } | GraphUpdateOperation::Drop { graph, .. } => {
                match graph {
                    GraphTarget::NamedNode(node) if is_kept(node.as_str()) => {
                        return Err(kept(node.as_str()));
                    }
                    GraphTarget::NamedNode(_) => {}
                    GraphTarget::DefaultGraph => {
                        *graph = GraphTarget::NamedNode(Node::new_unchecked(UPDATES));
                    }
                    GraphTarget::NamedGraphs | GraphTarget::AllGraphs => return Err(vague()),
                }
            }
        }
    }
    Ok(update)
}

fn place(graph: &mut InGraph) -> Result<(), QueryError> {
    match graph {
        InGraph::NamedNode(node) if is_kept(node.as_str()) => Err(kept(node.as_str())),
        InGraph::NamedNode(_) => Ok(()),
        InGraph::DefaultGraph => {
            *graph = InGraph::NamedNode(Node::new_unchecked(UPDATES));
            Ok(())
        }
    }
}

fn place_pattern(graph: &mut GraphNamePattern) -> Result<(), QueryError> {
    match graph {
        GraphNamePattern::NamedNode(node) if is_kept(node.as_str()) => Err(kept(node.as_str())),
        GraphNamePattern::NamedNode(_) => Ok(()),
        GraphNamePattern::DefaultGraph => {
            *graph = GraphNamePattern::NamedNode(Node::new_unchecked(UPDATES));
            Ok(())
        }
        GraphNamePattern::Variable(_) => Err(vague()),
    }
}
