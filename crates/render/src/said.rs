//! What was said, in the words of a picture: quotes, sources, tooltips.

use standpoint_model::{Conflict, Entity, Predicate, Statement, fold_name};
use std::{collections::BTreeMap, fmt::Write as _};

/// Most quotations in one tooltip.
const QUOTES: usize = 5;

/// Whether an entity goes by this name or address.
pub(crate) fn goes_by(entity: &Entity, name: &str) -> bool {
    let folded = fold_name(name);
    entity.id == name || entity.names().any(|known| fold_name(known) == folded)
}

/// The one entity that a name means: that of this address, else one that has the name for its label, else one that has it
/// among its other names; of several, the one that most is said by and of.
pub(crate) fn meant<'a>(statements: &[&'a Statement], name: &str) -> Option<&'a Entity> {
    let folded = fold_name(name);
    let mut known: BTreeMap<&str, (bool, usize, &Entity)> = BTreeMap::new();
    for entity in statements.iter().flat_map(|said| [&said.subject, &said.object]) {
        if goes_by(entity, name) {
            let by_label = entity.id == name || fold_name(&entity.label) == folded;
            known.entry(&entity.id).or_insert((by_label, 0, entity)).1 += 1;
        }
    }
    // Addresses ascend: of equals, the first stays.
    let better =
        |best: &(bool, usize, &Entity), one: &(bool, usize, &Entity)| (one.0, one.1) > (best.0, best.1);
    let mut found: Option<(bool, usize, &Entity)> = None;
    for one in known.into_values() {
        if found.as_ref().is_none_or(|best| better(best, &one)) {
            found = Some(one);
        }
    }
    found.map(|(_, _, entity)| entity)
}

/// The statements in an order that does not depend on the one given, each once.
pub(crate) fn in_order(statements: &[Statement]) -> Vec<&Statement> {
    let by_id: BTreeMap<&str, &Statement> = statements.iter().map(|said| (said.id.as_str(), said)).collect();
    by_id.into_values().collect()
}

/// Surest first.
pub(crate) fn surest_first(statements: &mut [&Statement]) {
    statements
        .sort_by(|a, b| b.confidence.get().total_cmp(&a.confidence.get()).then_with(|| a.id.cmp(&b.id)));
}

/// A predicate as words between a subject and an object.
pub(crate) fn verb(predicate: Predicate) -> &'static str {
    match predicate {
        Predicate::Leads => "leads",
        Predicate::HoldsPost => "works for",
        Predicate::MemberOf => "is a member of",
        Predicate::AffiliatedWith => "is affiliated with",
        Predicate::PartOf => "is part of",
        Predicate::Administers => "runs",
        Predicate::Supports => "supports",
        Predicate::Opposes => "opposes",
        Predicate::Asserts => "asserts",
        Predicate::Denies => "denies",
        Predicate::Questions => "questions",
    }
}

/// The quotation on one line, in quotation marks of its own.
pub(crate) fn quote(said: &Statement) -> String {
    let words: Vec<&str> = said.quote.split_whitespace().collect();
    let joined = words.join(" ");
    format!("“{}”", joined.trim_matches(|c: char| c.is_whitespace() || "“”\"".contains(c)))
}

/// The document, without its folders, and the date.
pub(crate) fn source(said: &Statement) -> String {
    let document = said.document.rsplit(['/', '\\']).next().unwrap_or(&said.document);
    match said.date {
        Some(date) => format!("{document}, {date}"),
        None => document.to_owned(),
    }
}

/// Who does what, and the quotations that say so, surest first.
pub(crate) fn tip(statements: &[&Statement]) -> String {
    let Some(first) = statements.first() else { return String::new() };
    let mut text = format!(
        "{} {} {} ({:.2})",
        first.subject.label,
        verb(first.predicate),
        first.object.label,
        first.confidence.get()
    );
    for said in statements.iter().take(QUOTES) {
        let told: Vec<&str> = said.attributed_to.iter().map(|source| source.label.as_str()).collect();
        let told = if told.is_empty() { String::new() } else { format!(", told by {}", told.join(", ")) };
        let _ = write!(text, "\n{} ({}{told})", quote(said), source(said));
    }
    if statements.len() > QUOTES {
        let _ = write!(text, "\nand {} more", statements.len() - QUOTES);
    }
    text
}

/// Name, sort and other names of an entity.
pub(crate) fn entity_tip(entity: &Entity) -> String {
    let mut text = format!("{} ({})", entity.label, entity.kind);
    let aliases: Vec<&str> = entity.proper_aliases().collect();
    if !aliases.is_empty() {
        let _ = write!(text, "\nalso: {}", aliases.join(", "));
    }
    text
}

/// `1 actor`, `2 actors`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// The numbers of conflicts, counted from 1, by the statements that they are made of.
pub(crate) fn numbers<'a>(shown: &[&'a Conflict]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut numbers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, conflict) in shown.iter().enumerate() {
        for said in &conflict.statements {
            let known = numbers.entry(&said.id).or_default();
            if !known.contains(&(at + 1)) {
                known.push(at + 1);
            }
        }
    }
    numbers
}

/// From the first to the last date of these statements; empty where none is dated.
pub(crate) fn range<'a>(statements: impl Iterator<Item = &'a Statement> + Clone) -> String {
    let first = statements.clone().filter_map(|said| said.date).min_by_key(|date| (date.earliest(), *date));
    let last = statements.filter_map(|said| said.date).max_by_key(|date| (date.latest(), *date));
    match (first, last) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => String::new(),
    }
}
