//! Made-up corpora of any size: the same for the same seed on every machine.
//!
//! Actors belong to federations in forests of up to five levels; one federation in fifty is told to belong to one of
//! its own members, so that there are circles. Topics and words are as unevenly spread as in news: a few have most.
//! Stances follow what the top federation of an actor stands for, with some who differ; some actors turn over time.
#![allow(dead_code, reason = "each benchmark uses its own part")]

use standpoint_model::{
    Act, Confidence, Document, Entity, EntityType, Evidence, PartialDate, Predicate, Span, Statement, iri,
};

/// How large a corpus is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) statements: usize,
    pub(crate) actors: usize,
    pub(crate) targets: usize,
}

impl Size {
    /// A corpus of so many statements, with an actor for each twenty and a target for each five hundred.
    pub(crate) fn of(statements: usize) -> Self {
        Self { statements, actors: (statements / 20).max(4), targets: (statements / 500).max(2) }
    }
}

/// Statements a document.
const EACH: usize = 25;

/// SplitMix64 (Steele, Lea, Flood 2014): small, and each document can have its own.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or_default() % n.max(1)
    }

    /// One of `n`, the first ones far more often than the last (density falls with the root of the rank).
    fn uneven(&mut self, n: usize) -> usize {
        let roll = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((roll * roll * n as f64) as usize).min(n.saturating_sub(1))
    }

    fn one<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.uneven(words.len())]
    }
}

const SYLLABLES: [&str; 24] = [
    "bar", "cor", "dun", "fel", "gan", "hol", "kes", "lam", "mor", "nal", "ost", "pel", "quin", "ras", "sel",
    "tar", "ulm", "ver", "wen", "yar", "zel", "bri", "cla", "dro",
];
const NOUNS: [&str; 32] = [
    "harbour",
    "fees",
    "towns",
    "jobs",
    "traffic",
    "boats",
    "safety",
    "prices",
    "schools",
    "workers",
    "budget",
    "roads",
    "ships",
    "fishers",
    "storms",
    "cranes",
    "tunnels",
    "taxes",
    "farms",
    "rents",
    "nurses",
    "hospitals",
    "rivers",
    "forests",
    "courts",
    "judges",
    "police",
    "fires",
    "bridges",
    "trains",
    "cargo",
    "docks",
];
const VERBS: [&str; 24] = [
    "hurts",
    "helps",
    "delays",
    "covers",
    "funds",
    "threatens",
    "protects",
    "changes",
    "reaches",
    "burdens",
    "serves",
    "increases",
    "decreases",
    "raises",
    "lowers",
    "closes",
    "opens",
    "strengthens",
    "weakens",
    "needs",
    "leaves",
    "moves",
    "builds",
    "splits",
];
const KINDS: [&str; 12] = [
    "mandatory",
    "voluntary",
    "safe",
    "dangerous",
    "legal",
    "illegal",
    "permanent",
    "temporary",
    "popular",
    "costly",
    "late",
    "unclear",
];

/// A name of two words that no other number has.
fn name(mut at: usize) -> String {
    let mut syllable = || {
        let part = SYLLABLES[at % SYLLABLES.len()];
        at /= SYLLABLES.len();
        part
    };
    let first: String = [syllable(), syllable(), syllable()].concat();
    let second = [syllable(), syllable()].concat();
    let upper = |word: &str| word[..1].to_uppercase() + &word[1..];
    format!("{} {}", upper(&first), upper(&second))
}

/// Number `at` of `size.actors`: federations first, then their members; a third of those are people.
fn actor(size: Size, at: usize) -> Entity {
    if is_person(size, at) {
        Entity::named(EntityType::Person, format!("{} Esq", name(at)))
    } else {
        Entity::named(EntityType::Organization, format!("{} Union", name(at)))
            .with_aliases([format!("Local {at}")])
    }
}

fn is_person(size: Size, at: usize) -> bool {
    at > size.actors / 5 && at.is_multiple_of(3)
}

/// What an actor belongs to: a forest, whose trees have eight branches at each fork.
fn whole(size: Size, at: usize) -> Option<usize> {
    let trees = (size.actors / 200).max(1);
    (at >= trees).then(|| (at - trees) / 8)
}

fn root(size: Size, at: usize) -> usize {
    std::iter::successors(Some(at), |&at| whole(size, at)).last().unwrap_or(at)
}

fn target(at: usize) -> Entity {
    let word = ["Act", "Levy", "Accord", "Programme"][at % 4];
    Entity::named(EntityType::Policy, format!("{} {word}", name(at * 7919 + 13)))
}

/// What is claimed of a target: some thirty thousand different sentences, the first few again and again.
fn claim(dice: &mut Dice, about: &Entity) -> String {
    let subject = &about.label;
    match dice.below(10) {
        0..=3 => format!("the {subject} {} {} and {}", dice.one(&VERBS), dice.one(&NOUNS), dice.one(&NOUNS)),
        4..=5 => format!("the {subject} never {} {}", dice.one(&VERBS), dice.one(&NOUNS)),
        6..=7 => format!("the {subject} is {} for {}", dice.one(&KINDS), dice.one(&NOUNS)),
        _ => format!("the {subject} {} {} {}", dice.one(&VERBS), 3 + dice.below(60), dice.one(&NOUNS)),
    }
}

/// How many documents a corpus of this size has.
pub(crate) fn documents(size: Size) -> usize {
    size.statements.div_ceil(EACH)
}

/// Document number `number` of the corpus, and what it says.
pub(crate) fn document(size: Size, seed: u64, number: usize) -> (Document, Vec<Statement>) {
    let mut dice = Dice(seed ^ (number as u64).wrapping_mul(0xd1b5_4a32_d192_ed03));
    let (year, month) = (2001 + dice.below(25) as u16, 1 + dice.below(12) as u8);
    let document = Document {
        date: PartialDate::new(year, Some(month), Some(1 + dice.below(28) as u8)),
        publisher: Some(format!("{} Gazette", name(dice.below(40)))),
        ..Document::new(format!("corpus/{number:07}.txt"), String::new())
    };
    // News is about few things at a time.
    let topics = [dice.uneven(size.targets), dice.uneven(size.targets)];
    let count = EACH.min(size.statements - number * EACH);
    let statements = (0..count).map(|at| statement(size, &mut dice, &document, topics, at)).collect();
    (document, statements)
}

fn statement(size: Size, dice: &mut Dice, document: &Document, topics: [usize; 2], at: usize) -> Statement {
    let who = dice.below(size.actors);
    let topic = topics[dice.below(2)];
    let about = target(topic);
    let span = Span::new(at * 120, at * 120 + 100);
    let (predicate, object) = match dice.below(20) {
        0..=3 => match whole(size, who) {
            Some(up) if is_person(size, who) => (
                [Predicate::Leads, Predicate::HoldsPost, Predicate::MemberOf][dice.below(3)],
                actor(size, up),
            ),
            Some(up) => ([Predicate::AffiliatedWith, Predicate::PartOf][dice.below(2)], actor(size, up)),
            // The circle: a federation that belongs to a member of a member, and one that belongs to itself.
            None => {
                (Predicate::AffiliatedWith, actor(size, if dice.below(50) > 0 { who } else { who * 8 + 9 }))
            }
        },
        4..=13 => {
            // The line of the tree on the topic, from which one in six differs, and which turns for one tree in ten.
            let tree = root(size, who);
            let turned = tree % 10 == 3 && document.date.is_some_and(|date| date.year() > 2014);
            let line = (tree * 31 + topic * 17) % 2 == usize::from(turned);
            let side = if dice.below(6) == 0 { !line } else { line };
            (if side { Predicate::Supports } else { Predicate::Opposes }, about)
        }
        roll => {
            let mut said = Entity::named(EntityType::Proposition, claim(dice, &about));
            said.id = iri::proposition(&document.id, span);
            said.about = vec![about];
            let predicate = match roll {
                14..=17 => Predicate::Asserts,
                18 => Predicate::Denies,
                _ => Predicate::Questions,
            };
            (predicate, said)
        }
    };
    let subject = actor(size, who);
    let quote = format!("{} said on Monday what it thinks of this: {}.", subject.label, object.label);
    let reported = dice.below(8) == 0;
    Statement {
        id: String::new(),
        document: document.id.clone(),
        role: matches!(predicate, Predicate::Leads | Predicate::HoldsPost).then(|| "president".to_owned()),
        act: predicate.polarity().map(|_| Act::Statement),
        addressee: None,
        attributed_to: if reported { vec![actor(size, dice.below(size.actors))] } else { Vec::new() },
        date: document.date,
        confidence: Confidence::clamped(0.4 + 0.06 * dice.below(10) as f64),
        span,
        quote,
        evidence: Evidence {
            holder: Some(Span::new(span.start, span.start + 20)),
            cue: Some(Span::new(span.start + 21, span.start + 25)),
            target: Some(Span::new(span.start + 40, span.end)),
        },
        method: "model/statement".to_owned(),
        subject,
        predicate,
        object,
    }
    .addressed()
}

/// Most memory that the process has had, in megabytes, where the system tells.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}
