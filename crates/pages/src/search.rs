//! What a search has found.

use crate::{Pages, Route, words};
use maud::html;
use standpoint_explore::{Hit, HitKind};

const SORTS: [(HitKind, &str); 4] = [
    (HitKind::Actor, "Actors"),
    (HitKind::Topic, "Topics"),
    (HitKind::Statement, "Statements"),
    (HitKind::Document, "Documents"),
];

impl Pages {
    /// What was found for `query`, by sort, and what else may have been meant.
    #[must_use]
    pub fn search(&self, query: &str, hits: &[Hit], suggestions: &[String]) -> String {
        let frame = self.frame(Route::Search(query.to_owned()));
        let named = |sort: HitKind| hits.iter().filter(move |hit| hit.kind == sort);
        let body = html! {
            h1 { "Search" }
            (frame.search_form("main-search", query))
            @if query.trim().is_empty() {
                p { "Names of people, organizations, laws and topics, and any words of the documents are found; the last word may be the beginning of one." }
            } @else if hits.is_empty() {
                p role="status" { "Nothing was found for “" bdi { (query) } "”." }
                @if !suggestions.is_empty() {
                    p { "Did you mean" }
                    ul {
                        @for suggestion in suggestions {
                            li { a href=(frame.href(&Route::Search(suggestion.clone()))) { bdi { (suggestion) } } }
                        }
                    }
                }
            } @else {
                p role="status" { (words::counted(hits.len(), "hit")) " for “" bdi { (query) } "”." }
            }
            @for (sort, heading) in SORTS {
                @if named(sort).next().is_some() {
                    section {
                        h2 { (heading) " " span.count { (named(sort).count()) } }
                        ul.plain.hits {
                            @for hit in named(sort) {
                                li {
                                    a href=(frame.thing(&hit.slug)) { bdi { (hit.title) } }
                                    @if !hit.snippet.is_empty() { p.snippet { bdi { (hit.snippet) } } }
                                }
                            }
                        }
                    }
                }
            }
        };
        frame.page(if query.is_empty() { "Search" } else { query }, None, &body)
    }
}
