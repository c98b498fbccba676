//! A conflict: both sides, and what ties them.

use super::{labels, quote, sentence, source};
use crate::page::Page;
use standpoint_explore::{ConflictView, Side};
use std::io;

/// Writes it.
pub(crate) fn conflict(page: &mut Page<'_>, view: &ConflictView) -> io::Result<()> {
    let [one, other] = &view.sides;
    let who = if one.party == other.party {
        one.party.label.clone()
    } else {
        format!("{} and {}", one.party.label, other.party.label)
    };
    page.title(&format!("{who} on {}", labels(&view.about)), view.kind.as_str())?;
    page.field("address", &view.slug)?;
    let grounds = &view.grounds;
    page.field(
        "score",
        &format!(
            "{:.2} = evidence {:.2} × tie {:.2} × clash {:.2} × recency {:.2}",
            view.score, grounds.evidence, grounds.tie, grounds.clash, grounds.recency
        ),
    )?;
    side(page, "One side", one)?;
    side(page, "Other side", other)?;
    page.list("What ties them", &view.tie, |page, line| {
        page.line(1, None, &sentence(line))?;
        quote(page, 2, line)
    })
}

fn side(page: &mut Page<'_>, name: &str, side: &Side) -> io::Result<()> {
    page.heading(name)?;
    let said = &side.said.statement;
    let ink = said.predicate.polarity().map(super::ink);
    page.line(1, ink, &sentence(said))?;
    page.line(2, None, &format!("“{}”", said.quote))?;
    page.faint(2, &format!("— {}", source(said)))?;
    for further in side.further.iter().take(page.top) {
        page.faint(2, &format!("also “{}” — {}", further.quote, source(further)))?;
    }
    Ok(())
}
