//! Pronouns to what they stand for.

use super::{Coreference, Resolved, Slot, head_of, linked::Referent};
use crate::names::Gender;
use standpoint_model::{EntityType, Span};

/// What a pronoun can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// he, she: one person of that gender.
    Person(Gender),
    /// they: several, or a body.
    Plural,
    /// it: a body, a place, a thing.
    Thing,
    /// I: the speaker.
    Speaker,
    /// we: the speaker's side.
    Side,
    /// who, which, that: the noun before.
    Relative,
    /// this, that, these: what was said before; left alone.
    Demonstrative,
}

/// The class of a pronoun in lower case; `None` where it is none that can be resolved.
pub(super) fn class(word: &str) -> Option<Class> {
    Some(match word {
        "he" | "him" | "his" | "himself" => Class::Person(Gender::Male),
        "she" | "her" | "hers" | "herself" => Class::Person(Gender::Female),
        "they" | "them" | "their" | "theirs" | "themselves" => Class::Plural,
        "it" | "its" | "itself" => Class::Thing,
        "i" | "me" | "my" | "mine" | "myself" => Class::Speaker,
        "we" | "us" | "our" | "ours" | "ourselves" => Class::Side,
        "who" | "which" | "whom" | "whose" => Class::Relative,
        "this" | "that" | "these" | "those" => Class::Demonstrative,
        _ => return None,
    })
}

/// A pronoun follows the model's links from this probability on.
const LINKED: f32 = 0.3;
/// How far back an antecedent may stand, in sentences.
const REACH: usize = 5;

impl Coreference<'_> {
    /// What the pronoun at `at` stands for.
    pub(super) fn pronoun(&self, at: usize, slot: Slot, depth: usize) -> Option<Resolved> {
        let class = class(self.view.word(at))?;
        let by = |actor: usize| self.actor(actor, "pronoun", None);
        match class {
            Class::Relative => self.antecedent(at, slot, depth),
            Class::Demonstrative if self.view.deprel(at).starts_with("nsubj") => {
                self.antecedent(at, slot, depth)
            }
            Class::Demonstrative => None,
            // Given names mislead at times: nobody of the gender named before, somebody all the same.
            Class::Person(gender) => self.person(at, Some(gender)).or_else(|| self.person(at, None)).map(by),
            Class::Speaker => self.speaker(at, slot, depth),
            Class::Side => self.side(at, slot, depth),
            Class::Thing | Class::Plural => self.body(at, class == Class::Plural, slot, depth),
        }
    }

    /// The noun that the relative clause around `at` belongs to.
    fn antecedent(&self, at: usize, slot: Slot, depth: usize) -> Option<Resolved> {
        let mut here = at;
        // Up to the head of the relative clause; a sentence's tree is not deeper than this in practice.
        for _ in 0..12 {
            let up = self.view.head(here)?;
            if self.view.deprel(here).starts_with("acl") {
                return self.resolve_within(self.noun_phrase(up), slot, depth + 1);
            }
            here = up;
        }
        None
    }

    /// The best earlier person: near, subject, source of a quotation, of fitting gender.
    pub(super) fn person(&self, at: usize, gender: Option<Gender>) -> Option<usize> {
        let fits = |referent| match referent {
            Referent::Actor(number) => {
                let actor = self.actors.get(number);
                actor.kind == EntityType::Person
                    && (gender.is_none() || actor.gender.is_none_or(|g| Some(g) == gender))
            }
            Referent::Noun(_) => false,
        };
        if let Some((Referent::Actor(number), share)) = self.linked(at, fits)
            && share >= LINKED
        {
            return Some(number);
        }
        let here = self.view.analysis.sentence_of(at);
        let quoted = self.speech.covers(at);
        let mut best: Option<(f64, usize)> = None;
        for (number, actor) in self.actors.iter() {
            if actor.kind != EntityType::Person
                || gender.is_some() && actor.gender.is_some_and(|g| Some(g) != gender)
            {
                continue;
            }
            // Mentions stand in text order: those within reach end just before the pronoun.
            let past = actor.mentions.partition_point(|m| m.end <= at);
            for mention in actor.mentions[..past].iter().rev() {
                let head = head_of(self.view.analysis, *mention);
                let distance = here - self.view.analysis.sentence_of(head).min(here);
                if distance > REACH {
                    break;
                }
                let mut score = -(distance as f64);
                score += if self.view.is_subject(head) { 0.8 } else { 0.0 };
                score += if self.speech.is_source(head) { 0.5 } else { 0.0 };
                score += if actor.gender.is_some() && gender.is_some() { 0.4 } else { 0.0 };
                score += (actor.mentions.len() as f64).ln() * 0.25;
                // Nobody calls himself "he" in his own words.
                score -= if quoted.is_some_and(|source| mention.start <= source && source < mention.end) {
                    3.0
                } else {
                    0.0
                };
                // The object of a verb whose subject is the pronoun is somebody else.
                score -= if distance == 0 && self.view.head(head) == self.view.head(at) { 2.0 } else { 0.0 };
                score -= if self.view.word(mention.end) == "'s" { 0.3 } else { 0.0 };
                if best.is_none_or(|(top, _)| score > top) {
                    best = Some((score, number));
                }
            }
        }
        best.map(|(_, number)| number)
    }

    /// Who says what stands at `at`.
    pub(crate) fn speaker(&self, at: usize, slot: Slot, depth: usize) -> Option<Resolved> {
        let source = self.speech.covers(at)?;
        if source == at {
            return None;
        }
        self.resolve_within(self.noun_phrase(source), slot, depth + 1)
            .map(|found| Resolved { how: "speaker", ..found })
    }

    /// For "we": the body that the speaker heads or speaks for, where a noun beside the name says so; else the speaker.
    fn side(&self, at: usize, slot: Slot, depth: usize) -> Option<Resolved> {
        let speaker = self.speaker(at, slot, depth)?;
        let body = speaker.actor.and_then(|actor| self.body_of(actor));
        Some(match body {
            Some(body) => self.actor(body, "speaker", None),
            None => speaker,
        })
    }

    /// The one organization that stands in the same noun phrase as a person's name: "Acme chief Jane Doe", "Doe, president of Acme".
    pub(crate) fn body_of(&self, person: usize) -> Option<usize> {
        self.actors.get(person).mentions.iter().find_map(|mention| {
            let sentence = self.view.sentence(mention.start);
            let from = mention.start.saturating_sub(6).max(sentence.start);
            let to = (mention.end + 14).min(sentence.end);
            (from..to).find_map(|i| {
                let body =
                    self.actors.at(i).filter(|&b| self.actors.get(b).kind == EntityType::Organization)?;
                let head = head_of(
                    self.view.analysis,
                    self.actors.get(body).mentions.iter().find(|m| m.holds(i)).copied()?,
                );
                let name = head_of(self.view.analysis, *mention);
                let tied = |mut k: usize| {
                    for _ in 0..4 {
                        if k == name || self.view.deprel(k) == "appos" && self.view.head(k) == Some(name) {
                            return true;
                        }
                        let link = self.view.deprel(k);
                        if !(link.starts_with("nmod")
                            || link.starts_with("compound")
                            || link == "appos"
                            || link.starts_with("flat"))
                        {
                            return false;
                        }
                        match self.view.head(k) {
                            Some(up) => k = up,
                            None => return false,
                        }
                    }
                    false
                };
                tied(head).then_some(body)
            })
        })
    }

    /// The best earlier body, place or thing for "it", body or group for "they".
    fn body(&self, at: usize, plural: bool, slot: Slot, depth: usize) -> Option<Resolved> {
        let thing = |referent| {
            self.referent_type(referent) != Some(EntityType::Person)
                || plural && matches!(referent, Referent::Noun(_))
        };
        if let Some((referent, share)) = self.linked(at, thing)
            && share >= LINKED
        {
            match referent {
                Referent::Actor(number) => return Some(self.actor(number, "pronoun", None)),
                Referent::Noun(earlier) if !self.view.is_pronoun(earlier) => {
                    return self
                        .resolve_within(self.noun_phrase(earlier), slot, depth + 1)
                        .map(|r| Resolved { how: "pronoun", ..r });
                }
                Referent::Noun(_) => {}
            }
        }
        let here = self.view.analysis.sentence_of(at);
        let first =
            self.view.analysis.segmentation.sentences.get(here.saturating_sub(2)).map_or(0, |s| s.start);
        let mut best: Option<(f64, usize)> = None;
        for i in (first..at).filter(|&i| matches!(self.view.upos(i), "NOUN" | "PROPN")) {
            if matches!(
                self.view.deprel(i),
                "compound" | "flat" | "flat:name" | "fixed" | "nmod:unmarked" | "obl:unmarked"
            ) {
                continue;
            }
            if self.in_dateline(i) {
                continue;
            }
            let actor = self.actors.at(i).map(|a| self.actors.get(a));
            let kind = actor.map(|a| a.kind).or_else(|| self.view.noun_type(i));
            let is_plural = self.view.word(i) != self.view.singular(i) && actor.is_none();
            let fits = match (plural, slot) {
                (true, _) => {
                    is_plural
                        || kind == Some(EntityType::Organization)
                        || self.view.analysis.children(i).any(|c| self.view.deprel(c) == "conj")
                }
                (false, Slot::Holder) => {
                    !is_plural && matches!(kind, Some(EntityType::Organization | EntityType::Place))
                }
                (false, Slot::Target) => !is_plural && kind != Some(EntityType::Person),
            };
            if !fits || plural && kind.is_none() && slot == Slot::Holder {
                continue;
            }
            let distance = here - self.view.analysis.sentence_of(i);
            let mut score = -(distance as f64);
            score += if self.view.is_subject(i) { 0.8 } else { 0.0 };
            score += if actor.is_some() { 0.4 } else { 0.0 };
            score += if plural && is_plural { 0.6 } else { 0.0 };
            score += if kind.is_some() { 0.2 } else { 0.0 };
            // Bodies act more often than places do.
            score += if slot == Slot::Holder && kind == Some(EntityType::Organization) { 0.5 } else { 0.0 };
            score += (i as f64 - first as f64) / (at - first) as f64 * 0.2;
            score -= if distance == 0 && self.view.head(i) == self.view.head(at) { 2.0 } else { 0.0 };
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, i));
            }
        }
        let (_, found) = best?;
        self.resolve_within(self.noun_phrase(found), slot, depth + 1)
            .map(|r| Resolved { how: "pronoun", ..r })
    }

    /// Whether the word belongs to "THORNBAY, Ont. —" at the head of a paragraph: where it was written, not what it is about.
    fn in_dateline(&self, at: usize) -> bool {
        let sentence = self.view.sentence(at);
        at < sentence.start + 6
            && (at..(sentence.start + 8).min(sentence.end))
                .any(|i| matches!(self.view.word(i), "—" | "–" | "--"))
            && self.view.text(Span::new(sentence.start, sentence.start + 1)).chars().all(char::is_uppercase)
    }

    /// The noun phrase round a noun: its dependents of the nominal kind, without clauses and appositions.
    pub(crate) fn noun_phrase(&self, head: usize) -> Span<standpoint_model::Tokens> {
        let sentence = self.view.sentence(head);
        let (mut start, mut end) = (head, head + 1);
        let inside = |mut i: usize| {
            for _ in 0..8 {
                if i == head {
                    return true;
                }
                let link = self.view.deprel(i);
                if link.starts_with("acl")
                    || matches!(link, "appos" | "conj" | "cc" | "punct" | "parataxis" | "nsubj" | "cop")
                {
                    return false;
                }
                match self.view.head(i) {
                    Some(up) if sentence.holds(up) => i = up,
                    _ => return false,
                }
            }
            false
        };
        while start > sentence.start && inside(start - 1) {
            start -= 1;
        }
        while end < sentence.end && inside(end) {
            end += 1;
        }
        Span::new(start, end)
    }
}
