//! A document with every statement marked in its text.

use crate::frame::Frame;
use crate::line::anchor;
use crate::parts::{date, section, some};
use crate::passage::{legend, marked};
use crate::{Pages, Route, words};
use maud::{Markup, html};
use standpoint_explore::{DocumentView, Line};

impl Pages {
    /// The text with its marks, and a list of what it says.
    #[must_use]
    pub fn document(&self, view: &DocumentView) -> String {
        let document = &view.document;
        let frame = self.frame(Route::Thing(document.slug.clone()));
        let lines: Vec<&Line> = view.statements.iter().collect();
        let note = |number: usize| {
            let name = view.statements.get(number).map(|line| anchor(&line.slug)).unwrap_or_default();
            html! {
                sup.note { a href={ "#n-" (name) } aria-label={ "Statement " (number + 1) } data-statements=(number + 1) { (number + 1) } }
            }
        };
        let place = |number: usize| view.statements.get(number).map(|line| anchor(&line.slug));
        let body = html! {
            div.title {
                p.eyebrow { "Document" }
                h1 { bdi { (words::document(document)) } }
                p.byline {
                    @if let Some(author) = &view.author { "By " bdi { (author) } ". " }
                    @if let Some(publisher) = &document.publisher { bdi { (publisher) } ". " }
                    @if let Some(day) = document.date { (date(day)) ". " }
                    @if let Some(url) = web(view.url.as_deref()) { a href=(url) rel="external noreferrer" { "Where it came from" } ". " }
                    span.quiet { "Read as " code { (document.id) } }
                }
                ul.tabs aria-label="Views" { (frame.data_links(&document.slug)) }
            }
            div.reading {
                section.text aria-label="Text" {
                    @if !lines.is_empty() { (legend()) }
                    div.body lang="en" { (marked(&view.segments, &view.marks, &lines, place, note)) }
                }
                aside aria-labelledby="statements" {
                    h2 #statements { "What it says " span.count { (lines.len()) } }
                    @if lines.is_empty() { p.quiet { "No statement was found in it." } }
                    ol.notes { @for (at, line) in lines.iter().enumerate() { (frame.note(at + 1, line)) } }
                }
            }
            (section("conflicts", "Conflicts", view.conflicts.len(), &html! {
                ul.plain { (some(&view.conflicts, |line| frame.conflict_item(line))) }
            }))
            (frame.identity(&view.address))
        };
        frame.page(words::document(document), Some(&document.slug), &body)
    }
}

/// An address that leads to the web: nothing else becomes a link.
fn web(url: Option<&str>) -> Option<&str> {
    let url = url?.trim();
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then_some(url)
}

impl Frame<'_> {
    fn note(&self, number: usize, line: &Line) -> Markup {
        let name = anchor(&line.slug);
        let (tone, _) = words::tone(line.predicate);
        html! {
            li.said.(tone) id={ "n-" (name) } value=(number) data-statements=(number) {
                p.what { (self.sentence_whole(line)) }
                p.meta {
                    a href={ "#" (name) } { "To the words" span.unseen { " of statement " (number) } } " · "
                    (self.why(line))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::web;

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(web(Some("https://example.org/a")), Some("https://example.org/a"));
        for other in ["javascript:alert(1)", "file:///etc/passwd", "é", "", "httpsé://x", "data:text/html,x"]
        {
            assert_eq!(web(Some(other)), None, "{other}");
        }
    }
}
