//! Words, clitics, numbers and marks.

use super::abbreviation;
use standpoint_model::Span;
use std::{collections::HashSet, sync::LazyLock};

/// Prefixes after which a hyphen joins.
static JOINED: LazyLock<HashSet<&str>> =
    LazyLock::new(|| crate::data::words(include_str!("../../data/joined_prefixes.txt")).collect());

/// Appends the tokens of one paragraph to `out`.
pub(super) fn tokenise(letters: &[char], block: &Span, out: &mut Vec<Span>) {
    let mut at = block.start;
    while at < block.end {
        if letters[at].is_whitespace() {
            at += 1;
            continue;
        }
        let end = (at..block.end).find(|&i| letters[i].is_whitespace()).unwrap_or(block.end);
        chunk(letters, at, end, out);
        at = end;
    }
}

/// Cuts one run of visible characters.
fn chunk(letters: &[char], start: usize, end: usize, out: &mut Vec<Span>) {
    let mut at = start;
    // Opening marks.
    while at < end && is_mark(letters[at]) && !starts_clitic(letters, at, end) {
        at = mark(letters, at, end, out);
    }
    if at == end {
        return;
    }
    if is_address(&letters[at..end]) {
        let stop = (at..end).rev().find(|&i| !is_closing(letters[i])).map_or(end, |i| i + 1).max(at + 1);
        out.push(Span::new(at, stop));
        return closers(letters, stop, end, out);
    }
    while at < end {
        let stop = word_end(letters, at, end);
        if stop > at {
            word(letters, at, stop, out);
            at = stop;
        } else {
            at = mark(letters, at, end, out);
        }
    }
}

fn closers(letters: &[char], mut at: usize, end: usize, out: &mut Vec<Span>) {
    while at < end {
        at = mark(letters, at, end, out);
    }
}

/// A mark of one character, or a run of full stops or hyphens; returns where it ends.
fn mark(letters: &[char], at: usize, end: usize, out: &mut Vec<Span>) -> usize {
    let run = match letters[at] {
        c @ ('.' | '-' | '*' | '=' | '_' | '`' | '!' | '?') => {
            (at..end).take_while(|&i| letters[i] == c || c == '!' && letters[i] == '?').count()
        }
        '\'' if letters.get(at + 1) == Some(&'\'') && at + 1 < end => 2,
        _ => 1,
    };
    // Long runs (rules of a table) are cut, so that no token grows without bound.
    out.push(Span::new(at, at + run.min(40)));
    at + run.min(40)
}

/// Where the word that begins at `at` ends; `at` itself where none begins.
fn word_end(letters: &[char], at: usize, end: usize) -> usize {
    let mut i = at;
    while i < end && i - at < 80 {
        let (c, after) = (letters[i], letters.get(i + 1).copied().filter(|_| i + 1 < end));
        let inside = i > at;
        let word_follows = after.is_some_and(is_word);
        let keep = match c {
            _ if is_word(c) => true,
            '\'' | '’' => inside && word_follows || starts_clitic(letters, i, end) && !inside,
            '.' => {
                inside
                    && (word_follows && joined_by_dot(letters, at, i, end)
                        || abbreviation::keeps_dot(&letters[at..i], end - i - 1, &letters[i + 1..end]))
            }
            ',' | ':' => {
                inside && letters[i - 1].is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit())
            }
            '-' => inside && word_follows && joined_by_hyphen(&letters[at..i], &letters[i + 1..end]),
            '&' => inside && word_follows && letters[i - 1].is_uppercase(),
            '#' | '@' => !inside && word_follows,
            _ => false,
        };
        if !keep {
            break;
        }
        i += 1;
    }
    i
}

/// "U.S", "3.5" and "e.g" go on after the dot; "end.Next" does not.
fn joined_by_dot(letters: &[char], start: usize, dot: usize, end: usize) -> bool {
    let (before, after) = (letters[dot - 1], letters[dot + 1]);
    if before.is_ascii_digit() && after.is_ascii_digit() {
        return true;
    }
    let single_before = dot - 1 == start || !is_word(letters[dot - 2]);
    let single_after = dot + 2 >= end || !is_word(letters[dot + 2]);
    before.is_alphabetic()
        && after.is_alphabetic()
        && (single_before
            || single_after && letters[dot + 1].is_uppercase() && letters.get(dot + 2) == Some(&'.'))
}

fn joined_by_hyphen(before: &[char], after: &[char]) -> bool {
    let digits = |s: &[char]| s.iter().take_while(|c| is_word(**c)).all(char::is_ascii_digit);
    if digits(before) && digits(after) {
        // A date or a telephone number, not a range: "2011-11-17".
        return before.len() == 4 && after.len() > 2 || before.contains(&'-');
    }
    let prefix: String = before.iter().collect::<String>().to_lowercase();
    JOINED.contains(prefix.as_str())
}

/// Pushes a word, its clitics as tokens of their own.
fn word(letters: &[char], start: usize, end: usize, out: &mut Vec<Span>) {
    let lower: String =
        letters[start..end].iter().map(|c| if *c == '’' { '\'' } else { c.to_ascii_lowercase() }).collect();
    if lower == "cannot" {
        out.push(Span::new(start, start + 3));
        out.push(Span::new(start + 3, end));
        return;
    }
    let clitic = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"]
        .iter()
        .find(|clitic| lower.ends_with(*clitic) && lower.len() > clitic.len());
    // Counted from the end, so that letters of more than one byte before it do no harm.
    match clitic.map(|clitic| end - clitic.len()) {
        Some(cut) if cut > start => {
            out.push(Span::new(start, cut));
            out.push(Span::new(cut, end));
        }
        _ => out.push(Span::new(start, end)),
    }
}

fn starts_clitic(letters: &[char], at: usize, end: usize) -> bool {
    let rest: String = letters[at..end.min(at + 4)]
        .iter()
        .map(|c| if *c == '’' { '\'' } else { c.to_ascii_lowercase() })
        .collect();
    let bare =
        |clitic: &str| rest == clitic || rest.strip_prefix(clitic).is_some_and(|r| !r.starts_with(is_word));
    ["'s", "'re", "'ve", "'ll", "'d", "'m"].iter().any(|clitic| bare(clitic))
}

fn is_address(chunk: &[char]) -> bool {
    let text: String = chunk.iter().take(12).collect::<String>().to_lowercase();
    let at_sign = chunk.iter().position(|&c| c == '@');
    text.starts_with("http://")
        || text.starts_with("https://")
        || text.starts_with("www.")
        || at_sign.is_some_and(|at| {
            at > 0 && is_word(chunk[at - 1]) && chunk[at..].contains(&'.') && chunk.len() < 80
        })
}

fn is_closing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '>')
}

fn is_mark(c: char) -> bool {
    !is_word(c) && !matches!(c, '#' | '@')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || unicode_normalization::char::is_combining_mark(c)
}
