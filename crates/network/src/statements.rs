//! Statements of documents, coded for a network.

use crate::calendar::seconds_of;
use crate::spec::words;
use crate::{Corpus, CorpusBuilder, Node, Scale};
use standpoint_model::{Entity, EntityType, Predicate, Statement, UnknownTerm};
use std::collections::BTreeMap;
use std::{fmt, str::FromStr};

words! {
    /// What rows or columns can be.
    Variable, "variable", {
        /// Who holds the stance.
        Actor = "actor",
        /// What it is a stance on.
        Target = "target",
        /// Who voiced it: the source nearest to the holder, else the holder.
        Speaker = "speaker",
        /// The document, by name.
        Document = "document",
        /// Who wrote it.
        Author = "author",
        /// Who published it.
        Publisher = "publisher",
        /// Its headline.
        Title = "title",
    }
}

/// What is known of a document beside its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its headline.
    pub title: Option<String>,
}

/// Which statements become records, and of what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coding {
    /// What makes rows.
    pub rows: Variable,
    /// What makes columns.
    pub columns: Variable,
    /// Whether claims enter beside stances: to assert is 1, to deny 0, what is claimed is the target.
    pub claims: bool,
    /// Only statements at least so sure.
    pub min_confidence: f64,
    /// Only actors of this type.
    pub actors: Option<EntityType>,
}

impl Default for Coding {
    fn default() -> Self {
        Self {
            rows: Variable::Actor,
            columns: Variable::Target,
            claims: false,
            min_confidence: 0.0,
            actors: None,
        }
    }
}

impl Coding {
    /// The table of those `statements` that take a side; [`crate::Record::origin`] counts `statements`. What is known of
    /// documents is found under their names in `about`. Statements without a row or column (no author known) are left
    /// out. O(n log n).
    #[must_use]
    pub fn corpus(&self, statements: &[Statement], about: &BTreeMap<String, About>) -> Corpus {
        let mut builder = CorpusBuilder::new(Scale::Boolean);
        for (origin, said) in statements.iter().enumerate() {
            let level = match said.predicate {
                Predicate::Supports => 1,
                Predicate::Opposes => 0,
                Predicate::Asserts if self.claims => 1,
                Predicate::Denies if self.claims => 0,
                _ => continue,
            };
            let fits = said.confidence.get() >= self.min_confidence
                && self.actors.is_none_or(|kind| said.subject.kind == kind);
            if !fits {
                continue;
            }
            let (Some(row), Some(column)) = (node(self.rows, said, about), node(self.columns, said, about))
            else {
                continue;
            };
            let time = said.date.and_then(seconds_of);
            builder.add(&row, &column, level, time, &said.document, origin as u32);
        }
        builder.finish()
    }
}

fn node(variable: Variable, said: &Statement, about: &BTreeMap<String, About>) -> Option<Node> {
    let known = || about.get(&said.document);
    match variable {
        Variable::Actor => Some(of_entity(&said.subject)),
        Variable::Target => Some(of_entity(&said.object)),
        Variable::Speaker => Some(of_entity(said.attributed_to.last().unwrap_or(&said.subject))),
        Variable::Document => Some(Node::named(&said.document)),
        Variable::Author => known()?.author.clone().map(Node::named),
        Variable::Publisher => known()?.publisher.clone().map(Node::named),
        Variable::Title => known()?.title.clone().map(Node::named),
    }
}

fn of_entity(entity: &Entity) -> Node {
    let mut attributes = BTreeMap::from([("type".to_owned(), entity.kind.to_string())]);
    if !entity.aliases.is_empty() {
        attributes.insert("aliases".to_owned(), entity.aliases.join("; "));
    }
    Node { key: entity.id.clone(), label: entity.label.clone(), attributes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_model::{Confidence, Evidence, Span};

    fn said(subject: &str, predicate: Predicate, object: &str) -> Statement {
        Statement {
            id: String::new(),
            document: "d".into(),
            subject: Entity::named(EntityType::Organization, subject),
            predicate,
            object: Entity::named(EntityType::Policy, object),
            role: None,
            act: None,
            addressee: None,
            attributed_to: Vec::new(),
            date: "2011-11".parse().ok(),
            confidence: Confidence::CERTAIN,
            span: Span::new(0, 1),
            quote: String::new(),
            evidence: Evidence::default(),
            method: String::new(),
        }
    }

    #[test]
    fn only_those_who_take_a_side_enter() {
        let all = [
            said("Union", Predicate::Opposes, "Fence Act"),
            said("Union", Predicate::AffiliatedWith, "Federation"),
            said("Union", Predicate::Denies, "It was delayed"),
        ];
        let corpus = Coding::default().corpus(&all, &BTreeMap::new());
        assert_eq!(corpus.records().len(), 1);
        assert_eq!(corpus.records()[0].level, 0);
        assert_eq!(crate::day_text(corpus.records()[0].time.unwrap()), "2011-11-01");
        assert_eq!(corpus.rows()[0].attributes["type"], "Organization");
        let claims = Coding { claims: true, ..Coding::default() }.corpus(&all, &BTreeMap::new());
        assert_eq!(claims.records()[1].origin, 2);
    }

    #[test]
    fn documents_can_be_rows() {
        let all = [said("Union", Predicate::Opposes, "Fence Act")];
        let coding = Coding { rows: Variable::Author, ..Coding::default() };
        assert!(coding.corpus(&all, &BTreeMap::new()).records().is_empty());
        let about = BTreeMap::from([(
            "d".to_owned(),
            About { author: Some("J. Reporter".into()), ..About::default() },
        )]);
        assert_eq!(coding.corpus(&all, &about).rows()[0].label, "J. Reporter");
    }
}
