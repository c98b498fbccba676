//! Which names in a store are names of one thing: found out anew, and looked up.

use crate::failure::Failure;
use rayon::prelude::*;
use standpoint_extractor::identity;
use standpoint_model::{Entity, Identity, Merge, Statement, iri};
use standpoint_store::{Mentioned, Names, Store, StoreError};
use std::collections::BTreeMap;

/// Finds out anew which names in all documents are names of one thing, obeying what people have decided; tells how many
/// give way to another.
pub(crate) fn unite(store: &mut Store) -> Result<usize, StoreError> {
    // As they were put: seen through the merges of the last time, no reason for them would be left to find.
    let ids: Vec<String> = store.documents().map(|entry| entry.id.clone()).collect();
    let said: Vec<Vec<Statement>> = ids
        .par_iter()
        .map(|id| store.document(id).map(|stored| stored.statements))
        .collect::<Result<_, StoreError>>()?;
    let found = identity::identify_with(&said.concat(), &store.decided());
    store.set_identity(&found.merges)?;
    store.set_candidates(&found.candidates)?;
    Ok(found.merges.len())
}

/// All that a store knows of who is who.
pub(crate) struct Register {
    /// By address, as documents use it.
    mentioned: BTreeMap<String, Mentioned>,
    /// What stands for one thing, by each of its names.
    names: Names,
    identity: Identity,
    merges: Vec<Merge>,
}

impl Register {
    /// Reads it.
    pub(crate) fn of(store: &Store) -> Result<Self, StoreError> {
        let identity = store.identity();
        let mentioned = store.mentioned()?;
        let mut whole: BTreeMap<String, Entity> = BTreeMap::new();
        for Mentioned { entity, .. } in &mentioned {
            let end = identity.of(&entity.id);
            match whole.get_mut(end) {
                Some(known) => known.unite(entity),
                None => {
                    whole.insert(end.to_owned(), Entity { id: end.to_owned(), ..entity.clone() });
                }
            }
        }
        // The type of what stands is that of its own address, where documents use it.
        for Mentioned { entity, .. } in &mentioned {
            if let Some(known) = whole.get_mut(&entity.id) {
                known.kind = entity.kind;
            }
        }
        let merges = merges(store);
        Ok(Self {
            mentioned: mentioned.into_iter().map(|known| (known.entity.id.clone(), known)).collect(),
            names: Names::new(whole.into_values().collect()),
            identity,
            merges,
        })
    }

    /// The address that `address` stands for in the end.
    pub(crate) fn end<'a>(&'a self, address: &'a str) -> &'a str {
        self.identity.of(address)
    }

    /// What stands under this address in the end, with all its names.
    pub(crate) fn entity(&self, address: &str) -> Option<&Entity> {
        self.names.find(self.end(address)).into_iter().next()
    }

    /// What documents say under exactly this address.
    pub(crate) fn mentioned(&self, address: &str) -> Option<&Mentioned> {
        self.mentioned.get(address)
    }

    /// Every address that stands for the same as `address`, itself included, sorted.
    pub(crate) fn members(&self, address: &str) -> Vec<&Mentioned> {
        let end = self.end(address);
        self.mentioned.values().filter(|known| self.end(&known.entity.id) == end).collect()
    }

    /// The merges that are in force, sorted.
    pub(crate) fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// The address that a person means: an address whole or without its beginning (`person/ann-lee`), a name or an alias.
    /// Where several things go by the name, the error lists them; where none does, what is much like it.
    pub(crate) fn address(&self, name: &str) -> Result<String, Failure> {
        let bare = name.trim().trim_start_matches('<').trim_end_matches('>');
        let bare = bare.strip_prefix("id:").unwrap_or(bare);
        for address in [bare.to_owned(), format!("{}{bare}", iri::BASE)] {
            if self.mentioned.contains_key(&address) {
                return Ok(address);
            }
        }
        match self.names.find(name).as_slice() {
            [] => Err(self.unknown(name)),
            [entity] => Ok(entity.id.clone()),
            several => {
                let lines: Vec<String> = several.iter().map(|entity| self.line(&entity.id)).collect();
                Err(Failure::Usage(format!(
                    "several things go by the name {name:?}:\n{}\nhint: name one by its address",
                    lines.join("\n")
                )))
            }
        }
    }

    fn unknown(&self, name: &str) -> Failure {
        let near = self.names.suggestions(name);
        let advice = if near.is_empty() {
            "`standpoint query actor actor=NAME` and `standpoint identity` show which names there are"
                .to_owned()
        } else {
            format!("did you mean {}?", near.join(", "))
        };
        Failure::Unknown(format!("nothing in the store goes by the name {name:?}\nhint: {advice}"))
    }

    /// `  person/crane-in-1f2e…  "Crane" (a.txt and 2 more)`
    pub(crate) fn line(&self, address: &str) -> String {
        let members = self.members(address);
        let documents: std::collections::BTreeSet<&str> =
            members.iter().flat_map(|known| &known.documents).map(String::as_str).collect();
        let first = documents.first().map(|document| crate::tables::short(document)).unwrap_or_default();
        let more = match documents.len() {
            0 | 1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let label = self.entity(address).map_or("", |entity| entity.label.as_str());
        format!("  {}  {label:?} ({first}{more})", brief(address))
    }
}

/// The merges in force: those that people decided, and of the program's those that hold.
fn merges(store: &Store) -> Vec<Merge> {
    let identity = store.identity();
    let decided = store.decided();
    let curated: Vec<Merge> = store
        .decisions()
        .iter()
        .filter_map(standpoint_store::Decision::merge)
        .filter(|merge| identity.of(&merge.from) == identity.of(&merge.into))
        .collect();
    let mut all: Vec<Merge> = store
        .merges()
        .iter()
        .filter(|merge| identity.of(&merge.from) == identity.of(&merge.into))
        .filter(|merge| {
            !decided.one.iter().any(|(from, into)| {
                (from, into) == (&merge.from, &merge.into) || (into, from) == (&merge.from, &merge.into)
            })
        })
        .cloned()
        .chain(curated)
        .collect();
    all.sort();
    all
}

/// An address without the beginning that all share.
pub(crate) fn brief(address: &str) -> &str {
    address.strip_prefix(iri::BASE).unwrap_or(address)
}
