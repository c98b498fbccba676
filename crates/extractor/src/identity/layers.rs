//! The layers, from the surest to the least sure.

use super::{ACRONYM, Corpus, NAME, SURNAME, TITLE, is_fluid};
use crate::names::{is_acronym, person_gender, stands_for, strip_legal, strip_title, surname};
use standpoint_model::{EntityType, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// The form in which names of bodies are equal: legal forms set aside, "X Department" for "Department of X".
fn body_key(label: &str) -> String {
    let folded = fold_name(strip_legal(label));
    for head in ["department", "ministry"] {
        let of = folded.strip_prefix(head).and_then(|rest| rest.strip_prefix(" of "));
        if let Some(rest) = of {
            return format!("{} {head}", fold_name(rest));
        }
    }
    folded
}

/// Nodes by `key`, only keys that several have.
fn shared<K: Ord>(keys: impl Iterator<Item = (K, usize)>) -> impl Iterator<Item = Vec<usize>> {
    let mut by_key: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (key, node) in keys {
        by_key.entry(key).or_default().push(node);
    }
    by_key.into_values().filter(|nodes| nodes.len() > 1)
}

/// One name under several types, with and without "Inc.", "Department of X" and "X Department".
pub(super) fn by_name(corpus: &mut Corpus) {
    let bodies = corpus.nodes.iter().enumerate().filter(|(_, node)| node.kind != EntityType::Person);
    let keys = bodies.map(|(at, node)| {
        // Places and events only meet their own kind.
        let family = if is_fluid(node.kind) { EntityType::Organization } else { node.kind };
        ((family, body_key(node.label)), at)
    });
    for nodes in shared(keys).collect::<Vec<_>>() {
        for at in &nodes[1..] {
            let (a, b) = (corpus.nodes[nodes[0]].label, corpus.nodes[*at].label);
            corpus.join(nodes[0], *at, NAME, || format!("{a:?} and {b:?} are the same name"));
        }
    }
}

/// "Sen. Ann Lee" and "Ann Lee"; of bare surnames only where all titles agree.
pub(super) fn by_title(corpus: &mut Corpus) {
    let people = corpus.nodes.iter().enumerate().filter(|(_, node)| node.kind == EntityType::Person);
    let keys = people.map(|(at, node)| (fold_name(strip_title(node.label).1), at));
    for nodes in shared(keys).collect::<Vec<_>>() {
        let titles: BTreeSet<String> =
            nodes.iter().filter_map(|at| strip_title(corpus.nodes[*at].label).0).map(fold_name).collect();
        let bare = !strip_title(corpus.nodes[nodes[0]].label).1.contains(char::is_whitespace);
        if bare && titles.len() > 1 {
            continue;
        }
        for at in &nodes[1..] {
            let (a, b) = (corpus.nodes[nodes[0]].label, corpus.nodes[*at].label);
            corpus.join(nodes[0], *at, TITLE, || format!("{a:?} and {b:?} differ in title only"));
        }
    }
}

/// A short form of one word: an acronym, or a clipped one such as "S-Comm".
fn is_short(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    is_acronym(name) || capitals >= 2 && name.contains('-') && !name.contains(char::is_whitespace)
}

/// Acronyms that some document spells out, where all that spell them out mean one thing.
pub(super) fn by_acronym(corpus: &mut Corpus) {
    let bodies: Vec<usize> = (0..corpus.nodes.len())
        .filter(|at| !matches!(corpus.nodes[*at].kind, EntityType::Person | EntityType::Event))
        .collect();
    // An entity labelled by its acronym that knows its full name meets the one labelled by that.
    let labelled: BTreeMap<String, usize> =
        bodies.iter().map(|at| (body_key(corpus.nodes[*at].label), *at)).collect();
    let mut expansions: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
    for &at in &bodies {
        let node = &corpus.nodes[at];
        let (short, full): (Vec<&str>, Vec<&str>) = node.names.iter().partition(|name| is_short(name));
        let mut homes: Vec<(usize, &str, &str)> = Vec::new();
        for short in short {
            let spelt_out = full.iter().copied().filter(|full| stands_for(short, full));
            // The label is what the entity is; other names matter only where the label is the acronym.
            let best = spelt_out.max_by_key(|full| (*full == node.label, full.chars().count(), *full));
            if let Some(full) = best {
                expansions.entry(fold_name(short)).or_default().push((at, full));
                if fold_name(short) == fold_name(node.label) {
                    homes.extend(labelled.get(&body_key(full)).map(|home| (*home, short, full)));
                }
            }
        }
        for (home, short, full) in homes {
            corpus.join(at, home, ACRONYM, || format!("{short:?} is spelt out as {full:?}"));
        }
    }
    let mut bare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in bodies {
        if is_short(corpus.nodes[at].label) {
            bare.entry(fold_name(corpus.nodes[at].label)).or_default().push(at);
        }
    }
    for (short, nodes) in bare {
        let Some(spelt_out) = expansions.get(&short) else { continue };
        let meanings: BTreeSet<usize> = spelt_out.iter().map(|(at, _)| corpus.groups.root(*at)).collect();
        if let (1, Some((home, full))) = (meanings.len(), spelt_out.first()) {
            for at in nodes {
                let label = corpus.nodes[at].label;
                corpus.join(*home, at, ACRONYM, || format!("{label:?} is spelt out only as {full:?}"));
            }
        }
    }
}

/// A bare surname and the one full name of the corpus that has it, where every document with the one has the other.
pub(super) fn by_surname(corpus: &mut Corpus) {
    let mut full: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut bare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut documents: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for at in 0..corpus.nodes.len() {
        let (kind, label) = (corpus.nodes[at].kind, corpus.nodes[at].label);
        if kind != EntityType::Person {
            continue;
        }
        let root = corpus.groups.root(at);
        documents.entry(root).or_default().extend(&corpus.nodes[at].documents);
        let whole = fold_name(strip_title(label).1);
        match surname(label).map(fold_name) {
            Some(surname) if surname != whole => {
                full.entry(surname).or_default().insert(root);
            }
            _ => bare.entry(whole).or_default().push(at),
        }
    }
    for (name, nodes) in bare {
        let Some(homes) = full.get(&name).filter(|homes| homes.len() == 1) else { continue };
        let Some(&home) = homes.first() else { continue };
        for at in nodes {
            let root = corpus.groups.root(at);
            let together = documents
                .get(&root)
                .zip(documents.get(&home))
                .is_some_and(|(bare, full)| bare.is_subset(full));
            let (label, full) = (corpus.nodes[at].label, corpus.nodes[home].label);
            let genders = person_gender(label).zip(person_gender(full));
            if together && genders.is_none_or(|(a, b)| a == b) {
                corpus.join(home, at, SURNAME, || {
                    format!("{label:?} beside {full:?}, the only one of that name")
                });
            }
        }
    }
}
