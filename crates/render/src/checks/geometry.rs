//! Areas that things take up, and whether two of them meet.

use crate::{
    drawing::{Drawing, Form, Item, Point, Rect, Text, each},
    text::bare_width,
};

/// So much may things touch: rounding, and the rims of letters.
const SLACK: f64 = 0.6;

/// Corners of the area of a line of text: from the top of its capitals to its base line.
fn corners(text: &Text) -> [Point; 4] {
    let wide = bare_width(text.face, &text.text, text.size);
    let (left, top) = (text.start() - text.at.0, -0.72 * text.size);
    let (sin, cos) = (libm::sin(text.turn.to_radians()), libm::cos(text.turn.to_radians()));
    [(left, top), (left + wide, top), (left + wide, 0.0), (left, 0.0)]
        .map(|(x, y)| (text.at.0 + x * cos - y * sin, text.at.1 + x * sin + y * cos))
}

fn corners_of(at: &Rect) -> [Point; 4] {
    [(at.x, at.y), (at.right(), at.y), (at.right(), at.bottom()), (at.x, at.bottom())]
}

/// Whether two convex areas share more than their rims (separating axes).
fn meet(one: &[Point; 4], other: &[Point; 4]) -> bool {
    let edges =
        |area: &[Point; 4]| [0, 1].map(|at| (area[at + 1].0 - area[at].0, area[at + 1].1 - area[at].1));
    let along = |area: &[Point; 4], axis: Point| {
        let places = area.map(|p| p.0 * axis.0 + p.1 * axis.1);
        (places.into_iter().fold(f64::MAX, f64::min), places.into_iter().fold(f64::MIN, f64::max))
    };
    edges(one).into_iter().chain(edges(other)).all(|edge| {
        let far = edge.0.hypot(edge.1);
        if far < 1e-9 {
            return true;
        }
        let axis = (edge.0 / far, edge.1 / far);
        let (a, b) = (along(one, axis), along(other, axis));
        a.0 + SLACK < b.1 && b.0 + SLACK < a.1
    })
}

fn within(inner: &[Point; 4], outer: &Rect) -> bool {
    inner.iter().all(|p| {
        p.0 >= outer.x - SLACK
            && p.0 <= outer.right() + SLACK
            && p.1 >= outer.y - SLACK
            && p.1 <= outer.bottom() + SLACK
    })
}

/// What is wrong with a picture: boxes that overlap, text over text, text that leaves its box or the page.
pub(super) fn faults(drawing: &Drawing) -> Vec<String> {
    let (mut boxes, mut texts): (Vec<&Rect>, Vec<&Text>) = (Vec::new(), Vec::new());
    each(&drawing.items, &mut |item| match item {
        Item::Shape(shape) => {
            if let (true, Form::Rect { at, .. }) = (shape.solid, &shape.form) {
                boxes.push(at);
            }
        }
        Item::Text(text) if !text.text.trim().is_empty() => texts.push(text),
        _ => {}
    });
    let mut faults = Vec::new();
    let page = Rect::new(0.0, 0.0, drawing.size.0, drawing.size.1);
    for (at, one) in boxes.iter().enumerate() {
        if !within(&corners_of(one), &page) {
            faults.push(format!("{one:?} leaves the page {page:?}"));
        }
        for other in &boxes[at + 1..] {
            if meet(&corners_of(one), &corners_of(other)) {
                faults.push(format!("{one:?} overlaps {other:?}"));
            }
        }
    }
    let areas: Vec<[Point; 4]> = texts.iter().map(|text| corners(text)).collect();
    for (at, (text, area)) in texts.iter().zip(&areas).enumerate() {
        if !within(area, &page) {
            faults.push(format!("{:?} leaves the page", text.text));
        }
        for (other, theirs) in texts[at + 1..].iter().zip(&areas[at + 1..]) {
            if meet(area, theirs) {
                faults.push(format!("{:?} lies over {:?}", text.text, other.text));
            }
        }
        for one in &boxes {
            if meet(area, &corners_of(one)) && !within(area, one) {
                faults.push(format!("{:?} leaves its box {one:?}", text.text));
            }
        }
    }
    faults
}
