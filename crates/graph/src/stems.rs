//! Stems by number, and what the word lists say of each.

use crate::lexicon::{Lexicon, Strength, lexicon};
use std::collections::{BTreeSet, HashMap};

/// Number of a stem.
pub(crate) type Stem = u32;

/// Every stem of a corpus's claims.
#[derive(Debug, Clone)]
pub(crate) struct Stems {
    numbers: HashMap<Box<str>, Stem>,
    /// What the lists say of the first stems; of those behind them they say nothing.
    listed: Vec<Listed>,
    count: u32,
}

/// What the word lists say of a stem.
#[derive(Debug, Clone, Default)]
struct Listed {
    light: bool,
    falsity: bool,
    opposites: Vec<(Stem, Strength)>,
}

impl Stems {
    /// The stems of the word lists, and no others.
    pub(crate) fn new() -> Self {
        let Lexicon { light, falsity, antonyms, .. } = lexicon();
        let mut stems = Self { numbers: HashMap::new(), listed: Vec::new(), count: 0 };
        let known: BTreeSet<&String> = light.iter().chain(falsity).chain(antonyms.keys()).collect();
        for stem in known {
            stems.number(stem);
            stems.listed.push(Listed {
                light: light.contains(stem),
                falsity: falsity.contains(stem),
                opposites: Vec::new(),
            });
        }
        for (stem, opposites) in antonyms {
            let numbered = opposites.iter().map(|(other, how)| (stems.number(other), *how)).collect();
            let at = stems.number(stem) as usize;
            if let Some(listed) = stems.listed.get_mut(at) {
                listed.opposites = numbered;
            }
        }
        stems
    }

    /// The number of a stem, which it gets here where it has none.
    pub(crate) fn number(&mut self, stem: &str) -> Stem {
        if let Some(&number) = self.numbers.get(stem) {
            return number;
        }
        let number = self.count;
        self.count += 1;
        self.numbers.insert(stem.into(), number);
        number
    }

    fn listed(&self, stem: Stem) -> Option<&Listed> {
        self.listed.get(stem as usize)
    }

    pub(crate) fn is_light(&self, stem: Stem) -> bool {
        self.listed(stem).is_some_and(|listed| listed.light)
    }

    pub(crate) fn is_falsity(&self, stem: Stem) -> bool {
        self.listed(stem).is_some_and(|listed| listed.falsity)
    }

    pub(crate) fn opposites(&self, stem: Stem) -> &[(Stem, Strength)] {
        self.listed(stem).map_or(&[], |listed| &listed.opposites)
    }
}

/// How many members two sorted sets share.
pub(crate) fn shared(one: &[Stem], other: &[Stem]) -> usize {
    let (mut a, mut b, mut count) = (0, 0, 0);
    while a < one.len() && b < other.len() {
        match one[a].cmp(&other[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                a += 1;
                b += 1;
            }
        }
    }
    count
}

/// Whether a sorted set holds a stem.
pub(crate) fn has(set: &[Stem], stem: Stem) -> bool {
    set.binary_search(&stem).is_ok()
}

/// Sorted, and each once.
pub(crate) fn set(mut stems: Vec<Stem>) -> Box<[Stem]> {
    stems.sort_unstable();
    stems.dedup();
    stems.into()
}

/// Share of the smaller sorted set that is in the larger; absent where one is empty.
#[expect(clippy::cast_precision_loss, reason = "sets of words are small")]
pub(crate) fn contained(one: &[Stem], other: &[Stem]) -> Option<f64> {
    let smaller = one.len().min(other.len());
    (smaller > 0).then(|| shared(one, other) as f64 / smaller as f64)
}

/// Shared over all of two sorted sets; 0 where both are empty.
#[expect(clippy::cast_precision_loss, reason = "sets of words are small")]
pub(crate) fn jaccard(one: &[Stem], other: &[Stem]) -> f64 {
    let common = shared(one, other);
    let all = one.len() + other.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::btree_set, prelude::*};

    #[test]
    fn lists_are_known_by_number() {
        let mut stems = Stems::new();
        let (one, other) =
            (stems.number(&lexicon().stem("mandatory")), stems.number(&lexicon().stem("voluntary")));
        assert!(stems.opposites(one).contains(&(other, Strength::Strong)));
        assert!(stems.opposites(other).contains(&(one, Strength::Strong)));
        let new = stems.number("quinquereme");
        assert!(!stems.is_light(new) && !stems.is_falsity(new) && stems.opposites(new).is_empty());
    }

    proptest! {
        #[test]
        fn shares_are_those_of_sets(a in btree_set(0u32..12, 0..9), b in btree_set(0u32..12, 0..9)) {
            let (one, other): (Vec<_>, Vec<_>) = (a.iter().copied().collect(), b.iter().copied().collect());
            prop_assert_eq!(shared(&one, &other), a.intersection(&b).count());
            prop_assert!((jaccard(&one, &other) - crate::words::jaccard(&a, &b)).abs() < 1e-12);
            prop_assert_eq!(contained(&one, &other).is_none(), a.is_empty() || b.is_empty());
        }
    }
}
