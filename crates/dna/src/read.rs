//! A database file to [`Tables`].

use crate::schema::TABLES;
use crate::{Cell, DnaError, Problem, Tables, version2};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

/// What was read, and what could not be.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// Every row that could be read, in the form of version 3.
    pub tables: Tables,
    /// The version that wrote it, as it says; empty where it does not.
    pub version: String,
    /// What is damaged or missing.
    pub problems: Vec<Problem>,
}

/// A table as a file has it, whatever its version: names of columns, and rows.
pub(crate) type Raw = (Vec<String>, Vec<Vec<Cell>>);

/// Reads the database at `path`, of version 2 or 3; the file is not changed. Damaged tables are read as far as they go.
///
/// # Errors
/// [`DnaError`] where it is no such database or cannot be opened at all.
pub fn read(path: impl AsRef<Path>) -> Result<Read, DnaError> {
    let path = path.as_ref();
    check_head(path)?;
    let failed = |source: rusqlite::Error| match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            DnaError::Locked { path: path.to_owned() }
        }
        Some(ErrorCode::NotADatabase) => DnaError::NoDatabase { path: path.to_owned() },
        _ => DnaError::Sqlite { path: path.to_owned(), source },
    };
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
    let mut names =
        connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").map_err(failed)?;
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(failed)?;
    for table in ["DOCUMENTS", "STATEMENTS", "VARIABLES"] {
        if !names.iter().any(|name| name.eq_ignore_ascii_case(table)) {
            return Err(DnaError::OtherDatabase { path: path.to_owned(), table });
        }
    }
    let mut problems = Vec::new();
    let mut raw = BTreeMap::new();
    for name in &names {
        match rows_of(&connection, name, &mut problems) {
            Ok(rows) => drop(raw.insert(name.to_uppercase(), rows)),
            Err(error) if busy(&error) => return Err(failed(error)),
            Err(error) => problems.push(Problem::new(name, None, format!("cannot be read: {error}"))),
        }
    }
    let version = raw
        .get("SETTINGS")
        .and_then(|(_, rows)| {
            rows.iter().find(|row| row.first().is_some_and(|cell| cell.text() == "version"))
        })
        .and_then(|row| row.get(1))
        .map(|cell| cell.text().to_owned())
        .unwrap_or_default();
    if version.starts_with('2') || (raw.contains_key("ATTRIBUTES") && !raw.contains_key("ENTITIES")) {
        version2::upgrade(&mut raw, &mut problems);
    }
    let tables = placed(&raw, &mut problems);
    problems.sort();
    Ok(Read { tables, version, problems })
}

/// Cells under the columns of version 3.
fn placed(raw: &BTreeMap<String, Raw>, problems: &mut Vec<Problem>) -> Tables {
    let mut tables = Tables::default();
    for table in TABLES {
        let Some((columns, rows)) = raw.get(table.name) else {
            problems.push(Problem::new(table.name, None, "the table is missing"));
            continue;
        };
        let place: Vec<Option<usize>> = table
            .columns
            .iter()
            .map(|(name, _)| columns.iter().position(|column| column.eq_ignore_ascii_case(name)))
            .collect();
        let cell = |row: &Vec<Cell>, at: &Option<usize>| {
            at.and_then(|at| row.get(at).cloned()).unwrap_or(Cell::Null)
        };
        *tables.rows_mut(table.name) =
            rows.iter().map(|row| place.iter().map(|at| cell(row, at)).collect()).collect();
    }
    tables
}

/// Every row of a table that can be read.
fn rows_of(
    connection: &Connection,
    table: &str,
    problems: &mut Vec<Problem>,
) -> Result<Raw, rusqlite::Error> {
    // Names come from the file itself: quoted, so that none is taken for SQL.
    let quoted = table.replace('"', "\"\"");
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{quoted}\" ORDER BY rowid"))?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut all = Vec::new();
    let mut rows = statement.query([])?;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let cells = (0..columns.len()).map(|at| Ok(cell(row.get_ref(at)?)));
                all.push(cells.collect::<Result<Vec<Cell>, rusqlite::Error>>()?);
            }
            Ok(None) => break,
            Err(error) if busy(&error) => return Err(error),
            Err(error) => {
                let problem = format!("damaged after {} rows ({error}); what follows is lost", all.len());
                problems.push(Problem::new(table, None, problem));
                break;
            }
        }
    }
    Ok((columns, all))
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(value) => Cell::Int(value),
        ValueRef::Real(value) => Cell::Real(value),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Cell::Text(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}

fn busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Every SQLite file begins with these bytes, unless it is encrypted.
fn check_head(path: &Path) -> Result<(), DnaError> {
    let failed = |source| DnaError::Io { doing: "read", path: path.to_owned(), source };
    let mut head = Vec::new();
    std::fs::File::open(path).map_err(failed)?.take(16).read_to_end(&mut head).map_err(failed)?;
    if head == b"SQLite format 3\0" { Ok(()) } else { Err(DnaError::NoDatabase { path: path.to_owned() }) }
}
