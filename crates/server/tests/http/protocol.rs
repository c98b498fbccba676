//! The SPARQL 1.1 protocol as a socket sees it: <https://www.w3.org/TR/sparql11-protocol/>.

use crate::common::{encoded, start};

const FORM: &str = "application/x-www-form-urlencoded";
const DIRECT: &str = "application/sparql-query";
const JSON: &str = "application/sparql-results+json";

#[test]
fn a_query_can_be_asked_in_every_way() {
    let server = start(2, |_| {});
    let ask = "ASK { ?s a sp:Stance }";
    let form = format!("query={}", encoded(ask));
    let replies = [
        ("query-get", server.get(&format!("/sparql?{form}"), JSON)),
        (
            "query-post-form",
            server.request("POST", "/sparql", &[("Content-Type", FORM), ("Accept", JSON)], form.as_bytes()),
        ),
        (
            "query-post-direct",
            server.request("POST", "/sparql", &[("Content-Type", DIRECT), ("Accept", JSON)], ask.as_bytes()),
        ),
        (
            "charset",
            server.request(
                "POST",
                "/sparql",
                &[("Content-Type", "application/sparql-query; charset=UTF-8"), ("Accept", JSON)],
                ask.as_bytes(),
            ),
        ),
        (
            "QUERY",
            server.request("QUERY", "/sparql", &[("Content-Type", DIRECT), ("Accept", JSON)], ask.as_bytes()),
        ),
        ("/query", server.get(&format!("/query?{form}"), JSON)),
    ];
    for (way, reply) in replies {
        reply.is(200);
        assert_eq!(reply.kind(), JSON, "{way}");
        assert!(reply.body.contains("\"boolean\":true") && reply.whole, "{way}: {reply:?}");
    }
}

#[test]
fn wrong_requests_are_refused_with_the_right_status_and_a_reason() {
    let server = start(1, |_| {});
    let ask = encoded("ASK {}");
    let direct = |method: &str, path: &str, kind: &str, body: &[u8]| {
        server.request(method, path, &[("Content-Type", kind)], body)
    };
    for (name, reply, status) in [
        ("bad-query-method", server.request("PUT", &format!("/sparql?query={ask}"), &[], b""), 405),
        ("bad-query-delete", server.request("DELETE", "/sparql", &[], b""), 405),
        ("bad-multiple-queries", server.get(&format!("/sparql?query={ask}&query={ask}"), "*/*"), 400),
        ("bad-query-wrong-media-type", direct("POST", "/sparql", "text/plain", b"ASK {}"), 415),
        ("bad-query-missing-form-type", server.request("POST", "/sparql", &[], b"query=ASK%20%7B%7D"), 415),
        ("bad-query-missing-direct-type", server.request("POST", "/sparql", &[], b"ASK {}"), 415),
        ("bad-query-non-utf8", direct("POST", "/sparql", DIRECT, b"ASK { ?s ?p \"\xff\" }"), 400),
        ("bad-query-non-utf8-form", direct("POST", "/sparql", FORM, b"query=ASK%ff"), 400),
        ("bad-query-syntax", server.ask("ASK {", "*/*"), 400),
        ("missing query in a form", direct("POST", "/sparql", FORM, b"qwery=x"), 400),
        (
            "in the address and in the body",
            direct("POST", &format!("/sparql?query={ask}"), DIRECT, b"ASK {}"),
            400,
        ),
        ("bad-update-get", server.get("/sparql?update=CLEAR%20ALL", "*/*"), 400),
        ("bad-multiple-updates", direct("POST", "/sparql", FORM, b"update=CLEAR+ALL&update=CLEAR+ALL"), 400),
        (
            "an update where none is allowed",
            direct("POST", "/sparql", "application/sparql-update", b"CLEAR ALL"),
            403,
        ),
        ("an update at /query", direct("POST", "/query", "application/sparql-update", b"CLEAR ALL"), 400),
        ("an update by QUERY", direct("QUERY", "/sparql", "application/sparql-update", b"CLEAR ALL"), 415),
        ("a change sent as a query", server.ask("DELETE WHERE { ?s ?p ?o }", "*/*"), 400),
        (
            "a graph that is no address",
            server.get(&format!("/sparql?query={ask}&default-graph-uri=no"), "*/*"),
            400,
        ),
        (
            "using in a query",
            server.get(&format!("/sparql?query={ask}&using-graph-uri=http://x/"), "*/*"),
            400,
        ),
        ("a format that does not fit", server.get(&format!("/sparql?query={ask}&format=turtle"), "*/*"), 400),
        ("nothing acceptable", server.ask("ASK {}", "image/png"), 406),
        ("everything refused", server.ask("ASK {}", "*/*;q=0"), 406),
        ("no such address", server.get("/nowhere", "*/*"), 404),
        (
            "another endpoint",
            server.ask("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "*/*"),
            400,
        ),
    ] {
        assert_eq!(reply.status, status, "{name}: {reply:?}");
        assert!(reply.body.starts_with("error: ") && reply.whole, "{name}: {reply:?}");
        if status == 405 {
            assert!(reply.header("allow").is_some_and(|allow| allow.contains("POST")), "{name}");
        }
    }
}

#[test]
fn rows_come_in_the_format_that_is_liked_best() {
    let server = start(1, |_| {});
    let sparql = "SELECT ?s ?c { ?s sp:confidence ?c } ORDER BY ?s LIMIT 2";
    for (accept, kind, begins) in [
        ("*/*", JSON, "{\"head\""),
        (JSON, JSON, "{\"head\""),
        ("application/json", JSON, "{\"head\""),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv", "s,c"),
        ("text/tab-separated-values", "text/tab-separated-values", "?s\t?c"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml", "<?xml"),
        ("text/*;q=0.3, application/sparql-results+json;q=0.2", "text/csv", "s,c"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml", "<?xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html", "<!DOCTYPE"),
    ] {
        let reply = server.ask(sparql, accept);
        reply.is(200);
        assert_eq!(reply.kind(), kind, "{accept}");
        assert!(reply.body.starts_with(begins), "{accept}: {}", reply.body);
        assert!(reply.header("vary").is_some_and(|vary| vary.contains("Accept")), "{accept}");
    }
    let csv = server.get(&format!("/sparql?format=csv&query={}", encoded(sparql)), "text/html");
    assert_eq!((csv.kind(), csv.body.lines().count()), ("text/csv", 3));
    assert!(csv.header("content-disposition").unwrap().contains("answer.csv"));
    assert!(csv.header("server-timing").unwrap().contains("eval;dur="));
}

#[test]
fn triples_come_in_every_format() {
    let server = start(20, |_| {});
    let sparql = "CONSTRUCT { ?a sp:opposes ?b } { ?a sp:opposes ?b }";
    for (accept, kind, holds) in [
        ("*/*", "text/turtle", "sp:opposes"),
        ("text/turtle", "text/turtle", "sp:opposes"),
        ("application/n-triples", "application/n-triples", "<https://w3id.org/standpoint#opposes>"),
        ("application/rdf+xml", "application/rdf+xml", "<rdf:RDF"),
        ("application/ld+json", "application/ld+json", "\"@id\""),
        ("application/n-quads", "application/n-quads", "standpoint#opposes"),
        ("text/html", "text/html", "sp:opposes"),
    ] {
        let reply = server.ask(sparql, accept);
        reply.is(200);
        assert_eq!(reply.kind(), kind, "{accept}");
        assert!(reply.body.contains(holds), "{accept}: {}", reply.body);
    }
    assert_eq!(server.ask(sparql, "text/csv").status, 406);
}

#[test]
fn graphs_are_chosen_by_the_request() {
    let server = start(2, |_| {});
    let count = |more: &str| {
        let sparql = encoded("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
        let reply = server.get(&format!("/sparql?query={sparql}{more}"), "text/csv");
        reply.is(200).body.lines().nth(1).unwrap().parse::<usize>().unwrap()
    };
    let graphs = server.ask("SELECT ?g { GRAPH ?g { ?d a sp:SourceDocument } } ORDER BY ?g", "text/csv").body;
    let graphs: Vec<String> =
        graphs.lines().skip(1).map(|line| format!("&default-graph-uri={}", encoded(line))).collect();
    assert_eq!(graphs.len(), 2);
    let (one, other) = (count(&graphs[0]), count(&graphs[1]));
    assert!(one > 0 && other > 0);
    assert_eq!(count(&graphs.concat()), one + other);
    assert!(count("") > one + other);
    assert_eq!(count("&named-graph-uri=http%3A%2F%2Fexample.org%2F"), 0);
}

#[test]
fn without_a_query_the_service_describes_itself() {
    let server = start(1, |_| {});
    let reply = server.get("/sparql", "text/turtle");
    reply.is(200);
    for words in [
        "sparql-service-description#Service",
        "SPARQL11Query",
        "UnionDefaultGraph",
        "/sparql>",
        "formats/SPARQL_Results_CSV",
    ] {
        assert!(reply.body.contains(words), "{words}: {}", reply.body);
    }
    assert!(!reply.body.contains("SPARQL11Update"));
    assert_eq!(server.get("/sparql", "application/ld+json").kind(), "application/ld+json");
    let page = server.get("/sparql", "text/html,*/*;q=0.8");
    assert!(page.kind() == "text/html" && page.body.contains("<textarea"), "{page:?}");
}

#[test]
fn head_has_no_body_and_options_name_the_methods() {
    let server = start(1, |_| {});
    let path = format!("/sparql?query={}", encoded("ASK {}"));
    let head = server.request("HEAD", &path, &[("Accept", JSON)], b"");
    assert_eq!((head.is(200).kind(), head.body.as_str()), (JSON, ""));
    for path in ["/sparql", "/store", "/id/person/x"] {
        let options = server.request("OPTIONS", path, &[], b"");
        assert_eq!((options.status, options.body.as_str()), (204, ""));
        assert!(options.header("allow").unwrap().contains("GET"), "{path}");
    }
}

#[test]
fn errors_show_the_place_in_the_form_that_is_asked_for() {
    let server = start(1, |_| {});
    let wrong = "SELECT ?x {\n  ?x sp:oposes ?y\n}";
    let text = server.ask(wrong, "*/*");
    assert_eq!(
        (text.is(400).kind(), text.body.as_str()),
        (
            "text/plain",
            "error: there is no term sp:oposes (line 2, column 6)\n2 |   ?x sp:oposes ?y\n  |      ^\nhint: did you mean sp:opposes?\n"
        )
    );
    let json = server.ask(wrong, "application/json");
    assert_eq!(json.kind(), "application/problem+json");
    assert!(
        json.body.contains("\"line\":2") && json.body.contains("\"hint\":\"did you mean sp:opposes?\""),
        "{}",
        json.body
    );
    let html = server.ask(wrong, "text/html");
    assert_eq!(html.is(400).kind(), "text/html");
    assert!(
        html.body.contains("<textarea") && html.body.contains("did you mean sp:opposes?"),
        "{}",
        html.body
    );
}
