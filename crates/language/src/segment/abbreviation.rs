//! Full stops that belong to a word.

use std::{collections::HashMap, sync::LazyLock};

/// What an abbreviation says about what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// A name: never the end of a sentence.
    Title,
    /// A figure, often: not the end of a sentence before one.
    Number,
    /// Anything.
    Other,
}

static KNOWN: LazyLock<HashMap<String, After>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/abbreviations.tsv"))
        .filter_map(|row| {
            let kind = match *row.get(1)? {
                "title" => After::Title,
                "number" => After::Number,
                _ => After::Other,
            };
            Some((row[0].to_lowercase(), kind))
        })
        // The first entry of a word counts.
        .fold(HashMap::new(), |mut known, (word, kind)| {
            known.entry(word).or_insert(kind);
            known
        })
});

/// Whether the dot after `word` belongs to it; `left` characters follow the dot in the same run.
pub(super) fn keeps_dot(word: &[char], left: usize, rest: &[char]) -> bool {
    if rest.iter().any(|c| c.is_alphanumeric()) && left > 0 && rest[0].is_alphanumeric() {
        return false;
    }
    if rest.first() == Some(&'.') {
        return false;
    }
    after(word).is_some()
}

/// What may follow `word` and its dot; `None` where the dot is a full stop.
pub(super) fn after(word: &[char]) -> Option<After> {
    let letters = word.iter().filter(|c| c.is_alphabetic()).count();
    // Initials and acronyms with dots: "J", "U.S", "e.g".
    if letters == 1 && word.len() == 1 && word[0].is_uppercase() && word[0] != 'I' {
        return Some(After::Title);
    }
    if word.contains(&'.')
        && word.split(|&c| c == '.').all(|part| part.len() <= 2 && part.iter().all(|c| c.is_alphabetic()))
    {
        return Some(After::Other);
    }
    let lower: String = word.iter().collect::<String>().to_lowercase();
    let kind = *KNOWN.get(&lower)?;
    // "no." and "sat." end sentences; "No." and "Sat." are abbreviations.
    let wants_capital =
        kind == After::Number && lower.len() <= 4 && !matches!(lower.as_str(), "pp" | "p" | "ca");
    (!wants_capital || word[0].is_uppercase()).then_some(kind)
}
