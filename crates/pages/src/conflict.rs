//! Two statements side by side.

use crate::frame::Frame;
use crate::parts::{bar, does, section, some};
use crate::passage::{legend, passage};
use crate::{Pages, Route, words};
use maud::{Markup, html};
use standpoint_explore::{ConflictView, Side};

impl Pages {
    /// Both sides of a conflict, what ties them, and why it has its score.
    #[must_use]
    pub fn conflict(&self, view: &ConflictView) -> String {
        let frame = self.frame(Route::Thing(view.slug.clone()));
        let [one, other] = &view.sides;
        let names = if one.party == other.party {
            one.party.label.clone()
        } else {
            format!("{} and {}", one.party.label, other.party.label)
        };
        let body = html! {
            div.title {
                p.eyebrow { "Conflict · " (words::conflict(view.kind)) }
                h1 {
                    (frame.entity(&one.party))
                    @if one.party != other.party { " and " (frame.entity(&other.party)) }
                    @if !view.about.is_empty() { " on " (frame.entities(&view.about)) }
                }
                p.lead { (words::conflict_told(view.kind)) }
                ul.tabs aria-label="Views" { (frame.data_links(&view.slug)) }
            }
            section aria-label="The two sides" {
                div.facing.sides {
                    (frame.side("One side", one))
                    (frame.side("The other side", other))
                }
                (legend())
            }
            (section("tie", "What ties them", view.tie.len(), &html! {
                ol.chain { @for line in &view.tie { li { (frame.said(line)) } } }
            }))
            (score(view))
            (frame.identity(&view.address))
        };
        frame.page(&format!("{}: {names}", words::conflict(view.kind)), Some(&view.slug), &body)
    }
}

impl Frame<'_> {
    fn side(&self, heading: &str, side: &Side) -> Markup {
        let line = &side.said.statement;
        let (tone, _) = words::tone(line.predicate);
        html! {
            article.side.(tone) {
                h2 { span.unseen { (heading) ": " } (self.entity(&side.party)) " " (does(line.predicate)) }
                (passage(&side.said))
                (self.meta(line))
                p.meta { a href=(self.in_document(line)) { "Read it in its document" } }
                @if !side.further.is_empty() {
                    h3 { "Also on this side " span.count { (side.backing.saturating_sub(1)) } }
                    ul.plain.lines { (some(&side.further, |line| html! { li { (self.said(line)) } })) }
                }
            }
        }
    }
}

fn score(view: &ConflictView) -> Markup {
    let grounds = &view.grounds;
    let parts = [
        (
            "Evidence",
            grounds.evidence,
            "how surely both hold what they are said to hold: the confidence of the statements, other documents that say the same, and how little either is told to stand on the other side as well",
        ),
        ("Tie", grounds.tie, "how closely the two are tied; 1 where no tie is needed"),
        ("Clash", grounds.clash, "how surely both statements are about one matter and against each other"),
        ("Recency", grounds.recency, "how recent the later statement is; 1 where no date is told"),
    ];
    html! {
        section aria-labelledby="score" {
            h2 #score { "Why this score" }
            table.score {
                caption { "The score is the product of four parts." }
                thead { tr { th scope="col" { "Part" } th.number scope="col" { "0 to 1" } th scope="col" { "What it is" } } }
                tbody {
                    @for (name, value, told) in parts {
                        tr {
                            th scope="row" { (name) }
                            td.number { (format!("{value:.2}")) (bar(value, 1.0, "even")) }
                            td { (told) }
                        }
                    }
                }
                tfoot { tr { th scope="row" { "Score" } td.number { strong { (format!("{:.2}", view.score)) } } td {} } }
            }
            p {
                "Statements on each side: " (grounds.backing[0]) " and " (grounds.backing[1]) "."
                @if let Some([last, first]) = grounds.turn {
                    " The old side was last told on " (words::date(last)) ", the new one first on " (words::date(first)) "."
                }
            }
        }
    }
}
