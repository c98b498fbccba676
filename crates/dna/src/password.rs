//! Passwords of coders: they keep coders apart, not readers out; the content of a database is in the clear.

use sha2::{Digest, Sha256};

const ROUNDS: usize = 100_000;
const SALT: usize = 16;

/// What a database keeps of a password: Base64 of sixteen bytes of salt and of SHA-256, a hundred thousand times. The salt is
/// made of `seed`, so that the same input gives the same file.
#[must_use]
pub fn password_hash(password: &str, seed: &[u8]) -> String {
    let salt = &Sha256::digest(seed)[..SALT];
    base64(&[salt, &digest(password, salt)].concat())
}

/// Whether `hash` is what is kept of `password`; only of passwords in ASCII, whose form in Unicode is beyond doubt.
#[must_use]
pub fn password_matches(password: &str, hash: &str) -> bool {
    let Some(bytes) = unbase64(hash).filter(|bytes| bytes.len() == SALT + 32) else { return false };
    digest(password, &bytes[..SALT]) == bytes[SALT..]
}

fn digest(password: &str, salt: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::digest([salt, password.as_bytes()].concat());
    for _ in 1..ROUNDS {
        hash = Sha256::digest(hash);
    }
    hash.to_vec()
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0u32, |sum, at| sum << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

fn unbase64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let letters = text.trim_end_matches('=').as_bytes();
    for four in letters.chunks(4) {
        let mut number = 0u32;
        for at in 0..4 {
            let value = match four.get(at) {
                Some(letter) => LETTERS.iter().position(|known| known == letter)? as u32,
                None => 0,
            };
            number = number << 6 | value;
        }
        out.extend(number.to_be_bytes().iter().skip(1).take(four.len().saturating_sub(1)));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash = password_hash("sample", b"seed");
        assert_eq!(hash.len(), 64);
        assert!(password_matches("sample", &hash));
        assert!(!password_matches("Sample", &hash));
        assert!(!password_matches("sample", "not base64!"));
    }

    #[test]
    fn bytes_come_back() {
        for bytes in [&b""[..], b"a", b"ab", b"abc", b"abcd"] {
            assert_eq!(unbase64(&base64(bytes)).unwrap(), bytes);
        }
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE=");
    }
}
