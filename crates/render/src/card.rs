//! A box with a name, and a quote below it.

use crate::{
    drawing::{Anchor, Canvas, Pen, Point, Rect},
    font::Face,
    ink::Ink,
    page::{BADGE, badge, badge_width},
    said::quote,
    style::{Stroke, shape_of},
    text::{FONT_SIZE, LINE, one_line, wrap, wrap_in},
};
use standpoint_model::{EntityType, Statement};

/// Room between what is written and the border, at the sides, and above and below.
const PADDING: Point = (12.0, 8.0);
/// Size and distance of the lines of a quote.
const FINE: Point = (11.5, 14.5);

/// What a box says, and how it is tied to the middle of the picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Card {
    /// Address of what it shows.
    pub(crate) id: String,
    pub(crate) kind: EntityType,
    pub(crate) tip: String,
    pub(crate) href: Option<String>,
    pub(crate) badges: Vec<usize>,
    pub(crate) stroke: &'static Stroke,
    /// Whether the line points from the box to the middle.
    pub(crate) inward: bool,
    /// Bar along the outer side.
    pub(crate) bar: Option<Ink>,
    name: Vec<String>,
    quote: Vec<String>,
    /// When, how, how often.
    detail: String,
    width: f64,
}

/// How much a card tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fullness {
    /// Lines of its quote.
    pub(crate) quote: usize,
    /// Whether it says when, how and how often.
    pub(crate) detail: bool,
}

impl Fullness {
    /// The more cards, the less each tells.
    pub(crate) fn of(cards: usize) -> Self {
        let quote = match cards {
            0..=16 => 3,
            17..=40 => 2,
            41..=80 => 1,
            _ => 0,
        };
        Self { quote, detail: cards <= 80 }
    }
}

impl Card {
    /// A card of this width for these statements, the surest of which is quoted.
    pub(crate) fn new(
        label: &str,
        kind: EntityType,
        said: &[&Statement],
        badges: Vec<usize>,
        stroke: &'static Stroke,
        wide: f64,
        fullness: Fullness,
    ) -> Self {
        let room = wide - 2.0 * PADDING.0;
        let beside = badge_width(&badges);
        let claim = kind == EntityType::Proposition;
        let (face, most) = if claim { (Face::Regular, 3) } else { (Face::Bold, 2) };
        let beside = if beside > 0.0 { beside + 8.0 } else { 0.0 };
        let mut name = wrap_in(face, label, FONT_SIZE, room - beside, most);
        if name.is_empty() {
            name.push("(unnamed)".to_owned());
        }
        // Of a claim, the quote is its name.
        let quote = match said.first() {
            Some(first) if fullness.quote > 0 && !claim => wrap(&quote(first), FINE.0, room, fullness.quote),
            _ => Vec::new(),
        };
        let detail = if fullness.detail {
            one_line(Face::Regular, &detail(said), FINE.0, room)
        } else {
            String::new()
        };
        Self {
            id: String::new(),
            kind,
            tip: String::new(),
            href: None,
            badges,
            stroke,
            inward: true,
            bar: None,
            name,
            quote,
            detail,
            width: wide,
        }
    }

    pub(crate) fn height(&self) -> f64 {
        let lines = (self.quote.len() + usize::from(!self.detail.is_empty())) as f64;
        let gap = if lines > 0.0 { 1.0 } else { 0.0 };
        self.name.len() as f64 * LINE + lines * FINE.1 + gap + 2.0 * PADDING.1
    }

    /// Draws it with its top left at `at`; `left` is the side of the bar.
    pub(crate) fn draw(&self, canvas: &mut Canvas, at: Point, left: bool) -> Rect {
        let area = Rect::new(at.0, at.1, self.width, self.height());
        canvas.group(&self.id, self.tip.clone(), self.href.clone(), |canvas| {
            let shape = shape_of(self.kind);
            canvas.solid(area, shape.radius, shape.fill, Pen::new(shape.line, 1.2).dashed(shape.dashes));
            if let Some(ink) = self.bar {
                let x = if left { area.x + 4.0 } else { area.right() - 7.0 };
                let inset = shape.radius.max(6.0);
                canvas.rect(Rect::new(x, area.y + inset, 3.0, area.h - 2.0 * inset), 1.5, Some(ink), None);
            }
            let face = if self.kind == EntityType::Proposition { Face::Regular } else { Face::Bold };
            let x = area.x + PADDING.0;
            let mut y = area.y + PADDING.1 + LINE * 0.76;
            canvas.lines((x, y), LINE, Anchor::Start, face, FONT_SIZE, Ink::Text, &self.name);
            y += (self.name.len() as f64 - 1.0) * LINE + FINE.1 + 2.0;
            canvas.lines((x, y), FINE.1, Anchor::Start, Face::Regular, FINE.0, Ink::Text, &self.quote);
            y += self.quote.len() as f64 * FINE.1;
            if !self.detail.is_empty() {
                canvas.text((x, y), Anchor::Start, Face::Regular, FINE.0, Ink::Quiet, &self.detail);
            }
            let wide = badge_width(&self.badges);
            // Clear of the bar.
            let inset = if left || self.bar.is_none() { 6.0 } else { 13.0 };
            let centre = (area.right() - inset - wide / 2.0, area.y + 6.0 + BADGE / 2.0);
            badge(canvas, &self.badges, centre);
        });
        area
    }
}

/// Role or act, date, and how many statements there are.
fn detail(said: &[&Statement]) -> String {
    let Some(first) = said.first() else { return String::new() };
    let mut parts = Vec::new();
    parts.extend(first.role.clone());
    parts.extend(first.act.map(|act| act.to_string()));
    parts.extend(first.date.map(|date| date.to_string()));
    if said.len() > 1 {
        parts.push(format!("{} statements", said.len()));
    }
    parts.join(" · ")
}
