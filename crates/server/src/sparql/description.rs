//! What the endpoint is and can: <https://www.w3.org/TR/sparql11-service-description/>.

use crate::state::View;
use standpoint_rdf::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const VOID: &str = "http://rdfs.org/ns/void#";
const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const FORMATS: &str = "http://www.w3.org/ns/formats/";

/// The description of the service at `endpoint`, with the graphs that the store has.
pub(crate) fn quads(view: &View, endpoint: &str, writable: bool) -> Vec<Quad> {
    let mut out = Vec::new();
    let service = iri(endpoint);
    let part = |name: &str| iri(&format!("{endpoint}#{name}"));
    let mut put = |subject: &NamedNode, predicate: &str, object: Term| {
        let subject = NamedOrBlankNode::from(subject.clone());
        out.push(Quad::new(subject, iri(predicate), object, GraphName::DefaultGraph));
    };
    let sd = |name: &str| Term::from(iri(&format!("{SD}{name}")));
    let number = |value: usize| Term::from(Literal::from(i64::try_from(value).unwrap_or(i64::MAX)));
    put(&service, RDF_TYPE, sd("Service"));
    put(&service, &format!("{SD}endpoint"), service.clone().into());
    for language in ["SPARQL11Query"].into_iter().chain(writable.then_some("SPARQL11Update")) {
        put(&service, &format!("{SD}supportedLanguage"), sd(language));
    }
    put(&service, &format!("{SD}feature"), sd("UnionDefaultGraph"));
    for format in [
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "RDF_XML",
        "JSON-LD",
        "TriG",
        "N-Quads",
    ] {
        put(&service, &format!("{SD}resultFormat"), iri(&format!("{FORMATS}{format}")).into());
    }
    let (dataset, default) = (part("dataset"), part("default-graph"));
    put(&service, &format!("{SD}defaultDataset"), dataset.clone().into());
    put(&dataset, RDF_TYPE, sd("Dataset"));
    put(&dataset, &format!("{SD}defaultGraph"), default.clone().into());
    put(&default, RDF_TYPE, sd("Graph"));
    put(&default, &format!("{VOID}triples"), number(view.index.len()));
    for (at, name) in view.index.graphs().into_iter().take(MOST_GRAPHS).enumerate() {
        let graph = part(&format!("graph-{}", at + 1));
        put(&dataset, &format!("{SD}namedGraph"), graph.clone().into());
        put(&graph, RDF_TYPE, sd("NamedGraph"));
        put(&graph, &format!("{SD}name"), iri(&name).into());
    }
    out
}

/// A description that lists a hundred thousand documents would be no description.
const MOST_GRAPHS: usize = 100;

fn iri(address: &str) -> NamedNode {
    NamedNode::new_unchecked(address)
}
