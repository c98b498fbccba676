//! The store changes: by updates with a token, and by other processes.

use crate::common::{Reply, Running, fill, start};
use standpoint_server::{Settings, Token};
use standpoint_store::Store;
use std::time::{Duration, Instant};

const TOKEN: &str = "a-token-for-this-test";
const UPDATE: &str = "application/sparql-update";

fn writable(settings: &mut Settings) {
    settings.token = Some(Token::new(TOKEN).unwrap());
}

fn change(server: &Running, token: Option<&str>, sparql: &str) -> Reply {
    let bearer = token.map(|token| format!("Bearer {token}"));
    let mut headers = vec![("Content-Type", UPDATE)];
    headers.extend(bearer.as_deref().map(|bearer| ("Authorization", bearer)));
    server.request("POST", "/update", &headers, sparql.as_bytes())
}

fn holds(server: &Running, sparql: &str) -> bool {
    server.ask(sparql, "text/csv").is(200).body.contains("true")
}

const ADD: &str = "INSERT DATA { <http://example.org/a> rdfs:comment 'new' }";
const THERE: &str = "ASK { ?s rdfs:comment 'new' }";

#[test]
fn updates_need_the_token_and_show_at_once() {
    let server = start(1, writable);
    for (token, status) in [(None, 401), (Some("wrong"), 401), (Some(""), 401)] {
        let reply = change(&server, token, ADD);
        assert_eq!(reply.status, status);
        assert!(reply.header("www-authenticate").is_some_and(|value| value.starts_with("Bearer")));
    }
    assert!(!holds(&server, THERE));
    assert_eq!(change(&server, Some(TOKEN), ADD).status, 204);
    assert!(holds(&server, THERE));
    assert!(server.get("/sparql", "text/turtle").body.contains("SPARQL11Update"));
    let form = format!("update={}", crate::common::encoded("CLEAR DEFAULT"));
    let headers = [
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Authorization", "bearer a-token-for-this-test"),
    ];
    assert_eq!(server.request("POST", "/sparql", &headers, form.as_bytes()).status, 204);
    assert!(!holds(&server, THERE));
    assert_eq!(change(&server, Some(TOKEN), "LOAD <http://127.0.0.1:1/x>").status, 400);
    assert_eq!(change(&server, Some(TOKEN), "DROP ALL").status, 400);
}

#[test]
fn what_another_process_writes_is_seen() {
    let server = start(1, |_| {});
    let count = || {
        let reply = server.ask("SELECT (COUNT(?d) AS ?n) { ?d a sp:SourceDocument }", "text/csv");
        reply.is(200).body.lines().nth(1).unwrap().parse::<usize>().unwrap()
    };
    assert_eq!(count(), 1);
    let mut store = Store::open(&server.store).unwrap();
    fill(&mut store, 1, 4);
    drop(store);
    let deadline = Instant::now() + Duration::from_secs(60);
    while count() != 4 {
        assert!(Instant::now() < deadline, "{:?}", server.log.lock().unwrap());
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_store_that_someone_writes_to_is_not_changed_by_updates() {
    let server = start(1, writable);
    let mut store = Store::open(&server.store).unwrap();
    fill(&mut store, 1, 2);
    let reply = change(&server, Some(TOKEN), ADD);
    assert_eq!(reply.status, 409, "{reply:?}");
    assert!(!reply.body.contains(server.store.to_str().unwrap()), "{reply:?}");
    drop(store);
    assert_eq!(change(&server, Some(TOKEN), ADD).status, 204);
}
