//! Positions that do not go together.

use crate::{Entity, PartialDate, Predicate, Statement, UnknownTerm};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// In what way two statements conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictType {
    /// An organization and one that it belongs to take opposite stances on one target.
    AffiliateDivergence,
    /// A person and an organization that they lead, work for or belong to take opposite stances.
    LeaderDivergence,
    /// Two members of one body take opposite stances.
    CoalitionSplit,
    /// One holder's stance or claim on one target changes over time.
    Reversal,
    /// One asserts what another, or the same, denies.
    ContestedClaim,
    /// Two claims about one target that cannot both hold.
    ContradictoryClaims,
}

impl ConflictType {
    /// Every type, in the order of declaration.
    pub const ALL: [Self; 6] = [
        Self::AffiliateDivergence,
        Self::LeaderDivergence,
        Self::CoalitionSplit,
        Self::Reversal,
        Self::ContestedClaim,
        Self::ContradictoryClaims,
    ];

    /// The name used in rows and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AffiliateDivergence => "affiliate-divergence",
            Self::LeaderDivergence => "leader-divergence",
            Self::CoalitionSplit => "coalition-split",
            Self::Reversal => "reversal",
            Self::ContestedClaim => "contested-claim",
            Self::ContradictoryClaims => "contradictory-claims",
        }
    }
}

impl fmt::Display for ConflictType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ConflictType {
    type Err = UnknownTerm;
    fn from_str(text: &str) -> Result<Self, UnknownTerm> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownTerm::new("conflict type", text, Self::ALL.map(Self::as_str)))
    }
}

/// One step of the path that ties two parties: `from` stands in `predicate` to `to`, as `statement` says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// The member, leader or part.
    pub from: Entity,
    /// Relation predicate (`affiliatedWith`, `leads`, …).
    pub predicate: Predicate,
    /// The whole.
    pub to: Entity,
    /// Address of the statement that says so.
    pub statement: String,
}

/// What a conflict's score is made of, and what else speaks for it. The score is the product of the four parts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Grounds {
    /// How surely both sides hold what they are said to hold, 0 to 1: confidence, corroboration by further documents,
    /// and how little the holder is told to stand on the other side as well.
    pub evidence: f64,
    /// How closely the parties are tied, 0 to 1; 1 where no tie is needed.
    pub tie: f64,
    /// How surely both statements are about one matter and against each other, 0 to 1.
    pub clash: f64,
    /// How recent the later statement is against the newest that is looked at, 0.5 to 1; 1 where no date is told.
    pub recency: f64,
    /// How many statements stand on each side, the one that is shown among them.
    pub backing: [usize; 2],
    /// Addresses of the others on each side, best first, and only the first few of many.
    #[serde(default)]
    pub further: [Vec<String>; 2],
    /// Of a reversal with dates: the last date of the old side and the first of the new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<[PartialDate; 2]>,
}

/// Two statements that do not go together, and what ties their holders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// In what way they conflict.
    #[serde(rename = "type")]
    pub kind: ConflictType,
    /// The two holders, in the order of `statements`; the same entity twice where it contradicts itself.
    pub parties: [Entity; 2],
    /// What they differ about.
    pub about: Vec<Entity>,
    /// The two statements, each with its quote.
    pub statements: [Statement; 2],
    /// How much it deserves a look, 0 to 1: both confidences, and the closeness of the tie.
    pub score: f64,
    /// The relations that tie the parties, from the first to the second; empty where none is needed.
    #[serde(default)]
    pub path: Vec<Tie>,
    /// What the score is made of, and what else speaks for it.
    #[serde(default)]
    pub grounds: Grounds,
}

impl Conflict {
    /// Its address (IRI), which follows from its type and its two statements.
    #[must_use]
    pub fn address(&self) -> String {
        let [one, other] = &self.statements;
        crate::iri::conflict(self.kind, [&one.id, &other.id])
    }
}
