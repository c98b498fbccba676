//! Which line breaks end a paragraph.

use standpoint_model::Span;

/// Lines of a hard-wrapped text are at most this long, in code points; longer ones are paragraphs of their own.
const WIDEST_WRAP: usize = 110;
/// Narrower texts than this are lists or verse, not wrapped prose.
const NARROWEST_WRAP: usize = 40;

/// The paragraphs of a text, as runs of code points, in order.
///
/// Blank lines end a paragraph. A single break is taken for wrapping where
/// - a typewriter would have wrapped: the next line's first word would not have fitted into the width of the block; or
/// - no sentence ends before it, and the next line goes on in small letters, or other lines of the block do.
pub(super) fn paragraphs(letters: &[char]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for block in blocks(letters) {
        let width = block.iter().map(Span::len).max().unwrap_or(0);
        let ragged = block.windows(2).any(|pair| goes_on(letters, &pair[0], &pair[1]));
        let mut last: Option<Span> = None;
        for line in block {
            let wrapped = last.is_some_and(|before| {
                let full = (NARROWEST_WRAP..=WIDEST_WRAP).contains(&width)
                    && before.len() + 1 + first_word(letters, &line) > width;
                let runs_on =
                    !ends_sentence(letters, &before) && (ragged || goes_on(letters, &before, &line));
                (full || runs_on) && !starts_item(letters, &line)
            });
            match out.last_mut() {
                Some(paragraph) if wrapped => paragraph.end = line.end,
                _ => out.push(line),
            }
            last = Some(line);
        }
    }
    out
}

/// Whether `next` begins with a small letter while no sentence ends with `line`: the break stands inside a sentence.
fn goes_on(letters: &[char], line: &Span, next: &Span) -> bool {
    !ends_sentence(letters, line) && letters[next.start].is_lowercase()
}

fn ends_sentence(letters: &[char], line: &Span) -> bool {
    letters[line.range()]
        .iter()
        .rev()
        .find(|c| !matches!(c, '"' | '\'' | '”' | '’' | ')' | ']'))
        .is_some_and(|c| matches!(c, '.' | '!' | '?' | ':' | '…'))
}

/// Runs of lines without a blank one between; lines are trimmed of white space at both ends.
fn blocks(letters: &[char]) -> Vec<Vec<Span>> {
    let mut out: Vec<Vec<Span>> = vec![Vec::new()];
    let mut start = 0;
    for end in (0..letters.len()).filter(|&at| is_break(letters[at])).chain([letters.len()]) {
        let from = (start..end).find(|&at| !letters[at].is_whitespace());
        match from {
            Some(from) => {
                let to = (from..end).rev().find(|&at| !letters[at].is_whitespace()).map_or(end, |at| at + 1);
                if let Some(block) = out.last_mut() {
                    block.push(Span::new(from, to));
                }
            }
            // A carriage return before a line feed makes no blank line.
            None if end > start
                || letters.get(end) != Some(&'\n')
                || end == 0
                || letters[end - 1] != '\r' =>
            {
                out.push(Vec::new());
            }
            None => {}
        }
        start = end + 1;
    }
    out.retain(|block| !block.is_empty());
    out
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn first_word(letters: &[char], line: &Span) -> usize {
    letters[line.range()].iter().take_while(|c| !c.is_whitespace()).count()
}

/// Whether the line begins with a bullet, a dash or a number and a dot, as items of a list do.
fn starts_item(letters: &[char], line: &Span) -> bool {
    let line = &letters[line.range()];
    let digits = line.iter().take_while(|c| c.is_ascii_digit()).count();
    match line.get(digits) {
        Some('.' | ')') if (1..=2).contains(&digits) => {
            line.get(digits + 1).is_some_and(|c| c.is_whitespace())
        }
        Some('•' | '·' | '▪' | '◦' | '‣' | '*' | '■' | '●' | '○' | '►' | '✓') => {
            digits == 0
        }
        Some('-' | '–' | '—') => digits == 0 && line.get(1).is_some_and(|c| c.is_whitespace()),
        _ => false,
    }
}
