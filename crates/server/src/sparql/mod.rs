//! The SPARQL endpoint: `/sparql`, and `/query` and `/update` for those who want them apart.

mod description;
pub(crate) mod evaluate;
pub(crate) mod formats;
pub(crate) mod plain;
pub(crate) mod request;

use crate::ask;
use crate::guard::{bearer, origin_of};
use crate::http::{self, rdf};
use crate::negotiate::wants_page;
use crate::problem::{Problem, accept};
use crate::state::Shared;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use formats::{ROWS, TRIPLES, Wanted, wanted};
use request::{Asked, METHODS, Operation};
use standpoint_pages::QueryPage;
use standpoint_store::{AnswerFormat, Question, Store};
use std::sync::Arc;

/// Answers a request to the endpoint.
pub(crate) async fn endpoint(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let headers = request.headers().clone();
    if request.method() == Method::OPTIONS {
        return http::options(METHODS);
    }
    answer(&shared, request).await.unwrap_or_else(|problem| problem.respond(&headers))
}

async fn answer(shared: &Arc<Shared>, request: Request) -> Result<Response, Problem> {
    let (method, uri, headers) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let Some(asked) = request::read(shared, request).await? else {
        return describe(shared, &uri, &headers).await;
    };
    match asked.operation {
        Operation::Query => query(shared, asked, &headers).await,
        Operation::Update if uri.path() == "/query" || method != Method::POST => {
            Err(Problem::bad("this address takes queries only").hint("send updates to /sparql or /update"))
        }
        Operation::Update => update(shared, asked, &headers).await,
    }
}

async fn query(shared: &Arc<Shared>, asked: Asked, headers: &HeaderMap) -> Result<Response, Problem> {
    let view = shared.view();
    let Asked { sparql, defaults, named, format, timeout, .. } = asked;
    // Reading a long query takes its time, too, and a stack of the size that only these threads have.
    let text = sparql.clone();
    let reading = tokio::task::spawn_blocking(move || Question::parse(&text, &defaults, &named));
    let read = reading.await.map_err(|_| Problem::internal("the query could not be read"))?;
    let page = QueryPage { sparql, ..QueryPage::default() };
    let question = match read {
        Ok(question) => question,
        Err(error) if wants_page(accept(headers).as_deref()) => {
            return ask::asked(shared, view, page, Err(error)).await;
        }
        Err(error) => return Err(error.into()),
    };
    let offers = if question.form().gives_triples() { TRIPLES } else { ROWS };
    let response = match wanted(offers, format.as_deref(), accept(headers).as_deref())? {
        Wanted::Data(format) => evaluate::stream(shared, view, question, format, timeout).await?,
        Wanted::Page => ask::asked(shared, view, page, Ok(question)).await?,
    };
    Ok(http::varying(response))
}

/// A bare GET: a page to ask from for browsers, the description of the service for programs.
async fn describe(
    shared: &Arc<Shared>,
    uri: &axum::http::Uri,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let word = request::pairs(uri)?.into_iter().find(|(name, _)| name == "format").map(|(_, value)| value);
    match wanted(TRIPLES, word.as_deref(), accept(headers).as_deref())? {
        Wanted::Data(AnswerFormat::Rdf(format)) => {
            let endpoint = format!("{}{}", origin_of(headers), uri.path());
            let view = shared.view();
            let quads = description::quads(&view, &endpoint, shared.settings.token.is_some());
            Ok(http::varying(rdf(quads, format)?))
        }
        Wanted::Page | Wanted::Data(_) => {
            Ok(http::varying(ask::show(shared.view(), QueryPage::default(), StatusCode::OK).await?))
        }
    }
}

async fn update(shared: &Arc<Shared>, asked: Asked, headers: &HeaderMap) -> Result<Response, Problem> {
    let Some(token) = &shared.settings.token else {
        return Err(Problem::new(StatusCode::FORBIDDEN, "this server changes nothing")
            .hint("whoever runs it can start it with --writable and a token"));
    };
    match bearer(headers) {
        Some(given) if token.is(given) => {}
        Some(_) => {
            return Err(Problem::new(StatusCode::UNAUTHORIZED, "the token is wrong")
                .with(axum::http::header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\""));
        }
        None => {
            return Err(Problem::new(StatusCode::UNAUTHORIZED, "changing the store needs a token")
                .hint("send it as `Authorization: Bearer …`")
                .with(axum::http::header::WWW_AUTHENTICATE, "Bearer"));
        }
    }
    // Updates wait for one another, and hold back the watch that would read the store in their midst.
    let _writing = shared.writing.lock().await;
    let server = Arc::clone(shared);
    let work = tokio::task::spawn_blocking(move || -> Result<_, Problem> {
        let mut store = Store::open(server.path())?;
        let limit = server.settings.timeout;
        let done = store.update(&asked.sparql, &asked.defaults, &asked.named, limit)?;
        drop(store);
        server.reload()?;
        Ok(done)
    });
    let done = work.await.map_err(|_| Problem::internal("the update could not be made"))??;
    shared.note(format!("update: {} triples before, {} after", done.before, done.after));
    Ok(http::empty(StatusCode::NO_CONTENT))
}
