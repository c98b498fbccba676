//! The layers that names alone decide, from the surest to the least sure.

use super::corpus::{Corpus, Unit};
use super::lexicon::lexicon;
use super::local::is_generic;
use super::near::{body_key, middle_names};
use super::{ACRONYM, NAME, SURNAME, TITLE, is_fluid};
use crate::names::{is_acronym, person_name, stands_for, strip_title};
use standpoint_model::{EntityType, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// Tells once what names alone tell; whether anything was found.
pub(super) fn sure(corpus: &mut Corpus) -> bool {
    let (units, _) = corpus.units();
    let people = People::of(&units);
    let joined = [
        by_name(corpus, &units),
        people.by_full_name(corpus),
        by_acronym(corpus, &units),
        people.by_surname(corpus),
        people.by_title(corpus),
        people.by_office(corpus),
    ];
    joined.contains(&true)
}

/// Things by `key`, only keys that several have.
fn shared<K: Ord, T>(keys: impl Iterator<Item = (K, T)>) -> impl Iterator<Item = Vec<T>> {
    let mut by_key: BTreeMap<K, Vec<T>> = BTreeMap::new();
    for (key, thing) in keys {
        by_key.entry(key).or_default().push(thing);
    }
    by_key.into_values().filter(|things| things.len() > 1)
}

/// One name under several types, with and without "Inc." and "programme", "Department of X" and "X Department".
fn by_name(corpus: &mut Corpus, units: &[Unit]) -> bool {
    let bodies = units.iter().filter(|unit| unit.kind != EntityType::Person && !is_generic(unit.label));
    let keys = bodies.map(|unit| {
        // Places and events only meet their own kind.
        let family = if is_fluid(unit.kind) { EntityType::Organization } else { unit.kind };
        ((family, body_key(unit.label)), unit)
    });
    let mut joined = false;
    for same in shared(keys).collect::<Vec<_>>() {
        for unit in &same[1..] {
            let (a, b) = (same[0].label, unit.label);
            joined |= corpus.join(same[0].node, unit.node, NAME, || {
                if a == b {
                    format!("{a:?} under two types")
                } else {
                    format!("{a:?} and {b:?} are the same name")
                }
            });
        }
    }
    joined
}

/// A short form of one word: an acronym, or a clipped one such as "S-Comm".
pub(super) fn is_short(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    is_acronym(name) || capitals >= 2 && name.contains('-') && !name.contains(char::is_whitespace)
}

/// Whether things of this type go by acronyms.
pub(super) fn has_acronyms(kind: EntityType) -> bool {
    !matches!(kind, EntityType::Person | EntityType::Event)
}

/// Acronyms that some document spells out, where all that spell them out mean one thing.
fn by_acronym(corpus: &mut Corpus, units: &[Unit]) -> bool {
    let bodies: Vec<&Unit> = units.iter().filter(|unit| has_acronyms(unit.kind)).collect();
    // An entity labelled by its acronym that knows its full name meets the one labelled by that.
    let labelled: BTreeMap<String, &Unit> = bodies.iter().map(|unit| (body_key(unit.label), *unit)).collect();
    let mut expansions: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
    let mut joined = false;
    for unit in &bodies {
        let (short, full): (Vec<&str>, Vec<&str>) = unit.names.iter().partition(|name| is_short(name));
        for short in short {
            let spelt_out = full.iter().copied().filter(|full| stands_for(short, full));
            // The label is what the entity is; other names matter only where the label is the acronym.
            let best = spelt_out.max_by_key(|full| (*full == unit.label, full.chars().count(), *full));
            let Some(full) = best else { continue };
            expansions.entry(fold_name(short)).or_default().push((unit.node, full));
            if fold_name(short) == fold_name(unit.label)
                && let Some(home) = labelled.get(&body_key(full))
            {
                joined |= corpus
                    .join(unit.node, home.node, ACRONYM, || format!("{short:?} is spelt out as {full:?}"));
            }
        }
    }
    let labels = bodies.iter().flat_map(|unit| unit.labels.iter().map(|(label, node)| (*label, *node)));
    for (label, node) in labels.filter(|(label, _)| is_short(label)) {
        let Some(spelt_out) = expansions.get(&fold_name(label)) else { continue };
        let meanings = spelt_out
            .iter()
            .enumerate()
            .all(|(at, (other, _))| at == 0 || corpus.is_one(spelt_out[0].0, *other));
        if let (true, Some((home, full))) = (meanings, spelt_out.first()) {
            joined |=
                corpus.join(*home, node, ACRONYM, || format!("{label:?} is spelt out only as {full:?}"));
        }
    }
    joined
}

/// The people of a corpus.
struct People<'u, 'a> {
    /// With a given name, by folded surname.
    full: BTreeMap<String, Vec<&'u Unit<'a>>>,
    /// Without.
    bare: BTreeMap<String, Vec<&'u Unit<'a>>>,
}

impl<'u, 'a> People<'u, 'a> {
    fn of(units: &'u [Unit<'a>]) -> Self {
        let mut people = Self { full: BTreeMap::new(), bare: BTreeMap::new() };
        for unit in units.iter().filter(|unit| unit.kind == EntityType::Person && !is_generic(unit.label)) {
            let Some(name) = person_name(unit.label) else { continue };
            let list = if name.is_bare() { &mut people.bare } else { &mut people.full };
            list.entry(fold_name(name.surname)).or_default().push(unit);
        }
        people
    }

    /// "Sen. Ann Lee" and "Ann Lee"; "Ann B. Lee" and "Ann Lee", where no other middle name is told.
    fn by_full_name(&self, corpus: &mut Corpus) -> bool {
        let mut joined = false;
        let named = self.full.values().flatten().filter_map(|unit| {
            let name = person_name(unit.label)?;
            let middle: Vec<String> = name.middle.iter().map(|word| fold_name(word)).collect();
            let suffix: Vec<String> = name.suffix.iter().map(|word| fold_name(word)).collect();
            Some(((fold_name(name.given?), fold_name(name.surname), suffix), (middle, *unit)))
        });
        for same in shared(named).collect::<Vec<_>>() {
            let one = |(a, _): &(Vec<String>, &Unit), (b, _): &(Vec<String>, &Unit)| middle_names(a, b);
            let all = same.iter().enumerate().all(|(at, a)| same[at + 1..].iter().all(|b| one(a, b)));
            for (at, (middle, unit)) in same.iter().enumerate().skip(1) {
                // Of several middle names, only those who agree in them to the letter are one.
                let home =
                    if all { same.first() } else { same[..at].iter().find(|(known, _)| known == middle) };
                let Some((known, home)) = home else { continue };
                let (a, b) = (home.label, unit.label);
                let (layer, what) =
                    if known == middle { (TITLE, "in title only") } else { (NAME, "in a middle name only") };
                joined |=
                    corpus.join(home.node, unit.node, layer, || format!("{a:?} and {b:?} differ {what}"));
            }
        }
        joined
    }

    /// A bare surname and the one full name that has it in all its documents.
    fn by_surname(&self, corpus: &mut Corpus) -> bool {
        let mut joined = false;
        for (surname, bare) in &self.bare {
            let Some(full) = self.full.get(surname) else { continue };
            for unit in bare {
                let mut homes = full.iter().filter(|home| unit.documents.is_subset(&home.documents));
                if let (Some(home), None) = (homes.next(), homes.next()) {
                    let (label, full) = (unit.label, home.label);
                    joined |= corpus.join(home.node, unit.node, SURNAME, || {
                        format!("{label:?} beside {full:?}, the only one of that name in the document")
                    });
                }
            }
        }
        joined
    }

    /// "President Rivera" and "Rivera" in one document, where all titles there agree.
    fn by_title(&self, corpus: &mut Corpus) -> bool {
        let mut joined = false;
        for bare in self.bare.values().filter(|bare| bare.len() > 1) {
            let mut by_document: BTreeMap<usize, Vec<&Unit>> = BTreeMap::new();
            for unit in bare {
                for document in &unit.documents {
                    by_document.entry(*document).or_default().push(unit);
                }
            }
            for same in by_document.into_values().filter(|same| same.len() > 1) {
                let titles: BTreeSet<String> =
                    same.iter().filter_map(|unit| strip_title(unit.label).0).map(fold_name).collect();
                for unit in same[1..].iter().filter(|_| titles.len() <= 1) {
                    let (a, b) = (same[0].label, unit.label);
                    joined |= corpus.join(same[0].node, unit.node, TITLE, || {
                        format!("{a:?} and {b:?} of one document differ in title only")
                    });
                }
            }
        }
        joined
    }

    /// "President Rivera" in any document: an office that one holds at a time, where one full name at most has it.
    fn by_office(&self, corpus: &mut Corpus) -> bool {
        let mut joined = false;
        for (surname, bare) in &self.bare {
            let mut by_office: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
            let full = self.full.get(surname).into_iter().flatten();
            let holders: Vec<(&str, &Unit, bool)> = full
                .map(|unit| (unit, true))
                .chain(bare.iter().map(|unit| (unit, false)))
                .flat_map(|(unit, full)| {
                    let offices: BTreeSet<&str> = unit.names.iter().filter_map(|name| office(name)).collect();
                    offices.into_iter().map(move |office| (office, *unit, full))
                })
                .collect();
            for (office, unit, _) in &holders {
                by_office.entry(office).or_default().push(unit);
            }
            for (office, same) in by_office {
                let named = holders.iter().filter(|(of, _, full)| *of == office && *full).count();
                for unit in same[1..].iter().filter(|_| named <= 1) {
                    let (a, b) = (same[0].label, unit.label);
                    joined |= corpus.join(same[0].node, unit.node, TITLE, || {
                        format!("{a:?} and {b:?} hold one office: {office}")
                    });
                }
            }
        }
        joined
    }
}

/// The office in the title of a name, where one person holds it at a time.
fn office(name: &str) -> Option<&'static str> {
    let title = strip_title(name).0?.to_lowercase();
    lexicon().offices.iter().copied().find(|office| {
        title.strip_suffix(office).is_some_and(|before| {
            let mut words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            (before.is_empty() || !before.ends_with(char::is_alphanumeric))
                && words.all(|word| word.len() == 1 || lexicon().beside_office.contains(word))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_that_one_holds_at_a_time() {
        assert_eq!(office("President Rivera"), Some("president"));
        assert_eq!(office("former U.S. President Rivera"), Some("president"));
        assert_eq!(office("Prime Minister Ann Lee"), Some("prime minister"));
        for name in [
            "Vice President Rivera",
            "Sen. Rivera",
            "Deputy Prime Minister Lee",
            "Rivera",
            "Council President Lee",
        ] {
            assert_eq!(office(name), None, "{name}");
        }
    }
}
