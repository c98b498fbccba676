//! Proper names as patterns see them: sets of types; names freed of titles, articles and strays, and grown to their ends.

use super::lexicon::{Lexica, Words};
use standpoint_language::{Analysis, NameType};

/// A set of types of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameMask(u8);

impl NameMask {
    pub(super) const NONE: Self = Self(0);
    const PERSON: Self = Self(1);
    const ORGANIZATION: Self = Self(2);
    const PLACE: Self = Self(4);
    const OTHER: Self = Self(8);

    /// The type that patterns call `name`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "PER" => Self::PERSON,
            "ORG" => Self::ORGANIZATION,
            "LOC" => Self::PLACE,
            "OTHER" => Self::OTHER,
            "NAME" => Self(15),
            _ => return None,
        })
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// For each token, the names that may be read from there on: where they end, and their type.
pub(super) fn by_start(analysis: &Analysis, words: &Words, lexica: &Lexica) -> Vec<Vec<(usize, NameMask)>> {
    let mut out = vec![Vec::new(); words.len()];
    let names = Names { analysis, words, lexica };
    for (at, name) in analysis.names.iter().enumerate() {
        let next = analysis.names.get(at + 1).map_or(words.len(), |next| next.span.start);
        let (mut start, mut end) = (name.span.start, name.span.end.min(words.len()));
        if end > start && words.folded(end - 1) == "'s" {
            end -= 1;
        }
        while start < end && names.holds("personal_title", start) && name.kind == NameType::Person {
            start += 1;
        }
        // A title alone, or the bracket of a member of a legislature ("R-Utah"), is no name.
        let bracket = start + 1 < end && words.folded(start + 1) == "-" && words.text(start).len() == 1;
        if start >= end || bracket || names.holds("no_body", end - 1) {
            continue;
        }
        if name.kind != NameType::Person {
            end = names.grown(start, end, next);
        }
        let kind = names.kind(start, end, name.kind);
        out[start].push((end, kind));
        // "the Doe campaign": whose, but a body.
        if end < next && words.folded(end) == "campaign" {
            out[start].insert(0, (end + 1, NameMask::ORGANIZATION));
        }
        if start + 1 < end && words.folded(start) == "the" {
            out[start + 1].push((end, kind));
        }
    }
    out
}

struct Names<'a> {
    analysis: &'a Analysis,
    words: &'a Words<'a>,
    lexica: &'a Lexica,
}

impl Names<'_> {
    fn holds(&self, class: &str, at: usize) -> bool {
        let class = self.lexica.number(class);
        class.is_some_and(|class| self.words.entries(self.lexica, at).any(|hit| hit == (class, 1)))
    }

    fn capital(&self, at: usize) -> bool {
        let first = self.words.text(at).chars().next();
        first.is_some_and(char::is_uppercase)
            && self.analysis.tokens.get(at).is_some_and(|t| t.upos == "PROPN")
    }

    /// The end of a body's name that was found in part: "University" of "University of Linden", "Boards" of "Boards' Union".
    fn grown(&self, start: usize, end: usize, next: usize) -> usize {
        let sentence = self.analysis.segmentation.sentences.get(self.analysis.sentence_of(start));
        let limit = sentence.map_or(end, |s| s.end).min(self.words.len());
        let of_head = |end: usize| (start..end).any(|at| self.holds("organization_head", at));
        let mut end = end;
        loop {
            let word = |ahead: usize| if end + ahead < limit { self.words.folded(end + ahead) } else { "" };
            let capital = |ahead: usize| end + ahead < limit && self.capital(end + ahead);
            let title = |ahead: usize| {
                ["leader", "post", "personal_title", "governor", "place_leader"].iter().any(|class| {
                    let class = self.lexica.number(class);
                    self.words.entries(self.lexica, end + ahead).any(|(of, _)| Some(of) == class)
                })
            };
            let of_one = word(0) == "of" && capital(1) && self.holds("organization_head", end - 1);
            let owner =
                matches!(word(0), "'" | "’") && capital(1) && self.holds("organization_head", end + 1);
            let joined = word(0) == "and"
                && capital(1)
                && end + 1 < next
                && !title(1)
                && matches!(
                    self.words.folded(start),
                    "department" | "ministry" | "institute" | "office" | "bureau"
                )
                && of_head(end);
            let step = if capital(0) && end < next && !title(0) && self.holds("organization_head", end) {
                1
            } else if word(0) == "of"
                && word(1) == "the"
                && capital(2)
                && self.holds("organization_head", end - 1)
            {
                3
            } else if of_one || owner || joined {
                2
            } else {
                return end;
            };
            // A name that follows is taken in whole.
            end += step;
            let taken =
                self.analysis.names.get(self.analysis.names.partition_point(|name| name.span.end < end));
            let taken = taken.filter(|name| name.span.holds(end - 1));
            end = taken.map_or(end, |name| end.max(name.span.end)).min(limit);
        }
    }

    /// What a name's last word says of its type is surer than what was learnt.
    fn kind(&self, start: usize, end: usize, learnt: NameType) -> NameMask {
        let long = end - start > 1;
        let body = (start..end).any(|at| {
            self.holds("organization_head", at)
                && (at + 1 == end || at + 1 < end && self.words.folded(at + 1) == "of")
        });
        if body && (long || learnt == NameType::Other) {
            NameMask::ORGANIZATION
        } else if long && self.holds("policy_head", end - 1) {
            NameMask::OTHER
        } else {
            match learnt {
                NameType::Person => NameMask::PERSON,
                NameType::Organization => NameMask::ORGANIZATION,
                NameType::Place => NameMask::PLACE,
                NameType::Other => NameMask::OTHER,
            }
        }
    }
}
