//! Names grown to their ends, where the tagger found a part.

use super::{View, kind};
use crate::names;
use standpoint_language::NameType;
use standpoint_model::{Span, Tokens};
use std::{
    collections::{BTreeSet, HashSet},
    sync::LazyLock,
};

static HEADS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| crate::data::words(include_str!("../../data/coreference/name_heads.txt")).collect());
static NO_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| crate::data::words(include_str!("../../data/coreference/no_names.txt")).collect());

/// The names of a document, in text order, not overlapping.
pub(super) fn names(view: &View) -> Vec<(Span<Tokens>, NameType)> {
    let acronyms: BTreeSet<String> = (0..view.len())
        .map(|i| view.text(Span::new(i, i + 1)))
        .filter(|word| word.len() > 2 && names::is_acronym(word))
        .map(str::to_owned)
        .collect();
    let mut out: Vec<(Span<Tokens>, NameType)> = Vec::new();
    for name in &view.analysis.names {
        let mut span = name.span;
        let mut kind = name.kind;
        if span.range().all(|i| NO_NAMES.contains(view.word(i).trim_end_matches('.'))) {
            continue;
        }
        // "Barr. Ann Lee", where the tagger took the title for a name of its own.
        if kind == NameType::Person && out.last().is_some_and(|(before, _)| is_title_of(view, *before, span))
        {
            out.pop();
        }
        if let Some((before, its_kind)) = out.last().copied() {
            if span.end <= before.end {
                continue;
            }
            if span.start < before.end || joins(view, before, its_kind, span, kind, &acronyms) {
                span = before.hull(&span);
                // A person's name is never grown into by what follows, so the first part decides unless it is a place.
                kind = if its_kind == NameType::Place { kind } else { its_kind };
                if kind == NameType::Place || kind == NameType::Person && span.len() > 5 {
                    kind = NameType::Organization;
                }
                out.pop();
            }
        }
        let limit = view.sentence(span.start).end;
        if kind == NameType::Person {
            // "heckle Jane Doe": a small word before a name, unless it is a particle, is none.
            let first = span.range().find(|&i| capital(view, i) || PARTICLES.contains(&view.word(i)));
            span = Span::new(first.unwrap_or(span.start), hyphenated(view, span.end));
        } else {
            span = Span::new(span.start, grown(view, span, limit));
            let floor = out.last().map_or(0, |(before, _)| before.end).max(view.sentence(span.start).start);
            if let Some(whole) = spelt_out(view, span, floor, limit, &acronyms) {
                span = whole;
                kind = NameType::Organization;
            }
        }
        out.push((span, kind));
    }
    out
}

const PARTICLES: [&str; 14] =
    ["van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "al", "bin"];

/// How far a name is sought beyond the part that was found, in words.
const REACH: usize = 4;

/// The longest run round a part of a name that an acronym of the document abbreviates, and the part does not.
fn spelt_out(
    view: &View,
    part: Span<Tokens>,
    floor: usize,
    limit: usize,
    acronyms: &BTreeSet<String>,
) -> Option<Span<Tokens>> {
    let known = |span: Span<Tokens>| {
        names::acronym_of(&super::collapse(view.text(span)))
            .into_iter()
            .any(|short| acronyms.contains(&short))
    };
    if part.len() == 1 && names::is_acronym(view.text(part)) || known(part) {
        return None;
    }
    let runs_on = |i: usize| {
        capital(view, i) || matches!(view.word(i), "and" | "of" | "for" | "the" | "&" | "on" | "to")
    };
    let first = (floor.max(part.start.saturating_sub(REACH))..part.start)
        .rev()
        .take_while(|&i| runs_on(i))
        .last()
        .unwrap_or(part.start);
    let last = (part.end..limit.min(part.end + REACH))
        .take_while(|&i| runs_on(i))
        .last()
        .map_or(part.end, |i| i + 1);
    (first..=part.start)
        .flat_map(|start| (part.end..=last).rev().map(move |end| Span::new(start, end)))
        .filter(|span| *span != part && capital(view, span.start) && capital(view, span.end - 1))
        .find(|span| known(*span))
}

/// Whether `before` is nothing but a title, and `name` stands right behind it.
fn is_title_of(view: &View, before: Span<Tokens>, name: Span<Tokens>) -> bool {
    let dot = usize::from(view.word(before.end) == ".");
    before.end + dot == name.start && names::is_title(view.text(before))
}

fn capital(view: &View, at: usize) -> bool {
    at < view.len() && view.text(Span::new(at, at + 1)).starts_with(char::is_uppercase)
}

/// Whether two names with little between them are parts of one.
fn joins(
    view: &View,
    left: Span<Tokens>,
    left_kind: NameType,
    right: Span<Tokens>,
    right_kind: NameType,
    acronyms: &BTreeSet<String>,
) -> bool {
    if right.start - left.end > 2 || view.sentence(left.start) != view.sentence(right.start) {
        return false;
    }
    let close = |a: usize| view.chars(Span::new(a, a + 1)).end == view.chars(Span::new(a + 1, a + 2)).start;
    match (right.start - left.end, view.word(left.end)) {
        // "ABT-UWX", two bodies joined into one.
        (1, "-") => close(left.end - 1) && close(left.end) && left_kind != NameType::Person,
        // "Immigration and Customs Enforcement", where the text has "ICE".
        (1, "and" | "&") if right_kind != NameType::Person => {
            names::acronym_of(view.text(left.hull(&right))).iter().any(|short| acronyms.contains(short))
        }
        (1 | 2, "of" | "for" | "on") if left_kind != NameType::Person && right_kind != NameType::Person => {
            let the = right.start - left.end == 1 || view.word(left.end + 1) == "the";
            the && HEADS.contains(view.word(left.end - 1))
        }
        _ => false,
    }
}

/// The end of a person's name with the rest of a double-barrelled one: "Ruth Adeyemi" of "Ruth Adeyemi-Cole".
fn hyphenated(view: &View, end: usize) -> usize {
    let joined = |a: usize| view.chars(Span::new(a, a + 1)).end == view.chars(Span::new(a + 1, a + 2)).start;
    let goes_on = view.word(end) == "-" && capital(view, end + 1) && joined(end - 1) && joined(end);
    if goes_on { hyphenated(view, end + 2) } else { end }
}

/// The end of a name grown over capitalised words, numbers of locals, and "Growers' Guild".
fn grown(view: &View, span: Span<Tokens>, limit: usize) -> usize {
    let mut end = span.end;
    let capital = |i: usize| i < limit && capital(view, i);
    let free = |i: usize| !view.analysis.names.iter().any(|name| name.span.holds(i));
    let body_head = |i: usize| {
        kind::role_noun(&view.singular(i))
            .is_some_and(|noun| noun.kind == standpoint_model::EntityType::Organization)
    };
    loop {
        let word = capital(end)
            && free(end)
            && view.upos(end) == "PROPN"
            && kind::title_noun(view.word(end)).is_none();
        let number = end < limit
            && view.upos(end) == "NUM"
            && matches!(
                view.word(end - 1),
                "local" | "chapter" | "district" | "council" | "proposition" | "measure"
            );
        let owned = matches!(view.word(end), "'" | "'s") && capital(end + 1) && body_head(end + 1);
        let hyphen =
            view.word(end) == "-" && capital(end + 1) && free(end + 1) && view.upos(end + 1) == "PROPN";
        end += match (word || number, owned || hyphen) {
            (true, _) => 1,
            (_, true) => 2,
            _ => return end,
        };
    }
}
