//! Why: the exact words of one statement, and how it was found.

use crate::frame::Frame;
use crate::parts::{bar, date, section, some};
use crate::passage::{legend, passage};
use crate::{Pages, Route, words};
use maud::{Markup, html};
use standpoint_explore::{SpeakerPart, StatementView};

impl Pages {
    /// Everything behind one statement.
    #[must_use]
    pub fn statement(&self, view: &StatementView) -> String {
        let line = &view.statement;
        let frame = self.frame(Route::Thing(line.slug.clone()));
        let title = format!("{} {} {}", line.subject.label, words::does(line.predicate), line.object.label);
        let body = html! {
            div.title {
                p.eyebrow { "Statement" }
                h1 { (frame.sentence_whole(line)) }
                ul.tabs aria-label="Views" { (frame.data_links(&line.slug)) }
            }
            section aria-labelledby="words" {
                h2 #words { "The exact words" }
                (passage(view))
                p.meta {
                    (frame.source(&line.document)) ". "
                    a href=(frame.in_document(line)) { "Read it in its document" }
                    ", characters " (view.span.start) " to " (view.span.end) "."
                }
                (legend())
            }
            div.columns {
                section aria-labelledby="chain" {
                    h2 #chain { "Who says so" }
                    (frame.chain(view))
                }
                section aria-labelledby="found" {
                    h2 #found { "How it was found" }
                    dl.facts {
                        div {
                            dt { "Confidence" }
                            dd {
                                (words::percent(line.confidence)) (bar(line.confidence.get(), 1.0, "even"))
                                p.quiet { "Of statements as sure as this one, about so many in a hundred are right." }
                            }
                        }
                        div { dt { "Method" } dd { (view.method_told) } }
                        (words_of("Holder", view.holder_words.as_deref()))
                        (words_of("Signal", view.cue_words.as_deref()))
                        (words_of("Target", view.target_words.as_deref()))
                        @if let Some(day) = line.date { div { dt { "Held or said" } dd { (date(day)) } } }
                        @if let Some(day) = view.published { div { dt { "Published" } dd { (date(day)) } } }
                    }
                }
            }
            (section("corroboration", "Others that say the same", view.corroboration.len(), &frame.lines(&view.corroboration)))
            (section("conflicts", "Conflicts", view.conflicts.len(), &html! {
                ul.plain { (some(&view.conflicts, |line| frame.conflict_item(line))) }
            }))
            (frame.identity(&view.address))
        };
        frame.page(&title, Some(&line.slug), &body)
    }
}

fn words_of(name: &str, words: Option<&str>) -> Markup {
    html! { @if let Some(words) = words { div { dt { (name) } dd { "“" bdi { (words) } "”" } } } }
}

impl Frame<'_> {
    fn chain(&self, view: &StatementView) -> Markup {
        let told = |part: SpeakerPart| match part {
            SpeakerPart::Publisher => "publishes it",
            SpeakerPart::Author => "writes it",
            SpeakerPart::Source => "is quoted as telling it",
            SpeakerPart::Holder => "holds, does or says it",
        };
        html! {
            ol.chain {
                @for speaker in &view.chain {
                    li {
                        @match &speaker.entity {
                            Some(entity) => { (self.entity(entity)) }
                            None => { bdi { (speaker.name) } }
                        }
                        " " span.quiet { (told(speaker.part)) }
                    }
                }
            }
        }
    }
}
