//! Which address is answered by what.

use crate::html::{escaped, page};
use crate::pages::Shown;
use crate::problem::Problem;
use crate::state::{Shared, View};
use crate::{ask, assets, graphs, guard, http, pages, sparql};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::any;
use std::sync::Arc;

/// So many characters are looked for. Each name in the store is compared with them.
const LONGEST_SEARCH: usize = 200;

/// Everything that the server answers to.
pub(crate) fn router(shared: &Arc<Shared>) -> Router {
    Router::new()
        .route("/sparql", any(sparql::endpoint))
        .route("/query", any(sparql::endpoint))
        .route("/update", any(sparql::endpoint))
        .route("/store", any(graphs::endpoint))
        .route("/ask", any(ask::endpoint))
        .route("/ask/{name}", any(ask::endpoint))
        .route("/id/{*rest}", any(pages::endpoint))
        .route("/statement/{name}", any(pages::endpoint))
        .route("/conflict/{name}", any(pages::endpoint))
        .route("/document/{name}", any(pages::endpoint))
        .route("/assets/{*name}", any(assets::endpoint))
        .fallback(other)
        .layer(from_fn_with_state(Arc::clone(shared), guard::pass))
        .with_state(Arc::clone(shared))
}

/// The first page, the search, and whatever else there are pages of.
async fn other(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let headers = request.headers().clone();
    let (path, query) =
        (request.uri().path().to_owned(), request.uri().query().unwrap_or_default().to_owned());
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Problem::missing("there is nothing at this address").respond(&headers);
    }
    let view = shared.view();
    let tag = http::tag(&[&view.stamp, &path, &query]);
    if http::is_known(&headers, &tag) {
        return http::not_modified(&tag);
    }
    // Pages of everything take the longer, the more there is: they wait for their turn like queries.
    let pass = match shared.lanes.enter(Arc::default()).await {
        Ok(pass) => pass,
        Err(problem) => return problem.respond(&headers),
    };
    let work = tokio::task::spawn_blocking(move || {
        let _pass = pass;
        made(&view, &path, &query)
    });
    match work.await {
        Ok(Some(Shown { media, body })) => http::tagged(http::body(media, body), &tag),
        Ok(None) => Problem::missing("there is nothing at this address").respond(&headers),
        Err(_) => Problem::internal("the page could not be made").respond(&headers),
    }
}

/// The page at a path.
fn made(view: &View, path: &str, query: &str) -> Option<Shown> {
    match path {
        "/" => {
            let page = view.pages.front();
            Some(page.unwrap_or_else(|| front(view.index.len(), view.store.documents().len())).into())
        }
        "/search" => {
            let words = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "q");
            let words: String =
                words.iter().flat_map(|(_, words)| words.chars()).take(LONGEST_SEARCH).collect();
            Some(view.pages.search(&words).unwrap_or_else(|| found(&view.index, &words)).into())
        }
        path => view.pages.other(path, query),
    }
}

/// The plain first page.
fn front(quads: usize, documents: usize) -> String {
    page(
        "standpoint",
        &format!(
            "<h1>standpoint</h1>\n<p>{documents} documents, {quads} quads.</p>\n\
             <form method=\"get\" action=\"/search\"><p><label for=\"q\">Who or what</label> \
             <input id=\"q\" name=\"q\"> <button type=\"submit\">Search</button></p></form>\n\
             <ul>\n<li><a href=\"/sparql\">Ask in SPARQL</a></li>\n\
             <li><a href=\"/store?format=trig\">All of it, as TriG</a></li>\n</ul>\n"
        ),
    )
}

/// The plain answer to a search: whatever goes by the name, or by one like it.
fn found(index: &standpoint_store::Snapshot, words: &str) -> String {
    let names = index.names();
    let mut hits: Vec<&standpoint_model::Entity> = names.find(words);
    for label in names.suggestions(words) {
        for entity in names.find(&label) {
            if !hits.iter().any(|known| known.id == entity.id) {
                hits.push(entity);
            }
        }
    }
    let item = |entity: &&standpoint_model::Entity| {
        let path = pages::path_of(&entity.id).unwrap_or_default();
        format!("<li><a href=\"{}\">{}</a> ({})</li>\n", escaped(&path), escaped(&entity.label), entity.kind)
    };
    let list: String = hits.iter().map(item).collect();
    let shown = if list.is_empty() {
        "<p>Nothing goes by this name.</p>".to_owned()
    } else {
        format!("<ul>\n{list}</ul>")
    };
    page("Search", &format!("<h1>{}</h1>\n{shown}", escaped(words)))
}
