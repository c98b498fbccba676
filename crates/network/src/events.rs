//! The statements themselves, as a table.

use crate::{Corpus, Filter, Scale, Selection, Spec};

/// One statement of an event list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When, in seconds since 1970 (UTC), where known.
    pub time: Option<i64>,
    /// Label of its row.
    pub row: String,
    /// Label of its column.
    pub column: String,
    /// Its level: a number, or a category's name.
    pub level: String,
    /// Name of its document.
    pub document: String,
    /// Its place in the list that the corpus was made of.
    pub origin: u32,
}

/// The statements that pass `filter` and are no duplicates, by time: for models of relational events.
#[must_use]
pub fn events(corpus: &Corpus, spec: &Spec, filter: &Filter) -> Vec<Event> {
    let level = |level: i32| match &corpus.scale {
        Scale::Category(names) => {
            usize::try_from(level).ok().and_then(|at| names.get(at)).cloned().unwrap_or_default()
        }
        _ => level.to_string(),
    };
    let selection = Selection::of(corpus, spec, filter);
    let one = |record: &crate::Record| Event {
        time: record.time,
        row: corpus.rows[record.row as usize].label.clone(),
        column: corpus.columns[record.column as usize].label.clone(),
        level: level(record.level),
        document: corpus.documents[record.document as usize].clone(),
        origin: record.origin,
    };
    selection.records.iter().map(one).collect()
}
