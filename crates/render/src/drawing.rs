//! What stands on the page, before it is written in any format.

use crate::{
    font::{Face, covers},
    ink::Ink,
    style::{Head, Stroke},
    text::bare_width,
};

/// A place in pixels, from the top left.
pub(crate) type Point = (f64, f64);

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) w: f64,
    pub(crate) h: f64,
}

impl Rect {
    pub(crate) fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    pub(crate) fn right(&self) -> f64 {
        self.x + self.w
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.y + self.h
    }

    pub(crate) fn middle(&self) -> f64 {
        self.y + self.h / 2.0
    }

    pub(crate) fn centre(&self) -> Point {
        (self.x + self.w / 2.0, self.middle())
    }

    /// The smallest that holds both.
    pub(crate) fn join(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    To(Point),
    Line(Point),
    Cubic(Point, Point, Point),
    Close,
}

/// Outline of a shape.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Form {
    Rect { at: Rect, radius: f64 },
    Circle { at: Point, radius: f64 },
    Path(Vec<Step>),
}

/// What an outline is drawn with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pen {
    pub(crate) ink: Ink,
    pub(crate) width: f64,
    /// Lengths of dashes and gaps; empty where the line is whole.
    pub(crate) dashes: &'static [f64],
    /// 0 to 1.
    pub(crate) opacity: f64,
}

impl Pen {
    pub(crate) fn new(ink: Ink, width: f64) -> Self {
        Self { ink, width, dashes: &[], opacity: 1.0 }
    }

    pub(crate) fn dashed(self, dashes: &'static [f64]) -> Self {
        Self { dashes, ..self }
    }

    pub(crate) fn faint(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

/// An outline, filled or drawn or both.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    pub(crate) form: Form,
    pub(crate) fill: Option<Ink>,
    pub(crate) pen: Option<Pen>,
    /// Whether it is a box that no other box may overlap.
    pub(crate) solid: bool,
}

/// Which part of a line of text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Text {
    /// On the base line.
    pub(crate) at: Point,
    pub(crate) anchor: Anchor,
    pub(crate) face: Face,
    pub(crate) size: f64,
    pub(crate) ink: Ink,
    /// Degrees clockwise about its place.
    pub(crate) turn: f64,
    pub(crate) text: String,
}

impl Text {
    /// Where it begins, before it is turned.
    pub(crate) fn start(&self) -> f64 {
        let wide = bare_width(self.face, &self.text, self.size);
        match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - wide / 2.0,
            Anchor::End => self.at.0 - wide,
        }
    }
}

/// Things that belong together: they share a tooltip and a link.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Group {
    /// Address of what it shows.
    pub(crate) id: String,
    pub(crate) tip: String,
    pub(crate) href: Option<String>,
    pub(crate) items: Vec<Item>,
}

/// One thing on the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Shape(Shape),
    Text(Text),
    Group(Group),
}

/// A picture, ready to be written as SVG, PNG or PDF. The same picture gives the same bytes on every machine.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    pub(crate) size: Point,
    pub(crate) title: String,
    /// What it shows, in words, for those who cannot see it.
    pub(crate) summary: String,
    pub(crate) items: Vec<Item>,
    pub(crate) empty: bool,
    pub(crate) notes: Vec<String>,
}

impl Drawing {
    /// Whether there was nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.empty
    }

    /// Width and height in pixels of 1/96 inch.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        self.size
    }

    /// What the picture leaves out, as its foot tells.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// How many letters PNG and PDF show as empty boxes, since the program's own font lacks them (Arabic, Chinese, …).
    /// An SVG leaves letters to the fonts of whoever looks at it.
    #[must_use]
    pub fn uncovered(&self) -> usize {
        let mut number = 0;
        each(&self.items, &mut |item| {
            if let Item::Text(text) = item {
                number += text.text.chars().filter(|&letter| !covers(letter)).count();
            }
        });
        number
    }
}

/// Calls `see` for every shape and text, those in groups too, in the order of drawing.
pub(crate) fn each<'a>(items: &'a [Item], see: &mut impl FnMut(&'a Item)) {
    for item in items {
        match item {
            Item::Group(group) => each(&group.items, see),
            other => see(other),
        }
    }
}

/// Where a picture is put together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Canvas {
    pub(crate) items: Vec<Item>,
}

impl Canvas {
    /// A box that no other may overlap.
    pub(crate) fn solid(&mut self, at: Rect, radius: f64, fill: Ink, pen: Pen) {
        let form = Form::Rect { at, radius };
        self.items.push(Item::Shape(Shape { form, fill: Some(fill), pen: Some(pen), solid: true }));
    }

    /// A frame or sample, which others may stand in.
    pub(crate) fn rect(&mut self, at: Rect, radius: f64, fill: Option<Ink>, pen: Option<Pen>) {
        self.items.push(Item::Shape(Shape { form: Form::Rect { at, radius }, fill, pen, solid: false }));
    }

    pub(crate) fn circle(&mut self, at: Point, radius: f64, fill: Option<Ink>, pen: Option<Pen>) {
        self.items.push(Item::Shape(Shape { form: Form::Circle { at, radius }, fill, pen, solid: false }));
    }

    /// A line without a head.
    pub(crate) fn path(&mut self, steps: Vec<Step>, pen: Pen) {
        self.items.push(Item::Shape(Shape {
            form: Form::Path(steps),
            fill: None,
            pen: Some(pen),
            solid: false,
        }));
    }

    /// A straight line without a head.
    pub(crate) fn rule(&mut self, from: Point, to: Point, pen: Pen) {
        self.path(vec![Step::To(from), Step::Line(to)], pen);
    }

    /// A line with the dashes and head of `stroke`, at its last point.
    pub(crate) fn stroke(&mut self, mut steps: Vec<Step>, stroke: &Stroke) {
        let Some((tip, unit)) = ending(&steps) else { return };
        let pen = Pen::new(stroke.ink, stroke.width).dashed(stroke.dashes);
        let side = (-unit.1, unit.0);
        let place = |along: f64, aside: f64| {
            (tip.0 + unit.0 * along + side.0 * aside, tip.1 + unit.1 * along + side.1 * aside)
        };
        let head = match stroke.head {
            Head::Arrow => {
                shorten(&mut steps, unit, 7.0);
                vec![
                    Step::To(place(0.0, 0.0)),
                    Step::Line(place(-11.0, -5.0)),
                    Step::Line(place(-11.0, 5.0)),
                    Step::Close,
                ]
            }
            Head::Tee => {
                shorten(&mut steps, unit, 2.0);
                vec![
                    Step::To(place(-3.0, -7.0)),
                    Step::Line(place(-3.0, 7.0)),
                    Step::Line(place(-0.4, 7.0)),
                    Step::Line(place(-0.4, -7.0)),
                    Step::Close,
                ]
            }
            Head::Open => {
                shorten(&mut steps, unit, 1.0);
                vec![
                    Step::To(place(0.0, 0.0)),
                    Step::Line(place(-9.0, -4.5)),
                    Step::Line(place(-6.5, 0.0)),
                    Step::Line(place(-9.0, 4.5)),
                    Step::Close,
                ]
            }
        };
        self.path(steps, pen);
        self.items.push(Item::Shape(Shape {
            form: Form::Path(head),
            fill: Some(stroke.ink),
            pen: None,
            solid: false,
        }));
    }

    /// A line of text.
    pub(crate) fn text(&mut self, at: Point, anchor: Anchor, face: Face, size: f64, ink: Ink, text: &str) {
        let text = Text { at, anchor, face, size, ink, turn: 0.0, text: text.to_owned() };
        self.items.push(Item::Text(text));
    }

    /// Lines of text, the first base line at `at`, `step` apart.
    #[expect(clippy::too_many_arguments, reason = "what `text` takes, and the step")]
    pub(crate) fn lines(
        &mut self,
        at: Point,
        step: f64,
        anchor: Anchor,
        face: Face,
        size: f64,
        ink: Ink,
        lines: &[String],
    ) {
        let mut y = at.1;
        for line in lines {
            self.text((at.0, y), anchor, face, size, ink, line);
            y += step;
        }
    }

    /// What `draw` draws, as one thing with this address, tooltip and link.
    pub(crate) fn group(
        &mut self,
        id: &str,
        tip: String,
        href: Option<String>,
        draw: impl FnOnce(&mut Self),
    ) {
        let mut inner = Self::default();
        draw(&mut inner);
        self.items.push(Item::Group(Group { id: id.to_owned(), tip, href, items: inner.items }));
    }

    /// Puts another canvas on this one, moved.
    pub(crate) fn put(&mut self, mut other: Self, by: Point) {
        shift(&mut other.items, by);
        self.items.append(&mut other.items);
    }
}

/// The last point of a path, and the direction in which it is reached.
fn ending(steps: &[Step]) -> Option<(Point, Point)> {
    let point = |step: &Step| match *step {
        Step::To(p) | Step::Line(p) | Step::Cubic(_, _, p) => Some(p),
        Step::Close => None,
    };
    let tip = point(steps.last()?)?;
    let mut before: Vec<Point> = steps[..steps.len() - 1].iter().filter_map(point).collect();
    if let Some(Step::Cubic(a, b, _)) = steps.last() {
        before.extend([*a, *b]);
    }
    let from = before.into_iter().rev().find(|p| (p.0 - tip.0).hypot(p.1 - tip.1) > 0.01)?;
    let far = (tip.0 - from.0).hypot(tip.1 - from.1);
    Some((tip, ((tip.0 - from.0) / far, (tip.1 - from.1) / far)))
}

/// Takes `by` pixels off the end.
fn shorten(steps: &mut [Step], unit: Point, by: f64) {
    let back = |p: &mut Point| *p = (p.0 - unit.0 * by, p.1 - unit.1 * by);
    match steps.last_mut() {
        Some(Step::To(p) | Step::Line(p)) => back(p),
        Some(Step::Cubic(_, b, p)) => {
            back(b);
            back(p);
        }
        Some(Step::Close) | None => {}
    }
}

/// Moves everything.
pub(crate) fn shift(items: &mut [Item], by: Point) {
    let moved = |p: &mut Point| *p = (p.0 + by.0, p.1 + by.1);
    for item in items {
        match item {
            Item::Text(text) => moved(&mut text.at),
            Item::Group(group) => shift(&mut group.items, by),
            Item::Shape(shape) => match &mut shape.form {
                Form::Rect { at, .. } => (at.x, at.y) = (at.x + by.0, at.y + by.1),
                Form::Circle { at, .. } => moved(at),
                Form::Path(steps) => {
                    for step in steps {
                        match step {
                            Step::To(p) | Step::Line(p) => moved(p),
                            Step::Cubic(a, b, p) => [a, b, p].into_iter().for_each(moved),
                            Step::Close => {}
                        }
                    }
                }
            },
        }
    }
}
