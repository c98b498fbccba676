//! What a document says about an actor.

use crate::{Confidence, Entity, PartialDate, Span, iri};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A word that is none of a closed vocabulary; its message lists the words that are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is no {what}; it must be one of {}", known.join(", "))]
pub struct UnknownTerm {
    what: &'static str,
    word: String,
    known: Vec<&'static str>,
}

impl UnknownTerm {
    /// `word` is no `what`, which are `known`.
    pub fn new(what: &'static str, word: &str, known: impl IntoIterator<Item = &'static str>) -> Self {
        Self { what, word: word.to_owned(), known: known.into_iter().collect() }
    }
}

/// A closed vocabulary: an enum whose members go by fixed words in rows, RDF and on the command line.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $what:literal, { $($(#[$member_doc:meta])* $member:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$member_doc])* #[serde(rename = $word)] $member,)+
        }

        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The word that it goes by.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$member => $word,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownTerm;
            fn from_str(text: &str) -> Result<Self, UnknownTerm> {
                Self::ALL.iter().copied().find(|member| member.as_str() == text)
                    .ok_or_else(|| UnknownTerm::new($what, text, Self::ALL.iter().map(|member| member.as_str())))
            }
        }
    };
}

vocabulary! {
    /// The three sorts of statement.
    Kind, "kind of statement", {
        /// Who leads, works for, belongs to or runs what.
        Relation = "relation",
        /// Who is for or against what.
        Stance = "stance",
        /// Who says that something is so.
        Claim = "claim",
    }
}

vocabulary! {
    /// What a statement says of its subject.
    Predicate, "predicate", {
        /// Person heads organization.
        Leads = "leads",
        /// Person holds another post at, works for or speaks for organization.
        HoldsPost = "holdsPost",
        /// Person or organization belongs to a coalition, party, legislature or list of signers.
        MemberOf = "memberOf",
        /// Organization is an affiliate, chapter, local or member union of another.
        AffiliatedWith = "affiliatedWith",
        /// Organization is a unit, agency, division or arm of another.
        PartOf = "partOf",
        /// Organization runs a programme, or enacted or issued a policy.
        Administers = "administers",
        /// Actor is for target.
        Supports = "supports",
        /// Actor is against target.
        Opposes = "opposes",
        /// Actor says that something is so.
        Asserts = "asserts",
        /// Actor says that something is not so, or rejects it as false.
        Denies = "denies",
        /// Actor asks whether, doubts, or seeks to clarify.
        Questions = "questions",
    }
}

vocabulary! {
    /// How a stance shows.
    Act, "act", {
        /// Said or written.
        Statement = "statement",
        /// Asked of somebody.
        Demand = "demand",
        /// Done: opting out, refusing, vetoing.
        Action = "action",
        /// Suing, filing, ruling.
        Legal = "legal",
        /// Voted.
        Vote = "vote",
        /// Endorsed.
        Endorsement = "endorsement",
        /// Protested, marched, struck.
        Protest = "protest",
        /// Put in a letter or petition.
        Letter = "letter",
        /// Told by a narrator.
        Attributed = "attributed",
    }
}

vocabulary! {
    /// Which side a stance takes.
    Polarity, "polarity", {
        /// For.
        Support = "support",
        /// Against.
        Oppose = "oppose",
    }
}

impl Predicate {
    /// The sort of statement it makes.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Leads
            | Self::HoldsPost
            | Self::MemberOf
            | Self::AffiliatedWith
            | Self::PartOf
            | Self::Administers => Kind::Relation,
            Self::Supports | Self::Opposes => Kind::Stance,
            Self::Asserts | Self::Denies | Self::Questions => Kind::Claim,
        }
    }

    /// The side, of a stance.
    #[must_use]
    pub fn polarity(self) -> Option<Polarity> {
        match self {
            Self::Supports => Some(Polarity::Support),
            Self::Opposes => Some(Polarity::Oppose),
            _ => None,
        }
    }
}

/// Where in the document the parts of a statement stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// The mention of the subject nearest to the statement, possibly a pronoun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Span>,
    /// The words that signal the predicate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Span>,
    /// The mention of the object; of a claim, its content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Span>,
}

/// One thing that a document says about an actor, with the words that say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "row::Row", into = "row::Row")]
pub struct Statement {
    /// Its address (IRI).
    pub id: String,
    /// Name of the document that says it.
    pub document: String,
    /// Who.
    pub subject: Entity,
    /// Does, holds or says.
    pub predicate: Predicate,
    /// What.
    pub object: Entity,
    /// The post's title, of `leads` and `holdsPost`.
    pub role: Option<String>,
    /// How a stance shows.
    pub act: Option<Act>,
    /// Whom a demand or letter is put to.
    pub addressee: Option<Entity>,
    /// The sources between the holder's words and the document, outermost first.
    pub attributed_to: Vec<Entity>,
    /// When it held or was said, else the document's own date.
    pub date: Option<PartialDate>,
    /// Probability that it is right.
    pub confidence: Confidence,
    /// The shortest run of whole sentences that is the evidence; of a claim, its content.
    pub span: Span,
    /// The text at `span`.
    pub quote: String,
    /// Where holder, cue and target stand.
    pub evidence: Evidence,
    /// The rule or model that made it (`model/stance`, `rule/title-before-name`, `person`).
    pub method: String,
}

impl Statement {
    /// The sort of statement.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.predicate.kind()
    }

    /// The same with the address that belongs to its parts; call after changing one of them.
    #[must_use]
    pub fn addressed(mut self) -> Self {
        self.id =
            iri::statement(&self.document, &self.subject.id, self.predicate, &self.object.id, self.span);
        self
    }
}

/// The row of the exchange format: a statement with its kind spelt out.
mod row {
    use super::{Act, Confidence, Entity, Evidence, Kind, PartialDate, Predicate, Span, Statement};
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct Row {
        #[serde(default)]
        id: String,
        document: String,
        kind: Kind,
        subject: Entity,
        predicate: Predicate,
        object: Entity,
        #[serde(default)]
        role: Option<String>,
        #[serde(default)]
        act: Option<Act>,
        #[serde(default)]
        addressee: Option<Entity>,
        #[serde(default)]
        attributed_to: Vec<Entity>,
        #[serde(default)]
        date: Option<PartialDate>,
        #[serde(default = "certain")]
        confidence: Confidence,
        span: Span,
        #[serde(default)]
        quote: String,
        #[serde(default)]
        evidence: Evidence,
        #[serde(default)]
        method: String,
    }

    fn certain() -> Confidence {
        Confidence::CERTAIN
    }

    #[derive(Debug, thiserror::Error)]
    #[error("kind {kind} does not go with predicate {predicate}")]
    pub(super) struct Mismatch {
        kind: Kind,
        predicate: Predicate,
    }

    impl TryFrom<Row> for Statement {
        type Error = Mismatch;
        fn try_from(row: Row) -> Result<Self, Mismatch> {
            if row.predicate.kind() != row.kind {
                return Err(Mismatch { kind: row.kind, predicate: row.predicate });
            }
            let statement = Self {
                id: row.id,
                document: row.document,
                subject: row.subject,
                predicate: row.predicate,
                object: row.object,
                role: row.role,
                act: row.act,
                addressee: row.addressee,
                attributed_to: row.attributed_to,
                date: row.date,
                confidence: row.confidence,
                span: row.span,
                quote: row.quote,
                evidence: row.evidence,
                method: row.method,
            };
            Ok(if statement.id.is_empty() { statement.addressed() } else { statement })
        }
    }

    impl From<Statement> for Row {
        fn from(statement: Statement) -> Self {
            Self {
                kind: statement.kind(),
                id: statement.id,
                document: statement.document,
                subject: statement.subject,
                predicate: statement.predicate,
                object: statement.object,
                role: statement.role,
                act: statement.act,
                addressee: statement.addressee,
                attributed_to: statement.attributed_to,
                date: statement.date,
                confidence: statement.confidence,
                span: statement.span,
                quote: statement.quote,
                evidence: statement.evidence,
                method: statement.method,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#"{"id":"x","document":"000","kind":"stance","subject":{"id":"a","label":"AFL-CIO","type":"Organization","aliases":["AFL-CIO Executive Council"]},"predicate":"opposes","object":{"id":"b","label":"Secure Communities","type":"Policy","aliases":["S-Comm"]},"role":null,"act":"demand","addressee":null,"attributedTo":[],"date":"2011-08-15","confidence":0.93,"span":{"start":1411,"end":1573},"quote":"…","evidence":{},"method":""}"#;

    #[test]
    fn a_row_survives_reading_and_writing() {
        let statement: Statement = serde_json::from_str(ROW).unwrap();
        assert_eq!(statement.kind(), Kind::Stance);
        assert_eq!(statement.predicate.polarity(), Some(Polarity::Oppose));
        assert_eq!(serde_json::to_string(&statement).unwrap(), ROW);
    }

    #[test]
    fn a_kind_that_contradicts_its_predicate_is_refused() {
        let wrong = ROW.replace(r#""kind":"stance""#, r#""kind":"claim""#);
        let message = serde_json::from_str::<Statement>(&wrong).unwrap_err().to_string();
        assert!(message.contains("claim does not go with predicate opposes"), "{message}");
    }

    #[test]
    fn a_row_without_address_gets_one() {
        let bare = ROW.replace(r#""id":"x","#, "");
        let statement: Statement = serde_json::from_str(&bare).unwrap();
        assert!(statement.id.starts_with(iri::BASE));
    }
}
