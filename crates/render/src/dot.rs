//! DOT: as text for Graphviz users, and for the layout engine.

use crate::{
    ink::Ink,
    layout::{Placed, frame_name, name},
    page::{BADGE, badge_text},
    scene::Scene,
    style::{shape_of, stroke_of},
    text::{FONT_SIZE, wrap},
};
use graphviz_rust::{
    dot_structures::{
        Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
    },
    printer::{DotPrinter, PrinterContext},
};

/// A quoted DOT identifier: the printer of `graphviz-rust` writes identifiers as they come.
///
/// Inside quotes DOT knows two escapes that matter: `\"`, and the backslash sequences of labels, so both characters
/// are escaped. Characters that no tool prints are left out.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn attribute(key: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(key.to_owned()), Id::Plain(quote(value)))
}

fn vertex(at: usize) -> Vertex {
    Vertex::N(NodeId(Id::Plain(name(at)), None))
}

fn print(stmts: Vec<Stmt>) -> String {
    let graph = Graph::DiGraph { id: Id::Plain("standpoint".into()), strict: false, stmts };
    // One attribute list a line, whatever its length.
    let mut context = PrinterContext::default();
    context.always_inline().with_semi();
    let mut text = graph.print(&mut context);
    text.push('\n');
    text
}

/// The federations as clusters, which `dot` keeps all others out of.
fn clusters(scene: &Scene) -> impl Iterator<Item = Stmt> {
    scene.federations.iter().enumerate().map(|(at, federation)| {
        let label = vec![
            attribute("label", &federation.label),
            attribute("fontsize", "11"),
            attribute("labeljust", "l"),
            attribute("color", Ink::FrameLine.hex(false)),
            attribute("margin", "10"),
        ];
        let mut stmts = vec![Stmt::GAttribute(GraphAttributes::Graph(label))];
        let member =
            |&at: &usize| Stmt::Node(Node { id: NodeId(Id::Plain(name(at)), None), attributes: Vec::new() });
        stmts.extend(federation.members.iter().map(member));
        Stmt::Subgraph(Subgraph { id: Id::Plain(frame_name(at)), stmts })
    })
}

/// The scene in DOT, styled and with quotations as tooltips, to be drawn by `dot -Tsvg`.
#[must_use]
pub fn dot(scene: &Scene) -> String {
    let mut graph = vec![attribute("rankdir", "LR"), attribute("fontname", "Helvetica")];
    if let Some(title) = &scene.title {
        graph.extend([attribute("label", title), attribute("labelloc", "t")]);
    }
    let font = || vec![attribute("fontname", "Helvetica"), attribute("fontsize", "12")];
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(graph)),
        Stmt::GAttribute(GraphAttributes::Node(font())),
        Stmt::GAttribute(GraphAttributes::Edge(font())),
    ];
    for (at, node) in scene.nodes.iter().enumerate() {
        let shape = shape_of(node.kind);
        let attributes = vec![
            attribute("label", &wrap(&node.label, FONT_SIZE, 180.0, 5).join("\n")),
            attribute("shape", shape.dot.0),
            attribute("style", shape.dot.1),
            attribute("fillcolor", shape.fill.hex(false)),
            attribute("tooltip", &node.label),
            attribute("id", &node.id),
        ];
        stmts.push(Stmt::Node(Node { id: NodeId(Id::Plain(name(at)), None), attributes }));
    }
    stmts.extend(clusters(scene));
    for edge in &scene.edges {
        let stroke = stroke_of(edge.predicate);
        let quotes: Vec<&str> = edge.sources.iter().map(|source| source.quote.as_str()).collect();
        let mut attributes = vec![
            attribute("color", stroke.ink.hex(false)),
            attribute("style", stroke.dot.0),
            attribute("arrowhead", stroke.dot.1),
            attribute("tooltip", &format!("{}: {}", edge.predicate, quotes.join(" / "))),
        ];
        if let Some(source) = edge.sources.first() {
            attributes.push(attribute("id", &source.statement));
        }
        if let Some(badge) = badge_text(&edge.conflicts) {
            attributes.extend([attribute("label", &format!("⚡{badge}")), attribute("penwidth", "3.5")]);
        } else {
            attributes.push(attribute("penwidth", &stroke.width.to_string()));
        }
        stmts.push(Stmt::Edge(Edge { ty: EdgeTy::Pair(vertex(edge.from), vertex(edge.to)), attributes }));
    }
    print(stmts)
}

/// The scene's shape alone, boxes of fixed size: what `dot -Tplain` is asked to lay out.
pub(crate) fn skeleton(scene: &Scene, boxes: &[Placed]) -> String {
    let inches = |pixels: f64| format!("{:.4}", pixels / 72.0);
    let graph = vec![attribute("rankdir", "LR"), attribute("nodesep", "0.28"), attribute("ranksep", "0.7")];
    let mut stmts = vec![Stmt::GAttribute(GraphAttributes::Graph(graph))];
    for (at, placed) in boxes.iter().enumerate() {
        let attributes = vec![
            attribute("shape", "box"),
            attribute("fixedsize", "true"),
            attribute("label", ""),
            attribute("width", &inches(placed.size.0)),
            attribute("height", &inches(placed.size.1)),
        ];
        stmts.push(Stmt::Node(Node { id: NodeId(Id::Plain(name(at)), None), attributes }));
    }
    stmts.extend(clusters(scene));
    for (at, edge) in scene.edges.iter().enumerate().filter(|(_, edge)| edge.from != edge.to) {
        let mut attributes = vec![attribute("arrowhead", "none")];
        if !edge.conflicts.is_empty() {
            // The label holds room for the badge, and tells parallel lines apart in the answer.
            attributes
                .extend([attribute("label", &format!("e{at}")), attribute("fontsize", &BADGE.to_string())]);
        }
        stmts.push(Stmt::Edge(Edge { ty: EdgeTy::Pair(vertex(edge.from), vertex(edge.to)), attributes }));
    }
    print(stmts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(quote(r#"a "b" \n"#), r#""a \"b\" \\n""#);
        assert_eq!(quote("a\nb\u{7}"), "\"a\\nb \"");
    }

    proptest! {
        #[test]
        fn any_text_is_one_identifier(text in ".{0,30}") {
            let quoted = quote(&text);
            let inside = &quoted[1..quoted.len() - 1];
            let mut escaped = false;
            for c in inside.chars() {
                prop_assert!(escaped || c != '"');
                escaped = !escaped && c == '\\';
            }
            prop_assert!(!escaped, "the closing quote must not be escaped");
        }
    }
}
