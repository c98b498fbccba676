//! When two names are taken for one.

use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Words that say nothing of what a name names.
const STOP: [&str; 17] = [
    "the", "a", "an", "of", "to", "for", "and", "in", "on", "by", "its", "their", "his", "her", "with", "at",
    "s",
];
/// Names that share this part of their words are loosely the same.
const SHARED: f64 = 0.6;
/// Names of a row that are looked at for shared words.
const LOOKED_AT: usize = 4;

/// How alike names must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// The same, case, accents, articles, punctuation and spacing set aside.
    Equal,
    /// The same, or most words shared: for targets, which are often phrases.
    MostWords,
}

/// Every name of one thing, ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    folded: BTreeSet<String>,
    /// Of each name, in the order given.
    words: Vec<BTreeSet<String>>,
}

impl Names {
    /// These names; those with nothing in them but punctuation are left out.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for name in names {
            let folded = fold(name);
            if !folded.is_empty() {
                all.words.push(words_of(&folded));
                all.folded.insert(folded);
            }
        }
        all
    }

    /// Whether one of `row`'s names is one of these.
    #[must_use]
    pub fn same(&self, row: &Self, closeness: Closeness) -> bool {
        if !self.folded.is_disjoint(&row.folded) {
            return true;
        }
        let alike = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            let shared = a.intersection(b).count();
            !a.is_empty() && !b.is_empty() && shared as f64 / (a.len() + b.len() - shared) as f64 >= SHARED
        };
        closeness == Closeness::MostWords
            && self.words.iter().any(|gold| row.words.iter().take(LOOKED_AT).any(|name| alike(gold, name)))
    }
}

/// The form in which names are compared: case, accents, a leading article or "U.S.", punctuation and spacing set aside.
///
/// Not [`standpoint_model::fold_name`], which keeps letters beyond ASCII: figures must be those of the contract.
///
/// ```
/// assert_eq!(standpoint_eval::fold("The U.S. Dept. of Ports’ Café's"), "dept of ports cafe");
/// ```
#[must_use]
pub fn fold(name: &str) -> String {
    let letters: Vec<char> = name
        .nfkd()
        .filter(|c| canonical_combining_class(*c) == 0)
        .flat_map(char::to_lowercase)
        .flat_map(|c| match c {
            'ß' => ['s', 's'].into_iter().take(2),
            '’' => ['\'', ' '].into_iter().take(1),
            c => [c, ' '].into_iter().take(1),
        })
        .collect();
    let letters = without_possessive(&letters);
    let kept = letters.iter().enumerate().filter(|(at, _)| !is_initial_dot(&letters, *at)).map(|(_, c)| *c);
    let spaced: String =
        kept.map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { ' ' }).collect();
    let joined = spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut rest = joined.as_str();
    while let Some(shorter) =
        ["the ", "a ", "an ", "us ", "united states "].iter().find_map(|lead| rest.strip_prefix(lead))
    {
        rest = shorter;
    }
    rest.to_owned()
}

/// `'s` at the end of a word goes.
fn without_possessive(letters: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(letters.len());
    let mut at = 0;
    while let Some(&c) = letters.get(at) {
        if c == '\'' && letters.get(at + 1) == Some(&'s') && !letters.get(at + 2).is_some_and(|c| is_word(*c))
        {
            at += 2;
        } else {
            out.push(c);
            at += 1;
        }
    }
    out
}

/// Whether a dot stands between or after single letters ("u.s."): then it goes, and the letters join.
fn is_initial_dot(letters: &[char], at: usize) -> bool {
    let lone = |at: usize| {
        letters.get(at).is_some_and(char::is_ascii_lowercase)
            && !(at > 0 && letters.get(at - 1).is_some_and(|c| is_word(*c)))
    };
    let before = at > 0 && lone(at - 1);
    let after = match letters.get(at + 1) {
        None => true,
        Some(c) if c.is_whitespace() || ('\x1c'..='\x1f').contains(c) => true,
        Some(c) => c.is_ascii_lowercase() && !letters.get(at + 2).is_some_and(|c| is_word(*c)),
    };
    letters.get(at) == Some(&'.') && before && after
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c)
}

/// The words of a name that tell it from others, without their endings.
#[must_use]
pub fn words(name: &str) -> BTreeSet<String> {
    words_of(&fold(name))
}

fn words_of(folded: &str) -> BTreeSet<String> {
    folded
        .split(' ')
        .filter(|word| !word.is_empty() && !STOP.contains(word))
        .map(|word| stem(word).to_owned())
        .collect()
}

fn stem(word: &str) -> &str {
    ["ies", "es", "s"]
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|rest| rest.len() > 3))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_articles_and_marks_are_set_aside() {
        for (name, folded) in [
            ("The U.S. Department of Ports", "department of ports"),
            ("U.S.A. Today", "usa today"),
            ("United States", "united states"),
            ("the United States of Avalon", "of avalon"),
            ("A.C.L.U.’s", "aclu"),
            ("J.R. Marsh Jr.", "jr marsh jr"),
            ("Dockers' Union", "dockers union"),
            ("O'Shea's", "o shea"),
            ("'s", ""),
            ("'s_", "s"),
            ("Straßenbahn Ω", "strassenbahn"),
            ("ﬁne  São–Paulo", "fine sao paulo"),
            ("S- Comm", "s comm"),
            ("3.5% levy", "3 5 levy"),
            ("x.y", "xy"),
            ("ax.y", "ax y"),
            ("a.", "a"),
            ("The", "the"),
            ("a an", "an"),
            ("Москва", ""),
        ] {
            assert_eq!(fold(name), folded, "{name}");
        }
    }

    #[test]
    fn words_lose_articles_and_endings() {
        let found: Vec<String> = words("The policies of its buses and ties").into_iter().collect();
        // Cut are -ies, -es or -s, the longest that leaves more than three letters.
        assert_eq!(found, ["buse", "polic", "ties"]);
        assert!(words("The of").is_empty());
    }

    #[test]
    fn most_words_are_three_in_five() {
        let same = |a: &[&str], b: &[&str], closeness| {
            Names::new(a.iter().copied()).same(&Names::new(b.iter().copied()), closeness)
        };
        // 3 shared of 5.
        assert!(same(&["new harbor levy plan"], &["harbor levy plan vote"], Closeness::MostWords));
        // 2 shared of 4.
        assert!(!same(&["new harbor levy"], &["harbor levy vote"], Closeness::MostWords));
        assert!(!same(&["new harbor levy plan"], &["harbor levy plan vote"], Closeness::Equal));
        assert!(same(&["x", "Harbor Levy"], &["y", "the harbor levy"], Closeness::Equal));
        // Only the first four names of a row are compared by words, all of them as wholes.
        let row = ["one", "two", "three", "four", "harbor levies"];
        assert!(!same(&["harbor levy plans", "harbor levie"], &row, Closeness::MostWords));
        assert!(same(&["Harbor levies"], &row, Closeness::Equal));
        assert!(!same(&["…"], &["…"], Closeness::MostWords), "punctuation is no name");
    }

    proptest! {
        #[test]
        fn folded_names_are_plain_words(name in "\\PC{0,30}") {
            let folded = fold(&name);
            prop_assert!(folded.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' '));
            prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
        }
    }
}
