//! A store of a million made-up statements: loading its graph straight from the files, and all conflicts among them.
//!
//! `cargo bench -p standpoint-store --bench scale` makes stores of 10,000 to 1,000,000 statements in the system's folder
//! for temporary files (about 400 bytes a statement) and prints a table; sizes may stand behind `--`. With `sparql`
//! among them, the questions that `queries/conflict-*.rq` ask are put to the stores as well.
#![expect(clippy::print_stdout, reason = "a benchmark that prints its figures")]

#[path = "../../graph/benches/corpus/mod.rs"]
mod corpus;

use corpus::Size;
use standpoint_graph::{Batch, ConflictOptions, Conflicts, GraphBuilder, StanceGraph};
use standpoint_model::ConflictType;
use standpoint_store::{Store, StoreError};
use std::{
    error::Error,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

/// The program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many times as long as the graph SPARQL may take, and how long at least.
const TIMES: u32 = 21;
const LEAST: Duration = Duration::from_secs(5);

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let given: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![10_000, 30_000, 100_000, 300_000, 1_000_000] } else { given };
    println!("{:>10} {:>10} {:>8} {:>8} {:>8}", "statements", "conflicts", "load s", "find s", "peak MB");
    for statements in sizes {
        // Kept for the next run where TMPDIR is: making a large store takes far longer than measuring it.
        let path = std::env::temp_dir().join(format!("standpoint-scale-{statements}"));
        let size = Size::of(statements);
        if Store::open(&path).map_or(0, |store| store.documents().len()) != corpus::documents(size) {
            make(&path, size)?;
        }
        let start = Instant::now();
        let store = Store::open(&path)?;
        let graph = load(&store)?;
        let loaded = start.elapsed();
        let options = ConflictOptions::default();
        let mut found = f64::INFINITY;
        let mut number = 0;
        for _ in 0..3 {
            let start = Instant::now();
            number = black_box(Conflicts::of(&graph, &options)).len();
            found = found.min(start.elapsed().as_secs_f64());
        }
        println!(
            "{statements:>10} {number:>10} {:>8.2} {found:>8.3} {:>8}",
            loaded.as_secs_f64(),
            corpus::peak_memory().unwrap_or_default()
        );
        if words.iter().any(|word| word == "sparql") {
            ask(&store, &graph)?;
        }
    }
    Ok(())
}

fn make(path: &Path, size: Size) -> Result<(), StoreError> {
    // What an earlier run left unfinished is in the way.
    let _ = std::fs::remove_dir_all(path);
    let mut store = Store::create(path)?;
    for number in 0..corpus::documents(size) {
        let (document, statements) = corpus::document(size, 7, number);
        store.put(&document, &statements, "bench")?;
    }
    store.flush()
}

fn load(store: &Store) -> Result<StanceGraph, StoreError> {
    let mut builder = GraphBuilder::new(store.identity());
    store.each(|stored| Batch::new(&stored.document.text, stored.statements), |batch| builder.add(batch))?;
    Ok(builder.finish())
}

/// The same question to both: seconds of SPARQL, the index already in memory, and of the graph. SPARQL is stopped when it
/// has taken more than [`TIMES`] as long, and [`LEAST`]: that it is so much slower is then known, how much is not.
fn ask(store: &Store, graph: &StanceGraph) -> Result<(), StoreError> {
    let start = Instant::now();
    store.query("ASK { ?s a sp:Stance }", None)?;
    println!(
        "  index in memory after {:.1} s, peak {} MB",
        start.elapsed().as_secs_f64(),
        corpus::peak_memory().unwrap_or_default()
    );
    for kind in ConflictType::ALL {
        let options = ConflictOptions { types: [kind].into(), ..ConflictOptions::default() };
        let start = Instant::now();
        let found = black_box(Conflicts::of(graph, &options)).len();
        let ours = start.elapsed();
        let limit = (ours * TIMES).max(LEAST);
        let start = Instant::now();
        let answer = store.run(&format!("conflict-{kind}"), &[], Some(limit)).map(|answer| answer.len());
        let (theirs, rows) = match answer {
            Ok(rows) => (start.elapsed(), format!("{rows} rows")),
            Err(StoreError::TimedOut { .. }) => (limit, "stopped".to_owned()),
            Err(error) => return Err(error),
        };
        println!(
            "  {kind:<22} graph {:.4} s, {found}; SPARQL {:.2} s, {rows}; {} {:.0} times",
            ours.as_secs_f64(),
            theirs.as_secs_f64(),
            if rows == "stopped" { "more than" } else { "" },
            theirs.as_secs_f64() / ours.as_secs_f64()
        );
    }
    Ok(())
}
