//! A topic: who is for it on one side, who is against it on the other.

use crate::{
    card::{Card, Fullness},
    clashes,
    drawing::{Canvas, Drawing},
    facing::{self, CARD, Cluster, Middle, Side},
    federations::federations,
    ink::Ink,
    options::Options,
    page::{Key, Page, keys_of},
    said::{counted, entity_tip, goes_by, in_order, meant, numbers, range, surest_first, tip},
    style::{shape_of, stroke_of},
};
use standpoint_model::{Conflict, Entity, Kind, Polarity, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Most actors where the caller does not say.
const TOP: usize = 40;
/// Most conflicts that are numbered and listed.
const LISTED: usize = 12;

/// One actor on one side, and what says so, surest first.
struct Voice<'a> {
    side: Polarity,
    actor: &'a Entity,
    said: Vec<&'a Statement>,
    badges: Vec<usize>,
}

/// Draws who is for and who is against what goes by `name`, those of one federation together, with the surest quote of
/// each; conflicts on it are numbered and listed. The same statements in any order give the same picture.
#[must_use]
pub fn topic(statements: &[Statement], conflicts: &[Conflict], name: &str, options: &Options) -> Drawing {
    let all = in_order(statements);
    let on_topic = |said: &Statement| said.kind() == Kind::Stance && goes_by(&said.object, name);
    // By address: the statement and the side that it takes.
    let mut sides: BTreeMap<&str, (Polarity, &Statement)> = BTreeMap::new();
    for said in all.iter().copied().filter(|said| on_topic(said)) {
        if let Some(side) = said.predicate.polarity() {
            sides.insert(&said.id, (side, said));
        }
    }
    for conflict in
        conflicts.iter().filter(|conflict| conflict.about.iter().any(|about| goes_by(about, name)))
    {
        for (at, said) in conflict.statements.iter().enumerate() {
            if let Some(side) = side_in(conflict, at, &on_topic) {
                sides.entry(&said.id).or_insert((side, said));
            }
        }
    }
    let stances: Vec<&Statement> = sides.values().map(|(_, said)| *said).collect();
    let mut voices: BTreeMap<(Polarity, &str), Vec<&Statement>> = BTreeMap::new();
    for (side, said) in sides.values() {
        voices.entry((*side, &said.subject.id)).or_default().push(said);
    }
    let shown: Vec<&Conflict> = conflicts
        .iter()
        .filter(|conflict| conflict.statements.iter().all(|said| sides.contains_key(said.id.as_str())))
        .take(LISTED)
        .collect();
    let numbers = numbers(&shown);
    let voices = voices.into_iter().filter_map(|((side, _), mut said)| {
        surest_first(&mut said);
        let mut badges: Vec<usize> =
            said.iter().filter_map(|said| numbers.get(said.id.as_str())).flatten().copied().collect();
        badges.sort_unstable();
        badges.dedup();
        Some(Voice { side, actor: &said.first()?.subject, said, badges })
    });
    let mut voices: Vec<Voice<'_>> = voices.collect();
    voices.sort_by(|a, b| {
        weight(b)
            .partial_cmp(&weight(a))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then_with(|| a.actor.id.cmp(&b.actor.id))
    });
    let found = voices.len();
    voices.truncate(options.top.unwrap_or(TOP).max(1));
    picture(&Found { all, stances, voices, shown, left_out: found, name }, options)
}

/// The side that a statement of a conflict takes, which may speak of the topic under another name ("the program"): that
/// against the other statement. To be for the end of a thing is to be against it.
fn side_in(conflict: &Conflict, at: usize, on_topic: &dyn Fn(&Statement) -> bool) -> Option<Polarity> {
    let (this, other) = (&conflict.statements[at], &conflict.statements[1 - at]);
    let (own, against) = (this.predicate.polarity()?, other.predicate.polarity()?);
    if on_topic(this) || own != against {
        return Some(own);
    }
    let turned = if against == Polarity::Support { Polarity::Oppose } else { Polarity::Support };
    on_topic(other).then_some(turned)
}

/// Place of a cluster in its column: split bodies, whole bodies, those alone; then by size or order, then by address.
type Rank<'a> = (usize, usize, &'a str);

/// Those in conflicts first, then those with most statements, then the surest.
fn weight(voice: &Voice<'_>) -> (bool, usize, f64) {
    let sure = voice.said.first().map_or(0.0, |said| said.confidence.get());
    (!voice.badges.is_empty(), voice.said.len(), sure)
}

struct Found<'a> {
    all: Vec<&'a Statement>,
    stances: Vec<&'a Statement>,
    voices: Vec<Voice<'a>>,
    shown: Vec<&'a Conflict>,
    left_out: usize,
    name: &'a str,
}

fn picture(found: &Found<'_>, options: &Options) -> Drawing {
    let Found { all, stances, voices, shown, name, .. } = found;
    let fallback = Entity::named(standpoint_model::EntityType::Topic, *name);
    let target = meant(stances, name).unwrap_or(&fallback);
    let bodies = bodies(voices, all);
    let sides = [Polarity::Support, Polarity::Oppose].map(|side| column(side, voices, &bodies, options));
    let shape = shape_of(target.kind);
    let middle = Middle {
        id: target.id.clone(),
        label: target.label.clone(),
        tip: entity_tip(target),
        href: options.links.entity(&target.id),
        fill: shape.fill,
        line: shape.line,
        radius: 8.0,
    };
    let mut body = Canvas::default();
    let mut size = facing::draw(&mut body, &middle, &sides);
    if !shown.is_empty() {
        size.1 += 14.0;
        size.1 += clashes::list(&mut body, shown, size.0, (0.0, size.1));
    }
    let kinds: BTreeSet<_> = voices.iter().map(|voice| shape_of(voice.actor.kind).legend).collect();
    let strokes: BTreeSet<_> = voices
        .iter()
        .flat_map(|voice| voice.said.iter().map(|said| stroke_of(said.predicate).legend))
        .collect();
    let mut keys = keys_of(
        |stroke| strokes.contains(stroke.legend),
        |shape| kinds.contains(shape.legend),
        !shown.is_empty(),
    );
    if sides.iter().flat_map(|side| &side.clusters).any(|cluster| cluster.heading.is_some()) {
        keys.push(Key::Frame);
    }
    let mut notes = Vec::new();
    if found.left_out > voices.len() {
        let left = counted(found.left_out - voices.len(), "position", "positions");
        notes.push(format!("Left out: {left} with fewer or less sure statements."));
    }
    let dates = range(stances.iter().copied());
    let dates = if dates.is_empty() { String::new() } else { format!(", {dates}") };
    let lead =
        format!("{} in {}{dates}", counted(stances.len(), "statement", "statements"), documents(stances));
    let summary = sides.each_ref().map(|side| format!("{}: {}", side.heading, names(side)));
    Page {
        title: target.label.clone(),
        lead,
        summary: format!("{}.", summary.join(". ")),
        body,
        size,
        keys,
        notes,
        options,
        empty: voices.is_empty(),
    }
    .set()
}

/// `3 documents`.
pub(crate) fn documents(stances: &[&Statement]) -> String {
    let known: BTreeSet<&str> = stances.iter().map(|said| said.document.as_str()).collect();
    counted(known.len(), "document", "documents")
}

fn names(side: &Side) -> String {
    let cards = side.clusters.iter().flat_map(|cluster| &cluster.cards);
    let names: Vec<&str> = cards.map(|card| card.tip.lines().next().unwrap_or_default()).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join("; ") }
}

/// For each actor that shares a body with another: the body's address and name.
fn bodies<'a>(voices: &[Voice<'a>], all: &[&'a Statement]) -> BTreeMap<&'a str, (&'a str, String)> {
    let actors: BTreeSet<&str> = voices.iter().map(|voice| voice.actor.id.as_str()).collect();
    let mut labels: BTreeMap<&str, &str> = BTreeMap::new();
    for said in all {
        for entity in [&said.subject, &said.object] {
            labels.insert(&entity.id, &entity.label);
        }
    }
    let found = federations(&actors, all).into_iter();
    found.map(|(actor, body)| (actor, (body, labels.get(body).copied().unwrap_or(body).to_owned()))).collect()
}

fn column(
    side: Polarity,
    voices: &[Voice<'_>],
    bodies: &BTreeMap<&str, (&str, String)>,
    options: &Options,
) -> Side {
    let fullness = Fullness::of(voices.len());
    let here: Vec<&Voice<'_>> = voices.iter().filter(|voice| voice.side == side).collect();
    let (heading, ink) = match side {
        Polarity::Support => ("For", Ink::Support),
        Polarity::Oppose => ("Against", Ink::Oppose),
    };
    // Of each body, whether it stands on both sides: those come first, in the same order on either side.
    let mut stands: BTreeMap<&str, (BTreeSet<Polarity>, usize)> = BTreeMap::new();
    for voice in voices {
        if let Some((body, _)) = bodies.get(voice.actor.id.as_str()) {
            let known = stands.entry(body).or_default();
            known.0.insert(voice.side);
            known.1 += 1;
        }
    }
    let mut groups: BTreeMap<Rank<'_>, (Option<String>, Vec<Card>)> = BTreeMap::new();
    for (at, voice) in here.iter().enumerate() {
        let card = card(voice, ink, fullness, options);
        let (rank, heading) = match bodies.get(voice.actor.id.as_str()) {
            Some((body, label)) => {
                let (sides, number) = &stands[body];
                let split = sides.len() > 1;
                let heading = if split { format!("{label} (on both sides)") } else { label.clone() };
                ((usize::from(!split), usize::MAX - number, *body), Some(heading))
            }
            // Those alone come last, in their own order.
            None => ((2, at, ""), None),
        };
        groups.entry(rank).or_insert_with(|| (heading, Vec::new())).1.push(card);
    }
    let clusters = groups.into_values().map(|(heading, cards)| Cluster { heading, cards }).collect();
    let statements: usize = here.iter().map(|voice| voice.said.len()).sum();
    let count = format!(
        "{}, {}",
        counted(here.len(), "actor", "actors"),
        counted(statements, "statement", "statements")
    );
    Side { heading: heading.to_owned(), count, ink, clusters }
}

fn card(voice: &Voice<'_>, ink: Ink, fullness: Fullness, options: &Options) -> Card {
    let stroke = voice
        .said
        .first()
        .map_or_else(|| stroke_of(standpoint_model::Predicate::Supports), |said| stroke_of(said.predicate));
    let mut card = Card::new(
        &voice.actor.label,
        voice.actor.kind,
        &voice.said,
        voice.badges.clone(),
        stroke,
        CARD,
        fullness,
    );
    card.id.clone_from(&voice.actor.id);
    card.tip = tip(&voice.said);
    card.href =
        options.links.entity(&voice.actor.id).or_else(|| options.links.statement(voice.said.first()?));
    card.bar = Some(ink);
    card
}
