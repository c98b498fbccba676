//! Proper names as patterns see them: sets of types, and names freed of titles and articles before them.

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
    let holds = |class: &str, at: usize| {
        lexica.number(class).is_some_and(|class| words.entries(lexica, at).any(|hit| hit == (class, 1)))
    };
    for name in &analysis.names {
        let (mut start, mut end) = (name.span.start, name.span.end.min(words.len()));
        if end > start && words.folded(end - 1) == "'s" {
            end -= 1;
        }
        if start >= end {
            continue;
        }
        // What a name's last word says of its type is surer than what was learnt.
        let kind = if holds("organization_head", end - 1) && (end - start > 1 || name.kind == NameType::Other)
        {
            NameMask::ORGANIZATION
        } else if holds("policy_head", end - 1) && end - start > 1 {
            NameMask::OTHER
        } else {
            match name.kind {
                NameType::Person => NameMask::PERSON,
                NameType::Organization => NameMask::ORGANIZATION,
                NameType::Place => NameMask::PLACE,
                NameType::Other => NameMask::OTHER,
            }
        };
        out[start].push((end, kind));
        // Names may have been found together with a title or an article: what follows those is a name, too.
        while start + 1 < end && (words.folded(start) == "the" || holds("personal_title", start)) {
            start += 1;
            out[start].push((end, kind));
        }
    }
    out
}
