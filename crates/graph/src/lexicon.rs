//! The word lists of `data/`, read once.

use rust_stemmers::{Algorithm, Stemmer};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// How much two words of an antonym pair need besides to make a contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Much: the rest must be in the same words.
    Weak,
    /// A shared matter.
    Strong,
}

/// What being for "WORD of X" says about X.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Inverter {
    /// Whether it is against X.
    pub(crate) against: bool,
    /// Weak ones count only where X is a policy or has a proper name.
    pub(crate) strength: Strength,
}

/// All lists; those that are compared with stems hold stems.
pub(crate) struct Lexicon {
    stemmer: Stemmer,
    pub(crate) stopwords: BTreeSet<&'static str>,
    pub(crate) negators: BTreeSet<&'static str>,
    pub(crate) breaks: BTreeSet<&'static str>,
    pub(crate) generic: BTreeSet<&'static str>,
    pub(crate) chambers: BTreeSet<&'static str>,
    /// Phrases that tell an order in time, by their first word.
    pub(crate) temporal_heads: BTreeMap<&'static str, Vec<&'static str>>,
    pub(crate) inverters: BTreeMap<&'static str, Inverter>,
    /// Stems of the inverters.
    pub(crate) turning: BTreeSet<String>,
    pub(crate) light: BTreeSet<String>,
    pub(crate) falsity: BTreeSet<String>,
    /// Stem → its opposites.
    pub(crate) antonyms: BTreeMap<String, Vec<(String, Strength)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lists.
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(text: &'static str) -> impl Iterator<Item = &'static str> {
    lines(text).flat_map(str::split_whitespace)
}

fn strength(word: &str) -> Strength {
    if word == "strong" { Strength::Strong } else { Strength::Weak }
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self {
            stemmer: Stemmer::create(Algorithm::English),
            stopwords: words(include_str!("../data/stopwords.txt")).collect(),
            negators: words(include_str!("../data/negators.txt")).collect(),
            breaks: words(include_str!("../data/breaks.txt")).collect(),
            generic: words(include_str!("../data/generic.txt")).collect(),
            chambers: words(include_str!("../data/chambers.txt")).collect(),
            temporal_heads: BTreeMap::new(),
            inverters: BTreeMap::new(),
            turning: BTreeSet::new(),
            light: BTreeSet::new(),
            falsity: BTreeSet::new(),
            antonyms: BTreeMap::new(),
        };
        for phrase in lines(include_str!("../data/temporal.txt")) {
            let head = phrase.split(' ').next().unwrap_or(phrase);
            lexicon.temporal_heads.entry(head).or_default().push(phrase);
        }
        for line in lines(include_str!("../data/inverters.tsv")) {
            if let [word, sign, how] = line.split('\t').collect::<Vec<_>>()[..] {
                let inverter = Inverter { against: sign == "-1", strength: strength(how) };
                lexicon.inverters.insert(word, inverter);
            }
        }
        lexicon.turning = lexicon.inverters.keys().map(|word| lexicon.stem(word)).collect();
        lexicon.light = words(include_str!("../data/light.txt")).map(|word| lexicon.stem(word)).collect();
        lexicon.falsity = words(include_str!("../data/falsity.txt")).map(|word| lexicon.stem(word)).collect();
        for line in lines(include_str!("../data/antonyms.tsv")) {
            if let [one, other, how] = line.split('\t').collect::<Vec<_>>()[..] {
                let (one, other) = (lexicon.stem(one), lexicon.stem(other));
                if one != other {
                    lexicon.antonyms.entry(one.clone()).or_default().push((other.clone(), strength(how)));
                    lexicon.antonyms.entry(other).or_default().push((one, strength(how)));
                }
            }
        }
        for opposites in lexicon.antonyms.values_mut() {
            // Two forms of one pair may fall together; the stronger stays.
            opposites.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
            opposites.dedup_by(|later, first| later.0 == first.0);
        }
        lexicon
    }

    /// The stem of a lower-case word; the parts of a hyphened one are stemmed and joined ("opt-out" → "optout").
    pub(crate) fn stem(&self, word: &str) -> String {
        word.split('-').map(|part| self.stemmer.stem(part)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_table_is_read() {
        let rows = lines(include_str!("../data/antonyms.tsv")).count();
        assert!(rows >= 150, "{rows}");
        for line in
            lines(include_str!("../data/antonyms.tsv")).chain(lines(include_str!("../data/inverters.tsv")))
        {
            assert_eq!(line.split('\t').count(), 3, "{line:?}");
            assert!(line.ends_with("\tstrong") || line.ends_with("\tweak"), "{line:?}");
        }
        assert_eq!(lexicon().inverters.len(), lines(include_str!("../data/inverters.tsv")).count());
    }

    #[test]
    fn opposites_are_mutual() {
        for (word, opposites) in &lexicon().antonyms {
            for (opposite, how) in opposites {
                assert!(lexicon().antonyms[opposite].contains(&(word.clone(), *how)), "{word} {opposite}");
            }
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let lexicon = lexicon();
        assert_eq!(lexicon.stem("opt-out"), "optout");
        assert_eq!(lexicon.stem("mandated"), lexicon.stem("mandates"));
    }
}
