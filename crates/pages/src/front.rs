//! The first page.

use crate::parts::bar;
use crate::{Pages, Route, words};
use maud::html;
use standpoint_explore::{ActorRow, ConflictView, Corpus, TopicRow};
use std::cmp::Reverse;

/// What the first page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Front {
    /// Number of documents.
    pub documents: usize,
    /// Number of statements.
    pub statements: usize,
    /// Number of conflicts.
    pub conflicts: usize,
    /// The conflicts that most deserve a look.
    pub strongest: Vec<ConflictView>,
    /// Those of the last dates that are not among the strongest.
    pub freshest: Vec<ConflictView>,
    /// What most actors take a stance on.
    pub topics: Vec<TopicRow>,
    /// Of whom most is told.
    pub actors: Vec<ActorRow>,
}

/// So many strong conflicts, and so many fresh ones.
const CONFLICTS: usize = 3;
const ROWS: usize = 10;

impl Front {
    /// What the first page of a corpus shows. Linear in what the corpus holds, besides sorting.
    #[must_use]
    pub fn of(corpus: &Corpus) -> Self {
        let mut lines = corpus.conflict_lines();
        let rest = lines.split_off(lines.len().min(CONFLICTS));
        let mut fresh: Vec<_> = rest
            .into_iter()
            .map(|line| (line.dates.iter().flatten().map(|date| date.latest()).max(), line))
            .filter(|(date, _)| date.is_some())
            .collect();
        // Stable: of one date, the stronger stays before the weaker.
        fresh.sort_by_key(|(date, _)| Reverse(*date));
        let view = |slug: &str| corpus.conflict_view(&standpoint_explore::address(slug));
        let (mut topics, mut actors) = (corpus.topics(), corpus.actors());
        topics.truncate(ROWS);
        actors.truncate(ROWS);
        Self {
            documents: corpus.documents().len(),
            statements: corpus.statements().len(),
            conflicts: corpus.conflicts().len(),
            strongest: lines.iter().filter_map(|line| view(&line.slug)).collect(),
            freshest: fresh.iter().take(CONFLICTS).filter_map(|(_, line)| view(&line.slug)).collect(),
            topics,
            actors,
        }
    }
}

impl Pages {
    /// The first page: what there is, a search, and what deserves a look.
    #[must_use]
    pub fn front(&self, front: &Front) -> String {
        let frame = self.frame(Route::Front);
        let most = front.topics.iter().map(|row| row.supporters.max(row.opponents)).max().unwrap_or(0);
        let shown = |list: &[ConflictView]| html! { @for view in list { (frame.conflict_card(view)) } };
        let body = html! {
            div.hero {
                h1 { "Who stands where, in whose words" }
                p.lead {
                    (words::counted(front.statements, "statement")) " read out of "
                    a href=(frame.href(&Route::Documents(1))) { (words::counted(front.documents, "document")) }
                    ", and "
                    a href=(frame.href(&Route::Conflicts(1))) { (words::counted(front.conflicts, "conflict")) }
                    " among them."
                }
                @if frame.live() { (frame.search_form("front-search", "")) }
            }
            @if front.documents == 0 {
                p.empty { "Nothing has been read yet. " code { "standpoint ingest" } " reads documents into the store." }
            }
            @if !front.strongest.is_empty() {
                section aria-labelledby="strongest" {
                    h2 #strongest { "Conflicts that deserve a look" }
                    (shown(&front.strongest))
                }
            }
            @if !front.freshest.is_empty() {
                section aria-labelledby="freshest" {
                    h2 #freshest { "The latest" }
                    (shown(&front.freshest))
                }
            }
            @if front.conflicts > 0 {
                p.onward { a href=(frame.href(&Route::Conflicts(1))) { "All conflicts" } }
            }
            div.columns {
                @if !front.topics.is_empty() {
                    section aria-labelledby="topics" {
                        h2 #topics { "Most debated" }
                        table.sides {
                            caption.unseen { "What most actors take a stance on" }
                            thead { tr {
                                th scope="col" { "Topic" }
                                th.number scope="col" { "Against" }
                                th.number scope="col" { "For" }
                            } }
                            tbody {
                                @for row in &front.topics {
                                    tr {
                                        th scope="row" { (frame.entity(&row.topic)) }
                                        td.number.leftwards { (row.opponents) (bar(row.opponents as f64, most as f64, "against")) }
                                        td.number { (row.supporters) (bar(row.supporters as f64, most as f64, "for")) }
                                    }
                                }
                            }
                        }
                        p.onward { a href=(frame.href(&Route::Topics(1))) { "All topics" } }
                    }
                }
                @if !front.actors.is_empty() {
                    section aria-labelledby="actors" {
                        h2 #actors { "Most told of" }
                        ul.plain.rows {
                            @for row in &front.actors {
                                li {
                                    (frame.entity(&row.actor)) " "
                                    span.quiet { (words::counted(row.stances + row.claims + row.ties, "statement")) }
                                }
                            }
                        }
                        p.onward { a href=(frame.href(&Route::Actors(1))) { "All actors" } }
                    }
                }
            }
        };
        frame.page(&self.site, None, &body)
    }
}
