//! Short addresses that stay: what stands behind the host name in a page's address, and what people type.
//!
//! An address minted by [`standpoint_model::iri`] becomes its part behind the common beginning (`person/ann-lee`,
//! `statement/adf83655…`); any other becomes `at/` and the whole, percent-encoded. Both ways are exact.

use standpoint_model::{Conflict, iri};

/// Beginning of the slugs of addresses that were minted elsewhere.
const ELSEWHERE: &str = "at/";

/// The slug of an address (IRI). Linear in its length.
///
/// ```
/// use standpoint_explore::slug;
/// assert_eq!(slug("https://w3id.org/standpoint/id/person/ann-lee"), "person/ann-lee");
/// assert_eq!(slug("urn:x"), "at/urn%3Ax");
/// ```
#[must_use]
pub fn slug(address: &str) -> String {
    match address.strip_prefix(iri::BASE) {
        Some(rest) if !rest.starts_with(ELSEWHERE) => rest.to_owned(),
        _ => {
            let mut out = ELSEWHERE.to_owned();
            for byte in address.bytes() {
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    out.push(char::from(byte));
                } else {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            out
        }
    }
}

/// The address that [`slug`] made this slug of.
///
/// ```
/// use standpoint_explore::{address, slug};
/// assert_eq!(address(&slug("urn:x")), "urn:x");
/// ```
#[must_use]
pub fn address(slug: &str) -> String {
    let foreign = slug.strip_prefix(ELSEWHERE).and_then(decoded);
    foreign.unwrap_or_else(|| format!("{}{slug}", iri::BASE))
}

/// The slug of a document by its name.
#[must_use]
pub fn document_slug(id: &str) -> String {
    slug(&iri::document(id))
}

/// The slug of a conflict: a digest of its type and its two statements.
#[must_use]
pub fn conflict_slug(conflict: &Conflict) -> String {
    slug(&conflict.address())
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_address_comes_back(text in "\\PC{0,30}") {
            for whole in [text.clone(), format!("{}{text}", iri::BASE), format!("{}at/{text}", iri::BASE)] {
                prop_assert_eq!(address(&slug(&whole)), whole);
            }
        }
    }
}
