//! The letters that widths are measured by and that PNG and PDF are drawn with.
//!
//! Subsets of Liberation Sans (SIL Open Font License, `data/LICENCE-FONTS.txt`), whose widths are those of Arial and
//! Helvetica: what fits here fits in an SVG on any machine that has one of the three.

use std::sync::OnceLock;
use ttf_parser::{Face as Parsed, GlyphId};

/// Weight of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Face {
    #[default]
    Regular,
    Bold,
}

/// The fonts that an SVG asks for, those with the same widths first.
pub(crate) const FONTS: &str = "Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', Arimo, sans-serif";

static REGULAR: &[u8] = include_bytes!("../data/sans-regular.ttf");
static BOLD: &[u8] = include_bytes!("../data/sans-bold.ttf");

impl Face {
    /// The font file.
    pub(crate) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Bold => BOLD,
        }
    }

    /// The font, read.
    #[expect(clippy::expect_used, reason = "the files are part of the program, and a test reads both")]
    pub(crate) fn font(self) -> &'static Parsed<'static> {
        static FONTS: [OnceLock<Parsed<'static>>; 2] = [OnceLock::new(), OnceLock::new()];
        FONTS[self as usize].get_or_init(|| Parsed::parse(self.bytes(), 0).expect("a sound font file"))
    }

    /// The glyph of a letter; glyph 0, an empty box, where the font lacks it.
    pub(crate) fn glyph(self, letter: char) -> GlyphId {
        self.font().glyph_index(letter).unwrap_or(GlyphId(0))
    }

    /// How far a letter moves the pen, in units of the size.
    pub(crate) fn advance(self, letter: char) -> f64 {
        let font = self.font();
        match font.glyph_index(letter) {
            Some(glyph) => {
                f64::from(font.glyph_hor_advance(glyph).unwrap_or_default()) / f64::from(font.units_per_em())
            }
            None if is_mark(letter) => 0.0,
            // East Asian and pictorial characters fill a square, and more in some fonts.
            None if letter >= '\u{1100}' => 1.1,
            None => 0.8,
        }
    }
}

/// Whether a letter stands on the one before it and takes no room.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether PNG and PDF can show this letter.
pub(crate) fn covers(letter: char) -> bool {
    letter.is_control() || is_mark(letter) || Face::Regular.font().glyph_index(letter).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fonts_are_read_and_have_the_letters_of_europe() {
        for face in [Face::Regular, Face::Bold] {
            for letter in "AZaz09 “”…–—→←·×−±ÄéñŁőςЖї€".chars() {
                assert!(face.font().glyph_index(letter).is_some(), "{letter:?}");
            }
        }
        assert!(!covers('漢'));
    }

    #[test]
    fn widths_are_those_of_helvetica() {
        // Adobe Font Metrics: A 667, m 833, space 278; bold A 722.
        for (face, letter, wide) in [
            (Face::Regular, 'A', 667.0),
            (Face::Regular, 'm', 833.0),
            (Face::Regular, ' ', 278.0),
            (Face::Bold, 'A', 722.0),
        ] {
            assert!((face.advance(letter) * 1000.0 - wide).abs() < 1.0, "{letter:?}");
        }
    }
}
