//! The graph store, to be read: <https://www.w3.org/TR/sparql11-http-rdf-update/>.
//!
//! `/store` is all of it, quads where the format has them; `/store?graph=ADDRESS` one graph; `/store?default` the union
//! that queries see. The graph of a document is at its own address, too.

use crate::http;
use crate::negotiate::choose;
use crate::problem::{Problem, accept};
use crate::sparql::formats::rdf_media;
use crate::state::Shared;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use standpoint_rdf::{Format, Quad};
use std::sync::Arc;

const METHODS: &str = "GET, HEAD, OPTIONS";

const TRIPLES: &[(&str, Format)] = &[
    ("text/turtle", Format::Turtle),
    ("application/n-triples", Format::NTriples),
    ("application/rdf+xml", Format::RdfXml),
    ("application/ld+json", Format::JsonLd),
    ("application/trig", Format::TriG),
    ("application/n-quads", Format::NQuads),
];

const QUADS: &[(&str, Format)] = &[
    ("application/trig", Format::TriG),
    ("application/n-quads", Format::NQuads),
    ("application/ld+json", Format::JsonLd),
    ("text/turtle", Format::Turtle),
    ("application/n-triples", Format::NTriples),
    ("application/rdf+xml", Format::RdfXml),
];

/// Which part of the store is asked for.
enum Part {
    All,
    Default,
    Graph(String),
}

/// Answers a request to the graph store.
pub(crate) async fn endpoint(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if parts.method == Method::OPTIONS {
        return http::options(METHODS);
    }
    answer(&shared, &parts).await.unwrap_or_else(|problem| problem.respond(&parts.headers))
}

async fn answer(shared: &Arc<Shared>, request: &Parts) -> Result<Response, Problem> {
    if ![Method::GET, Method::HEAD].contains(&request.method) {
        return Err(Problem::method(METHODS)
            .hint("the graph store is for reading; change it with an update, or with `standpoint import`"));
    }
    let (part, word) = part(&request.uri)?;
    let offers = if matches!(part, Part::All) { QUADS } else { TRIPLES };
    let format = match &word {
        Some(word) => {
            Format::named(word).ok_or_else(|| Problem::bad(format!("{word:?} is no format of RDF")))?
        }
        None => choose(accept(&request.headers).as_deref(), offers)
            .ok_or_else(|| Problem::not_acceptable(offers))?,
    };
    let view = shared.view();
    let tag = http::tag(&[&view.stamp, &request.uri.to_string(), format.as_str()]);
    if http::is_known(&request.headers, &tag) {
        return Ok(http::varying(http::not_modified(&tag)));
    }
    // The whole store may be large: written on a thread of its own, and counted like a query.
    let pass = shared.lanes.enter(Arc::default()).await?;
    let most = shared.settings.answer;
    let work = tokio::task::spawn_blocking(move || -> Result<Option<Vec<u8>>, Problem> {
        let _pass = pass;
        let address = match &part {
            Part::Graph(address) => Some(address.as_str()),
            _ => None,
        };
        let mut quads = view.index.graph(address).peekable();
        if address.is_some() && quads.peek().is_none() {
            return Ok(None);
        }
        write(quads, format, most, matches!(part, Part::All)).map(Some)
    });
    match work.await.map_err(|_| Problem::internal("the graph could not be read"))?? {
        Some(bytes) => {
            Ok(http::varying(http::tagged(http::body(rdf_media(format), Bytes::from(bytes)), &tag)))
        }
        None => {
            Err(Problem::missing("the store has no such graph").hint("list them: SELECT ?g { GRAPH ?g {} }"))
        }
    }
}

/// The graphs of one graph are all the same, so they are left out.
fn write(
    quads: impl Iterator<Item = Quad>,
    format: Format,
    most: usize,
    graphs: bool,
) -> Result<Vec<u8>, Problem> {
    let failed = |_| Problem::internal("the triples could not be written");
    let mut all = Vec::new();
    for mut quad in quads {
        if !graphs {
            quad.graph_name = standpoint_rdf::GraphName::DefaultGraph;
        }
        all.push(quad);
        // An N-Quad is rarely shorter.
        if all.len() * 100 > most {
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("this is more than {most} bytes"),
            )
            .hint("ask for single graphs, or use `standpoint export`"));
        }
    }
    let mut bytes = Vec::new();
    standpoint_rdf::write(all, format, &mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn part(uri: &Uri) -> Result<(Part, Option<String>), Problem> {
    let (mut parts, mut format) = (Vec::new(), None);
    for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned() {
        match name.as_str() {
            "default" => parts.push(Part::Default),
            "graph" => parts.push(Part::Graph(value)),
            "format" => format = Some(value),
            _ => {}
        }
    }
    match parts.len() {
        0 => Ok((Part::All, format)),
        1 => Ok((parts.remove(0), format)),
        _ => Err(Problem::bad("more than one graph is named").hint("name one by ?graph=…, or say ?default")),
    }
}
