//! Rows with names for columns, for the eye or for other programs.

use crate::failure::Failure;
use crate::output::Output;
use crate::{csv, tables};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::str::FromStr;

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// For the eye.
    Table,
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl FromStr for Form {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "table" => Ok(Self::Table),
            "csv" => Ok(Self::Csv),
            "jsonl" | "json" => Ok(Self::Jsonl),
            _ => Err("use one of table, csv, jsonl".to_owned()),
        }
    }
}

/// A table of texts; cells that are numbers stay numbers in JSON.
#[derive(Debug)]
pub(crate) struct Report {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Report {
    /// A report with these columns and no rows yet.
    pub(crate) fn new(head: &[&'static str]) -> Self {
        Self { head: head.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn add<const N: usize>(&mut self, row: [String; N]) {
        self.rows.push(row.into());
    }

    /// Whether there are no rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes it. A table leaves out columns in which nothing stands.
    pub(crate) fn write(&self, form: Form, path: Option<&Path>) -> Result<(), Failure> {
        let mut output = Output::open(path)?;
        match form {
            Form::Table if self.is_empty() => {}
            Form::Table => {
                let used: Vec<usize> = (0..self.head.len())
                    .filter(|at| self.rows.iter().any(|row| !row[*at].is_empty()))
                    .collect();
                let pick = |row: &[String]| used.iter().map(|at| row[*at].clone()).collect::<Vec<_>>();
                let head: Vec<String> = self.head.iter().map(|name| (*name).to_owned()).collect();
                let rows = self.rows.iter().map(|row| pick(row));
                let table = tables::columns(pick(&head), rows, tables::width(&output));
                output.put(|out| writeln!(out, "{table}"))?;
            }
            Form::Csv => output.put(|out| {
                writeln!(out, "{}", self.head.join(","))?;
                for row in &self.rows {
                    let cells: Vec<String> = row.iter().cloned().map(csv::quoted).collect();
                    writeln!(out, "{}", cells.join(","))?;
                }
                Ok(())
            })?,
            Form::Jsonl => output.put(|out| {
                for row in &self.rows {
                    let cells =
                        self.head.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), value(cell)));
                    writeln!(out, "{}", Value::Object(cells.collect::<Map<_, _>>()))?;
                }
                Ok(())
            })?,
        }
        output.finish()
    }
}

fn value(cell: &str) -> Value {
    match (cell, cell.parse::<f64>()) {
        ("", _) => Value::Null,
        ("true", _) => json!(true),
        ("false", _) => json!(false),
        (_, Ok(number)) if number.is_finite() && cell.parse::<i64>().is_err() => json!(number),
        (_, Ok(_)) if cell.parse::<i64>().is_ok() => json!(cell.parse::<i64>().unwrap_or_default()),
        _ => json!(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::value;
    use serde_json::json;

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(
            ["", "3", "0.5", "NaN", "3 ships", "true"].map(value),
            [json!(null), json!(3), json!(0.5), json!("NaN"), json!("3 ships"), json!(true)]
        );
    }
}
