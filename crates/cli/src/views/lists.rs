//! Lists: what a search found, all topics.

use crate::page::Page;
use crate::paint::Ink;
use crate::tables;
use comfy_table::Table;
use standpoint_explore::{Hit, HitKind, TopicRow};
use std::io;

/// Writes what was found.
pub(crate) fn hits(page: &mut Page<'_>, hits: &[Hit]) -> io::Result<()> {
    for hit in hits {
        let kind = match hit.kind {
            HitKind::Actor => "actor",
            HitKind::Topic => "topic",
            HitKind::Document => "document",
            HitKind::Statement => "statement",
        };
        page.line(0, Some(Ink::Heading), &hit.title)?;
        let what = if hit.kind == HitKind::Statement { String::new() } else { format!("{kind}; ") };
        page.faint(1, &format!("{what}{}", hit.slug))?;
        if !hit.snippet.is_empty() {
            page.line(1, None, &hit.snippet)?;
        }
    }
    Ok(())
}

/// A table of topics.
pub(crate) fn topics(rows: &[TopicRow], width: u16) -> Table {
    let head = ["topic", "for", "against", "statements", "documents", "conflicts", "last"];
    let cells = rows.iter().map(|row| {
        [
            row.topic.label.clone(),
            row.supporters.to_string(),
            row.opponents.to_string(),
            (row.supporting + row.opposing).to_string(),
            row.documents.to_string(),
            row.conflicts.to_string(),
            row.last.map(|date| date.to_string()).unwrap_or_default(),
        ]
    });
    tables::plain(head, cells, width)
}
