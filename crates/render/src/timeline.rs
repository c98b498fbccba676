//! A topic over time: dates on an axis, those for it above, those against it below.

use crate::{
    axis::Axis,
    drawing::{Anchor, Canvas, Drawing, Pen, Rect},
    font::Face,
    ink::Ink,
    options::Options,
    page::{Key, Page},
    said::{counted, goes_by, in_order, meant, quote, range, surest_first, tip},
    text::{one_line, width, width_in, wrap},
    topic::documents,
};
use standpoint_model::{Entity, EntityType, Kind, PartialDate, Polarity, Statement};
use std::collections::BTreeMap;

/// Most flags (dates on one side) where the caller does not say.
const TOP: usize = 40;
/// Room left of the axis for the names of the sides.
const GUTTER: f64 = 74.0;
/// Height of the band that is the axis.
const BAND: f64 = 24.0;
/// Widest flag.
const FLAG: f64 = 196.0;
/// Most actors named on one flag.
const NAMED: usize = 6;
const STEP: f64 = 15.0;
/// Up to so many flags, each shows its surest quote.
const QUOTED: usize = 16;

/// What was said on one date on one side.
struct Flag<'a> {
    side: Polarity,
    date: PartialDate,
    /// By actor, those with most statements first; of each, the surest first.
    voices: Vec<Vec<&'a Statement>>,
    lines: Vec<String>,
    quote: Vec<String>,
    size: (f64, f64),
    x: f64,
    /// From the band to its nearer border.
    off: f64,
}

/// Draws who was for and who was against what goes by `name`, when. Statements without a date are counted at the foot.
/// The same statements in any order give the same picture.
#[must_use]
pub fn timeline(statements: &[Statement], name: &str, options: &Options) -> Drawing {
    let all = in_order(statements);
    let on_topic = |said: &&Statement| said.kind() == Kind::Stance && goes_by(&said.object, name);
    let stances: Vec<&Statement> = all.into_iter().filter(on_topic).collect();
    let undated = stances.iter().filter(|said| said.date.is_none()).count();
    let mut flags = flags(&stances);
    flags.sort_by_key(|flag| {
        (usize::MAX - flag.voices.iter().map(Vec::len).sum::<usize>(), flag.date, flag.side)
    });
    let found = flags.len();
    flags.truncate(options.top.unwrap_or(TOP).max(1));
    let dates: Vec<PartialDate> = flags.iter().map(|flag| flag.date).collect();
    let extra = (flags.len() as f64 - 12.0).max(0.0) * 16.0;
    let axis = Axis::new(&dates, GUTTER + 8.0, 760.0 + extra.min(600.0));
    let quoted = match flags.len() {
        0..=8 => 3,
        9..=QUOTED => 2,
        _ => 0,
    };
    for flag in &mut flags {
        flag.fill(quoted, &axis);
    }
    // Latest first: each flag then rises above all that begin where it stands.
    flags.sort_by(|a, b| b.x.total_cmp(&a.x).then_with(|| b.date.cmp(&a.date)));
    raise(&mut flags);
    let mut body = Canvas::default();
    let size = draw(&mut body, &flags, &axis, options);
    let mut keys = Vec::new();
    if !flags.is_empty() {
        keys.extend([
            Key::Swatch(Ink::SupportFill, "for (above)".to_owned()),
            Key::Swatch(Ink::OpposeFill, "against (below)".to_owned()),
        ]);
        if axis.pieces().count() > 1 {
            keys.push(Key::Line(Pen::new(Ink::Quiet, 2.0).dashed(&[2.0, 3.0]), "time left out".to_owned()));
        }
        if flags.iter().any(|flag| flag.date.day().is_none()) {
            keys.push(Key::Line(Pen::new(Ink::Quiet, 3.0), "month or year, day not known".to_owned()));
        }
    }
    let mut notes = Vec::new();
    if found > flags.len() {
        notes.push(format!(
            "Left out: {} with fewer statements.",
            counted(found - flags.len(), "date", "dates")
        ));
    }
    if undated > 0 {
        notes.push(format!("Not shown: {} without a date.", counted(undated, "statement", "statements")));
    }
    let fallback = Entity::named(EntityType::Topic, name);
    let target = meant(&stances, name).unwrap_or(&fallback);
    let dates = range(stances.iter().copied());
    let dates = if dates.is_empty() { String::new() } else { format!(", {dates}") };
    let mut told: Vec<&Flag<'_>> = flags.iter().collect();
    told.sort_by_key(|flag| (flag.date, flag.side));
    let summary: Vec<String> =
        told.iter().map(|flag| format!("{} {}: {}", flag.date, flag.side, flag.lines.join(", "))).collect();
    Page {
        title: format!("{} over time", target.label),
        lead: format!(
            "{} in {}{dates}",
            counted(stances.len(), "statement", "statements"),
            documents(&stances)
        ),
        summary: summary.join(". "),
        body,
        size,
        keys,
        notes,
        options,
        empty: flags.is_empty(),
    }
    .set()
}

fn flags<'a>(stances: &[&'a Statement]) -> Vec<Flag<'a>> {
    let mut by_date: BTreeMap<(PartialDate, Polarity), BTreeMap<&str, Vec<&Statement>>> = BTreeMap::new();
    for said in stances {
        if let Some((date, side)) = said.date.zip(said.predicate.polarity()) {
            by_date.entry((date, side)).or_default().entry(&said.subject.id).or_default().push(said);
        }
    }
    let flag = |((date, side), voices): (_, BTreeMap<&str, Vec<&'a Statement>>)| {
        let mut voices: Vec<Vec<&Statement>> = voices.into_values().collect();
        voices.iter_mut().for_each(|said| surest_first(said));
        voices
            .sort_by_key(|said| (usize::MAX - said.len(), said.first().map(|said| said.subject.id.as_str())));
        Flag { side, date, voices, lines: Vec::new(), quote: Vec::new(), size: (0.0, 0.0), x: 0.0, off: 0.0 }
    };
    by_date.into_iter().map(flag).collect()
}

impl Flag<'_> {
    /// Sets its text, size and place on the axis.
    fn fill(&mut self, quoted: usize, axis: &Axis) {
        let room = FLAG - 20.0;
        let labels = self.voices.iter().filter_map(|said| Some(said.first()?.subject.label.as_str()));
        self.lines = labels.take(NAMED).map(|label| one_line(Face::Bold, label, 12.0, room)).collect();
        if self.voices.len() > NAMED {
            self.lines.push(format!("and {} more", self.voices.len() - NAMED));
        }
        let first = self.voices.first().and_then(|said| said.first());
        if let Some(said) = first.filter(|_| quoted > 0 && self.voices.len() <= 2) {
            self.quote = wrap(&quote(said), 11.0, room, quoted);
        }
        let names = self.lines.iter().map(|line| width_in(Face::Bold, line, 12.0));
        let quotes = self.quote.iter().map(|line| width(line, 11.0));
        let widest = names.chain(quotes).fold(width(&self.date.to_string(), 11.0), f64::max);
        let lines = self.lines.len() as f64 + 1.0;
        self.size = (widest + 20.0, lines * STEP + self.quote.len() as f64 * 14.0 + 10.0);
        self.x = axis.middle(self.date);
    }
}

/// Lifts each flag over those that begin below it. Flags come from the latest to the earliest.
fn raise(flags: &mut [Flag<'_>]) {
    for at in 0..flags.len() {
        let (before, rest) = flags.split_at_mut(at);
        let Some(flag) = rest.first_mut() else { continue };
        let under =
            before.iter().filter(|other| other.side == flag.side && other.x < flag.x + flag.size.0 + 8.0);
        let top = under.map(|other| other.off + other.size.1 + 7.0).fold(18.0, f64::max);
        flag.off = top;
    }
}

fn draw(body: &mut Canvas, flags: &[Flag<'_>], axis: &Axis, options: &Options) -> (f64, f64) {
    let reach = |side: Polarity| {
        let tops = flags.iter().filter(|flag| flag.side == side).map(|flag| flag.off + flag.size.1);
        tops.fold(34.0, f64::max)
    };
    let band = reach(Polarity::Support);
    let high = band + BAND + reach(Polarity::Oppose);
    let wide = flags.iter().map(|flag| flag.x + flag.size.0).fold(axis.end() + 8.0, f64::max);
    // Poles first: where two dates are close, a pole runs behind its neighbour's flag, never over it.
    for flag in flags {
        let (ink, _) = inks(flag.side);
        let (near, far) = match flag.side {
            Polarity::Support => (band, band - flag.off - flag.size.1),
            Polarity::Oppose => (band + BAND, band + BAND + flag.off + flag.size.1),
        };
        let dashes: &[f64] = if flag.side == Polarity::Oppose { &[5.0, 3.0] } else { &[] };
        body.rule((flag.x, near), (flag.x, far), Pen { dashes, ..Pen::new(ink, 1.4) });
    }
    let mut before: Option<f64> = None;
    for (from, to) in axis.pieces() {
        let (from, to) = (from - 6.0, to + 6.0);
        body.rect(
            Rect::new(from, band, to - from, BAND),
            3.0,
            Some(Ink::Frame),
            Some(Pen::new(Ink::FrameLine, 1.0)),
        );
        if let Some(before) = before {
            // Time is cut out here.
            let y = band + BAND / 2.0;
            body.rule((before + 3.0, y), (from - 3.0, y), Pen::new(Ink::Quiet, 2.0).dashed(&[2.0, 3.0]));
        }
        before = Some(to);
    }
    for (x, label) in axis.ticks() {
        body.rule((x, band), (x, band + BAND), Pen::new(Ink::FrameLine, 1.0));
        body.text((x + 4.0, band + 16.0), Anchor::Start, Face::Regular, 11.0, Ink::Quiet, &label);
    }
    body.text((0.0, band - 8.0), Anchor::Start, Face::Bold, 14.0, Ink::Support, "For");
    body.text((0.0, band + BAND + 19.0), Anchor::Start, Face::Bold, 14.0, Ink::Oppose, "Against");
    for flag in flags {
        place(body, flag, axis, band, options);
    }
    (wide, high)
}

fn inks(side: Polarity) -> (Ink, Ink) {
    match side {
        Polarity::Support => (Ink::Support, Ink::SupportFill),
        Polarity::Oppose => (Ink::Oppose, Ink::OpposeFill),
    }
}

fn place(body: &mut Canvas, flag: &Flag<'_>, axis: &Axis, band: f64, options: &Options) {
    let (ink, fill) = inks(flag.side);
    let (edge, top) = match flag.side {
        Polarity::Support => (band, band - flag.off - flag.size.1),
        Polarity::Oppose => (band + BAND, band + BAND + flag.off),
    };
    let (from, to) = axis.extent(flag.date);
    if flag.date.day().is_none() {
        body.rule((from, edge), (to, edge), Pen::new(ink, 3.0));
    }
    body.circle(
        (flag.x, edge),
        4.0,
        Some(if flag.date.day().is_some() { ink } else { Ink::Page }),
        Some(Pen::new(ink, 1.6)),
    );
    let all: Vec<&Statement> = flag.voices.iter().filter_map(|said| said.first().copied()).collect();
    let about = all.first().map(|said| said.id.clone()).unwrap_or_default();
    let tips: Vec<String> = flag.voices.iter().map(|said| tip(said)).collect();
    let href = all.first().and_then(|said| options.links.statement(said));
    body.group(&about, tips.join("\n\n"), href, |body| {
        let area = Rect::new(flag.x, top, flag.size.0, flag.size.1);
        body.solid(area, 2.0, fill, Pen::new(ink, 1.0));
        body.rect(Rect::new(area.x, area.y, 3.5, area.h), 0.0, Some(ink), None);
        let x = area.x + 12.0;
        let mut y = area.y + 15.5;
        body.text((x, y), Anchor::Start, Face::Regular, 11.0, Ink::Quiet, &flag.date.to_string());
        y += STEP;
        body.lines((x, y), STEP, Anchor::Start, Face::Bold, 12.0, Ink::Text, &flag.lines);
        y += (flag.lines.len() as f64 - 1.0) * STEP + 14.0;
        body.lines((x, y), 14.0, Anchor::Start, Face::Regular, 11.0, Ink::Text, &flag.quote);
    });
}
