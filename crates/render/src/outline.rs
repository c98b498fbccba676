//! Shapes as paths, for formats that know nothing else.

use crate::drawing::{Form, Point, Rect, Step};

/// How far the control points of a quarter circle lie from its ends, in radii.
const ARC: f64 = 0.552_284_75;

/// The outline as steps.
pub(crate) fn outline(form: &Form) -> Vec<Step> {
    match form {
        Form::Path(steps) => steps.clone(),
        Form::Circle { at, radius } => {
            let square = Rect::new(at.0 - radius, at.1 - radius, 2.0 * radius, 2.0 * radius);
            rounded(&square, *radius)
        }
        Form::Rect { at, radius } => rounded(at, *radius),
    }
}

fn rounded(at: &Rect, radius: f64) -> Vec<Step> {
    let r = radius.min(at.w / 2.0).min(at.h / 2.0);
    let (left, top, right, bottom) = (at.x, at.y, at.right(), at.bottom());
    if r <= 0.0 {
        let corners = [(right, top), (right, bottom), (left, bottom)];
        let mut steps = vec![Step::To((left, top))];
        steps.extend(corners.map(Step::Line));
        steps.push(Step::Close);
        return steps;
    }
    let k = r * (1.0 - ARC);
    let corner = |a: Point, b: Point, end: Point| Step::Cubic(a, b, end);
    vec![
        Step::To((left + r, top)),
        Step::Line((right - r, top)),
        corner((right - k, top), (right, top + k), (right, top + r)),
        Step::Line((right, bottom - r)),
        corner((right, bottom - k), (right - k, bottom), (right - r, bottom)),
        Step::Line((left + r, bottom)),
        corner((left + k, bottom), (left, bottom - k), (left, bottom - r)),
        Step::Line((left, top + r)),
        corner((left, top + k), (left + k, top), (left + r, top)),
        Step::Close,
    ]
}
