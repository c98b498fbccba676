//! Counts.

use crate::page::Page;
use crate::tables::{one_line, short};
use standpoint_explore::{Count, Stats};
use std::io;
use unicode_width::UnicodeWidthStr;

/// Longest bar, in columns.
const BAR: usize = 30;

/// Writes them.
pub(crate) fn stats(page: &mut Page<'_>, stats: &Stats) -> io::Result<()> {
    for (name, number) in [
        ("documents", stats.documents),
        ("statements", stats.statements),
        ("entities", stats.entities),
        ("conflicts", stats.conflicts),
    ] {
        page.field(name, &number.to_string())?;
    }
    for (name, counts) in [
        ("Statements by kind", &stats.kinds),
        ("by predicate", &stats.predicates),
        ("Stances by how they show", &stats.acts),
        ("Entities by type", &stats.types),
        ("Conflicts by type", &stats.conflict_types),
        ("Statements by publisher", &stats.publishers),
        ("by rule or model", &stats.methods),
    ] {
        bars(page, name, counts, page.top)?;
    }
    bars(page, "by month", &stats.months, usize::MAX)?;
    bars(page, "by confidence", &stats.confidence, usize::MAX)?;
    page.list("Documents that say most for their length", &stats.densest, |page, one| {
        let name = short(&one.document.id);
        let told =
            format!("{:>6.2} statements per 1,000 characters ({})  {name}", one.density, one.statements);
        page.line(1, None, &told)
    })
}

fn bars(page: &mut Page<'_>, name: &str, counts: &[Count], top: usize) -> io::Result<()> {
    let most = counts.iter().map(|one| one.count).max().unwrap_or_default();
    if most == 0 {
        return Ok(());
    }
    let shown = &counts[..counts.len().min(top)];
    let width = shown.iter().map(|one| one.name.width()).max().unwrap_or_default().min(40);
    page.heading(name)?;
    for one in shown {
        let length = (one.count * BAR).div_ceil(most);
        let name = one_line(&one.name);
        let name = if name.is_empty() { "–".to_owned() } else { name };
        let blank = " ".repeat(width.saturating_sub(name.width()));
        page.raw(&format!("  {name}{blank} {:>6} {}\n", one.count, "▇".repeat(length)))?;
    }
    match counts.len() - shown.len() {
        0 => Ok(()),
        more => page.faint(1, &format!("… and {more} more")),
    }
}
