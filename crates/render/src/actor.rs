//! An actor's neighbourhood: what it belongs to and who belongs to it on one side, where it stands on the other.

use crate::{
    card::{Card, Fullness},
    clashes,
    drawing::{Canvas, Drawing},
    facing::{self, CARD, Cluster, Middle, Side},
    ink::Ink,
    options::Options,
    page::{Key, Page, keys_of},
    said::{counted, entity_tip, in_order, meant, numbers, range, surest_first, tip},
    style::{shape_of, stroke_of},
    topic::documents,
};
use standpoint_model::{Conflict, Entity, EntityType, Kind, Predicate, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Most boxes where the caller does not say.
const TOP: usize = 40;
/// Most claims, which are long.
const CLAIMS: usize = 6;
/// Most conflicts that are numbered and listed.
const LISTED: usize = 12;

/// Frames of the picture, in order; those up to `LEFT` stand left.
const FRAMES: [(&str, Ink); 9] = [
    ("Belongs to", Ink::Tie),
    ("Leads, works for", Ink::Tie),
    ("Led by, staff", Ink::Tie),
    ("Members, units", Ink::Tie),
    ("Runs, issued", Ink::Tie),
    ("For", Ink::Support),
    ("Against", Ink::Oppose),
    ("Taken a stand on by", Ink::Tie),
    ("Says", Ink::Assert),
];
const LEFT: usize = 5;

/// The frame of a statement, and whether the actor is its subject.
fn frame(said: &Statement, own: bool) -> usize {
    match (said.predicate, own) {
        (Predicate::MemberOf | Predicate::AffiliatedWith | Predicate::PartOf, true) => 0,
        (Predicate::Leads | Predicate::HoldsPost, true) => 1,
        (Predicate::Leads | Predicate::HoldsPost, false) => 2,
        (Predicate::MemberOf | Predicate::AffiliatedWith | Predicate::PartOf, false) => 3,
        (Predicate::Administers, _) => 4,
        (Predicate::Supports, true) => 5,
        (Predicate::Opposes, true) => 6,
        (Predicate::Supports | Predicate::Opposes, false) => 7,
        (Predicate::Asserts | Predicate::Denies | Predicate::Questions, _) => 8,
    }
}

/// One box: who or what, in which way, and what says so.
struct Link<'a> {
    frame: usize,
    own: bool,
    other: &'a Entity,
    said: Vec<&'a Statement>,
    badges: Vec<usize>,
}

/// Draws what ties the actor that goes by `name` to others, where it stands, who takes a stand on it, and what it says.
/// The same statements in any order give the same picture.
#[must_use]
pub fn actor(statements: &[Statement], conflicts: &[Conflict], name: &str, options: &Options) -> Drawing {
    let all = in_order(statements);
    let me = meant(&all, name);
    let is_me = |entity: &Entity| me.is_some_and(|me| me.id == entity.id);
    let own = |said: &Statement| is_me(&said.subject);
    let theirs: Vec<&Statement> =
        all.iter().copied().filter(|said| own(said) || is_me(&said.object)).collect();
    let known: BTreeSet<&str> = theirs.iter().map(|said| said.id.as_str()).collect();
    let shown: Vec<&Conflict> = conflicts
        .iter()
        .filter(|conflict| conflict.statements.iter().any(|said| known.contains(said.id.as_str())))
        .filter(|conflict| conflict.parties.iter().any(is_me))
        .take(LISTED)
        .collect();
    let numbers = numbers(&shown);
    let mut links: BTreeMap<(usize, bool, &str), Vec<&Statement>> = BTreeMap::new();
    for said in &theirs {
        let own = own(said);
        let other = if own { &said.object } else { &said.subject };
        links.entry((frame(said, own), own, &other.id)).or_default().push(said);
    }
    let links = links.into_iter().filter_map(|((frame, own, ..), mut said)| {
        surest_first(&mut said);
        let mut badges: Vec<usize> =
            said.iter().filter_map(|said| numbers.get(said.id.as_str())).flatten().copied().collect();
        badges.sort_unstable();
        badges.dedup();
        let first = said.first()?;
        let other = if own { &first.object } else { &first.subject };
        Some(Link { frame, own, other, said, badges })
    });
    let mut links: Vec<Link<'_>> = links.collect();
    links.sort_by(|a, b| {
        let weight = |link: &Link<'_>| {
            let sure = link.said.first().map_or(0.0, |said| said.confidence.get());
            (!link.badges.is_empty(), link.said.len(), sure)
        };
        let by_weight = weight(b).partial_cmp(&weight(a)).unwrap_or(std::cmp::Ordering::Equal);
        by_weight.then_with(|| a.other.id.cmp(&b.other.id))
    });
    let found = links.len();
    let mut claims = 0;
    links.retain(|link| {
        let claim = link.said.first().is_some_and(|said| said.kind() == Kind::Claim);
        claims += usize::from(claim);
        !claim || claims <= CLAIMS
    });
    links.truncate(options.top.unwrap_or(TOP).max(1));
    picture(me, &theirs, &links, &shown, (found, name), options)
}

fn picture(
    me: Option<&Entity>,
    theirs: &[&Statement],
    links: &[Link<'_>],
    shown: &[&Conflict],
    (found, name): (usize, &str),
    options: &Options,
) -> Drawing {
    let fallback = Entity::named(EntityType::Organization, name);
    let me = me.unwrap_or(&fallback);
    let shape = shape_of(me.kind);
    let middle = Middle {
        id: me.id.clone(),
        label: me.label.clone(),
        tip: entity_tip(me),
        href: options.links.entity(&me.id),
        // The boxes around it are white.
        fill: if shape.fill == Ink::Box { Ink::PersonFill } else { shape.fill },
        line: shape.line,
        radius: shape.radius,
    };
    let fullness = Fullness::of(links.len());
    let side = |frames: std::ops::Range<usize>, heading: &str| {
        let clusters: Vec<Cluster> = frames
            .filter_map(|frame| {
                let cards: Vec<Card> = links
                    .iter()
                    .filter(|link| link.frame == frame)
                    .map(|link| card(link, fullness, options))
                    .collect();
                let heading = Some(FRAMES[frame].0.to_owned());
                (!cards.is_empty()).then_some(Cluster { heading, cards })
            })
            .collect();
        let number = clusters.iter().map(|cluster| cluster.cards.len()).sum();
        Side { heading: heading.to_owned(), count: counted(number, "box", "boxes"), ink: Ink::Text, clusters }
    };
    let mut sides = [side(0..LEFT, "Ties"), side(LEFT..FRAMES.len(), "Positions")];
    for side in &mut sides {
        side.count = String::new();
    }
    let mut body = Canvas::default();
    let mut size = facing::draw(&mut body, &middle, &sides);
    if !shown.is_empty() {
        size.1 += 14.0;
        size.1 += clashes::list(&mut body, shown, size.0, (0.0, size.1));
    }
    let kinds: BTreeSet<_> = links.iter().map(|link| shape_of(link.other.kind).legend).collect();
    let strokes: BTreeSet<_> =
        links.iter().flat_map(|link| link.said.iter().map(|said| stroke_of(said.predicate).legend)).collect();
    let keys: Vec<Key> = keys_of(
        |stroke| strokes.contains(stroke.legend),
        |shape| kinds.contains(shape.legend),
        !shown.is_empty(),
    );
    let mut notes = Vec::new();
    if found > links.len() {
        let left = counted(found - links.len(), "tie or position", "ties and positions");
        notes.push(format!("Left out: {left} with fewer or less sure statements."));
    }
    let dates = range(theirs.iter().copied());
    let dates = if dates.is_empty() { String::new() } else { format!(", {dates}") };
    let lead =
        format!("{} in {}{dates}", counted(theirs.len(), "statement", "statements"), documents(theirs));
    let summary: Vec<&str> =
        links.iter().filter_map(|link| link.said.first()).map(|said| said.quote.as_str()).take(12).collect();
    Page {
        title: me.label.clone(),
        lead,
        summary: summary.join(" "),
        body,
        size,
        keys,
        notes,
        options,
        empty: links.is_empty(),
    }
    .set()
}

fn card(link: &Link<'_>, fullness: Fullness, options: &Options) -> Card {
    let predicate = link.said.first().map_or(Predicate::Asserts, |said| said.predicate);
    let stroke = stroke_of(predicate);
    let mut card = Card::new(
        &link.other.label,
        link.other.kind,
        &link.said,
        link.badges.clone(),
        stroke,
        CARD,
        fullness,
    );
    card.id.clone_from(&link.other.id);
    card.tip = tip(&link.said);
    card.href = options.links.entity(&link.other.id).or_else(|| options.links.statement(link.said.first()?));
    card.inward = !link.own;
    card.bar = (predicate.kind() == Kind::Stance).then_some(stroke.ink);
    card
}
