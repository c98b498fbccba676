//! How long one-mode congruence of 5,000 actors on 500 concepts takes: `cargo run --release --example congruence_speed`.
#![allow(clippy::print_stdout, reason = "an example that reports")]

use standpoint_network::{Aggregation, CorpusBuilder, Filter, Network, NetworkError, Node, Scale, Spec};
use std::time::Instant;

fn main() -> Result<(), NetworkError> {
    for statements in [100_000u32, 1_000_000, 5_000_000] {
        let mut chance = fastrand::Rng::with_seed(1);
        let actors: Vec<Node> = (0..5_000).map(|at| Node::named(format!("actor {at:04}"))).collect();
        let concepts: Vec<Node> = (0..500).map(|at| Node::named(format!("concept {at:03}"))).collect();
        let mut builder = CorpusBuilder::new(Scale::Boolean);
        for origin in 0..statements {
            let (actor, concept) = (&actors[chance.usize(..5_000)], &concepts[chance.usize(..500)]);
            builder.add(actor, concept, chance.i32(0..2), Some(i64::from(origin)), "d", origin);
        }
        let corpus = builder.finish();
        let start = Instant::now();
        let network = Network::of(&corpus, &Spec::onemode(Aggregation::Congruence), &Filter::default())?;
        println!("{statements} statements: {:.2?}, sum {}", start.elapsed(), network.matrix.sum());
    }
    Ok(())
}
