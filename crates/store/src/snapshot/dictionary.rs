//! Terms, each once, by number.

use crate::StoreError;
use standpoint_rdf::Term;
use std::collections::HashMap;
use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher};

/// Terms in the order in which they were first met, and their numbers.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    terms: Vec<Term>,
    /// Hash of a term → its number. Where two hashes are equal, the later term stands under the next free one: the terms
    /// themselves are kept in `terms` only.
    numbers: HashMap<u64, u32, AsItIs>,
}

impl Dictionary {
    /// The number of `term`, a new one where it is new.
    pub(super) fn add(&mut self, term: Term) -> Result<u32, StoreError> {
        let mut slot = hash(&term);
        while let Some(number) = self.numbers.get(&slot) {
            if self.terms[*number as usize] == term {
                return Ok(*number);
            }
            slot = slot.wrapping_add(1);
        }
        let number = u32::try_from(self.terms.len())
            .map_err(|_| StoreError::Index("more than four thousand million terms".to_owned()))?;
        self.numbers.insert(slot, number);
        self.terms.push(term);
        Ok(number)
    }

    /// The number of `term`, where it has one.
    pub(super) fn find(&self, term: &Term) -> Option<u32> {
        let mut slot = hash(term);
        loop {
            let number = *self.numbers.get(&slot)?;
            if self.terms[number as usize] == *term {
                return Some(number);
            }
            slot = slot.wrapping_add(1);
        }
    }

    /// The term with this number, which must come from this dictionary.
    pub(super) fn get(&self, number: u32) -> &Term {
        &self.terms[number as usize]
    }

    /// Gives back what was taken in advance.
    pub(super) fn shrink(&mut self) {
        self.terms.shrink_to_fit();
        self.numbers.shrink_to_fit();
    }
}

/// With fixed keys, so that the same store gives the same numbers; who can put terms into a store can slow only it.
fn hash(term: &Term) -> u64 {
    let mut hasher = DefaultHasher::new();
    term.hash(&mut hasher);
    hasher.finish()
}

/// The keys are hashes already.
#[derive(Debug, Default, Clone)]
struct AsItIs(u64);

impl BuildHasher for AsItIs {
    type Hasher = Self;
    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_rdf::{Literal, NamedNode};

    #[test]
    fn a_term_has_one_number_and_kinds_of_term_are_told_apart() {
        let mut terms = Dictionary::default();
        let address = Term::from(NamedNode::new_unchecked("http://example.org/a"));
        let text = Term::from(Literal::new_simple_literal("http://example.org/a"));
        let first = terms.add(address.clone()).unwrap();
        assert_ne!(first, terms.add(text).unwrap());
        assert_eq!(first, terms.add(address.clone()).unwrap());
        assert_eq!((terms.find(&address), terms.get(first)), (Some(first), &address));
        assert_eq!(terms.find(&Literal::from(1).into()), None);
    }
}
