//! How the cost of finding conflicts grows: `cargo bench -p standpoint-graph`, or with sizes behind `--`.
//!
//! A table: statements, conflicts, seconds to build the graph from rows in memory and to find all conflicts, and what
//! that is a statement. `standpoint-store`'s benchmark `scale` measures the same from a store on disk.
#![expect(clippy::print_stdout, reason = "a benchmark that prints its figures")]

mod corpus;

use corpus::Size;
use standpoint_graph::{Batch, ConflictOptions, Conflicts, GraphBuilder};
use std::{hint::black_box, time::Instant};

fn main() {
    let given: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![10_000, 30_000, 100_000, 300_000, 1_000_000] } else { given };
    println!(
        "{:>10} {:>10} {:>9} {:>9} {:>10} {:>8}",
        "statements", "conflicts", "build s", "find s", "µs/stmt", "peak MB"
    );
    for statements in sizes {
        let size = Size::of(statements);
        let mut builder = GraphBuilder::default();
        let mut build = std::time::Duration::ZERO;
        for number in 0..corpus::documents(size) {
            let (document, said) = corpus::document(size, 7, number);
            let start = Instant::now();
            builder.add(Batch::new(&document.text, said));
            build += start.elapsed();
        }
        let start = Instant::now();
        let graph = builder.finish();
        build += start.elapsed();
        let options = ConflictOptions::default();
        let mut best = f64::INFINITY;
        let mut number = 0;
        for _ in 0..3 {
            let start = Instant::now();
            number = black_box(Conflicts::of(&graph, &options)).len();
            best = best.min(start.elapsed().as_secs_f64());
        }
        println!(
            "{statements:>10} {number:>10} {:>9.2} {best:>9.3} {:>10.2} {:>8}",
            build.as_secs_f64(),
            best * 1e6 / statements as f64,
            corpus::peak_memory().unwrap_or_default()
        );
    }
}
