//! What all requests share: the settings, the lanes, and the store as it is now.

use crate::lanes::Lanes;
use crate::pages::{Maker, Pages};
use crate::settings::{Event, Log, Settings};
use sha2::{Digest, Sha256};
use standpoint_graph::{Batch, ConflictOptions, Conflicts, GraphBuilder};
use standpoint_model::Conflict;
use standpoint_store::{Snapshot, Store, StoreError};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// The store at one moment. Requests keep the one that they began with.
pub(crate) struct View {
    /// The folder, opened, not written to.
    pub(crate) store: Arc<Store>,
    /// Its index.
    pub(crate) index: Snapshot,
    /// Differs between two states of the store.
    pub(crate) stamp: String,
    /// What makes HTML of it.
    pub(crate) pages: Box<dyn Pages>,
    conflicts: OnceLock<Option<Vec<Conflict>>>,
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("View").field("stamp", &self.stamp).finish_non_exhaustive()
    }
}

impl View {
    fn open(path: &std::path::Path, maker: &Maker) -> Result<Self, StoreError> {
        // Before the store is read: what is written meanwhile makes the next look see a change.
        let state = Store::state(path);
        let store = Arc::new(Store::open(path)?);
        let index = store.snapshot()?;
        let stamp = Sha256::digest(&state)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let pages = maker(&store, &index);
        Ok(Self { store, index, stamp, pages, conflicts: OnceLock::new() })
    }

    /// Every conflict, found when first asked for; none where the store cannot be read.
    pub(crate) fn conflicts(&self) -> Option<&[Conflict]> {
        if let Some(known) = self.pages.conflicts() {
            return Some(known);
        }
        self.conflicts.get_or_init(|| find(&self.store).ok()).as_deref()
    }
}

fn find(store: &Store) -> Result<Vec<Conflict>, StoreError> {
    let mut builder = GraphBuilder::new(store.identity());
    for (narrower, broader) in store.broader()? {
        builder.add_broader(&narrower, &broader);
    }
    store.each(|stored| Batch::new(&stored.document.text, stored.statements), |batch| builder.add(batch))?;
    Ok(Conflicts::of(&builder.finish(), &ConflictOptions::default()).iter().collect())
}

/// What all requests share.
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) lanes: Lanes,
    pub(crate) log: Log,
    path: PathBuf,
    maker: Maker,
    now: RwLock<Arc<View>>,
    /// The state of the folder that `now` was read from.
    seen: RwLock<Vec<u8>>,
    /// One update at a time, and no reloading meanwhile.
    pub(crate) writing: tokio::sync::Mutex<()>,
}

impl Shared {
    pub(crate) fn open(
        path: PathBuf,
        settings: Settings,
        maker: Maker,
        log: Log,
    ) -> Result<Self, StoreError> {
        let seen = Store::state(&path);
        let view = View::open(&path, &maker)?;
        Ok(Self {
            lanes: Lanes::new(settings.running, settings.waiting, settings.turn),
            settings,
            log,
            path,
            maker,
            now: RwLock::new(Arc::new(view)),
            seen: RwLock::new(seen),
            writing: tokio::sync::Mutex::new(()),
        })
    }

    /// The store as it is now.
    pub(crate) fn view(&self) -> Arc<View> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets the pages gather what they are made of, so that nobody who asks for one waits for it. Blocks.
    pub(crate) fn prepare(&self) {
        if let Err(error) = self.view().pages.prepare() {
            self.warn(format!("pages will be plain: {error}"));
        }
    }

    pub(crate) fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Whether the folder has changed since it was read.
    pub(crate) fn has_changed(&self, state: &[u8]) -> bool {
        *self.seen.read().unwrap_or_else(PoisonError::into_inner) != state
    }

    /// Reads the store anew; requests that run keep what they have. Blocks.
    pub(crate) fn reload(&self) -> Result<(), StoreError> {
        let state = Store::state(&self.path);
        let view = View::open(&self.path, &self.maker)?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        *self.seen.write().unwrap_or_else(PoisonError::into_inner) = state;
        Ok(())
    }

    pub(crate) fn note(&self, line: impl Into<String>) {
        (self.log)(&Event { line: line.into(), warning: false });
    }

    pub(crate) fn warn(&self, line: impl Into<String>) {
        (self.log)(&Event { line: line.into(), warning: true });
    }
}
