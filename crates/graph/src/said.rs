//! What a claim says, read once and kept small.

use crate::{
    stems::{Stem, Stems, has, set},
    words::Reading,
};
use std::sync::Arc;

/// A word of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) stem: Stem,
    pub(crate) proper: bool,
    pub(crate) number: bool,
    /// Whether the number looks like a year, which counts nothing.
    year: bool,
}

/// A run of words that a negation can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// Number of its first word, and of the first word behind it.
    words: (u32, u32),
    /// How many of its words stand before the first negator.
    negator: Option<u32>,
    asked: bool,
}

/// A claim's text, read, and what sets its matter apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    words: Box<[Token]>,
    parts: Box<[Part]>,
    /// All its stems, sorted.
    pub(crate) stems: Box<[Stem]>,
    /// Stems of proper names of what it speaks of, sorted: they tell which matter it is, not what is said of it.
    pub(crate) names: Arc<[Stem]>,
}

/// A claim, and what of it is compared again and again.
#[derive(Debug)]
pub(crate) struct Heard<'a> {
    pub(crate) said: &'a Said,
    pub(crate) denials: Vec<Denied>,
    pub(crate) counts: Vec<(Stem, Stem)>,
}

impl<'a> Heard<'a> {
    pub(crate) fn new(said: &'a Said, stems: &Stems) -> Self {
        Self { said, denials: said.denials(stems), counts: said.counts() }
    }
}

/// What a negated clause says not to be, and the other words of the clause; both sorted.
#[derive(Debug)]
pub(crate) struct Denied {
    pub(crate) focus: Vec<Stem>,
    pub(crate) rest: Vec<Stem>,
}

impl Said {
    /// Numbers the words of a reading.
    pub(crate) fn new(reading: &Reading, names: Arc<[Stem]>, stems: &mut Stems) -> Self {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (mut words, mut parts) = (Vec::new(), Vec::new());
        for clause in &reading.clauses {
            let start = number(words.len());
            words.extend(clause.words.iter().map(|word| Token {
                stem: stems.number(&word.stem),
                proper: word.proper,
                number: word.number,
                year: word.stem.len() == 4 && (word.stem.starts_with("19") || word.stem.starts_with("20")),
            }));
            parts.push(Part {
                words: (start, number(words.len())),
                negator: clause.negator.map(number),
                asked: clause.asked,
            });
        }
        let all = set(words.iter().map(|word| word.stem).collect());
        Self { words: words.into(), parts: parts.into(), stems: all, names }
    }

    fn words(&self, part: &Part) -> &[Token] {
        &self.words[part.words.0 as usize..part.words.1 as usize]
    }

    fn names_it(&self, word: &Token) -> bool {
        word.proper || has(&self.names, word.stem)
    }

    /// The clauses in which `stem` stands.
    fn with(&self, stem: Stem) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| self.words(part).iter().any(|word| word.stem == stem))
    }

    /// Whether some clause says `stem`, and none that does is negated or a question.
    pub(crate) fn affirms(&self, stem: Stem) -> bool {
        has(&self.stems, stem) && self.with(stem).all(|part| part.negator.is_none() && !part.asked)
    }

    /// What each negated clause says not to be.
    fn denials(&self, stems: &Stems) -> Vec<Denied> {
        let tells = |word: &Token| !stems.is_light(word.stem) && !self.names_it(word) && !word.number;
        let denied = |part: &Part| {
            let at = part.negator.filter(|_| !part.asked)?;
            let words = self.words(part);
            let (before, after) = words.split_at(words.len().min(at as usize));
            // "never contested it": the next word; "opting out is no option": what stands before.
            let focus: Vec<usize> = match after.iter().position(tells) {
                Some(next) => vec![before.len() + next],
                None => (0..before.len()).filter(|&i| tells(&words[i])).collect(),
            };
            if !(1..=2).contains(&focus.len()) {
                return None;
            }
            let rest = (0..words.len()).filter(|i| !focus.contains(i)).map(|i| &words[i]);
            let rest = set(rest.filter(|word| tells(word)).map(|word| word.stem).collect()).into_vec();
            let focus = set(focus.iter().map(|&i| words[i].stem).collect()).into_vec();
            Some(Denied { focus, rest })
        };
        self.parts.iter().filter_map(denied).collect()
    }

    /// Numbers (as stems) with the stem of the word that they count; years are left out.
    fn counts(&self) -> Vec<(Stem, Stem)> {
        let pairs = self.parts.iter().flat_map(|part| self.words(part).windows(2));
        pairs
            .filter(|pair| pair[0].number && !pair[0].year && !pair[1].number)
            .map(|pair| (pair[0].stem, pair[1].stem))
            .collect()
    }

    /// The stems that stand beside `stem` in its clauses, sorted, without names of either's matter and without
    /// numbers where `plain`.
    pub(crate) fn beside(&self, stem: Stem, other: &Self, plain: bool) -> Box<[Stem]> {
        let words = self.with(stem).flat_map(|part| self.words(part));
        let kept = words.filter(|word| {
            let left_out = word.stem == stem || plain && word.number;
            !(left_out || self.names_it(word) || other.names_it(word))
        });
        set(kept.map(|word| word.stem).collect())
    }
}
