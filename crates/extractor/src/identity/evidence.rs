//! What two documents share that speaks for one name meaning one thing in both.

use super::corpus::{Corpus, Unit};
use standpoint_model::EntityType;
use std::collections::{BTreeMap, BTreeSet};

/// What is in more documents than this is not followed from one to the others: it would tell little, and take long.
const MOST_DOCUMENTS: usize = 256;
/// Of a thing in many documents, so many are looked at.
const LOOKED_AT: usize = 32;
/// Weight at which evidence is enough: about two rare things shared, and more of common ones.
pub(super) const ENOUGH: f64 = 2.0;
/// How many things must be shared, whatever their weight.
const THINGS: usize = 2;

/// What was found to be shared.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shared {
    /// Weight of all that is shared in the two documents that share most.
    pub(super) weight: f64,
    /// What it is, the rarest first: places in the list of units.
    pub(super) things: Vec<usize>,
}

impl Shared {
    /// Whether it is enough to make two names one.
    pub(super) fn is_enough(&self) -> bool {
        self.weight >= ENOUGH && self.things.len() >= THINGS
    }

    /// Part of what would be enough, in per cent, at most 99 where it is not.
    pub(super) fn strength(&self) -> u32 {
        let part = (self.weight / ENOUGH).clamp(0.0, if self.is_enough() { 1.0 } else { 0.99 });
        // Between 0 and 100: nothing is lost but the fraction.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        let strength = (part * 100.0) as u32;
        strength
    }
}

/// Who is in which documents, and who is tied to whom.
pub(super) struct Evidence {
    /// By document: the actors and policies in it.
    in_document: Vec<Vec<usize>>,
    /// By unit: its documents, sorted; empty for what is no evidence.
    documents: Vec<Vec<usize>>,
    /// By unit: how much it tells that two documents share it, 0 to 1.
    weight: Vec<f64>,
    /// By unit: those that a relation connects it with.
    ties: BTreeMap<usize, BTreeSet<usize>>,
}

/// Weight of what a document shares with others, by document.
pub(super) type Near = BTreeMap<usize, Shared>;

impl Evidence {
    /// Of `units`, and to which of them each node belongs (`member`).
    pub(super) fn of(corpus: &Corpus, units: &[Unit], member: &[usize]) -> Self {
        let all = corpus.documents();
        let mut in_document = vec![Vec::new(); all];
        let (mut documents, mut weight) = (vec![Vec::new(); units.len()], vec![0.0; units.len()]);
        for (at, unit) in units.iter().enumerate() {
            let telling =
                matches!(unit.kind, EntityType::Person | EntityType::Organization | EntityType::Policy);
            if telling && (2..=MOST_DOCUMENTS).contains(&unit.documents.len()) {
                weight[at] = rarity(unit.documents.len(), all);
                documents[at] = unit.documents.iter().copied().collect();
                for document in &unit.documents {
                    in_document[*document].push(at);
                }
            }
        }
        let mut ties: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (a, b) in corpus.ties() {
            let (a, b) = (member[*a], member[*b]);
            ties.entry(a).or_default().insert(b);
            ties.entry(b).or_default().insert(a);
        }
        Self { in_document, documents, weight, ties }
    }

    /// What the documents of `unit` share with other documents.
    pub(super) fn near(&self, unit: &Unit) -> Near {
        let mut near = Near::new();
        for document in unit.documents.iter().take(LOOKED_AT) {
            let mut of_one = Near::new();
            for thing in &self.in_document[*document] {
                for other in self.documents[*thing].iter().filter(|other| !unit.documents.contains(other)) {
                    let shared = of_one.entry(*other).or_default();
                    shared.weight += self.weight[*thing];
                    shared.things.push(*thing);
                }
            }
            for (other, shared) in of_one {
                let known = near.entry(other).or_default();
                if shared.weight > known.weight {
                    *known = shared;
                }
            }
        }
        near
    }

    /// What speaks for two units being one: the documents that share most, and posts and bodies that both are tied
    /// to, which count twice. Nothing where both are in one document: there, they were told apart.
    pub(super) fn between(&self, near: &Near, one: (usize, &Unit), other: (usize, &Unit)) -> Shared {
        if !one.1.documents.is_disjoint(&other.1.documents) {
            return Shared::default();
        }
        let documents = near.iter().filter(|(document, _)| other.1.documents.contains(document));
        let own = |thing: &usize| *thing == one.0 || *thing == other.0;
        let mut shared = Shared::default();
        for (_, found) in documents {
            if found.weight > shared.weight {
                shared = found.clone();
            }
        }
        if let Some((a, b)) = self.ties.get(&one.0).zip(self.ties.get(&other.0)) {
            for tie in a.intersection(b).filter(|tie| !own(tie)) {
                shared.weight += self.weight[*tie].max(0.5);
                shared.things.push(*tie);
            }
        }
        shared.things.sort_by(|a, b| self.weight[*b].total_cmp(&self.weight[*a]).then(a.cmp(b)));
        shared.things.dedup();
        shared
    }
}

/// How much it tells that two documents share what is in `of` of `all` documents: 1 for what is rare, near 0 for what
/// is nearly everywhere.
fn rarity(of: usize, all: usize) -> f64 {
    // Numbers of documents are far below 2⁵².
    #[expect(clippy::cast_precision_loss, reason = "far below 2⁵²")]
    let (of, all) = (of as f64, all as f64 + 1.0);
    (2.0 * libm::log(all / of) / libm::log(all)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rare_tells_more_than_the_common() {
        assert!(rarity(2, 1000) > 0.99);
        assert!(rarity(8, 8) < 0.15);
        assert!(rarity(2, 2) > 0.7, "two documents can share things, too");
        assert!(rarity(3, 8) > rarity(5, 8));
    }
}
