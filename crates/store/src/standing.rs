//! What a store knows of each address: its names, its documents, what it was united with and why, what is open.

use crate::curation::Decision;
use crate::{Store, StoreError, Verdict, folder};
use standpoint_model::{Candidate, Decided, Description, Entity, Identity, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// One address as documents use it, before anything is united.
#[derive(Debug, Clone, PartialEq)]
pub struct Mentioned {
    /// The entity with all names that documents give it under this address.
    pub entity: Entity,
    /// Names of the documents that use the address, sorted.
    pub documents: BTreeSet<String>,
}

impl Store {
    /// Every address that a document uses, sorted; propositions are left out.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and [`StoreError::Io`], naming the file.
    pub fn mentioned(&self) -> Result<Vec<Mentioned>, StoreError> {
        let mut found: BTreeMap<String, (Description, BTreeSet<String>)> = BTreeMap::new();
        self.each(
            |stored| {
                let mut of_one: BTreeMap<String, Description> = BTreeMap::new();
                for entity in
                    stored.statements.iter().flat_map(entities).filter(|e| Description::is_shared(e))
                {
                    match of_one.get_mut(&entity.id) {
                        Some(known) => known.learn(entity),
                        None => {
                            of_one.insert(entity.id.clone(), Description::new(entity, &entity.id));
                        }
                    }
                }
                (stored.document.id, of_one)
            },
            |(document, of_one)| {
                for (id, description) in of_one {
                    match found.get_mut(&id) {
                        Some((known, documents)) => {
                            known.learn(description.entity());
                            documents.insert(document.clone());
                        }
                        None => {
                            found.insert(id, (description, BTreeSet::from([document.clone()])));
                        }
                    }
                }
            },
        )?;
        let mentioned = |(description, documents): (Description, BTreeSet<String>)| Mentioned {
            entity: description.into_entity(),
            documents,
        };
        Ok(found.into_values().map(mentioned).collect())
    }

    /// What people have decided on pairs of entities.
    #[must_use]
    pub fn decided(&self) -> Decided {
        let pairs = |verdict| {
            let of = self.decisions().iter().filter(move |decision| decision.verdict == verdict);
            of.filter_map(Decision::pair).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
        };
        Decided { one: pairs(Verdict::Merged), apart: pairs(Verdict::KeptApart) }
    }

    /// Replaces the pairs that are left to people.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and [`StoreError::Io`].
    pub fn set_candidates(&mut self, candidates: &[Candidate]) -> Result<(), StoreError> {
        let mut sorted = candidates.to_vec();
        sorted.sort();
        sorted.dedup();
        if sorted == self.read_candidates()? {
            return Ok(());
        }
        self.begin_writing()?;
        self.write_json(&self.path().join(CANDIDATES), &sorted)
    }

    /// Pairs that may be one, the likeliest first; without those that are one by now, and those that people have
    /// decided on. `identity` is [`Store::identity`].
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and [`StoreError::Io`], naming the file.
    pub fn candidates(&self, identity: &Identity) -> Result<Vec<Candidate>, StoreError> {
        let apart: BTreeSet<(String, String)> =
            self.decided().apart.iter().map(|(a, b)| ordered(identity.of(a), identity.of(b))).collect();
        let mut open = self.read_candidates()?;
        open.retain(|pair| {
            let (from, into) = (identity.of(&pair.from), identity.of(&pair.into));
            from != into && !apart.contains(&ordered(from, into))
        });
        Ok(open)
    }

    fn read_candidates(&self) -> Result<Vec<Candidate>, StoreError> {
        let path = self.path().join(CANDIDATES);
        folder::read_json(&path).map(Option::unwrap_or_default)
    }

    /// Withdraws every decision on these two entities, in either order; tells how many there were.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and [`StoreError::Io`].
    pub fn withdraw_on(&mut self, one: &str, other: &str) -> Result<usize, StoreError> {
        let wanted = ordered(one, other);
        let on: Vec<Decision> = self
            .decisions()
            .iter()
            .filter(|decision| decision.pair().is_some_and(|(a, b)| ordered(a, b) == wanted))
            .cloned()
            .collect();
        for decision in &on {
            self.withdraw(decision)?;
        }
        Ok(on.len())
    }
}

/// File of the pairs that are left to people.
const CANDIDATES: &str = "candidates.json";

fn ordered(a: &str, b: &str) -> (String, String) {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    (a.to_owned(), b.to_owned())
}

fn entities(statement: &Statement) -> Vec<&Entity> {
    let parties = [&statement.subject, &statement.object];
    let mut found: Vec<&Entity> = parties.into_iter().collect();
    found.extend(&statement.addressee);
    found.extend(&statement.attributed_to);
    let about: Vec<&Entity> = found.iter().flat_map(|entity| &entity.about).collect();
    found.extend(about);
    found
}
