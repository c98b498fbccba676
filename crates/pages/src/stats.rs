//! How much there is of what.

use crate::parts::bar;
use crate::{Pages, Route, words};
use maud::{Markup, html};
use standpoint_explore::{Count, Stats};

impl Pages {
    /// Counts, each as a table with bars.
    #[must_use]
    pub fn stats(&self, stats: &Stats) -> String {
        let frame = self.frame(Route::Stats);
        let spelt = |counts: &[Count]| -> Vec<Count> {
            let one = |count: &Count| Count { name: readable(&count.name), count: count.count };
            counts.iter().map(one).collect()
        };
        let body = html! {
            div.title {
                h1 { "Statistics" }
                p.lead {
                    (words::counted(stats.documents, "document")) ", " (words::counted(stats.statements, "statement")) ", "
                    (words::counted(stats.entities, "actor")) " and topics, " (words::counted(stats.conflicts, "conflict")) "."
                }
            }
            div.masonry {
                (counts("Statements by kind", "Kind", &spelt(&stats.kinds)))
                (counts("Statements by predicate", "Predicate", &spelt(&stats.predicates)))
                (counts("Stances by how they show", "Act", &spelt(&stats.acts)))
                (counts("Actors and topics by sort", "Sort", &stats.types))
                (counts("Conflicts by sort", "Sort", &spelt(&stats.conflict_types)))
                (counts("Statements by confidence", "Confidence", &stats.confidence))
                (counts("Statements by publisher", "Publisher", &stats.publishers))
                (counts("Statements by method", "Method", &stats.methods))
            }
            (counts("Statements by month", "Month", &stats.months))
            @if !stats.densest.is_empty() {
                section aria-labelledby="densest" {
                    h2 #densest { "Documents that say most for their length" }
                    div.scroll tabindex="0" role="region" aria-labelledby="densest" {
                        table {
                            caption.unseen { "Documents that say most for their length" }
                            thead { tr {
                                th scope="col" { "Document" } th.number scope="col" { "Statements" }
                                th.number scope="col" { "Characters" } th.number scope="col" { "Statements per 1,000 characters" }
                            } }
                            tbody {
                                @for row in &stats.densest {
                                    tr {
                                        th scope="row" { (frame.source(&row.document)) }
                                        td.number { (words::grouped(row.statements)) }
                                        td.number { (words::grouped(row.characters)) }
                                        td.number { (row.density) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        };
        frame.page("Statistics", None, &body)
    }
}

/// `affiliatedWith` and `affiliate-divergence` as one would write them.
fn readable(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '-' => out.push(' '),
            c if c.is_uppercase() => {
                out.push(' ');
                out.extend(c.to_lowercase());
            }
            c => out.push(c),
        }
    }
    out
}

fn counts(title: &str, head: &str, counts: &[Count]) -> Markup {
    let most = counts.iter().map(|count| count.count).max().unwrap_or(0) as f64;
    html! {
        @if !counts.is_empty() {
            section {
                table.counts {
                    caption { (title) }
                    thead { tr { th scope="col" { (head) } th.number scope="col" { "Number" } } }
                    tbody {
                        @for count in counts {
                            tr {
                                th scope="row" { bdi { (count.name) } }
                                td.number { (words::grouped(count.count)) (bar(count.count as f64, most, "even")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
