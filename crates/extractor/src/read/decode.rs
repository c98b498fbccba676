//! Bytes to text: UTF-8 first, then byte order marks, then what is declared, then a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at to tell text from other data.
const SAMPLE: usize = 64 * 1024;

/// A text, and the encoding that was taken where the bytes are no UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Name of the encoding, and whether some bytes made no sense in it.
    pub(super) other: Option<(&'static str, bool)>,
}

/// The text that `bytes` encode, less a byte order mark; nothing where they are no text.
///
/// `declared` is the encoding that the document itself names; it counts where the bytes are no UTF-8.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(&bytes[length..]);
        let other = (encoding != UTF_8 || lossy).then_some((encoding.name(), lossy));
        return Some(Decoded { text: text.into_owned(), other });
    }
    let wide = wide(&bytes);
    if wide.is_none() && is_binary(&bytes) {
        return None;
    }
    let bytes = match (wide, String::from_utf8(bytes)) {
        (None, Ok(text)) => return Some(Decoded { text, other: None }),
        (Some(_), Ok(text)) => text.into_bytes(),
        (_, Err(error)) => error.into_bytes(),
    };
    let encoding = wide.or(declared).unwrap_or_else(|| guess(&bytes));
    let (text, lossy) = encoding.decode_without_bom_handling(&bytes);
    Some(Decoded { text: text.into_owned(), other: Some((encoding.name(), lossy)) })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a mark: in English text nearly every second byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    match (even * 20 > half, odd * 20 > half) {
        (false, true) if odd * 10 > half * 6 && half >= 4 => Some(UTF_16LE),
        (true, false) if even * 10 > half * 6 && half >= 4 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes look like no text in any single-byte or multi-byte encoding.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control =
        sample.iter().filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    sample.contains(&0) || sample.starts_with(b"%PDF-") || control * 20 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes.to_vec(), None).unwrap();
        (decoded.text, decoded.other.map(|(name, _)| name))
    }

    #[test]
    fn utf8_is_left_alone_but_for_its_mark() {
        assert_eq!(text("a\r\né".as_bytes()), ("a\r\né".to_owned(), None));
        assert_eq!(text(b"\xef\xbb\xbfa"), ("a".to_owned(), None));
    }

    #[test]
    fn other_encodings_are_found_out() {
        let western = b"The caf\xe9 union\x92s leader said that the d\xe9cision was na\xefve.";
        assert_eq!(
            text(western),
            ("The café union’s leader said that the décision was naïve.".to_owned(), Some("windows-1252"))
        );
        let wide: Vec<u8> = "Two unions met".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&wide), ("Two unions met".to_owned(), Some("UTF-16LE")));
        let marked: Vec<u8> =
            [0xfe, 0xff].into_iter().chain("é".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(text(&marked), ("é".to_owned(), Some("UTF-16BE")));
    }

    #[test]
    fn what_is_declared_beats_the_guess() {
        let decoded =
            decode(b"\xcf\xf0\xe8\xe2\xe5\xf2".to_vec(), Encoding::for_label(b"windows-1251")).unwrap();
        assert_eq!(decoded.text, "Привет");
    }

    #[test]
    fn binary_data_is_no_text() {
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\x00\x00\x00".to_vec(), None), None);
        assert_eq!(decode(b"%PDF-1.4 \n".to_vec(), None), None);
        assert_eq!(decode((1..200u8).map(|byte| byte % 9 + 1).collect(), None), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some(decoded) = decode(bytes.clone(), None) {
                prop_assert!(decoded.other.is_some() || decoded.text.len() <= bytes.len());
            }
        }
    }
}
