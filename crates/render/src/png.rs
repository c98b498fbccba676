//! PNG, by the crate `tiny-skia`, with the program's own letters: the same bytes on every machine.

use crate::{
    drawing::{Drawing, Item, Pen, Point, Shape, Step, Text, each},
    engine::RenderError,
    ink::{Ink, Theme},
    outline::outline,
};
use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform,
};
use ttf_parser::OutlineBuilder;

/// So many pixels and no more: 256 MB while drawing.
const MOST_PIXELS: f64 = 64e6;

impl Drawing {
    /// The picture as PNG, `scale` pixels for each of its own (2 for screens and slides, 3 for print at 300 dpi).
    ///
    /// # Errors
    /// [`RenderError::TooLarge`] where that would be more than 64 million pixels.
    pub fn png(&self, theme: Theme, scale: f64) -> Result<Vec<u8>, RenderError> {
        let (wide, high) = ((self.size.0 * scale).ceil(), (self.size.1 * scale).ceil());
        let fail = || RenderError::TooLarge { wide, high };
        // Not-a-number fails this comparison, too.
        if !(wide >= 1.0 && high >= 1.0 && wide * high <= MOST_PIXELS) {
            return Err(fail());
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
        let mut page = Pixmap::new(wide as u32, high as u32).ok_or_else(fail)?;
        let mut brush = Brush { dark: theme == Theme::Dark, scale };
        page.fill(brush.colour(Ink::Page, 1.0));
        each(&self.items, &mut |item| match item {
            Item::Shape(shape) => brush.shape(&mut page, shape),
            Item::Text(text) => brush.text(&mut page, text),
            Item::Group(_) => {}
        });
        page.encode_png().map_err(|error| RenderError::Png(error.to_string()))
    }
}

struct Brush {
    dark: bool,
    scale: f64,
}

impl Brush {
    fn colour(&self, ink: Ink, opacity: f64) -> tiny_skia::Color {
        let [r, g, b] = ink.rgb(self.dark);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        tiny_skia::Color::from_rgba8(r, g, b, alpha)
    }

    fn paint(&self, ink: Ink, opacity: f64) -> Paint<'static> {
        let mut paint = Paint::default();
        paint.set_color(self.colour(ink, opacity));
        paint
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a picture is far smaller than what f32 holds exactly"
    )]
    fn transform(&self) -> Transform {
        Transform::from_scale(self.scale as f32, self.scale as f32)
    }

    fn shape(&mut self, page: &mut Pixmap, shape: &Shape) {
        let Some(path) = path(&outline(&shape.form)) else { return };
        if let Some(ink) = shape.fill {
            page.fill_path(&path, &self.paint(ink, 1.0), FillRule::Winding, self.transform(), None);
        }
        if let Some(pen) = &shape.pen {
            page.stroke_path(&path, &self.paint(pen.ink, pen.opacity), &stroke(pen), self.transform(), None);
        }
    }

    fn text(&mut self, page: &mut Pixmap, text: &Text) {
        let font = text.face.font();
        let mut pen = Glyphs {
            builder: PathBuilder::new(),
            size: text.size / f64::from(font.units_per_em()),
            at: (text.start(), text.at.1),
            about: text.at,
            turn: text.turn.to_radians(),
        };
        for letter in text.text.chars() {
            font.outline_glyph(text.face.glyph(letter), &mut pen);
            pen.at.0 += text.face.advance(letter) * text.size;
        }
        if let Some(path) = pen.builder.finish() {
            page.fill_path(&path, &self.paint(text.ink, 1.0), FillRule::Winding, self.transform(), None);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a picture is far smaller than what f32 holds exactly")]
fn stroke(pen: &Pen) -> Stroke {
    let dash = (!pen.dashes.is_empty())
        .then(|| {
            let mut lengths: Vec<f32> = pen.dashes.iter().map(|length| *length as f32).collect();
            if lengths.len() % 2 == 1 {
                lengths.extend_from_within(..);
            }
            StrokeDash::new(lengths, 0.0)
        })
        .flatten();
    let (line_cap, line_join) = (LineCap::Butt, LineJoin::Miter);
    Stroke { width: pen.width as f32, dash, line_cap, line_join, ..Stroke::default() }
}

#[expect(clippy::cast_possible_truncation, reason = "a picture is far smaller than what f32 holds exactly")]
fn path(steps: &[Step]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for step in steps {
        match *step {
            Step::To(p) => builder.move_to(p.0 as f32, p.1 as f32),
            Step::Line(p) => builder.line_to(p.0 as f32, p.1 as f32),
            Step::Cubic(a, b, p) => {
                builder.cubic_to(a.0 as f32, a.1 as f32, b.0 as f32, b.1 as f32, p.0 as f32, p.1 as f32);
            }
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}

/// Takes the outlines of glyphs, sizes, moves and turns them.
struct Glyphs {
    builder: PathBuilder,
    size: f64,
    at: Point,
    about: Point,
    turn: f64,
}

impl Glyphs {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a picture is far smaller than what f32 holds exactly"
    )]
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let x = self.at.0 + f64::from(x) * self.size - self.about.0;
        let y = self.at.1 - f64::from(y) * self.size - self.about.1;
        if self.turn == 0.0 {
            return ((x + self.about.0) as f32, (y + self.about.1) as f32);
        }
        // `libm` rounds alike everywhere; the sine of the system's own library need not.
        let (sin, cos) = (libm::sin(self.turn), libm::cos(self.turn));
        ((x * cos - y * sin + self.about.0) as f32, (x * sin + y * cos + self.about.1) as f32)
    }
}

impl OutlineBuilder for Glyphs {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.builder.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.builder.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((a, b), (x, y)) = (self.place(x1, y1), self.place(x, y));
        self.builder.quad_to(a, b, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((a, b), (c, d), (x, y)) = (self.place(x1, y1), self.place(x2, y2), self.place(x, y));
        self.builder.cubic_to(a, b, c, d, x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
