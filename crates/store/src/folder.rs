//! Files written whole or not at all, and the lock.

use crate::StoreError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;

/// Writes `bytes` to `path` by way of a temporary file in the same folder: after a crash the old or the new content is
/// there, never a part.
pub(crate) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.tmp"));
    let written = File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&temporary, path));
    if let Err(source) = written {
        // Best effort: what is left of it is never read.
        let _ = fs::remove_file(&temporary);
        return Err(StoreError::Io { doing: "write", path: path.to_owned(), source });
    }
    sync_folder(folder);
    Ok(())
}

/// What a JSON file holds; none where it is missing.
pub(crate) fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Option<T>, StoreError> {
    match fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text)
            .map(Some)
            .map_err(|e| StoreError::Damaged { path: path.to_owned(), problem: e.to_string() }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::Io { doing: "read", path: path.to_owned(), source }),
    }
}

/// Makes a rename last. Not every system lets a folder be synced; the file itself is.
pub(crate) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Takes the lock of the store at `root`; it is given back when the file is dropped.
pub(crate) fn lock(root: &Path) -> Result<File, StoreError> {
    let path = root.join("lock");
    let file = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(&path)
        .map_err(StoreError::io("write", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked { path: root.to_owned() }),
        Err(TryLockError::Error(source)) => Err(StoreError::Io { doing: "lock", path, source }),
    }
}

/// Names of the files in `folder` that end in `.extension`, sorted; none where the folder is missing.
pub(crate) fn files(folder: &Path, extension: &str) -> Result<Vec<String>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(StoreError::Io { doing: "read", path: folder.to_owned(), source }),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(StoreError::io("read", folder))?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && name.ends_with(&format!(".{extension}")) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
