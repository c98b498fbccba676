//! Identity across documents: which entities are one, why, and what only a person can tell.
//!
//! Entities of one type and folded name share their address already, save those whose name tells nothing outside its
//! document ([`localise`]). What is found here, layer by layer, the surest first: one thing under several types, legal
//! forms and generic words ([`NAME`]), a title or none ([`TITLE`]), an acronym that some document spells out
//! ([`ACRONYM`]), a bare surname beside a full one ([`SURNAME`]); then names that are alike, where two documents share
//! other actors, posts and policies ([`EVIDENCE`]). A wrong merge makes two actors say what one said, a missing one only
//! costs a connection: so where there are two readings, there is no merge, but a [`Candidate`] for people to decide.
//! What they have decided is obeyed before all layers.

mod apply;
mod corpus;
mod evidence;
mod groups;
mod layers;
mod lexicon;
mod likely;
mod local;
mod near;

pub use apply::apply;
pub use local::localise;

use crate::names::{is_acronym, strip_title};
use corpus::Corpus;
use standpoint_model::{Candidate, Decided, Entity, EntityType, Kind, Merge, Statement};
use std::cmp::Reverse;

/// Layer of merges that follow from what people decided.
pub const DECIDED: &str = "decided";
/// Layer of merges by name: legal forms, word order of departments, middle initials, organization against policy.
pub const NAME: &str = "name";
/// Layer of merges by title: "Sen. Ann Lee" and "Ann Lee"; of bare surnames by an office that one holds at a time.
pub const TITLE: &str = "title";
/// Layer of merges by acronym.
pub const ACRONYM: &str = "acronym";
/// Layer of merges by surname within a document.
pub const SURNAME: &str = "surname";
/// Layer of merges of names that are alike, in documents that share other things.
pub const EVIDENCE: &str = "evidence";
/// Every layer, the surest first.
pub const LAYERS: [&str; 6] = [DECIDED, NAME, TITLE, ACRONYM, SURNAME, EVIDENCE];

/// What was found of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identified {
    /// Which addresses give way to which, sorted; each gives way once, and to one that stays.
    pub merges: Vec<Merge>,
    /// Pairs left to people, the strongest first; none that they have decided already.
    pub candidates: Vec<Candidate>,
}

/// What `mentions` (name of a document, entity in it) call for. `ties` are pairs of addresses that a relation connects
/// ("leads", "partOf"): shared posts and bodies are evidence. `decided` is obeyed, save where it would make a person
/// and another thing one.
///
/// Deterministic, whatever the order of `mentions`; takes time near linear in their number.
#[must_use]
pub fn identify<'a>(
    mentions: impl IntoIterator<Item = (&'a str, &'a Entity)>,
    ties: impl IntoIterator<Item = (&'a str, &'a str)>,
    decided: &Decided,
) -> Identified {
    let mut corpus = Corpus::gather(mentions, ties, &decided.apart);
    for (one, other) in &decided.one {
        corpus.decide(one, other);
    }
    // Each merge gives its thing more names and documents, which may be reason for the next.
    let candidates = loop {
        while layers::sure(&mut corpus) {}
        let (joined, open) = likely::decide(&mut corpus);
        if !joined {
            break open;
        }
    };
    let mut found = Identified { merges: corpus.merges(), candidates };
    found.candidates.sort();
    found
}

/// The merges that the entities of `statements` call for, where nobody has decided anything; see [`identify`].
#[must_use]
pub fn identify_statements(statements: &[Statement]) -> Vec<Merge> {
    identify_with(statements, &Decided::default()).merges
}

/// What the entities of `statements` call for, and what people have `decided` of them; see [`identify`].
#[must_use]
pub fn identify_with(statements: &[Statement], decided: &Decided) -> Identified {
    let mentions = statements.iter().flat_map(|statement| {
        entities(statement).into_iter().map(|entity| (statement.document.as_str(), entity))
    });
    let relations = statements.iter().filter(|statement| statement.kind() == Kind::Relation);
    identify(mentions, relations.map(|said| (said.subject.id.as_str(), said.object.id.as_str())), decided)
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

/// Orders labels by fullness, the fullest first: names before acronyms, long before short, bare before titled, then
/// by the alphabet.
fn fullness(kind: EntityType, label: &str) -> (bool, Reverse<usize>, bool, &str) {
    let (title, rest) = if kind == EntityType::Person { strip_title(label) } else { (None, label) };
    (is_acronym(rest), Reverse(rest.chars().count()), title.is_some(), label)
}

/// Whether one thing may go by both types: readers and programs differ on whether a programme is an organization, a
/// policy or a topic, but a person is a person and a place a place.
#[must_use]
pub fn compatible(a: EntityType, b: EntityType) -> bool {
    a == b || is_fluid(a) && is_fluid(b)
}

fn is_fluid(kind: EntityType) -> bool {
    matches!(kind, EntityType::Organization | EntityType::Policy | EntityType::Topic | EntityType::Document)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
