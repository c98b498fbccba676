//! Noun phrases: their head, their core, their owner.

use super::{View, kind, view::singular};
use standpoint_language::Analysis;
use standpoint_model::{Span, Tokens};
use std::collections::BTreeSet;

/// The word of `span` whose own head lies outside; marks are passed over where a word is there.
pub(crate) fn head_of(analysis: &Analysis, span: Span<Tokens>) -> usize {
    let outside = |&i: &usize| {
        analysis
            .tokens
            .get(i)
            .is_some_and(|t| t.upos != "PUNCT" && t.head.is_none_or(|head| !span.holds(head)))
    };
    span.range().find(outside).unwrap_or(span.start)
}

/// Prefixes of those who are for or against what follows.
const SIDES: [&str; 2] = ["anti-", "pro-"];

/// What "anti-Smith" is against, or "pro-ethanol" for; none of a text of more words, or without such a prefix.
pub(super) fn without_side(text: &str) -> Option<&str> {
    let rest = |side: &&str| {
        let (start, rest) = text.split_at_checked(side.len())?;
        (start.eq_ignore_ascii_case(side) && !rest.is_empty()).then_some(rest)
    };
    if text.contains(char::is_whitespace) { None } else { SIDES.iter().find_map(rest) }
}

/// The phrase round its head: leading marks dropped, cut before a relative clause, a comma or a bracket.
pub(super) fn core(view: &View, span: Span<Tokens>, head: usize) -> Span<Tokens> {
    let mut start = span.start;
    while start < head && matches!(view.upos(start), "PUNCT" | "CCONJ" | "SCONJ" | "ADP" | "ADV") {
        start += 1;
    }
    // A comma among adjectives before the head stays; one after it begins something else.
    let stops = |i: usize| {
        matches!(
            view.word(i),
            "," | ";"
                | ":"
                | "("
                | ")"
                | "—"
                | "–"
                | "--"
                | "“"
                | "”"
                | "\""
                | "who"
                | "which"
                | "whose"
                | "whom"
        ) || view.deprel(i) == "appos" && view.head(i) == Some(head) && view.word(i.saturating_sub(1)) == ","
    };
    let quoted = matches!(view.word(head + 1), "”" | "\"");
    let end = (head + 1..span.end).find(|&i| stops(i)).unwrap_or(span.end);
    let opening = (start..head).rev().find(|&i| matches!(view.word(i), "“" | "\""));
    match opening {
        Some(mark) if quoted => Span::new(mark + 1, end),
        _ => Span::new(start, end.max(head + 1)),
    }
}

/// The phrase without its article or demonstrative.
pub(super) fn without_determiner(view: &View, core: Span<Tokens>) -> Span<Tokens> {
    let determiner = |i: usize| {
        matches!(
            view.word(i),
            "the"
                | "a"
                | "an"
                | "this"
                | "that"
                | "these"
                | "those"
                | "some"
                | "any"
                | "such"
                | "his"
                | "her"
                | "its"
                | "their"
                | "our"
                | "my"
                | "your"
        )
    };
    match (core.len() > 1 && determiner(core.start), core.len() > 2 && view.word(core.start) == "all") {
        (true, _) | (_, true) => Span::new(core.start + 1, core.end),
        _ => core,
    }
}

/// The phrase without leading numbers and words like "other" and "many", where there are any.
pub(super) fn without_quantifier(view: &View, bare: Span<Tokens>, head: usize) -> Option<Span<Tokens>> {
    let counts = |i: usize| {
        view.upos(i) == "NUM"
            || matches!(
                view.word(i),
                "dozen"
                    | "other"
                    | "many"
                    | "several"
                    | "most"
                    | "few"
                    | "more"
                    | "some"
                    | "own"
                    | "of"
                    | "the"
                    | "hundreds"
                    | "dozens"
                    | "scores"
                    | "thousands"
                    | "fellow"
                    | "same"
                    | "such"
            )
    };
    let start = (bare.start..head).find(|&i| !counts(i)).unwrap_or(head);
    (start > bare.start).then(|| Span::new(start, bare.end.max(start + 1)))
}

/// The capitalised words right before a noun for a measure: "Clean Slate" of "the costly Clean Slate program".
pub(super) fn proper_run(view: &View, core: Span<Tokens>, head: usize) -> Option<Span<Tokens>> {
    let capital = |i: usize| view.text(Span::new(i, i + 1)).starts_with(char::is_uppercase);
    let joins = |i: usize| capital(i) || matches!(view.word(i), "of" | "and" | "for" | "-");
    let measure = kind::is_target_noun(&view.singular(head)) && !capital(head);
    let start = (core.start..head).rev().take_while(|&i| joins(i)).filter(|&i| capital(i)).last()?;
    // One word alone is as likely an owner: "the Senate bill".
    (measure && head - start > 1 && capital(head - 1)).then(|| Span::new(start, head))
}

/// The phrase's words that are no function words, in the singular.
pub(super) fn content_words<'a>(view: &'a View, phrase: Span<Tokens>) -> BTreeSet<&'a str> {
    let content = |i: &usize| matches!(view.upos(*i), "NOUN" | "PROPN" | "ADJ" | "VERB");
    phrase.range().filter(content).map(|i| singular(view.word(i))).collect()
}

/// Whether the phrase begins with "the", "this", "that" or a possessive pronoun: what it names is known already.
pub(super) fn is_definite(view: &View, core: Span<Tokens>) -> bool {
    matches!(
        view.word(core.start),
        "the" | "this" | "that" | "these" | "those" | "its" | "his" | "her" | "their" | "our"
    )
}

/// The possessor before the head ("his", "the union's") and the rest of the phrase after it.
pub(super) fn owner(view: &View, core: Span<Tokens>, head: usize) -> Option<(Span<Tokens>, Span<Tokens>)> {
    let first = core.start;
    if matches!(view.word(first), "his" | "her" | "its" | "their" | "my" | "our") && head > first {
        return Some((Span::new(first, first + 1), Span::new(first + 1, core.end)));
    }
    let mark = (first..head).find(|&i| matches!(view.word(i), "'s" | "'"))?;
    (mark > first).then(|| (Span::new(first, mark), Span::new(mark + 1, core.end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_parted_from_what_it_is_about() {
        assert_eq!(without_side("anti-Smith"), Some("Smith"));
        assert_eq!(without_side("Pro-ethanol"), Some("ethanol"));
        assert_eq!(without_side("anti-"), None);
        assert_eq!(without_side("prolific"), None);
        assert_eq!(without_side("anti-Smith group"), None);
        assert_eq!(without_side("pröe"), None);
    }
}
