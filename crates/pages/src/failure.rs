//! Pages for what cannot be shown.

use crate::{Pages, Route};
use maud::html;

/// What went wrong, for the person at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Failure {
    /// Status code of HTTP (404, 400, 500, …).
    pub status: u16,
    /// What is wrong; further lines quote the place. Empty for the usual words.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// Names that may have been meant.
    pub suggestions: Vec<String>,
}

impl Pages {
    /// The page for a failure.
    #[must_use]
    pub fn failure(&self, failure: &Failure) -> String {
        // No place of the navigation.
        let frame = self.frame(Route::Sparql);
        let (title, usual) = match failure.status {
            404 => ("There is nothing here", "No page and no thing in the store has this address."),
            400 => ("This was not understood", "The request is not one that can be answered."),
            405 => ("Not in this way", "This address does not answer to this method."),
            413 => ("Too much", "The request, or its answer, is too large."),
            429 | 503 => ("Not now", "Too much is asked at once, or the question takes too long."),
            status if status >= 500 => ("This went wrong", "The server failed. It was not your doing."),
            _ => ("This cannot be shown", "The request is not one that can be answered."),
        };
        let message = if failure.message.is_empty() { usual } else { &failure.message };
        let body = html! {
            div.title {
                p.eyebrow { "Error " (failure.status) }
                h1 { (title) }
            }
            @if message.contains('\n') { pre { code { (message) } } } @else { p.lead { bdi { (message) } } }
            @if let Some(hint) = &failure.hint { p { "Hint: " bdi { (hint) } } }
            @if frame.live() {
                @if !failure.suggestions.is_empty() {
                    p { "Did you mean" }
                    ul {
                        @for name in &failure.suggestions {
                            li { a href=(frame.href(&Route::Search(name.clone()))) { bdi { (name) } } }
                        }
                    }
                }
                (frame.search_form("failure-search", ""))
            }
            p { a href=(frame.href(&Route::Front)) { "To the first page" } }
        };
        frame.page(title, None, &body)
    }
}
