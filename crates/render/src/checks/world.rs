//! Statements to draw, and every kind of picture of them.

use crate::{Drawing, Options, actor, conflicts, heatmap, onemode, timeline, topic, twomode};
use standpoint_model::{
    Confidence, Conflict, ConflictType, Entity, EntityType, Evidence, Grounds, Predicate, Span, Statement,
    Tie,
};
use standpoint_network::{Aggregation, Coding, Filter, Network, Spec};
use std::collections::BTreeMap;

/// A statement of the document `dispatch.txt`, its quote made of its parts.
pub(super) fn say(
    subject: &Entity,
    predicate: Predicate,
    object: &Entity,
    date: &str,
    at: usize,
) -> Statement {
    Statement {
        id: String::new(),
        document: "news/dispatch.txt".into(),
        subject: subject.clone(),
        predicate,
        object: object.clone(),
        role: None,
        act: None,
        addressee: None,
        attributed_to: Vec::new(),
        date: date.parse().ok(),
        confidence: Confidence::new(0.9).unwrap(),
        span: Span::new(at * 100, at * 100 + 40),
        quote: format!(
            "{} {predicate} {}, and says so at some length on page {at}.",
            subject.label, object.label
        ),
        evidence: Evidence::default(),
        method: "person".into(),
    }
    .addressed()
}

pub(super) fn organization(name: &str) -> Entity {
    Entity::named(EntityType::Organization, name)
}

/// A federation whose two members disagree on a levy, a harbour master who changes sides, and a tunnel.
pub(super) fn harbour() -> (Vec<Statement>, Vec<Conflict>) {
    let [local, union, board, league] =
        ["Dockers Local 8", "United Dockers", "Port Board", "Shippers' League"].map(organization);
    let master = Entity::named(EntityType::Person, "Ida Quell");
    let levy = Entity::named(EntityType::Policy, "Harbour Levy").with_aliases(["the levy"]);
    let tunnel = Entity::named(EntityType::Policy, "Tunnel Act");
    let claim = Entity::named(EntityType::Proposition, "the levy pays for itself within two years");
    use Predicate::{AffiliatedWith, Asserts, Leads, Opposes, Supports};
    let all = vec![
        say(&local, AffiliatedWith, &union, "2011", 0),
        say(&local, Supports, &levy, "2011-03-04", 1),
        say(&union, Opposes, &levy, "2011-04-18", 2),
        say(&master, Leads, &board, "2010-06", 3),
        say(&master, Supports, &levy, "2010-06-12", 4),
        say(&master, Opposes, &levy, "2012-01", 5),
        say(&league, Opposes, &levy, "2011-04-18", 6),
        say(&league, Supports, &tunnel, "2011-05-02", 7),
        say(&local, Supports, &tunnel, "", 8),
        say(&board, Asserts, &claim, "2011-05-02", 9),
    ];
    let tie = Tie {
        from: local.clone(),
        predicate: AffiliatedWith,
        to: union.clone(),
        statement: all[0].id.clone(),
    };
    let conflict = |kind, parties: [&Entity; 2], said: [usize; 2], path: Vec<Tie>| Conflict {
        kind,
        parties: parties.map(Clone::clone),
        about: vec![levy.clone()],
        statements: said.map(|at| all[at].clone()),
        score: 0.61,
        path,
        grounds: Grounds::default(),
    };
    let found = vec![
        conflict(ConflictType::AffiliateDivergence, [&local, &union], [1, 2], vec![tie]),
        conflict(ConflictType::Reversal, [&master, &master], [4, 5], Vec::new()),
    ];
    (all, found)
}

/// Every kind of picture but the graph, whose layout has checks of its own.
pub(super) fn all_kinds(
    statements: &[Statement],
    found: &[Conflict],
    target: &str,
    who: &str,
    top: Option<usize>,
) -> Vec<(&'static str, Drawing)> {
    let options = Options { note: Some("Source: 1 document.".into()), top, ..Options::default() };
    let corpus = Coding::default().corpus(statements, &BTreeMap::new());
    let network = |spec: Spec| Network::of(&corpus, &spec, &Filter::default()).unwrap();
    let twomode_network = network(Spec::default());
    vec![
        ("topic", topic(statements, found, target, &options)),
        ("actor", actor(statements, found, who, &options)),
        ("conflicts", conflicts(found, &options)),
        ("timeline", timeline(statements, target, &options)),
        ("twomode", twomode(&twomode_network, statements, &options)),
        ("heatmap", heatmap(&twomode_network, statements, &options)),
        ("onemode", onemode(&network(Spec::onemode(Aggregation::Subtract)), &options)),
    ]
}
