//! SVG: a style sheet of the inks in use, then shapes and text in the order of drawing.

use crate::{
    drawing::{Anchor, Drawing, Form, Group, Item, Pen, Point, Shape, Step, Text, each},
    font::{FONTS, Face},
    ink::{Ink, Theme},
};
use standpoint_network::write::escape;
use std::{collections::BTreeSet, fmt::Write as _};

impl Drawing {
    /// The picture as an SVG document, UTF-8. Quotations are tooltips (`title`); of [`Theme::Adaptive`] the style sheet
    /// has a dark half.
    #[must_use]
    pub fn svg(&self, theme: Theme) -> String {
        let (wide, high) = (number(self.size.0), number(self.size.1));
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
             role=\"img\" aria-labelledby=\"title summary\" font-family=\"{FONTS}\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"summary\">{}</desc>\n",
            escape(&self.title),
            escape(&self.summary)
        );
        style(&mut out, &self.items, theme);
        let _ = writeln!(out, "<rect class=\"f-page\" width=\"{wide}\" height=\"{high}\"/>");
        write(&mut out, &self.items);
        out.push_str("</svg>\n");
        out
    }
}

/// Which inks are used to fill and which to draw.
fn used(items: &[Item]) -> (BTreeSet<Ink>, BTreeSet<Ink>) {
    let (mut fills, mut lines) = (BTreeSet::from([Ink::Page]), BTreeSet::new());
    each(items, &mut |item| match item {
        Item::Text(text) => {
            fills.insert(text.ink);
        }
        Item::Shape(shape) => {
            fills.extend(shape.fill);
            lines.extend(shape.pen.map(|pen| pen.ink));
        }
        Item::Group(_) => {}
    });
    (fills, lines)
}

fn style(out: &mut String, items: &[Item], theme: Theme) {
    let (fills, lines) = used(items);
    let rules = |out: &mut String, dark: bool| {
        for ink in &fills {
            let _ = writeln!(out, ".f-{}{{fill:{}}}", ink.name(), ink.hex(dark));
        }
        for ink in &lines {
            let _ = writeln!(out, ".s-{}{{stroke:{}}}", ink.name(), ink.hex(dark));
        }
    };
    out.push_str("<style>\n");
    rules(out, theme == Theme::Dark);
    if theme == Theme::Adaptive {
        out.push_str("@media (prefers-color-scheme: dark) {\n");
        rules(out, true);
        out.push_str("}\n");
    }
    out.push_str("a:hover,a:focus-visible{outline:2px solid currentColor;outline-offset:2px}\n</style>\n");
}

fn write(out: &mut String, items: &[Item]) {
    for item in items {
        match item {
            Item::Shape(shape) => write_shape(out, shape),
            Item::Text(text) => write_text(out, text),
            Item::Group(group) => write_group(out, group),
        }
    }
}

fn write_group(out: &mut String, group: &Group) {
    if let Some(href) = &group.href {
        let _ = write!(out, "<a href=\"{}\">", escape(href));
    }
    out.push_str("<g");
    if !group.id.is_empty() {
        let _ = write!(out, " data-id=\"{}\"", escape(&group.id));
    }
    out.push_str(">\n");
    if !group.tip.is_empty() {
        let _ = writeln!(out, "<title>{}</title>", escape(&group.tip));
    }
    write(out, &group.items);
    out.push_str("</g>");
    out.push_str(if group.href.is_some() { "</a>\n" } else { "\n" });
}

fn write_shape(out: &mut String, shape: &Shape) {
    match &shape.form {
        Form::Rect { at, radius } => {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                number(at.x),
                number(at.y),
                number(at.w),
                number(at.h)
            );
            if *radius > 0.0 {
                let _ = write!(out, " rx=\"{}\"", number(*radius));
            }
        }
        Form::Circle { at, radius } => {
            let _ = write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                number(at.0),
                number(at.1),
                number(*radius)
            );
        }
        Form::Path(steps) => {
            let _ = write!(out, "<path d=\"{}\"", path(steps));
        }
    }
    let mut classes = Vec::new();
    if let Some(ink) = shape.fill {
        classes.push(format!("f-{}", ink.name()));
    }
    if let Some(pen) = &shape.pen {
        classes.push(format!("s-{}", pen.ink.name()));
    }
    let _ = write!(out, " class=\"{}\"", classes.join(" "));
    if shape.fill.is_none() {
        out.push_str(" fill=\"none\"");
    }
    if let Some(pen) = &shape.pen {
        write_pen(out, pen);
    }
    out.push_str("/>\n");
}

fn write_pen(out: &mut String, pen: &Pen) {
    let _ = write!(out, " stroke-width=\"{}\"", number(pen.width));
    if !pen.dashes.is_empty() {
        let lengths: Vec<String> = pen.dashes.iter().map(|length| number(*length)).collect();
        let _ = write!(out, " stroke-dasharray=\"{}\"", lengths.join(" "));
    }
    if pen.opacity < 1.0 {
        let _ = write!(out, " stroke-opacity=\"{}\"", pen.opacity);
    }
}

fn path(steps: &[Step]) -> String {
    let mut d = String::new();
    for step in steps {
        let _ = match step {
            Step::To(p) => write!(d, "M{}", pair(*p)),
            Step::Line(p) => write!(d, "L{}", pair(*p)),
            Step::Cubic(a, b, p) => write!(d, "C{} {} {}", pair(*a), pair(*b), pair(*p)),
            Step::Close => write!(d, "Z"),
        };
    }
    d
}

fn write_text(out: &mut String, text: &Text) {
    let _ = write!(
        out,
        "<text class=\"f-{}\" x=\"{}\" y=\"{}\" font-size=\"{}\"",
        text.ink.name(),
        number(text.at.0),
        number(text.at.1),
        number(text.size)
    );
    if text.face == Face::Bold {
        out.push_str(" font-weight=\"bold\"");
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
        Anchor::End => out.push_str(" text-anchor=\"end\""),
    }
    if text.turn != 0.0 {
        let _ = write!(out, " transform=\"rotate({} {})\"", number(text.turn), pair(text.at));
    }
    let _ = writeln!(out, ">{}</text>", escape(&text.text));
}

fn pair(p: Point) -> String {
    format!("{} {}", number(p.0), number(p.1))
}

/// At most one decimal, and none where it is 0: a tenth of a pixel is less than anyone sees.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let short = text.strip_suffix(".0").unwrap_or(&text);
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
