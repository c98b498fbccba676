//! A question that has been read and found fit to be asked.

use super::bombs;
use crate::diagnose::{explain, precheck};
use crate::query::escaped;
use crate::tokens::{Sort, Token, tokens};
use crate::{QueryError, StoreError};
use spareval::QueryDatasetSpecification;
use spargebra::{Query, SparqlParser};
use standpoint_rdf::vocab::PREFIXES;
use standpoint_rdf::{GraphName, NamedNode};
use std::collections::BTreeSet;

/// How deep brackets may be nested. Parsers and evaluators call themselves for each level.
const DEEPEST: usize = 40;
/// How many words and marks a query may have outside of `VALUES`: each can be a level of the evaluator's own.
const LONGEST: usize = 4_000;

/// The four sorts of query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Answered with rows.
    Select,
    /// Answered with yes or no.
    Ask,
    /// Answered with triples.
    Construct,
    /// Answered with triples.
    Describe,
}

impl Form {
    /// Whether the answer is triples.
    #[must_use]
    pub fn gives_triples(self) -> bool {
        matches!(self, Self::Construct | Self::Describe)
    }
}

/// A query that has been parsed, with the graphs that it is asked of.
#[derive(Debug, Clone)]
pub struct Question {
    pub(super) query: Query,
    /// Its default graph is always the one without a name, which is seen as the merge of `merged`.
    pub(super) dataset: QueryDatasetSpecification,
    /// Graphs that the default graph is made of; where there is none given, all.
    pub(super) merged: Option<Vec<GraphName>>,
    /// How many variables its rows can have, at most.
    pub(super) variables: usize,
    /// Whether it joins texts over rows, and how long the query is then: what each part may bring with it.
    pub(super) kept: Option<usize>,
}

impl Question {
    /// Reads a query. `default_graphs` and `named_graphs`, where one of them is given, come before what the query itself
    /// says in `FROM`; where neither says anything, the default graph is the merge of all. A triple that several of its
    /// graphs hold stands in it once ([SPARQL 1.1, 13.2](https://www.w3.org/TR/sparql11-query/#specifyingDataset)).
    ///
    /// # Errors
    /// [`StoreError::Query`] with the place: no SPARQL, an unknown prefix or `sp:` term, SERVICE, too deep or too long,
    /// a graph whose address is none.
    pub fn parse(
        sparql: &str,
        default_graphs: &[String],
        named_graphs: &[String],
    ) -> Result<Self, StoreError> {
        precheck(sparql)?;
        let tokens = tokens(sparql);
        fits(sparql, &tokens)?;
        refuse_service(sparql, &tokens)?;
        let text = escaped(sparql);
        let query = parser()?.parse_query(&text).map_err(|error| explain(sparql, &error.to_string()))?;
        bombs::check(&query)?;
        let mut dataset =
            query.dataset().map_or_else(QueryDatasetSpecification::new, |given| given.clone().into());
        if !default_graphs.is_empty() || !named_graphs.is_empty() {
            let defaults: Vec<NamedNode> = nodes("default-graph-uri", default_graphs)?;
            let named: Vec<NamedNode> = nodes("named-graph-uri", named_graphs)?;
            dataset.set_default_graph(defaults.into_iter().map(GraphName::from).collect());
            dataset.set_available_named_graphs(named.into_iter().map(Into::into).collect());
        }
        let merged = if dataset.is_default_dataset() {
            None
        } else {
            dataset.default_graph_graphs().map(<[_]>::to_vec)
        };
        dataset.set_default_graph(vec![GraphName::DefaultGraph]);
        let kept = has_word(sparql, &tokens, "GROUP_CONCAT").then_some(sparql.len());
        Ok(Self { query, dataset, merged, variables: variables(sparql, &tokens), kept })
    }

    /// Which sort of query it is.
    #[must_use]
    pub fn form(&self) -> Form {
        match self.query {
            Query::Select { .. } => Form::Select,
            Query::Ask { .. } => Form::Ask,
            Query::Construct { .. } => Form::Construct,
            Query::Describe { .. } => Form::Describe,
        }
    }
}

/// A parser that knows the usual prefixes.
pub(crate) fn parser() -> Result<SparqlParser, StoreError> {
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in PREFIXES {
        parser =
            parser.with_prefix(*prefix, *namespace).map_err(|error| StoreError::Index(error.to_string()))?;
    }
    Ok(parser)
}

fn nodes(parameter: &str, addresses: &[String]) -> Result<Vec<NamedNode>, QueryError> {
    let node = |address: &String| {
        NamedNode::new(address).map_err(|_| {
            let hint = "graphs are named by absolute IRIs".to_owned();
            QueryError::plain(format!("{parameter} {address:?} is no address"), Some(hint))
        })
    };
    addresses.iter().map(node).collect()
}

/// Refuses what is nested too deeply or too long.
pub(crate) fn fits(sparql: &str, tokens: &[Token]) -> Result<(), QueryError> {
    let (mut depth, mut count, mut table) = (0_usize, 0_usize, None::<usize>);
    for (at, token) in tokens.iter().enumerate() {
        let text = token.text(sparql);
        if token.sort == Sort::Word && text.eq_ignore_ascii_case("values") {
            // `VALUES ?x {` or `VALUES (?x ?y) {`: the rows of the table are many and flat.
            table = table.or(Some(depth));
        }
        match text {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if text == "}" && table.is_some_and(|outer| depth <= outer) {
            table = None;
        }
        if depth > DEEPEST {
            let message = format!("brackets are nested more than {DEEPEST} deep");
            return Err(QueryError::at(sparql, tokens[at].start, message, None));
        }
        count += usize::from(table.is_none());
        if count > LONGEST {
            let hint = "lists of values can be long: put them into VALUES".to_owned();
            let message = format!("the query has more than {LONGEST} words and marks");
            return Err(QueryError::at(sparql, token.start, message, Some(hint)));
        }
    }
    Ok(())
}

fn refuse_service(sparql: &str, tokens: &[Token]) -> Result<(), QueryError> {
    let mut before = "";
    for token in tokens {
        let text = token.text(sparql);
        if token.sort == Sort::Word && text.eq_ignore_ascii_case("service") && before != "@" {
            let hint = "ask each endpoint on its own, and join the answers".to_owned();
            let message = "this endpoint asks no other one: SERVICE is off";
            return Err(QueryError::at(sparql, token.start, message, Some(hint)));
        }
        before = text;
    }
    Ok(())
}

fn has_word(sparql: &str, tokens: &[Token], word: &str) -> bool {
    tokens.iter().any(|token| token.sort == Sort::Word && token.text(sparql).eq_ignore_ascii_case(word))
}

/// How many variables there can be: those with names, and one for each place where the parser makes its own.
fn variables(sparql: &str, tokens: &[Token]) -> usize {
    let of = |sort| tokens.iter().filter(move |token| token.sort == sort);
    let named: BTreeSet<&str> =
        of(Sort::Variable).map(|token| token.text(sparql).trim_start_matches(['?', '$'])).collect();
    let nameless = of(Sort::Mark).filter(|token| matches!(token.text(sparql), "/" | "[")).count();
    let blank = of(Sort::Name).filter(|token| token.text(sparql).starts_with("_:")).count();
    let selected = of(Sort::Word).filter(|token| token.text(sparql).eq_ignore_ascii_case("select")).count();
    named.len() + nameless + blank + selected
}
