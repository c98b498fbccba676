//! The list of what a store holds.
//!
//! Writing the whole list after every document would cost more than the documents, so changes go to a journal, one
//! JSON line each, synced; the list itself is written now and then. After a crash, list and journal together tell
//! what is there: a last line that was cut off names a document that was not yet put.

use crate::{StoreError, folder};
use serde::{Deserialize, Serialize};
use standpoint_model::PartialDate;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// Version of the folder's layout; a store of another one is refused.
pub(crate) const FORMAT: u64 = 1;

/// What the manifest knows of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Name of the document.
    pub id: String,
    /// File below `documents/`.
    pub file: String,
    /// `Document::hash` of what was read.
    pub hash: String,
    /// Program version that made the statements.
    pub extractor: String,
    /// How many statements the document makes.
    pub statements: usize,
    /// Headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u64,
    documents: BTreeMap<String, Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Change {
    Put(Entry),
    Removed(String),
}

impl Manifest {
    pub(crate) fn new() -> Self {
        Self { format: FORMAT, documents: BTreeMap::new() }
    }

    /// Reads list and journal; nothing is written.
    pub(crate) fn read(root: &Path) -> Result<Self, StoreError> {
        let path = root.join("manifest.json");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let missing = fs::read_dir(root).map_or(true, |mut entries| entries.next().is_none());
                let path = root.to_owned();
                return Err(if missing {
                    StoreError::Missing { path }
                } else {
                    StoreError::NoStore { path }
                });
            }
            Err(source) => return Err(StoreError::Io { doing: "read", path, source }),
        };
        let damaged = |problem: String| StoreError::Damaged { path: path.clone(), problem };
        // The version first: another version's list may look different altogether.
        let value: serde_json::Value = serde_json::from_str(&text).map_err(|e| damaged(e.to_string()))?;
        let found = value.get("format").and_then(serde_json::Value::as_u64);
        let found = found.ok_or_else(|| damaged("it names no format version".to_owned()))?;
        if found != FORMAT {
            return Err(StoreError::Version { path, found, wanted: FORMAT });
        }
        let mut manifest: Self = serde_json::from_value(value).map_err(|e| damaged(e.to_string()))?;
        let journal = fs::read_to_string(root.join("manifest.journal")).unwrap_or_default();
        for line in journal.lines() {
            if let Ok(change) = serde_json::from_str(line) {
                manifest.apply(change);
            }
        }
        Ok(manifest)
    }

    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Put(entry) => {
                self.documents.insert(entry.id.clone(), entry);
            }
            Change::Removed(id) => {
                self.documents.remove(&id);
            }
        }
    }

    /// Writes the list, and with that done with the journal.
    pub(crate) fn write(&self, root: &Path) -> Result<(), StoreError> {
        let path = root.join("manifest.json");
        let mut text = serde_json::to_string_pretty(self)
            .map_err(|e| StoreError::Damaged { path: path.clone(), problem: e.to_string() })?;
        text.push('\n');
        folder::write_atomically(&path, text.as_bytes())?;
        let journal = root.join("manifest.journal");
        match fs::remove_file(&journal) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::Io { doing: "remove", path: journal, source: error })
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Entry> {
        self.documents.get(id)
    }

    pub(crate) fn entries(&self) -> impl ExactSizeIterator<Item = &Entry> + Clone {
        self.documents.values()
    }
}

/// Adds a change to the journal and makes it last.
pub(crate) fn journal(root: &Path, change: &Change) -> Result<(), StoreError> {
    let path = root.join("manifest.journal");
    let mut line = serde_json::to_string(change)
        .map_err(|e| StoreError::Damaged { path: path.clone(), problem: e.to_string() })?;
    line.push('\n');
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .and_then(|mut file: File| file.write_all(line.as_bytes()).and_then(|()| file.sync_data()))
        .map_err(StoreError::io("write", &path))
}
