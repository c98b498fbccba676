//! The index on disk: Oxigraph over RocksDB, for stores that are too large for memory.
//!
//! The graph without a name is filled with the merge of all others: Oxigraph's own union of graphs gives a triple once for
//! each graph that it stands in, which multiplies rows and counts.

use crate::diagnose::explain;
use crate::index::{failed, feed};
use crate::query::escaped;
use crate::snapshot::beginning;
use crate::{Answer, Names, QueryError, Store, StoreError};
use oxigraph::model::GraphNameRef;
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, SparqlEvaluator};
use oxigraph::store::Store as Oxigraph;
use standpoint_rdf::vocab::PREFIXES;
use standpoint_rdf::{GraphName, Quad};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// What stands in which graph of the index; an index that was filled otherwise is filled anew.
const LAYOUT: &str = "each graph, and the merge of all without a name\n";

/// The filled index, and the names in it.
pub(crate) struct Index {
    oxigraph: Oxigraph,
    names: Names,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("entities", &self.names.entities().len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index, and fills it with all that the store holds where it is not of the folder's present state.
    pub(crate) fn of(store: &Store) -> Result<Self, StoreError> {
        let oxigraph = open(store)?;
        let names = if oxigraph.is_empty().map_err(failed)? {
            let mut loader = oxigraph.bulk_loader();
            let names =
                feed(store, |quads| loader.load_quads(quads.into_iter().flat_map(twice)).map_err(failed))?;
            loader.commit().map_err(failed)?;
            stamp(store)?;
            names
        } else {
            feed(store, |_| Ok(()))?
        };
        Ok(Self { oxigraph, names })
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// Number of quads, without the merge of them.
    pub(crate) fn len(&self) -> Result<usize, StoreError> {
        let merged =
            self.oxigraph.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)).count();
        Ok(self.oxigraph.len().map_err(failed)? - merged)
    }

    /// Answers a query that has been checked.
    pub(crate) fn answer(&self, sparql: &str, limit: Option<Duration>) -> Result<Answer, StoreError> {
        let sparql = &escaped(sparql);
        let cancel = CancellationToken::new();
        let mut evaluator = SparqlEvaluator::new().with_cancellation_token(cancel.clone());
        for (prefix, namespace) in PREFIXES {
            evaluator = evaluator.with_prefix(*prefix, *namespace).map_err(failed)?;
        }
        let query = evaluator.parse_query(sparql).map_err(|error| explain(sparql, &error.to_string()))?;
        std::thread::scope(|scope| {
            let (done, waiting) = channel::<()>();
            if let Some(limit) = limit {
                scope.spawn(move || {
                    // Ends at once when the sender is dropped.
                    if waiting.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                        cancel.cancel();
                    }
                });
            }
            let answer =
                query.on_store(&self.oxigraph).execute().and_then(|results| beginning(results, usize::MAX));
            drop(done);
            match (answer, limit) {
                (Ok((answer, _)), _) => Ok(answer),
                (Err(QueryEvaluationError::Cancelled), Some(limit)) => Err(StoreError::TimedOut { limit }),
                (Err(error), _) => Err(QueryError::plain(error.to_string(), None).into()),
            }
        })
    }
}

/// A quad in its own graph, and in the merge of all.
fn twice(quad: Quad) -> [Quad; 2] {
    let merged = Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() };
    [quad, merged]
}

/// Opens the index on disk; one that was filled from another state of the folder is emptied.
fn open(store: &Store) -> Result<Oxigraph, StoreError> {
    let path = store.path().join("index");
    std::fs::create_dir_all(&path).map_err(StoreError::io("make the folder", &path))?;
    let index = Oxigraph::open(path.join("rocksdb")).map_err(failed)?;
    let state = state(store)?;
    let current = std::fs::read_to_string(path.join("stamp")).is_ok_and(|known| known == state);
    if !current {
        index.clear().map_err(failed)?;
    }
    Ok(index)
}

fn stamp(store: &Store) -> Result<(), StoreError> {
    crate::folder::write_atomically(&store.path().join("index/stamp"), state(store)?.as_bytes())
}

/// A digest of all that the index is filled from.
fn state(store: &Store) -> Result<String, StoreError> {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update(LAYOUT);
    for entry in store.documents() {
        hash.update(format!("{entry:?}\n"));
    }
    hash.update(format!("{:?}{:?}", store.merges, store.decisions));
    let folder = store.path().join("foreign");
    for name in crate::folder::files(&folder, crate::codec::EXTENSION)? {
        let path = folder.join(&name);
        hash.update(name);
        // An update writes another file of the same name.
        hash.update(std::fs::read(&path).map_err(StoreError::io("read", &path))?);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
