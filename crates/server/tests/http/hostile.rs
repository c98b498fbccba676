//! Clients that mean no good, or are just slow: bounded, answered, and nobody else is kept waiting.

use crate::common::{encoded, start};
use standpoint_server::{Origins, Settings};
use std::io::{Read, Write};
use std::net::Shutdown;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const PRODUCT: &str = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }";

#[test]
fn a_product_of_everything_is_stopped_and_others_are_answered_meanwhile() {
    let server = start(20, |settings| {
        settings.timeout = Duration::from_secs(4);
        settings.running = 2;
    });
    let ended = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        // More of them than can run at once.
        let slow: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let reply = server.ask(PRODUCT, "*/*");
                    ended.fetch_add(1, Ordering::SeqCst);
                    reply
                })
            })
            .collect();
        let mut before = 0;
        while ended.load(Ordering::SeqCst) < 4 {
            server.ask("ASK { ?s a sp:Stance }", "*/*").is(200);
            before += usize::from(ended.load(Ordering::SeqCst) < 4);
        }
        assert!(before > 1, "nobody else was answered");
        for thread in slow {
            let reply = thread.join().unwrap();
            assert_eq!(reply.status, 503, "{reply:?}");
            assert!(reply.body.contains("was stopped") && reply.body.contains("hint: "), "{reply:?}");
        }
    });
}

#[test]
fn a_shorter_time_can_be_asked_for() {
    let server = start(4, |settings| settings.timeout = Duration::from_secs(600));
    let reply = server.get(&format!("/sparql?timeout=0.2&query={}", encoded(PRODUCT)), "application/json");
    assert_eq!((reply.status, reply.kind()), (503, "application/problem+json"));
    assert!(reply.body.contains("longer than 0.2 s"), "{}", reply.body);
}

#[test]
fn an_answer_ends_when_its_client_goes() {
    let server = start(40, |settings| {
        settings.timeout = Duration::from_secs(600);
        settings.rows = usize::MAX;
        settings.answer = usize::MAX;
    });
    let sparql = encoded("SELECT * { ?a ?b ?c . ?d ?e ?f }");
    let mut stream = server.connect();
    let request = format!("GET /sparql?query={sparql} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    stream.read_exact(&mut [0; 1000]).unwrap();
    drop(stream);
    let deadline = std::time::Instant::now() + Duration::from_secs(60);
    let ended = || server.log.lock().unwrap().iter().any(|line| line.contains("ended early"));
    while !ended() {
        assert!(std::time::Instant::now() < deadline, "the query still runs");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn memory_rows_and_bytes_are_bounded() {
    let server = start(20, |settings| {
        settings.memory = 16 << 20;
        settings.rows = 1_000;
        settings.answer = 1 << 20;
    });
    let sorted = server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c", "*/*");
    assert!(sorted.is(503).body.contains("more than 16 MB"), "{sorted:?}");
    let many = server.ask("SELECT ?a ?b { ?a ?b ?c }", "*/*");
    assert!(many.is(413).body.contains("more than 1000 rows"), "{many:?}");
    let long = server.ask(
        "SELECT (CONCAT(STR(?a), STR(?b), STR(?c), STR(?d), STR(?e), STR(?f)) AS ?x) ?a ?b ?c ?d ?e ?f \
                           { ?a ?b ?c . ?d ?e ?f } LIMIT 1000",
        "text/csv",
    );
    // Either it is too long as a whole, or, where its beginning was sent already, it is cut off visibly.
    assert!(
        long.status == 413 || (long.status == 200 && !long.whole) || long.body.len() < 1 << 20,
        "{}",
        long.status
    );
}

#[test]
fn what_was_begun_and_cannot_be_ended_is_visibly_broken() {
    let server = start(40, |settings| settings.answer = 600 << 10);
    let reply = server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f }", "application/sparql-results+json");
    assert_eq!(reply.status, 200);
    assert!(!reply.whole && reply.body.len() > 100_000, "{}", reply.body.len());
}

#[test]
fn ten_megabytes_are_refused_unread() {
    let server = start(1, |_| {});
    let body = vec![b' '; 10 << 20];
    let announced = server.request("POST", "/sparql", &[("Content-Type", "application/sparql-query")], &body);
    assert!(announced.is(413).body.contains("longer than"), "{announced:?}");
    let mut chunked = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..40 {
        chunked.extend_from_slice(b"10000\r\n");
        chunked.extend(std::iter::repeat_n(b' ', 0x10000));
        chunked.extend_from_slice(b"\r\n");
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    let mut stream = server.connect();
    let sent = stream.write_all(&chunked);
    let mut back = Vec::new();
    let _ = stream.read_to_end(&mut back);
    let told = String::from_utf8_lossy(&back);
    assert!(told.starts_with("HTTP/1.1 413") || (sent.is_err() && told.is_empty()), "{told}");
    let long = format!("GET /sparql?query={} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(200_000));
    let told = server.exchange(long.as_bytes());
    assert!(told.is_empty() || told.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&told));
    server.ask("ASK {}", "*/*").is(200);
}

#[test]
fn deep_and_wide_queries_are_refused_or_bounded() {
    let server = start(2, |settings| settings.timeout = Duration::from_secs(3));
    let steps = "/sp:opposes".repeat(5_000);
    for sparql in [
        format!("SELECT * {{ {} {} }}", "{".repeat(5_000), "}".repeat(5_000)),
        format!("SELECT * {{ ?a sp:opposes{steps} ?b }}"),
        format!("SELECT * {{ ?a {}sp:opposes{} ?b }}", "(".repeat(3_000), ")*".repeat(3_000)),
        format!("SELECT * {{ ?a ?b ?c FILTER({}?c) }}", "!".repeat(100_000)),
    ] {
        let reply = server.post("/sparql", "application/sparql-query", &sparql);
        assert!(reply.is(400).body.starts_with("error: "), "{reply:?}");
    }
    let paths = "SELECT * { ?a (!rdf:nil|^!rdf:nil)* ?b . ?b (!rdf:nil|^!rdf:nil)* ?c . ?c (!rdf:nil|^!rdf:nil)* ?d } ORDER BY ?d";
    assert_eq!(server.ask(paths, "*/*").status, 503);
}

#[test]
fn only_names_of_the_server_are_answered_to() {
    let server = start(1, |settings| settings.hosts = vec!["press.example.org".to_owned()]);
    let as_host = |host: &str| server.request("GET", "/sparql?query=ASK%7B%7D", &[("Host", host)], b"");
    for host in ["localhost", "127.0.0.1:80", "[::1]", "press.example.org"] {
        assert_eq!(as_host(host).status, 200, "{host}");
    }
    for host in ["evil.example", "press.example.org.evil.example", "localhost@evil.example"] {
        let reply = as_host(host);
        assert_eq!(reply.status, 421, "{host}");
        assert!(reply.body.contains("--host"), "{reply:?}");
    }
    let twice = b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert_eq!(server.raw(twice).status, 400);
    assert_eq!(server.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400);
    assert_eq!(
        server
            .raw(b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .status,
        421
    );
}

#[test]
fn foreign_pages_read_nothing_unless_they_may() {
    let ask = |settings: fn(&mut Settings), origin: &str| {
        let server = start(1, settings);
        let reply = server.request("GET", "/sparql?query=ASK%7B%7D", &[("Origin", origin)], b"");
        let preflight = server.request(
            "OPTIONS",
            "/sparql",
            &[("Origin", origin), ("Access-Control-Request-Method", "POST")],
            b"",
        );
        let of =
            |reply: &crate::common::Reply| reply.header("access-control-allow-origin").map(str::to_owned);
        assert_eq!(of(&reply), of(&preflight).or_else(|| of(&reply)));
        of(&reply)
    };
    assert_eq!(ask(|_| {}, "https://a.example"), None);
    assert_eq!(ask(|s| s.origins = Origins::Any, "https://a.example").as_deref(), Some("*"));
    let these: fn(&mut Settings) = |s| s.origins = Origins::These(vec!["https://a.example".to_owned()]);
    assert_eq!(ask(these, "https://a.example").as_deref(), Some("https://a.example"));
    assert_eq!(ask(these, "https://b.example"), None);
}

#[test]
fn slow_clients_are_cut_off_and_half_closed_ones_are_answered() {
    let server = start(1, |settings| settings.patience = Duration::from_millis(600));
    // A head that never ends.
    let mut stream = server.connect();
    stream.write_all(b"GET /sparql HTTP/1.1\r\nHost: local").unwrap();
    let mut back = Vec::new();
    let _ = stream.read_to_end(&mut back);
    assert!(back.is_empty() || back.starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&back));
    // A body that never comes.
    let head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 20\r\n\r\nASK";
    assert_eq!(server.raw(head).status, 408);
    // A client that has said all and closes its half.
    let mut stream = server.connect();
    stream
        .write_all(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut back = String::new();
    stream.read_to_string(&mut back).unwrap();
    assert!(back.starts_with("HTTP/1.1 200"), "{back}");
    // One that goes in the midst of its body.
    let mut stream = server.connect();
    stream.write_all(head).unwrap();
    stream.shutdown(Shutdown::Both).unwrap();
    server.ask("ASK {}", "*/*").is(200);
}

#[test]
fn a_client_that_takes_nothing_does_not_hold_its_place() {
    let server = start(40, |settings| {
        settings.patience = Duration::from_millis(500);
        settings.timeout = Duration::from_secs(3);
        settings.running = 1;
    });
    let request = format!(
        "GET /sparql?query={} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        encoded("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    );
    let mut lazy = server.connect();
    lazy.write_all(request.as_bytes()).unwrap();
    server.ask("ASK {}", "*/*").is(200);
    drop(lazy);
}

#[test]
fn too_many_at_once_are_told_to_come_again() {
    let server = start(4, |settings| {
        settings.running = 1;
        settings.waiting = 1;
        settings.turn = Duration::from_millis(100);
        settings.timeout = Duration::from_secs(2);
    });
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6).map(|_| scope.spawn(|| server.ask(PRODUCT, "*/*"))).collect();
        for thread in threads {
            let reply = thread.join().unwrap();
            assert_eq!(reply.status, 503, "{reply:?}");
        }
    });
    server.ask("ASK {}", "*/*").is(200);
}

#[test]
fn nonsense_is_answered_or_closed_and_nothing_leaks_into_the_log() {
    let server = start(1, |_| {});
    for bytes in [
        &b"\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ] {
        let mut stream = server.connect();
        stream.write_all(bytes).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut back = Vec::new();
        let _ = stream.read_to_end(&mut back);
        assert!(back.is_empty() || back.starts_with(b"HTTP/1."), "{back:?}");
    }
    server.ask("ASK { ?s ?p 'a secret that nobody should read' }", "*/*").is(200);
    let log = server.log.lock().unwrap().join("\n");
    assert!(log.contains("GET /sparql 200") && !log.contains("secret"), "{log}");
}
