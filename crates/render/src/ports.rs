//! Where lines of the built-in layout leave and enter boxes, and how they pass columns of boxes.

use crate::{
    layout::{Course, Placed, Point},
    scene::Scene,
};
use std::collections::BTreeMap;

/// Gap between a column of boxes and the bends beside it, in pixels.
const CLEAR: f64 = 5.0;

/// Left and right border of each column of boxes, by its centre in tenths of a pixel.
type Columns = BTreeMap<i64, (f64, f64)>;

/// An end of a line at a side of a box: height of the other box, number of the line, whether it is its first end.
type End = (i64, usize, bool);

#[expect(clippy::cast_possible_truncation, reason = "pictures are far smaller than 2^53 pixels")]
fn key(x: f64) -> i64 {
    (x * 10.0).round() as i64
}

/// Moves the ends of all lines to the sides of their boxes, side by side, and leads them straight through columns,
/// so that slanted parts run between columns only. `O(n log n)`.
pub(crate) fn tidy(scene: &Scene, nodes: &[Placed], courses: &mut [Course]) {
    let mut columns = Columns::new();
    for node in nodes {
        let (left, right) = (node.at.0 - node.size.0 / 2.0, node.at.0 + node.size.0 / 2.0);
        let column = columns.entry(key(node.at.0)).or_insert((left, right));
        *column = (column.0.min(left), column.1.max(right));
    }
    let mut sides: BTreeMap<(usize, bool), Vec<End>> = BTreeMap::new();
    for (at, edge) in scene.edges.iter().enumerate() {
        let points = &courses[at].points;
        if edge.from == edge.to || points.len() < 2 {
            continue;
        }
        let rightwards = nodes[edge.from].at.0 <= nodes[edge.to].at.0;
        sides.entry((edge.from, rightwards)).or_default().push((key(nodes[edge.to].at.1), at, true));
        sides.entry((edge.to, !rightwards)).or_default().push((key(nodes[edge.from].at.1), at, false));
    }
    let mut ends: BTreeMap<(usize, bool), Point> = BTreeMap::new();
    for ((node, right), mut lines) in sides {
        lines.sort_unstable();
        let node = &nodes[node];
        let x = node.at.0 + if right { node.size.0 / 2.0 } else { -node.size.0 / 2.0 };
        #[expect(clippy::cast_precision_loss, reason = "a box has few lines")]
        let (count, top) = (lines.len() as f64, node.at.1 - node.size.1 * 0.4);
        for (place, (_, line, first)) in lines.into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a box has few lines")]
            let y = top + node.size.1 * 0.8 * (place as f64 + 0.5) / count;
            ends.insert((line, first), (x, y));
        }
    }
    for (at, edge) in scene.edges.iter().enumerate() {
        let Some((start, end)) = ends.get(&(at, true)).copied().zip(ends.get(&(at, false)).copied()) else {
            continue;
        };
        let course = &mut courses[at];
        let rightwards = nodes[edge.from].at.0 <= nodes[edge.to].at.0;
        let inner = &course.points[1..course.points.len() - 1];
        let mut points = vec![start];
        points.extend(beyond(&columns, nodes[edge.from].at.0, start.1, rightwards));
        for &(x, y) in inner {
            match columns.get(&key(x)) {
                Some(&(left, right)) if rightwards => points.extend([(left - CLEAR, y), (right + CLEAR, y)]),
                Some(&(left, right)) => points.extend([(right + CLEAR, y), (left - CLEAR, y)]),
                None => points.push((x, y)),
            }
        }
        points.extend(beyond(&columns, nodes[edge.to].at.0, end.1, !rightwards));
        points.push(end);
        course.points = points;
    }
}

/// The place just outside a column at this height.
fn beyond(columns: &Columns, x: f64, y: f64, right: bool) -> Option<Point> {
    let (left, right_border) = *columns.get(&key(x))?;
    Some(if right { (right_border + CLEAR, y) } else { (left - CLEAR, y) })
}
