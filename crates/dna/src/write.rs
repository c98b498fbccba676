//! [`Tables`] to a database file of version 3.

use crate::schema::TABLES;
use crate::{Cell, DnaError, Tables, defaults};
use rusqlite::{Connection, ToSql, types::Value};
use std::path::Path;

/// Writes a database to `path`, which must not exist or be empty. Cells that may not be empty get the value that the schema gives.
///
/// # Errors
/// [`DnaError::Sqlite`] where it cannot be written, or a row breaks the schema (a name twice, a document that is not there).
pub fn write(tables: &Tables, path: impl AsRef<Path>) -> Result<(), DnaError> {
    let path = path.as_ref();
    let failed = |source| DnaError::Sqlite { path: path.to_owned(), source };
    let mut whole = tables.clone();
    defaults::fill(&mut whole);
    let mut connection = Connection::open(path).map_err(failed)?;
    // References are checked at the end, all at once: entities may refer to later ones.
    let sql = "PRAGMA foreign_keys = ON; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;";
    connection.execute_batch(sql).map_err(failed)?;
    let transaction = connection.transaction().map_err(failed)?;
    transaction.execute_batch("PRAGMA defer_foreign_keys = ON").map_err(failed)?;
    for table in TABLES {
        transaction.execute_batch(&table.sql()).map_err(failed)?;
        let marks = vec!["?"; table.columns.len()].join(", ");
        let sql = format!("INSERT INTO {} VALUES ({marks})", table.name);
        let mut insert = transaction.prepare(&sql).map_err(failed)?;
        for row in whole.rows(table.name) {
            let values: Vec<Value> = row.iter().map(value).collect();
            let given: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
            insert.execute(given.as_slice()).map_err(failed)?;
        }
    }
    transaction.commit().map_err(failed)?;
    connection.close().map_err(|(_, source)| failed(source))
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Int(value) => Value::Integer(*value),
        Cell::Real(value) => Value::Real(*value),
        Cell::Text(text) => Value::Text(text.clone()),
    }
}
