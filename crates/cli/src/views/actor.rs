//! An actor's page.

use super::{conflicts, documents, ink, labels, quote, summed, told};
use crate::page::Page;
use standpoint_explore::{ActorView, Bond, Reach, Stance};
use std::io;

/// Writes it.
pub(crate) fn actor(page: &mut Page<'_>, view: &ActorView) -> io::Result<()> {
    page.title(&view.actor.label, view.actor.kind.as_str())?;
    page.field("address", &view.actor.slug)?;
    page.field("also", &view.aliases.join("; "))?;
    for (name, bonds) in [
        ("Leads", &view.leads),
        ("Posts", &view.posts),
        ("Led by", &view.leaders),
        ("Staff and spokespeople", &view.staff),
        ("Runs", &view.runs),
    ] {
        page.list(name, bonds, bond)?;
    }
    page.list("Belongs to", &view.belongs_to, reach)?;
    for (name, bonds) in
        [("Affiliates", &view.affiliates), ("Parts", &view.parts), ("Members", &view.members)]
    {
        page.list(name, bonds, bond)?;
    }
    let indirect: Vec<&Reach> = view.below.iter().filter(|one| one.path.len() > 1).collect();
    page.list("Belong to it through others", &indirect, |page, one| reach(page, one))?;
    page.list("Supports", &view.supports, stance)?;
    page.list("Opposes", &view.opposes, stance)?;
    page.list("Claims", &view.claims, told)?;
    page.list("Denials", &view.denials, told)?;
    page.list("What others hold and say of it", &view.about, told)?;
    page.list("What it reports of others", &view.reports, told)?;
    conflicts(page, &view.conflicts)?;
    documents(page, &view.documents)
}

fn bond(page: &mut Page<'_>, bond: &Bond) -> io::Result<()> {
    let roles = if bond.roles.is_empty() { String::new() } else { format!(" ({})", bond.roles.join(", ")) };
    page.line(1, None, &format!("{}{roles}", bond.other.label))?;
    page.faint(2, &summed(&bond.tally))?;
    quote(page, 2, &bond.tally.best)
}

fn reach(page: &mut Page<'_>, reach: &Reach) -> io::Result<()> {
    page.line(1, None, &reach.entity.label)?;
    if reach.path.len() > 1 {
        page.faint(2, &format!("through {}", labels(&reach.through)))?;
    }
    reach.path.iter().try_for_each(|step| quote(page, 2, step))
}

fn stance(page: &mut Page<'_>, stance: &Stance) -> io::Result<()> {
    page.line(1, Some(ink(stance.polarity)), &stance.target.label)?;
    let acts: Vec<&str> = stance.acts.iter().map(|act| act.as_str()).collect();
    let how = if acts.is_empty() { String::new() } else { format!("; shown by {}", acts.join(", ")) };
    let both = if stance.both_sides { "; also told to be on the other side" } else { "" };
    page.faint(2, &format!("{}{how}{both}", summed(&stance.tally)))?;
    quote(page, 2, &stance.tally.best)
}
