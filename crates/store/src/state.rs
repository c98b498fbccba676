//! Whether a store has changed since one last looked.

use crate::Store;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Files and folders that tell of every change: each write goes through a rename in, or an append to, one of them.
const TELLING: [&str; 6] =
    ["manifest.json", "manifest.journal", "identity.json", "candidates.json", "curation", "foreign"];

impl Store {
    /// The state of the store at `path`, to be compared with an earlier one: equal as long as nobody has written to it.
    /// Costs a look at six files, whatever the size of the store. Where there is no store, that is a state too.
    #[must_use]
    pub fn state(path: impl AsRef<Path>) -> Vec<u8> {
        let mut state = Vec::new();
        for name in TELLING {
            let Ok(known) = fs::metadata(path.as_ref().join(name)) else {
                state.push(0);
                continue;
            };
            let modified =
                known.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
            state.push(1);
            state.extend(known.len().to_le_bytes());
            state.extend(modified.unwrap_or_default().as_nanos().to_le_bytes());
        }
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Decision, Verdict};
    use standpoint_model::Document;

    #[test]
    fn every_change_shows_and_reading_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let none = Store::state(&path);
        let mut store = Store::create(&path).unwrap();
        let empty = Store::state(&path);
        store.put(&Document::new("a.txt", "Ann Lee spoke."), &[], "test").unwrap();
        let put = Store::state(&path);
        store.flush().unwrap();
        let flushed = Store::state(&path);
        let decision = Decision {
            verdict: Verdict::Accepted,
            concerns: vec!["x".to_owned()],
            by: "reader".to_owned(),
            on: None,
            reason: String::new(),
        };
        store.decide(&decision).unwrap();
        let decided = Store::state(&path);
        let states = [&none, &empty, &put, &flushed, &decided];
        for (at, state) in states.iter().enumerate() {
            assert!(states[..at].iter().all(|earlier| earlier != state), "{at}");
        }
        store.statements().unwrap();
        assert_eq!(decided, Store::state(&path));
    }
}
