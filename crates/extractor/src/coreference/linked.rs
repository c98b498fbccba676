//! What the model's links say that a noun or pronoun points back to.

use super::Coreference;
use standpoint_model::EntityType;

/// What a mention stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Referent {
    /// An actor that the document names.
    Actor(usize),
    /// What the noun at this token names, for want of a name; its first mention.
    Noun(usize),
}

/// A link that is followed from one mention to the next wants this much.
const FOLLOWED: f32 = 0.5;
/// So many links are followed; chains of pronouns are shorter in practice.
const STEPS: usize = 8;

impl Coreference<'_> {
    /// The fitting thing that most of the antecedents' probability speaks for, with its share.
    pub(super) fn linked(&self, at: usize, fits: impl Fn(Referent) -> bool) -> Option<(Referent, f32)> {
        let link = self.view.analysis.link(at)?;
        let mut shares: Vec<(Referent, f32)> = Vec::new();
        for antecedent in &link.antecedents {
            let referent = self.referent(antecedent.word, 0);
            match shares.iter_mut().find(|(known, _)| *known == referent) {
                Some((_, share)) => *share += antecedent.score,
                None => shares.push((referent, antecedent.score)),
            }
        }
        shares.retain(|(referent, _)| fits(*referent));
        // The first of equals: its best antecedent is the better one.
        shares.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// What the noun or pronoun at `at` stands for, along the likeliest links.
    fn referent(&self, at: usize, steps: usize) -> Referent {
        if let Some(actor) = self.actors.at(at) {
            return Referent::Actor(actor);
        }
        if !self.view.is_pronoun(at)
            && let Some(actor) = self.named(self.noun_phrase(at), at)
        {
            return Referent::Actor(actor);
        }
        let best = self.view.analysis.link(at).and_then(|link| link.antecedents.first());
        match best {
            Some(best) if best.score >= FOLLOWED && steps < STEPS => self.referent(best.word, steps + 1),
            _ => Referent::Noun(at),
        }
    }

    /// The type of a referent, where something tells it.
    pub(super) fn referent_type(&self, referent: Referent) -> Option<EntityType> {
        match referent {
            Referent::Actor(actor) => Some(self.actors.get(actor).kind),
            Referent::Noun(at) => self.view.noun_type(at),
        }
    }
}
