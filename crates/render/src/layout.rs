//! Where boxes and lines go; the built-in engine.

pub(crate) use crate::drawing::{Point, Rect};
use crate::{
    page::{BADGE, badge_width},
    ports,
    scene::{Federation, Scene},
    text::{FONT_SIZE, LINE, width, wrap},
};
use dagre::{
    EdgeLabel, LayoutOptions, NodeLabel, RankDir,
    graph::{Graph, GraphOptions},
};
use standpoint_model::EntityType;

/// Room between a label and the border of its box, in pixels, at the sides and above and below.
pub(crate) const PADDING: (f64, f64) = (10.0, 7.0);

/// A box with its label, broken into lines.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// Centre.
    pub(crate) at: Point,
    pub(crate) size: Point,
    pub(crate) lines: Vec<String>,
}

/// The course of a line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Course {
    /// Where it begins, bends and ends; of a curve, a start and three control points for each part.
    pub(crate) points: Vec<Point>,
    /// Whether `points` are those of cubic curves.
    pub(crate) curved: bool,
    /// Centre of the badge of a line that is part of a conflict.
    pub(crate) badge: Point,
}

/// Where everything goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Layout {
    pub(crate) size: Point,
    pub(crate) nodes: Vec<Placed>,
    pub(crate) edges: Vec<Course>,
    /// Of each federation of the scene, what holds its boxes and its name.
    pub(crate) frames: Vec<Rect>,
}

/// From the border of a frame to its boxes, and the room of its name above them.
const INSET: f64 = 8.0;
pub(crate) const HEADING: f64 = 16.0;

/// The frames round boxes that have their places.
pub(crate) fn frames(scene: &Scene, nodes: &[Placed]) -> Vec<Rect> {
    let area = |node: &Placed| {
        let (wide, high) = node.size;
        Rect::new(node.at.0 - wide / 2.0, node.at.1 - high / 2.0, wide, high)
    };
    let frame = |federation: &Federation| {
        let held = federation.members.iter().map(|&at| area(&nodes[at]));
        let held = held.reduce(|all, one| all.join(&one)).unwrap_or_default();
        Rect::new(
            held.x - INSET,
            held.y - INSET - HEADING,
            held.w + 2.0 * INSET,
            held.h + 2.0 * INSET + HEADING,
        )
    };
    scene.federations.iter().map(frame).collect()
}

/// The boxes of a scene, as large as their labels want, not yet placed.
pub(crate) fn boxes(scene: &Scene) -> Vec<Placed> {
    let mut lines_in = vec![0_u32; scene.nodes.len()];
    for edge in &scene.edges {
        lines_in[edge.to] += 1;
    }
    let placed = scene.nodes.iter().zip(lines_in).map(|(node, lines_in)| {
        let (room, most) = if node.kind == EntityType::Proposition { (220.0, 5) } else { (150.0, 4) };
        let mut lines = wrap(&node.label, FONT_SIZE, room, most);
        if lines.is_empty() {
            lines.push("(unnamed)".into());
        }
        let widest = lines.iter().map(|line| width(line, FONT_SIZE)).fold(0.0, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "a label has a handful of lines")]
        let high = lines.len() as f64 * LINE;
        // Room for the heads of many lines to stand apart.
        let high = (high + 2.0 * PADDING.1).max((f64::from(lines_in) * 9.0).min(220.0));
        Placed { at: (0.0, 0.0), size: (widest + 2.0 * PADDING.0, high), lines }
    });
    placed.collect()
}

/// Layers the graph from left to right (Sugiyama's method, crate `dagre`).
pub(crate) fn builtin(scene: &Scene) -> Layout {
    let mut nodes = boxes(scene);
    let mut graph: Graph<NodeLabel, EdgeLabel> =
        Graph::with_options(GraphOptions { directed: true, multigraph: true, compound: true });
    for (at, node) in nodes.iter().enumerate() {
        let label = NodeLabel { width: node.size.0, height: node.size.1, ..NodeLabel::default() };
        graph.set_node(name(at), Some(label));
    }
    for (at, federation) in scene.federations.iter().enumerate() {
        graph.set_node(frame_name(at), Some(NodeLabel::default()));
        for &member in &federation.members {
            graph.set_parent(&name(member), Some(&frame_name(at)));
        }
    }
    for (at, edge) in scene.edges.iter().enumerate().filter(|(_, edge)| edge.from != edge.to) {
        let badge = badge_width(&edge.conflicts);
        let height = if badge > 0.0 { BADGE } else { 0.0 };
        let label = EdgeLabel {
            width: badge,
            height,
            labelpos: dagre::layout::types::LabelPos::Center,
            ..EdgeLabel::default()
        };
        graph.set_edge(name(edge.from), name(edge.to), Some(label), Some(&at.to_string()));
    }
    let options = LayoutOptions {
        rankdir: RankDir::LR,
        // A frame and its name want more room between boxes.
        nodesep: if scene.federations.is_empty() { 22.0 } else { INSET + HEADING + 6.0 },
        edgesep: 14.0,
        ranksep: 46.0,
        ..LayoutOptions::default()
    };
    dagre::layout(&mut graph, Some(options));
    for (at, node) in nodes.iter_mut().enumerate() {
        if let Some(label) = graph.node(&name(at)) {
            node.at = (label.x.unwrap_or_default(), label.y.unwrap_or_default());
        }
    }
    let edges = scene.edges.iter().enumerate().map(|(at, edge)| {
        let found = graph.edge(&name(edge.from), &name(edge.to), Some(&at.to_string()));
        let points: Vec<Point> =
            found.map_or_else(Vec::new, |label| label.points.iter().map(|p| (p.x, p.y)).collect());
        if points.len() < 2 {
            return beside(&nodes[edge.from]);
        }
        let middle = points[points.len() / 2];
        let badge = found.and_then(|label| label.x.zip(label.y)).unwrap_or(middle);
        Course { points, curved: false, badge }
    });
    let mut edges: Vec<Course> = edges.collect();
    ports::tidy(scene, &nodes, &mut edges);
    let frames = frames(scene, &nodes);
    framed(Layout { size: (0.0, 0.0), nodes, edges, frames })
}

/// A small loop at the top right of a box, for what bears on itself.
pub(crate) fn beside(node: &Placed) -> Course {
    let (right, top) = (node.at.0 + node.size.0 / 2.0, node.at.1 - node.size.1 / 2.0);
    let points =
        vec![(right - 14.0, top), (right - 14.0, top - 9.0), (right - 4.0, top - 9.0), (right - 4.0, top)];
    Course { points, curved: true, badge: (right - 9.0, top - 8.0) }
}

/// Moves everything so that it begins at the top left, and sizes the canvas to it.
pub(crate) fn framed(mut layout: Layout) -> Layout {
    let mut low = (f64::INFINITY, f64::INFINITY);
    let mut high = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    let mut cover = |at: Point, half: Point| {
        low = (low.0.min(at.0 - half.0), low.1.min(at.1 - half.1));
        high = (high.0.max(at.0 + half.0), high.1.max(at.1 + half.1));
    };
    for node in &layout.nodes {
        cover(node.at, (node.size.0 / 2.0 + 2.0, node.size.1 / 2.0 + 2.0));
    }
    for frame in &layout.frames {
        cover(frame.centre(), (frame.w / 2.0 + 1.0, frame.h / 2.0 + 1.0));
    }
    for edge in &layout.edges {
        edge.points.iter().for_each(|&point| cover(point, (3.0, 3.0)));
        cover(edge.badge, (BADGE, BADGE / 2.0));
    }
    if layout.nodes.is_empty() {
        return Layout::default();
    }
    let moved = |point: &mut Point| *point = (point.0 - low.0, point.1 - low.1);
    layout.nodes.iter_mut().for_each(|node| moved(&mut node.at));
    for frame in &mut layout.frames {
        (frame.x, frame.y) = (frame.x - low.0, frame.y - low.1);
    }
    for edge in &mut layout.edges {
        edge.points.iter_mut().for_each(moved);
        moved(&mut edge.badge);
    }
    layout.size = (high.0 - low.0, high.1 - low.1);
    layout
}

/// A name for the box at this place that needs no quoting anywhere.
pub(crate) fn name(at: usize) -> String {
    format!("n{at}")
}

/// A name for the frame at this place.
pub(crate) fn frame_name(at: usize) -> String {
    format!("cluster{at}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Edge, Node};
    use proptest::{collection::vec, prelude::*};
    use standpoint_model::Predicate;

    fn scenes() -> impl Strategy<Value = Scene> {
        let labels = vec(("\\PC{0,60}", 0..EntityType::ALL.len()), 1..12);
        let edges = vec((0_usize..12, 0_usize..12, 0..Predicate::ALL.len(), vec(1_usize..9, 0..3)), 0..20);
        let bodies = vec(0_usize..6, 12);
        (labels, edges, bodies).prop_map(|(labels, edges, bodies)| {
            let count = labels.len();
            let under = |body: usize| (0..count).filter(|&at| bodies[at] == body).collect::<Vec<_>>();
            // The sixth are those alone.
            let federations = (0..5).map(under).filter(|members| members.len() > 1);
            let federations =
                federations.map(|members| Federation { label: "A federation".to_owned(), members });
            let node = |(at, (label, kind)): (usize, (String, usize))| Node {
                id: format!("id{at}"),
                label,
                kind: EntityType::ALL[kind],
                aliases: Vec::new(),
            };
            let edge = |(from, to, predicate, conflicts): (usize, usize, usize, Vec<usize>)| Edge {
                from: from % count,
                to: to % count,
                predicate: Predicate::ALL[predicate],
                sources: Vec::new(),
                conflicts,
            };
            Scene {
                nodes: labels.into_iter().enumerate().map(node).collect(),
                edges: edges.into_iter().map(edge).collect(),
                federations: federations.collect(),
                ..Scene::default()
            }
        })
    }

    /// What must hold of any layout, whichever engine made it.
    fn check(scene: &Scene, layout: &Layout) -> Result<(), TestCaseError> {
        for (federation, frame) in scene.federations.iter().zip(&layout.frames) {
            prop_assert!(frame.x >= 0.0 && frame.y >= 0.0);
            prop_assert!(frame.right() <= layout.size.0 && frame.bottom() <= layout.size.1);
            for (at, node) in layout.nodes.iter().enumerate() {
                let wide = (node.at.0 - frame.centre().0).abs() - (node.size.0 + frame.w) / 2.0;
                let high = (node.at.1 - frame.centre().1).abs() - (node.size.1 + frame.h) / 2.0;
                let apart = wide >= -0.02 || high >= -0.02;
                prop_assert_eq!(apart, !federation.members.contains(&at), "{:?} and {:?}", node, frame);
            }
        }
        for (at, one) in layout.nodes.iter().enumerate() {
            for line in &one.lines {
                prop_assert!(width(line, FONT_SIZE) <= one.size.0, "{line:?} is wider than its box");
            }
            for (centre, size, canvas) in
                [(one.at.0, one.size.0, layout.size.0), (one.at.1, one.size.1, layout.size.1)]
            {
                prop_assert!(centre - size / 2.0 >= 0.0 && centre + size / 2.0 <= canvas, "off the canvas");
            }
            for other in &layout.nodes[at + 1..] {
                let apart = |a: f64, b: f64, sizes: f64| (a - b).abs() + 0.02 >= sizes / 2.0;
                let wide = apart(one.at.0, other.at.0, one.size.0 + other.size.0);
                let high = apart(one.at.1, other.at.1, one.size.1 + other.size.1);
                prop_assert!(wide || high, "{one:?} overlaps {other:?}");
            }
        }
        let points = layout.edges.iter().flat_map(|edge| &edge.points);
        for &(x, y) in points {
            prop_assert!(x >= 0.0 && y >= 0.0 && x <= layout.size.0 && y <= layout.size.1);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn boxes_stand_apart_hold_their_labels_and_are_on_the_canvas(scene in scenes()) {
            let layout = builtin(&scene);
            check(&scene, &layout)?;
            prop_assert_eq!(layout, builtin(&scene), "the same each time");
        }

        #[test]
        fn so_they_do_with_dot_where_it_is_installed(scene in scenes()) {
            match crate::engine::layout(&scene, crate::Engine::Dot) {
                Ok((layout, _)) => check(&scene, &layout)?,
                Err(crate::RenderError::DotMissing) => eprintln!("skipped: `dot` is not installed"),
                // Of some graphs Graphviz itself loses an edge; `auto` draws these with the built-in layout.
                Err(crate::RenderError::DotFailed(why)) => eprintln!("skipped: `dot` gave up: {why}"),
                Err(error) => prop_assert!(false, "{error}"),
            }
        }
    }
}
