//! Which addresses are names of one thing.

use crate::{Entity, EntityType};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The layer of merges that people decided on; it wins over every other.
pub const CURATED: &str = "curated";

/// A finding that two entities are one: what is said of `from` is said of `into`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Merge {
    /// Address (IRI) that gives way.
    pub from: String,
    /// Address (IRI) that stays.
    pub into: String,
    /// Why, for the reader: `acronym of "Harbor Workers Union" in 3 documents`.
    pub reason: String,
    /// What found it: `name`, `acronym`, …, or [`CURATED`].
    pub layer: String,
}

/// Merges followed to their ends, and what people hold apart.
///
/// Addresses that no merge names stand for themselves. A curated merge replaces what other layers say of its `from`;
/// a merge of two addresses that are kept apart, and one that would close a circle, has no effect.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    into: BTreeMap<String, String>,
}

impl Identity {
    /// The identity that `merges` make, less what is kept `apart` (pairs in either order).
    #[must_use]
    pub fn new<'a>(merges: impl IntoIterator<Item = &'a Merge>, apart: &[(String, String)]) -> Self {
        let mut ordered: Vec<&Merge> = merges.into_iter().collect();
        // Curated ones first, the rest by content: the outcome does not hang on the order of discovery.
        ordered.sort_by_key(|merge| (merge.layer != CURATED, *merge));
        let apart: BTreeSet<(&str, &str)> =
            apart.iter().flat_map(|(a, b)| [(a.as_str(), b.as_str()), (b.as_str(), a.as_str())]).collect();
        let mut identity = Self::default();
        // Which addresses each end stands for, so that keeping apart also holds through a third address.
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for merge in ordered {
            let (from, into) = (identity.of(&merge.from).to_owned(), identity.of(&merge.into).to_owned());
            let taken = identity.into.contains_key(&merge.from);
            let own = |end: &String| members.get(end).cloned().unwrap_or_else(|| [end.clone()].into());
            let (ours, theirs) = (own(&from), own(&into));
            let held = ours.iter().any(|a| theirs.iter().any(|b| apart.contains(&(a.as_str(), b.as_str()))));
            if from == into || taken || held {
                continue;
            }
            identity.into.insert(from.clone(), into.clone());
            members.remove(&from);
            members.insert(into, ours.into_iter().chain(theirs).collect());
        }
        identity
    }

    /// The address that `id` stands for in the end: itself where nothing is known of it.
    #[must_use]
    pub fn of<'a>(&'a self, id: &'a str) -> &'a str {
        let mut at = id;
        while let Some(next) = self.into.get(at) {
            at = next;
        }
        at
    }

    /// Whether no address stands for another.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.into.is_empty()
    }
}

/// What many mentions, under one or several addresses, tell of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    entity: Entity,
    /// Whether the type comes from a description under the address itself.
    own: bool,
}

impl Description {
    /// What `entity` tells of the thing that is in the end called `end`.
    #[must_use]
    pub fn new(entity: &Entity, end: &str) -> Self {
        let own = end == entity.id;
        Self { entity: Entity { id: end.to_owned(), about: Vec::new(), ..entity.clone() }, own }
    }

    /// Takes in a further mention. The outcome does not hang on the order of mentions.
    pub fn learn(&mut self, other: &Entity) {
        let own = other.id == self.entity.id;
        let known = &mut self.entity;
        if own && !self.own || own == self.own && other.kind < known.kind {
            known.kind = other.kind;
            self.own = own;
        }
        // Nearly every mention of a corpus brings nothing new.
        let new = other.label != known.label
            || !other.about.is_empty()
            || other.aliases.iter().any(|alias| known.aliases.binary_search(alias).is_err());
        if new {
            known.unite(other);
        }
    }

    /// The thing under its last address, with all names.
    #[must_use]
    pub fn entity(&self) -> &Entity {
        &self.entity
    }

    /// The same, given away.
    #[must_use]
    pub fn into_entity(self) -> Entity {
        self.entity
    }

    /// Whether a mention is described in common with others: propositions are their document's own.
    #[must_use]
    pub fn is_shared(entity: &Entity) -> bool {
        entity.kind != EntityType::Proposition
    }
}

impl Entity {
    /// Takes in the names of `other`, another description of the same thing: the fullest (longest) label stays the
    /// label, every other name becomes an alias, and what either speaks of is kept once. Address and type stay.
    pub fn unite(&mut self, other: &Self) {
        let fuller = |a: &str, b: &str| {
            let (left, right) = (a.chars().count(), b.chars().count());
            // The spelling breaks ties, so that the outcome does not hang on the order of documents.
            left > right || left == right && a < b
        };
        let mut names = std::mem::take(&mut self.aliases);
        names.extend(other.aliases.iter().cloned());
        if fuller(&other.label, &self.label) {
            names.push(std::mem::replace(&mut self.label, other.label.clone()));
        } else {
            names.push(other.label.clone());
        }
        names.retain(|name| *name != self.label && !name.is_empty());
        names.sort();
        names.dedup();
        self.aliases = names;
        for entity in &other.about {
            if !self.about.iter().any(|known| known.id == entity.id) {
                self.about.push(entity.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EntityType;

    fn merge(from: &str, into: &str, layer: &str) -> Merge {
        Merge { from: from.into(), into: into.into(), reason: "test".into(), layer: layer.into() }
    }

    #[test]
    fn merges_are_followed_to_their_ends() {
        let identity = Identity::new(&[merge("b", "c", "name"), merge("a", "b", "name")], &[]);
        assert_eq!((identity.of("a"), identity.of("c"), identity.of("x")), ("c", "c", "x"));
    }

    #[test]
    fn a_person_overrules_the_program() {
        let merges = [merge("a", "wrong", "acronym"), merge("a", "right", CURATED)];
        assert_eq!(Identity::new(&merges, &[]).of("a"), "right");
    }

    #[test]
    fn what_is_kept_apart_stays_apart_even_through_a_third() {
        let merges = [merge("a", "b", "name"), merge("b", "c", "name")];
        let identity = Identity::new(&merges, &[("c".into(), "a".into())]);
        assert_ne!(identity.of("a"), identity.of("c"));
    }

    #[test]
    fn circles_end() {
        let identity = Identity::new(&[merge("a", "b", "name"), merge("b", "a", "name")], &[]);
        assert_eq!(identity.of("a"), identity.of("b"));
    }

    #[test]
    fn the_fullest_label_wins_and_no_name_is_lost() {
        let mut union = Entity::named(EntityType::Organization, "HWU");
        union.unite(
            &Entity::named(EntityType::Organization, "Harbor Workers Union").with_aliases(["the union"]),
        );
        assert_eq!(union.label, "Harbor Workers Union");
        assert_eq!(union.aliases, ["HWU", "the union"]);
        assert_eq!(union.id, Entity::named(EntityType::Organization, "HWU").id);
    }
}
