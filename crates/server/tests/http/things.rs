//! Every thing has an address, and the graph store can be read.

use crate::common::{encoded, start, start_over};
use standpoint_model::{
    Confidence, ConflictType, Document, Entity, EntityType, Evidence, Predicate, Span, Statement, iri,
};
use standpoint_store::Store;

const BASE: &str = "https://w3id.org/standpoint/id";

fn said(document: &str, holder: &str, predicate: Predicate, target: &str, quote: &str) -> Statement {
    Statement {
        id: String::new(),
        document: document.to_owned(),
        subject: Entity::named(EntityType::Organization, holder),
        predicate,
        object: match predicate {
            Predicate::AffiliatedWith => Entity::named(EntityType::Organization, target),
            _ => Entity::named(EntityType::Policy, target),
        },
        role: None,
        act: None,
        addressee: None,
        attributed_to: Vec::new(),
        date: None,
        confidence: Confidence::clamped(0.9),
        span: Span::new(0, 10),
        quote: quote.to_owned(),
        evidence: Evidence::default(),
        method: "test".to_owned(),
    }
    .addressed()
}

/// A local that departs from its federation, with names and quotes that no page and no header should trip over.
fn quarrel(store: &mut Store) {
    let name = "Dockers <script>alert(1)</script>\r\nSet-Cookie: a=b \"Local\" & 'Sons'";
    let document = "a.txt";
    let rows = [
        said(document, name, Predicate::AffiliatedWith, "Harbor Federation", "They belong together."),
        said(document, name, Predicate::Opposes, "Harbor Levy", "</td><img src=x onerror=alert(1)>"),
        said(document, "Harbor Federation", Predicate::Supports, "Harbor Levy", "It is good."),
    ];
    store.put(&Document::new(document, "They belong together. It is good."), &rows, "test").unwrap();
}

#[test]
fn an_entity_answers_in_turtle_json_ld_and_html() {
    let server = start_over(quarrel, |_| {});
    let path = "/id/organization/harbor-federation";
    let turtle = server.get(path, "text/turtle");
    assert_eq!(turtle.is(200).kind(), "text/turtle");
    for words in ["Harbor Federation", "It is good.", "Harbor Levy", "sp:supports"] {
        assert!(turtle.body.contains(words), "{words}: {}", turtle.body);
    }
    assert!(turtle.header("link").unwrap().contains("</id/organization/harbor-federation.jsonld>"));
    for (end, kind) in [
        ("ttl", "text/turtle"),
        ("jsonld", "application/ld+json"),
        ("html", "text/html"),
        ("nt", "application/n-triples"),
        ("rdf", "application/rdf+xml"),
    ] {
        let reply = server.get(&format!("{path}.{end}"), "image/png");
        assert_eq!(reply.is(200).kind(), kind, "{end}");
    }
    assert_eq!(server.get(path, "text/html,*/*;q=0.8").kind(), "text/html");
    assert_eq!(server.get(path, "application/json").kind(), "application/ld+json");
    assert_eq!(server.get(path, "image/png").status, 406);
    assert_eq!(server.get("/id/organization/nobody", "text/turtle").status, 404);
    assert_eq!(server.request("DELETE", path, &[], b"").status, 405);
}

#[test]
fn statements_conflicts_and_documents_have_addresses_too() {
    let server = start_over(quarrel, |_| {});
    let rows =
        server.ask("SELECT ?s ?d { ?s a sp:Stance ; prov:wasDerivedFrom ?d } ORDER BY ?s", "text/csv").body;
    let (statement, document) = rows.lines().nth(1).unwrap().split_once(',').unwrap();
    let statement = statement.strip_prefix(BASE).unwrap();
    let short = server.get(statement, "text/turtle");
    assert_eq!(short.is(200).body, server.get(&format!("/id{statement}"), "text/turtle").body);
    assert!(short.body.contains("sp:polarity") && short.body.contains("skos:prefLabel"), "{}", short.body);
    let document = document.trim().strip_prefix(BASE).unwrap();
    assert!(server.get(document, "application/ld+json").is(200).body.contains("They belong together."));
    let store = Store::open(&server.store).unwrap();
    let stances: Vec<Statement> =
        store.statements().unwrap().into_iter().filter(|s| s.predicate.polarity().is_some()).collect();
    let address = iri::conflict(ConflictType::AffiliateDivergence, [&stances[0].id, &stances[1].id]);
    let conflict = server.get(address.strip_prefix(BASE).unwrap(), "text/turtle");
    conflict.is(200);
    assert!(
        conflict.body.contains("affiliate-divergence") && conflict.body.contains("It is good."),
        "{}",
        conflict.body
    );
    assert_eq!(server.get("/conflict/0123456789abcdef", "text/turtle").status, 404);
}

#[test]
fn names_and_quotes_stay_text_on_every_page() {
    let server = start_over(quarrel, |_| {});
    let id =
        server.ask("SELECT ?o { ?o skos:prefLabel ?l FILTER(STRSTARTS(?l, 'Dockers')) }", "text/csv").body;
    let path =
        id.lines().nth(1).unwrap().trim().strip_prefix("https://w3id.org/standpoint").unwrap().to_owned();
    let evil = "</textarea><script>alert(2)</script>";
    for page in [
        server.get(&path, "text/html"),
        server.get(&format!("/search?q={}", encoded("<script>alert(3)</script>")), "text/html"),
        server.get("/search?q=Dockers", "text/html"),
        server.ask("SELECT * { ?s ?p ?o }", "text/html"),
        server.ask(&format!("SELECT ('{evil}' AS ?x) {{}}"), "text/html"),
        server.ask(evil, "text/html"),
        server.get(&format!("/sparql?format={}&query=ASK%7B%7D", encoded(evil)), "text/html"),
        server.get(&format!("/id/person/{}", encoded(evil)), "text/html"),
    ] {
        assert_eq!(page.kind(), "text/html", "{page:?}");
        assert!(!page.body.contains("<script") && !page.body.contains("<img"), "{}", page.body);
        assert!(page.header("set-cookie").is_none(), "{page:?}");
        assert!(page.header("content-security-policy").unwrap().contains("default-src 'none'"));
    }
}

#[test]
fn what_is_known_is_not_sent_again() {
    let server = start_over(quarrel, |_| {});
    for path in ["/id/organization/harbor-federation", "/store?default", "/assets/plain.css", "/"] {
        let first = server.get(path, "*/*");
        let tag = first.is(200).header("etag").unwrap_or_else(|| panic!("{path}")).to_owned();
        let again = server.request("GET", path, &[("Accept", "*/*"), ("If-None-Match", &tag)], b"");
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
    }
    let turtle =
        server.get("/id/organization/harbor-federation", "text/turtle").header("etag").unwrap().to_owned();
    let page =
        server.get("/id/organization/harbor-federation", "text/html").header("etag").unwrap().to_owned();
    assert_ne!(turtle, page);
}

#[test]
fn the_graph_store_can_be_read_and_not_written() {
    let server = start(2, |_| {});
    let graph =
        server.ask("SELECT ?g { GRAPH ?g { ?d a sp:SourceDocument } } ORDER BY ?g LIMIT 1", "text/csv").body;
    let graph = encoded(graph.lines().nth(1).unwrap().trim());
    let lines = |path: &str| server.get(path, "application/n-quads").is(200).body.lines().count();
    let (all, default, one) =
        (lines("/store"), lines("/store?default"), lines(&format!("/store?graph={graph}")));
    // In the union, what several graphs say stands once.
    assert!(one > 0 && one < default && default <= all, "{one} {default} {all}");
    assert_eq!(server.get("/store", "*/*").kind(), "application/trig");
    assert_eq!(server.get("/store?default", "*/*").kind(), "text/turtle");
    assert_eq!(server.get("/store?default&format=nt", "text/html").kind(), "application/n-triples");
    assert_eq!(server.get("/store?graph=http%3A%2F%2Fexample.org%2F", "*/*").status, 404);
    assert_eq!(server.get("/store?default&graph=x", "*/*").status, 400);
    assert_eq!(server.get("/store", "text/csv").status, 406);
    for method in ["PUT", "POST", "DELETE", "PATCH"] {
        assert_eq!(server.request(method, "/store?default", &[], b"").status, 405, "{method}");
    }
    let head = server.request("HEAD", "/store?default", &[], b"");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn no_path_leads_out_of_the_list_of_files() {
    let server = start(1, |_| {});
    assert!(server.get("/assets/plain.css", "*/*").is(200).body.contains("color-scheme"));
    for path in [
        "/assets/../Cargo.toml",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets//etc/passwd",
        "/../../etc/passwd",
        "/id/../../etc/passwd",
        "/assets/plain.css%00.html",
        "/document/..%5c..%5cmanifest.json",
        "/manifest.json",
    ] {
        let reply = server.get(path, "*/*");
        assert!([400, 404].contains(&reply.status), "{path}: {reply:?}");
        assert!(!reply.body.contains("root:") && !reply.body.contains("[package]"), "{path}");
    }
}
