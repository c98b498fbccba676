//! One statement, or one conflict, among many.

use crate::frame::Frame;
use crate::parts::{date, does, quote};
use crate::{Route, words};
use maud::{Markup, html};
use standpoint_explore::{ConflictLine, ConflictView, Line};
use standpoint_model::{Kind, PartialDate};

/// The anchor of a statement in its document.
pub(crate) fn anchor(slug: &str) -> String {
    format!("s-{}", slug.rsplit('/').next().unwrap_or(slug))
}

impl Frame<'_> {
    /// Who does what, in one sentence; of a claim, who says it, the words being the quote.
    pub(crate) fn sentence(&self, line: &Line) -> Markup {
        let claim = line.predicate.kind() == Kind::Claim;
        html! {
            (self.entity(&line.subject)) " " (does(line.predicate))
            @if claim { " that" } @else { " " (self.entity(&line.object)) }
            @if let Some(role) = &line.role { " as " bdi { (role) } }
            @if let Some(act) = line.act { " " span.quiet { (words::act(act)) } }
            @if let Some(addressee) = &line.addressee { ", put to " (self.entity(addressee)) }
        }
    }

    /// The same for where no quote follows: of a claim, with its words.
    pub(crate) fn sentence_whole(&self, line: &Line) -> Markup {
        let claim = line.predicate.kind() == Kind::Claim;
        html! {
            (self.sentence(line))
            @if claim { " " a.claim href=(self.thing(&line.object.slug)) { bdi { (line.quote) } } }
        }
    }

    /// A statement with its quote and where it stands.
    pub(crate) fn said(&self, line: &Line) -> Markup {
        let (tone, _) = words::tone(line.predicate);
        html! {
            article.said.(tone) {
                p.what { (self.sentence(line)) }
                (quote(&line.quote))
                (self.meta(line))
            }
        }
    }

    /// When, where, on whose word, how sure.
    pub(crate) fn meta(&self, line: &Line) -> Markup {
        html! {
            p.meta {
                @if let Some(day) = own_date(line) { (date(day)) ". " }
                @if !line.via.is_empty() { "As told by " (self.entities(&line.via)) ". " }
                (self.source(&line.document)) ". "
                (self.why(line))
            }
        }
    }

    /// The way to what is behind a statement.
    pub(crate) fn why(&self, line: &Line) -> Markup {
        html! {
            a.why href=(self.thing(&line.slug)) {
                (words::percent(line.confidence)) " sure"
                span.unseen { " of: " (line.subject.label) " " (words::does(line.predicate)) " " (line.object.label) }
            }
        }
    }

    /// Where a statement is marked in its document.
    pub(crate) fn in_document(&self, line: &Line) -> String {
        format!("{}#{}", self.href(&Route::Thing(line.document.slug.clone())), anchor(&line.slug))
    }

    /// A conflict without its quotes.
    pub(crate) fn conflict_item(&self, line: &ConflictLine) -> Markup {
        html! {
            li.conflict {
                p.what {
                    a href=(self.thing(&line.slug)) { (words::conflict(line.kind)) }
                    ": " (self.parties(&line.parties))
                    @if !line.about.is_empty() { " on " (self.entities(&line.about)) }
                }
                p.meta { (dates(line.dates)) "Score " (format!("{:.2}", line.score)) }
            }
        }
    }

    fn parties(&self, parties: &[standpoint_explore::EntityRef; 2]) -> Markup {
        let [one, other] = parties;
        html! {
            (self.entity(one))
            @if one != other { " and " (self.entity(other)) }
        }
    }

    /// A conflict with both quotes side by side, in short.
    pub(crate) fn conflict_card(&self, view: &ConflictView) -> Markup {
        let parties = [view.sides[0].party.clone(), view.sides[1].party.clone()];
        html! {
            article.card {
                p.eyebrow { (words::conflict(view.kind)) }
                h3 {
                    a href=(self.thing(&view.slug)) {
                        bdi { (parties[0].label) }
                        @if parties[0] != parties[1] { " and " bdi { (parties[1].label) } }
                        @if let Some(about) = view.about.first() { " on " bdi { (about.label) } }
                    }
                }
                div.facing {
                    @for side in &view.sides {
                        @let line = &side.said.statement;
                        @let (tone, _) = words::tone(line.predicate);
                        div.said.(tone) {
                            p.what { bdi { (side.party.label) } " " (does(line.predicate)) }
                            (quote(&line.quote))
                            p.meta {
                                @if let Some(day) = own_date(line) { (date(day)) ". " }
                                (self.source(&line.document))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// When it was, where that is not simply the date of its document, which is told beside it.
fn own_date(line: &Line) -> Option<PartialDate> {
    line.date.filter(|date| line.document.date != Some(*date))
}

fn dates(dates: [Option<PartialDate>; 2]) -> Markup {
    html! {
        @match dates {
            [Some(one), Some(other)] if one != other => { (date(one)) " and " (date(other)) ". " }
            [Some(one), _] | [None, Some(one)] => { (date(one)) ". " }
            [None, None] => ""
        }
    }
}
