//! How the cost of finding conflicts grows: `cargo bench -p standpoint-graph`.

use divan::{Bencher, counter::ItemsCount};
use standpoint_graph::{ConflictOptions, StanceGraph, find_conflicts};
use standpoint_model::{Confidence, Entity, EntityType, Evidence, Predicate, Span, Statement};

fn main() {
    divan::main();
}

/// A small linear congruential generator: the same statements on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % n
    }
}

const WORDS: [&str; 16] = [
    "mandatory",
    "voluntary",
    "fees",
    "towns",
    "port",
    "never",
    "raised",
    "lowered",
    "jobs",
    "traffic",
    "safe",
    "dangerous",
    "40",
    "boats",
    "not",
    "join",
];

/// `n` statements of actors, matters and claims, one actor and one matter for each twenty.
fn corpus(n: usize) -> Vec<Statement> {
    let mut dice = Dice(7);
    let actors = (n / 20).max(4);
    let actor = |at: usize| Entity::named(EntityType::Organization, format!("Union {at}"));
    let matter = |at: usize| Entity::named(EntityType::Policy, format!("Levy {at} on harbour {}", at % 97));
    (0..n)
        .map(|at| {
            let who = dice.below(actors);
            let subject = actor(who);
            let target = matter(dice.below(actors));
            let (predicate, object) = match dice.below(10) {
                // Federations of seven, and federations of these.
                0 | 1 => (Predicate::AffiliatedWith, actor(who / 7)),
                2..=4 => (Predicate::Supports, target),
                5 | 6 => (Predicate::Opposes, target),
                roll => {
                    let text: Vec<&str> = (0..8).map(|_| WORDS[dice.below(WORDS.len())]).collect();
                    let mut said = Entity::named(EntityType::Proposition, format!("{at} {}", text.join(" ")));
                    said.about = vec![target];
                    (if roll == 9 { Predicate::Denies } else { Predicate::Asserts }, said)
                }
            };
            Statement {
                id: String::new(),
                document: format!("doc{}", at / 30),
                subject,
                predicate,
                object,
                role: None,
                act: None,
                addressee: None,
                attributed_to: Vec::new(),
                date: None,
                confidence: Confidence::clamped(0.5 + 0.05 * (at % 10) as f64),
                span: Span::new(at % 30 * 50, at % 30 * 50 + 40),
                quote: String::new(),
                evidence: Evidence::default(),
                method: String::new(),
            }
            .addressed()
        })
        .collect()
}

#[divan::bench(args = [1_000, 10_000, 30_000], sample_count = 3, sample_size = 1)]
fn graph(bencher: Bencher<'_, '_>, n: usize) {
    let statements = corpus(n);
    bencher.counter(ItemsCount::new(n)).bench(|| StanceGraph::from_statements(&statements));
}

#[divan::bench(args = [1_000, 10_000, 30_000], sample_count = 3, sample_size = 1)]
fn conflicts(bencher: Bencher<'_, '_>, n: usize) {
    let graph = StanceGraph::from_statements(&corpus(n));
    let options = ConflictOptions::default();
    bencher.counter(ItemsCount::new(n)).bench(|| find_conflicts(&graph, &options));
}
