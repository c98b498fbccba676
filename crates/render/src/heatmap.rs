//! A table of actors and targets in colour: who is for and against what, how often.

use crate::{
    drawing::{Anchor, Canvas, Drawing, Item, Pen, Rect, Text},
    font::Face,
    grid::{Cell, Grid},
    ink::Ink,
    options::Options,
    page::{Key, Page},
    said::{counted, range},
    text::{one_line, width},
};
use standpoint_model::Statement;
use standpoint_network::Network;

/// Most actors and targets where the caller does not say.
const TOP: (usize, usize) = (36, 18);
const CELL: (f64, f64) = (38.0, 24.0);
/// Widest names of actors and of targets.
const ROW: f64 = 230.0;
const HEAD: f64 = 190.0;

/// Draws a two-mode `network` as a table, blue for and orange against, the number of statements in each cell: `+2` for,
/// `−1` against, `2:1` both. `statements` is the list that the network was made of. Actors who are for the target that most
/// speak on come first, then those against it, then those who speak on the next.
#[must_use]
pub fn heatmap(network: &Network, statements: &[Statement], options: &Options) -> Drawing {
    let top = options.top.map_or(TOP, |top| (top.max(1), top.max(1)));
    let mut grid = Grid::new(network, statements, top.0, top.1);
    let place = |row: usize| -> Vec<u8> {
        let side = |cell: Option<&Cell<'_>>| match cell {
            Some(cell) if cell.opposes == 0 => 0,
            Some(cell) if cell.supports > 0 => 1,
            Some(_) => 2,
            None => 3,
        };
        grid.columns.iter().map(|column| side(grid.cells.get(&(row, *column)))).collect()
    };
    let mut rows: Vec<(Vec<u8>, usize, usize)> =
        grid.rows.iter().enumerate().map(|(rank, &row)| (place(row), rank, row)).collect();
    rows.sort();
    grid.rows = rows.into_iter().map(|(_, _, row)| row).collect();
    let mut body = Canvas::default();
    let size = draw(&mut body, network, &grid, options);
    let said: Vec<&Statement> = grid.cells.values().flat_map(|cell| cell.said.iter().copied()).collect();
    let dates = range(said.iter().copied());
    let dates = if dates.is_empty() { String::new() } else { format!(", {dates}") };
    let keys = vec![
        Key::Swatch(Ink::Support1, "for, once".to_owned()),
        Key::Swatch(Ink::Support2, "twice".to_owned()),
        Key::Swatch(Ink::Support, "more often".to_owned()),
        Key::Swatch(Ink::Mixed, "both (for : against)".to_owned()),
        Key::Swatch(Ink::Oppose1, "against, once".to_owned()),
        Key::Swatch(Ink::Oppose2, "twice".to_owned()),
        Key::Swatch(Ink::Oppose, "more often".to_owned()),
    ];
    Page {
        title: "Who is for and against what".to_owned(),
        lead: format!(
            "{} on {}, {}{dates}",
            counted(grid.rows.len(), "actor", "actors"),
            counted(grid.columns.len(), "target", "targets"),
            counted(said.len(), "statement", "statements")
        ),
        summary: String::new(),
        body,
        size,
        keys,
        notes: grid.note().into_iter().collect(),
        options,
        empty: grid.cells.is_empty(),
    }
    .set()
}

fn draw(body: &mut Canvas, network: &Network, grid: &Grid<'_>, options: &Options) -> (f64, f64) {
    let row_labels: Vec<String> =
        grid.rows.iter().map(|row| one_line(Face::Regular, &network.rows[*row].label, 12.0, ROW)).collect();
    let heads: Vec<String> = grid
        .columns
        .iter()
        .map(|at| one_line(Face::Regular, &network.columns[*at].label, 12.0, HEAD))
        .collect();
    let left = row_labels.iter().map(|label| width(label, 12.0)).fold(0.0, f64::max) + 10.0;
    // Names of targets rise at 45 degrees.
    let slope = std::f64::consts::FRAC_1_SQRT_2;
    let rise = heads.iter().map(|label| width(label, 12.0)).fold(0.0, f64::max) * slope + 16.0;
    let right = left + CELL.0 * grid.columns.len() as f64;
    let bottom = rise + CELL.1 * grid.rows.len() as f64;
    for (at, label) in row_labels.iter().enumerate() {
        let y = rise + CELL.1 * (at as f64 + 0.5);
        let node = &network.rows[grid.rows[at]];
        body.group(&node.key, node.label.clone(), options.links.entity(&node.key), |body| {
            body.text((left - 8.0, y + 4.2), Anchor::End, Face::Regular, 12.0, Ink::Text, label);
        });
        let line = rise + CELL.1 * (at as f64 + 1.0);
        body.rule((left, line), (right, line), Pen::new(Ink::FrameLine, 0.6));
    }
    let mut overhang: f64 = 0.0;
    for (at, label) in heads.iter().enumerate() {
        let x = left + CELL.0 * (at as f64 + 0.5);
        let node = &network.columns[grid.columns[at]];
        body.group(&node.key, node.label.clone(), options.links.entity(&node.key), |body| {
            let mut text = Text {
                at: (x + 3.0, rise - 7.0),
                anchor: Anchor::Start,
                face: Face::Regular,
                size: 12.0,
                ink: Ink::Text,
                turn: -45.0,
                text: String::new(),
            };
            text.text.clone_from(label);
            body.items.push(Item::Text(text));
        });
        overhang = overhang.max(x + 14.0 + width(label, 12.0) * slope);
        let line = left + CELL.0 * (at as f64 + 1.0);
        body.rule((line, rise), (line, bottom), Pen::new(Ink::FrameLine, 0.6));
    }
    body.rule((left, rise), (right, rise), Pen::new(Ink::Quiet, 1.0));
    body.rule((left, rise), (left, bottom), Pen::new(Ink::Quiet, 1.0));
    for (i, row) in grid.rows.iter().enumerate() {
        for (j, column) in grid.columns.iter().enumerate() {
            if let Some(cell) = grid.cells.get(&(*row, *column)) {
                let at = (left + CELL.0 * j as f64, rise + CELL.1 * i as f64);
                fill(body, cell, at, options);
            }
        }
    }
    (right.max(overhang), bottom)
}

fn fill(body: &mut Canvas, cell: &Cell<'_>, at: (f64, f64), options: &Options) {
    let (fill, ink, text) = match (cell.supports, cell.opposes) {
        (n, 0) => (step(n, [Ink::Support1, Ink::Support2, Ink::Support]), ink_on(n), format!("+{n}")),
        (0, n) => (step(n, [Ink::Oppose1, Ink::Oppose2, Ink::Oppose]), ink_on(n), format!("−{n}")),
        (a, b) => (Ink::Mixed, Ink::Text, format!("{a}:{b}")),
    };
    let first = cell.said.first();
    let href = first.and_then(|said| options.links.statement(said));
    body.group(first.map_or("", |said| said.id.as_str()), cell.tip(), href, |body| {
        let area = Rect::new(at.0 + 1.0, at.1 + 1.0, CELL.0 - 2.0, CELL.1 - 2.0);
        body.solid(area, 2.0, fill, Pen::new(fill, 0.5));
        let text = one_line(Face::Bold, &text, 11.0, CELL.0 - 2.0);
        body.text((area.centre().0, area.middle() + 4.0), Anchor::Middle, Face::Bold, 11.0, ink, &text);
    });
}

fn step(number: usize, inks: [Ink; 3]) -> Ink {
    inks[number.clamp(1, 3) - 1]
}

/// What is written on the deepest colour is light.
fn ink_on(number: usize) -> Ink {
    if number > 2 { Ink::OnMark } else { Ink::Text }
}
