//! Asking the store.

use crate::diagnose::{nearest, precheck};
use crate::named::Bound;
use crate::tokens::{Sort, tokens};
use crate::{Answer, NamedQuery, Names, QueryAnswer, QueryError, Snapshot, Store, StoreError, named_queries};
use standpoint_rdf::Term;
use std::time::Duration;

impl Store {
    /// Answers a SPARQL query over all that the store holds, within `limit` where one is given.
    ///
    /// The prefixes of [`standpoint_rdf::vocab::PREFIXES`] are declared; patterns outside `GRAPH` see the merge of every
    /// graph, in which a triple of two graphs stands once. Rows that the query does not order are sorted, so that the
    /// answer is the same each time.
    ///
    /// # Errors
    /// [`StoreError::Query`] with the place where the query is no SPARQL, [`StoreError::TimedOut`], and what reading
    /// the store may give.
    pub fn query(&self, sparql: &str, limit: Option<Duration>) -> Result<QueryAnswer, StoreError> {
        // What is plainly wrong is told before the index is filled.
        precheck(sparql)?;
        let mut answer = self.index()?.answer(sparql, limit)?;
        let ordered = tokens(sparql)
            .iter()
            .any(|token| token.sort == Sort::Word && token.text(sparql).eq_ignore_ascii_case("order"));
        if let Answer::Rows { rows, .. } = &mut answer
            && !ordered
        {
            let text = |row: &Vec<Option<Term>>| -> Vec<_> {
                row.iter().map(|cell| cell.as_ref().map(ToString::to_string)).collect()
            };
            rows.sort_by_cached_key(text);
        }
        Ok(QueryAnswer { answer, notes: Vec::new() })
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
        Ok(self.index()?.names())
    }

    /// Number of quads in the index.
    ///
    /// # Errors
    /// What reading the store may give.
    pub fn quad_count(&self) -> Result<usize, StoreError> {
        self.index()?.len()
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
