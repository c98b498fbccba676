//! How each view is laid out for the eye; what it holds is found in `standpoint_explore`.

mod actor;
mod conflict;
mod document;
mod lists;
mod path;
mod statement;
mod stats;
mod timeline;
mod topic;

pub(crate) use actor::actor;
pub(crate) use conflict::conflict;
pub(crate) use document::document;
pub(crate) use lists::{hits, topics};
pub(crate) use path::path;
pub(crate) use statement::statement;
pub(crate) use stats::stats;
pub(crate) use timeline::timeline;
pub(crate) use topic::topic;

use crate::page::Page;
use crate::paint::Ink;
use crate::tables::short;
use standpoint_explore::{ConflictLine, DocumentCount, EntityRef, Line, Tally};
use standpoint_model::{PartialDate, Polarity};
use std::io;

/// The ink of a side.
fn ink(polarity: Polarity) -> Ink {
    match polarity {
        Polarity::Support => Ink::For,
        Polarity::Oppose => Ink::Against,
    }
}

/// `AFL-CIO opposes Secure Communities`, with the role of a post.
fn sentence(line: &Line) -> String {
    let role = line.role.as_deref().map(|role| format!(" ({role})")).unwrap_or_default();
    format!("{} {} {}{role}", line.subject.label, line.predicate, line.object.label)
}

/// `08-not-obedience.md, 2012-02-03, sure 0.88, told by X; statement/cd6a…`
fn source(line: &Line) -> String {
    let mut parts = vec![short(&line.document.id).to_owned()];
    parts.extend(line.date.map(|date| date.to_string()));
    parts.push(format!("sure {}", line.confidence));
    if !line.via.is_empty() {
        parts.push(format!("told by {}", labels(&line.via)));
    }
    format!("{}; {}", parts.join(", "), line.slug)
}

/// The words of a statement, then where they stand.
fn quote(page: &mut Page<'_>, depth: usize, line: &Line) -> io::Result<()> {
    page.line(depth, None, &format!("“{}”", line.quote))?;
    page.faint(depth, &format!("— {}", source(line)))
}

/// A statement with its words.
fn told(page: &mut Page<'_>, line: &Line) -> io::Result<()> {
    page.line(1, line.predicate.polarity().map(ink), &sentence(line))?;
    quote(page, 2, line)
}

/// `3 statements in 2 documents, 2011-08 to 2012-02-03`
fn summed(tally: &Tally) -> String {
    let count = |number: usize, what: &str| {
        if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
    };
    let told = format!("{} in {}", count(tally.statements, "statement"), count(tally.documents, "document"));
    match span(tally.first, tally.last) {
        dates if dates.is_empty() => told,
        dates => format!("{told}, {dates}"),
    }
}

/// `2011 to 2012`; one date where both are the same, nothing where there is none.
fn span(first: Option<PartialDate>, last: Option<PartialDate>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (first, last) => first.or(last).map(|date| date.to_string()).unwrap_or_default(),
    }
}

fn labels(entities: &[EntityRef]) -> String {
    let labels: Vec<&str> = entities.iter().map(|entity| entity.label.as_str()).collect();
    labels.join(", ")
}

/// The last lists of a page: conflicts and documents.
fn conflicts(page: &mut Page<'_>, lines: &[ConflictLine]) -> io::Result<()> {
    page.list("Conflicts", lines, |page, line| {
        let [one, other] = &line.parties;
        let who = if one == other { one.label.clone() } else { format!("{} and {}", one.label, other.label) };
        page.line(1, None, &format!("{} {who} on {}", line.kind, labels(&line.about)))?;
        page.faint(2, &format!("score {:.2}; {}", line.score, line.slug))
    })
}

fn documents(page: &mut Page<'_>, counts: &[DocumentCount]) -> io::Result<()> {
    page.list("Documents", counts, |page, one| {
        let date = one.document.date.map(|date| format!(", {date}")).unwrap_or_default();
        page.line(1, None, &format!("{:>4}  {}{date}", one.statements, one.document.id))
    })
}
