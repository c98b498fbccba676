//! `standpoint serve` on the demo documents' register and rows, asked over a socket and by clients that others wrote.
#![allow(clippy::unwrap_used, reason = "tests")]

use standpoint_tests::{Served, Workplace, client};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_standpoint-under-test");

/// Rows of two statements, as `extract` writes them.
fn rows() -> String {
    let row = |subject: &str, predicate: &str, quote: &str| {
        format!(
            r#"{{"id":"s-{predicate}-{subject}","document":"levy.txt","kind":"stance","subject":{{"id":"https://w3id.org/standpoint/id/organization/{subject}","label":"{subject}","type":"Organization","aliases":[]}},"predicate":"{predicate}","object":{{"id":"https://w3id.org/standpoint/id/policy/levy","label":"Harbor Levy","type":"Policy","aliases":[]}},"role":null,"act":"statement","addressee":null,"attributedTo":[],"date":"2011-05-04","confidence":0.9,"span":{{"start":0,"end":20}},"quote":"{quote}"}}"#
        )
    };
    [
        row("dockers", "opposes", "No levy."),
        row("masters", "supports", "A levy."),
        row("pilots", "supports", "Yes."),
    ]
    .join("\n")
}

/// A workplace with a store, served.
fn serve(place: &Workplace, more: &[&str]) -> Served {
    place.write("rows.jsonl", rows());
    place.run(["import", "--store", "press", "rows.jsonl"]).ends_with(0);
    Served::start(PROGRAM, &place.path("press"), more)
}

fn exchange(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut back = String::new();
    stream.read_to_string(&mut back).unwrap();
    back
}

#[test]
fn a_store_is_served_until_the_process_is_told_to_end() {
    let place = Workplace::new(PROGRAM);
    let mut served = serve(&place, &[]);
    let ask = "GET /sparql?query=ASK%7B?s%20sp:opposes%20?o%7D HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\nConnection: close\r\n\r\n";
    let reply = exchange(&served.address, ask);
    assert!(reply.starts_with("HTTP/1.1 200") && reply.ends_with("true"), "{reply}");
    let told = Command::new("kill").args(["-TERM", &served.child.id().to_string()]).status();
    if told.is_ok_and(|status| status.success()) {
        assert_eq!(served.child.wait().unwrap().code(), Some(0));
        let log = served.log();
        assert!(log.contains("GET /sparql 200") && log.ends_with("ended\n"), "{log}");
    }
}

#[test]
fn updates_reach_the_folder() {
    let place = Workplace::new(PROGRAM);
    let served = serve(&place, &["--writable"]);
    let body = "INSERT DATA { id:policy\\/levy rdfs:comment \"noted\" }";
    let request = format!(
        "POST /update HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-update\r\nAuthorization: Bearer a-token-for-this-test\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let reply = exchange(&served.address, &request);
    assert!(reply.starts_with("HTTP/1.1 204"), "{reply}");
    let run = place.run(["query", "--store", "press", "SELECT ?c { ?x rdfs:comment ?c }", "--format", "csv"]);
    assert!(run.ends_with(0).out.contains("noted"));
}

#[test]
fn wrong_starts_are_told() {
    let place = Workplace::new(PROGRAM);
    place.run(["serve", "--store", "nowhere"]).ends_with(2).tells("there is no store").tells("hint: ");
    place.write("short", "abc");
    place.run(["serve", "--writable", "--token-file", "short"]).ends_with(2).tells("shorter than 16");
    place.run(["serve", "--token-file", "short"]).ends_with(2).tells("--writable");
    place.run(["serve", "--timeout", "soon"]).ends_with(2).tells("write it like 30s");
    let served = serve(&place, &[]);
    place
        .run(["serve", "--store", "press", "--bind", &served.address])
        .ends_with(2)
        .tells("cannot listen at")
        .tells("hint: ");
}

#[test]
fn clients_that_others_wrote_get_what_they_ask_for() {
    let place = Workplace::new(PROGRAM);
    let served = serve(&place, &[]);
    client("sparqlwrapper", [format!("http://{}", served.address)]);
}
