//! A timeline.

use super::{ink, quote, sentence, span};
use crate::page::Page;
use standpoint_explore::{Event, Timeline};
use std::io;

/// Writes it.
pub(crate) fn timeline(page: &mut Page<'_>, line: &Timeline) -> io::Result<()> {
    page.title(&line.of.label, line.of.kind.as_str())?;
    page.field("dates", &span(line.first, line.last))?;
    page.list("Timeline", &line.events, event)
}

/// One event: its date, what happened, the words.
pub(super) fn event(page: &mut Page<'_>, event: &Event) -> io::Result<()> {
    let date = event.date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let said = &event.statement;
    let more = match event.further.len() {
        0 => String::new(),
        more => format!(" (said {} times)", more + 1),
    };
    page.line(1, said.predicate.polarity().map(ink), &format!("{date}: {}{more}", sentence(said)))?;
    quote(page, 2, said)
}
