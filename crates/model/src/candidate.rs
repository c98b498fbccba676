//! What the program leaves to people: pairs that may be one thing, and what people have said of pairs.

use serde::{Deserialize, Serialize};

/// Two addresses that may name one thing, without evidence enough for the program to say so.
///
/// Ordered by strength, the strongest first, then by address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Candidate {
    /// The address (IRI) that would give way.
    pub from: String,
    /// The address (IRI) that would stay.
    pub into: String,
    /// How much of the evidence is there that would have united them, in per cent.
    pub strength: u32,
    /// What speaks for it, for the reader.
    pub reason: String,
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (other.strength, &self.from, &self.into, &self.reason).cmp(&(
            self.strength,
            &other.from,
            &other.into,
            &other.reason,
        ))
    }
}

/// Pairs of addresses that people have decided on; the order within a pair does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// These two are one.
    pub one: Vec<(String, String)>,
    /// These two are two.
    pub apart: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_comes_first() {
        let pair = |from: &str, strength| Candidate {
            from: from.to_owned(),
            into: "x".to_owned(),
            strength,
            reason: String::new(),
        };
        let mut pairs = vec![pair("b", 10), pair("c", 90), pair("a", 10)];
        pairs.sort();
        assert_eq!(pairs, [pair("c", 90), pair("a", 10), pair("b", 10)]);
    }
}
