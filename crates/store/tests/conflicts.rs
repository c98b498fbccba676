//! Graph and SPARQL find the same conflicts, as far as SPARQL can say what one is.
//!
//! Each type is one shipped query. What a query cannot say (its description tells) does not occur in the worlds here:
//! texts whose words are alike, order that only words tell, former ties on the way between organizations.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests fails as a test does: loudly")]

mod common;

use common::rows;
use proptest::{collection::vec, option, prelude::*};
use standpoint_graph::{Batch, ConflictOptions, Conflicts, GraphBuilder, StanceGraph};
use standpoint_model::{
    Confidence, ConflictType, Document, Entity, EntityType, Evidence, Predicate, Span, Statement,
};
use standpoint_rdf::Format;
use standpoint_store::{ExportFormat, Store};
use std::collections::BTreeSet;
use tempfile::TempDir;

const ACTORS: [(EntityType, &str); 8] = [
    (EntityType::Organization, "Alder Union"),
    (EntityType::Organization, "Birch Union"),
    (EntityType::Organization, "Cedar Union"),
    (EntityType::Organization, "Dogwood Council"),
    (EntityType::Organization, "Elm Union"),
    (EntityType::Place, "Firton"),
    (EntityType::Person, "Gil Hazel"),
    (EntityType::Person, "Ida Juniper"),
];
const PEOPLE: std::ops::Range<usize> = 6..8;
const MATTERS: [&str; 3] = ["Harbour Levy", "Dredging Permit", "Night Shift Rule"];
const WORDS: [&str; 4] = ["mandatory", "voluntary", "safe", "dangerous"];
const DATES: [&str; 5] = ["2010", "2010-06", "2011", "2011-06-15", "2012"];

/// Type, parties in alphabetical order, matter.
type Gist = BTreeSet<(ConflictType, Vec<String>, String)>;

/// A stance: who, on what, whether for, date, who says so.
type Taken = (usize, usize, bool, Option<usize>, Option<usize>);

/// A world by numbers.
#[derive(Debug, Clone)]
struct World {
    /// Who belongs to whom.
    ties: Vec<(usize, usize)>,
    /// Person, organization, whether told as past, date.
    posts: Vec<(usize, usize, bool, Option<usize>)>,
    stances: Vec<Taken>,
    /// Who, about what, with which word.
    claims: Vec<(usize, usize, usize)>,
    /// Who asserts and who denies one passage, about what, and about whom besides.
    denials: Vec<(usize, usize, usize, usize)>,
}

fn world() -> impl Strategy<Value = World> {
    let (actor, matter, date) = (0..ACTORS.len(), 0..MATTERS.len(), || option::of(0..DATES.len()));
    (
        vec((0..6usize, 0..6usize), 0..8),
        vec((PEOPLE, 0..6usize, any::<bool>(), date()), 0..5),
        vec((actor.clone(), matter.clone(), any::<bool>(), date(), option::of(actor.clone())), 0..14),
        vec((actor.clone(), matter.clone(), 0..WORDS.len()), 0..6),
        vec((actor.clone(), actor.clone(), matter, actor), 0..4),
    )
        .prop_map(|(ties, posts, stances, claims, denials)| World {
            ties,
            posts,
            stances,
            claims,
            denials,
        })
}

fn actor(at: usize) -> Entity {
    Entity::named(ACTORS[at].0, ACTORS[at].1)
}

fn matter(at: usize) -> Entity {
    Entity::named(EntityType::Policy, MATTERS[at])
}

fn claimed(text: String, about: Vec<Entity>) -> Entity {
    Entity { about, ..Entity::named(EntityType::Proposition, text) }
}

fn statement(at: usize, subject: Entity, predicate: Predicate, object: Entity) -> Statement {
    Statement {
        id: String::new(),
        document: "doc".into(),
        subject,
        predicate,
        object,
        role: None,
        act: None,
        addressee: None,
        attributed_to: Vec::new(),
        date: None,
        confidence: Confidence::CERTAIN,
        span: Span::new(20 * at, 20 * at + 10),
        quote: format!("quote{at}"),
        evidence: Evidence::default(),
        method: "person".into(),
    }
}

impl World {
    fn statements(&self) -> Vec<Statement> {
        let mut all: Vec<Statement> = Vec::new();
        for &(from, to) in &self.ties {
            all.push(statement(all.len(), actor(from), Predicate::AffiliatedWith, actor(to)));
        }
        for &(who, body, past, date) in &self.posts {
            let role = if past { "former president" } else { "president" };
            let said = statement(all.len(), actor(who), Predicate::Leads, actor(body));
            all.push(Statement {
                role: Some(role.into()),
                date: date.map(|at| DATES[at].parse().unwrap()),
                ..said
            });
        }
        for &(who, what, pro, date, source) in &self.stances {
            let predicate = if pro { Predicate::Supports } else { Predicate::Opposes };
            let said = statement(all.len(), actor(who), predicate, matter(what));
            let attributed_to = source.map(actor).into_iter().collect();
            all.push(Statement { date: date.map(|at| DATES[at].parse().unwrap()), attributed_to, ..said });
        }
        for &(who, what, word) in &self.claims {
            let text = format!("the {} is {}", MATTERS[what], WORDS[word]);
            let mut said = claimed(text, vec![matter(what)]);
            said.id = format!("https://example.org/claim/{}", all.len());
            all.push(statement(all.len(), actor(who), Predicate::Asserts, said));
        }
        for &(teller, denier, what, whom) in &self.denials {
            let at = all.len();
            for (who, predicate, side) in
                [(teller, Predicate::Asserts, 'a'), (denier, Predicate::Denies, 'b')]
            {
                // Words that nothing else has: the passage is all that the two have in common.
                let mut said = claimed(format!("zq{side}{at} wv{side}{at}"), vec![matter(what), actor(whom)]);
                said.id = format!("https://example.org/claim/{side}{at}");
                all.push(statement(at, actor(who), predicate, said));
            }
        }
        all.into_iter().map(Statement::addressed).collect()
    }

    fn store(&self, broader: &[(usize, usize)]) -> (TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(folder.path().join("store")).unwrap();
        store.put(&Document::new("doc", ""), &self.statements(), "test").unwrap();
        if !broader.is_empty() {
            let line = |&(part, whole): &(usize, usize)| {
                let broader = "http://www.w3.org/2004/02/skos/core#broader";
                format!("<{}> <{broader}> <{}> .\n", matter(part).id, matter(whole).id)
            };
            let triples: String = broader.iter().map(line).collect();
            let format = ExportFormat::Rdf(Format::NTriples);
            store.import_from(triples.as_bytes(), format, "broader.nt").unwrap();
        }
        (folder, store)
    }
}

fn graph(store: &Store) -> StanceGraph {
    let mut builder = GraphBuilder::new(store.identity());
    for (part, whole) in store.broader().unwrap() {
        builder.add_broader(&part, &whole);
    }
    store
        .each(|stored| Batch::new(&stored.document.text, stored.statements), |batch| builder.add(batch))
        .unwrap();
    builder.finish()
}

fn found(store: &Store) -> Gist {
    let options = ConflictOptions { min_score: 0.0, ..ConflictOptions::default() };
    let gist = |conflict: standpoint_model::Conflict| {
        let mut parties = conflict.parties.map(|party| party.label).to_vec();
        parties.sort();
        (conflict.kind, parties, conflict.about[0].label.clone())
    };
    Conflicts::of(&graph(store), &options).iter().map(gist).collect()
}

/// What the six queries answer, of each pair and matter only the foremost type.
fn asked(store: &Store) -> Gist {
    let mut foremost = Gist::new();
    let order = [
        ConflictType::Reversal,
        ConflictType::AffiliateDivergence,
        ConflictType::LeaderDivergence,
        ConflictType::CoalitionSplit,
        ConflictType::ContestedClaim,
        ConflictType::ContradictoryClaims,
    ];
    let mut taken = BTreeSet::new();
    for kind in order {
        let answered: BTreeSet<(Vec<String>, String)> = rows(store, &format!("conflict-{kind}"), &[])
            .into_iter()
            // A query has a row for each thing that both speak of; the graph names the policy before the actors.
            .filter(|row| MATTERS.contains(&row[2].as_str()))
            .map(|row| {
                let mut parties = vec![row[0].clone(), row[1].clone()];
                parties.sort();
                (parties, row[2].clone())
            })
            .collect();
        let new: Vec<_> = answered.into_iter().filter(|key| taken.insert(key.clone())).collect();
        foremost.extend(new.into_iter().map(|(parties, matter)| (kind, parties, matter)));
    }
    foremost
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn graph_and_sparql_agree(world in world()) {
        let (_folder, store) = world.store(&[]);
        prop_assert_eq!(found(&store), asked(&store));
    }

    #[test]
    fn they_agree_about_parts_of_programmes(
        ties in vec((0..6usize, 0..6usize), 0..8),
        stances in vec((0..6usize, 0..MATTERS.len(), any::<bool>()), 0..10),
        broader in vec((0..MATTERS.len(), 0..MATTERS.len()), 1..4),
    ) {
        let stances = stances.into_iter().map(|(who, what, pro)| (who, what, pro, None, None)).collect();
        let world = World { ties, posts: vec![], stances, claims: vec![], denials: vec![] };
        let (_folder, store) = world.store(&broader);
        // Which of the two topics a conflict goes under is a matter of taste.
        let pairs = |gist: Gist| -> BTreeSet<_> { gist.into_iter().map(|(kind, who, _)| (kind, who)).collect() };
        prop_assert_eq!(pairs(found(&store)), pairs(asked(&store)));
    }
}

#[test]
fn the_worlds_hold_every_type() {
    let world = World {
        ties: vec![(0, 1), (2, 1), (4, 2)],
        posts: vec![(6, 0, false, None)],
        stances: vec![
            (0, 0, true, None, None),
            (1, 0, false, None, None),
            (6, 0, false, None, None),
            (2, 1, true, None, None),
            (0, 1, false, None, None),
            (7, 2, true, Some(0), None),
            (7, 2, false, Some(4), None),
        ],
        claims: vec![(3, 1, 0), (5, 1, 1)],
        denials: vec![(3, 7, 2, 0)],
    };
    let (_folder, store) = world.store(&[]);
    let kinds: BTreeSet<ConflictType> = found(&store).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds.len(), 6, "{kinds:?}");
    assert_eq!(found(&store), asked(&store));
}
