//! Small things that many pages show.

use crate::frame::Frame;
use crate::{DataFormat, Route, words};
use maud::{Markup, html};
use standpoint_explore::{DocumentCount, DocumentRef, EntityRef, Tally};
use standpoint_model::{EntityType, PartialDate, Predicate};

/// So many of a long list are shown at once; the next ones open on demand.
const FIRST: usize = 8;
/// So many are on a page at all.
const MOST: usize = 400;

impl Frame<'_> {
    /// An entity's name, leading to its page.
    pub(crate) fn entity(&self, entity: &EntityRef) -> Markup {
        let class = if entity.kind == EntityType::Proposition { "claim" } else { "entity" };
        html! { a.(class) href=(self.thing(&entity.slug)) { bdi { (entity.label) } } }
    }

    /// Several entities: `A, B and C`.
    pub(crate) fn entities(&self, all: &[EntityRef]) -> Markup {
        html! {
            @for (at, entity) in all.iter().enumerate() {
                @if at > 0 { (if at + 1 == all.len() { " and " } else { ", " }) }
                (self.entity(entity))
            }
        }
    }

    /// A document's headline, leading to its page, with publisher and date.
    pub(crate) fn source(&self, document: &DocumentRef) -> Markup {
        html! {
            cite { a href=(self.thing(&document.slug)) { bdi { (words::document(document)) } } }
            @if let Some(publisher) = &document.publisher { ", " bdi { (publisher) } }
            @if let Some(day) = document.date { ", " (date(day)) }
        }
    }

    /// The documents that speak of a thing.
    pub(crate) fn document_counts(&self, counts: &[DocumentCount]) -> Markup {
        section(
            "documents",
            "Documents",
            counts.len(),
            &html! {
                ul.plain {
                    (some(counts, |count| html! {
                        li {
                            (self.source(&count.document)) " "
                            span.quiet { (words::counted(count.statements, "statement")) }
                        }
                    }))
                }
            },
        )
    }

    /// Names beside a title, what sort of thing it is, and where else it is shown.
    pub(crate) fn title(&self, entity: &EntityRef, aliases: &[String], note: &Markup) -> Markup {
        let sides = Route::Sides(entity.slug.clone());
        let thing = Route::Thing(entity.slug.clone());
        let graph = Route::Graph(Some(entity.slug.clone()));
        let is_claim = entity.kind == EntityType::Proposition;
        html! {
            div.title {
                p.eyebrow { (words::kind(entity.kind)) }
                h1.claim[is_claim] { bdi { (entity.label) } }
                @if !aliases.is_empty() {
                    p.aliases {
                        "Also: "
                        @for (at, alias) in aliases.iter().enumerate() {
                            @if at > 0 { ", " }
                            bdi { (alias) }
                        }
                    }
                }
                (note)
                @if !is_claim {
                    ul.tabs aria-label="Views" {
                        @if entity.kind.is_actor() {
                            (self.tab("As an actor", &thing))
                            (self.tab("Who is for and against", &sides))
                        } @else {
                            (self.tab("Who is for and against", &thing))
                        }
                        (self.tab("Graph", &graph))
                        (self.data_links(&entity.slug))
                    }
                }
            }
        }
    }

    fn tab(&self, name: &str, route: &Route) -> Markup {
        let current = (*route == self.here).then_some("page");
        html! { li { a href=(self.href(route)) aria-current=[current] { (name) } } }
    }

    /// List items that lead to the same as data.
    pub(crate) fn data_links(&self, slug: &str) -> Markup {
        html! {
            @if self.live() {
                @for format in DataFormat::ALL {
                    li { a href=(self.data(slug, format)) type=(format.media()) { (format.name()) } }
                }
            }
        }
    }

    /// What is said of one thing in several statements: how many, from when to when, and the best quote.
    pub(crate) fn tally(&self, tally: &Tally) -> Markup {
        let best = &tally.best;
        html! {
            (quote(&best.quote))
            p.meta {
                @if tally.statements > 1 {
                    (words::counted(tally.statements, "statement")) " in "
                    (words::counted(tally.documents, "document")) ", "
                    (range(tally.first, tally.last)) "; the surest in "
                }
                (self.source(&best.document)) ". "
                (self.why(best))
            }
        }
    }
}

/// A date with its machine-readable form.
pub(crate) fn date(date: PartialDate) -> Markup {
    html! { time datetime=(date) { (words::date(date)) } }
}

/// `May 2020 – January 2021`, one date where both are the same.
pub(crate) fn range(first: Option<PartialDate>, last: Option<PartialDate>) -> Markup {
    html! {
        @match (first, last) {
            (Some(first), Some(last)) if first != last => { (date(first)) " – " (date(last)) }
            (Some(one), _) | (None, Some(one)) => { (date(one)) }
            (None, None) => "undated"
        }
    }
}

/// What a statement says its subject does: a sign and a word, in the colour of its kind.
pub(crate) fn does(predicate: Predicate) -> Markup {
    let (tone, sign) = words::tone(predicate);
    html! { span.does.(tone) { span.sign aria-hidden="true" { (sign) } (words::does(predicate)) } }
}

/// The words of a document.
pub(crate) fn quote(text: &str) -> Markup {
    // What begins or ends with a quotation mark needs none of ours.
    const MARKS: [char; 8] = ['"', '“', '”', '„', '«', '»', '‘', '\''];
    let quoted = text.starts_with(MARKS) || text.ends_with(MARKS);
    html! { blockquote.quoted[quoted] { p { bdi { (text) } } } }
}

/// A section with a heading and how much is in it; nothing where it is empty.
pub(crate) fn section(id: &str, heading: &str, count: usize, body: &Markup) -> Markup {
    html! {
        @if count > 0 {
            section id=(id) aria-labelledby={ (id) "-heading" } {
                h2 id={ (id) "-heading" } { (heading) " " span.count { (words::grouped(count)) } }
                (body)
            }
        }
    }
}

/// The first of many items, the rest behind a word that opens it, and a note where there are too many for a page.
pub(crate) fn some<T>(items: &[T], show: impl Fn(&T) -> Markup) -> Markup {
    let (first, rest) =
        items.split_at(items.len().min(if items.len() <= FIRST + 2 { FIRST + 2 } else { FIRST }));
    let (shown, left) = rest.split_at(rest.len().min(MOST));
    html! {
        @for item in first { (show(item)) }
        @if !shown.is_empty() {
            li.more {
                details {
                    summary { (words::grouped(rest.len())) " more" }
                    ul.plain { @for item in shown { (show(item)) } }
                    @if !left.is_empty() {
                        p.quiet { "and " (words::grouped(left.len())) " that are too many for a page; a query gives them all" }
                    }
                }
            }
        }
    }
}

/// A bar for the eye, of `part` in `whole`; the number stands beside it in words.
pub(crate) fn bar(part: f64, whole: f64, class: &str) -> Markup {
    let share = if whole > 0.0 { (part / whole * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    html! {
        svg.bar viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.rail width="100" height="6" {}
            rect.(class) width=(format!("{share:.1}")) height="6" {}
        }
    }
}
