//! Who and what the mentions of one document are names of.
//!
//! Names come first: those that stand for one thing make an [`Actor`](actors::Actor). Pronouns, role nouns ("the union")
//! and short forms are then resolved to actors; a phrase that resolves to none is a name for itself.

mod actors;
mod kind;
mod linked;
mod mended;
mod nominal;
mod phrase;
mod pronoun;
mod speech;
mod view;

pub(crate) use actors::Actors;
pub(crate) use phrase::head_of;
pub(crate) use speech::Speech;
pub(crate) use view::View;

use crate::names;
use linked::Referent;
use standpoint_language::NameType;
use standpoint_model::{Entity, EntityType, Span, Tokens};

/// A mention of more words describes its entity rather than names it.
const LONGEST_NAME: usize = 14;

/// A noun is another mention of an earlier one from this probability on.
const SAME: f32 = 0.6;

/// What a mention was found to name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Resolved {
    /// The thing; the mention's own words are among its aliases unless they are a pronoun.
    pub(crate) entity: Entity,
    /// Number of the actor, where it is one that the document names.
    pub(crate) actor: Option<usize>,
    /// How the mention was resolved: `name`, `pronoun`, `nominal`, `speaker`, `phrase`.
    pub(crate) how: &'static str,
}

/// What role a mention plays: holders are actors, targets may be anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Who holds, says, leads.
    Holder,
    /// What it is held about.
    Target,
}

/// The resolver of one document.
pub(crate) struct Coreference<'a> {
    pub(crate) view: &'a View<'a>,
    pub(crate) actors: Actors,
    pub(crate) speech: Speech,
}

impl<'a> Coreference<'a> {
    /// Finds the actors and speakers of a document.
    pub(crate) fn new(view: &'a View<'a>) -> Self {
        let actors = Actors::find(view);
        let speech = Speech::find(view);
        Self { view, actors, speech }
    }

    /// What the mention at `span` names; `None` for a pronoun without an antecedent.
    pub(crate) fn resolve(&self, span: Span<Tokens>, slot: Slot) -> Option<Resolved> {
        self.resolve_within(span, slot, 0)
    }

    fn resolve_within(&self, span: Span<Tokens>, slot: Slot, depth: usize) -> Option<Resolved> {
        // A pronoun may lead to a phrase with a pronoun in it; three steps are more than English uses.
        if span.is_empty() || depth > 3 {
            return None;
        }
        let head = head_of(self.view.analysis, span);
        if self.view.is_pronoun(head) && !self.has_noun(span) {
            return self.pronoun(head, slot, depth);
        }
        let core = phrase::core(self.view, span, head);
        let mention = self.view.text(core).to_owned();
        // What a "pro-Smith" group is for is Smith; the tagger often finds no name behind the hyphen.
        let bare = self.view.text(phrase::without_determiner(self.view, core));
        let unseen =
            Some(phrase::without_side(bare).unwrap_or(bare)).filter(|n| n.starts_with(char::is_uppercase));
        let found = if let Some(actor) = self.named(span, head) {
            self.actor(actor, "name", Some(&mention))
        } else if let Some(actor) = unseen.and_then(|name| self.actors.called(name)) {
            return Some(self.actor(actor, "name", None));
        } else if let Some(actor) = self.nominal(core, head) {
            self.actor(actor, "nominal", Some(&mention))
        } else if let Some(earlier) = self.same_noun(core, head) {
            let first = self.resolve_within(self.noun_phrase(earlier), slot, depth + 1);
            let own = self.phrase(core, head, slot, depth);
            match first {
                Some(first) => Resolved { entity: first.entity.with_aliases(own.entity.names()), ..first },
                None => own,
            }
        } else {
            self.phrase(core, head, slot, depth)
        };
        // The whole mention is a name for it too, where it is short enough to be one.
        let whole = phrase::without_determiner(self.view, span);
        let names = (whole.len() <= LONGEST_NAME).then(|| collapse(self.view.text(whole)));
        Some(Resolved { entity: found.entity.with_aliases(names), ..found })
    }

    /// The actor whose name covers the head of `span`, or stands in apposition to it.
    fn named(&self, span: Span<Tokens>, head: usize) -> Option<usize> {
        if let Some(actor) = self.actors.at(head) {
            return Some(actor);
        }
        // "its president, Jane Doe": the name explains the noun. A name that merely belongs to it does not.
        let wanted = self.view.noun_type(head)?;
        // "the Council, a union of clerks": the noun explains the name.
        if self.view.deprel(head) == "appos"
            && let Some(actor) = self.view.head(head).and_then(|up| self.actors.at(up))
            && self.actors.get(actor).kind == wanted
        {
            return Some(actor);
        }
        (head + 1..span.end.max(head + 1).min(head + 12))
            .chain(head.saturating_sub(4).max(span.start)..head)
            .filter(|&i| i < self.view.len())
            .filter(|&i| {
                let token = &self.view.analysis.tokens[i];
                token.head == Some(head) && (token.deprel == "appos" || token.deprel.starts_with("flat"))
            })
            .find_map(|i| self.actors.at(i))
            .filter(|&actor| self.actors.get(actor).kind == wanted)
    }

    /// The head of the first mention, not by a name, of what the phrase `core` with head noun `head` points back to.
    fn same_noun(&self, core: Span<Tokens>, head: usize) -> Option<usize> {
        let (Referent::Noun(earlier), share) = self.linked(head, |_| true)? else { return None };
        let words = |phrase| phrase::content_words(self.view, phrase);
        let told = phrase::is_definite(self.view, core)
            || !words(core).is_disjoint(&words(self.noun_phrase(earlier)));
        let least = if told { SAME } else { nominal::UNTOLD };
        (share >= least && !self.view.is_pronoun(earlier)).then_some(earlier)
    }

    fn has_noun(&self, span: Span<Tokens>) -> bool {
        span.range().any(|i| matches!(self.view.upos(i), "NOUN" | "PROPN"))
    }

    /// The entity of an actor, with the mention's words among its names.
    pub(crate) fn actor(&self, actor: usize, how: &'static str, mention: Option<&str>) -> Resolved {
        let entity = self.actors.get(actor).entity();
        let entity = match mention {
            Some(mention) => entity.with_aliases([mention, names::strip_title(mention).1]),
            None => entity,
        };
        Resolved { entity, actor: Some(actor), how }
    }

    /// A phrase that names nothing but itself.
    fn phrase(&self, core: Span<Tokens>, head: usize, slot: Slot, depth: usize) -> Resolved {
        let text = self.view.text(core);
        let kind = kind::of_phrase(self.view, core, head, slot);
        let named = phrase::proper_run(self.view, core, head).map(|run| Span::new(run.start, core.end));
        let bare = named.unwrap_or_else(|| phrase::without_determiner(self.view, core));
        let bare_text = self.view.text(bare);
        let mut label = phrase::without_side(bare_text).unwrap_or(bare_text).to_owned();
        let mut aliases = vec![text.to_owned()];
        aliases.extend(named.map(|run| self.view.text(Span::new(run.start, head)).to_owned()));
        // "two dozen other governors" are governors.
        aliases.extend(
            phrase::without_quantifier(self.view, bare, head).map(|rest| self.view.text(rest).to_owned()),
        );
        // "his campaign", "the union's plan": also under the owner's full name.
        if let Some((owner, rest)) = phrase::owner(self.view, core, head)
            && let Some(owner) = self.resolve_within(owner, Slot::Holder, depth + 1)
            && owner.how != "phrase"
        {
            let rest = self.view.text(rest);
            aliases.push(label.clone());
            aliases.push(rest.to_owned());
            label = format!("{} {rest}", owner.entity.label);
            aliases.push(format!("{}'s {rest}", owner.entity.label));
        }
        let entity =
            Entity::named(kind, collapse(&label)).with_aliases(aliases.iter().map(|name| collapse(name)));
        Resolved { entity, actor: None, how: "phrase" }
    }
}

/// Line breaks and runs of blanks as one blank.
pub(crate) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The entity type of a name, before lexical heads are looked at.
pub(crate) fn type_of(name: NameType) -> EntityType {
    match name {
        NameType::Person => EntityType::Person,
        NameType::Organization => EntityType::Organization,
        NameType::Place => EntityType::Place,
        NameType::Other => EntityType::Topic,
    }
}
