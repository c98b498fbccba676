//! Two hundred clients for a minute, and one that asks for everything times everything.
//!
//! `cargo run --release -p standpoint-server --example load -- [STATEMENTS] [CLIENTS] [SECONDS]` (100,000, 200, 60) makes a
//! store in the system's folder for temporary files, serves it from a process of its own, and prints errors, answers a
//! second, latencies and the most memory that the server had. Half of the queries are new each time, so nothing is cached.
#![expect(clippy::print_stdout, reason = "a benchmark that prints its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should fail")]

#[path = "../../graph/benches/corpus/mod.rs"]
mod corpus;

use corpus::Size;
use standpoint_server::{Plain, Server, Settings};
use standpoint_store::Store;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SLOW: &str = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == "--serve") {
        return serve(Path::new(&words[1]));
    }
    let number =
        |at: usize, default: usize| words.get(at).and_then(|word| word.parse().ok()).unwrap_or(default);
    let (statements, clients, seconds) = (number(0, 100_000), number(1, 200), number(2, 60));
    let path = std::env::temp_dir().join(format!("standpoint-scale-{statements}"));
    let size = Size::of(statements);
    if Store::open(&path).map_or(0, |store| store.documents().len()) != corpus::documents(size) {
        make(&path, size);
    }
    let mut server = Command::new(std::env::current_exe().unwrap())
        .args(["--serve".as_ref(), path.as_os_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    let begun = Instant::now();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let address = address.trim().to_owned();
    let memory = |field: &str| {
        let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap_or_default();
        let line =
            status.lines().find_map(|line| line.strip_prefix(field).map(str::to_owned)).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
    };
    println!(
        "{statements} statements served after {:.1} s, {} MB",
        begun.elapsed().as_secs_f64(),
        memory("VmRSS:")
    );
    let stop = Arc::new(AtomicBool::new(false));
    let end = Instant::now() + Duration::from_secs(seconds as u64);
    let slow = {
        let (address, stop) = (address.clone(), Arc::clone(&stop));
        std::thread::spawn(move || {
            let mut stopped = 0;
            while !stop.load(Ordering::Relaxed) {
                let (status, _) = ask(&mut connect(&address), SLOW);
                stopped += usize::from(status == 503);
            }
            stopped
        })
    };
    let threads: Vec<_> = (0..clients)
        .map(|client| {
            let address = address.clone();
            std::thread::Builder::new()
                .stack_size(256 << 10)
                .spawn(move || work(&address, client, end))
                .unwrap()
        })
        .collect();
    let (mut times, mut errors) = (Vec::new(), Vec::new());
    for thread in threads {
        let (of_one, wrong) = thread.join().unwrap();
        times.extend(of_one);
        errors.extend(wrong);
    }
    stop.store(true, Ordering::Relaxed);
    let (most, now) = (memory("VmHWM:"), memory("VmRSS:"));
    drop(server.stdin.take());
    let stopped = slow.join().unwrap();
    server.wait().unwrap();
    times.sort_unstable();
    let at = |share: f64| {
        let place = ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
        times.get(place).copied().unwrap_or_default().as_secs_f64() * 1000.0
    };
    println!(
        "{clients} clients, {seconds} s: {} answers, {:.0} a second, {} errors {:?}",
        times.len(),
        times.len() as f64 / seconds as f64,
        errors.len(),
        errors.first()
    );
    println!(
        "latency: median {:.0} ms, 95 % {:.0} ms, 99 % {:.0} ms, longest {:.0} ms",
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    );
    println!(
        "server: at most {most} MB, {now} MB at the end; {stopped} endless queries of another client were stopped"
    );
}

fn serve(path: &Path) {
    let settings = Settings {
        bind: "127.0.0.1:0".parse().unwrap(),
        timeout: Duration::from_secs(10),
        ..Settings::default()
    };
    let server = Server::start(path, settings, Arc::new(|_, _| Box::new(Plain)), Arc::new(|_| {})).unwrap();
    println!("{}", server.address());
    let (end, ended) = tokio::sync::oneshot::channel();
    // The other process closes our input when it has seen enough.
    std::thread::spawn(move || {
        let _ = std::io::stdin().read(&mut [0]);
        let _ = end.send(());
    });
    server.run_until(async {
        let _ = ended.await;
    });
}

fn make(path: &Path, size: Size) {
    let _ = std::fs::remove_dir_all(path);
    let mut store = Store::create(path).unwrap();
    for number in 0..corpus::documents(size) {
        let (document, statements) = corpus::document(size, 7, number);
        store.put(&document, &statements, "bench").unwrap();
    }
    store.flush().unwrap();
}

fn connect(address: &str) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
    BufReader::with_capacity(64 << 10, stream)
}

/// Asks one after the other over one connection until `end`; gives times, and what went wrong.
fn work(address: &str, client: usize, end: Instant) -> (Vec<Duration>, Vec<String>) {
    let (mut times, mut errors) = (Vec::new(), Vec::new());
    let mut connection = connect(address);
    let mut turn = client;
    while Instant::now() < end {
        turn += 1;
        let sparql = query(turn, client);
        let begun = Instant::now();
        let (status, problem) = ask(&mut connection, &sparql);
        if status == 200 {
            times.push(begun.elapsed());
        } else {
            errors.push(format!("{status} {problem}"));
            connection = connect(address);
        }
    }
    (times, errors)
}

/// What analysts ask: lists, counts, neighbours, names.
fn query(turn: usize, client: usize) -> String {
    let offset = (turn * 7 + client * 131) % 4_000;
    match turn % 8 {
        0 => format!("SELECT ?s ?quote {{ ?s a sp:Stance ; sp:quote ?quote }} OFFSET {offset} LIMIT 20"),
        1 => format!("SELECT ?h ?l {{ ?h a org:Organization ; skos:prefLabel ?l }} OFFSET {offset} LIMIT 50"),
        2 => format!(
            "SELECT ?t (COUNT(?s) AS ?n) {{ {{ SELECT ?t {{ ?t a sp:Policy }} OFFSET {} LIMIT 3 }} ?s sp:target ?t }} GROUP BY ?t",
            offset % 190
        ),
        3 => format!(
            "SELECT ?a ?b {{ {{ SELECT ?a {{ ?a a foaf:Person }} OFFSET {} LIMIT 5 }} ?a (sp:leads|sp:holdsPostAt|org:memberOf)/(sp:affiliatedWith|sp:partOf)* ?b }}",
            offset % 1_000
        ),
        4 => format!("ASK {{ ?s sp:holder <https://w3id.org/standpoint/id/person/nobody-{offset}> }}"),
        5 => format!(
            "CONSTRUCT {{ ?h sp:opposes ?t }} {{ ?s sp:holder ?h ; sp:target ?t ; sp:polarity sp:Oppose }} LIMIT {}",
            20 + offset % 80
        ),
        6 => format!(
            "SELECT ?p ?o {{ {{ SELECT ?x {{ ?x a sp:Denial }} OFFSET {offset} LIMIT 1 }} ?x ?p ?o }}"
        ),
        _ => "SELECT ?s ?h { ?s sp:confidence ?c ; sp:holder ?h FILTER(?c > 0.9) } LIMIT 100".to_owned(),
    }
}

/// Status of the answer, and its body where it is no success.
fn ask(connection: &mut BufReader<TcpStream>, sparql: &str) -> (u16, String) {
    let head = format!(
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n",
        sparql.len()
    );
    let sent = connection.get_mut().write_all(format!("{head}{sparql}").as_bytes());
    match sent.and_then(|()| receive(connection)) {
        Ok(told) => told,
        Err(error) => (0, error.to_string()),
    }
}

fn receive(connection: &mut BufReader<TcpStream>) -> std::io::Result<(u16, String)> {
    let (mut status, mut length, mut line) = (0, 0, String::new());
    loop {
        line.clear();
        if connection.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let lower = line.to_ascii_lowercase();
        if let Some(rest) = lower.strip_prefix("http/1.1 ") {
            status = rest[..3].parse().unwrap_or_default();
        } else if let Some(rest) = lower.strip_prefix("content-length:") {
            length = rest.trim().parse().unwrap_or_default();
        } else if lower.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body)?;
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}
