//! What sort of thing a name or phrase names.

use super::{Slot, View, view::singular};
use standpoint_model::{EntityType, Span, Tokens};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// What a role noun can stand for.
pub(super) struct RoleNoun {
    pub(super) kind: EntityType,
    /// Words one of which the name of such an actor often holds.
    pub(super) hints: Vec<&'static str>,
}

static ROLE_NOUNS: LazyLock<HashMap<&str, RoleNoun>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/coreference/role_nouns.tsv"))
        .filter_map(|row| {
            let kind = row.get(1)?.parse().ok()?;
            let hints = row.get(2).map(|hints| hints.split_whitespace().collect()).unwrap_or_default();
            Some((row[0], RoleNoun { kind, hints }))
        })
        .collect()
});

static TITLE_NOUNS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/coreference/title_nouns.tsv"))
        .filter_map(|row| Some((row[0], *row.get(1)?)))
        .collect()
});

macro_rules! word_list {
    ($name:ident, $file:literal) => {
        static $name: LazyLock<HashSet<&str>> =
            LazyLock::new(|| crate::data::words(include_str!($file)).collect());
    };
}
word_list!(TARGETS, "../../data/coreference/target_nouns.txt");
word_list!(POLICIES, "../../data/coreference/policy_heads.txt");
word_list!(DOCUMENTS, "../../data/coreference/document_heads.txt");

/// The role noun `noun` (in the singular), if it is one.
pub(super) fn role_noun(noun: &str) -> Option<&'static RoleNoun> {
    ROLE_NOUNS.get(noun)
}

/// The noun for one who bears the title `word` (lower case): "sen." makes a senator.
pub(super) fn title_noun(word: &str) -> Option<&'static str> {
    TITLE_NOUNS.get(word.trim_end_matches('.')).copied()
}

/// Whether the noun names something one is for or against.
pub(super) fn is_target_noun(noun: &str) -> bool {
    TARGETS.contains(noun) || POLICIES.contains(noun)
}

/// What the noun at `at` denotes: by the word lists, else by the model's mention type.
pub(super) fn of_noun(view: &View, at: usize) -> Option<EntityType> {
    let noun = view.singular(at);
    if let Some(role) = role_noun(&noun) {
        return Some(role.kind);
    }
    if is_target_noun(&noun) {
        return Some(EntityType::Policy);
    }
    match view.analysis.tokens.get(at)?.mention? {
        "person" => Some(EntityType::Person),
        "organization" => Some(EntityType::Organization),
        "place" => Some(EntityType::Place),
        "event" => Some(EntityType::Event),
        _ => None,
    }
}

/// The type of a name whose words are `words` and that the model takes for `guess`.
pub(super) fn of_name<'a>(guess: EntityType, words: impl Iterator<Item = &'a str> + Clone) -> EntityType {
    let last = words.clone().last().map(str::to_lowercase).unwrap_or_default();
    let first = words.clone().next().map(str::to_lowercase).unwrap_or_default();
    let count = words.count();
    let head = singular(&last);
    // "Affordable Care Act", "Proposition 8"; but not "Action Plan International".
    let policy = count > 1 && (POLICIES.contains(head) || POLICIES.contains(last.as_str()))
        || count == 2
            && POLICIES.contains(first.as_str())
            && last.chars().all(|c| c.is_numeric() || c.is_uppercase());
    match guess {
        EntityType::Person | EntityType::Place => guess,
        _ if policy => EntityType::Policy,
        EntityType::Topic if count > 1 && DOCUMENTS.contains(head) => EntityType::Document,
        other => other,
    }
}

/// The type of a phrase that names nothing but itself.
pub(super) fn of_phrase(view: &View, core: Span<Tokens>, head: usize, slot: Slot) -> EntityType {
    let noun = view.singular(head);
    let plural = view.word(head) != noun;
    match (of_noun(view, head), slot) {
        // A group of people that the text names acts as a body.
        (Some(EntityType::Person), _) if plural || core.range().any(|i| view.upos(i) == "CCONJ") => {
            EntityType::Organization
        }
        (Some(kind), _) => kind,
        (None, Slot::Holder) => EntityType::Organization,
        (None, Slot::Target) if DOCUMENTS.contains(noun.as_str()) => EntityType::Document,
        (None, Slot::Target) => EntityType::Topic,
    }
}
