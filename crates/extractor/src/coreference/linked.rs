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

/// Of a pronoun's antecedents, one so many words back counts e times less; set on the articles for tuning, among 30, 60 and 120.
const FADING: f32 = 60.0;

impl Coreference<'_> {
    /// The fitting thing that most of the antecedents' probability speaks for, with its share.
    pub(super) fn linked(&self, at: usize, fits: impl Fn(Referent) -> bool) -> Option<(Referent, f32)> {
        let mut shares: Vec<(Referent, f32)> = Vec::new();
        for (word, score) in self.antecedents_of(at) {
            let referent = self.referent(word, 0);
            match shares.iter_mut().find(|(known, _)| *known == referent) {
                Some((_, share)) => *share += score,
                None => shares.push((referent, score)),
            }
        }
        shares.retain(|(referent, _)| fits(*referent));
        // The first of equals: its best antecedent is the better one.
        shares.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// What the model links the word at `at` to, with probabilities, the likeliest first. Of a pronoun, the far ones fade:
    /// the model likes the first mention of a document too well.
    fn antecedents_of(&self, at: usize) -> Vec<(usize, f32)> {
        let Some(link) = self.view.analysis.link(at) else { return Vec::new() };
        let mut all: Vec<(usize, f32)> = link.antecedents.iter().map(|a| (a.word, a.score)).collect();
        if self.view.is_pronoun(at) {
            fade(at, &mut all);
        }
        all
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
        match self.antecedents_of(at).first() {
            Some((best, score)) if *score >= FOLLOWED && steps < STEPS => self.referent(*best, steps + 1),
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

/// Takes from the antecedents of the pronoun at `at` what their distance wants, and shares it out again: how likely it is that
/// there is one, the model alone tells. The likeliest comes first.
fn fade(at: usize, antecedents: &mut [(usize, f32)]) {
    let sum = |all: &[(usize, f32)]| all.iter().map(|(_, score)| score).sum::<f32>();
    let before = sum(antecedents);
    for (word, score) in antecedents.iter_mut() {
        *score *= (-(at.abs_diff(*word) as f32) / FADING).exp();
    }
    let scale = before / sum(antecedents).max(f32::MIN_POSITIVE);
    antecedents.iter_mut().for_each(|(_, score)| *score *= scale);
    antecedents.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_antecedent_outweighs_a_likelier_one_far_back() {
        // What the model said of "he told": the first person of the article, 364 words back, and the speaker of the paragraph before.
        let mut all = [(36, 0.62), (330, 0.16), (108, 0.10)];
        fade(400, &mut all);
        assert_eq!(all[0].0, 330);
        let sum: f32 = all.iter().map(|(_, score)| score).sum();
        assert!((sum - 0.88).abs() < 1e-4, "{sum}");
    }

    #[test]
    fn nothing_to_fade_stays_nothing() {
        let mut none = [(3, 0.0)];
        fade(10, &mut none);
        assert_eq!(none, [(3, 0.0)]);
    }
}
