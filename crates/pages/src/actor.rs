//! One actor.

use crate::frame::Frame;
use crate::parts::{section, some};
use crate::{Pages, Route, words};
use maud::{Markup, html};
use standpoint_explore::{ActorView, Bond, Line, Reach, Stance};
use standpoint_model::Predicate;

impl Pages {
    /// All of one actor.
    #[must_use]
    pub fn actor(&self, view: &ActorView) -> String {
        let frame = self.frame(Route::Thing(view.actor.slug.clone()));
        let stances = view.supports.len() + view.opposes.len();
        let ties = frame.ties(view);
        let note = html! {
            p.summary {
                (jump("stances", "stance", stances))
                (jump("claims", "claim", view.claims.len() + view.denials.len()))
                (jump("ties", "tie", ties_of(view)))
                (jump("about", "statement of others", view.about.len()))
                (jump("conflicts", "conflict", view.conflicts.len()))
                (jump("documents", "document", view.documents.len()))
            }
        };
        let body = html! {
            (frame.title(&view.actor, &view.aliases, &note))
            (section("conflicts", "Conflicts", view.conflicts.len(), &html! {
                ul.plain { (some(&view.conflicts, |line| frame.conflict_item(line))) }
            }))
            (section("ties", "Posts and ties", ties_of(view), &ties))
            (section("stances", "Stances", stances, &html! {
                div.facing {
                    (frame.stances("For", "for", &view.supports))
                    (frame.stances("Against", "against", &view.opposes))
                }
            }))
            (section("claims", "Says", view.claims.len() + view.denials.len(), &html! {
                (frame.lines(&view.claims))
                @if !view.denials.is_empty() { h3 { "Denies" } (frame.lines(&view.denials)) }
            }))
            (section("about", "What others hold and say of it", view.about.len(), &frame.lines(&view.about)))
            (section("reports", "What it passes on of others", view.reports.len(), &frame.lines(&view.reports)))
            (frame.document_counts(&view.documents))
            (frame.identity(&view.address))
        };
        frame.page(&view.actor.label, Some(&view.actor.slug), &body)
    }
}

fn jump(id: &str, what: &str, count: usize) -> Markup {
    let told = match what.split_once(' ') {
        Some((noun, rest)) => format!("{} {rest}", words::counted(count, noun)),
        None => words::counted(count, what),
    };
    html! { @if count > 0 { a href={ "#" (id) } { (told) } " " } }
}

fn ties_of(view: &ActorView) -> usize {
    let bonds = [
        &view.leads,
        &view.posts,
        &view.leaders,
        &view.staff,
        &view.runs,
        &view.affiliates,
        &view.parts,
        &view.members,
    ];
    bonds.iter().map(|list| list.len()).sum::<usize>() + view.belongs_to.len()
}

impl Frame<'_> {
    /// Statements, one below the other.
    pub(crate) fn lines(&self, lines: &[Line]) -> Markup {
        html! { ul.plain.lines { (some(lines, |line| html! { li { (self.said(line)) } })) } }
    }

    /// The address that names it everywhere, for copying.
    pub(crate) fn identity(&self, address: &str) -> Markup {
        html! { p.address { "Address: " code data-copy="" { (address) } } }
    }

    fn ties(&self, view: &ActorView) -> Markup {
        html! {
            dl.ties {
                (self.bonds("Leads", &view.leads))
                (self.bonds("Posts", &view.posts))
                (self.bonds("Led by", &view.leaders))
                (self.bonds("Who holds a post there", &view.staff))
                (self.bonds("Runs", &view.runs))
                (self.reaches("Belongs to", &view.belongs_to))
                (self.bonds("Affiliates", &view.affiliates))
                (self.bonds("Parts", &view.parts))
                (self.bonds("Members", &view.members))
                // Those directly below are listed by their ties already.
                (self.reaches("Below them", &further(&view.below)))
            }
        }
    }

    fn bonds(&self, heading: &str, bonds: &[Bond]) -> Markup {
        let item = |bond: &Bond| {
            html! {
                li {
                    (self.entity(&bond.other))
                    @if !bond.roles.is_empty() { " " span.quiet { "(" bdi { (bond.roles.join(", ")) } ")" } }
                    " " (self.why(&bond.tally.best))
                }
            }
        };
        html! {
            @if !bonds.is_empty() {
                div { dt { (heading) } dd { ul.plain { (some(bonds, item)) } } }
            }
        }
    }

    fn reaches(&self, heading: &str, reaches: &[Reach]) -> Markup {
        let item = |reach: &Reach| {
            let between = reach.path.split_last().map_or(&[][..], |(_, between)| between);
            html! {
                li {
                    (self.entity(&reach.entity))
                    @for (at, step) in between.iter().enumerate() {
                        (if at == 0 { " through " } else { " and " })
                        // Up, the step ends at what lies between; down, it begins there.
                        (self.entity(if heading == "Belongs to" { &step.object } else { &step.subject }))
                    }
                    @if let Some(last) = reach.path.last() { " " (self.why(last)) }
                }
            }
        };
        html! {
            @if !reaches.is_empty() {
                div { dt { (heading) } dd { ul.plain { (some(reaches, item)) } } }
            }
        }
    }

    fn stances(&self, heading: &str, tone: &str, stances: &[Stance]) -> Markup {
        let item = |stance: &Stance| {
            html! {
                li.said.(tone) {
                    p.what {
                        (self.entity(&stance.target))
                        @if !stance.acts.is_empty() {
                            " " span.quiet { (stance.acts.iter().map(|act| words::act(*act)).collect::<Vec<_>>().join(", ")) }
                        }
                        @if stance.both_sides { " " strong.both { "also told to be on the other side" } }
                    }
                    (self.tally(&stance.tally))
                }
            }
        };
        let predicate = if tone == "for" { Predicate::Supports } else { Predicate::Opposes };
        let (_, sign) = words::tone(predicate);
        html! {
            div {
                h3.does.(tone) { span.sign aria-hidden="true" { (sign) } (heading) " " span.count { (stances.len()) } }
                @if stances.is_empty() { p.quiet { "Nothing is told." } }
                ul.plain.lines { (some(stances, item)) }
            }
        }
    }
}

/// What is reached in more than one step.
fn further(below: &[Reach]) -> Vec<Reach> {
    below.iter().filter(|reach| reach.path.len() > 1).cloned().collect()
}
