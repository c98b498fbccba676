//! What mentions are names of.

use crate::{UnknownTerm, iri};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What sort of thing an [`Entity`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityType {
    /// A human being.
    Person,
    /// A body, company, agency, party, union, court, or a group that the text names.
    Organization,
    /// A place; as an actor, the place acting through its government.
    Place,
    /// A programme, law, bill, policy or agreement.
    Policy,
    /// A report, letter, article or ruling.
    Document,
    /// A happening.
    Event,
    /// Anything else that one can be for or against.
    Topic,
    /// What a claim claims.
    Proposition,
}

impl EntityType {
    /// Every type, in the order of declaration.
    pub const ALL: [Self; 8] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Policy,
        Self::Document,
        Self::Event,
        Self::Topic,
        Self::Proposition,
    ];

    /// The name used in rows and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organization => "Organization",
            Self::Place => "Place",
            Self::Policy => "Policy",
            Self::Document => "Document",
            Self::Event => "Event",
            Self::Topic => "Topic",
            Self::Proposition => "Proposition",
        }
    }

    /// Whether it can hold a post, a stance or a claim.
    #[must_use]
    pub fn is_actor(self) -> bool {
        matches!(self, Self::Person | Self::Organization | Self::Place)
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for EntityType {
    type Err = UnknownTerm;
    fn from_str(text: &str) -> Result<Self, UnknownTerm> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownTerm::new("entity type", text, Self::ALL.map(Self::as_str)))
    }
}

/// One thing in the world, whatever it is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Entity {
    /// Its address (IRI).
    pub id: String,
    /// Its fullest name; of a proposition, the text that is claimed.
    pub label: String,
    /// What sort of thing it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Every other name, acronym or short form that it goes by, sorted, without `label`.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Of a proposition: the entities that it speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Entity>,
}

impl Entity {
    /// An entity of this type and name, addressed by both.
    pub fn named(kind: EntityType, label: impl Into<String>) -> Self {
        let label = label.into();
        Self { id: iri::entity(kind, &label), label, kind, aliases: Vec::new(), about: Vec::new() }
    }

    /// The same with further names; duplicates and the label itself are left out.
    #[must_use]
    pub fn with_aliases<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.aliases.extend(names.into_iter().map(Into::into));
        self.aliases.retain(|name| *name != self.label && !name.is_empty());
        self.aliases.sort();
        self.aliases.dedup();
        self
    }

    /// The other names that are names by their form: with a capital letter or a digit, where the label has one. "The
    /// program" is told of Clean Slate in one text and of another thing in the next.
    pub fn proper_aliases(&self) -> impl Iterator<Item = &str> {
        fn is_proper(name: &str) -> bool {
            let first = name
                .split_once(' ')
                .filter(|(first, _)| matches!(*first, "A" | "An" | "The" | "Our" | "Its"));
            first.map_or(name, |(_, rest)| rest).contains(|c: char| c.is_uppercase() || c.is_numeric())
        }
        let all = !is_proper(&self.label);
        self.aliases.iter().map(String::as_str).filter(move |name| all || is_proper(name))
    }

    /// The label, then the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.label.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_no_names_beside_names() {
        let act = Entity::named(EntityType::Policy, "Clean Slate Act");
        let act = act.with_aliases(["the program", "The program", "Clean Slate", "S.B. 12", "287(g)"]);
        assert_eq!(act.proper_aliases().collect::<Vec<_>>(), ["287(g)", "Clean Slate", "S.B. 12"]);
        let ban = Entity::named(EntityType::Topic, "ban on plastic bags").with_aliases(["the ban"]);
        assert_eq!(ban.proper_aliases().count(), 1);
    }

    #[test]
    fn aliases_are_sorted_and_single() {
        let union = Entity::named(EntityType::Organization, "National ICE Council").with_aliases([
            "the Council",
            "ICE Council",
            "National ICE Council",
            "ICE Council",
        ]);
        assert_eq!(union.aliases, ["ICE Council", "the Council"]);
        assert_eq!(union.names().count(), 3);
    }

    #[test]
    fn types_are_read_in_any_case() {
        assert_eq!("policy".parse(), Ok(EntityType::Policy));
        assert!("thing".parse::<EntityType>().unwrap_err().to_string().contains("Organization"));
    }
}
