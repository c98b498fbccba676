//! Which words of a text speak of one thing: coreference as it is shown.

use crate::coreference::{Coreference, Slot, View};
use serde::Serialize;
use standpoint_language::Analysis;
use standpoint_model::{EntityType, Span, Tokens};

/// Something that a text calls by name, and all places that speak of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chain {
    /// Its fullest name.
    pub label: String,
    /// What sort of thing it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Where the text speaks of it, in text order.
    pub mentions: Vec<Mention>,
}

/// One place that speaks of a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// The words, in code points.
    #[serde(flatten)]
    pub span: Span,
    /// Their text.
    pub text: String,
    /// How they were understood: `name`, `pronoun` or `nominal` ("the union").
    pub how: &'static str,
}

/// What the text of `analysis` calls by name, in the order of first names, with the pronouns and nouns that stand for it.
#[must_use]
pub fn chains(text: &str, analysis: &Analysis) -> Vec<Chain> {
    let view = View::new(analysis, text);
    let coreference = Coreference::new(&view);
    let mut found: Vec<Vec<(Span<Tokens>, &'static str)>> = coreference
        .actors
        .iter()
        .map(|(_, actor)| actor.mentions.iter().map(|span| (*span, "name")).collect())
        .collect();
    for (at, token) in analysis.tokens.iter().enumerate() {
        let pronoun = view.is_pronoun(at);
        if coreference.actors.at(at).is_some() || !pronoun && token.upos != "NOUN" {
            continue;
        }
        // Of a noun, the words from its article on: "the union", "his office".
        let first = if pronoun { at } else { analysis.children(at).find(|i| *i < at).unwrap_or(at) };
        let span = Span::new(first, at + 1);
        let Some(resolved) = coreference.resolve(span, Slot::Holder) else { continue };
        if let (Some(actor), "pronoun" | "nominal") = (resolved.actor, resolved.how) {
            found[actor].push((span, resolved.how));
        }
    }
    let mention = |(span, how)| Mention { span: view.chars(span), text: view.text(span).to_owned(), how };
    let mut chains: Vec<Chain> = coreference
        .actors
        .iter()
        .zip(found)
        .map(|((_, actor), places)| {
            let mut mentions: Vec<Mention> = places.into_iter().map(mention).collect();
            mentions.sort_by_key(|mention| mention.span);
            Chain { label: actor.label.clone(), kind: actor.kind, mentions }
        })
        .collect();
    chains.sort_by_key(|chain| chain.mentions.first().map(|mention| mention.span));
    chains
}
