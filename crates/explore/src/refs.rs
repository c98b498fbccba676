//! Things in one line: what every view says of an entity, a document, a statement, a conflict that it mentions.

use crate::Corpus;
use serde::Serialize;
use standpoint_model::{Act, Confidence, ConflictType, Document, Entity, EntityType, PartialDate, Predicate};

/// An entity that a view mentions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntityRef {
    /// Its fullest name; of a proposition, the text that is claimed.
    pub label: String,
    /// What sort of thing it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Its short address; see [`crate::slug`].
    pub slug: String,
}

impl EntityRef {
    /// The entity in one line.
    #[must_use]
    pub fn of(entity: &Entity) -> Self {
        Self { label: entity.label.clone(), kind: entity.kind, slug: crate::slug(&entity.id) }
    }
}

/// A document that a view mentions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRef {
    /// Name that statements carry.
    pub id: String,
    /// Its short address.
    pub slug: String,
    /// Headline, where known.
    pub title: Option<String>,
    /// Who published it, where known.
    pub publisher: Option<String>,
    /// When it was published, where known.
    pub date: Option<PartialDate>,
}

impl DocumentRef {
    /// The document in one line.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self {
            id: document.id.clone(),
            slug: crate::document_slug(&document.id),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            date: document.date,
        }
    }

    /// The headline, else the name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }
}

/// A statement in one line, with its quote.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// Its short address.
    pub slug: String,
    /// Who.
    pub subject: EntityRef,
    /// Does, holds or says.
    pub predicate: Predicate,
    /// What.
    pub object: EntityRef,
    /// Title of the post, where one is told.
    pub role: Option<String>,
    /// How a stance shows.
    pub act: Option<Act>,
    /// Whom a demand or letter is put to.
    pub addressee: Option<EntityRef>,
    /// The sources between the holder's words and the document, outermost first.
    pub via: Vec<EntityRef>,
    /// When it held or was said.
    pub date: Option<PartialDate>,
    /// Probability that it is right.
    pub confidence: Confidence,
    /// The words that say it.
    pub quote: String,
    /// The document that says it.
    pub document: DocumentRef,
}

/// A conflict in one line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConflictLine {
    /// Its short address.
    pub slug: String,
    /// In what way the two conflict.
    #[serde(rename = "type")]
    pub kind: ConflictType,
    /// How much it deserves a look, 0 to 1.
    pub score: f64,
    /// The two holders; the same twice where it contradicts itself.
    pub parties: [EntityRef; 2],
    /// What they differ about.
    pub about: Vec<EntityRef>,
    /// When each side was said.
    pub dates: [Option<PartialDate>; 2],
}

impl Corpus {
    /// The statement at this place, in one line.
    pub(crate) fn line(&self, at: u32) -> Line {
        let said = self.statement_at(at);
        Line {
            slug: crate::slug(&said.id),
            subject: EntityRef::of(&said.subject),
            predicate: said.predicate,
            object: EntityRef::of(&said.object),
            role: said.role.clone(),
            act: said.act,
            addressee: said.addressee.as_ref().map(EntityRef::of),
            via: said.attributed_to.iter().map(EntityRef::of).collect(),
            date: said.date,
            confidence: said.confidence,
            quote: said.quote.clone(),
            document: DocumentRef::of(self.document_of(at)),
        }
    }

    /// These statements by date, those without one last; those of one date in the order of documents and places.
    pub(crate) fn lines_by_date(&self, places: impl IntoIterator<Item = u32>) -> Vec<Line> {
        let mut places: Vec<u32> = places.into_iter().collect();
        places.sort_by_key(|&at| (self.day(at), at));
        places.dedup();
        places.into_iter().map(|at| self.line(at)).collect()
    }

    /// The conflict at this place, in one line.
    pub(crate) fn conflict_line(&self, at: u32) -> ConflictLine {
        let conflict = &self.conflicts()[at as usize];
        ConflictLine {
            slug: crate::conflict_slug(conflict),
            kind: conflict.kind,
            score: conflict.score,
            parties: [EntityRef::of(&conflict.parties[0]), EntityRef::of(&conflict.parties[1])],
            about: conflict.about.iter().map(EntityRef::of).collect(),
            dates: [conflict.statements[0].date, conflict.statements[1].date],
        }
    }

    /// Every conflict in one line, best first.
    #[must_use]
    pub fn conflict_lines(&self) -> Vec<ConflictLine> {
        (0..self.conflicts().len())
            .filter_map(|at| u32::try_from(at).ok())
            .map(|at| self.conflict_line(at))
            .collect()
    }
}
