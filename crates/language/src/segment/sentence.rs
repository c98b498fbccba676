//! Where sentences end.

use super::{
    MAX_SENTENCE,
    abbreviation::{self, After},
};
use standpoint_model::{Span, Tokens};
use std::{collections::HashSet, sync::LazyLock};

static STARTERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| crate::data::words(include_str!("../../data/sentence_starters.txt")).collect());

/// The sentences of one paragraph, whose tokens are `tokens[from..]`.
pub(super) fn split(letters: &[char], tokens: &[Span], from: usize) -> Vec<Span<Tokens>> {
    let mut out: Vec<Span<Tokens>> = Vec::new();
    let mut start = from;
    let mut at = from;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends_sentence(letters, tokens, at) {
            // Closing marks go with the sentence that they close.
            while end < tokens.len() && closes(letters, tokens, end) {
                end += 1;
            }
            if end == tokens.len() || begins(letters, tokens, at, end) {
                out.push(Span::new(start, end));
                start = end;
            }
        } else if end - start >= MAX_SENTENCE {
            // A run-on: cut at its last comma or semicolon, else here.
            let cut = (start + MAX_SENTENCE / 2..end)
                .rev()
                .find(|&i| matches!(letters[tokens[i].start], ',' | ';' | ':'))
                .map_or(end, |i| i + 1);
            out.push(Span::new(start, cut));
            start = cut;
            end = end.max(cut);
        }
        // Closing marks may have carried a sentence past the longest length.
        if end - start > MAX_SENTENCE {
            out.push(Span::new(start, start + MAX_SENTENCE));
            start += MAX_SENTENCE;
        }
        at = end;
    }
    if start < tokens.len() {
        out.push(Span::new(start, tokens.len()));
    }
    out.iter()
        .flat_map(|s| {
            (s.start..s.end).step_by(MAX_SENTENCE).map(|a| Span::new(a, s.end.min(a + MAX_SENTENCE)))
        })
        .collect()
}

fn ends_sentence(letters: &[char], tokens: &[Span], at: usize) -> bool {
    matches!(letters[tokens[at].range()].last(), Some('.' | '!' | '?' | '…'))
}

/// A closing quotation mark or bracket, set close to what it closes.
fn closes(letters: &[char], tokens: &[Span], at: usize) -> bool {
    let close = tokens[at - 1].end == tokens[at].start;
    tokens[at].len() <= 2
        && close
        && matches!(letters[tokens[at].start], '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '.' | '!' | '?')
}

/// Whether a sentence that ended with token `stop` is followed by a new one at `next`.
fn begins(letters: &[char], tokens: &[Span], stop: usize, next: usize) -> bool {
    let spaced = tokens[next].start > tokens[next - 1].end;
    let last = &letters[tokens[stop].range()];
    let first = letters[tokens[next].start];
    let opens = matches!(
        first,
        '"' | '\'' | '“' | '‘' | '(' | '[' | '«' | '•' | '-' | '–' | '—' | '#' | '@' | '$' | '*'
    );
    let lower = opens_to_lower(letters, tokens, next);
    if !spaced
        || lower
        || !(first.is_uppercase()
            || first.is_numeric()
            || opens
            || !first.is_lowercase() && first.is_alphabetic())
    {
        return false;
    }
    if last.len() > 1 && last.iter().any(|c| c.is_alphanumeric()) {
        // An abbreviation's dot.
        let follows: String = letters[tokens[next].range()].iter().collect();
        return match abbreviation::after(&last[..last.len() - 1]) {
            Some(After::Title) => false,
            Some(After::Number) => !first.is_numeric() && STARTERS.contains(follows.as_str()),
            Some(After::Other) => {
                opens && first != '(' && first != '-' || STARTERS.contains(follows.as_str())
            }
            None => true,
        };
    }
    let quoted = next > stop + 1;
    // "Is it so?" Doe asked: the reporting clause belongs to the question.
    if quoted && matches!(last.last(), Some('!' | '?')) && reports(letters, tokens, next) {
        return false;
    }
    true
}

/// Whether an opening mark is followed by a small letter: not a new sentence.
fn opens_to_lower(letters: &[char], tokens: &[Span], next: usize) -> bool {
    let first = letters[tokens[next].start];
    if matches!(first, '-' | '–' | '—') {
        return true;
    }
    matches!(first, '(' | '[') && tokens.get(next + 1).is_some_and(|t| letters[t.start].is_lowercase())
}

/// Whether one of the next four words is a verb of asking or saying, before any mark.
fn reports(letters: &[char], tokens: &[Span], next: usize) -> bool {
    tokens[next..]
        .iter()
        .take(4)
        .map(|t| letters[t.range()].iter().collect::<String>())
        .take_while(|word| word.chars().all(char::is_alphanumeric))
        .any(|word| {
            matches!(
                word.as_str(),
                "said"
                    | "says"
                    | "asked"
                    | "asks"
                    | "wrote"
                    | "added"
                    | "cried"
                    | "shouted"
                    | "wondered"
                    | "replied"
            )
        })
}
