//! Rows as they stand in a database.

use crate::schema::{TABLES, definition};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Real(f64),
    /// Text.
    Text(String),
}

impl Cell {
    /// The number; none of texts.
    #[must_use]
    pub fn int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            Self::Real(value) => Some(*value as i64),
            Self::Null | Self::Text(_) => None,
        }
    }

    /// The text; empty where there is none.
    #[must_use]
    pub fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Rows of one table, each with a cell for every column of version 3.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// The rows, in the order of the database.
    pub rows: Vec<Vec<Cell>>,
}

/// All sixteen tables of a database of version 3.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tables {
    tables: BTreeMap<String, Table>,
}

impl Default for Tables {
    fn default() -> Self {
        Self { tables: TABLES.iter().map(|table| (table.name.to_owned(), Table::default())).collect() }
    }
}

impl Tables {
    /// The rows of this table; none where there is no such table.
    #[must_use]
    pub fn rows(&self, table: &str) -> &[Vec<Cell>] {
        self.tables.get(table).map_or(&[], |table| table.rows.as_slice())
    }

    pub(crate) fn rows_mut(&mut self, table: &str) -> &mut Vec<Vec<Cell>> {
        &mut self.tables.entry(table.to_owned()).or_default().rows
    }

    /// Adds a row with these cells, by column; the others are nothing.
    pub(crate) fn add(&mut self, table: &str, cells: &[(&str, Cell)]) {
        let Some(known) = definition(table) else { return };
        let mut row = vec![Cell::Null; known.columns.len()];
        for (name, cell) in cells {
            if let Some(at) = known.column(name) {
                row[at] = cell.clone();
            }
        }
        self.rows_mut(table).push(row);
    }

    /// The number after the highest in the table's first column.
    pub(crate) fn next_id(&self, table: &str) -> i64 {
        self.rows(table).iter().filter_map(|row| row.first()?.int()).max().unwrap_or(0) + 1
    }

    /// All tables as JSON text, documents without their texts: those are kept elsewhere.
    #[must_use]
    pub fn remainder(&self) -> String {
        let mut light = self.clone();
        for row in light.rows_mut("DOCUMENTS") {
            if let Some(text) = row.get_mut(2) {
                *text = Cell::Null;
            }
        }
        // Cells are strings and numbers: nothing that JSON cannot say, and no map with other keys than strings.
        serde_json::to_string(&light).unwrap_or_default()
    }

    /// What [`Tables::remainder`] gave, with the text of each document given by its number.
    ///
    /// # Errors
    /// Where `json` is not of that form.
    pub fn completed(json: &str, text_of: impl Fn(i64) -> Option<String>) -> Result<Self, serde_json::Error> {
        let mut tables: Self = serde_json::from_str(json)?;
        for row in tables.rows_mut("DOCUMENTS") {
            let text = row.first().and_then(Cell::int).and_then(&text_of);
            if let (Some(cell), Some(text)) = (row.get_mut(2), text) {
                *cell = Cell::Text(text);
            }
        }
        Ok(tables)
    }
}
