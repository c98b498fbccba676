//! Objects that one word carries: the Senate in "Sen.", a party in "(R-Utah)", a country in "French".

use crate::coreference::{Coreference, Resolved, Slot};
use standpoint_model::{Entity, EntityType, Predicate, Span, Tokens};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

static WORDS: LazyLock<HashMap<&str, Entity>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/statements/implied_objects.tsv"))
        .filter_map(|row| {
            let kind = row.get(2)?.parse().ok()?;
            let others = row.get(3).copied().unwrap_or_default().split('|').filter(|name| !name.is_empty());
            Some((row[0], Entity::named(kind, *row.get(1)?).with_aliases(others)))
        })
        .collect()
});

static PLACES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/statements/demonyms.tsv"))
        .filter_map(|row| Some((row[0], *row.get(1)?)))
        .collect()
});

static DEPARTMENT_POSTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    crate::data::words(include_str!("../../data/statements/department_posts.txt")).collect()
});

/// A post whose holder leads a ministry that may be called by its portfolio alone.
struct Portfolio {
    post: &'static str,
    /// Words that say that a name is a body's already.
    bodies: Vec<&'static str>,
    /// Patterns of the ministry's names, `{}` for the portfolio.
    patterns: Vec<&'static str>,
}

static PORTFOLIOS: LazyLock<Vec<Portfolio>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/statements/portfolio_heads.tsv"))
        .filter_map(|row| {
            let (bodies, patterns) = (row.get(1)?.split(' ').collect(), row.get(2)?.split('|').collect());
            Some(Portfolio { post: row[0], bodies, patterns })
        })
        .collect()
});

/// The object of a relation at `span`, which may stand in the cue's own word.
pub(super) fn object(
    coreference: &Coreference,
    predicate: Predicate,
    span: Span<Tokens>,
    cue: Span<Tokens>,
) -> Option<Resolved> {
    if let Some(found) = of_words(coreference, predicate, span, cue) {
        return Some(found);
    }
    // The same words say post and place ("a state senator"): the cue's word decides.
    if span == cue
        && let Some(found) = from_cue(coreference, predicate, cue)
    {
        return Some(found);
    }
    // What one leads or belongs to is an actor; what one administers is a thing.
    let slot = if predicate == Predicate::Administers { Slot::Target } else { Slot::Holder };
    let found = coreference.resolve(span, slot)?;
    Some(if predicate == Predicate::Leads { of_portfolio(coreference, found, cue) } else { found })
}

/// The ministry of a minister for whom the text names the portfolio alone; other bodies as they are.
fn of_portfolio(coreference: &Coreference, found: Resolved, cue: Span<Tokens>) -> Resolved {
    let head = coreference.view.singular(cue.end.saturating_sub(1));
    let Some(portfolio) = PORTFOLIOS.iter().find(|p| p.post == head) else { return found };
    let is_body = |name: &str| {
        name.split_whitespace().any(|word| portfolio.bodies.contains(&word.to_lowercase().as_str()))
    };
    if found.entity.kind == EntityType::Place || found.entity.names().any(is_body) {
        return found;
    }
    let names: Vec<String> =
        portfolio.patterns.iter().map(|pattern| pattern.replace("{}", &found.entity.label)).collect();
    let Some(label) = names.first() else { return found };
    let entity = Entity::named(EntityType::Organization, label)
        .with_aliases(names.iter().map(String::as_str).chain([found.entity.label.as_str()]));
    Resolved { entity, actor: None, how: "implied" }
}

/// The object of a relation that no word names apart from the cue.
pub(super) fn from_cue(
    coreference: &Coreference,
    predicate: Predicate,
    cue: Span<Tokens>,
) -> Option<Resolved> {
    of_words(coreference, predicate, cue, cue)
        .or_else(|| cue.range().find_map(|i| of_words(coreference, predicate, Span::new(i, i + 1), cue)))
}

/// What the words at `span` mean by themselves; a department only beside a post that departments have: "state" is none in
/// "state premier".
fn of_words(
    coreference: &Coreference,
    predicate: Predicate,
    span: Span<Tokens>,
    cue: Span<Tokens>,
) -> Option<Resolved> {
    let view = coreference.view;
    let text = view.text(span);
    let department_post =
        || cue.range().any(|i| DEPARTMENT_POSTS.contains(view.word(i).trim_end_matches('.')));
    let key = text.trim().trim_end_matches('.').to_lowercase();
    let party_or_house = |entity: &Entity| match predicate {
        Predicate::MemberOf => {
            entity.kind == EntityType::Organization && !entity.label.ends_with("Department")
        }
        Predicate::Leads | Predicate::HoldsPost => {
            entity.kind == EntityType::Place || entity.label.contains("Department") && department_post()
        }
        _ => false,
    };
    let named = WORDS.get(key.as_str()).filter(|entity| party_or_house(entity)).cloned();
    let place = || {
        let place = PLACES.get(key.as_str()).filter(|_| predicate != Predicate::PartOf)?;
        Some(Entity::named(EntityType::Place, *place).with_aliases([text]))
    };
    let entity = named.or_else(place)?;
    Some(Resolved { entity, actor: None, how: "implied" })
}
