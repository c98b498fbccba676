//! One topic: both sides, and when.

use crate::frame::Frame;
use crate::parts::{date, section, some};
use crate::strip::strip;
use crate::{Pages, Route, words};
use maud::{Markup, html};
use standpoint_explore::{Event, Group, Position, TopicView};

impl Pages {
    /// All of one topic, or of an actor as others see it.
    #[must_use]
    pub fn topic(&self, view: &TopicView) -> String {
        let slug = &view.topic.slug;
        let actor = view.topic.kind.is_actor();
        let frame = self.frame(if actor { Route::Sides(slug.clone()) } else { Route::Thing(slug.clone()) });
        let taken = view.supporters + view.opponents;
        let note = html! {
            p.summary.verdict {
                @if taken > 0 {
                    span.does.for { span.sign aria-hidden="true" { "+" } (view.supporters) " for" }
                    " " span.does.against { span.sign aria-hidden="true" { "−" } (view.opponents) " against" }
                } @else { span.quiet { "Nobody is told to be for or against." } }
                @if !view.run_by.is_empty() { " " span { "Run or issued by " (frame.entities(&view.run_by)) "." } }
            }
        };
        let body = html! {
            (frame.title(&view.topic, &view.aliases, &note))
            (section("sides", "Who is for and who against", taken, &html! {
                @for group in &view.groups { (frame.group(group, view.groups.len() > 1)) }
            }))
            (section("conflicts", "Conflicts", view.conflicts.len(), &html! {
                ul.plain { (some(&view.conflicts, |line| frame.conflict_item(line))) }
            }))
            (section("timeline", "Timeline", view.timeline.len(), &html! {
                (strip(&frame, &view.timeline))
                (frame.timeline(&view.timeline))
            }))
            (section("claims", "What is said of it", view.claims.len(), &frame.lines(&view.claims)))
            (section("related", "Related topics", view.related.len(), &html! {
                ul.plain.rows {
                    (some(&view.related, |related| html! {
                        li {
                            (frame.entity(&related.topic)) " "
                            span.quiet { (words::counted(related.actors, "actor")) " in common" }
                        }
                    }))
                }
            }))
            (frame.document_counts(&view.documents))
            (frame.identity(&view.address))
        };
        frame.page(&view.topic.label, Some(slug), &body)
    }
}

impl Frame<'_> {
    fn group(&self, group: &Group, several: bool) -> Markup {
        html! {
            div.group.split[group.split] {
                @if several {
                    h3 {
                        @match &group.head {
                            Some(head) => { (self.entity(head)) " and those who belong to it" }
                            None => { "Others" }
                        }
                        @if group.split { " " strong.both { "divided" } }
                    }
                }
                div.facing {
                    (self.positions("For", "for", "+", &group.supporters, several))
                    (self.positions("Against", "against", "−", &group.opponents, several))
                }
            }
        }
    }

    fn positions(
        &self,
        heading: &str,
        tone: &str,
        sign: &str,
        positions: &[Position],
        nested: bool,
    ) -> Markup {
        let item = |position: &Position| {
            html! {
                li.said.(tone) {
                    p.what { (self.entity(&position.actor)) }
                    (self.tally(&position.tally))
                }
            }
        };
        let name = html! {
            span.sign aria-hidden="true" { (sign) } (heading) " " span.count { (positions.len()) }
        };
        html! {
            div {
                @if nested { h4.does.(tone) { (name) } } @else { h3.does.(tone) { (name) } }
                @if positions.is_empty() { p.quiet { "Nobody is told." } }
                ul.plain.lines { (some(positions, item)) }
            }
        }
    }

    fn timeline(&self, events: &[Event]) -> Markup {
        let years: Vec<&[Event]> = events
            .chunk_by(|a, b| a.date.map(|date| date.year()) == b.date.map(|date| date.year()))
            .collect();
        let item = |event: &Event| {
            let line = &event.statement;
            let (tone, _) = words::tone(line.predicate);
            html! {
                li.event.(tone) {
                    @if let Some(day) = event.date { span.when { (date(day)) } " " }
                    (self.sentence(line))
                    p.snippet { bdi { (line.quote) } }
                    p.meta {
                        (self.source(&line.document)) ". " (self.why(line))
                        @if !event.further.is_empty() { ", told " (event.further.len() + 1) " times" }
                    }
                }
            }
        };
        html! {
            @for year in years {
                h3.year { (year.first().and_then(|event| event.date).map_or("Undated".to_owned(), |date| date.year().to_string())) }
                ol.plain.events { (some(year, item)) }
            }
        }
    }
}
