//! Conflicts as cards: the two statements face each other, with what they are about and what ties the parties between.

use crate::{
    clashes::{heading, sort},
    drawing::{Anchor, Canvas, Drawing, Pen, Point, Rect, Step},
    font::Face,
    ink::Ink,
    options::Options,
    page::{BADGE, Key, Page, badge, keys_of},
    said::{counted, entity_tip, quote, range, source, tip, verb},
    style::{shape_of, stroke_of},
    text::{FONT_SIZE, LINE, one_line, width, wrap, wrap_in},
};
use standpoint_model::{Conflict, Entity, EntityType, Statement, Tie};
use std::collections::BTreeSet;

/// Most cards where the caller does not say.
const TOP: usize = 12;
/// Width of a panel, and of what stands between the two.
const PANEL: f64 = 340.0;
const BETWEEN: f64 = 236.0;
const WIDE: f64 = 2.0 * PANEL + BETWEEN;
/// Up to so many ties are drawn; longer chains are told in a sentence.
const CHAIN: usize = 3;

/// Draws these conflicts, in the order given, each with both quotes. The same conflicts give the same picture.
#[must_use]
pub fn conflicts(found: &[Conflict], options: &Options) -> Drawing {
    let shown = &found[..found.len().min(options.top.unwrap_or(TOP).max(1))];
    let mut body = Canvas::default();
    let mut y = 0.0;
    for (at, conflict) in shown.iter().enumerate() {
        if at > 0 {
            y += 16.0;
            body.rule((0.0, y), (WIDE, y), Pen::new(Ink::FrameLine, 1.0));
            y += 16.0;
        }
        y += card(&mut body, conflict, at + 1, y, options);
    }
    let said = || shown.iter().flat_map(|conflict| &conflict.statements);
    let mut strokes: BTreeSet<&str> = said().map(|said| stroke_of(said.predicate).legend).collect();
    strokes.extend(shown.iter().flat_map(drawn_ties).map(|tie| stroke_of(tie.predicate).legend));
    let mut shapes: BTreeSet<&str> = said().map(|said| shape_of(said.subject.kind).legend).collect();
    shapes.extend(shown.iter().filter_map(about).map(|about| shape_of(about.kind).legend));
    let keys: Vec<Key> =
        keys_of(|stroke| strokes.contains(stroke.legend), |shape| shapes.contains(shape.legend), false);
    let mut notes = Vec::new();
    if found.len() > shown.len() {
        let left = counted(found.len() - shown.len(), "conflict", "conflicts");
        notes.push(format!("Left out: {left} with lower scores."));
    }
    let dates = range(said());
    let dates = if dates.is_empty() { String::new() } else { format!(", {dates}") };
    let headings: Vec<String> = shown.iter().map(heading).collect();
    Page {
        title: "Where positions do not go together".to_owned(),
        lead: format!("{}, the best-evidenced first{dates}", counted(found.len(), "conflict", "conflicts")),
        summary: headings.join(". "),
        body,
        size: (WIDE, y),
        keys,
        notes,
        options,
        empty: shown.is_empty(),
    }
    .set()
}

/// What the two differ about: no box where that is itself a claim, which the quotes tell.
fn about(conflict: &Conflict) -> Option<&Entity> {
    conflict.about.first().filter(|about| about.kind != EntityType::Proposition)
}

/// The ties that are drawn as a chain.
fn drawn_ties(conflict: &Conflict) -> &[Tie] {
    if conflict.path.len() <= CHAIN { &conflict.path } else { &[] }
}

/// Draws one conflict below `top`; answers how high that is.
fn card(body: &mut Canvas, conflict: &Conflict, number: usize, top: f64, options: &Options) -> f64 {
    let mut y = top + 14.0;
    badge(body, &[number], (BADGE / 2.0, y - 4.5));
    let score = format!("{} · {:.2}", sort(conflict.kind), conflict.score);
    let beside = width(&score, 11.5) + 20.0;
    body.text((WIDE, y), Anchor::End, Face::Regular, 11.5, Ink::Quiet, &score);
    for line in wrap_in(Face::Bold, &heading(conflict), 13.5, WIDE - beside - BADGE - 9.0, 2) {
        body.text((BADGE + 9.0, y), Anchor::Start, Face::Bold, 13.5, Ink::Text, &line);
        y += 17.0;
    }
    y -= 4.0;
    let panels = conflict.statements.each_ref().map(Panel::new);
    let high = panels.iter().map(Panel::height).fold(0.0, f64::max).max(92.0);
    let areas = [Rect::new(0.0, y, PANEL, high), Rect::new(WIDE - PANEL, y, PANEL, high)];
    for ((panel, area), said) in panels.iter().zip(areas).zip(&conflict.statements) {
        let href = options.links.statement(said);
        body.group(&said.id, tip(&[said]), href, |body| panel.draw(body, area));
    }
    middle(body, conflict, &areas, options);
    y += high;
    let ties = drawn_ties(conflict);
    if !ties.is_empty() {
        y += chain(body, conflict, ties, &areas);
    } else if !conflict.path.is_empty() {
        for line in wrap(&format!("Tie: {}", crate::clashes::tie(conflict)), 11.5, WIDE, 3) {
            y += 16.0;
            body.text((0.0, y), Anchor::Start, Face::Regular, 11.5, Ink::Quiet, &line);
        }
        y += 4.0;
    }
    y - top
}

/// A statement: who, does what, in which words, where.
struct Panel<'a> {
    said: &'a Statement,
    name: Vec<String>,
    does: Vec<String>,
    quote: Vec<String>,
    source: String,
}

impl<'a> Panel<'a> {
    fn new(said: &'a Statement) -> Self {
        let room = PANEL - 28.0;
        let claim = said.object.kind == EntityType::Proposition;
        let object = if claim { "" } else { said.object.label.as_str() };
        let told: Vec<&str> = said.attributed_to.iter().map(|source| source.label.as_str()).collect();
        let told = if told.is_empty() { String::new() } else { format!(" · told by {}", told.join(", ")) };
        Self {
            said,
            name: wrap_in(Face::Bold, &said.subject.label, FONT_SIZE, room, 2),
            does: wrap(&format!("{} {object}", verb(said.predicate)), 12.0, room, 2),
            quote: wrap(&quote(said), 12.0, room, 7),
            source: one_line(Face::Regular, &format!("{}{told}", source(said)), 11.0, room),
        }
    }

    fn height(&self) -> f64 {
        let (names, does, quotes) = (self.name.len() as f64, self.does.len() as f64, self.quote.len() as f64);
        12.0 + names * LINE + does * 15.5 + 5.0 + quotes * 15.5 + 19.0 + 6.0
    }

    fn draw(&self, body: &mut Canvas, area: Rect) {
        let (shape, stroke) = (shape_of(self.said.subject.kind), stroke_of(self.said.predicate));
        body.solid(area, shape.radius, shape.fill, Pen::new(shape.line, 1.2));
        let inset = shape.radius.max(8.0);
        body.rect(
            Rect::new(area.x + 4.0, area.y + inset, 3.0, area.h - 2.0 * inset),
            1.5,
            Some(stroke.ink),
            None,
        );
        let x = area.x + 15.0;
        let mut y = area.y + 10.0 + LINE * 0.76;
        body.lines((x, y), LINE, Anchor::Start, Face::Bold, FONT_SIZE, Ink::Text, &self.name);
        y += self.name.len() as f64 * LINE - 1.0;
        body.lines((x, y), 15.5, Anchor::Start, Face::Regular, 12.0, stroke.ink, &self.does);
        y += self.does.len() as f64 * 15.5 + 5.0;
        body.lines((x, y), 15.5, Anchor::Start, Face::Regular, 12.0, Ink::Text, &self.quote);
        body.text((x, area.bottom() - 10.0), Anchor::Start, Face::Regular, 11.0, Ink::Quiet, &self.source);
    }
}

/// What both are about, with a line from either panel.
fn middle(body: &mut Canvas, conflict: &Conflict, areas: &[Rect; 2], options: &Options) {
    let y = areas[0].middle();
    let centre = WIDE / 2.0;
    let strokes = conflict.statements.each_ref().map(|said| stroke_of(said.predicate));
    let reach = match about(conflict) {
        Some(about) => {
            let shape = shape_of(about.kind);
            let lines = wrap_in(Face::Bold, &about.label, 12.0, 104.0, 5);
            let widest =
                lines.iter().map(|line| crate::text::width_in(Face::Bold, line, 12.0)).fold(0.0, f64::max);
            let (wide, high) = (widest + 20.0, lines.len() as f64 * 15.5 + 14.0);
            body.group(&about.id, entity_tip(about), options.links.entity(&about.id), |body| {
                let area = Rect::new(centre - wide / 2.0, y - high / 2.0, wide, high);
                body.solid(area, shape.radius, shape.fill, Pen::new(shape.line, 1.2));
                let first = y - (lines.len() as f64 - 1.0) * 15.5 / 2.0 + 4.2;
                body.lines((centre, first), 15.5, Anchor::Middle, Face::Bold, 12.0, Ink::Text, &lines);
            });
            wide / 2.0
        }
        None => 6.0,
    };
    let from = [areas[0].right(), areas[1].x];
    for (at, stroke) in strokes.into_iter().enumerate() {
        let sign = if at == 0 { -1.0 } else { 1.0 };
        body.stroke(vec![Step::To((from[at], y)), Step::Line((centre + sign * (reach + 2.0), y))], stroke);
    }
}

/// The ties as a chain from panel to panel, below both; answers how high that is.
fn chain(body: &mut Canvas, conflict: &Conflict, ties: &[Tie], areas: &[Rect; 2]) -> f64 {
    let (left, right) = (areas[0].centre().0, areas[1].centre().0);
    let (bottom, y) = (areas[0].bottom(), areas[0].bottom() + 32.0);
    let span = (right - left) / ties.len() as f64;
    // The chain may be told from either end.
    let mut at = conflict.parties[0].id.as_str();
    let mut x = left;
    for (number, tie) in ties.iter().enumerate() {
        let forth = tie.from.id == at;
        let next = if forth { &tie.to } else { &tie.from };
        let last = number + 1 == ties.len();
        let end = if last { right } else { left + span * (number as f64 + 1.0) };
        let half = if last { 0.0 } else { step_box(body, next, (end, y), span) };
        let mut points = if number == 0 { vec![(left, bottom), (left, y)] } else { vec![(x, y)] };
        points.extend(if last { vec![(right, y), (right, bottom)] } else { vec![(end - half, y)] });
        let label = verb(tie.predicate);
        let from = if number == 0 { left } else { x };
        let to = if last { right } else { end - half };
        let label = one_line(Face::Regular, label, 11.0, (to - from - 12.0).max(24.0));
        body.text(((from + to) / 2.0, y - 5.0), Anchor::Middle, Face::Regular, 11.0, Ink::Quiet, &label);
        if !forth {
            points.reverse();
        }
        body.stroke(elbows(&points), stroke_of(tie.predicate));
        at = next.id.as_str();
        x = end + half;
    }
    46.0
}

/// A straight line with rounded corners.
fn elbows(points: &[Point]) -> Vec<Step> {
    const ROUND: f64 = 6.0;
    let mut steps: Vec<Step> = points.first().map(|p| Step::To(*p)).into_iter().collect();
    for three in points.windows(3) {
        let towards = |to: Point| {
            let far = (to.0 - three[1].0).hypot(to.1 - three[1].1).max(0.01);
            let by = ROUND.min(far / 2.0) / far;
            (three[1].0 + (to.0 - three[1].0) * by, three[1].1 + (to.1 - three[1].1) * by)
        };
        steps.push(Step::Line(towards(three[0])));
        steps.push(Step::Cubic(three[1], three[1], towards(three[2])));
    }
    steps.extend(points.last().map(|p| Step::Line(*p)));
    steps
}

/// A body on the way; answers half its width.
fn step_box(body: &mut Canvas, entity: &Entity, at: Point, span: f64) -> f64 {
    let shape = shape_of(entity.kind);
    let label = one_line(Face::Regular, &entity.label, 11.5, (span * 0.55).max(60.0));
    let wide = width(&label, 11.5) + 16.0;
    body.group(&entity.id, entity_tip(entity), None, |body| {
        let area = Rect::new(at.0 - wide / 2.0, at.1 - 11.0, wide, 22.0);
        body.solid(area, shape.radius.min(11.0), shape.fill, Pen::new(shape.line, 1.2));
        body.text((at.0, at.1 + 4.0), Anchor::Middle, Face::Regular, 11.5, Ink::Text, &label);
    });
    wide / 2.0
}
