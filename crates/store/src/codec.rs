//! Quads in compressed files.

use crate::StoreError;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use standpoint_rdf::{Quad, from_nquads, to_nquads};
use std::io::Read;
use std::path::Path;

/// Extension of every file written here.
pub(crate) const EXTENSION: &str = "nq.zst";

/// `quads` as compressed N-Quads.
pub(crate) fn pack(quads: &[Quad], path: &Path) -> Result<Vec<u8>, StoreError> {
    let plain = to_nquads(quads).map_err(StoreError::io("write", path))?;
    Ok(compress_to_vec(plain.as_slice(), CompressionLevel::Fastest))
}

/// The quads that [`pack`] packed; `path` is named in errors.
pub(crate) fn unpack(bytes: &[u8], path: &Path) -> Result<Vec<Quad>, StoreError> {
    let plain = unpack_plain(bytes, path)?;
    from_nquads(&plain).map_err(|e| StoreError::Damaged { path: path.to_owned(), problem: e.to_string() })
}

/// The N-Quads that [`pack`] packed; `path` is named in errors.
pub(crate) fn unpack_plain(bytes: &[u8], path: &Path) -> Result<Vec<u8>, StoreError> {
    let damaged = |problem: String| StoreError::Damaged { path: path.to_owned(), problem };
    let mut decoder =
        StreamingDecoder::new_with_decoder(bytes, FrameDecoder::new()).map_err(|e| damaged(e.to_string()))?;
    let mut plain = Vec::with_capacity(bytes.len() * 8);
    decoder.read_to_end(&mut plain).map_err(|e| damaged(e.to_string()))?;
    // The decoder computes the checksum and leaves it to us to compare.
    let (stored, found) =
        (decoder.decoder.get_checksum_from_data(), decoder.decoder.get_calculated_checksum());
    if stored.is_some() && stored != found {
        return Err(damaged("its checksum does not fit".to_owned()));
    }
    Ok(plain)
}
