//! Identity across documents: which entities are one, and why.
//!
//! Entities of one type and folded name share their address already. What is found here: one thing under several
//! types or legal forms ([`NAME`]), a title or none ([`TITLE`]), an acronym that some document spells out
//! ([`ACRONYM`]), a bare surname beside the one full name that has it ([`SURNAME`]). A wrong merge makes two actors
//! say what one said, a missing one only costs a connection: so where there are two readings, there is no merge.

mod apply;
mod groups;
mod layers;

pub use apply::apply;

use crate::names::{is_acronym, strip_title};
use groups::Groups;
use standpoint_model::{Entity, EntityType, Merge, Statement};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Layer of merges by name: legal forms, word order of departments, organization against policy or topic.
pub const NAME: &str = "name";
/// Layer of merges by title: "President Rivera" and "Rivera".
pub const TITLE: &str = "title";
/// Layer of merges by acronym.
pub const ACRONYM: &str = "acronym";
/// Layer of merges by surname.
pub const SURNAME: &str = "surname";

/// The merges that `mentions` (name of a document, entity in it) call for, sorted by the address that gives way.
///
/// Deterministic, whatever the order of `mentions`; takes time near linear in their number.
#[must_use]
pub fn identify<'a>(mentions: impl IntoIterator<Item = (&'a str, &'a Entity)>) -> Vec<Merge> {
    let mut corpus = Corpus::gather(mentions);
    layers::by_name(&mut corpus);
    layers::by_title(&mut corpus);
    layers::by_acronym(&mut corpus);
    layers::by_surname(&mut corpus);
    corpus.merges()
}

/// The merges that the entities of `statements` call for; see [`identify`].
#[must_use]
pub fn identify_statements(statements: &[Statement]) -> Vec<Merge> {
    identify(statements.iter().flat_map(|statement| {
        entities(statement).into_iter().map(|entity| (statement.document.as_str(), entity))
    }))
}

/// Every entity in a statement, also those that its object speaks of.
fn entities(statement: &Statement) -> Vec<&Entity> {
    let mut found = vec![&statement.subject, &statement.object];
    found.extend(&statement.addressee);
    found.extend(&statement.attributed_to);
    let about: Vec<&Entity> = found.iter().flat_map(|entity| &entity.about).collect();
    found.extend(about);
    found
}

/// One address, with all that any document calls it.
struct Node<'a> {
    id: &'a str,
    kind: EntityType,
    /// The fullest label.
    label: &'a str,
    names: BTreeSet<&'a str>,
    /// Documents that it is in, by number.
    documents: BTreeSet<usize>,
}

/// Why a node joined a group.
struct Reason {
    layer: &'static str,
    text: String,
}

/// All addresses of a corpus and what of them belongs together.
struct Corpus<'a> {
    /// Sorted by address.
    nodes: Vec<Node<'a>>,
    groups: Groups,
    reasons: BTreeMap<usize, Reason>,
}

impl<'a> Corpus<'a> {
    fn gather(mentions: impl IntoIterator<Item = (&'a str, &'a Entity)>) -> Self {
        let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
        let mut nodes: BTreeMap<&str, Node<'a>> = BTreeMap::new();
        for (document, entity) in mentions {
            // Each proposition is itself alone: what one document says at one place.
            if entity.kind == EntityType::Proposition {
                continue;
            }
            let next = documents.len();
            let number = *documents.entry(document).or_insert(next);
            let node = nodes.entry(&entity.id).or_insert_with(|| Node {
                id: &entity.id,
                kind: entity.kind,
                label: &entity.label,
                names: BTreeSet::new(),
                documents: BTreeSet::new(),
            });
            if fullness(entity.kind, &entity.label) < fullness(node.kind, node.label) {
                node.label = &entity.label;
            }
            node.names.extend(entity.names());
            node.documents.insert(number);
        }
        let nodes: Vec<Node<'a>> = nodes.into_values().collect();
        Self { groups: Groups::new(nodes.len()), nodes, reasons: BTreeMap::new() }
    }

    /// Puts two nodes together, where their types go together.
    fn join(&mut self, a: usize, b: usize, layer: &'static str, text: impl Fn() -> String) {
        if compatible(self.nodes[a].kind, self.nodes[b].kind) && self.groups.join(a, b) {
            for node in [a, b] {
                self.reasons.entry(node).or_insert_with(|| Reason { layer, text: text() });
            }
        }
    }

    fn merges(mut self) -> Vec<Merge> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.nodes.len() {
            members.entry(self.groups.root(at)).or_default().push(at);
        }
        let rank = |at: &usize| {
            let node = &self.nodes[*at];
            // What is called a policy anywhere is so for a word that says it; other types are a guess from its looks.
            let guessed = node.kind != EntityType::Policy;
            (fullness(node.kind, node.label), guessed, Reverse(node.documents.len()), node.kind, node.id)
        };
        let mut merges = Vec::new();
        for group in members.values().filter(|group| group.len() > 1) {
            let Some(into) = group.iter().min_by_key(|at| rank(at)) else { continue };
            for from in group.iter().filter(|from| *from != into) {
                let Some(reason) = self.reasons.get(from) else { continue };
                merges.push(Merge {
                    from: self.nodes[*from].id.to_owned(),
                    into: self.nodes[*into].id.to_owned(),
                    reason: reason.text.clone(),
                    layer: reason.layer.to_owned(),
                });
            }
        }
        merges.sort();
        merges
    }
}

/// Orders labels by fullness, the fullest first: names before acronyms, long before short, bare before titled, then
/// by the alphabet.
fn fullness(kind: EntityType, label: &str) -> (bool, Reverse<usize>, bool, &str) {
    let (title, rest) = if kind == EntityType::Person { strip_title(label) } else { (None, label) };
    (is_acronym(rest), Reverse(rest.chars().count()), title.is_some(), label)
}

/// Whether one thing may go by both types: readers and programs differ on whether a programme is an organization, a
/// policy or a topic, but a person is a person and a place a place.
fn compatible(a: EntityType, b: EntityType) -> bool {
    a == b || is_fluid(a) && is_fluid(b)
}

fn is_fluid(kind: EntityType) -> bool {
    matches!(kind, EntityType::Organization | EntityType::Policy | EntityType::Topic | EntityType::Document)
}

#[cfg(test)]
mod tests;
