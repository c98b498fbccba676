//! A document, its statements marked in the text where there are colours.

use super::{conflicts, told};
use crate::page::Page;
use crate::paint::Ink;
use crate::tables::one_line;
use standpoint_explore::{DocumentView, MarkRole, Segment};
use std::io;

/// Writes it.
pub(crate) fn document(page: &mut Page<'_>, view: &DocumentView) -> io::Result<()> {
    let known = &view.document;
    page.title(known.name(), "document")?;
    page.field("name", &known.id)?;
    page.field("address", &known.slug)?;
    page.field("publisher", known.publisher.as_deref().unwrap_or_default())?;
    page.field("author", view.author.as_deref().unwrap_or_default())?;
    page.field("date", &known.date.map(|date| date.to_string()).unwrap_or_default())?;
    page.field("from", view.url.as_deref().unwrap_or_default())?;
    page.heading("Text")?;
    let mut text = String::new();
    for piece in &view.segments {
        let shown = harmless(&piece.text);
        match ink(view, piece).filter(|_| page.paint.is_on()) {
            Some(ink) => text.push_str(&page.paint.ink(ink, &shown)),
            None => text.push_str(&shown),
        }
    }
    page.raw(&format!("{}\n", text.trim_end()))?;
    if page.paint.is_on() {
        let legend = [
            (Ink::Holder, "holder"),
            (Ink::Cue, "signal"),
            (Ink::Target, "target"),
            (Ink::Sentence, "evidence"),
        ];
        let words: Vec<String> = legend.into_iter().map(|(ink, word)| page.paint.ink(ink, word)).collect();
        page.raw(&format!("[{}]\n", words.join(" ")))?;
    }
    page.list("Statements", &view.statements, told)?;
    conflicts(page, &view.conflicts)
}

/// The most telling of the parts that a piece plays.
fn ink(view: &DocumentView, piece: &Segment) -> Option<Ink> {
    let role =
        piece.marks.iter().filter_map(|&at| view.marks.get(at)).map(|mark| mark.role).max_by_key(|role| {
            match role {
                MarkRole::Sentence => 0,
                MarkRole::Target => 1,
                MarkRole::Holder => 2,
                MarkRole::Cue => 3,
            }
        })?;
    Some(match role {
        MarkRole::Sentence => Ink::Sentence,
        MarkRole::Holder => Ink::Holder,
        MarkRole::Cue => Ink::Cue,
        MarkRole::Target => Ink::Target,
    })
}

/// The text with its line ends, without what would steer the terminal.
fn harmless(text: &str) -> String {
    if text.chars().any(|c| c.is_control() && c != '\n') {
        let lines: Vec<String> = text.split('\n').map(plain).collect();
        return lines.join("\n");
    }
    text.to_owned()
}

/// One line; its blanks stay as they are where they can.
fn plain(line: &str) -> String {
    let blank: String =
        line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    if blank.trim().is_empty() { one_line(&blank) } else { blank }
}
