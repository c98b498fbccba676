//! How wide text is drawn, and how it is broken into lines.

/// Size of the letters of labels, in pixels.
pub(crate) const FONT_SIZE: f64 = 13.0;
/// Distance of two base lines, in pixels.
pub(crate) const LINE: f64 = 17.0;
/// The fonts that the widths stand for, nearest first.
pub(crate) const FONTS: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
/// Room for fonts that run wider than Helvetica.
const ALLOWANCE: f64 = 1.12;

/// Advance widths of Helvetica for U+0020 to U+007E, in thousandths of the size (Adobe Font Metrics).
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Width of `text` at `size` pixels, with an allowance for other fonts.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    let of = |c: char| match c {
        ' '..='~' => f64::from(WIDTHS[c as usize - 0x20]),
        '\u{300}'..='\u{36f}' => 0.0,
        // East Asian and pictorial characters fill a square, and more in some fonts.
        '\u{1100}'.. => 1100.0,
        _ => 778.0,
    };
    text.chars().map(of).sum::<f64>() / 1000.0 * size * ALLOWANCE
}

/// Breaks `text` into at most `most` lines none of which is wider than `room`; what does not fit ends in "…".
///
/// Words wider than a line are cut. Control characters and runs of blanks become one blank.
pub(crate) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in clean.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&joined, size) <= room {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if width(&line, size) > room {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines.retain(|line| !line.is_empty());
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = cut(&format!("{last}…"), size, room);
        }
    }
    lines
}

/// `text` in one line no wider than `room`, with "…" for what is left out.
fn cut(text: &str, size: f64, room: f64) -> String {
    let mut kept = text.trim_end_matches('…').to_owned();
    while !kept.is_empty() && width(&format!("{kept}…"), size) > room {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("United Dockers of the Coast", 13.0, 110.0, 3), ["United Dockers", "of the Coast"]);
        assert_eq!(wrap("one two three four", 13.0, 40.0, 2), ["one", "two…"]);
        assert!(wrap(" \n\t", 13.0, 100.0, 3).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(text in ".{0,200}", room in 30.0..300.0, most in 1_usize..5) {
            let lines = wrap(&text, FONT_SIZE, room, most);
            prop_assert!(lines.len() <= most);
            for line in lines {
                prop_assert!(width(&line, FONT_SIZE) <= room, "{line:?}");
            }
        }
    }
}
