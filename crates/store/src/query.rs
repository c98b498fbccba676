//! Asking Oxigraph.

use crate::diagnose::{explain, nearest, precheck};
use crate::named::Bound;
use crate::tokens::{Sort, tokens};
use crate::{Answer, NamedQuery, Names, QueryAnswer, QueryError, Snapshot, Store, StoreError, named_queries};
use oxigraph::model::Quad;
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use standpoint_rdf::GraphName;
use standpoint_rdf::vocab::PREFIXES;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

impl Store {
    /// Answers a SPARQL query over all that the store holds, within `limit` where one is given.
    ///
    /// The prefixes of [`standpoint_rdf::vocab::PREFIXES`] are declared; patterns outside `GRAPH` see every graph.
    /// Rows that the query does not order are sorted, so that the answer is the same each time. A triple that stands
    /// in two graphs (a shortcut that two documents give reason for) is met twice: say `DISTINCT` when counting.
    ///
    /// # Errors
    /// [`StoreError::Query`] with the place where the query is no SPARQL, [`StoreError::TimedOut`], and what reading
    /// the store may give.
    pub fn query(&self, sparql: &str, limit: Option<Duration>) -> Result<QueryAnswer, StoreError> {
        precheck(sparql)?;
        let sparql = &escaped(sparql);
        // Filled before the clock starts: the limit is for the question, not for the opening.
        let oxigraph = &self.index()?.oxigraph;
        let cancel = CancellationToken::new();
        let mut evaluator = SparqlEvaluator::new().with_cancellation_token(cancel.clone());
        for (prefix, namespace) in PREFIXES {
            evaluator = evaluator
                .with_prefix(*prefix, *namespace)
                .map_err(|error| StoreError::Index(error.to_string()))?;
        }
        let mut query = evaluator.parse_query(sparql).map_err(|error| explain(sparql, &error.to_string()))?;
        if query.dataset().is_default_dataset() {
            query.dataset_mut().set_default_graph_as_union();
        }
        let ordered = tokens(sparql)
            .iter()
            .any(|token| token.sort == Sort::Word && token.text(sparql).eq_ignore_ascii_case("order"));
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
            let answer = query.on_store(oxigraph).execute().and_then(|results| collect(results, ordered));
            drop(done);
            match (answer, limit) {
                (Ok(answer), _) => Ok(QueryAnswer { answer, notes: Vec::new() }),
                (Err(QueryEvaluationError::Cancelled), Some(limit)) => Err(StoreError::TimedOut { limit }),
                (Err(error), _) => Err(QueryError::plain(error.to_string(), None).into()),
            }
        })
    }

    /// Answers the named query `name` with `arguments` (name and value), within `limit` where one is given.
    ///
    /// # Errors
    /// As [`Store::query`]; and [`StoreError::Query`] where there is no such query or parameter, a value is missing or
    /// does not fit, or no entity goes by a name, with those of like names.
    pub fn run(
        &self,
        name: &str,
        arguments: &[(String, String)],
        limit: Option<Duration>,
    ) -> Result<QueryAnswer, StoreError> {
        let Bound { sparql, notes } = named(name)?.bind(arguments, self, None)?;
        let mut answer = self.query(&sparql, limit)?;
        answer.notes.extend(notes);
        Ok(answer)
    }

    /// The SPARQL that [`Store::run`] would ask.
    ///
    /// # Errors
    /// As [`Store::run`].
    pub fn sparql_of(&self, name: &str, arguments: &[(String, String)]) -> Result<String, StoreError> {
        Ok(named(name)?.bind(arguments, self, None)?.sparql)
    }

    /// Every entity of the store by each of its names.
    ///
    /// # Errors
    /// What reading the store may give.
    pub fn names(&self) -> Result<&Names, StoreError> {
        Ok(&self.index()?.names)
    }

    /// Number of quads in the index.
    ///
    /// # Errors
    /// What reading the store may give.
    pub fn quad_count(&self) -> Result<usize, StoreError> {
        self.index()?.oxigraph.len().map_err(|error| StoreError::Index(error.to_string()))
    }
}

impl Snapshot {
    /// The SPARQL that [`Store::run`] would ask, and its remarks, without an index of `store`, whose copy this is.
    ///
    /// # Errors
    /// As [`Store::run`].
    pub fn sparql_of(
        &self,
        store: &Store,
        name: &str,
        arguments: &[(String, String)],
    ) -> Result<(String, Vec<String>), StoreError> {
        let Bound { sparql, notes } = named(name)?.bind(arguments, store, Some(self.names()))?;
        Ok((sparql, notes))
    }
}

/// The query of this name.
fn named(name: &str) -> Result<&'static NamedQuery, StoreError> {
    named_queries().iter().find(|query| query.name == name).ok_or_else(|| {
        let known = named_queries().iter().map(|query| query.name);
        let hint = nearest(name, known.clone()).map_or_else(
            || format!("there are {}", known.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean {near}?"),
        );
        QueryError::plain(format!("there is no query named {name:?}"), Some(hint)).into()
    })
}

/// Lets addresses be written as answers show them: in SPARQL, the slash of `id:person/ada-moss` wants a backslash. An
/// entity is no property, so this is never meant as a path.
pub(crate) fn escaped(sparql: &str) -> String {
    let mut out = String::with_capacity(sparql.len());
    let mut at = 0;
    for token in tokens(sparql) {
        let entity = token.sort == Sort::Name && token.text(sparql).starts_with("id:");
        if entity && sparql[token.end..].starts_with('/') {
            out.push_str(&sparql[at..token.end]);
            out.push('\\');
            at = token.end;
        }
    }
    out.push_str(&sparql[at..]);
    out
}

fn collect(results: QueryResults<'_>, ordered: bool) -> Result<Answer, QueryEvaluationError> {
    Ok(match results {
        QueryResults::Boolean(truth) => Answer::Truth(truth),
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let columns = variables.iter().map(|variable| variable.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for solution in solutions {
                let solution = solution?;
                rows.push(
                    variables.iter().map(|variable| solution.get(variable).cloned()).collect::<Vec<_>>(),
                );
            }
            if !ordered {
                rows.sort_by_cached_key(|row| {
                    row.iter().map(|cell| cell.as_ref().map(ToString::to_string)).collect::<Vec<_>>()
                });
            }
            Answer::Rows { columns, rows }
        }
        QueryResults::Graph(triples) => {
            let mut quads = Vec::new();
            for triple in triples {
                let triple = triple?;
                quads.push(Quad::new(
                    triple.subject,
                    triple.predicate,
                    triple.object,
                    GraphName::DefaultGraph,
                ));
            }
            Answer::Graph(standpoint_rdf::sorted(quads, false))
        }
    })
}
