//! "The union", "the agency", "the deal": nouns that point back to something named.

use super::{Coreference, kind, linked::Referent, phrase};
use standpoint_model::{EntityType, Span, Tokens, fold_name};

/// A noun stands for an actor from this probability on.
const LINKED: f32 = 0.5;
/// From this on where neither an article nor a common word tells that the text has spoken of it: "refugees" are seldom what is
/// named elsewhere. On the articles for tuning stances score .505 with it (.506 with one half for all, .502 without such links), by
/// their labels alone .419 (.397, .428).
pub(super) const UNTOLD: f32 = 0.9;

impl Coreference<'_> {
    /// The actor that the definite phrase `core` with head noun `head` points back to.
    pub(super) fn nominal(&self, core: Span<Tokens>, head: usize) -> Option<usize> {
        if let Some(actor) = self.by_owner(core, head).or_else(|| self.by_proper_name(core, head)) {
            return Some(actor);
        }
        if let Some(actor) = self.linked_actor(core, head) {
            return Some(actor);
        }
        if !phrase::is_definite(self.view, core)
            && !self.is_bare_title(core, head)
            && !self.in_headline(core, head)
        {
            return None;
        }
        // "The union representing nurses" and "the party's base" say themselves what they name.
        let described = (head + 1..core.end)
            .any(|i| self.view.upos(i) == "NOUN" || self.view.upos(i) == "PROPN")
            || (core.start..head).any(|i| self.actors.at(i).is_some());
        if described {
            return None;
        }
        let noun = self.view.singular(head);
        let plural = self.view.word(head) != noun;
        if plural {
            return None;
        }
        self.by_name_word(&noun, core)
            .or_else(|| self.by_description(&noun, core))
            .or_else(|| self.by_role(&noun, core))
    }

    /// The actor that the model links the noun to, of a type that the noun can name.
    fn linked_actor(&self, core: Span<Tokens>, head: usize) -> Option<usize> {
        let wanted = self.view.noun_type(head);
        let (referent, share) = self.linked(head, |_| true)?;
        let Referent::Actor(actor) = referent else { return None };
        let kind = self.actors.get(actor).kind;
        let person = |kind: Option<EntityType>| kind == Some(EntityType::Person);
        let plural = self.view.word(head) != self.view.singular(head);
        // A part of the phrase is not the whole.
        let inside = core.range().any(|i| self.actors.at(i) == Some(actor));
        // What is named behind the head is what the phrase speaks of: "the injunction against the levy" is no other policy.
        let another = (head + 1..core.end).any(|i| self.actors.at(i).is_some_and(|other| other != actor));
        let fits = !inside && !another && (wanted.is_none() || person(wanted) == person(Some(kind)));
        let told = phrase::is_definite(self.view, core)
            || self.actors.get(actor).shares_word(&phrase::content_words(self.view, core));
        let least = if told { LINKED } else { UNTOLD };
        (fits && !(plural && person(Some(kind))) && share >= least).then_some(actor)
    }

    /// "The costly Clean Slate program" where the document names the Clean Slate.
    fn by_proper_name(&self, core: Span<Tokens>, head: usize) -> Option<usize> {
        let run = phrase::proper_run(self.view, core, head)?;
        let name = fold_name(self.view.text(run));
        let (number, actor) = self
            .actors
            .iter()
            .find(|(_, a)| std::iter::once(&a.label).chain(&a.names).any(|known| fold_name(known) == name))?;
        // "The Acme plan" is not Acme.
        let thing = matches!(actor.kind, EntityType::Policy | EntityType::Topic | EntityType::Document);
        thing.then_some(number)
    }

    /// "The Border Patrol union", "Border Patrol agents' union": a body of that sort whose name holds the owner's.
    fn by_owner(&self, core: Span<Tokens>, head: usize) -> Option<usize> {
        let role =
            kind::role_noun(self.view.word(head)).filter(|role| role.kind == EntityType::Organization)?;
        let owner: Vec<&str> = (core.start..head)
            .filter(|&i| self.actors.at(i).is_some() && self.view.upos(i) == "PROPN")
            .map(|i| self.view.word(i))
            .collect();
        if owner.is_empty() || head + 1 != core.end {
            return None;
        }
        self.latest(usize::MAX, |actor| {
            let words: Vec<String> = actor.label.split_whitespace().map(str::to_lowercase).collect();
            actor.kind == EntityType::Organization
                && words.len() > owner.len()
                && owner.iter().all(|word| words.iter().any(|w| w == word))
                && (actor.nouns.contains(self.view.word(head))
                    || words.iter().any(|w| role.hints.contains(&w.as_str())))
        })
    }

    /// Headlines drop articles: "Senators attack reckless bill" speaks of a bill that the article names.
    fn in_headline(&self, core: Span<Tokens>, head: usize) -> bool {
        let sentence = self.view.sentence(head);
        let open = !matches!(self.view.word(sentence.end.saturating_sub(1)), "." | "!" | "?" | "”" | "\"");
        open && kind::is_target_noun(self.view.word(head))
            && !core.range().any(|i| matches!(self.view.upos(i), "DET" | "PRON" | "NUM"))
    }

    /// A capitalised title alone ("President", "Governor") stands for its holder.
    fn is_bare_title(&self, core: Span<Tokens>, head: usize) -> bool {
        core.len() == 1
            && self.view.text(core).starts_with(char::is_uppercase)
            && self.view.noun_type(head) == Some(EntityType::Person)
    }

    /// The last one named before whose name holds the noun: "the Council" after "National ICE Council".
    fn by_name_word(&self, noun: &str, core: Span<Tokens>) -> Option<usize> {
        self.latest(core.start, |actor| {
            actor.kind != EntityType::Person
                && std::iter::once(&actor.label)
                    .chain(&actor.names)
                    .filter_map(|name| name.split_whitespace().last())
                    .any(|word| super::view::singular(&word.to_lowercase()) == noun)
        })
    }

    /// The last one of whom the document says that it is such a thing: "Jane Doe, the governor of Utah".
    fn by_description(&self, noun: &str, core: Span<Tokens>) -> Option<usize> {
        self.latest(core.start, |actor| actor.nouns.contains(noun))
    }

    /// By what names of such things usually hold, and by type.
    fn by_role(&self, noun: &str, core: Span<Tokens>) -> Option<usize> {
        if kind::is_target_noun(noun) {
            // "The measure", "the deal": the last policy named.
            return self.latest_within(core.start, 6, |actor| actor.kind == EntityType::Policy);
        }
        let role = kind::role_noun(noun)?;
        if role.kind == EntityType::Person {
            return None;
        }
        let hinted = self.latest(core.start, |actor| {
            actor.kind == role.kind
                && std::iter::once(&actor.label).chain(&actor.names).any(|name| {
                    name.split_whitespace()
                        .any(|word| role.hints.contains(&word.to_lowercase().trim_end_matches('.')))
                })
        });
        hinted.or_else(|| self.latest_within(core.start, 3, |actor| actor.kind == role.kind))
    }

    fn latest(&self, before: usize, fits: impl Fn(&super::actors::Actor) -> bool) -> Option<usize> {
        self.latest_within(before, usize::MAX, fits)
    }

    /// The fitting actor named last before token `before`, at most `reach` sentences back.
    fn latest_within(
        &self,
        before: usize,
        reach: usize,
        fits: impl Fn(&super::actors::Actor) -> bool,
    ) -> Option<usize> {
        let here = self.view.analysis.sentence_of(before.min(self.view.len()));
        self.actors
            .iter()
            .filter(|(_, actor)| fits(actor))
            .filter_map(|(number, actor)| Some((actor.mention_before(before)?.start, number)))
            .filter(|(at, _)| here.saturating_sub(self.view.analysis.sentence_of(*at)) <= reach)
            .max()
            .map(|(_, number)| number)
    }
}
