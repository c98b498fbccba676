//! How two actors hang together, in the words of the documents.

use crate::NetworkError;
use standpoint_model::{Entity, Kind, Statement, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// One step of a path: a statement, walked from its subject to its object or back.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop {
    /// Where the step begins.
    pub from: Entity,
    /// Where it ends.
    pub to: Entity,
    /// The statement, by its place in the list.
    pub statement: usize,
    /// Whether it is walked from object to subject.
    pub backwards: bool,
}

/// The shortest way between the two entities of these names over stances and relations, each walked in either direction. A
/// statement of confidence p is 1 − ln p long: fewer steps first, then surer ones, which is the most probable of the shortest
/// paths were statements independent (Dijkstra 1959). Equal ways are told apart by addresses. O((n + m) log n).
///
/// # Errors
/// [`NetworkError::UnknownNode`] and [`NetworkError::NoPath`].
pub fn path(statements: &[Statement], from: &str, to: &str) -> Result<Vec<Hop>, NetworkError> {
    let mut ties: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    let mut entities: BTreeMap<&str, &Entity> = BTreeMap::new();
    for (at, said) in statements.iter().enumerate().filter(|(_, said)| said.kind() != Kind::Claim) {
        let (subject, object) = (&said.subject, &said.object);
        entities.entry(&subject.id).or_insert(subject);
        entities.entry(&object.id).or_insert(object);
        ties.entry(&subject.id).or_default().push((&object.id, at));
        ties.entry(&object.id).or_default().push((&subject.id, at));
    }
    let find = |name: &str| {
        let folded = fold_name(name);
        let goes =
            |entity: &&&Entity| entity.id == name || entity.names().any(|known| fold_name(known) == folded);
        let found = entities.values().filter(goes).min_by_key(|entity| (!entity.kind.is_actor(), &entity.id));
        found.map(|entity| entity.id.as_str()).ok_or_else(|| NetworkError::UnknownNode(name.to_owned()))
    };
    let (start, end) = (find(from)?, find(to)?);
    let mut before: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    let mut length: BTreeMap<&str, f64> = BTreeMap::from([(start, 0.0)]);
    // Positive lengths order like their bits.
    let mut open: BTreeSet<(u64, &str)> = BTreeSet::from([(0, start)]);
    let mut settled = BTreeSet::new();
    while let Some((_, here)) = open.pop_first() {
        if !settled.insert(here) || here == end {
            continue;
        }
        for (next, at) in ties.get(here).into_iter().flatten() {
            let sure = statements[*at].confidence.get().max(1e-6);
            let way = length[here] + 1.0 - sure.ln();
            if length.get(next).is_none_or(|known| way < known - 1e-12) {
                length.insert(next, way);
                before.insert(next, (here, *at));
                open.insert((way.to_bits(), next));
            }
        }
    }
    let mut hops = Vec::new();
    let mut here = end;
    while here != start {
        let no_path = || NetworkError::NoPath { from: from.to_owned(), to: to.to_owned() };
        let (earlier, statement) = *before.get(here).ok_or_else(no_path)?;
        hops.push(Hop {
            from: entities[earlier].clone(),
            to: entities[here].clone(),
            statement,
            backwards: statements[statement].subject.id != earlier,
        });
        here = earlier;
    }
    hops.reverse();
    Ok(hops)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use standpoint_model::{Confidence, EntityType, Evidence, Predicate, Span};

    fn said(subject: u8, object: u8, sure: f64) -> Statement {
        let entity = |number: u8| Entity::named(EntityType::Organization, format!("Union {number}"));
        Statement {
            id: String::new(),
            document: "d".into(),
            subject: entity(subject),
            predicate: Predicate::Supports,
            object: entity(object),
            role: None,
            act: None,
            addressee: None,
            attributed_to: Vec::new(),
            date: None,
            confidence: Confidence::clamped(sure),
            span: Span::new(0, 1),
            quote: format!("{subject} backs {object}"),
            evidence: Evidence::default(),
            method: String::new(),
        }
    }

    fn shortest(all: &[(u8, u8, f64)], here: u8, end: u8, seen: &mut Vec<u8>) -> Option<f64> {
        if here == end {
            return Some(0.0);
        }
        let mut best: Option<f64> = None;
        for (a, b, sure) in all {
            let next = if *a == here {
                *b
            } else if *b == here {
                *a
            } else {
                continue;
            };
            if seen.contains(&next) {
                continue;
            }
            seen.push(next);
            if let Some(rest) = shortest(all, next, end, seen) {
                let way = rest + 1.0 - Confidence::clamped(*sure).get().ln();
                best = Some(best.map_or(way, |known| known.min(way)));
            }
            seen.pop();
        }
        best
    }

    proptest! {
        #[test]
        fn no_way_is_shorter(all in proptest::collection::vec((0u8..5, 0u8..5, 0.1f64..1.0), 1..9)) {
            let statements: Vec<Statement> = all.iter().map(|(a, b, sure)| said(*a, *b, *sure)).collect();
            let (from, to) = (format!("Union {}", all[0].0), "Union 4".to_owned());
            let known = all.iter().any(|(a, b, _)| *a == 4 || *b == 4);
            match (path(&statements, &from, &to), known) {
                (Ok(hops), true) => {
                    let length: f64 = hops.iter().map(|hop| 1.0 - statements[hop.statement].confidence.get().ln()).sum();
                    let least = shortest(&all, all[0].0, 4, &mut vec![all[0].0]).unwrap();
                    prop_assert!((length - least).abs() < 1e-9);
                    prop_assert!(hops.windows(2).all(|two| two[0].to == two[1].from));
                }
                (Err(NetworkError::NoPath { .. }), true) => {
                    prop_assert_eq!(shortest(&all, all[0].0, 4, &mut vec![all[0].0]), None);
                }
                (found, known) => prop_assert!(!known && matches!(found, Err(NetworkError::UnknownNode(_)))),
            }
        }
    }

    #[test]
    fn steps_know_their_direction() {
        let statements = [said(0, 1, 1.0), said(2, 1, 1.0)];
        let hops = path(&statements, "the union 0", "Union 2").unwrap();
        assert_eq!(hops.iter().map(|hop| hop.backwards).collect::<Vec<_>>(), [false, true]);
        assert_eq!(statements[hops[1].statement].quote, "2 backs 1");
    }
}
