//! From what people type to what they mean.

use crate::Corpus;
use standpoint_model::{Conflict, Document, Entity, EntityType, Statement, fold_name, iri};
use std::collections::{BTreeMap, BTreeSet};

/// Something that has an address of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Thing<'c> {
    /// An actor, or anything else that one can be for or against.
    Entity(&'c Entity),
    /// A document.
    Document(&'c Document),
    /// A statement.
    Statement(&'c Statement),
    /// A conflict.
    Conflict(&'c Conflict),
}

impl Thing<'_> {
    /// Its address (IRI).
    #[must_use]
    pub fn address(&self) -> String {
        match self {
            Self::Entity(entity) => entity.id.clone(),
            Self::Document(document) => iri::document(&document.id),
            Self::Statement(said) => said.id.clone(),
            Self::Conflict(conflict) => conflict.address(),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Entity(entity) => entity.label.clone(),
            Self::Document(document) => document.title.clone().unwrap_or_else(|| document.id.clone()),
            Self::Statement(said) => {
                format!("{} {} {}", said.subject.label, said.predicate, said.object.label)
            }
            Self::Conflict(conflict) => {
                let [one, other] = &conflict.parties;
                format!("{}: {} and {}", conflict.kind, one.label, other.label)
            }
        }
    }
}

/// So many characters of a statement's or conflict's digest are enough to name it, where no other begins so.
const SHORTEST: usize = 6;

impl Corpus {
    /// What has this address, in full or as a slug. Constant time.
    #[must_use]
    pub fn at(&self, address: &str) -> Option<Thing<'_>> {
        let whole = crate::address(address);
        [address, whole.as_str()].into_iter().find_map(|address| {
            let entity = self.entity(address).map(Thing::Entity);
            let statement = || self.statement(address).map(Thing::Statement);
            let conflict = || {
                let at = *self.conflict_at.get(address)?;
                self.conflicts().get(at as usize).map(Thing::Conflict)
            };
            let document = || {
                let at = *self.document_address_at.get(address)?;
                self.documents().get(at as usize).map(Thing::Document)
            };
            entity.or_else(statement).or_else(conflict).or_else(document)
        })
    }

    /// Everything that goes by this name, the likeliest first: an address or slug, also with `id:` before it or in
    /// angle brackets; the first digits of a statement's or conflict's digest; a name of an entity in any case and
    /// spelling that [`fold_name`] sets aside (labels before aliases, what more is told of before the rest); a
    /// document's name, its last part, or its headline. Linear in the number of names.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<Thing<'_>> {
        let bare = name.trim().trim_start_matches('<').trim_end_matches('>');
        let bare = bare.strip_prefix("id:").unwrap_or(bare);
        if let Some(thing) = self.at(bare) {
            return vec![thing];
        }
        if let Some(document) = self.document(name) {
            return vec![Thing::Document(document)];
        }
        let begun = self.beginning(bare);
        if !begun.is_empty() {
            return begun;
        }
        let mut found = self.entities_named(name);
        found.extend(self.documents_named(name));
        found
    }

    /// The entities of this name, the likeliest first.
    fn entities_named(&self, name: &str) -> Vec<Thing<'_>> {
        let folded = fold_name(name);
        let mut found: Vec<&Entity> = self
            .entities()
            .iter()
            .filter(|entity| entity.kind != EntityType::Proposition)
            .filter(|entity| entity.names().any(|known| fold_name(known) == folded))
            .collect();
        let told = |entity: &Entity| self.uses(&entity.id).map_or(0, |uses| uses.all().len());
        found.sort_by_cached_key(|entity| {
            (fold_name(&entity.label) != folded, std::cmp::Reverse(told(entity)), entity.id.clone())
        });
        found.into_iter().map(Thing::Entity).collect()
    }

    fn documents_named(&self, name: &str) -> Vec<Thing<'_>> {
        let folded = fold_name(name);
        let last = |id: &str| id.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let stem = |file: &str| file.rsplit_once('.').map_or(String::new(), |(stem, _)| stem.to_owned());
        let fits = |document: &&Document| {
            let file = last(&document.id);
            file == name
                || stem(&file) == name
                || document.title.as_deref().is_some_and(|title| fold_name(title) == folded)
        };
        self.documents().iter().filter(fits).map(Thing::Document).collect()
    }

    /// The statements and conflicts whose digest begins so.
    fn beginning(&self, text: &str) -> Vec<Thing<'_>> {
        let (folder, digits) = text.rsplit_once('/').unwrap_or(("", text));
        let hexadecimal = digits.len() >= SHORTEST && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !hexadecimal || !["", "statement", "conflict"].contains(&folder) {
            return Vec::new();
        }
        let begins = |kind: &str, address: &str| {
            let rest = address.strip_prefix(iri::BASE).and_then(|rest| rest.strip_prefix(kind));
            rest.and_then(|rest| rest.strip_prefix('/')).is_some_and(|own| own.starts_with(digits))
        };
        let mut found = Vec::new();
        if folder != "conflict" {
            let said = self.statements().iter().filter(|said| begins("statement", &said.id));
            found.extend(said.map(Thing::Statement));
        }
        if folder != "statement" {
            let conflicts = self.conflicts().iter().filter(|one| begins("conflict", &one.address()));
            found.extend(conflicts.map(Thing::Conflict));
        }
        found
    }

    /// Up to five names that are much like `name`, the nearest first: did you mean one of these? Linear in the number
    /// and length of names.
    #[must_use]
    pub fn suggest(&self, name: &str) -> Vec<String> {
        let folded = fold_name(name);
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for entity in self.entities().iter().filter(|entity| entity.kind != EntityType::Proposition) {
            for name in entity.names() {
                known.entry(fold_name(name)).or_insert(&entity.label);
            }
        }
        for document in self.documents() {
            let named = document.title.as_deref().into_iter().chain([document.id.as_str()]);
            for name in named {
                known.entry(fold_name(name)).or_insert(name);
            }
        }
        let mut near: Vec<(f64, &str)> = known
            .iter()
            .map(|(known, label)| (likeness(known, &folded), *label))
            .filter(|(likeness, _)| *likeness > 0.8)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let best = near.first().map_or(0.0, |(likeness, _)| *likeness);
        let mut seen = BTreeSet::new();
        // What is far less like it than the best is no suggestion but a guess.
        near.retain(|(likeness, label)| *likeness > best - 0.08 && seen.insert(*label));
        near.truncate(5);
        near.into_iter().map(|(_, label)| label.to_owned()).collect()
    }

    /// Every label of an actor or topic that something is told of, sorted, each once: what completion offers.
    #[must_use]
    pub fn labels(&self) -> Vec<&str> {
        let shown = self
            .entities()
            .iter()
            .filter(|entity| entity.kind != EntityType::Proposition && self.is_heard_of(entity));
        let labels: BTreeSet<&str> = shown.map(|entity| entity.label.as_str()).collect();
        labels.into_iter().collect()
    }
}

/// How much alike two folded names are, 0 to 1. Whole words in common count: "harbor tunnel" for "the harbor tunnel
/// project".
fn likeness(known: &str, wanted: &str) -> f64 {
    let spelt = strsim::jaro_winkler(known, wanted);
    let words = |text: &str| -> BTreeSet<String> { text.split(' ').map(str::to_owned).collect() };
    let (one, other) = (words(known), words(wanted));
    let held = !wanted.is_empty() && !known.is_empty() && (one.is_subset(&other) || other.is_subset(&one));
    if held { spelt.max(0.9) } else { spelt }
}

#[cfg(test)]
mod tests {
    use super::Thing;
    use crate::sample::corpus;

    #[test]
    fn everything_is_found_by_what_it_is_called() {
        let corpus = corpus();
        for entity in corpus.entities() {
            assert_eq!(corpus.at(&crate::slug(&entity.id)), Some(Thing::Entity(entity)));
        }
        for said in corpus.statements() {
            assert_eq!(corpus.at(&crate::slug(&said.id)), Some(Thing::Statement(said)));
            let digest = said.id.rsplit('/').next().unwrap();
            assert_eq!(corpus.find(&digest[..8]), [Thing::Statement(said)]);
        }
        for document in corpus.documents() {
            assert_eq!(corpus.at(&crate::document_slug(&document.id)), Some(Thing::Document(document)));
        }
        for name in ["levy.txt", "levy", "post/levy.txt"] {
            let found = corpus.find(name);
            assert!(matches!(found[..], [Thing::Document(one)] if one.id == "post/levy.txt"), "{name}");
        }
        assert_eq!(corpus.find("the harbour LEVY")[0].label(), "Harbour Levy");
        assert_eq!(corpus.find("id:policy/harbour-levy").len(), 1);
    }

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let corpus = corpus();
        assert_eq!(corpus.suggest("Harbor Levi"), ["Harbour Levy"]);
        assert_eq!(corpus.suggest("Quay")[0], "Quay Company");
        assert!(corpus.suggest("zebra").is_empty());
        assert!(corpus.find("Harbor Levi").is_empty());
    }
}
