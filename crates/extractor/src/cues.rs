//! The cue bank: which words put somebody for or against something, and which deny or doubt.
//!
//! `data/cues/*.tsv`, one expression a line; `data/cues/README.md` tells the columns. The language model is trained on its
//! sentences; here it gives each word its leaning.

use crate::data;
use rust_stemmers::{Algorithm, Stemmer};
use standpoint_model::Predicate;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

const FILES: [&str; 3] = [
    include_str!("../data/cues/verbs.tsv"),
    include_str!("../data/cues/nominal.tsv"),
    include_str!("../data/cues/idioms.tsv"),
];

/// Added to each count, so that a word met once does not speak as one met always.
const PRIOR: f64 = 0.5;

/// In how many expressions a word stem occurs, by what they express.
type Counts = HashMap<Predicate, f64>;

static STEMS: LazyLock<HashMap<String, Counts>> = LazyLock::new(|| {
    let mut stems: HashMap<String, Counts> = HashMap::new();
    for row in FILES.into_iter().flat_map(data::rows) {
        let [_, _, predicate, _, _, _, yes, _, other] = row[..] else { continue };
        let Ok(predicate) = predicate.parse::<Predicate>() else { continue };
        let mut own = HashSet::new();
        for cue in [yes, other].into_iter().flat_map(marked) {
            own.extend(cue.split_whitespace().map(stem));
        }
        for stem in own {
            *stems.entry(stem).or_default().entry(predicate).or_default() += 1.0;
        }
    }
    stems
});

/// The words in angle brackets.
fn marked(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(cue, _)| cue))
}

fn stem(word: &str) -> String {
    let letters = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    Stemmer::create(Algorithm::English).stem(&letters).into_owned()
}

/// How far words speak for `predicate` and against others of its kind: the logarithm of the odds, of the word that speaks
/// most clearly; none where the bank knows none of the words.
pub(crate) fn leaning<'a>(words: impl Iterator<Item = &'a str>, predicate: Predicate) -> Option<f64> {
    let clearest = |one: f64, other: f64| if other.abs() > one.abs() { other } else { one };
    let odds = |counts: &Counts| {
        let (own, others): (Vec<_>, Vec<_>) = counts
            .iter()
            .filter(|(known, _)| known.kind() == predicate.kind())
            .partition(|(known, _)| **known == predicate);
        let sum = |counts: Vec<(&Predicate, &f64)>| counts.into_iter().map(|(_, n)| n).sum::<f64>() + PRIOR;
        (sum(own) / sum(others)).ln()
    };
    words.filter_map(|word| STEMS.get(&stem(word)).map(odds)).reduce(clearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leans(words: &str, predicate: Predicate) -> f64 {
        leaning(words.split(' '), predicate).unwrap_or_default()
    }

    #[test]
    fn words_lean_to_the_side_that_they_are_used_for() {
        assert!(leans("criticized", Predicate::Opposes) > 1.0);
        assert!(leans("criticized", Predicate::Supports) < -1.0);
        assert!(leans("was hailed by", Predicate::Supports) > 1.0);
        assert!(leans("flatly denied", Predicate::Denies) > 1.0);
        assert_eq!(leaning(["rained"].into_iter(), Predicate::Opposes), None);
    }

    #[test]
    fn every_entry_is_whole_and_stands_once() {
        let mut known = HashSet::new();
        for row in FILES.into_iter().flat_map(data::rows) {
            let [cue, form, predicate, strength, _, _, yes, no, other] = row[..] else { panic!("{row:?}") };
            let kind = predicate.parse::<Predicate>().map(Predicate::kind);
            assert!(kind.is_ok_and(|kind| kind != standpoint_model::Kind::Relation), "{cue}: {predicate}");
            assert!(matches!(strength, "strong" | "plain" | "weak"), "{cue}: {strength}");
            assert!(known.insert((cue, form, predicate)), "{cue} stands twice");
            for sentence in [yes, other].into_iter().filter(|sentence| *sentence != "-") {
                assert!(marked(sentence).count() > 0 && sentence.contains("{H:"), "{cue}: {sentence}");
                let target = sentence.contains("{T:") || sentence.contains("{C:");
                assert!(target, "{cue}: {sentence}");
            }
            assert!(!no.contains('<') && !no.contains("{H:"), "{cue}: {no}");
        }
        assert!(known.len() >= 2000);
    }
}
