//! Files that pages refer to, inside the program.

use crate::http;
use crate::problem::Problem;
use crate::state::Shared;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::Response;
use std::sync::Arc;

const PLAIN: &str = include_str!("../assets/plain.css");

/// Answers a request for a file: looked up by its whole name in a list, so that no path can lead elsewhere.
pub(crate) async fn endpoint(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let headers = request.headers();
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Problem::method("GET, HEAD").respond(headers);
    }
    let name = request.uri().path().strip_prefix("/assets/").unwrap_or_default();
    let view = shared.view();
    let found = match name {
        "plain.css" => Some(("text/css; charset=utf-8", PLAIN.as_bytes())),
        other => view.pages.asset(other),
    };
    let Some((media, content)) = found else {
        return Problem::missing("there is no such file").respond(headers);
    };
    let tag = http::tag(&[name, &content.len().to_string(), &String::from_utf8_lossy(content)]);
    let response =
        if http::is_known(headers, &tag) { http::not_modified(&tag) } else { http::body(media, content) };
    let mut response = http::tagged(response, &tag);
    // The names of the pages' files follow from their content: what is there today is never to change.
    let lasts = if name == "plain.css" { "max-age=300" } else { "max-age=31536000, immutable" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(lasts));
    response
}
