//! An address for every thing: entities, statements, documents, conflicts, as HTML, Turtle or JSON-LD.
//!
//! `/id/<type>/<slug>` is the path of the thing whose address in RDF is `https://w3id.org/standpoint/id/<type>/<slug>`;
//! `/statement/…`, `/conflict/…` and `/document/…` are short for `/id/statement/…` and so on. What is sent follows from
//! the Accept header, or from an extension: `.ttl`, `.jsonld`, `.nt`, `.rdf`, `.html`.
//!
//! Pages come from whoever implements [`Pages`]; what that leaves out is shown as a plain table of triples.

use crate::describe::{Thing, describe};
use crate::html::{escaped, page, table};
use crate::http;
use crate::negotiate::choose;
use crate::problem::{Problem, accept};
use crate::sparql::plain::linked;
use crate::state::{Shared, View};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use standpoint_model::Conflict;
use standpoint_model::iri::BASE;
use standpoint_pages::{Failure, QueryPage, Route};
use standpoint_rdf::vocab::abbreviated;
use standpoint_rdf::{Format, Quad, Term};
use standpoint_store::{Snapshot, Store, StoreError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Pages of one state of a store. Each method gives a whole HTML document, or none, where a plain table will do or the
/// thing is unknown.
pub trait Pages: Send + Sync {
    /// The first page.
    fn front(&self) -> Option<String> {
        None
    }
    /// The answer to a search for `words`.
    fn search(&self, _words: &str) -> Option<String> {
        None
    }
    /// An entity, statement, conflict or document, by its address in RDF.
    fn thing(&self, _address: &str) -> Option<String> {
        None
    }
    /// Anything else, by its path (`/graph`, `/topics`) and its query string.
    fn other(&self, _path: &str, _query: &str) -> Option<Shown> {
        None
    }
    /// The page of questions; what it offers besides what was asked is for the implementation to fill in.
    fn ask(&self, _page: QueryPage) -> Option<String> {
        None
    }
    /// The page that tells what went wrong. Must not take long.
    fn failure(&self, _failure: &Failure) -> Option<String> {
        None
    }
    /// Names of things that are much like this one.
    fn suggestions(&self, _name: &str) -> Vec<String> {
        Vec::new()
    }
    /// Every conflict, where they have been found for the pages already.
    fn conflicts(&self) -> Option<&[Conflict]> {
        None
    }
    /// Gathers what pages are made of, so that the first one does not wait for it.
    ///
    /// # Errors
    /// What reading the store may give; the pages are plain, then.
    fn prepare(&self) -> Result<(), StoreError> {
        Ok(())
    }
    /// A file that pages refer to below `/assets/`: its media type and its content.
    fn asset(&self, _name: &str) -> Option<(&'static str, &'static [u8])> {
        None
    }
}

/// What is sent for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Media type.
    pub media: &'static str,
    /// Content, UTF-8.
    pub body: String,
}

/// A page.
impl From<String> for Shown {
    fn from(body: String) -> Self {
        Self { media: http::HTML, body }
    }
}

/// No pages but the plain ones.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plain;

impl Pages for Plain {}

/// Makes the pages of a store; asked again each time that the store has changed.
pub type Maker = Arc<dyn Fn(&Arc<Store>, &Snapshot) -> Box<dyn Pages> + Send + Sync>;

const METHODS: &str = "GET, HEAD, OPTIONS";

/// What a description is sent as; none stands for a page.
const OFFERS: &[(&str, Option<Format>)] = &[
    ("text/turtle", Some(Format::Turtle)),
    ("text/html", None),
    ("application/ld+json", Some(Format::JsonLd)),
    ("application/n-triples", Some(Format::NTriples)),
    ("application/rdf+xml", Some(Format::RdfXml)),
    ("application/json", Some(Format::JsonLd)),
];

/// The path at which a thing of ours is described.
pub(crate) fn path_of(address: &str) -> Option<String> {
    address_of(address)?.strip_prefix(BASE).map(|rest| format!("/id/{rest}"))
}

/// The address, if it is that of a thing of ours, and not of a part of one.
pub(crate) fn address_of(address: &str) -> Option<&str> {
    Some(address).filter(|address| address.starts_with(BASE) && !address.contains(['#', '?']))
}

/// Answers a request for a description.
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
    let path = request.uri.path();
    let rest = path.strip_prefix("/id/").unwrap_or_else(|| path.trim_start_matches('/'));
    let (name, extension) = apart(rest);
    let wished = choose(accept(&request.headers).as_deref(), OFFERS);
    let format = extension.or(wished).ok_or_else(|| Problem::not_acceptable(OFFERS))?;
    let mut readings: Vec<(String, Option<Format>)> =
        addresses(name).into_iter().map(|address| (address, format)).collect();
    if let (Some(_), Some(wished)) = (extension, wished) {
        // What looks like an extension can be the end of the name.
        readings.extend(addresses(rest).into_iter().map(|address| (address, wished)));
    }
    let view = shared.view();
    let tag = http::tag(&[&view.stamp, path, format.map_or("html", Format::as_str)]);
    if http::is_known(&request.headers, &tag) {
        return Ok(http::varying(http::not_modified(&tag)));
    }
    // Descriptions can be long, and the first conflict asked for lets all be found.
    let pass = shared.lanes.enter(Arc::default()).await?;
    let meant = name.rsplit('/').next().unwrap_or_default().replace('-', " ");
    let work = tokio::task::spawn_blocking(move || {
        let _pass = pass;
        let mut found = readings.iter().filter_map(|(address, format)| made(&view, address, *format));
        found.next().unwrap_or_else(|| {
            let near = if format.is_none() { view.pages.suggestions(&short(&meant)) } else { Vec::new() };
            Err(unknown(near))
        })
    });
    let response = work.await.map_err(|_| Problem::internal("the description could not be made"))??;
    let mut response = http::varying(http::tagged(response, &tag));
    if let Ok(links) = HeaderValue::from_str(&alternates(name)) {
        response.headers_mut().insert(header::LINK, links);
    }
    Ok(response)
}

/// What is compared with every name in the store should be no longer than a name.
fn short(name: &str) -> String {
    percent_encoding::percent_decode_str(name).decode_utf8_lossy().chars().take(100).collect()
}

fn unknown(suggestions: Vec<String>) -> Problem {
    let problem = Problem::missing("the store knows nothing of this address").hint(
        "names are found by the first page, and by the query: SELECT * { ?thing skos:prefLabel ?name }",
    );
    Problem { suggestions: suggestions.into(), ..problem }
}

/// The addresses in RDF that a path may stand for. They hold letters of all scripts, and a few hold percent signs;
/// clients encode the former. Pages refer to addresses that were minted elsewhere by `at/…`.
fn addresses(name: &str) -> Vec<String> {
    let decoded = percent_encoding::percent_decode_str(name).decode_utf8().unwrap_or_default();
    let mut all = vec![format!("{BASE}{name}"), format!("{BASE}{decoded}")];
    if let Some(Route::Thing(slug)) = Route::parse(&format!("/id/{name}")) {
        all.push(standpoint_explore::address(&slug));
    }
    let mut seen = BTreeSet::new();
    all.retain(|address| seen.insert(address.clone()));
    all
}

/// The description of the thing of this address; none where the store knows nothing of it.
fn made(view: &View, address: &str, format: Option<Format>) -> Option<Result<Response, Problem>> {
    let elsewhere = || (!address.starts_with(BASE)).then_some(Thing::Entity);
    let thing = Thing::of(address).or_else(elsewhere)?;
    if format.is_none()
        && let Some(page) = view.pages.thing(address)
    {
        return Some(Ok(http::html(StatusCode::OK, page)));
    }
    let quads = describe(view, thing, address)?;
    Some(match format {
        Some(format) => http::rdf(quads, format),
        None => Ok(http::html(StatusCode::OK, plain(view, address, &quads))),
    })
}

/// A name and the format that its extension stands for. A dot can be part of a name.
fn apart(rest: &str) -> (&str, Option<Option<Format>>) {
    let known = [
        (".ttl", Some(Format::Turtle)),
        (".jsonld", Some(Format::JsonLd)),
        (".nt", Some(Format::NTriples)),
        (".rdf", Some(Format::RdfXml)),
        (".html", None),
    ];
    let fit = known.iter().find_map(|(end, format)| rest.strip_suffix(end).map(|name| (name, Some(*format))));
    fit.unwrap_or((rest, None))
}

/// The other forms of a description, as a `Link` header. A path that was sent holds no character that could end it.
fn alternates(name: &str) -> String {
    [("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("html", "text/html")]
        .map(|(extension, media)| format!("</id/{name}.{extension}>; rel=\"alternate\"; type=\"{media}\""))
        .join(", ")
}

/// A page without any adornment: the name, and all that is said.
fn plain(view: &View, address: &str, quads: &[Quad]) -> String {
    let names = view.index.names().find(address);
    let title = names.first().map_or_else(|| abbreviated(address), |entity| entity.label.clone());
    let path = path_of(address).unwrap_or_default();
    let links =
        ["ttl", "jsonld"].map(|end| format!("<a href=\"{0}.{end}\">{end}</a>", escaped(&path))).join(" ");
    page(&title, &format!("<h1>{}</h1>\n<p>{links}</p>\n{}", escaped(&title), quad_table(quads)))
}

/// Triples as a table.
pub(crate) fn quad_table(quads: &[Quad]) -> String {
    let head = ["subject", "predicate", "object"].map(str::to_owned);
    let row = |quad: &Quad| {
        let subject = match &quad.subject {
            standpoint_rdf::NamedOrBlankNode::NamedNode(node) => Term::from(node.clone()),
            standpoint_rdf::NamedOrBlankNode::BlankNode(node) => Term::from(node.clone()),
        };
        [subject, Term::from(quad.predicate.clone()), quad.object.clone()].iter().map(linked).collect()
    };
    table(&head, quads.iter().map(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_is_set_apart_and_other_dots_are_not() {
        assert_eq!(apart("person/ann-lee.ttl"), ("person/ann-lee", Some(Some(Format::Turtle))));
        assert_eq!(apart("person/ann-lee.html"), ("person/ann-lee", Some(None)));
        assert_eq!(apart("document/a.b"), ("document/a.b", None));
    }

    #[test]
    fn only_things_of_ours_have_a_path() {
        assert_eq!(path_of("https://w3id.org/standpoint/id/person/x").as_deref(), Some("/id/person/x"));
        assert_eq!(path_of("https://w3id.org/standpoint/id/document/x#char=1,2"), None);
        assert_eq!(path_of("javascript:alert(1)"), None);
    }
}
