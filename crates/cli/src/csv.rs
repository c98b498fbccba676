//! Statements as comma-separated values (RFC 4180), one row each.

use standpoint_model::{Entity, Statement};
use std::io::{self, Write};

const COLUMNS: [&str; 18] = [
    "id",
    "document",
    "kind",
    "subject",
    "subject_type",
    "predicate",
    "object",
    "object_type",
    "role",
    "act",
    "addressee",
    "attributed_to",
    "date",
    "confidence",
    "start",
    "end",
    "quote",
    "method",
];

/// Writes a row for each statement, after the names of the columns where `heading`.
pub(crate) fn write(statements: &[Statement], heading: bool, out: &mut dyn Write) -> io::Result<()> {
    if heading {
        writeln!(out, "{}", COLUMNS.join(","))?;
    }
    let label =
        |entity: &Option<Entity>| entity.as_ref().map(|entity| entity.label.clone()).unwrap_or_default();
    for said in statements {
        let sources: Vec<&str> = said.attributed_to.iter().map(|source| source.label.as_str()).collect();
        let cells: [String; 18] = [
            said.id.clone(),
            said.document.clone(),
            said.kind().to_string(),
            said.subject.label.clone(),
            said.subject.kind.to_string(),
            said.predicate.to_string(),
            said.object.label.clone(),
            said.object.kind.to_string(),
            said.role.clone().unwrap_or_default(),
            said.act.map(|act| act.to_string()).unwrap_or_default(),
            label(&said.addressee),
            sources.join("; "),
            said.date.map(|date| date.to_string()).unwrap_or_default(),
            f64::from(said.confidence).to_string(),
            said.span.start.to_string(),
            said.span.end.to_string(),
            said.quote.clone(),
            said.method.clone(),
        ];
        writeln!(out, "{}", cells.map(quoted).join(","))?;
    }
    Ok(())
}

/// A cell, in quotation marks where it needs them.
pub(crate) fn quoted(cell: String) -> String {
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_breaks_stay_in_their_cell() {
        assert_eq!(quoted("plain".into()), "plain");
        assert_eq!(quoted("a \"b\",\nc".into()), "\"a \"\"b\"\",\nc\"");
    }
}
