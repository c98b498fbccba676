//! Opening, putting, removing.

use crate::curation::{self, Decision, Verdict};
#[cfg(feature = "rocksdb")]
use crate::disk::Index;
use crate::manifest::{self, Change, Entry, Manifest};
#[cfg(not(feature = "rocksdb"))]
use crate::memory::Index;
use crate::{StoreError, codec, folder};
use standpoint_model::{Document, Identity, Merge, Statement, iri};
use standpoint_rdf::{Quad, document_quads};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// After so many puts the manifest is written anew; until then the journal tells.
const JOURNAL_LENGTH: usize = 512;

/// What became of a document that was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It was not there.
    Added,
    /// It was there and said something else.
    Replaced,
    /// It was there and says the same.
    Unchanged,
}

/// A folder of documents and what they say.
///
/// Reading takes no lock. The first change takes the lock and holds it until the store is dropped; a second process
/// that wants to write gets [`StoreError::Locked`].
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    pub(crate) manifest: Manifest,
    pub(crate) merges: Vec<Merge>,
    pub(crate) decisions: Vec<Decision>,
    lock: Option<File>,
    unsaved: usize,
    index: OnceLock<Index>,
}

impl Store {
    /// Opens the store at `path`.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where none is, [`StoreError::Version`] where another program version wrote it,
    /// [`StoreError::Damaged`] where the manifest cannot be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let root = path.as_ref().to_owned();
        let mut store = Self {
            manifest: Manifest::read(&root)?,
            merges: Vec::new(),
            decisions: Vec::new(),
            root,
            lock: None,
            unsaved: 0,
            index: OnceLock::new(),
        };
        store.read_identity()?;
        Ok(store)
    }

    /// Makes an empty store at `path`, an empty or new folder.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is one, [`StoreError::NoStore`] where the folder holds other things, and
    /// [`StoreError::Io`] where it cannot be written.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let root = path.as_ref();
        if root.join("manifest.json").exists() {
            return Err(StoreError::Exists { path: root.to_owned() });
        }
        if fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(StoreError::NoStore { path: root.to_owned() });
        }
        let documents = root.join("documents");
        fs::create_dir_all(&documents).map_err(StoreError::io("make the folder", &documents))?;
        Manifest::new().write(root)?;
        Self::open(root)
    }

    /// Opens the store at `path`, or makes one where none is.
    ///
    /// # Errors
    /// As [`Store::open`] and [`Store::create`].
    pub fn open_or_create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        match Self::open(&path) {
            Err(StoreError::Missing { .. }) => Self::create(path),
            other => other,
        }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// What the manifest lists, sorted by document id.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = &Entry> + Clone {
        self.manifest.entries()
    }

    /// Whether the store holds exactly this document, read by this program version: whether reading it again is
    /// needless.
    #[must_use]
    pub fn is_current(&self, document: &Document, extractor: &str) -> bool {
        self.manifest
            .get(&document.id)
            .is_some_and(|entry| entry.extractor == extractor && entry.hash == document.hash())
    }

    /// Puts a document with all that it says, in place of what was stored under its id. When this returns, it is on
    /// disk. `extractor` names the program version that made the statements.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Io`], and [`StoreError::WrongDocument`] where a statement names another
    /// document; what was stored before stays then.
    pub fn put(
        &mut self,
        document: &Document,
        statements: &[Statement],
        extractor: &str,
    ) -> Result<Put, StoreError> {
        if let Some(stray) = statements.iter().find(|statement| statement.document != document.id) {
            return Err(StoreError::WrongDocument {
                statement: stray.id.clone(),
                theirs: stray.document.clone(),
                document: document.id.clone(),
            });
        }
        self.begin_writing()?;
        let file = file_name(&document.id);
        let path = self.root.join("documents").join(&file);
        let packed = codec::pack(&document_quads(document, statements, extractor), &path)?;
        let known = self.manifest.get(&document.id).is_some();
        let same = known && fs::read(&path).is_ok_and(|bytes| bytes == packed);
        let entry = Entry {
            id: document.id.clone(),
            file,
            hash: document.hash(),
            extractor: extractor.to_owned(),
            statements: statements.len(),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            date: document.date,
        };
        if same && self.manifest.get(&document.id) == Some(&entry) {
            return Ok(Put::Unchanged);
        }
        folder::write_atomically(&path, &packed)?;
        self.record(Change::Put(entry))?;
        Ok(if known { Put::Replaced } else { Put::Added })
    }

    /// Removes a document and all that only it says; tells whether it was there.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and [`StoreError::Io`].
    pub fn remove(&mut self, document: &str) -> Result<bool, StoreError> {
        self.begin_writing()?;
        let Some(entry) = self.manifest.get(document) else { return Ok(false) };
        let path = self.root.join("documents").join(&entry.file);
        // The list first: a file that no list names is no part of the store.
        self.record(Change::Removed(document.to_owned()))?;
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::Io { doing: "remove", path, source: error })
            }
            _ => Ok(true),
        }
    }

    /// Writes the manifest. Dropping the store does so too, but cannot tell of an error; nothing is lost either way,
    /// since the journal is on disk.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn flush(&mut self) -> Result<(), StoreError> {
        if self.unsaved > 0 {
            self.manifest.write(&self.root)?;
            self.unsaved = 0;
        }
        Ok(())
    }

    /// Replaces what the program found about which entities are one. Curated decisions stay and win.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and [`StoreError::Io`].
    pub fn set_identity(&mut self, merges: &[Merge]) -> Result<(), StoreError> {
        self.begin_writing()?;
        let mut sorted = merges.to_vec();
        sorted.sort();
        sorted.dedup();
        if sorted == self.merges {
            return Ok(());
        }
        self.write_json(&self.root.join("identity.json"), &sorted)?;
        self.merges = sorted;
        self.index = OnceLock::new();
        Ok(())
    }

    /// What the program found about which entities are one, with reasons.
    #[must_use]
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// Files a decision; an older one on the same matter with the same verdict is replaced.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and [`StoreError::Io`].
    pub fn decide(&mut self, decision: &Decision) -> Result<(), StoreError> {
        self.begin_writing()?;
        let folder = self.root.join("curation");
        fs::create_dir_all(&folder).map_err(StoreError::io("make the folder", &folder))?;
        self.write_json(&folder.join(format!("{}.json", decision.key())), decision)?;
        self.decisions = curation::read(&self.root)?;
        self.index = OnceLock::new();
        Ok(())
    }

    /// Takes a decision back; tells whether it was there.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and [`StoreError::Io`].
    pub fn withdraw(&mut self, decision: &Decision) -> Result<bool, StoreError> {
        self.begin_writing()?;
        let path = self.root.join("curation").join(format!("{}.json", decision.key()));
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            Err(source) => return Err(StoreError::Io { doing: "remove", path, source }),
        }
        self.decisions = curation::read(&self.root)?;
        self.index = OnceLock::new();
        Ok(true)
    }

    /// What people decided, sorted.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    pub(crate) fn add_foreign(&mut self, name: &str, quads: &[Quad]) -> Result<(), StoreError> {
        self.begin_writing()?;
        let folder = self.root.join("foreign");
        fs::create_dir_all(&folder).map_err(StoreError::io("make the folder", &folder))?;
        let path = folder.join(format!("{name}.{}", codec::EXTENSION));
        folder::write_atomically(&path, &codec::pack(quads, &path)?)?;
        self.index = OnceLock::new();
        Ok(())
    }

    /// Puts `quads` in place of all imported ones, as one file of this name.
    pub(crate) fn replace_foreign(&mut self, name: &str, quads: &[Quad]) -> Result<(), StoreError> {
        self.add_foreign(name, quads)?;
        let (folder, own) = (self.root.join("foreign"), format!("{name}.{}", codec::EXTENSION));
        // The new file first: after a crash between the two, triples stand twice, and none is lost.
        for other in folder::files(&folder, codec::EXTENSION)?.into_iter().filter(|file| *file != own) {
            let path = folder.join(other);
            fs::remove_file(&path).map_err(StoreError::io("remove", &path))?;
        }
        Ok(())
    }

    /// Which addresses stand for which, by program and people.
    #[must_use]
    pub fn identity(&self) -> Identity {
        let curated: Vec<Merge> = self.decisions.iter().filter_map(Decision::merge).collect();
        let apart: Vec<(String, String)> = self
            .decisions
            .iter()
            .filter(|decision| decision.verdict == Verdict::KeptApart)
            .filter_map(|decision| decision.pair().map(|(a, b)| (a.to_owned(), b.to_owned())))
            .collect();
        Identity::new(self.merges.iter().chain(&curated), &apart)
    }

    /// Addresses of the statements that people rejected.
    pub(crate) fn rejected(&self) -> BTreeSet<&str> {
        self.decisions
            .iter()
            .filter(|decision| decision.verdict == Verdict::Rejected)
            .flat_map(|decision| decision.concerns.iter().map(String::as_str))
            .collect()
    }

    pub(crate) fn index(&self) -> Result<&Index, StoreError> {
        match self.index.get() {
            Some(index) => Ok(index),
            None => {
                let built = Index::of(self)?;
                Ok(self.index.get_or_init(|| built))
            }
        }
    }

    /// Takes the lock, once, and looks again at what another process may have written before we had it.
    pub(crate) fn begin_writing(&mut self) -> Result<(), StoreError> {
        if self.lock.is_none() {
            self.lock = Some(folder::lock(&self.root)?);
            self.manifest = Manifest::read(&self.root)?;
            self.read_identity()?;
            self.index = OnceLock::new();
        }
        Ok(())
    }

    fn read_identity(&mut self) -> Result<(), StoreError> {
        self.merges = folder::read_json(&self.root.join("identity.json"))?.unwrap_or_default();
        self.decisions = curation::read(&self.root)?;
        Ok(())
    }

    fn record(&mut self, change: Change) -> Result<(), StoreError> {
        manifest::journal(&self.root, &change)?;
        self.manifest.apply(change);
        self.index = OnceLock::new();
        self.unsaved += 1;
        if self.unsaved >= JOURNAL_LENGTH { self.flush() } else { Ok(()) }
    }

    pub(crate) fn write_json(&self, path: &Path, value: &impl serde::Serialize) -> Result<(), StoreError> {
        let mut text = serde_json::to_string_pretty(value)
            .map_err(|e| StoreError::Damaged { path: path.to_owned(), problem: e.to_string() })?;
        text.push('\n');
        folder::write_atomically(path, text.as_bytes())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // A failure loses nothing: the journal stays, and is read at the next opening.
        let _ = self.flush();
    }
}

/// File of the document: the end of its address, its readable part cut to what every file system takes.
fn file_name(id: &str) -> String {
    let address = iri::document(id);
    let name = address.rsplit('/').next().unwrap_or_default();
    let (slug, digest) = name.rsplit_once('-').unwrap_or(("", name));
    let plain: String = slug.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(48).collect();
    format!("{}-{digest}.{}", if plain.is_empty() { "document" } else { &plain }, codec::EXTENSION)
}
