//! Rows of gold and of predictions, as they stand in JSON Lines.

use crate::names::{Names, fold};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use standpoint_model::{Conflict, ConflictType, Entity, Kind, Predicate, Span, Statement};

/// A statement that a reader found.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Gold {
    /// Name of the document.
    pub document: String,
    /// Sort of statement.
    pub kind: Kind,
    /// Every name that is right for who; the first is the best.
    pub subject: Vec<String>,
    /// Does, holds or says.
    pub predicate: Predicate,
    /// Every name that is right for what; none of a claim.
    #[serde(default)]
    pub object: Vec<String>,
    /// What a claim speaks of; not compared.
    #[serde(default)]
    pub about: Vec<String>,
    /// First and one past the last code point of the evidence; of a claim, of its content.
    pub span: [i64; 2],
    /// Whether careful readers may differ: found or not, it does not count.
    #[serde(default)]
    pub optional: Option<bool>,
}

/// A thing in a predicted row: a bare name, or a label with other names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Named {
    /// A bare name.
    Name(String),
    /// An entity.
    Entity {
        /// Its fullest name.
        #[serde(default)]
        label: Option<String>,
        /// Its other names.
        #[serde(default)]
        aliases: Option<Vec<String>>,
    },
}

/// A stretch of text in a predicted row, in code points; one that cannot be matches nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Extent {
    /// By its ends' names.
    Named {
        /// First code point.
        start: i64,
        /// One past the last.
        end: i64,
    },
    /// First and one past the last.
    Pair([i64; 2]),
}

/// A predicted statement. Read with patience: what is missing matches nothing.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Row {
    /// Name of the document, possibly with folders and ending.
    #[serde(default)]
    pub document: Option<String>,
    /// Sort of statement; others than the three are passed over.
    #[serde(default)]
    pub kind: Option<String>,
    /// Who.
    #[serde(default)]
    pub subject: Option<Named>,
    /// Does, holds or says.
    #[serde(default)]
    pub predicate: Option<String>,
    /// What.
    #[serde(default)]
    pub object: Option<Named>,
    /// The evidence; of a claim, its content.
    #[serde(default)]
    pub span: Option<Extent>,
    /// Probability that it is right; without one, it counts as certain.
    #[serde(default)]
    pub confidence: Option<f64>,
    /// The words of the evidence.
    #[serde(default)]
    pub quote: Option<String>,
}

/// A conflict that a reader found.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldConflict {
    /// In what way.
    #[serde(rename = "type")]
    pub kind: ConflictType,
    /// Every right name of each party; one party alone contradicts itself.
    pub parties: Vec<Vec<String>>,
    /// Every right name of what they differ about; none where anything will do.
    #[serde(default)]
    pub about: Vec<String>,
    /// Corpus that it is of, where there are several.
    #[serde(default)]
    pub dossier: Option<String>,
    /// Where it can be seen.
    #[serde(default)]
    pub evidence: Vec<GoldEvidence>,
    /// Whether careful readers may differ.
    #[serde(default)]
    pub optional: Option<bool>,
}

/// Where a conflict can be seen.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldEvidence {
    /// Name of the document.
    pub document: String,
}

/// A predicted conflict.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PredictedConflict {
    /// In what way.
    #[serde(rename = "type", default)]
    pub kind: Option<String>,
    /// Who.
    #[serde(default)]
    pub parties: Option<Vec<Named>>,
    /// What they differ about.
    #[serde(default)]
    pub about: Option<OneOrMany>,
    /// Corpus that it is of, where there are several.
    #[serde(default)]
    pub dossier: Option<String>,
}

/// One thing, or a list.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// A list; empty places in it are passed over.
    Many(Vec<Option<Named>>),
    /// One.
    One(Named),
}

/// A line that is no row.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {source}")]
pub struct LineError {
    /// Its number, from 1.
    pub line: usize,
    source: serde_json::Error,
}

/// The rows of a JSON Lines text; empty lines are passed over.
///
/// # Errors
/// [`LineError`] for the first line that does not hold such a row.
pub fn read_rows<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, LineError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| serde_json::from_str(line).map_err(|source| LineError { line: at + 1, source }))
        .collect()
}

impl Gold {
    /// Whether it counts.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.optional.unwrap_or(false)
    }
}

impl GoldConflict {
    /// Whether it counts.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.optional.unwrap_or(false)
    }
}

impl Named {
    /// Its label, or its only name.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Name(name) => name,
            Self::Entity { label, .. } => label.as_deref().unwrap_or_default(),
        }
    }

    /// All its names, ready to be compared.
    #[must_use]
    pub fn names(&self) -> Names {
        match self {
            Self::Name(name) => Names::new([name.as_str()]),
            Self::Entity { aliases, .. } => {
                Names::new([self.label()].into_iter().chain(aliases.iter().flatten().map(String::as_str)))
            }
        }
    }
}

impl From<&Entity> for Named {
    fn from(entity: &Entity) -> Self {
        Self::Entity { label: Some(entity.label.clone()), aliases: Some(entity.aliases.clone()) }
    }
}

impl Extent {
    /// First and one past the last code point.
    #[must_use]
    pub fn ends(self) -> [i64; 2] {
        match self {
            Self::Named { start, end } => [start, end],
            Self::Pair(ends) => ends,
        }
    }
}

impl From<Span> for Extent {
    fn from(span: Span) -> Self {
        Self::Pair([span.start, span.end].map(|at| i64::try_from(at).unwrap_or(i64::MAX)))
    }
}

impl From<&Statement> for Row {
    fn from(said: &Statement) -> Self {
        Self {
            document: Some(said.document.clone()),
            kind: Some(said.kind().as_str().to_owned()),
            subject: Some(Named::from(&said.subject)),
            predicate: Some(said.predicate.as_str().to_owned()),
            object: Some(Named::from(&said.object)),
            span: Some(Extent::from(said.span)),
            confidence: Some(said.confidence.get()),
            quote: Some(said.quote.clone()),
        }
    }
}

impl From<&Conflict> for PredictedConflict {
    fn from(found: &Conflict) -> Self {
        let named = found.about.iter().map(|entity| Some(Named::from(entity)));
        Self {
            kind: Some(found.kind.as_str().to_owned()),
            parties: Some(found.parties.iter().map(Named::from).collect()),
            about: Some(OneOrMany::Many(named.collect())),
            dossier: None,
        }
    }
}

impl PredictedConflict {
    /// What it is about, thing by thing.
    pub fn about(&self) -> impl Iterator<Item = &Named> {
        let (many, one) = match &self.about {
            Some(OneOrMany::Many(many)) => (many.as_slice(), None),
            Some(OneOrMany::One(one)) => (&[] as &[_], Some(one)),
            None => (&[] as &[_], None),
        };
        many.iter().flatten().chain(one)
    }
}

/// A gold row, its names ready to be compared.
#[derive(Debug, Clone)]
pub struct GoldRow<'a> {
    /// As it stands in the file.
    pub row: &'a Gold,
    pub(crate) subject: Names,
    pub(crate) object: Names,
}

impl<'a> GoldRow<'a> {
    /// Makes `row` ready.
    #[must_use]
    pub fn new(row: &'a Gold) -> Self {
        let names = |list: &[String]| Names::new(list.iter().map(String::as_str));
        Self { row, subject: names(&row.subject), object: names(&row.object) }
    }
}

/// A predicted row, its names ready to be compared.
#[derive(Debug, Clone)]
pub struct PredictedRow<'a> {
    /// As it stands in the file.
    pub row: &'a Row,
    pub(crate) kind: Option<Kind>,
    pub(crate) predicate: Option<Predicate>,
    pub(crate) subject: Names,
    pub(crate) object: Names,
}

impl<'a> PredictedRow<'a> {
    /// Makes `row` ready.
    #[must_use]
    pub fn new(row: &'a Row) -> Self {
        let names = |named: &Option<Named>| named.as_ref().map(Named::names).unwrap_or_default();
        Self {
            row,
            kind: row.kind.as_deref().and_then(|kind| kind.parse().ok()),
            predicate: row.predicate.as_deref().and_then(|predicate| predicate.parse().ok()),
            subject: names(&row.subject),
            object: names(&row.object),
        }
    }

    /// Its confidence; certain where the row has none.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        self.row.confidence.unwrap_or(1.0)
    }

    /// What it says, so that saying it twice counts once: labels, and of a claim where it begins.
    pub(crate) fn said(&self) -> (Option<Kind>, String, Option<&'a str>, String, Option<i64>) {
        let label = |named: &Option<Named>| fold(named.as_ref().map_or("", Named::label));
        let start = self.row.span.filter(|_| self.kind == Some(Kind::Claim)).map(|span| span.ends()[0]);
        (self.kind, label(&self.row.subject), self.row.predicate.as_deref(), label(&self.row.object), start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_with_patience() {
        let rows: Vec<Row> = read_rows(
            "{\"document\": \"a\", \"kind\": \"claim\", \"subject\": {\"label\": null}, \"span\": [1, 5], \"confidence\": null}\n\n\
             {\"kind\": \"rumour\", \"subject\": \"Ann Rivera\", \"span\": {\"start\": 2, \"end\": 4}}\n",
        )
        .unwrap();
        assert_eq!(rows[0].span.map(Extent::ends), Some([1, 5]));
        assert_eq!(PredictedRow::new(&rows[0]).confidence(), 1.0);
        assert_eq!(rows[1].subject.as_ref().map(Named::label), Some("Ann Rivera"));
        assert_eq!(PredictedRow::new(&rows[1]).kind, None);
    }

    #[test]
    fn a_line_that_is_no_row_is_told_with_its_number() {
        let error = read_rows::<Gold>("\n{\"document\": \"a\"}\n").unwrap_err();
        assert_eq!(error.line, 2);
        assert!(error.to_string().starts_with("line 2: missing field"), "{error}");
    }
}
