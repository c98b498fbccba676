//! Paths between two entities.

use super::quote;
use crate::page::Page;
use standpoint_explore::{PathView, Step};
use std::io;

/// Writes them.
pub(crate) fn path(page: &mut Page<'_>, view: &PathView) -> io::Result<()> {
    page.title(&format!("{} to {}", view.from.label, view.to.label), "path")?;
    for (at, one) in view.paths.iter().enumerate() {
        let steps = one.steps.len();
        let length = if steps == 1 { "1 step".to_owned() } else { format!("{steps} steps") };
        page.heading(&format!("{}. {length}", at + 1))?;
        one.steps.iter().try_for_each(|one| step(page, one))?;
    }
    Ok(())
}

fn step(page: &mut Page<'_>, step: &Step) -> io::Result<()> {
    let said = &step.statement;
    let arrow = if step.backwards {
        format!("{} ←{}— {}", step.from.label, said.predicate, step.to.label)
    } else {
        format!("{} —{}→ {}", step.from.label, said.predicate, step.to.label)
    };
    page.line(1, said.predicate.polarity().map(super::ink), &arrow)?;
    quote(page, 2, said)?;
    match step.statements.saturating_sub(1) {
        0 => Ok(()),
        more => page.faint(2, &format!("and {more} more that join the two so")),
    }
}
