//! Heading, list of conflicts, legend and source note, around the picture.

use crate::{
    layout::Point,
    scene::Scene,
    style::{SHAPES, STROKES, shape_of, stroke_of},
    svg::badge,
    text::{width, wrap},
    xml::escape,
};
use std::{collections::BTreeSet, fmt::Write as _};

/// Space around everything, in pixels.
pub(crate) const MARGIN: f64 = 20.0;
const SMALL: f64 = 12.0;
const STEP: f64 = 16.0;
/// Least width of a page: what the list of conflicts wants.
const LEAST: f64 = 760.0;

/// Everything but the picture, and where the picture goes.
pub(crate) struct Page {
    pub(crate) size: Point,
    pub(crate) picture_top: f64,
    pub(crate) head: String,
    pub(crate) foot: String,
}

/// Sets the page for a picture of this size.
pub(crate) fn page(scene: &Scene, picture: Point) -> Page {
    let wide = (picture.0 + 2.0 * MARGIN).max(LEAST);
    let room = wide - 2.0 * MARGIN;
    let mut head = String::new();
    let mut y = MARGIN;
    for line in scene.title.iter().flat_map(|title| wrap(title, 17.0 * 1.08, room, 2)) {
        y += 18.0;
        let _ =
            writeln!(head, "<text class=\"heading\" x=\"{MARGIN}\" y=\"{y:.1}\">{}</text>", escape(&line));
    }
    if scene.is_empty() {
        y += 24.0;
        let _ = writeln!(head, "<text class=\"quiet\" x=\"{MARGIN}\" y=\"{y:.1}\">Nothing to show.</text>");
    }
    let picture_top = if y > MARGIN { y + 14.0 } else { MARGIN };
    let mut foot = String::new();
    let mut y = picture_top + picture.1 + 16.0;
    conflicts(&mut foot, scene, room, &mut y);
    legend(&mut foot, scene, wide, &mut y);
    y += 6.0;
    for line in scene.note.iter().flat_map(|note| wrap(note, SMALL, room, 3)) {
        y += STEP;
        let _ = writeln!(foot, "<text class=\"quiet\" x=\"{MARGIN}\" y=\"{y:.1}\">{}</text>", escape(&line));
    }
    Page { size: (wide.ceil(), (y + MARGIN).ceil()), picture_top, head, foot }
}

fn conflicts(out: &mut String, scene: &Scene, room: f64, y: &mut f64) {
    for (at, clash) in scene.clashes.iter().enumerate() {
        *y += STEP + 4.0;
        badge(out, &[at + 1], (MARGIN + 9.0, *y - 4.0));
        let inset = MARGIN + 26.0;
        let parties = if clash.parties[0] == clash.parties[1] {
            clash.parties[0].clone()
        } else {
            clash.parties.join(" / ")
        };
        let about = if clash.about.is_empty() { String::new() } else { format!(" on {}", clash.about) };
        // Bold runs wider.
        for line in wrap(&format!("{}: {parties}{about}", clash.kind), SMALL * 1.08, room - 26.0, 2) {
            let _ =
                writeln!(out, "<text class=\"strong\" x=\"{inset}\" y=\"{y:.1}\">{}</text>", escape(&line));
            *y += STEP;
        }
        for quote in &clash.quotes {
            let quote = quote.trim_matches(|c: char| c.is_whitespace() || "“”\"".contains(c));
            for line in wrap(&format!("“{quote}”"), SMALL, room - 26.0, 2) {
                let _ = writeln!(
                    out,
                    "<text class=\"small\" x=\"{inset}\" y=\"{y:.1}\">{}</text>",
                    escape(&line)
                );
                *y += STEP;
            }
        }
        *y -= STEP;
    }
    if !scene.clashes.is_empty() {
        *y += 10.0;
    }
}

/// What stands in the picture, and how it looks: only what is there.
fn legend(out: &mut String, scene: &Scene, wide: f64, y: &mut f64) {
    let shapes: BTreeSet<&str> = scene.nodes.iter().map(|node| shape_of(node.kind).class).collect();
    let strokes: BTreeSet<&str> = scene.edges.iter().map(|edge| stroke_of(edge.predicate).class).collect();
    if shapes.is_empty() {
        return;
    }
    let _ = writeln!(out, "<g id=\"legend\">");
    let mut x = MARGIN;
    *y += STEP + 6.0;
    let mut place = |text: &str, sample: f64, y: &mut f64| {
        let needed = sample + 6.0 + width(text, SMALL) + 18.0;
        if x + needed > wide - MARGIN && x > MARGIN {
            x = MARGIN;
            *y += STEP + 6.0;
        }
        let at = x;
        x += needed;
        at
    };
    for shape in SHAPES.iter().filter(|shape| shapes.contains(shape.class)) {
        let at = place(shape.legend, 24.0, y);
        let _ = writeln!(
            out,
            "<rect class=\"box {}\" x=\"{at:.1}\" y=\"{:.1}\" width=\"24\" height=\"14\" rx=\"{}\"/>\
             <text class=\"small\" x=\"{:.1}\" y=\"{y:.1}\">{}</text>",
            shape.class,
            *y - 11.0,
            shape.radius.min(7.0),
            at + 30.0,
            shape.legend,
        );
    }
    for stroke in STROKES.iter().filter(|stroke| strokes.contains(stroke.class)) {
        let at = place(stroke.legend, 44.0, y);
        let _ = writeln!(
            out,
            "<path class=\"line {}\" d=\"M{at:.1} {mid:.1} L{:.1} {mid:.1}\" marker-end=\"url(#end-{})\"/>\
             <text class=\"small\" x=\"{:.1}\" y=\"{y:.1}\">{}</text>",
            stroke.class,
            at + 44.0,
            stroke.class,
            at + 50.0,
            stroke.legend,
            mid = *y - 4.0,
        );
    }
    if !scene.clashes.is_empty() {
        let at = place("conflict, by number", 18.0, y);
        badge(out, &[1], (at + 9.0, *y - 4.0));
        let _ = writeln!(
            out,
            "<text class=\"small\" x=\"{:.1}\" y=\"{y:.1}\">conflict, by number</text>",
            at + 24.0
        );
    }
    out.push_str("</g>\n");
}
