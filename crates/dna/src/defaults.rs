//! What a new database holds, and what rows of an old one must not lack.

use crate::schema::{TABLES, definition};
use crate::{Cell, Tables, password_hash};

/// The version that is written: accepted by every Discourse Network Analyzer 3.0 and 3.1.
pub(crate) const VERSION: &str = "3.0.11";
/// The date of that version. No clock: the same statements give the same file.
pub(crate) const DATE: &str = "2024-01-01";
/// The password of coders that have none.
pub(crate) const PASSWORD: &str = "standpoint";

/// An empty database: one coder, the type of statement that stances are, and its variables.
pub(crate) fn fresh() -> Tables {
    let mut tables = Tables::default();
    tables.add("SETTINGS", &[("Property", "version".into()), ("Value", VERSION.into())]);
    tables.add("SETTINGS", &[("Property", "date".into()), ("Value", DATE.into())]);
    tables.add("CODERS", &[("ID", 1.into()), ("Name", "Admin".into())]);
    for (id, label, [red, green, blue]) in [
        (1, "DNA Statement", [239, 208, 51]),
        (2, "NPF Story Element", [100, 200, 190]),
        (3, "Annotation", [211, 211, 211]),
    ] {
        let colour = [("Red", Cell::Int(red)), ("Green", Cell::Int(green)), ("Blue", Cell::Int(blue))];
        let row = [("ID", Cell::Int(id)), ("Label", label.into())];
        tables.add("STATEMENTTYPES", &[row.as_slice(), &colour].concat());
    }
    let short = "short text";
    for (id, name, kind, of) in [
        (1, "person", short, 1),
        (2, "organization", short, 1),
        (3, "concept", short, 1),
        (4, "agreement", "boolean", 1),
        (5, "narrator", short, 2),
        (6, "victim", short, 2),
        (7, "villain", short, 2),
        (8, "plot", short, 2),
        (9, "hero", short, 2),
        (10, "policy solution", short, 2),
        (11, "note", "long text", 3),
    ] {
        tables.add(
            "VARIABLES",
            &[
                ("ID", Cell::Int(id)),
                ("Variable", name.into()),
                ("DataType", kind.into()),
                ("StatementTypeId", Cell::Int(of)),
            ],
        );
    }
    for (at, name) in ["Type", "Alias", "Notes"].into_iter().enumerate() {
        for variable in 1..=3 {
            let id = at as i64 * 3 + variable;
            tables.add(
                "ATTRIBUTEVARIABLES",
                &[("ID", id.into()), ("VariableId", variable.into()), ("AttributeVariable", name.into())],
            );
        }
    }
    tables
}

/// Fills cells that must not be empty with the value that the schema gives, and coders without a password with one.
pub(crate) fn fill(tables: &mut Tables) {
    for table in TABLES {
        let defaults: Vec<Option<Cell>> = table.columns.iter().map(|(_, is)| default_of(is)).collect();
        for row in tables.rows_mut(table.name) {
            for (cell, default) in row.iter_mut().zip(&defaults) {
                if let (Cell::Null, Some(default)) = (&*cell, default) {
                    *cell = default.clone();
                }
            }
        }
    }
    let Some(password) = definition("CODERS").and_then(|coders| coders.column("Password")) else { return };
    for row in tables.rows_mut("CODERS") {
        if row[password].text().is_empty() {
            let salt = format!("{:?}{:?}", row[0], row[1]);
            row[password] = Cell::Text(password_hash(PASSWORD, salt.as_bytes()));
        }
    }
}

/// The default that a declaration names; none where nothing may stand.
fn default_of(declaration: &str) -> Option<Cell> {
    if !declaration.contains("NOT NULL") && !declaration.contains("DEFAULT 300") {
        return None;
    }
    let text = declaration.split("DEFAULT ").nth(1)?;
    let word = text.split([' ', ')']).next()?;
    match word.strip_prefix('\'') {
        Some(rest) => Some(rest.trim_end_matches('\'').into()),
        None => word.parse().ok().map(Cell::Int),
    }
}
