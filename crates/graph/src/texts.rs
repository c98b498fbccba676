//! Many short texts in few allocations.

use std::collections::HashMap;

/// Size of a block, in bytes: large enough that blocks are few, small enough that a half-filled one costs little.
const BLOCK: usize = 1 << 20;

/// Where a text stands in [`Texts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Place {
    block: u32,
    start: u32,
    len: u32,
}

/// Texts, one behind the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    blocks: Vec<String>,
}

impl Texts {
    /// Keeps `text`: the first four gigabytes of it, which no text reaches.
    pub(crate) fn keep(&mut self, text: &str) -> Place {
        let room = |block: &String| block.capacity() - block.len() >= text.len();
        if !self.blocks.last().is_some_and(room) {
            self.blocks.push(String::with_capacity(BLOCK.max(text.len())));
        }
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let block = number(self.blocks.len() - 1);
        let Some(last) = self.blocks.last_mut() else { return Place::default() };
        let start = number(last.len());
        last.push_str(text);
        Place { block, start, len: number(text.len()) }
    }

    pub(crate) fn get(&self, place: Place) -> &str {
        let (start, len) = (place.start as usize, place.len as usize);
        self.blocks.get(place.block as usize).and_then(|block| block.get(start..start + len)).unwrap_or("")
    }
}

/// Texts that come again and again, each kept once and known by a number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pool {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Pool {
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", AsRef::as_ref)
    }

    /// The rank of each text in alphabetical order, by its number.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<usize> = (0..self.texts.len()).collect();
        order.sort_by(|&a, &b| self.texts[a].cmp(&self.texts[b]));
        let mut ranks = vec![0; order.len()];
        for (rank, at) in (0..).zip(order) {
            ranks[at] = rank;
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_is_kept_comes_back(texts in proptest::collection::vec("\\PC{0,9}", 0..30)) {
            let (mut kept, mut pool) = (Texts::default(), Pool::default());
            let places: Vec<_> = texts.iter().map(|text| (kept.keep(text), pool.number(text))).collect();
            for (text, (place, number)) in texts.iter().zip(places) {
                proptest::prop_assert_eq!(kept.get(place), text);
                proptest::prop_assert_eq!(pool.get(number), text);
            }
            let mut distinct = texts;
            distinct.sort();
            distinct.dedup();
            proptest::prop_assert_eq!(pool.texts.len(), distinct.len());
        }
    }
}
