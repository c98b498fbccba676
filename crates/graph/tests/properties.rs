//! What must hold of any statements, against slow and plain reckonings.

mod common;

use common::{org, policy, say};
use proptest::{collection::vec, prelude::*, sample::Index};
use standpoint_graph::{ConflictOptions, StanceGraph, find_conflicts};
use standpoint_model::{Conflict, ConflictType, Entity, Predicate, Statement};
use std::collections::BTreeSet;

const ORGS: [&str; 6] = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir"];
const MATTERS: [&str; 3] = ["Harbour Levy", "Dredging Permit", "Night Shift Rule"];

/// Affiliations by number: who, to what.
fn ties() -> impl Strategy<Value = Vec<(usize, usize)>> {
    vec((0..ORGS.len(), 0..ORGS.len()), 0..10)
}

/// Stances by number: who, on what, whether for.
fn stances() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
    vec((0..ORGS.len(), 0..MATTERS.len(), any::<bool>()), 0..12)
}

fn told(ties: &[(usize, usize)], stances: &[(usize, usize, bool)]) -> Vec<Statement> {
    let tied = ties.iter().map(|&(from, to)| (org(ORGS[from]), Predicate::AffiliatedWith, org(ORGS[to])));
    let taken = stances.iter().map(|&(who, what, pro)| {
        let predicate = if pro { Predicate::Supports } else { Predicate::Opposes };
        (org(ORGS[who]), predicate, policy(MATTERS[what]))
    });
    tied.chain(taken).enumerate().map(|(i, (s, p, o))| say(&s, p, &o, 20 * i)).collect()
}

/// Who is above whom, by Warshall's closure.
fn closure(ties: &[(usize, usize)]) -> [[bool; ORGS.len()]; ORGS.len()] {
    let mut above = [[false; ORGS.len()]; ORGS.len()];
    for &(from, to) in ties {
        above[from][to] = from != to;
    }
    for k in 0..ORGS.len() {
        for i in 0..ORGS.len() {
            for j in 0..ORGS.len() {
                above[i][j] |= above[i][k] && above[k][j];
            }
        }
    }
    above
}

/// Type, parties in alphabetical order, matter.
fn gist(conflicts: &[Conflict]) -> BTreeSet<(ConflictType, Vec<String>, String)> {
    let gist = |conflict: &Conflict| {
        let mut parties = conflict.parties.clone().map(|party| party.label).to_vec();
        parties.sort();
        (conflict.kind, parties, conflict.about[0].label.clone())
    };
    conflicts.iter().map(gist).collect()
}

fn all() -> ConflictOptions {
    ConflictOptions { min_score: 0.0, ..ConflictOptions::default() }
}

fn renamed(entity: &Entity) -> Entity {
    // Reversed, so that the order of addresses changes as well.
    Entity { id: entity.id.chars().rev().collect(), ..entity.clone() }
}

proptest! {
    #[test]
    fn bodies_are_the_transitive_closure(ties in ties()) {
        let graph = StanceGraph::from_statements(&told(&ties, &[]));
        let above = closure(&ties);
        for from in 0..ORGS.len() {
            let bodies = graph.bodies(&org(ORGS[from]).id);
            let found: BTreeSet<&str> = bodies.iter().map(|(body, _)| body.label.as_str()).collect();
            let expected: BTreeSet<&str> =
                (0..ORGS.len()).filter(|&to| to != from && above[from][to]).map(|to| ORGS[to]).collect();
            prop_assert_eq!(found, expected);
            for (body, path) in &bodies {
                // Each path starts here, hangs together and ends there.
                prop_assert_eq!(&path[0].from.label, ORGS[from]);
                prop_assert_eq!(&path[path.len() - 1].to.label, &body.label);
                prop_assert!(path.windows(2).all(|two| two[0].to.id == two[1].from.id));
            }
            prop_assert!(bodies.windows(2).all(|two| two[0].1.len() <= two[1].1.len()), "nearest first");
        }
    }

    #[test]
    fn divergences_and_splits_are_those_of_a_quadratic_search(ties in ties(), stances in stances()) {
        let above = closure(&ties);
        let mut expected = BTreeSet::new();
        for &(a, what, pro) in &stances {
            for &(b, other, con) in &stances {
                if what != other || pro == con || a >= b {
                    continue;
                }
                let kind = if above[a][b] || above[b][a] {
                    ConflictType::AffiliateDivergence
                } else if (0..ORGS.len()).any(|body| above[a][body] && above[b][body]) {
                    ConflictType::CoalitionSplit
                } else {
                    continue;
                };
                expected.insert((kind, vec![ORGS[a].to_owned(), ORGS[b].to_owned()], MATTERS[what].to_owned()));
            }
        }
        let graph = StanceGraph::from_statements(&told(&ties, &stances));
        prop_assert_eq!(gist(&find_conflicts(&graph, &all())), expected);
    }

    #[test]
    fn neither_order_nor_addresses_matter(ties in ties(), stances in stances(), swaps in vec(any::<(Index, Index)>(), 8)) {
        let statements = told(&ties, &stances);
        let found = find_conflicts(&StanceGraph::from_statements(&statements), &all());
        let mut shuffled = statements.clone();
        for (one, other) in swaps.iter().filter(|_| !statements.is_empty()) {
            shuffled.swap(one.index(statements.len()), other.index(statements.len()));
        }
        let again = find_conflicts(&StanceGraph::from_statements(&shuffled), &all());
        prop_assert_eq!(&found, &again);
        for statement in &mut shuffled {
            statement.subject = renamed(&statement.subject);
            statement.object = renamed(&statement.object);
        }
        let other = find_conflicts(&StanceGraph::from_statements(&shuffled), &all());
        prop_assert_eq!(gist(&other), gist(&found));
        let scores = |conflicts: &[Conflict]| conflicts.iter().map(|c| c.score.to_string()).collect::<Vec<_>>();
        prop_assert_eq!(scores(&other), scores(&found));
    }

    #[test]
    fn scores_fall_and_stay_in_range(ties in ties(), stances in stances()) {
        let found = find_conflicts(&StanceGraph::from_statements(&told(&ties, &stances)), &all());
        prop_assert!(found.windows(2).all(|two| two[0].score >= two[1].score));
        prop_assert!(found.iter().all(|conflict| (0.0..=1.0).contains(&conflict.score)));
    }
}
