//! What a query was answered with.

use crate::frame::Frame;
use crate::words;
use maud::{Markup, html};

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The value, for the eye; empty where unbound.
    pub text: String,
    /// Slug of the thing that it names, where it is the address of one.
    pub slug: Option<String>,
}

/// A query that cannot be asked or answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trouble {
    /// What is wrong.
    pub message: String,
    /// Line and column, from 1, the column in characters; where the place is known.
    pub place: Option<(usize, usize)>,
    /// The line of the query at that place.
    pub line: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

/// What came of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Of SELECT.
    Rows {
        /// Names of the columns.
        columns: Vec<String>,
        /// Values, each row as long as the columns.
        rows: Vec<Vec<Cell>>,
        /// How many rows there are, where not all are given.
        all: usize,
    },
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE: the triples as Turtle.
    Triples(String),
    /// It went wrong.
    Trouble(Trouble),
}

impl Outcome {
    /// Formats in which it can be had, each with the word that asks for it.
    pub(crate) fn downloads(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Rows { .. } => &[("CSV", "csv"), ("TSV", "tsv"), ("JSON", "json"), ("XML", "xml")],
            Self::Truth(_) => &[("JSON", "json"), ("XML", "xml")],
            Self::Triples(_) => &[("Turtle", "turtle"), ("JSON-LD", "jsonld"), ("N-Triples", "ntriples")],
            Self::Trouble(_) => &[],
        }
    }
}

impl Frame<'_> {
    pub(crate) fn outcome(&self, outcome: &Outcome) -> Markup {
        match outcome {
            Outcome::Rows { columns, rows, all } => self.rows(columns, rows, *all),
            Outcome::Truth(truth) => {
                html! { p.truth role="status" { (if *truth { "Yes." } else { "No." }) } }
            }
            Outcome::Triples(turtle) => html! {
                div.scroll tabindex="0" role="region" aria-label="Triples" { pre { code { (turtle) } } }
            },
            Outcome::Trouble(trouble) => told(trouble),
        }
    }

    fn rows(&self, columns: &[String], rows: &[Vec<Cell>], all: usize) -> Markup {
        html! {
            p role="status" {
                (words::counted(all.max(rows.len()), "row"))
                @if all > rows.len() { "; the first " (words::grouped(rows.len())) " are shown" }
                "."
            }
            @if !rows.is_empty() {
                div.scroll tabindex="0" role="region" aria-label="Answer" {
                    table.answer data-filter="Filter the rows" {
                        caption.unseen { "Answer" }
                        thead { tr { @for column in columns { th scope="col" { (column) } } } }
                        tbody {
                            @for row in rows {
                                tr {
                                    @for cell in row {
                                        td {
                                            @match &cell.slug {
                                                Some(slug) => { a href=(self.thing(slug)) { bdi { (cell.text) } } }
                                                None => { bdi { (cell.text) } }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The line with a caret below the place, as on the command line.
fn told(trouble: &Trouble) -> Markup {
    let caret = trouble.place.zip(trouble.line.as_deref()).map(|((row, column), line)| {
        let gutter = row.to_string();
        let before = line.chars().take(column.saturating_sub(1));
        // Tabs stay tabs, so that the caret stands below its character.
        let indent: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        format!("{gutter} | {line}\n{} | {indent}^", " ".repeat(gutter.len()))
    });
    html! {
        div.trouble role="alert" {
            p { strong { (trouble.message) } @if let Some((row, column)) = trouble.place { " (line " (row) ", column " (column) ")" } }
            @if let Some(caret) = caret {
                pre data-line=[trouble.place.map(|place| place.0)] data-column=[trouble.place.map(|place| place.1)] { code { (caret) } }
            }
            @if let Some(hint) = &trouble.hint { p { "Hint: " (hint) } }
        }
    }
}
