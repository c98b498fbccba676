//! The picture.

use crate::{
    engine::{Engine, RenderError, layout},
    layout::{BADGE, Course, Layout, Placed, badge_text, badge_width},
    panels::{self, MARGIN},
    scene::{Edge, Node, Scene},
    style::{Head, SHAPES, STROKES, shape_of, stroke_of},
    text::{FONT_SIZE, FONTS, LINE},
    xml::escape,
};
use std::fmt::Write as _;

/// Colour that marks conflicts.
pub(crate) const MARK: &str = "#B3261E";
/// Most quotations in one tooltip.
const QUOTES: usize = 5;

/// A drawn scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The SVG document, UTF-8.
    pub svg: String,
    /// The engine that laid it out: never [`Engine::Auto`].
    pub engine: Engine,
}

/// Draws the scene, with a legend, the list of conflicts, and quotations as tooltips. The same scene gives the same
/// bytes for the same engine.
///
/// # Errors
/// With [`Engine::Dot`], where `dot` is not installed, fails or takes too long; [`Engine::Auto`] then uses the
/// built-in engine.
pub fn svg(scene: &Scene, engine: Engine) -> Result<Picture, RenderError> {
    let (layout, engine) = layout(scene, engine)?;
    Ok(Picture { svg: draw(scene, &layout, engine), engine })
}

fn draw(scene: &Scene, layout: &Layout, engine: Engine) -> String {
    let page = panels::page(scene, layout.size);
    let mut out = String::new();
    let (wide, high) = (page.size.0, page.size.1);
    let title = scene.title.as_deref().unwrap_or("Who is for and against what");
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{high:.0}\" \
         viewBox=\"0 0 {wide:.0} {high:.0}\" role=\"img\" aria-labelledby=\"title\">\n\
         <title id=\"title\">{}</title>\n<metadata>layout: {engine}</metadata>\n",
        escape(title)
    );
    style(&mut out);
    markers(&mut out);
    let _ = writeln!(out, "<rect class=\"page\" width=\"{wide:.0}\" height=\"{high:.0}\"/>");
    out.push_str(&page.head);
    let left = ((wide - layout.size.0) / 2.0).max(MARGIN);
    let _ = writeln!(out, "<g transform=\"translate({left:.1} {:.1})\">", page.picture_top);
    for (edge, course) in scene.edges.iter().zip(&layout.edges) {
        line(&mut out, scene, edge, course);
    }
    for (node, placed) in scene.nodes.iter().zip(&layout.nodes) {
        cell(&mut out, node, placed);
    }
    for (edge, course) in scene.edges.iter().zip(&layout.edges) {
        badge(&mut out, &edge.conflicts, course.badge);
    }
    out.push_str("</g>\n");
    out.push_str(&page.foot);
    out.push_str("</svg>\n");
    out
}

fn style(out: &mut String) {
    let _ = write!(
        out,
        "<style>\ntext {{ font-family: {FONTS}; font-size: {FONT_SIZE}px; fill: #1A1A1A }}\n\
         .page {{ fill: #FFFFFF }}\n.box {{ stroke: #4A4A4A; stroke-width: 1.2 }}\n\
         .line {{ fill: none }}\n.halo {{ fill: none; stroke: {MARK}; stroke-opacity: .22; stroke-width: 9 }}\n\
         .badge {{ fill: {MARK} }}\n.badge-text {{ fill: #FFFFFF; font-size: 11px; font-weight: bold; text-anchor: middle }}\n\
         .heading {{ font-size: 17px; font-weight: bold }}\n.small {{ font-size: 12px }}\n\
         .quiet {{ font-size: 12px; fill: #595959 }}\n.strong {{ font-size: 12px; font-weight: bold }}\n"
    );
    for shape in &SHAPES {
        let _ = writeln!(out, ".{} {{ fill: {} }}", shape.class, shape.fill);
    }
    out.push_str(".proposition { stroke-dasharray: 4 3 }\n.person, .place { stroke-width: 1.6 }\n.place { stroke: #00684B }\n");
    for stroke in &STROKES {
        let dashes = if stroke.dashes.is_empty() { "none" } else { stroke.dashes };
        let _ = writeln!(
            out,
            ".{} {{ stroke: {}; stroke-width: {}; stroke-dasharray: {dashes} }}",
            stroke.class, stroke.colour, stroke.width
        );
    }
    out.push_str(
        "@media (prefers-color-scheme: dark) {\n.page { fill: #16181C }\ntext { fill: #ECECEC }\n\
         .quiet { fill: #A8A8A8 }\n.box { stroke: #9A9A9A }\n.person, .organization { fill: #1D3A4F }\n\
         .place { fill: #1E4033 }\n.target { fill: #4A3F14 }\n.proposition { fill: #26292E }\n\
         .supports { stroke: #56B4E9 }\n.opposes { stroke: #F0803C }\n\
         .affiliation, .post, .runs { stroke: #A8A8A8 }\n.halo { stroke-opacity: .45 }\n}\n</style>\n",
    );
}

/// Name of the marker that ends a line of this class.
fn marker(class: &str) -> String {
    format!("end-{class}")
}

fn markers(out: &mut String) {
    out.push_str("<defs>\n");
    for stroke in &STROKES {
        let (shape, at) = match stroke.head {
            Head::Arrow => ("M0 0 L11 5 L0 10 z", 10),
            Head::Tee => ("M8 0 L8 10 L11 10 L11 0 z", 10),
            Head::Open => ("M1 1 L10 5 L1 9 L3.2 5 z", 9),
        };
        let _ = writeln!(
            out,
            "<marker id=\"{}\" viewBox=\"0 0 12 10\" refX=\"{at}\" refY=\"5\" markerWidth=\"{w}\" markerHeight=\"{h}\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"{shape}\" fill=\"{}\"/></marker>",
            marker(stroke.class),
            stroke.colour,
            w = if stroke.head == Head::Tee { 17 } else { 12 },
            h = if stroke.head == Head::Tee { 15 } else { 10 },
        );
    }
    out.push_str("</defs>\n");
}

fn path(course: &Course) -> String {
    let mut d = String::new();
    let points = &course.points;
    let Some(first) = points.first() else { return d };
    let _ = write!(d, "M{:.1} {:.1}", first.0, first.1);
    if course.curved {
        for three in points[1..].chunks_exact(3) {
            let [a, b, c] = [three[0], three[1], three[2]];
            let _ = write!(d, " C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", a.0, a.1, b.0, b.1, c.0, c.1);
        }
        return d;
    }
    // Bends are rounded: a curve from middle to middle of the straight parts, drawn towards each bend.
    for two in points[1..].windows(2) {
        let middle = (f64::midpoint(two[0].0, two[1].0), f64::midpoint(two[0].1, two[1].1));
        let _ = write!(d, " Q{:.1} {:.1} {:.1} {:.1}", two[0].0, two[0].1, middle.0, middle.1);
    }
    if let Some(last) = points.last() {
        let _ = write!(d, " L{:.1} {:.1}", last.0, last.1);
    }
    d
}

fn line(out: &mut String, scene: &Scene, edge: &Edge, course: &Course) {
    let stroke = stroke_of(edge.predicate);
    let d = path(course);
    let id = edge.sources.first().map(|source| source.statement.as_str()).unwrap_or_default();
    let _ = writeln!(out, "<g id=\"{}\">", escape(id));
    let (from, to) = (&scene.nodes[edge.from].label, &scene.nodes[edge.to].label);
    let _ = writeln!(out, "<title>{}</title>", escape(&tooltip(edge, from, to)));
    if !edge.conflicts.is_empty() {
        let _ = writeln!(out, "<path class=\"halo\" d=\"{d}\"/>");
    }
    let _ = writeln!(
        out,
        "<path class=\"line {}\" d=\"{d}\" marker-end=\"url(#{})\"/>\n</g>",
        stroke.class,
        marker(stroke.class)
    );
}

fn tooltip(edge: &Edge, from: &str, to: &str) -> String {
    let mut text = format!("{from} {} {to} ({:.2})", edge.predicate, edge.confidence());
    for source in edge.sources.iter().take(QUOTES) {
        let date = source.date.map(|date| format!(", {date}")).unwrap_or_default();
        let _ = write!(text, "\n“{}” ({}{date})", source.quote, source.document);
    }
    if edge.sources.len() > QUOTES {
        let _ = write!(text, "\nand {} more", edge.sources.len() - QUOTES);
    }
    text
}

fn cell(out: &mut String, node: &Node, placed: &Placed) {
    let shape = shape_of(node.kind);
    let (x, y) = (placed.at.0 - placed.size.0 / 2.0, placed.at.1 - placed.size.1 / 2.0);
    let known =
        if node.aliases.is_empty() { String::new() } else { format!("\nalso: {}", node.aliases.join(", ")) };
    let _ = writeln!(
        out,
        "<g id=\"{}\">\n<title>{}</title>\n<rect class=\"box {}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{}\"/>",
        escape(&node.id),
        escape(&format!("{} ({}){known}", node.label, node.kind)),
        shape.class,
        placed.size.0,
        placed.size.1,
        shape.radius,
    );
    #[expect(clippy::cast_precision_loss, reason = "a label has a handful of lines")]
    let top = placed.at.1 - placed.lines.len() as f64 * LINE / 2.0 + LINE * 0.74;
    for (at, text) in placed.lines.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a label has a handful of lines")]
        let y = top + at as f64 * LINE;
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>",
            placed.at.0,
            escape(text)
        );
    }
    out.push_str("</g>\n");
}

pub(crate) fn badge(out: &mut String, conflicts: &[usize], at: (f64, f64)) {
    let Some(text) = badge_text(conflicts) else { return };
    let wide = badge_width(conflicts);
    let _ = writeln!(
        out,
        "<rect class=\"badge\" x=\"{:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{BADGE}\" rx=\"{}\"/>\n\
         <text class=\"badge-text\" x=\"{:.1}\" y=\"{:.1}\">{text}</text>",
        at.0 - wide / 2.0,
        at.1 - BADGE / 2.0,
        BADGE / 2.0,
        at.0,
        at.1 + 4.0,
    );
}
