//! What every request passes through: whose name it calls us by, what it may do from foreign pages, what browsers are told
//! about the answer, and the log.

use crate::http;
use crate::problem::Problem;
use crate::settings::{Event, Origins};
use crate::state::Shared;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

/// Nothing but what comes from this server, and no script that stands in a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// For a picture that is looked at by itself: its own style sheet, and nothing else.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// Checks the request, lets it be answered, and adds what every answer carries.
pub(crate) async fn pass(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let path = plain(request.uri().path());
    let headers = request.headers().clone();
    let mut response = match host(&request, &shared.settings.hosts) {
        Err(problem) => problem.respond(&headers),
        Ok(()) if is_preflight(&method, &headers) => preflight(&shared.settings.origins, &headers),
        Ok(()) => next.run(request).await,
    };
    if let Some(problem) = response.extensions_mut().remove::<Problem>()
        && problem.status != StatusCode::MISDIRECTED_REQUEST
        && let Some(page) = shared.view().pages.failure(&problem.failure())
    {
        *response.body_mut() = page.into();
    }
    // An answer that the client has what it needs changes the headers of what it has: they must be the same ones.
    let known = response.status() == StatusCode::NOT_MODIFIED;
    let picture = is_svg(response.headers()) || known && path.starts_with("/graph") && path.ends_with(".svg");
    harden(response.headers_mut(), if picture { PICTURE_POLICY } else { POLICY });
    share(&shared.settings.origins, &headers, response.headers_mut());
    let status = response.status();
    let line =
        format!("{method} {path} {} {:.1} ms", status.as_u16(), begun.elapsed().as_secs_f64() * 1000.0);
    (shared.log)(&Event {
        line,
        warning: status.is_server_error() && status != StatusCode::SERVICE_UNAVAILABLE,
    });
    response
}

/// A path as it may stand in a log: short, in one line, without what could steer a terminal. What is asked stands behind
/// the `?`, and is not logged.
fn plain(path: &str) -> String {
    let visible = |c: char| if c.is_control() { '?' } else { c };
    path.chars().take(200).map(visible).collect()
}

/// Refuses a request that does not call the server by a name of its own: a page elsewhere may have made its name point
/// here, to read answers with the browser's help.
fn host(request: &Request, names: &[String]) -> Result<(), Problem> {
    let mut given = request.headers().get_all(header::HOST).iter();
    let (first, second) = (given.next(), given.next());
    let Some(host) = first.and_then(|value| value.to_str().ok()).filter(|_| second.is_none()) else {
        return Err(Problem::bad("the request must have one Host header"));
    };
    // An address in the request line comes before the header.
    let host = request.uri().authority().map_or(host, axum::http::uri::Authority::as_str);
    match name_of(host) {
        Some(name) if is_ours(name, names) => Ok(()),
        _ => Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "the server does not go by this name")
            .hint("whoever runs it can start it with --host NAME")),
    }
}

/// The name in `name:port` or `[address]:port`.
fn name_of(host: &str) -> Option<&str> {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => {
            let (name, port) = rest.split_once(']')?;
            (name, port.strip_prefix(':').or(port.is_empty().then_some(""))?)
        }
        None => host.split_once(':').unwrap_or((host, "")),
    };
    (port.is_empty() || port.parse::<u16>().is_ok()).then_some(name)
}

/// A name can be made to point anywhere; a plain IP address cannot.
fn is_ours(name: &str, names: &[String]) -> bool {
    let name = name.trim_end_matches('.');
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok()
        || names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// `http://host:port`, as the client calls it; the host has been checked.
pub(crate) fn origin_of(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or("localhost");
    format!("http://{host}")
}

/// The token of an `Authorization: Bearer …` header.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    *method == Method::OPTIONS && headers.contains_key("access-control-request-method")
}

fn preflight(origins: &Origins, headers: &HeaderMap) -> Response {
    let mut response = http::empty(StatusCode::NO_CONTENT);
    if allowed(origins, headers).is_some() {
        let out = response.headers_mut();
        out.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, POST, QUERY"));
        // No Authorization: foreign pages may ask, and change nothing.
        out.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Accept, Content-Type"));
        out.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
    }
    response
}

/// The origin that may read the answer, if the one that asks may.
fn allowed(origins: &Origins, headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    match origins {
        Origins::None => None,
        Origins::Any => Some(HeaderValue::from_static("*")),
        Origins::These(known) => {
            let text = origin.to_str().ok()?;
            known.iter().any(|one| one == text).then(|| origin.clone())
        }
    }
}

fn share(origins: &Origins, asked: &HeaderMap, headers: &mut HeaderMap) {
    if *origins == Origins::None {
        return;
    }
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = allowed(origins, asked) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
}

fn is_svg(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|media| media == "image/svg+xml")
}

fn harden(headers: &mut HeaderMap, policy: &'static str) {
    for (name, value) in [
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_are_answered_to() {
        let names = ["press.example.org".to_owned()];
        for host in
            ["localhost", "LOCALHOST:7878", "127.0.0.1:1", "[::1]:7878", "10.0.0.7", "Press.Example.org:443"]
        {
            assert!(name_of(host).is_some_and(|name| is_ours(name, &names)), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "localhost:x",
            "[::1",
            "a@localhost",
        ] {
            assert!(!name_of(host).is_some_and(|name| is_ours(name, &names)), "{host}");
        }
    }

    #[test]
    fn nothing_in_a_path_steers_a_terminal() {
        assert_eq!(plain("/a\u{1b}[2Jb"), "/a?[2Jb");
        assert_eq!(plain(&"x".repeat(1000)).len(), 200);
    }
}
