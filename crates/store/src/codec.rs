//! Quads in compressed files.

use crate::StoreError;
use standpoint_rdf::{Quad, from_nquads, to_nquads};
use std::path::Path;

/// Extension of every file written here.
pub(crate) const EXTENSION: &str = "nq.zst";

/// Compression level: the one that is as fast as writing wants it.
const LEVEL: i32 = 1;

/// `quads` as compressed N-Quads, with a checksum.
pub(crate) fn pack(quads: &[Quad], path: &Path) -> Result<Vec<u8>, StoreError> {
    let packed = || {
        let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
        compressor.include_checksum(true)?;
        compressor.compress(&to_nquads(quads)?)
    };
    packed().map_err(StoreError::io("write", path))
}

/// The quads that [`pack`] packed; `path` is named in errors.
pub(crate) fn unpack(bytes: &[u8], path: &Path) -> Result<Vec<Quad>, StoreError> {
    let plain = unpack_plain(bytes, path)?;
    from_nquads(&plain).map_err(|e| StoreError::Damaged { path: path.to_owned(), problem: e.to_string() })
}

/// The N-Quads that [`pack`] packed; `path` is named in errors. The decoder compares the checksum.
pub(crate) fn unpack_plain(bytes: &[u8], path: &Path) -> Result<Vec<u8>, StoreError> {
    zstd::stream::decode_all(bytes)
        .map_err(|e| StoreError::Damaged { path: path.to_owned(), problem: e.to_string() })
}
