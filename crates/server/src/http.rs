//! Answers of the usual kinds.

use crate::problem::Problem;
use crate::sparql::formats::rdf_media;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use sha2::{Digest, Sha256};
use standpoint_rdf::{Format, Quad};

/// Media type of pages.
pub(crate) const HTML: &str = "text/html; charset=utf-8";

/// No body.
pub(crate) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// What `OPTIONS` is answered with.
pub(crate) fn options(methods: &'static str) -> Response {
    let mut response = empty(StatusCode::NO_CONTENT);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    response
}

/// A body of this type.
pub(crate) fn body(media: &'static str, content: impl Into<Body>) -> Response {
    let mut response = Response::new(content.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    response
}

/// A page.
pub(crate) fn html(status: StatusCode, page: String) -> Response {
    let mut response = body(HTML, page);
    *response.status_mut() = status;
    response
}

/// Quads, sorted.
pub(crate) fn rdf(quads: Vec<Quad>, format: Format) -> Result<Response, Problem> {
    let mut bytes = Vec::new();
    standpoint_rdf::write(quads, format, &mut bytes)
        .map_err(|_| Problem::internal("the triples could not be written"))?;
    Ok(body(rdf_media(format), bytes))
}

/// Tells caches that the answer depends on what was asked for in `Accept`.
pub(crate) fn varying(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// A tag that is equal where all of `parts` are.
pub(crate) fn tag(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    let digits: String = hash.finalize()[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}

/// Whether the client has what goes by this tag already.
pub(crate) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let given = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|value| value.split(',')).any(|one| {
        let one = one.trim();
        one == "*" || one.trim_start_matches("W/") == tag
    })
}

/// Adds the tag, and says that the answer must be asked for again.
pub(crate) fn tagged(mut response: Response, tag: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, value);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}

/// `304 Not Modified`.
pub(crate) fn not_modified(tag: &str) -> Response {
    tagged(empty(StatusCode::NOT_MODIFIED), tag)
}
