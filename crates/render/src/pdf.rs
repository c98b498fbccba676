//! PDF, by the crate `pdf-writer`: one page as large as the picture, its text selectable, its links live.
//!
//! Both fonts are embedded whole (40 KB each, compressed), so that the page looks the same wherever it is printed.

use crate::{
    drawing::{Drawing, Group, Item, Pen, Point, Rect as Area, Shape, Step, Text, each},
    font::Face,
    ink::{Ink, Theme},
    outline::outline,
};
use pdf_writer::{
    Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr,
    types::{ActionType, AnnotationType, CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use std::collections::BTreeSet;

/// Points of 1/72 inch in a pixel of 1/96 inch.
const POINTS: f64 = 0.75;
const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
/// First of the five objects of each font.
const FONTS: [(Face, i32, Name<'static>); 2] =
    [(Face::Regular, 10, Name(b"R")), (Face::Bold, 20, Name(b"B"))];
/// First of the annotations.
const LINKS: i32 = 30;
const SYSTEM: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

impl Drawing {
    /// The picture as a PDF of one page.
    #[must_use]
    pub fn pdf(&self, theme: Theme) -> Vec<u8> {
        let mut pdf = Pdf::new();
        let mut sheet = Sheet {
            dark: theme == Theme::Dark,
            high: self.size.1,
            content: Content::new(),
            faint: BTreeSet::new(),
        };
        sheet.fill(Ink::Page);
        sheet.content.rect(0.0, 0.0, points(self.size.0), points(self.size.1)).fill_nonzero();
        each(&self.items, &mut |item| match item {
            Item::Shape(shape) => sheet.shape(shape),
            Item::Text(text) => sheet.text(text),
            Item::Group(_) => {}
        });
        let mut links = Vec::new();
        gather(&self.items, &mut links);
        pdf.catalog(CATALOG).pages(PAGES);
        pdf.pages(PAGES).kids([PAGE]).count(1);
        pdf.document_info(INFO).title(TextStr(&self.title)).creator(TextStr("standpoint"));
        let references: Vec<Ref> = (LINKS..).take(links.len()).map(Ref::new).collect();
        let mut page = pdf.page(PAGE);
        page.media_box(Rect::new(0.0, 0.0, points(self.size.0), points(self.size.1)));
        page.parent(PAGES).contents(CONTENT);
        page.annotations(references.iter().copied());
        let mut resources = page.resources();
        let mut fonts = resources.fonts();
        for (_, first, name) in FONTS {
            fonts.pair(name, Ref::new(first));
        }
        fonts.finish();
        let mut states = resources.ext_g_states();
        for &percent in sheet.faint.iter().chain([&100]) {
            let mut state = states
                .insert(Name(state_name(percent).as_bytes()))
                .start::<pdf_writer::writers::ExtGraphicsState<'_>>();
            state.stroking_alpha(f32::from(percent) / 100.0);
        }
        states.finish();
        resources.finish();
        page.finish();
        let high = self.size.1;
        for (reference, (area, href)) in references.into_iter().zip(links) {
            let mut link = pdf.annotation(reference);
            link.subtype(AnnotationType::Link).border(0.0, 0.0, 0.0, None);
            link.rect(Rect::new(
                points(area.x),
                points(high - area.bottom()),
                points(area.right()),
                points(high - area.y),
            ));
            link.action().action_type(ActionType::Uri).uri(Str(href.as_bytes()));
        }
        let content = deflate(sheet.content.finish().as_slice());
        pdf.stream(CONTENT, &content).filter(Filter::FlateDecode);
        for (face, first, _) in FONTS {
            embed(&mut pdf, face, first);
        }
        pdf.finish()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a page is far smaller than what f32 holds exactly")]
fn points(pixels: f64) -> f32 {
    (pixels * POINTS) as f32
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6)
}

fn state_name(percent: u8) -> String {
    format!("A{percent}")
}

/// Every link, with the area of the boxes that it is on.
fn gather(items: &[Item], links: &mut Vec<(Area, String)>) {
    for item in items {
        let Item::Group(Group { href, items, .. }) = item else { continue };
        if let Some(href) = href {
            let mut area: Option<Area> = None;
            each(items, &mut |item| {
                let found = match item {
                    Item::Shape(shape) => bounds(&outline(&shape.form)),
                    _ => None,
                };
                area = match (area, found) {
                    (Some(a), Some(b)) => Some(a.join(&b)),
                    (a, b) => a.or(b),
                };
            });
            links.extend(area.map(|area| (area, href.clone())));
        }
        gather(items, links);
    }
}

fn bounds(steps: &[Step]) -> Option<Area> {
    let points = steps.iter().filter_map(|step| match *step {
        Step::To(p) | Step::Line(p) | Step::Cubic(_, _, p) => Some(Area::new(p.0, p.1, 0.0, 0.0)),
        Step::Close => None,
    });
    points.reduce(|one, other| one.join(&other))
}

struct Sheet {
    dark: bool,
    high: f64,
    content: Content,
    /// Opacities in use, in per cent.
    faint: BTreeSet<u8>,
}

impl Sheet {
    fn rgb(&self, ink: Ink) -> [f32; 3] {
        ink.rgb(self.dark).map(|part| f32::from(part) / 255.0)
    }

    fn fill(&mut self, ink: Ink) {
        let [r, g, b] = self.rgb(ink);
        self.content.set_fill_rgb(r, g, b);
    }

    /// PDF counts from the bottom left.
    fn place(&self, p: Point) -> (f32, f32) {
        (points(p.0), points(self.high - p.1))
    }

    fn shape(&mut self, shape: &Shape) {
        // Between a path and what paints it, PDF allows nothing else: colours come first.
        if let Some(ink) = shape.fill {
            self.fill(ink);
        }
        if let Some(pen) = &shape.pen {
            self.pen(pen);
        }
        self.path(&outline(&shape.form));
        match (shape.fill, shape.pen) {
            (Some(_), Some(_)) => self.content.fill_nonzero_and_stroke(),
            (Some(_), None) => self.content.fill_nonzero(),
            (None, Some(_)) => self.content.stroke(),
            (None, None) => self.content.end_path(),
        };
    }

    fn path(&mut self, steps: &[Step]) {
        for step in steps {
            match *step {
                Step::To(p) => {
                    let (x, y) = self.place(p);
                    self.content.move_to(x, y);
                }
                Step::Line(p) => {
                    let (x, y) = self.place(p);
                    self.content.line_to(x, y);
                }
                Step::Cubic(a, b, p) => {
                    let (a, b, p) = (self.place(a), self.place(b), self.place(p));
                    self.content.cubic_to(a.0, a.1, b.0, b.1, p.0, p.1);
                }
                Step::Close => {
                    self.content.close_path();
                }
            }
        }
    }

    fn pen(&mut self, pen: &Pen) {
        let [r, g, b] = self.rgb(pen.ink);
        self.content.set_stroke_rgb(r, g, b);
        self.content.set_line_width(points(pen.width));
        self.content.set_dash_pattern(pen.dashes.iter().map(|length| points(*length)), 0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
        let percent = (pen.opacity.clamp(0.0, 1.0) * 100.0).round() as u8;
        self.faint.insert(percent);
        self.content.set_parameters(Name(state_name(percent).as_bytes()));
    }

    fn text(&mut self, text: &Text) {
        let Some((_, _, name)) = FONTS.into_iter().find(|(face, ..)| *face == text.face) else { return };
        self.fill(text.ink);
        let turn = text.turn.to_radians();
        let (sin, cos) = (libm::sin(turn), libm::cos(turn));
        let back = text.start() - text.at.0;
        let (x, y) = self.place((text.at.0 + back * cos, text.at.1 + back * sin));
        let glyphs: Vec<u8> =
            text.text.chars().flat_map(|letter| text.face.glyph(letter).0.to_be_bytes()).collect();
        #[expect(clippy::cast_possible_truncation, reason = "between -1 and 1")]
        let (sin, cos) = (sin as f32, cos as f32);
        self.content.begin_text();
        self.content.set_font(name, points(text.size));
        self.content.set_text_matrix([cos, -sin, sin, cos, x, y]);
        self.content.show(Str(&glyphs));
        self.content.end_text();
    }
}

/// Writes the five objects of a font: composite font, its descendant, descriptor, file, and the way back to letters.
fn embed(pdf: &mut Pdf, face: Face, first: i32) {
    let [font, descendant, descriptor, file, letters] = [0, 1, 2, 3, 4].map(|at| Ref::new(first + at));
    let (name, bytes) = match face {
        Face::Regular => (Name(b"STDPNT+StandpointSans-Regular"), face.bytes()),
        Face::Bold => (Name(b"STDPNT+StandpointSans-Bold"), face.bytes()),
    };
    let parsed = face.font();
    let unit = 1000.0 / f32::from(parsed.units_per_em());
    pdf.type0_font(font)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(descendant)
        .to_unicode(letters);
    let mut cid = pdf.cid_font(descendant);
    cid.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM).font_descriptor(descriptor);
    cid.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
    let glyphs = (0..parsed.number_of_glyphs()).map(ttf_parser::GlyphId);
    let widths = glyphs.map(|glyph| f32::from(parsed.glyph_hor_advance(glyph).unwrap_or_default()) * unit);
    cid.widths().consecutive(0, widths);
    cid.finish();
    let bounds = parsed.global_bounding_box();
    let corner = |value: i16| f32::from(value) * unit;
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(
            corner(bounds.x_min),
            corner(bounds.y_min),
            corner(bounds.x_max),
            corner(bounds.y_max),
        ))
        .italic_angle(0.0)
        .ascent(corner(parsed.ascender()))
        .descent(corner(parsed.descender()))
        .cap_height(corner(parsed.capital_height().unwrap_or(parsed.ascender())))
        .stem_v(if face == Face::Bold { 140.0 } else { 80.0 })
        .font_file2(file);
    pdf.stream(file, &deflate(bytes))
        .filter(Filter::FlateDecode)
        .pair(Name(b"Length1"), i32::try_from(bytes.len()).unwrap_or(i32::MAX));
    let mut map = UnicodeCmap::new(Name(b"Letters"), SYSTEM);
    let mut seen = BTreeSet::new();
    for letter in (0x20..=0xffff).filter_map(char::from_u32) {
        if let Some(glyph) = parsed.glyph_index(letter).filter(|glyph| seen.insert(glyph.0)) {
            map.pair(glyph.0, letter);
        }
    }
    let map = map.finish();
    pdf.stream(letters, &deflate(map.as_slice())).filter(Filter::FlateDecode);
}
