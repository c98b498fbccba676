//! Paths to files: folders in sorted order, without hidden files, safe against links that lead in circles.

use super::{ReadError, STANDARD_INPUT};
use std::{
    collections::VecDeque,
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, IntoIter, WalkDir};

/// A file to read.
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// Whether it was named by the user, not found in a folder.
    pub(super) named: bool,
}

/// All files at some paths; folders are opened only when they are reached.
pub(super) struct Walk {
    paths: VecDeque<PathBuf>,
    folder: Option<IntoIter>,
}

impl Walk {
    pub(super) fn new(paths: impl Iterator<Item = PathBuf>) -> Self {
        Self { paths: paths.collect(), folder: None }
    }

    /// The next file of the folder that is being walked.
    fn in_folder(&mut self) -> Option<Result<Found, ReadError>> {
        let folder = self.folder.as_mut()?;
        loop {
            match folder.next()? {
                Err(error) => return Some(Err(failure(&error))),
                Ok(entry) if entry.depth() > 0 && is_hidden(&entry) => {
                    if entry.file_type().is_dir() {
                        folder.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_file() => {
                    return Some(Ok(Found { path: entry.into_path(), named: false }));
                }
                // Folders are walked; sockets and pipes are left alone, since reading them could wait for ever.
                Ok(_) => {}
            }
        }
    }
}

impl Iterator for Walk {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.in_folder() {
                return Some(found);
            }
            let path = self.paths.pop_front()?;
            self.folder = None;
            if path.as_os_str() != OsStr::new(STANDARD_INPUT) && path.is_dir() {
                self.folder = Some(WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter());
            } else {
                return Some(Ok(Found { path, named: true }));
            }
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn failure(error: &walkdir::Error) -> ReadError {
    let file = error.path().unwrap_or_else(|| Path::new("")).to_string_lossy().into_owned();
    if error.loop_ancestor().is_some() {
        return ReadError::Loop { file };
    }
    let source = error.io_error().map_or_else(
        || io::Error::other("unknown failure"),
        // The error itself belongs to `walkdir`; kind and message are what matters.
        |inner| io::Error::new(inner.kind(), inner.to_string()),
    );
    ReadError::Io { file, named: error.depth() == 0, source }
}
