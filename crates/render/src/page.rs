//! Heading, legend and foot around a picture.

use crate::{
    drawing::{Anchor, Canvas, Drawing, Pen, Point, Rect, Step},
    font::Face,
    ink::Ink,
    options::Options,
    style::{SHAPES, STROKES, Shape, Stroke},
    text::{width, wrap, wrap_in},
};

/// Space around everything, in pixels.
pub(crate) const MARGIN: f64 = 28.0;
/// Size of the letters of legend and foot.
pub(crate) const SMALL: f64 = 11.5;
const STEP: f64 = 15.5;
/// Least width of what stands between the margins.
const LEAST: f64 = 560.0;
/// Diameter of the badge that numbers a conflict.
pub(crate) const BADGE: f64 = 17.0;

/// An entry of the legend.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Key {
    Stroke(&'static Stroke),
    Shape(&'static Shape),
    /// A frame around those who belong to one body.
    Frame,
    Badge,
    Swatch(Ink, String),
    /// A plain line: ink, width, dashes.
    Line(Pen, String),
}

/// A picture, and what is told about it.
pub(crate) struct Page<'a> {
    /// Heading where `options` has none.
    pub(crate) title: String,
    /// Line below the heading.
    pub(crate) lead: String,
    pub(crate) summary: String,
    pub(crate) body: Canvas,
    /// Size of the body, which begins at 0, 0.
    pub(crate) size: Point,
    pub(crate) keys: Vec<Key>,
    /// What was left out.
    pub(crate) notes: Vec<String>,
    pub(crate) options: &'a Options,
    /// Whether there is nothing to show.
    pub(crate) empty: bool,
}

impl Page<'_> {
    /// Sets everything on one page.
    pub(crate) fn set(self) -> Drawing {
        let room = self.size.0.max(LEAST);
        let mut canvas = Canvas::default();
        let title = self.options.title.clone().unwrap_or(self.title);
        let mut y = MARGIN - 4.0;
        for line in wrap_in(Face::Bold, &title, 19.0, room, 3) {
            y += 23.0;
            canvas.text((MARGIN, y), Anchor::Start, Face::Bold, 19.0, Ink::Text, &line);
        }
        let lead = if self.empty { "Nothing to show.".to_owned() } else { self.lead };
        for line in wrap(&lead, 12.5, room, 3) {
            y += 19.0;
            canvas.text((MARGIN, y), Anchor::Start, Face::Regular, 12.5, Ink::Quiet, &line);
        }
        y += 18.0;
        canvas.put(self.body, (MARGIN + (room - self.size.0) / 2.0, y));
        y += self.size.1;
        let keys = if self.empty { Vec::new() } else { self.keys };
        if !keys.is_empty() {
            y += 16.0;
            canvas.rule((MARGIN, y), (MARGIN + room, y), Pen::new(Ink::FrameLine, 1.0));
            y += 6.0;
            legend(&mut canvas, &keys, room, &mut y);
        }
        y += 4.0;
        for line in self.notes.iter().chain(&self.options.note).flat_map(|note| wrap(note, SMALL, room, 4)) {
            y += STEP;
            canvas.text((MARGIN, y), Anchor::Start, Face::Regular, SMALL, Ink::Quiet, &line);
        }
        Drawing {
            size: ((room + 2.0 * MARGIN).ceil(), (y + MARGIN - 6.0).ceil()),
            summary: format!("{lead} {}", self.summary).trim().to_owned(),
            title,
            items: canvas.items,
            empty: self.empty,
            notes: self.notes,
        }
    }
}

/// What stands in the picture, and how it looks: only what is there.
fn legend(canvas: &mut Canvas, keys: &[Key], room: f64, y: &mut f64) {
    let mut x = MARGIN;
    *y += STEP;
    for key in keys {
        let (text, sample) = match key {
            Key::Stroke(stroke) => (stroke.legend.to_owned(), 38.0),
            Key::Shape(shape) => (shape.legend.to_owned(), 24.0),
            Key::Frame => ("belong together".to_owned(), 24.0),
            Key::Badge => ("conflict, by number".to_owned(), BADGE),
            Key::Swatch(_, text) => (text.clone(), 14.0),
            Key::Line(_, text) => (text.clone(), 34.0),
        };
        let needed = sample + 6.0 + width(&text, SMALL);
        if x + needed > MARGIN + room && x > MARGIN {
            x = MARGIN;
            *y += STEP + 5.0;
        }
        sample_of(canvas, key, (x, *y - 4.0));
        let at = (x + sample + 6.0, *y);
        canvas.text(at, Anchor::Start, Face::Regular, SMALL, Ink::Text, &text);
        x += needed + 20.0;
    }
    *y += 4.0;
}

/// Draws the sample of an entry; its left end and middle height are given.
fn sample_of(canvas: &mut Canvas, key: &Key, at: Point) {
    let (x, y) = at;
    match key {
        Key::Stroke(stroke) => canvas.stroke(vec![Step::To(at), Step::Line((x + 38.0, y))], stroke),
        Key::Shape(shape) => {
            let pen = Pen::new(shape.line, 1.2).dashed(shape.dashes);
            canvas.rect(
                Rect::new(x, y - 7.0, 24.0, 14.0),
                shape.radius.min(7.0),
                Some(shape.fill),
                Some(pen),
            );
        }
        Key::Frame => {
            let pen = Pen::new(Ink::FrameLine, 1.2);
            canvas.rect(Rect::new(x, y - 7.0, 24.0, 14.0), 4.0, Some(Ink::Frame), Some(pen));
        }
        Key::Badge => badge(canvas, &[1], (x + BADGE / 2.0, y)),
        Key::Swatch(ink, _) => {
            let pen = Pen::new(Ink::FrameLine, 1.0);
            canvas.rect(Rect::new(x, y - 7.0, 14.0, 14.0), 2.0, Some(*ink), Some(pen));
        }
        Key::Line(pen, _) => canvas.rule(at, (x + 34.0, y), *pen),
    }
}

/// The entries of strokes and shapes that `wanted` says are there, in the order of the legend.
pub(crate) fn keys_of(
    strokes: impl Fn(&Stroke) -> bool,
    shapes: impl Fn(&Shape) -> bool,
    badges: bool,
) -> Vec<Key> {
    let mut keys: Vec<Key> = STROKES.iter().filter(|stroke| strokes(stroke)).map(Key::Stroke).collect();
    keys.extend(SHAPES.iter().filter(|shape| shapes(shape)).map(Key::Shape));
    if badges {
        keys.push(Key::Badge);
    }
    keys
}

/// Width of a badge: one number or several.
pub(crate) fn badge_width(conflicts: &[usize]) -> f64 {
    badge_text(conflicts).map_or(0.0, |text| (width(&text, 11.0) + 8.0).max(BADGE))
}

/// What the badge says; absent where there is no conflict.
pub(crate) fn badge_text(conflicts: &[usize]) -> Option<String> {
    let numbers: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
    (!numbers.is_empty()).then(|| numbers.join(" "))
}

/// Draws the badge of these conflicts about this centre.
pub(crate) fn badge(canvas: &mut Canvas, conflicts: &[usize], at: Point) {
    let Some(text) = badge_text(conflicts) else { return };
    let wide = badge_width(conflicts);
    let area = Rect::new(at.0 - wide / 2.0, at.1 - BADGE / 2.0, wide, BADGE);
    canvas.rect(area, BADGE / 2.0, Some(Ink::Mark), None);
    canvas.text((at.0, at.1 + 3.9), Anchor::Middle, Face::Bold, 11.0, Ink::OnMark, &text);
}
