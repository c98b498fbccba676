//! A text as the words that carry its matter, each with what its clause says of it.

use crate::lexicon::lexicon;
use std::collections::BTreeSet;

/// One word that carries matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its stem; verb and particle are one ("opting out", "opt-out" → "optout").
    pub(crate) stem: String,
    /// Whether it is written like a name.
    pub(crate) proper: bool,
    /// Whether it is a number.
    pub(crate) number: bool,
}

/// A run of words that a negation can reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) words: Vec<Word>,
    /// How many words stand before the first negator; absent where there is none.
    pub(crate) negator: Option<usize>,
    /// Whether it is part of a question, and so says nothing.
    pub(crate) asked: bool,
}

/// A text, read for comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) clauses: Vec<Clause>,
}

const PARTICLES: [&str; 6] = ["out", "off", "down", "up", "back", "away"];

impl Reading {
    /// Reads `text`: linear in its length.
    pub(crate) fn of(text: &str) -> Self {
        let mut clauses = vec![Clause::default()];
        let mut first = true;
        let mut sentence = 0;
        let text = text.replace(['’', '‘'], "'").replace("- ", "-");
        for raw in text.split_inclusive(|c: char| c.is_whitespace() || "—–…".contains(c)) {
            let opens = raw.starts_with(['"', '“', '(', '[']);
            let core = raw.trim_matches(|c: char| !c.is_alphanumeric());
            if opens && !first && core.starts_with(char::is_uppercase) {
                clauses.push(Clause::default());
            }
            if !core.is_empty() {
                push(&mut clauses, core, first);
                first = false;
            }
            // A dot inside "U.S." is part of the word; one behind a longer word ends the sentence.
            let after = &raw[raw.find(core).unwrap_or(0) + core.len()..];
            let full_stop = after.contains(['!', '?']) || after.contains('.') && core.chars().count() > 2;
            if after.contains('?') {
                clauses.iter_mut().skip(sentence).for_each(|clause| clause.asked = true);
            }
            if full_stop || after.contains([';', ':', ',', '—', '–', '…']) {
                clauses.push(Clause::default());
                first = first || full_stop;
            }
            if full_stop {
                sentence = clauses.len() - 1;
            }
        }
        clauses.retain(|clause| !clause.words.is_empty());
        Self { clauses }
    }

    /// Every word, in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Word> {
        self.clauses.iter().flat_map(|clause| &clause.words)
    }
}

fn push(clauses: &mut Vec<Clause>, raw: &str, first: bool) {
    let lexicon = lexicon();
    let lower = raw.to_lowercase();
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    if lexicon.breaks.contains(lower) {
        clauses.push(Clause::default());
    }
    if clauses.is_empty() {
        clauses.push(Clause::default());
    }
    let Some(clause) = clauses.last_mut() else { return };
    if lower.ends_with("n't")
        || lower.ends_with("nt") && lexicon.negators.contains(lower)
        || lexicon.negators.contains(lower)
    {
        clause.negator.get_or_insert(clause.words.len());
        return;
    }
    if PARTICLES.contains(&lower) {
        if let Some(verb) = clause.words.last_mut().filter(|word| !word.proper && !word.number) {
            verb.stem.push_str(lower);
        }
        return;
    }
    if lexicon.stopwords.contains(lower) {
        return;
    }
    let number = lower.starts_with(|c: char| c.is_ascii_digit())
        && lower.chars().all(|c| c.is_ascii_digit() || ",.%-".contains(c));
    let stem = if number { lower.replace(',', "") } else { lexicon.stem(&lower.replace('\'', "")) };
    let proper =
        raw.starts_with(char::is_uppercase) && (!first || raw.chars().skip(1).any(char::is_uppercase));
    clause.words.push(Word { stem, proper, number });
}

/// Stems of a name, without articles and the like.
pub(crate) fn stems(name: &str) -> BTreeSet<String> {
    Reading::of(name).words().map(|word| word.stem.clone()).collect()
}

/// Shared over all: 1 where the two sets are equal, 0 where they share nothing or one is empty.
#[expect(clippy::cast_precision_loss, reason = "sets of words are small")]
pub(crate) fn jaccard<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{said::Said, stems::Stems};

    /// Whether a text says a word, by its stem.
    fn affirms(text: &str, stem: &str) -> bool {
        let mut stems = Stems::new();
        let said = Said::new(&Reading::of(text), [].into(), &mut stems);
        said.affirms(stems.number(stem))
    }

    fn said(text: &str) -> Vec<(Vec<String>, Option<usize>)> {
        let stems = |clause: &Clause| clause.words.iter().map(|word| word.stem.clone()).collect();
        Reading::of(text).clauses.iter().map(|clause| (stems(clause), clause.negator)).collect()
    }

    #[test]
    fn a_negation_stays_in_its_clause() {
        assert_eq!(
            said("There was no opt- out – the scheme was federally mandated."),
            [
                (vec!["optout".into()], Some(0)),
                (vec!["scheme".into(), "feder".into(), "mandat".into()], None)
            ]
        );
        let text = "The levy isn't optional, but towns may opt out.";
        assert!(!affirms(text, "option"));
        assert!(affirms(text, "optout"));
    }

    #[test]
    fn a_question_says_nothing() {
        let text = "The levy is dear. Will towns pay, or is it voluntary? It is new.";
        assert!(affirms(text, "dear") && affirms(text, "new"));
        assert!(!affirms(text, "pay") && !affirms(text, "voluntari"));
    }

    #[test]
    fn verb_and_particle_are_one_word() {
        assert_eq!(stems("opting out of the levy"), stems("the opt-out of levies"));
    }

    #[test]
    fn names_and_numbers_are_known_as_such() {
        let reading = Reading::of("The fee hit 1,200 farmers in Dunmore.");
        let flags: Vec<_> =
            reading.words().map(|word| (word.stem.as_str(), word.proper, word.number)).collect();
        assert_eq!(
            flags,
            [
                ("fee", false, false),
                ("hit", false, false),
                ("1200", false, true),
                ("farmer", false, false),
                ("dunmor", true, false)
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}") {
            for clause in Reading::of(&text).clauses {
                proptest::prop_assert!(clause.negator.is_none_or(|at| at <= clause.words.len()));
            }
        }
    }
}
