//! Full names and the acronyms that a text introduces for them.

use standpoint_language::Analysis;
use standpoint_model::{Span, TextIndex, Tokens};

/// Small words that an acronym may leave out.
const SMALL: [&str; 12] = ["of", "the", "and", "for", "in", "on", "to", "a", "an", "&", "at", "'s"];
/// How many words before the bracket are searched for the full name.
const REACH: usize = 14;

/// The full names and acronyms of "Full Name (FN)", "FN (Full Name)" and "the Full Name, or FN,", in text order.
///
/// The acronym's letters must be the initials of the name's words, in order; small words ("of") may be left out.
/// Linear in the length of the text.
#[must_use]
pub fn acronyms(analysis: &Analysis, index: &TextIndex) -> Vec<(Span<Tokens>, Span<Tokens>)> {
    let words: Vec<&str> = analysis.segmentation.tokens.iter().map(|&span| index.slice(span)).collect();
    let mut out = Vec::new();
    for sentence in &analysis.segmentation.sentences {
        for at in sentence.start..sentence.end.min(words.len()) {
            let word = |i: usize| if i < sentence.end { words.get(i).copied().unwrap_or("") } else { "" };
            if word(at) == "(" && at > sentence.start {
                let Some(close) = (at + 1..sentence.end.min(at + REACH)).find(|&i| word(i) == ")") else {
                    continue;
                };
                let inside = unquoted(&words, at + 1, close);
                // "(ABC; Spanish: …)" and "(ABC, of which …)": what comes first counts.
                let first =
                    (inside.start..inside.end).find(|&i| matches!(word(i), "," | ";")).unwrap_or(inside.end);
                let short = Span::new(inside.start, first);
                if let Some(full) = full_before(&words, sentence.start, at, short) {
                    out.push((full, short));
                } else if is_acronym(&words, Span::new(at - 1, at))
                    && fits(&words, inside.range(), &letters(&words, Span::new(at - 1, at)))
                {
                    out.push((inside, Span::new(at - 1, at)));
                }
            } else if word(at) == "," && word(at + 1) == "or" && at > sentence.start {
                let end = (at + 2..sentence.end.min(at + 6)).find(|&i| matches!(word(i), "," | "."));
                let short = Span::new(at + 2, end.unwrap_or(at + 2));
                if let Some(full) = full_before(&words, sentence.start, at, short) {
                    out.push((full, short));
                }
            }
        }
    }
    out
}

/// The tokens `start..end` less quotation marks at both ends, and an article.
fn unquoted(words: &[&str], mut start: usize, mut end: usize) -> Span<Tokens> {
    if start < end && words[start] == "the" {
        start += 1;
    }
    let mark = |at: usize| matches!(words[at], "\"" | "“" | "”" | "‘" | "’" | "'");
    while start < end && mark(start) {
        start += 1;
    }
    while start < end && mark(end - 1) {
        end -= 1;
    }
    Span::new(start, end)
}

/// The letters of an acronym, dots, hyphens and a plural "s" left out.
fn letters(words: &[&str], short: Span<Tokens>) -> Vec<char> {
    let joined = words[short.range()].concat();
    let core =
        joined.strip_suffix('s').filter(|core| core.chars().all(|c| !c.is_lowercase())).unwrap_or(&joined);
    core.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Two to ten letters, most of them capitals, in one piece or joined by hyphens ("AFL-CIO").
fn is_acronym(words: &[&str], short: Span<Tokens>) -> bool {
    if short.is_empty() || short.len() > 5 {
        return false;
    }
    let joined = words[short.range()].concat();
    let capitals = joined.chars().filter(|c| c.is_uppercase()).count();
    let letters = joined.chars().filter(|c| c.is_alphabetic()).count();
    (2..=10).contains(&letters)
        && capitals * 2 > letters
        && joined.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '&' | '/' | '–'))
}

/// The shortest run of words that ends at `end` and has the initials of `short`.
fn full_before(words: &[&str], from: usize, end: usize, short: Span<Tokens>) -> Option<Span<Tokens>> {
    if !is_acronym(words, short) {
        return None;
    }
    let initials = letters(words, short);
    let end = if words[end - 1] == "," { end - 1 } else { end };
    let from = from.max(end.saturating_sub(REACH));
    (from..end).rev().find(|&start| fits(words, start..end, &initials)).map(|start| Span::new(start, end))
}

/// Whether `initials` are those of the words in `range`; the first word and the last letter must take part.
fn fits(words: &[&str], range: std::ops::Range<usize>, initials: &[char]) -> bool {
    if range.is_empty() || range.len() < 2 {
        return false;
    }
    let small = |word: &str| SMALL.contains(&word.to_lowercase().replace('’', "'").as_str());
    let mut left = initials;
    for at in range.clone() {
        let word = words[at];
        let mut chars = word.chars().flat_map(char::to_lowercase);
        let first = chars.next();
        if !word.chars().next().is_some_and(char::is_alphanumeric) {
            if matches!(word, "-" | "," | "&" | "'" | "’" | "’s" | "'s" | "–") {
                continue;
            }
            return false;
        }
        if first.is_some() && first == left.first().copied() && (at > range.start || !small(word)) {
            left = &left[1..];
        } else if at == range.start || !small(word) {
            return false;
        }
    }
    left.is_empty() && words[range.start].chars().next().is_some_and(char::is_uppercase)
}
