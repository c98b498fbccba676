//! Two columns of boxes that face a bar in the middle: no line crosses another, however many there are.

use crate::{
    card::Card,
    drawing::{Anchor, Canvas, Pen, Point, Rect, Step},
    font::Face,
    ink::Ink,
    text::{one_line, wrap_in},
};

/// Width of a card.
pub(crate) const CARD: f64 = 316.0;
/// Width of the bar in the middle.
const BAR: f64 = 132.0;
/// Length of the lines between cards and bar, the frame of a cluster included.
const REACH: f64 = 58.0;
/// From the border of a cluster's frame to its cards.
const INSET: f64 = 8.0;
const HEADING: f64 = 20.0;

/// Cards that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cluster {
    /// What they belong to; a cluster without is not framed.
    pub(crate) heading: Option<String>,
    pub(crate) cards: Vec<Card>,
}

impl Cluster {
    fn height(&self) -> f64 {
        let gaps = 8.0 * (self.cards.len() as f64 - 1.0).max(0.0);
        let cards: f64 = self.cards.iter().map(Card::height).sum();
        let frame = if self.heading.is_some() { HEADING + INSET + 2.0 } else { 0.0 };
        cards + gaps + frame
    }
}

/// One side of the picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Side {
    pub(crate) heading: String,
    pub(crate) count: String,
    pub(crate) ink: Ink,
    pub(crate) clusters: Vec<Cluster>,
}

impl Side {
    fn height(&self) -> f64 {
        let gaps = 12.0 * (self.clusters.len() as f64 - 1.0).max(0.0);
        self.clusters.iter().map(Cluster::height).sum::<f64>() + gaps
    }
}

/// What stands in the middle.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Middle {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) tip: String,
    pub(crate) href: Option<String>,
    pub(crate) fill: Ink,
    pub(crate) line: Ink,
    pub(crate) radius: f64,
}

/// Draws both sides and the bar between them; answers how large that is.
pub(crate) fn draw(canvas: &mut Canvas, middle: &Middle, sides: &[Side; 2]) -> Point {
    let column = CARD + 2.0 * INSET;
    let wide = 2.0 * column + 2.0 * REACH + BAR;
    let head = 30.0;
    let label = wrap_in(Face::Bold, &middle.label, 14.0, BAR - 20.0, 8);
    let least = label.len() as f64 * 18.0 + 28.0;
    let high = sides.iter().map(Side::height).fold(least, f64::max);
    let bar = Rect::new(column + REACH, head, BAR, high);
    canvas.group(&middle.id, middle.tip.clone(), middle.href.clone(), |canvas| {
        canvas.solid(bar, middle.radius, middle.fill, Pen::new(middle.line, 1.4));
        // In sight where the picture is taller than a screen.
        let centre = bar.y + high.min(560.0) / 2.0;
        let first = centre - (label.len() as f64 - 1.0) * 9.0 + 5.0;
        canvas.lines((bar.centre().0, first), 18.0, Anchor::Middle, Face::Bold, 14.0, Ink::Text, &label);
    });
    for (at, side) in sides.iter().enumerate() {
        let left = at == 0;
        let x = if left { 0.0 } else { column + 2.0 * REACH + BAR };
        let (edge, anchor) = if left { (column - INSET, Anchor::End) } else { (x + INSET, Anchor::Start) };
        let name = one_line(Face::Bold, &side.heading, 15.0, CARD * 0.5);
        canvas.text((edge, 14.0), anchor, Face::Bold, 15.0, side.ink, &name);
        let count = one_line(Face::Regular, &side.count, 11.5, CARD * 0.48);
        let (far, other) = if left { (INSET, Anchor::Start) } else { (x + column - INSET, Anchor::End) };
        canvas.text((far, 14.0), other, Face::Regular, 11.5, Ink::Quiet, &count);
        let mut y = head;
        for cluster in &side.clusters {
            one(canvas, cluster, (x, y), bar, left);
            y += cluster.height() + 12.0;
        }
        if side.clusters.is_empty() {
            canvas.text((edge, head + 20.0), anchor, Face::Regular, 12.0, Ink::Quiet, "nobody");
        }
    }
    (wide, head + high)
}

fn one(canvas: &mut Canvas, cluster: &Cluster, at: Point, bar: Rect, left: bool) {
    let (x, mut y) = at;
    if let Some(heading) = &cluster.heading {
        let area = Rect::new(x, y, CARD + 2.0 * INSET, cluster.height());
        canvas.rect(area, 7.0, Some(Ink::Frame), Some(Pen::new(Ink::FrameLine, 1.0)));
        let text = one_line(Face::Bold, heading, 11.5, CARD - 8.0);
        canvas.text((x + INSET + 2.0, y + 14.5), Anchor::Start, Face::Bold, 11.5, Ink::Quiet, &text);
        y += HEADING + 2.0;
    }
    for card in &cluster.cards {
        let area = card.draw(canvas, (x + INSET, y), left);
        let near = if left { area.right() } else { area.x };
        let far = if left { bar.x } else { bar.right() };
        let (from, to) = if card.inward { (near, far) } else { (far, near) };
        // The tip stands a little off what it points at.
        let off = if to > from { -2.0 } else { 2.0 };
        let line = vec![Step::To((from, area.middle())), Step::Line((to + off, area.middle()))];
        canvas.stroke(line, card.stroke);
        y += area.h + 8.0;
    }
}
