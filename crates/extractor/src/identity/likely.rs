//! Names that are alike: united where the documents share enough, else left to people.

use super::corpus::{Corpus, Unit};
use super::evidence::{Evidence, Near, Shared};
use super::layers::{has_acronyms, is_short};
use super::local::is_generic;
use super::near::{Likeness, body_key, given_names, middle_names, words};
use super::{EVIDENCE, is_fluid};
use crate::names::{PersonName, acronym_of, person_name, stands_for};
use standpoint_model::{Candidate, EntityType, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// Largest set of names of one key that is compared pair by pair.
const LARGEST_BLOCK: usize = 48;
/// At most so many candidates are listed for one name.
const MOST_ASKED: usize = 3;
/// Of two things that one name may mean, the likelier must have so much more evidence.
const CLEARLY: f64 = 0.6;

/// Two units that may be one.
struct Pair {
    /// The one with the lesser name: places in the list of units.
    lesser: usize,
    fuller: usize,
    why: Why,
    shared: Shared,
}

/// What makes two names alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Surname,
    Given,
    Acronym,
    Spelling,
    Letter,
    Part,
}

impl Why {
    /// Whether shared documents make them one without asking.
    fn decides(self) -> bool {
        self != Self::Letter
    }

    /// Whether people are asked where nothing but the names speaks for it.
    fn asks(self) -> bool {
        matches!(self, Self::Given | Self::Spelling | Self::Acronym)
    }

    fn text(self, a: &str, b: &str) -> String {
        match self {
            Self::Surname => format!("{a:?} may be {b:?} by surname"),
            Self::Given => format!("{a:?} and {b:?} have one surname and like given names"),
            Self::Acronym => format!("{a:?} may stand for {b:?}"),
            Self::Spelling | Self::Letter => format!("{a:?} and {b:?} are much alike"),
            Self::Part => format!("{a:?} is part of the name {b:?}"),
        }
    }
}

/// Unites what is alike and shares enough; whether anything was united, and what is left open.
pub(super) fn decide(corpus: &mut Corpus) -> (bool, Vec<Candidate>) {
    let (units, member) = corpus.units();
    let evidence = Evidence::of(corpus, &units, &member);
    let mut alike: BTreeMap<usize, BTreeMap<usize, Why>> = BTreeMap::new();
    let mut add = |a: usize, b: usize, why: Why| {
        let (lesser, fuller) = in_order(&units, a, b);
        let known = alike.entry(lesser).or_default().entry(fuller).or_insert(why);
        *known = why.min(*known);
    };
    people(&units, &mut add);
    acronyms(&units, &mut add);
    spellings(&units, &mut add);
    parts(&units, &mut add);
    let (mut joined, mut open) = (false, Vec::new());
    let surnames = bare_by_surname(&units);
    for (at, unit) in units.iter().enumerate() {
        let likely = alike.remove(&at).unwrap_or_default();
        let namesakes = surnames.of(at);
        if likely.is_empty() && namesakes.is_empty() {
            continue;
        }
        let near = evidence.near(unit);
        let weigh = |other: usize, why: Why| Pair {
            lesser: at,
            fuller: other,
            why,
            shared: evidence.between(&near, (at, unit), (other, &units[other])),
        };
        let mut pairs: Vec<Pair> = likely.into_iter().map(|(other, why)| weigh(other, why)).collect();
        pairs.retain(|pair| !corpus.settled(unit.node, units[pair.fuller].node));
        pairs.sort_by(|a, b| b.shared.weight.total_cmp(&a.shared.weight).then(a.fuller.cmp(&b.fuller)));
        let clear = pairs.first().is_some_and(|best| {
            let rival = pairs.get(1).map_or(0.0, |second| second.shared.weight);
            best.why.decides() && best.shared.is_enough() && rival <= CLEARLY * best.shared.weight
        });
        if clear {
            joined |= pairs.first().is_some_and(|best| join(corpus, &units, best));
            continue;
        }
        // Nobody with a full name: then another bare one, in a document that shares enough.
        let torn = pairs.first().is_some_and(|best| best.shared.is_enough());
        if !torn
            && let Some(best) = namesake(namesakes, &near, &units).map(|other| weigh(other, Why::Surname))
        {
            if best.shared.is_enough() && !corpus.settled(unit.node, units[best.fuller].node) {
                joined |= join(corpus, &units, &best);
                continue;
            }
            if pairs.is_empty() && !corpus.settled(unit.node, units[best.fuller].node) {
                pairs.push(best);
            }
        }
        let asked = pairs.iter().filter(|pair| pair.why.asks() || !pair.shared.things.is_empty());
        open.extend(asked.take(MOST_ASKED).map(|pair| candidate(&units, pair)));
    }
    (joined, if joined { Vec::new() } else { open })
}

/// Two units as (lesser, fuller): what is bare, an acronym or in fewer documents first.
fn in_order(units: &[Unit], a: usize, b: usize) -> (usize, usize) {
    let key = |at: usize| {
        let unit = &units[at];
        let bare =
            unit.kind == EntityType::Person && person_name(unit.label).is_some_and(|name| name.is_bare());
        (!bare && !is_short(unit.label), unit.documents.len(), unit.label.chars().count(), unit.id)
    };
    if key(a) <= key(b) { (a, b) } else { (b, a) }
}

fn join(corpus: &mut Corpus, units: &[Unit], pair: &Pair) -> bool {
    let (a, b) = (&units[pair.lesser], &units[pair.fuller]);
    corpus.join(a.node, b.node, EVIDENCE, || reason(units, pair))
}

fn candidate(units: &[Unit], pair: &Pair) -> Candidate {
    Candidate {
        from: units[pair.lesser].id.to_owned(),
        into: units[pair.fuller].id.to_owned(),
        strength: pair.shared.strength(),
        reason: reason(units, pair),
    }
}

fn reason(units: &[Unit], pair: &Pair) -> String {
    let names: Vec<String> =
        pair.shared.things.iter().take(4).map(|thing| format!("{:?}", units[*thing].label)).collect();
    let more = pair.shared.things.len().saturating_sub(names.len());
    let text = pair.why.text(units[pair.lesser].label, units[pair.fuller].label);
    match (names.is_empty(), more) {
        (true, _) => format!("{text}; their documents share nobody"),
        (false, 0) => format!("{text}; both with {}", names.join(", ")),
        (false, more) => format!("{text}; both with {} and {more} more", names.join(", ")),
    }
}

/// Bare surnames beside full names that have them; full names of one surname with like given names.
fn people(units: &[Unit], add: &mut impl FnMut(usize, usize, Why)) {
    let mut by_surname: BTreeMap<String, Vec<(usize, PersonName)>> = BTreeMap::new();
    let mut by_given: BTreeMap<(String, char), Vec<(usize, String)>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| is_person(unit)) {
        let Some(name) = person_name(unit.label) else { continue };
        let surname = fold_name(name.surname);
        if let (Some(given), Some(initial)) = (name.given, surname.chars().next()) {
            by_given.entry((fold_name(given), initial)).or_default().push((at, surname.clone()));
        }
        by_surname.entry(surname).or_default().push((at, name));
    }
    for bearers in by_surname.values() {
        let (bare, full): (Vec<_>, Vec<_>) = bearers.iter().partition(|(_, name)| name.is_bare());
        // Of more bearers than that, a surname tells nothing.
        if full.len() > LARGEST_BLOCK {
            continue;
        }
        for (one, _) in bare {
            full.iter().for_each(|(home, _)| add(*one, *home, Why::Surname));
        }
        for (at, (one, name)) in full.iter().enumerate() {
            for (other, known) in &full[..at] {
                if let Some(why) = alike(name, known) {
                    add(*one, *other, why);
                }
            }
        }
    }
    for bearers in by_given.values().filter(|bearers| bearers.len() <= LARGEST_BLOCK) {
        for (at, (one, surname)) in bearers.iter().enumerate() {
            for (other, known) in &bearers[..at] {
                match words(surname, known) {
                    Some(Likeness::Spelling) => add(*one, *other, Why::Spelling),
                    Some(Likeness::Letter) => add(*one, *other, Why::Letter),
                    None => {}
                }
            }
        }
    }
}

/// How two full names of one surname are alike: by a given name that may be short for the other. A father and a son,
/// and two middle names, are two people.
fn alike(a: &PersonName, b: &PersonName) -> Option<Why> {
    let folded = |words: &[&str]| -> Vec<String> { words.iter().map(|word| fold_name(word)).collect() };
    let given = a.given.zip(b.given).is_some_and(|(a, b)| given_names(a, b));
    let middle = middle_names(&folded(&a.middle), &folded(&b.middle));
    let suffix = folded(&a.suffix) == folded(&b.suffix);
    match (given && middle, suffix) {
        (true, true) => Some(Why::Given),
        (true, false) if a.suffix.is_empty() || b.suffix.is_empty() => Some(Why::Letter),
        _ => None,
    }
}

fn is_person(unit: &Unit) -> bool {
    unit.kind == EntityType::Person && !is_generic(unit.label)
}

/// Bare surnames that several go by.
struct Namesakes {
    bearers: Vec<Vec<usize>>,
    /// By unit: which list it is in.
    of: BTreeMap<usize, usize>,
}

impl Namesakes {
    /// Those who go by the name of the unit at `at`, itself included; nobody where it is alone or has a full name.
    fn of(&self, at: usize) -> &[usize] {
        self.of.get(&at).map_or(&[], |list| &self.bearers[*list])
    }
}

fn bare_by_surname(units: &[Unit]) -> Namesakes {
    let mut by_surname: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| is_person(unit)) {
        if let Some(name) = person_name(unit.label).filter(|name| name.is_bare()) {
            by_surname.entry(fold_name(name.surname)).or_default().push(at);
        }
    }
    let bearers: Vec<Vec<usize>> = by_surname.into_values().filter(|bearers| bearers.len() > 1).collect();
    let places =
        bearers.iter().enumerate().flat_map(|(list, bearers)| bearers.iter().map(move |at| (*at, list)));
    let of = places.collect();
    Namesakes { bearers, of }
}

/// Of the `others` who go by a name, the one in the document that shares most.
fn namesake(others: &[usize], near: &Near, units: &[Unit]) -> Option<usize> {
    let weight = |at: usize| {
        let found = units[at].documents.iter().filter_map(|document| near.get(document));
        found.map(|shared| shared.weight).fold(0.0, f64::max)
    };
    let weighed = others.iter().map(|at| (weight(*at), *at)).filter(|(weight, _)| *weight > 0.0);
    weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, at)| at)
}

/// Short forms that no document spells out beside the names that they may stand for.
fn acronyms(units: &[Unit], add: &mut impl FnMut(usize, usize, Why)) {
    let mut by_initials: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| has_acronyms(unit.kind)) {
        if !is_short(unit.label) && !is_generic(unit.label) {
            for initials in acronym_of(unit.label) {
                by_initials.entry(initials).or_default().insert(at);
            }
        }
    }
    for (at, unit) in
        units.iter().enumerate().filter(|(_, unit)| has_acronyms(unit.kind) && is_short(unit.label))
    {
        let capitals: String = unit.label.chars().filter(|c| c.is_uppercase()).collect();
        // Of "S-Comm", the capitals are the initials.
        for other in by_initials.get(&capitals).into_iter().flatten().take(LARGEST_BLOCK) {
            if stands_for(unit.label, units[*other].label)
                && is_fluid(unit.kind) == is_fluid(units[*other].kind)
            {
                add(at, *other, Why::Acronym);
            }
        }
    }
}

/// Names of bodies and policies that differ in the spelling of one word.
fn spellings(units: &[Unit], add: &mut impl FnMut(usize, usize, Why)) {
    /// The other words, and place and initial of the one that is left out.
    type Key = (Vec<String>, usize, Option<char>);
    let mut blocks: BTreeMap<Key, Vec<(usize, String)>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        if !is_fluid(unit.kind) || is_generic(unit.label) || is_short(unit.label) {
            continue;
        }
        let key = body_key(unit.label);
        let all: Vec<String> = key.split(' ').map(str::to_owned).collect();
        // A single small word is a topic: "tariff" and "tariffs" are no name misspelt.
        if all.len() > 6 || all.len() == 1 && unit.label.chars().count() < 8 {
            continue;
        }
        for place in 0..all.len() {
            let mut rest = all.clone();
            let word = rest.remove(place);
            let initial = word.chars().next();
            blocks.entry((rest, place, initial)).or_default().push((at, word));
        }
    }
    for block in blocks.values().filter(|block| (2..=LARGEST_BLOCK).contains(&block.len())) {
        for (at, (one, word)) in block.iter().enumerate() {
            for (other, known) in &block[..at] {
                if ![one, other].iter().all(|at| units[**at].label.contains(char::is_uppercase)) {
                    continue;
                }
                match words(word, known) {
                    Some(Likeness::Spelling) => add(*one, *other, Why::Spelling),
                    Some(Likeness::Letter) => add(*one, *other, Why::Letter),
                    None => {}
                }
            }
        }
    }
}

/// "Harbor Security" and "Department of Harbor Security".
fn parts(units: &[Unit], add: &mut impl FnMut(usize, usize, Why)) {
    let bodies = || units.iter().enumerate().filter(|(_, unit)| unit.kind == EntityType::Organization);
    let known: BTreeMap<String, usize> = bodies().map(|(at, unit)| (fold_name(unit.label), at)).collect();
    for (at, unit) in bodies() {
        let key = body_key(unit.label);
        let rest = key.strip_suffix(" department").or_else(|| key.strip_suffix(" ministry"));
        if let Some(short) = rest.filter(|rest| rest.contains(' ')).and_then(|rest| known.get(rest)) {
            add(*short, at, Why::Part);
        }
    }
}
