//! How to read the pages.

use crate::pages::plural;
use crate::parts::does;
use crate::passage::legend;
use crate::{Pages, Route, words};
use maud::html;
use standpoint_model::{ConflictType, Kind, Predicate};

impl Pages {
    /// What the pages show and what it means.
    #[must_use]
    pub fn about(&self) -> String {
        let frame = self.frame(Route::About);
        let kinds = [Kind::Stance, Kind::Claim, Kind::Relation];
        let body = html! {
            div.title {
                h1 { "How to read these pages" }
                p.lead {
                    "A program has read documents and noted what they say of who leads whom, who belongs to what, who is for or "
                    "against something, and who claims what. Each note is a statement, with the words that it rests on."
                }
            }
            div.prose {
                section aria-labelledby="statements" {
                    h2 #statements { "Statements" }
                    p { "There are three kinds, and each is marked by a sign and a word beside its colour:" }
                    dl.facts {
                        @for kind in kinds {
                            div {
                                dt { (plural(kind)) }
                                dd {
                                    @for predicate in Predicate::ALL.iter().filter(|predicate| predicate.kind() == kind) { (does(*predicate)) " " }
                                }
                            }
                        }
                    }
                    p { "In the text of a document, the words of a statement are marked, and a number leads to the list beside it:" }
                    (legend())
                    p {
                        "Behind the confidence of each statement (“93 % sure”) is its own page: the exact words, "
                        "who passes them on from the document to the holder, the rule or model that found it, and other documents that say the same. "
                        "Confidence is meant as a probability: of statements at 80 %, about eight in ten are right. Some are wrong. "
                        "Dates are those of the words, or else of the document."
                    }
                }
                section aria-labelledby="conflicts" {
                    h2 #conflicts { "Conflicts" }
                    p { "A conflict is two statements that do not go together. That is no reproach: federations have members of their own mind, and people learn." }
                    dl.facts {
                        @for kind in ConflictType::ALL { div { dt { (words::conflict(kind)) } dd { (words::conflict_told(kind)) } } }
                    }
                    p { "Conflicts are ordered by a score from 0 to 1, whose parts are shown with each." }
                }
                section aria-labelledby="names" {
                    h2 #names { "Names" }
                    p {
                        "That two names mean one actor is itself a finding and can be wrong; other names stand below the title of a page. "
                        "Who decides otherwise can say so in the store, with "
                        code { "standpoint identity" } "."
                    }
                }
                @if frame.live() {
                    section aria-labelledby="addresses" {
                        h2 #addresses { "Addresses and data" }
                        p {
                            "Every actor, topic, document, statement and conflict has an address that stays. It answers with a page, or, "
                            "where " code { "Accept" } " or an extension asks for it, with Turtle (" code { ".ttl" } ") or JSON-LD ("
                            code { ".jsonld" } ")."
                        }
                        p {
                            a href=(frame.href(&Route::Query(None))) { "Questions" } " can be asked by name or in SPARQL; programs ask at "
                            code { (frame.href(&Route::Sparql)) } "."
                        }
                    }
                    section aria-labelledby="keys" {
                        h2 #keys { "Keys" }
                        dl.facts {
                            div { dt { kbd { "/" } } dd { "to the search field" } }
                            div { dt { kbd { "+" } " " kbd { "−" } " " kbd { "0" } } dd { "in a picture: larger, smaller, whole; arrows move it" } }
                            div { dt { kbd { "Ctrl" } " " kbd { "Enter" } } dd { "in the SPARQL field: ask" } }
                            div { dt { kbd { "↑" } " " kbd { "↓" } " " kbd { "Enter" } " " kbd { "Esc" } } dd { "in the SPARQL field: choose among completions, or not" } }
                        }
                    }
                }
            }
        };
        frame.page("How to read these pages", None, &body)
    }
}
