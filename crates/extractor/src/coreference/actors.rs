//! Names that stand for one thing.
//!
//! Persons: full names by first and last name; a last (or, if need be, first) name alone stands for the person of that
//! name mentioned last. Others: equal folded names, acronyms with what they abbreviate, and shortened forms.

use super::{View, kind, mended, type_of, view::singular};
use crate::names::{self, Gender};
use standpoint_language::NameType;
use standpoint_model::{Entity, EntityType, Span, Tokens, fold_name};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Something that the document calls by name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Actor {
    pub(crate) kind: EntityType,
    /// Its fullest name.
    pub(crate) label: String,
    /// Every name that the document calls it by.
    pub(crate) names: BTreeSet<String>,
    /// Where it is named, in text order.
    pub(crate) mentions: Vec<Span<Tokens>>,
    /// Of a person, where a title or given name tells.
    pub(crate) gender: Option<Gender>,
    /// Nouns that the document says it is ("senator", "union"), in the singular, lower case.
    pub(crate) nouns: BTreeSet<String>,
}

impl Actor {
    pub(crate) fn entity(&self) -> Entity {
        Entity::named(self.kind, &self.label).with_aliases(&self.names)
    }

    /// Whether a name of it holds one of the words (lower case, singular).
    pub(super) fn shares_word(&self, words: &BTreeSet<&str>) -> bool {
        std::iter::once(&self.label)
            .chain(&self.names)
            .flat_map(|name| name.split_whitespace())
            .any(|word| words.contains(singular(&word.to_lowercase())))
    }

    /// The last mention that begins before token `at`, else the first of all.
    pub(super) fn mention_before(&self, at: usize) -> Option<Span<Tokens>> {
        self.mentions.iter().rev().find(|m| m.start < at).copied()
    }
}

/// The actors of a document.
pub(crate) struct Actors {
    all: Vec<Actor>,
    /// For each token, the actor whose name covers it.
    at: Vec<Option<usize>>,
    /// The first actor of each name and surname, folded.
    called: BTreeMap<String, usize>,
}

/// A name in the text, made ready for comparison.
struct Mention {
    span: Span<Tokens>,
    kind: EntityType,
    text: String,
    /// Words without titles, folded.
    words: Vec<String>,
}

impl Actors {
    /// Clusters the names of a document.
    pub(super) fn find(view: &View) -> Self {
        let mentions: Vec<Mention> =
            mended::names(view).into_iter().filter_map(|(span, kind)| mention(view, span, kind)).collect();
        let owner = cluster(view, &mentions);
        let mut groups: BTreeMap<usize, Vec<&Mention>> = BTreeMap::new();
        for (mention, owner) in mentions.iter().zip(&owner) {
            groups.entry(*owner).or_default().push(mention);
        }
        let mut found = Self {
            all: groups.values().map(|group| actor(view, group)).collect(),
            at: vec![None; view.len()],
            called: BTreeMap::new(),
        };
        for (number, actor) in found.all.iter().enumerate() {
            let surname = names::surname(&actor.label).filter(|_| actor.kind == EntityType::Person);
            for name in actor.names.iter().map(String::as_str).chain(surname) {
                found.called.entry(fold_name(name)).or_insert(number);
            }
            for i in actor.mentions.iter().flat_map(Span::range) {
                found.at[i] = Some(number);
            }
        }
        found
    }

    pub(crate) fn get(&self, number: usize) -> &Actor {
        &self.all[number]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Actor)> {
        self.all.iter().enumerate()
    }

    /// The first actor that goes by `name`, or whose surname it is, but for case.
    pub(super) fn called(&self, name: &str) -> Option<usize> {
        self.called.get(&fold_name(name)).copied()
    }

    /// The actor whose name covers token `at`.
    pub(crate) fn at(&self, at: usize) -> Option<usize> {
        self.at.get(at).copied().flatten()
    }
}

fn mention(view: &View, span: Span<Tokens>, guess: NameType) -> Option<Mention> {
    let mut span = span;
    // A possessive mark or an article at the border is no part of the name.
    while span.len() > 1
        && matches!(
            view.word(span.end - 1),
            "'s" | "'" | "," | "." | "”" | "\"" | "of" | "the" | "and" | "for" | "in" | "-"
        )
    {
        span = Span::new(span.start, span.end - 1);
    }
    while span.len() > 1 && matches!(view.word(span.start), "the" | "a" | "an" | "“" | "\"") {
        span = Span::new(span.start + 1, span.end);
    }
    // "Jane Doe (D-Ohio)": what follows a bracket is no part of the name.
    if let Some(bracket) = (span.start + 1..span.end).find(|&i| matches!(view.word(i), "(" | "[")) {
        span = Span::new(span.start, bracket);
    }
    let text = super::collapse(view.text(span));
    let bare = if guess == NameType::Person { names::strip_title(&text).1 } else { text.as_str() };
    let words: Vec<String> =
        fold_name(bare).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let kind = kind::of_name(type_of(guess), text.split_whitespace());
    // A pronoun at the head of a sentence is capitalised, but names nobody.
    let pronoun =
        span.len() == 1 && super::pronoun::class(view.word(span.start)).is_some() && view.text(span) != "US";
    (!words.is_empty() && !pronoun).then_some(Mention { span, kind, text, words })
}

/// For each mention, the number of the mention that leads its cluster.
fn cluster(view: &View, mentions: &[Mention]) -> Vec<usize> {
    let mut owner: Vec<usize> = (0..mentions.len()).collect();
    let mut by_name: BTreeMap<(bool, String), usize> = BTreeMap::new();
    // Equal names of one sort. People of one first and last name are one, whatever stands between.
    for (at, mention) in mentions.iter().enumerate() {
        let person = mention.kind == EntityType::Person;
        let words = without_suffix(&mention.words);
        let key = match words {
            [first, .., last] if person => format!("{first} {last}"),
            _ => mention.words.join(" "),
        };
        owner[at] = *by_name.entry((person, key)).or_insert(at);
    }
    short_persons(view, mentions, &mut owner);
    short_bodies(view, mentions, &mut owner);
    described_bodies(view, mentions, &mut owner);
    // Follow chains to their ends: every step leads to a mention that leads itself or was moved later.
    for at in 0..owner.len() {
        let mut end = at;
        for _ in 0..owner.len() {
            if owner[end] == end {
                break;
            }
            end = owner[end];
        }
        owner[at] = end;
    }
    owner
}

fn without_suffix(words: &[String]) -> &[String] {
    match words {
        [rest @ .., last] if rest.len() > 1 && matches!(last.as_str(), "jr" | "sr" | "ii" | "iii" | "iv") => {
            rest
        }
        _ => words,
    }
}

/// A single name joins the full name that has it as last name, else as first name: the one mentioned last before it.
fn short_persons(view: &View, mentions: &[Mention], owner: &mut [usize]) {
    for at in 0..mentions.len() {
        let [word] = mentions[at].words.as_slice() else { continue };
        let title = gender_before(view, &mentions[at]);
        let full = |i: usize, last: bool| {
            let words = without_suffix(&mentions[i].words);
            mentions[i].kind == EntityType::Person
                && words.len() > 1
                && if last { words.last() == Some(word) } else { words.first() == Some(word) }
                && (title.is_none() || gender_of(view, &mentions[i]).is_none_or(|g| Some(g) == title))
        };
        // A name that the tagger takes for an organization or place may still be a person's last name.
        let known_person = mentions[at].kind == EntityType::Person;
        let before = (0..at).rev().find(|&i| full(i, true));
        let found = before
            .or_else(|| (at + 1..mentions.len()).find(|&i| full(i, true)))
            .or_else(|| (0..mentions.len()).find(|&i| known_person && full(i, false)));
        if let Some(found) = found
            && (known_person || mentions[at].kind != EntityType::Place)
        {
            owner[at] = owner[found];
        }
    }
}

/// "Acme drivers' union" joins "Acme Drivers Brotherhood, a union of …": the only body whose name holds the capitals and
/// which the document calls that, or whose name says so.
fn described_bodies(view: &View, mentions: &[Mention], owner: &mut [usize]) {
    let capital = |at: usize| view.text(Span::new(at, at + 1)).starts_with(char::is_uppercase);
    for at in 0..mentions.len() {
        // Equal names are led by the first of them.
        if owner[at] != at {
            continue;
        }
        let span = mentions[at].span;
        let noun = view.word(span.end - 1);
        let Some(role) = kind::role_noun(noun).filter(|role| role.kind == EntityType::Organization) else {
            continue;
        };
        let own: Vec<String> =
            span.range().filter(|&i| capital(i)).map(|i| fold_name(view.text(Span::new(i, i + 1)))).collect();
        if own.is_empty() || capital(span.end - 1) {
            continue;
        }
        let called = |name: Span<Tokens>| {
            (name.end..view.sentence(name.start).end).any(|i| {
                view.word(i) == noun
                    && view.deprel(i) == "appos"
                    && view.head(i).is_some_and(|up| name.range().contains(&up))
            })
        };
        let whole: BTreeSet<usize> = (0..mentions.len())
            .filter(|&i| {
                let Mention { span, kind, words, .. } = &mentions[i];
                *kind == EntityType::Organization
                    && words.len() > own.len()
                    && capital(span.end - 1)
                    && own.iter().all(|word| words.contains(word))
                    && (words.iter().any(|word| role.hints.contains(&word.as_str())) || called(*span))
            })
            .map(|i| owner[i])
            .collect();
        if let [whole] = Vec::from_iter(whole)[..] {
            owner[at] = whole;
        }
    }
}

/// Acronyms join what they abbreviate; "ICE Council" joins "National ICE Council"; "the Council" the last one named so.
fn short_bodies(view: &View, mentions: &[Mention], owner: &mut [usize]) {
    let body = |m: &Mention| m.kind != EntityType::Person;
    let mut acronyms: BTreeMap<String, usize> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, m)| body(m) && m.words.len() > 1) {
        for acronym in names::acronym_of(&mention.text) {
            acronyms.entry(fold_name(&acronym)).or_insert(owner[at]);
        }
        // "Full Name (ABC)" settles it, whatever the letters' rule says, as long as the first letter fits.
        let next = mention.span.end;
        if view.word(next) == "("
            && view.word(next + 2) == ")"
            && names::is_acronym(view.text(Span::new(next + 1, next + 2)))
        {
            let short = view.word(next + 1);
            if mention.words.iter().any(|w| w.chars().next() == short.chars().next()) {
                acronyms.insert(fold_name(short), owner[at]);
            }
        }
    }
    for (at, mention) in mentions.iter().enumerate() {
        if !body(mention) {
            continue;
        }
        // "The ADTW executive board" acts for the ADTW, acronym or not.
        if let Some(whole) = (0..mentions.len()).find(|&i| governs(&mention.words, &mentions[i].words)) {
            owner[whole] = owner[at];
        }
        if names::is_acronym(&mention.text) {
            if let Some(&full) = acronyms.get(&mention.words.join("")) {
                owner[at] = full;
            }
            continue;
        }
        if mention.kind == EntityType::Place {
            continue;
        }
        let wide = |i: &usize| {
            let other = &mentions[*i];
            body(other)
                && other.kind != EntityType::Place
                && other.words.len() > mention.words.len()
                && shortens(view, mention, other)
        };
        if let Some(found) = (0..at).rev().find(wide).or_else(|| (at + 1..mentions.len()).find(wide)) {
            owner[at] = owner[found];
        }
    }
}

/// What may follow a body's name where its governors are meant.
static GOVERNORS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/coreference/governing_bodies.txt"))
        .map(|row| row[0].split(' ').collect())
        .collect()
});

/// Whether `full` is `short` and a name for its governors.
fn governs(short: &[String], full: &[String]) -> bool {
    full.strip_prefix(short).is_some_and(|rest| GOVERNORS.iter().any(|words| rest == words.as_slice()))
}

/// Whether `short` is a way to call `full`: its last words, or its first words before a common head ("Acme Corp.").
fn shortens(view: &View, short: &Mention, full: &Mention) -> bool {
    let (s, f) = (&short.words, &full.words);
    if governs(s, f) {
        return true;
    }
    if f.ends_with(s) {
        // One word alone wants "the": "the Council"; two words are a name.
        return s.len() > 1 || short.span.start > 0 && view.word(short.span.start - 1) == "the";
    }
    let head = f.last().map_or("", String::as_str);
    f.starts_with(s)
        && f.len() == s.len() + 1
        && kind::role_noun(singular(head)).is_some_and(|noun| noun.kind == EntityType::Organization)
        || f.starts_with(s)
            && f.len() == s.len() + 1
            && matches!(
                head,
                "inc"
                    | "corp"
                    | "co"
                    | "ltd"
                    | "llc"
                    | "plc"
                    | "institution"
                    | "act"
                    | "bill"
                    | "program"
                    | "programme"
            )
}

fn actor(view: &View, group: &[&Mention]) -> Actor {
    // The fullest name: most words, at most eight; the first of these in the text.
    let governors = |m: &Mention| group.iter().any(|short| governs(&short.words, &m.words));
    let fullest = group
        .iter()
        .rev()
        .max_by_key(|m| (!governors(m), if m.words.len() <= 8 { m.words.len() } else { 0 }, m.text.len()));
    let (kind, text) = fullest.map_or((EntityType::Topic, String::new()), |m| (m.kind, m.text.clone()));
    let label = if kind == EntityType::Person { names::strip_title(&text).1.to_owned() } else { text };
    let mut names: BTreeSet<String> = group.iter().map(|m| m.text.clone()).collect();
    if kind == EntityType::Person {
        names.extend(group.iter().map(|m| names::strip_title(&m.text).1.to_owned()));
    }
    names.remove(&label);
    let mut nouns = BTreeSet::new();
    for mention in group {
        collect_nouns(view, mention, &mut nouns);
    }
    // A thing with a name that the text calls a programme, a law or a deal is one.
    let body =
        |noun: &String| kind::role_noun(noun).is_some_and(|role| role.kind == EntityType::Organization);
    let measure = matches!(kind, EntityType::Topic | EntityType::Organization)
        && nouns.iter().any(|noun| kind::is_target_noun(noun))
        && !nouns.iter().any(body);
    Actor {
        kind: if measure { EntityType::Policy } else { kind },
        label,
        names,
        mentions: group.iter().map(|m| m.span).collect(),
        gender: group.iter().find_map(|m| gender_before(view, m).or_else(|| gender_of(view, m))),
        nouns,
    }
}

/// Nouns beside a name that say what it is: titles before it, appositions after it, a predicate noun.
fn collect_nouns(view: &View, mention: &Mention, out: &mut BTreeSet<String>) {
    let span = mention.span;
    let head = super::head_of(view.analysis, span);
    let sentence = view.sentence(head);
    for i in sentence.range().filter(|i| !span.holds(*i)) {
        let (up, rel) = (view.head(i), view.deprel(i));
        let beside = up == Some(head)
            && (rel == "appos" || rel == "compound" && i < head && i + 3 > span.start)
            || view.head(head) == Some(i)
                && matches!(view.deprel(head), "appos" | "flat" | "nsubj")
                && view.upos(i) == "NOUN"
                && (view.deprel(head) != "nsubj" || has_copula(view, i));
        // "the Harbour Line programme": the noun that a name modifies says what it is, if that is a measure.
        let modified = mention.kind == EntityType::Topic
            && view.head(head) == Some(i)
            && view.deprel(head).starts_with("compound")
            && kind::is_target_noun(&view.singular(i))
            && i > head;
        if (beside || modified) && matches!(view.upos(i), "NOUN" | "PROPN") {
            out.insert(view.singular(i));
        }
    }
    // Titles that belong to the name itself: "Sen. Jane Doe".
    for i in span.start.saturating_sub(1)..span.end {
        if let Some(noun) = kind::title_noun(view.word(i)) {
            out.insert(noun.to_owned());
        }
    }
}

fn has_copula(view: &View, at: usize) -> bool {
    view.analysis.children(at).any(|i| view.deprel(i) == "cop")
}

/// "Mr." and "Ms." before or within the name.
fn gender_before(view: &View, mention: &Mention) -> Option<Gender> {
    let from = mention.span.start.saturating_sub(1);
    (from..mention.span.end).find_map(|i| match view.word(i).trim_end_matches('.') {
        "mr" | "sir" | "congressman" | "chairman" | "spokesman" | "councilman" | "king" | "prince"
        | "lord" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "congresswoman" | "chairwoman" | "spokeswoman" | "councilwoman" | "queen"
        | "princess" | "lady" | "dame" => Some(Gender::Female),
        _ => None,
    })
}

fn gender_of(view: &View, mention: &Mention) -> Option<Gender> {
    if mention.kind != EntityType::Person {
        return None;
    }
    gender_before(view, mention)
        .or_else(|| (mention.words.len() > 1).then(|| names::gender(&mention.words[0])).flatten())
}
