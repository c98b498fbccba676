//! How wide text is drawn, and how it is broken into lines.

use crate::font::Face;

/// Size of the letters of labels, in pixels.
pub(crate) const FONT_SIZE: f64 = 13.0;
/// Distance of two base lines of labels, in pixels.
pub(crate) const LINE: f64 = 17.0;
/// Room for fonts that run a little wider than those that widths are measured by.
const ALLOWANCE: f64 = 1.03;

/// Width of `text` at `size` pixels, with an allowance for other fonts.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    width_in(Face::Regular, text, size)
}

/// The same in this face.
pub(crate) fn width_in(face: Face, text: &str, size: f64) -> f64 {
    bare_width(face, text, size) * ALLOWANCE
}

/// Width without the allowance: where the pen stands after the last letter.
pub(crate) fn bare_width(face: Face, text: &str, size: f64) -> f64 {
    text.chars().map(|letter| face.advance(letter)).sum::<f64>() * size
}

/// Whether a letter would turn the direction of what follows, or is none at all.
fn is_unwelcome(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Breaks `text` into at most `most` lines none of which is wider than `room`; what does not fit ends in "…".
///
/// Words wider than a line are cut. Control characters and runs of blanks become one blank.
pub(crate) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    wrap_in(Face::Regular, text, size, room, most)
}

/// The same in this face.
pub(crate) fn wrap_in(face: Face, text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let clean: String = text.chars().map(|c| if is_unwelcome(c) { ' ' } else { c }).collect();
    let fits = |line: &str| width_in(face, line, size) <= room;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in clean.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&joined) {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if !fits(&line) {
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
            *last = cut(face, &format!("{last}…"), size, room);
        }
    }
    lines
}

/// `text` in one line no wider than `room`; ends in "…" where that leaves something out.
pub(crate) fn one_line(face: Face, text: &str, size: f64, room: f64) -> String {
    wrap_in(face, text, size, room, 1).pop().unwrap_or_default()
}

/// `text` in one line no wider than `room`, with "…" for what is left out.
fn cut(face: Face, text: &str, size: f64, room: f64) -> String {
    let mut kept = text.trim_end_matches('…').to_owned();
    while !kept.is_empty() && width_in(face, &format!("{kept}…"), size) > room {
        kept.pop();
    }
    // A comma or dash before the dots helps nobody.
    format!("{}…", kept.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("United Dockers of the Coast", 13.0, 100.0, 3), ["United Dockers", "of the Coast"]);
        assert_eq!(wrap("one two three four", 13.0, 40.0, 2), ["one", "two…"]);
        assert!(wrap(" \n\t", 13.0, 100.0, 3).is_empty());
        assert_eq!(one_line(Face::Bold, "one, two", 13.0, 40.0), "one…");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(text in ".{0,200}", room in 30.0..300.0, most in 1_usize..5) {
            for face in [Face::Regular, Face::Bold] {
                let lines = wrap_in(face, &text, FONT_SIZE, room, most);
                prop_assert!(lines.len() <= most);
                for line in lines {
                    prop_assert!(width_in(face, &line, FONT_SIZE) <= room, "{line:?}");
                }
            }
        }
    }
}
