//! A graph of boxes and lines: the whole of a store, or of what is chosen of it.

use crate::{
    drawing::{Anchor, Canvas, Drawing, Pen, Rect, Step},
    engine::{Engine, RenderError, layout},
    font::Face,
    ink::{Ink, Theme},
    layout::{Course, HEADING, Layout, Placed},
    options::{Links, Options},
    page::{BADGE, Key, Page, badge, keys_of},
    said::counted,
    scene::{Edge, Node, Scene},
    style::{shape_of, stroke_of},
    text::{FONT_SIZE, LINE, one_line, wrap, wrap_in},
};
use std::{collections::BTreeSet, fmt::Write as _};

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

/// Draws the scene as SVG, with a legend, the list of conflicts, and quotations as tooltips. The same scene gives the
/// same bytes for the same engine.
///
/// # Errors
/// With [`Engine::Dot`], where `dot` is not installed, fails or takes too long; [`Engine::Auto`] then uses the
/// built-in engine.
pub fn svg(scene: &Scene, engine: Engine) -> Result<Picture, RenderError> {
    let (drawing, engine) = graph(scene, engine, &Links::default())?;
    Ok(Picture { svg: drawing.svg(Theme::Adaptive), engine })
}

/// Draws the scene; tells which engine laid it out (never [`Engine::Auto`]).
///
/// # Errors
/// As [`svg`].
pub fn graph(scene: &Scene, engine: Engine, links: &Links) -> Result<(Drawing, Engine), RenderError> {
    let (layout, engine) = layout(scene, engine)?;
    Ok((draw(scene, &layout, links), engine))
}

fn draw(scene: &Scene, layout: &Layout, links: &Links) -> Drawing {
    let mut body = Canvas::default();
    for (federation, area) in scene.federations.iter().zip(&layout.frames) {
        body.rect(*area, 7.0, Some(Ink::Frame), Some(Pen::new(Ink::FrameLine, 1.0)));
        let text = one_line(Face::Bold, &federation.label, 11.5, area.w - 12.0);
        let at = (area.x + 7.0, area.y + HEADING - 2.0);
        body.text(at, Anchor::Start, Face::Bold, 11.5, Ink::Quiet, &text);
    }
    for (edge, course) in scene.edges.iter().zip(&layout.edges) {
        line(&mut body, scene, edge, course, links);
    }
    for (node, placed) in scene.nodes.iter().zip(&layout.nodes) {
        cell(&mut body, node, placed, links);
    }
    for (edge, course) in scene.edges.iter().zip(&layout.edges) {
        badge(&mut body, &edge.conflicts, course.badge);
    }
    let mut size = layout.size;
    if !scene.clashes.is_empty() {
        size.0 = size.0.max(560.0);
        size.1 += clashes(&mut body, scene, size.0, size.1 + 16.0) + 16.0;
    }
    let shapes: BTreeSet<&str> = scene.nodes.iter().map(|node| shape_of(node.kind).legend).collect();
    let strokes: BTreeSet<&str> = scene.edges.iter().map(|edge| stroke_of(edge.predicate).legend).collect();
    let mut keys = keys_of(
        |stroke| strokes.contains(stroke.legend),
        |shape| shapes.contains(shape.legend),
        !scene.clashes.is_empty(),
    );
    if !scene.federations.is_empty() {
        keys.push(Key::Frame);
    }
    let options = Options { title: scene.title.clone(), note: scene.note.clone(), ..Options::default() };
    let (boxes, lines) = scene.size();
    let mut notes = Vec::new();
    if scene.left_out > 0 {
        let left = counted(scene.left_out, "actor", "actors");
        notes.push(format!("Left out: {left} with fewer statements."));
    }
    Page {
        title: "Who is for and against what".to_owned(),
        lead: String::new(),
        summary: format!("{}, {}.", counted(boxes, "box", "boxes"), counted(lines, "line", "lines")),
        body,
        size,
        keys,
        notes,
        options: &options,
        empty: scene.is_empty(),
    }
    .set()
}

fn steps(course: &Course) -> Vec<Step> {
    let points = &course.points;
    let Some(&first) = points.first() else { return Vec::new() };
    let mut steps = vec![Step::To(first)];
    if course.curved {
        steps.extend(points[1..].chunks_exact(3).map(|three| Step::Cubic(three[0], three[1], three[2])));
        return steps;
    }
    // Bends are rounded: a curve from middle to middle of the straight parts, drawn towards each bend.
    let mut at = first;
    for two in points[1..].windows(2) {
        let bend = two[0];
        let middle = (f64::midpoint(bend.0, two[1].0), f64::midpoint(bend.1, two[1].1));
        let towards = |from: (f64, f64)| {
            (from.0 + (bend.0 - from.0) * 2.0 / 3.0, from.1 + (bend.1 - from.1) * 2.0 / 3.0)
        };
        steps.push(Step::Cubic(towards(at), towards(middle), middle));
        at = middle;
    }
    if let Some(&last) = points.last() {
        steps.push(Step::Line(last));
    }
    steps
}

fn line(body: &mut Canvas, scene: &Scene, edge: &Edge, course: &Course, links: &Links) {
    let id = edge.sources.first().map(|source| source.statement.as_str()).unwrap_or_default();
    let (from, to) = (&scene.nodes[edge.from].label, &scene.nodes[edge.to].label);
    let href = edge
        .sources
        .first()
        .and_then(|source| links.entity(&source.statement).or_else(|| links.document(&source.document)));
    body.group(id, tooltip(edge, from, to), href, |body| {
        if !edge.conflicts.is_empty() {
            body.path(steps(course), Pen::new(Ink::Mark, 9.0).faint(0.2));
        }
        body.stroke(steps(course), stroke_of(edge.predicate));
    });
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

fn cell(body: &mut Canvas, node: &Node, placed: &Placed, links: &Links) {
    let shape = shape_of(node.kind);
    let known =
        if node.aliases.is_empty() { String::new() } else { format!("\nalso: {}", node.aliases.join(", ")) };
    let tip = format!("{} ({}){known}", node.label, node.kind);
    body.group(&node.id, tip, links.entity(&node.id), |body| {
        let (x, y) = (placed.at.0 - placed.size.0 / 2.0, placed.at.1 - placed.size.1 / 2.0);
        let area = Rect::new(x, y, placed.size.0, placed.size.1);
        body.solid(area, shape.radius, shape.fill, Pen::new(shape.line, 1.2).dashed(shape.dashes));
        let top = placed.at.1 - placed.lines.len() as f64 * LINE / 2.0 + LINE * 0.74;
        body.lines(
            (placed.at.0, top),
            LINE,
            Anchor::Middle,
            Face::Regular,
            FONT_SIZE,
            Ink::Text,
            &placed.lines,
        );
    });
}

/// The conflicts by number, each with both quotes; answers how high that is.
fn clashes(body: &mut Canvas, scene: &Scene, wide: f64, top: f64) -> f64 {
    let (inset, room) = (BADGE + 9.0, wide - BADGE - 9.0);
    let mut y = top;
    for (at, clash) in scene.clashes.iter().enumerate() {
        y += 17.0;
        badge(body, &[at + 1], (BADGE / 2.0, y - 4.0));
        let [one, other] = &clash.parties;
        let parties = if one == other { one.clone() } else { format!("{one} and {other}") };
        let about = if clash.about.is_empty() { String::new() } else { format!(" on {}", clash.about) };
        let heading = format!("{parties}{about}: {}", crate::clashes::sort(clash.kind));
        for line in wrap_in(Face::Bold, &heading, 12.0, room, 2) {
            body.text((inset, y), Anchor::Start, Face::Bold, 12.0, Ink::Text, &line);
            y += 15.0;
        }
        for quote in &clash.quotes {
            let quote = quote.trim_matches(|c: char| c.is_whitespace() || "“”\"".contains(c));
            for line in wrap(&format!("“{quote}”"), 11.5, room, 2) {
                body.text((inset, y), Anchor::Start, Face::Regular, 11.5, Ink::Quiet, &line);
                y += 15.0;
            }
        }
        y -= 6.0;
    }
    y - top
}
