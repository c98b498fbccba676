//! Questions asked by people: `/ask` takes SPARQL, `/ask/NAME` a question that has a name, with a field for each parameter.
//!
//! They are answered with the same lanes, time and memory as those of programs, and shown as a page.

use crate::http;
use crate::pages::address_of;
use crate::problem::Problem;
use crate::sparql::evaluate;
use crate::sparql::plain;
use crate::sparql::request::pairs;
use crate::state::{Shared, View};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use standpoint_pages::{Cell, Outcome, QueryPage, Route, Trouble};
use standpoint_rdf::{Format, Term};
use standpoint_store::{Answer, NamedQuery, Names, Question, StoreError, named_queries, nearest, plain_term};
use std::sync::Arc;

const METHODS: &str = "GET, HEAD, OPTIONS";

/// How many rows or triples a page shows.
pub(crate) const ON_A_PAGE: usize = 500;

/// Longer texts are not taken for labels.
const LABEL: usize = 100;

/// How long one argument may be, in bytes.
const ARGUMENT: usize = 1_000;

/// Answers a request for a page of questions.
pub(crate) async fn endpoint(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if parts.method == Method::OPTIONS {
        return http::options(METHODS);
    }
    answer(&shared, &parts).await.unwrap_or_else(|problem| problem.respond(&parts.headers))
}

async fn answer(shared: &Arc<Shared>, request: &Parts) -> Result<Response, Problem> {
    if ![Method::GET, Method::HEAD].contains(&request.method) {
        return Err(Problem::method(METHODS));
    }
    let view = shared.view();
    let mut given = pairs(&request.uri)?;
    // A field that was left empty is one that was not filled in.
    given.retain(|(_, value)| !value.trim().is_empty());
    let Some(Route::Query(name)) = Route::parse(request.uri.path()) else {
        return Err(Problem::missing("there is nothing at this address"));
    };
    let Some(name) = name else {
        let sparql = given.into_iter().find(|(name, _)| name == "query").map(|(_, value)| value);
        let page = QueryPage { sparql: sparql.clone().unwrap_or_default(), ..QueryPage::default() };
        let Some(sparql) = sparql else { return show(view, page, StatusCode::OK).await };
        let reading = tokio::task::spawn_blocking(move || Question::parse(&sparql, &[], &[]));
        let read = reading.await.map_err(|_| Problem::internal("the query could not be read"))?;
        return asked(shared, view, page, read).await;
    };
    let query = question(&name)?;
    let mut page = QueryPage {
        chosen: Some(name.clone()),
        sparql: query.source.to_owned(),
        arguments: given.clone(),
        ..QueryPage::default()
    };
    let complete = query.parameters.iter().all(|parameter| parameter.default.is_some());
    if given.is_empty() && !complete {
        return show(view, page, StatusCode::OK).await;
    }
    if let Some((name, _)) = given.iter().find(|(name, value)| name.len() + value.len() > ARGUMENT) {
        let name: String = name.chars().take(40).collect();
        return Err(Problem::bad(format!("the value of {name:?} is longer than {ARGUMENT} bytes")));
    }
    let seen = Arc::clone(&view);
    let reading = tokio::task::spawn_blocking(move || {
        let (sparql, notes) = seen.index.sparql_of(&seen.store, &name, &given)?;
        let question = Question::parse(&sparql, &[], &[])?;
        Ok((question, sparql, notes))
    });
    let read: Result<_, StoreError> =
        reading.await.map_err(|_| Problem::internal("the query could not be read"))?;
    let read = read.map(|(question, sparql, notes)| {
        (page.sparql, page.notes) = (sparql, notes);
        question
    });
    asked(shared, view, page, read).await
}

/// The question of this name.
fn question(name: &str) -> Result<&'static NamedQuery, Problem> {
    named_queries().iter().find(|query| query.name == name).ok_or_else(|| {
        let problem = Problem::missing("there is no question of this name");
        match nearest(name, named_queries().iter().map(|query| query.name)) {
            Some(near) => problem.hint(format!("did you mean /ask/{near}?")),
            None => problem.hint("/ask lists them"),
        }
    })
}

/// Evaluates what was read, and shows what came of it.
pub(crate) async fn asked(
    shared: &Arc<Shared>,
    view: Arc<View>,
    mut page: QueryPage,
    read: Result<Question, StoreError>,
) -> Result<Response, Problem> {
    let (outcome, problem) = match read {
        Err(error) => (trouble_of(&error), Some(Problem::from(error))),
        Ok(question) => match evaluate::first(shared, Arc::clone(&view), question, None, ON_A_PAGE).await {
            Ok((answer, more)) => {
                if more {
                    page.notes.push(format!(
                        "There is more: these are the first {ON_A_PAGE}. The files below have all."
                    ));
                }
                (outcome(answer, view.index.names())?, None)
            }
            Err(problem) => (Outcome::Trouble(trouble(&problem)), Some(problem)),
        },
    };
    page.outcome = Some(outcome);
    let status = problem.as_ref().map_or(StatusCode::OK, |problem| problem.status);
    let mut response = show(view, page, status).await?;
    for (name, value) in problem.into_iter().flat_map(|problem| problem.headers) {
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// The page of questions as a response.
pub(crate) async fn show(view: Arc<View>, page: QueryPage, status: StatusCode) -> Result<Response, Problem> {
    // Names for completion may have to be gathered first.
    let work = tokio::task::spawn_blocking(move || {
        view.pages.ask(page.clone()).unwrap_or_else(|| plain::question(&page))
    });
    let page = work.await.map_err(|_| Problem::internal("the page could not be made"))?;
    Ok(http::html(status, page))
}

fn trouble_of(error: &StoreError) -> Outcome {
    match error {
        StoreError::Query(error) => Outcome::Trouble(Trouble {
            message: error.message.clone(),
            place: error.place,
            line: error.line.clone(),
            hint: error.hint.clone(),
        }),
        // Other errors tell of files; `Problem` knows what is nobody's business.
        _ => Outcome::Trouble(trouble(&Problem::internal("the store could not be read"))),
    }
}

fn trouble(problem: &Problem) -> Trouble {
    Trouble { message: problem.message.clone(), hint: problem.hint.clone(), ..Trouble::default() }
}

fn outcome(answer: Answer, names: &Names) -> Result<Outcome, Problem> {
    Ok(match answer {
        Answer::Truth(truth) => Outcome::Truth(truth),
        Answer::Rows { columns, rows } => {
            let all = rows.len();
            let cells = |row: Vec<Option<Term>>| row.iter().map(|term| cell(term.as_ref(), names)).collect();
            Outcome::Rows { columns, rows: rows.into_iter().map(cells).collect(), all }
        }
        Answer::Graph(quads) => {
            let mut bytes = Vec::new();
            standpoint_rdf::write(quads, Format::Turtle, &mut bytes)
                .map_err(|_| Problem::internal("the triples could not be written"))?;
            Outcome::Triples(String::from_utf8_lossy(&bytes).into_owned())
        }
    })
}

/// A value, with the thing that it is the address or the one label of.
fn cell(term: Option<&Term>, names: &Names) -> Cell {
    let Some(term) = term else { return Cell::default() };
    let address = match term {
        Term::NamedNode(node) => address_of(node.as_str()),
        Term::Literal(literal) if literal.value().len() <= LABEL => match names.find(literal.value())[..] {
            [one] if one.label == literal.value() => Some(one.id.as_str()),
            _ => None,
        },
        _ => None,
    };
    Cell { text: plain_term(term), slug: address.map(standpoint_explore::slug) }
}
