//! Lists of everything, a page at a time.

use crate::frame::Frame;
use crate::parts::{bar, date};
use crate::{Pages, Route, words};
use maud::{Markup, html};
use standpoint_explore::{ActorRow, ConflictLine, Corpus, DocumentRef, TopicRow};
use standpoint_model::ConflictType;

/// So many rows are on a page.
pub(crate) const PAGE: usize = 100;

/// The rows of a page; none where the page is beyond the end (the first never is).
fn part<T>(rows: &[T], page: usize) -> Option<&[T]> {
    let start = page.checked_sub(1)?.checked_mul(PAGE)?;
    if start > 0 && start >= rows.len() {
        return None;
    }
    rows.get(start..rows.len().min(start + PAGE))
}

impl Frame<'_> {
    fn list(
        &self,
        title: &str,
        told: &str,
        count: usize,
        route: fn(usize) -> Route,
        body: &Markup,
    ) -> String {
        let last = count.div_ceil(PAGE).max(1);
        let page = (1..=last).find(|page| route(*page) == self.here).unwrap_or(1);
        let whole = html! {
            div.title {
                h1 { (title) " " span.count { (words::grouped(count)) } }
                p.lead { (told) }
            }
            @if count == 0 { p.empty { "There are none." } } @else { (body) }
            @if last > 1 {
                nav.pager aria-label="Pages" {
                    ul {
                        @if page > 1 { li { a rel="prev" href=(self.href(&route(page - 1))) { "Before" } } }
                        @for number in (1..=last).filter(|number| *number == 1 || *number == last || number.abs_diff(page) < 3) {
                            li { a href=(self.href(&route(number))) aria-label={ "Page " (number) } aria-current=[(number == page).then_some("page")] { (number) } }
                        }
                        @if page < last { li { a rel="next" href=(self.href(&route(page + 1))) { "Next" } } }
                    }
                }
            }
        };
        let named = if page > 1 { format!("{title}, page {page}") } else { title.to_owned() };
        self.page(&named, None, &whole)
    }
}

impl Pages {
    /// Every conflict, best first: the page of this number; none where there are not so many.
    #[must_use]
    pub fn conflicts(&self, lines: &[ConflictLine], page: usize) -> Option<String> {
        let frame = self.frame(Route::Conflicts(page));
        let rows = part(lines, page)?;
        let body = html! {
            div.scroll tabindex="0" role="region" aria-label="Conflicts" {
                table data-filter="Filter the conflicts" {
                    caption.unseen { "Conflicts, those that most deserve a look first" }
                    thead { tr {
                        th scope="col" { "Conflict" } th scope="col" { "Between" } th scope="col" { "About" }
                        th scope="col" { "When" } th.number scope="col" { "Score" }
                    } }
                    tbody { @for line in rows { (frame.conflict_row(line)) } }
                }
            }
            details.told {
                summary { "What the sorts of conflict mean" }
                dl.facts {
                    @for kind in ConflictType::ALL { div { dt { (words::conflict(kind)) } dd { (words::conflict_told(kind)) } } }
                }
            }
        };
        let told = "Pairs of statements that do not go together, those that most deserve a look first.";
        Some(frame.list("Conflicts", told, lines.len(), Route::Conflicts, &body))
    }

    /// Everything that somebody is for or against: the page of this number; none where there are not so many.
    #[must_use]
    pub fn topics(&self, rows: &[TopicRow], page: usize) -> Option<String> {
        let frame = self.frame(Route::Topics(page));
        let shown = part(rows, page)?;
        let most = rows.iter().map(|row| row.supporters.max(row.opponents)).max().unwrap_or(0) as f64;
        let body = html! {
            div.scroll tabindex="0" role="region" aria-label="Topics" {
                table.sides data-filter="Filter the topics" {
                    caption.unseen { "Topics, by how many actors take a stance" }
                    thead { tr {
                        th scope="col" { "Topic" } th.number scope="col" { "Against" } th.number scope="col" { "For" }
                        th.number scope="col" { "Documents" } th.number scope="col" { "Conflicts" } th scope="col" { "Last" }
                    } }
                    tbody {
                        @for row in shown {
                            tr {
                                th scope="row" { (frame.entity(&row.topic)) }
                                td.number.leftwards { (row.opponents) (bar(row.opponents as f64, most, "against")) }
                                td.number { (row.supporters) (bar(row.supporters as f64, most, "for")) }
                                td.number { (row.documents) }
                                td.number { (row.conflicts) }
                                td { @if let Some(last) = row.last { (date(last)) } }
                            }
                        }
                    }
                }
            }
        };
        let told = "Whatever somebody is for or against, and how many actors stand on each side.";
        Some(frame.list("Topics", told, rows.len(), Route::Topics, &body))
    }

    /// Everybody of whom something is told: the page of this number; none where there are not so many.
    #[must_use]
    pub fn actors(&self, rows: &[ActorRow], page: usize) -> Option<String> {
        let frame = self.frame(Route::Actors(page));
        let shown = part(rows, page)?;
        let body = html! {
            div.scroll tabindex="0" role="region" aria-label="Actors" {
                table data-filter="Filter the actors" {
                    caption.unseen { "Actors, by how much is told of them" }
                    thead { tr {
                        th scope="col" { "Actor" } th scope="col" { "Sort" } th.number scope="col" { "Stances" }
                        th.number scope="col" { "Claims" } th.number scope="col" { "Ties" }
                        th.number scope="col" { "Documents" } th.number scope="col" { "Conflicts" }
                    } }
                    tbody {
                        @for row in shown {
                            tr {
                                th scope="row" { (frame.entity(&row.actor)) }
                                td.quiet { (words::kind(row.actor.kind)) }
                                td.number { (row.stances) }
                                td.number { (row.claims) }
                                td.number { (row.ties) }
                                td.number { (row.documents) }
                                td.number { (row.conflicts) }
                            }
                        }
                    }
                }
            }
        };
        let told = "People, organizations and places, those of whom most is told first.";
        Some(frame.list("Actors", told, rows.len(), Route::Actors, &body))
    }

    /// Every document of a corpus, by name: the page of this number; none where there are not so many.
    #[must_use]
    pub fn documents(&self, corpus: &Corpus, page: usize) -> Option<String> {
        let frame = self.frame(Route::Documents(page));
        let rows = part(corpus.documents(), page)?;
        let body = html! {
            div.scroll tabindex="0" role="region" aria-label="Documents" {
                table data-filter="Filter the documents" {
                    caption.unseen { "Documents" }
                    thead { tr {
                        th scope="col" { "Document" } th scope="col" { "Publisher" } th scope="col" { "Date" } th scope="col" { "Read as" }
                    } }
                    tbody {
                        @for document in rows.iter().map(DocumentRef::of) {
                            tr {
                                th scope="row" { a href=(frame.thing(&document.slug)) { bdi { (words::document(&document)) } } }
                                td { @if let Some(publisher) = &document.publisher { bdi { (publisher) } } }
                                td { @if let Some(day) = document.date { (date(day)) } }
                                td.quiet { code { (document.id) } }
                            }
                        }
                    }
                }
            }
        };
        let told = "What was read, with every statement marked in its text.";
        Some(frame.list("Documents", told, corpus.documents().len(), Route::Documents, &body))
    }
}

impl Frame<'_> {
    fn conflict_row(&self, line: &ConflictLine) -> Markup {
        let [one, other] = &line.parties;
        html! {
            tr {
                th scope="row" { a href=(self.thing(&line.slug)) { (words::conflict(line.kind)) } }
                td { (self.entity(one)) @if one != other { " and " (self.entity(other)) } }
                td { (self.entities(&line.about)) }
                td {
                    @for (at, day) in line.dates.iter().flatten().enumerate() {
                        @if at == 0 || line.dates[0] != line.dates[1] { @if at > 0 { ", " } (date(*day)) }
                    }
                }
                td.number { (format!("{:.2}", line.score)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_end_where_the_rows_do() {
        let rows: Vec<usize> = (0..250).collect();
        assert_eq!(part(&rows, 3).map(<[usize]>::len), Some(50));
        assert_eq!((part(&rows, 4), part(&rows, 0), part(&rows, usize::MAX)), (None, None, None));
        assert_eq!(part::<usize>(&[], 1), Some(&[][..]));
    }
}
