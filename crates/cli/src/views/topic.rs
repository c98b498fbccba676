//! A topic's page.

use super::timeline::event;
use super::{conflicts, documents, ink, labels, quote, summed, told};
use crate::page::Page;
use standpoint_explore::{Group, Position, TopicView};
use std::io;

/// Writes it.
pub(crate) fn topic(page: &mut Page<'_>, view: &TopicView) -> io::Result<()> {
    page.title(&view.topic.label, view.topic.kind.as_str())?;
    page.field("address", &view.topic.slug)?;
    page.field("also", &view.aliases.join("; "))?;
    page.field("run by", &labels(&view.run_by))?;
    page.field("for", &view.supporters.to_string())?;
    page.field("against", &view.opponents.to_string())?;
    for one in &view.groups {
        group(page, one)?;
    }
    page.list("What claims say of it", &view.claims, told)?;
    page.list("Timeline", &view.timeline, event)?;
    conflicts(page, &view.conflicts)?;
    page.list("Related", &view.related, |page, one| {
        page.line(1, None, &format!("{} ({} actors in common)", one.topic.label, one.actors))
    })?;
    documents(page, &view.documents)
}

fn group(page: &mut Page<'_>, group: &Group) -> io::Result<()> {
    let split = if group.split { ", on both sides" } else { "" };
    let (head, count) = match &group.head {
        Some(head) => (format!("{}{split}", head.label), group.supporters.len() + group.opponents.len()),
        None => ("On their own".to_owned(), group.supporters.len() + group.opponents.len()),
    };
    page.section(&head, count)?;
    let both = [("for", &group.supporters), ("against", &group.opponents)];
    for (side, positions) in both {
        for one in positions.iter().take(page.top) {
            position(page, side, one)?;
        }
        if let Some(more) = positions.len().checked_sub(page.top).filter(|more| *more > 0) {
            page.faint(1, &format!("… and {more} more {side}"))?;
        }
    }
    Ok(())
}

fn position(page: &mut Page<'_>, side: &str, position: &Position) -> io::Result<()> {
    page.line(1, Some(ink(position.polarity)), &format!("{side}: {}", position.actor.label))?;
    page.faint(2, &summed(&position.tally))?;
    quote(page, 2, &position.tally.best)
}
