//! What a request of the SPARQL protocol asks: <https://www.w3.org/TR/sparql11-protocol/>.

use crate::body;
use crate::problem::Problem;
use crate::state::Shared;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use std::time::Duration;

/// Whether something is asked or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Query,
    Update,
}

/// An operation with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) operation: Operation,
    pub(crate) sparql: String,
    pub(crate) defaults: Vec<String>,
    pub(crate) named: Vec<String>,
    /// `format=…`, which comes before the Accept header.
    pub(crate) format: Option<String>,
    /// `timeout=…`: less time than the server would give.
    pub(crate) timeout: Option<Duration>,
}

/// Methods that the endpoint answers to.
pub(crate) const METHODS: &str = "GET, HEAD, POST, QUERY, OPTIONS";

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";

/// Reads a request; none where it is a bare GET, which asks for the description of the service.
pub(crate) async fn read(shared: &Shared, request: Request) -> Result<Option<Asked>, Problem> {
    let (parts, body) = request.into_parts();
    let in_url = pairs(&parts.uri)?;
    let directly = match parts.method {
        Method::GET | Method::HEAD => {
            if in_url.iter().any(|(name, _)| name == "update") {
                return Err(Problem::bad("an update cannot be sent by GET").hint("send it by POST"));
            }
            return match in_url.iter().any(|(name, _)| name == "query") {
                false if in_url.iter().all(|(name, _)| name == "format") => Ok(None),
                _ => asked(in_url, None).map(Some),
            };
        }
        Method::POST => content_type(&parts.headers),
        ref other if other.as_str() == "QUERY" => match content_type(&parts.headers) {
            Some(kind) if kind != QUERY && kind != FORM => return Err(unsupported()),
            _ if in_url.iter().any(|(name, _)| name == "update") => return Err(unsupported()),
            kind => kind,
        },
        _ => return Err(Problem::method(METHODS)),
    };
    let settings = &shared.settings;
    let kind = directly.ok_or_else(unsupported)?;
    if ![FORM, QUERY, UPDATE].contains(&kind.as_str()) {
        return Err(unsupported());
    }
    let bytes = body::read(&parts.headers, body, settings.body, settings.patience).await?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Problem::bad("the body of the request is not UTF-8").hint("encode it as UTF-8"))?;
    match kind.as_str() {
        FORM => {
            let mut all = in_url;
            all.extend(form(&text)?);
            if parts.method != Method::POST && all.iter().any(|(name, _)| name == "update") {
                return Err(Problem::bad("an update cannot be sent by QUERY").hint("send it by POST"));
            }
            asked(all, None).map(Some)
        }
        QUERY => asked(in_url, Some((Operation::Query, text))).map(Some),
        _ if parts.method == Method::POST => asked(in_url, Some((Operation::Update, text))).map(Some),
        _ => Err(unsupported()),
    }
}

fn unsupported() -> Problem {
    Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "the type of the body is none that this address understands",
    )
    .hint(format!("send {FORM}, {QUERY} or {UPDATE}, and say so in Content-Type"))
}

fn content_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

/// The parameters of an address.
pub(crate) fn pairs(uri: &Uri) -> Result<Vec<(String, String)>, Problem> {
    form(uri.query().unwrap_or_default())
}

/// Percent-encoded pairs. What they spell must be UTF-8: a question that was damaged on the way is not to be answered.
fn form(text: &str) -> Result<Vec<(String, String)>, Problem> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    let damaged = |text: &str| text.contains('\u{fffd}');
    if pairs.iter().any(|(name, value)| damaged(name) || damaged(value)) && !spells(text) {
        return Err(Problem::bad("a parameter is not UTF-8")
            .hint("encode it as UTF-8, then percent-encode the bytes"));
    }
    Ok(pairs)
}

/// Whether the replacement character is really in the text, and was not put there for damaged bytes.
fn spells(text: &str) -> bool {
    text.contains('\u{fffd}') || text.to_ascii_uppercase().contains("%EF%BF%BD")
}

fn asked(pairs: Vec<(String, String)>, direct: Option<(Operation, String)>) -> Result<Asked, Problem> {
    let mut found: Vec<(Operation, String)> = direct.into_iter().collect();
    let (mut using, mut from) = (Graphs::default(), Graphs::default());
    let (mut format, mut timeout) = (None, None);
    for (name, value) in pairs {
        match name.as_str() {
            "query" => found.push((Operation::Query, value)),
            "update" => found.push((Operation::Update, value)),
            "default-graph-uri" => from.defaults.push(value),
            "named-graph-uri" => from.named.push(value),
            "using-graph-uri" => using.defaults.push(value),
            "using-named-graph-uri" => using.named.push(value),
            "format" => format = Some(value),
            "timeout" => timeout = Some(seconds(&value)?),
            // Clients add parameters of their own; the protocol lets them.
            _ => {}
        }
    }
    let mut found = found.into_iter();
    let (operation, sparql) = match (found.next(), found.next()) {
        (Some(one), None) => one,
        (None, _) => {
            return Err(
                Problem::bad("the request asks nothing").hint("put the query into the parameter `query`")
            );
        }
        (Some(_), Some(_)) => {
            return Err(Problem::bad("the request asks more than one thing")
                .hint("send one query or one update, in the address or in the body"));
        }
    };
    let (mine, other) = match operation {
        Operation::Query => (from, using),
        Operation::Update => (using, from),
    };
    if !other.defaults.is_empty() || !other.named.is_empty() {
        return Err(Problem::bad(
            "graphs are named by default-graph-uri and named-graph-uri for a query, and by \
                                 using-graph-uri and using-named-graph-uri for an update",
        ));
    }
    Ok(Asked { operation, sparql, defaults: mine.defaults, named: mine.named, format, timeout })
}

#[derive(Default)]
struct Graphs {
    defaults: Vec<String>,
    named: Vec<String>,
}

/// `30`, `30s` or `1.5`.
fn seconds(value: &str) -> Result<Duration, Problem> {
    let number = value.trim().trim_end_matches('s').parse::<f64>().ok();
    number.filter(|number| (0.001..=86_400.0).contains(number)).map(Duration::from_secs_f64).ok_or_else(
        || Problem::bad(format!("timeout {value:?} is no number of seconds")).hint("for example: timeout=10"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Result<Asked, Problem> {
        asked(form(query)?, None)
    }

    #[test]
    fn one_question_and_no_more() {
        assert_eq!(of("query=ASK%20%7B%7D").unwrap().sparql, "ASK {}");
        assert_eq!(of("update=CLEAR+ALL").unwrap().operation, Operation::Update);
        for wrong in
            ["", "query=a&query=b", "query=a&update=b", "query=a&using-graph-uri=x", "query=a&timeout=soon"]
        {
            assert_eq!(of(wrong).unwrap_err().status, StatusCode::BAD_REQUEST, "{wrong}");
        }
        let direct = asked(form("query=a").unwrap(), Some((Operation::Query, "b".to_owned())));
        assert!(direct.is_err());
    }

    #[test]
    fn damaged_text_is_refused_and_unusual_text_is_not() {
        assert!(of("query=%ff%fe").is_err());
        assert_eq!(of("query=%EF%BF%BD").unwrap().sparql, "\u{fffd}");
    }
}
