//! What belongs to what, through however many steps.

use crate::{Corpus, EntityRef, Line};
use serde::Serialize;
use standpoint_model::Predicate;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Something that an entity belongs to, or that belongs to it, with the way there.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reach {
    /// What is reached.
    pub entity: EntityRef,
    /// What lies between, in the order of the path.
    pub through: Vec<EntityRef>,
    /// The statements that lead there, the first step first; each the surest of its kind.
    pub path: Vec<Line>,
}

/// Which way one looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the wholes.
    Up,
    /// To the parts, members and affiliates.
    Down,
}

/// Whether it says that one thing belongs to another.
pub(crate) fn belongs(predicate: Predicate) -> bool {
    matches!(predicate, Predicate::AffiliatedWith | Predicate::MemberOf | Predicate::PartOf)
}

/// Whether it ties a person to an organization by office.
pub(crate) fn office(predicate: Predicate) -> bool {
    matches!(predicate, Predicate::Leads | Predicate::HoldsPost)
}

impl Corpus {
    /// Everything that the entity belongs to, or that belongs to it, nearest first; circles are followed once. With
    /// `offices`, the first step up may also be to what a person leads or works for. Linear in the ties of all that is
    /// reached.
    pub(crate) fn reach(&self, address: &str, way: Way, offices: bool) -> Vec<(String, Vec<u32>)> {
        let mut came: BTreeMap<String, (String, u32)> = BTreeMap::new();
        let mut seen: BTreeSet<String> = BTreeSet::from([address.to_owned()]);
        let mut queue: VecDeque<String> = VecDeque::from([address.to_owned()]);
        let mut found = Vec::new();
        while let Some(at) = queue.pop_front() {
            let first = at == address;
            for (next, statement) in self.steps(&at, way, offices && first) {
                if seen.insert(next.clone()) {
                    came.insert(next.clone(), (at.clone(), statement));
                    queue.push_back(next.clone());
                    found.push(next);
                }
            }
        }
        let path = |end: &String| {
            let mut path = Vec::new();
            let mut at = end;
            while let Some((before, statement)) = came.get(at) {
                path.push(*statement);
                at = before;
            }
            path.reverse();
            path
        };
        found.iter().map(|end| (end.clone(), path(end))).collect()
    }

    /// The neighbours one step away, by address, each with the surest statement that says so.
    fn steps(&self, address: &str, way: Way, offices: bool) -> BTreeMap<String, u32> {
        let mut best: BTreeMap<String, u32> = BTreeMap::new();
        let Some(uses) = self.uses(address) else { return best };
        let places = if way == Way::Up { &uses.subject } else { &uses.object };
        for &at in places {
            let said = self.statement_at(at);
            if !(belongs(said.predicate) || offices && office(said.predicate)) {
                continue;
            }
            let other = if way == Way::Up { &said.object.id } else { &said.subject.id };
            match best.get_mut(other) {
                Some(known) if self.statement_at(*known).confidence.get() < said.confidence.get() => {
                    *known = at;
                }
                Some(_) => {}
                None => {
                    best.insert(other.clone(), at);
                }
            }
        }
        best
    }

    /// What [`Corpus::reach`] found, for the reader.
    pub(crate) fn reach_lines(&self, found: Vec<(String, Vec<u32>)>, way: Way) -> Vec<Reach> {
        let end_of = |line: &Line| if way == Way::Up { line.object.clone() } else { line.subject.clone() };
        let line = |(end, path): (String, Vec<u32>)| {
            let entity = EntityRef::of(self.entity(&end)?);
            let path: Vec<Line> = path.into_iter().map(|at| self.line(at)).collect();
            let through = path.iter().rev().skip(1).rev().map(end_of).collect();
            Some(Reach { entity, through, path })
        };
        found.into_iter().filter_map(line).collect()
    }
}
