//! Whether two claims can both hold, judged by their words.

use crate::{
    lexicon::{Strength, lexicon},
    words::{Clause, Reading, Word},
};
use std::collections::BTreeSet;

/// A claim's text, read, and what sets its matter apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    pub(crate) reading: Reading,
    /// All its stems.
    pub(crate) stems: BTreeSet<String>,
    /// Stems of proper names of what it speaks of: they tell which matter it is, not what is said of it.
    pub(crate) names: BTreeSet<String>,
}

impl Said {
    pub(crate) fn new(text: &str, names: BTreeSet<String>) -> Self {
        let reading = Reading::of(text);
        let stems = reading.words().map(|word| word.stem.clone()).collect();
        Self { reading, stems, names }
    }

    fn names_it(&self, word: &Word) -> bool {
        word.proper || self.names.contains(&word.stem)
    }

    /// For each negated clause: the stems that are said not to be, and the other stems of the clause.
    pub(crate) fn denials(&self) -> Vec<(BTreeSet<&str>, BTreeSet<&str>)> {
        let light = &lexicon().light;
        let tells = |word: &&Word| !light.contains(&word.stem) && !self.names_it(word) && !word.number;
        let denied = |clause: &'_ Clause| {
            let at = clause.negator.filter(|_| !clause.asked)?;
            let (before, after) = clause.words.split_at(at.min(clause.words.len()));
            // "never contested it": the next word; "opting out is no option": what stands before.
            let focus: Vec<usize> = match after.iter().position(|word| tells(&word)) {
                Some(next) => vec![before.len() + next],
                None => (0..before.len()).filter(|&i| tells(&&clause.words[i])).collect(),
            };
            Some((clause.words.len(), focus)).filter(|(_, focus)| (1..=2).contains(&focus.len()))
        };
        self.reading
            .clauses
            .iter()
            .filter_map(|clause| {
                let (len, focus) = denied(clause)?;
                let rest = (0..len).filter(|i| !focus.contains(i)).map(|i| &clause.words[i]).filter(tells);
                let rest = rest.map(|word| word.stem.as_str()).collect();
                Some((focus.iter().map(|&i| clause.words[i].stem.as_str()).collect(), rest))
            })
            .collect()
    }

    /// Numbers with the stem of the word that they count; years are left out.
    pub(crate) fn counts(&self) -> Vec<(&str, &str)> {
        let pairs = self.reading.clauses.iter().flat_map(|clause| clause.words.windows(2));
        let year = |number: &str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        pairs
            .filter(|pair| pair[0].number && !pair[1].number && !year(&pair[0].stem))
            .map(|pair| (pair[0].stem.as_str(), pair[1].stem.as_str()))
            .collect()
    }

    /// The stems that stand beside `stem` in its clauses, names of the matter set aside.
    fn beside(&self, stem: &str, other: &Self) -> BTreeSet<String> {
        let words = self.reading.with(stem).flat_map(|clause| &clause.words);
        let kept = words.filter(|word| word.stem != stem && !self.names_it(word) && !other.names_it(word));
        kept.map(|word| word.stem.clone()).collect()
    }
}

/// Share of the smaller set that is in the larger; absent where one is empty.
#[expect(clippy::cast_precision_loss, reason = "sets of words are small")]
pub(crate) fn contained(one: &BTreeSet<String>, other: &BTreeSet<String>) -> Option<f64> {
    let smaller = one.len().min(other.len());
    (smaller > 0).then(|| one.intersection(other).count() as f64 / smaller as f64)
}

/// How surely two claims about one matter cannot both hold, 0 to 1; absent where nothing speaks for it.
///
/// `named`: whether their matter has a proper name, so that two claims about it are about one thing. Symmetric.
pub(crate) fn contradiction(one: &Said, other: &Said, named: bool) -> Option<f64> {
    let ways = [negated(one, other), negated(other, one), opposed(one, other, named), counted(one, other)];
    ways.into_iter().flatten().max_by(f64::total_cmp)
}

/// One says that X is not, the other that X is.
#[expect(clippy::cast_precision_loss, reason = "sets of words are small")]
fn negated(one: &Said, other: &Said) -> Option<f64> {
    let covered = |(focus, rest): (BTreeSet<&str>, BTreeSet<&str>)| {
        if !focus.iter().all(|stem| other.reading.affirms(stem)) {
            return None;
        }
        let shared = rest.iter().filter(|stem| other.stems.contains(**stem)).count();
        let share = if rest.is_empty() { 0.6 } else { shared as f64 / rest.len() as f64 };
        (share >= 0.5).then_some(0.5 + 0.5 * share)
    };
    one.denials().into_iter().filter_map(covered).max_by(f64::total_cmp)
}

/// One says X, the other the opposite of X.
fn opposed(one: &Said, other: &Said, named: bool) -> Option<f64> {
    let lexicon = lexicon();
    let strengths = one.stems.iter().filter_map(|word| {
        let opposites = lexicon.antonyms.get(word)?;
        let clash = |opposite: &str| {
            other.stems.contains(opposite)
                && !one.stems.contains(opposite)
                && !other.stems.contains(word)
                && one.reading.affirms(word)
                && other.reading.affirms(opposite)
        };
        let found = opposites.iter().filter(|(opposite, _)| clash(opposite));
        found
            .filter_map(|(opposite, strength)| {
                let overlap = contained(&one.beside(word, other), &other.beside(opposite, one));
                let least = match strength {
                    Strength::Strong if named => 0.0,
                    Strength::Strong => 0.3,
                    Strength::Weak => 0.6,
                };
                let overlap = overlap.unwrap_or(if *strength == Strength::Strong { 0.3 } else { 0.0 });
                (overlap >= least).then_some(0.6 + 0.4 * overlap)
            })
            .max_by(f64::total_cmp)
    });
    strengths.max_by(f64::total_cmp)
}

/// Both count the same in different numbers.
fn counted(one: &Said, other: &Said) -> Option<f64> {
    let others = other.counts();
    let clashes = one.counts().into_iter().filter(|(number, what)| {
        others.iter().any(|(n, w)| w == what && n != number) && !others.contains(&(*number, *what))
    });
    let words = |said: &Said, by: &Said, what: &str| -> BTreeSet<String> {
        said.beside(what, by)
            .into_iter()
            .filter(|stem| !stem.starts_with(|c: char| c.is_ascii_digit()))
            .collect()
    };
    clashes
        .filter_map(|(_, what)| contained(&words(one, other, what), &words(other, one, what)))
        .filter(|overlap| *overlap >= 0.6)
        .map(|overlap| 0.4 + 0.4 * overlap)
        .max_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clash(one: &str, other: &str) -> Option<f64> {
        let names: BTreeSet<String> = crate::words::stems("Harbour Levy");
        let (one, other) = (Said::new(one, names.clone()), Said::new(other, names));
        let found = contradiction(&one, &other, true);
        assert_eq!(found, contradiction(&other, &one, true), "the order must not matter");
        found
    }

    #[test]
    fn what_cannot_both_hold_is_found() {
        for (one, other) in [
            ("the Harbour Levy is mandatory", "towns pay the Harbour Levy on a voluntary basis"),
            ("a memo setting out an opt-out procedure for towns", "there was no opt-out"),
            (
                "towns were given an opt-out form",
                "opting out of the Harbour Levy is not a realistic possibility",
            ),
            ("the levy raised fees for small boats", "the levy never raised fees for small boats"),
            ("the levy increased traffic in the port", "the levy decreased traffic in the port"),
            ("the levy covers 40 ports on the coast", "the levy covers 55 ports on the coast"),
        ] {
            assert!(clash(one, other).is_some(), "{one} / {other}");
        }
    }

    #[test]
    fn what_can_both_hold_is_left_alone() {
        for (one, other) in [
            ("the levy is mandatory", "the levy is compulsory"),
            ("the levy is mandatory", "the levy is not voluntary"),
            ("whether it is mandatory or voluntary is unclear", "the levy is voluntary"),
            ("the union never contested the levy", "the union is worried about the levy"),
            ("traffic in the port increased", "boat owners asked for decreased fees"),
            ("it began in 2009 ports say", "it began in 2011 ports say"),
            ("", ""),
        ] {
            assert_eq!(clash(one, other), None, "{one} / {other}");
        }
    }
}
