//! Where boxes and lines go; the built-in engine.

pub(crate) use crate::drawing::Point;
use crate::{
    page::{BADGE, badge_width},
    ports,
    scene::Scene,
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
        Graph::with_options(GraphOptions { directed: true, multigraph: true, compound: false });
    for (at, node) in nodes.iter().enumerate() {
        let label = NodeLabel { width: node.size.0, height: node.size.1, ..NodeLabel::default() };
        graph.set_node(name(at), Some(label));
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
        nodesep: 22.0,
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
    framed(Layout { size: (0.0, 0.0), nodes, edges })
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
    for edge in &layout.edges {
        edge.points.iter().for_each(|&point| cover(point, (3.0, 3.0)));
        cover(edge.badge, (BADGE, BADGE / 2.0));
    }
    if layout.nodes.is_empty() {
        return Layout::default();
    }
    let moved = |point: &mut Point| *point = (point.0 - low.0, point.1 - low.1);
    layout.nodes.iter_mut().for_each(|node| moved(&mut node.at));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Edge, Node};
    use proptest::{collection::vec, prelude::*};
    use standpoint_model::Predicate;

    fn scenes() -> impl Strategy<Value = Scene> {
        let labels = vec(("\\PC{0,60}", 0..EntityType::ALL.len()), 1..12);
        let edges = vec((0_usize..12, 0_usize..12, 0..Predicate::ALL.len(), vec(1_usize..9, 0..3)), 0..20);
        (labels, edges).prop_map(|(labels, edges)| {
            let count = labels.len();
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
                ..Scene::default()
            }
        })
    }

    /// What must hold of any layout, whichever engine made it.
    fn check(layout: &Layout) -> Result<(), TestCaseError> {
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
            check(&layout)?;
            prop_assert_eq!(layout, builtin(&scene), "the same each time");
        }

        #[test]
        fn so_they_do_with_dot_where_it_is_installed(scene in scenes()) {
            match crate::engine::layout(&scene, crate::Engine::Dot) {
                Ok((layout, _)) => check(&layout)?,
                Err(crate::RenderError::DotMissing) => eprintln!("skipped: `dot` is not installed"),
                Err(error) => prop_assert!(false, "{error}"),
            }
        }
    }
}
