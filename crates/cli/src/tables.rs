//! Statements and conflicts for the eye.

use crate::explain;
use crate::output::Output;
use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, Width, presets,
};
use standpoint_model::{Conflict, Statement};

/// Widest table: longer lines are hard to read, whatever the screen.
const WIDEST: u16 = 160;
/// Width where nobody looks, so that the same input gives the same bytes.
const DEFAULT: u16 = 120;

/// How wide a table on `output` may be, in columns.
pub(crate) fn width(output: &Output) -> u16 {
    let terminal = output.is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(DEFAULT, |(width, _)| width.0.clamp(60, WIDEST))
}

/// One row a statement: who, what, whom or which words, how sure, which document.
pub(crate) fn statements<'a>(rows: impl IntoIterator<Item = &'a Statement>, width: u16) -> Table {
    let mut table = framed(width);
    table.style_mut().row_separator = LineStyle::none();
    table.set_header(["who", "does", "what", "sure", "document"]);
    for row in rows {
        table.add_row(vec![
            Cell::new(holder(row)),
            Cell::new(row.predicate),
            Cell::new(object(row)),
            Cell::new(row.confidence).set_alignment(CellAlignment::Right),
            Cell::new(short(&row.document)),
        ]);
    }
    table.set_constraints([
        ColumnConstraint::UpperBoundary(Width::Percentage(24)),
        ColumnConstraint::ContentWidth,
        ColumnConstraint::UpperBoundary(Width::Percentage(50)),
        ColumnConstraint::ContentWidth,
        ColumnConstraint::UpperBoundary(Width::Fixed(26)),
    ]);
    table
}

/// One row a conflict: what it is, and both sides with their words beside each other.
/// With `explain`, also what the score is made of.
pub(crate) fn conflicts(rows: impl IntoIterator<Item = Conflict>, width: u16, explain: bool) -> Table {
    let mut table = framed(width);
    table.set_header(["conflict", "one side", "other side"]);
    for conflict in rows {
        let about: Vec<String> = conflict.about.iter().map(|entity| one_line(&entity.label)).collect();
        let mut what = format!("{}\nabout {}\nscore {:.2}", conflict.kind, about.join(", "), conflict.score);
        for tie in &conflict.path {
            what.push_str(&format!(
                "\n{} {} {}",
                one_line(&tie.from.label),
                tie.predicate,
                one_line(&tie.to.label)
            ));
        }
        if explain {
            what.extend(explain::lines(&conflict).into_iter().map(|line| format!("\n{line}")));
        }
        let side = |at: usize| side(&one_line(&conflict.parties[at].label), &conflict.statements[at]);
        table.add_row([what, side(0), side(1)]);
    }
    table.set_constraints([
        ColumnConstraint::UpperBoundary(Width::Percentage(28)),
        ColumnConstraint::UpperBoundary(Width::Percentage(36)),
        ColumnConstraint::UpperBoundary(Width::Percentage(36)),
    ]);
    table
}

/// A plain table of texts, the last column the widest.
pub(crate) fn plain<const N: usize>(
    heading: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
    width: u16,
) -> Table {
    let mut table = framed(width);
    table.style_mut().row_separator = LineStyle::none();
    table.set_header(heading);
    for row in rows {
        table.add_row(row.map(|cell| one_line(&cell)));
    }
    table
}

/// Rows of texts under names.
pub(crate) fn columns(head: Vec<String>, rows: impl IntoIterator<Item = Vec<String>>, width: u16) -> Table {
    let mut table = framed(width);
    table.style_mut().row_separator = LineStyle::none();
    table.set_header(head);
    for row in rows {
        table.add_row(row.iter().map(|cell| one_line(cell)));
    }
    table
}

fn framed(width: u16) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table
}

fn side(party: &str, said: &Statement) -> String {
    let when = said.date.map(|date| format!(" ({date})")).unwrap_or_default();
    let sources: Vec<String> = said.attributed_to.iter().map(|source| one_line(&source.label)).collect();
    let via = if sources.is_empty() { String::new() } else { format!(", told by {}", sources.join(", ")) };
    format!("{party} {}{when}\n“{}”\n{}{via}", said.predicate, one_line(&said.quote), short(&said.document))
}

fn holder(row: &Statement) -> String {
    match row.attributed_to.last() {
        Some(source) => one_line(&format!("{} (so {})", row.subject.label, source.label)),
        None => one_line(&row.subject.label),
    }
}

fn object(row: &Statement) -> String {
    let label = one_line(&row.object.label);
    match &row.role {
        Some(role) => format!("{label} ({})", one_line(role)),
        None => label,
    }
}

/// The last part of a document's name: the path is in the data, and would fill the table.
pub(crate) fn short(document: &str) -> &str {
    document.trim_end_matches('/').rsplit('/').next().unwrap_or(document)
}

/// The text as one word of a shell's command, for hints.
pub(crate) fn quoted(text: &str) -> String {
    let line = one_line(text);
    shlex::try_quote(&line).map_or_else(|_| line.clone(), |quoted| quoted.into_owned())
}

/// White space as single blanks, and no control characters: a text must not steer the terminal.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(char::is_control, "")
}
