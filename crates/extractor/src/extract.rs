//! One document to its statements: the crate's main road.

use crate::{
    coreference::{Coreference, View},
    identity,
    rules::{RuleBook, RuleError},
    statements::{self, Dates, Signs},
};
use standpoint_language::{Analysis, LanguageModel, ModelError};
use standpoint_model::{Attribution, Document, Statement};

/// What went wrong on the way from text to statements.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// The language model could not be loaded or run.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The rule files could not be read.
    #[error(transparent)]
    Rules(#[from] RuleError),
}

/// Language model and rules, loaded once; extraction is a pure function of one document.
pub struct Extractor {
    model: LanguageModel,
    rules: RuleBook,
}

impl Extractor {
    /// Changes with every change of model or rules that changes output: stores compare it to know what is stale.
    pub const VERSION: &'static str = concat!(env!("CARGO_PKG_VERSION"), "+7");

    /// The model and rules that are part of the program.
    ///
    /// # Errors
    /// Where either cannot be read: a broken build.
    pub fn embedded() -> Result<Self, ExtractError> {
        Ok(Self { model: LanguageModel::embedded()?, rules: RuleBook::embedded()? })
    }

    /// The language model in use.
    #[must_use]
    pub fn model(&self) -> &LanguageModel {
        &self.model
    }

    /// All statements of `document`, in the order of their evidence, those below one in five left out.
    ///
    /// # Errors
    /// Where the language model fails.
    pub fn extract(&self, document: &Document) -> Result<Vec<Statement>, ExtractError> {
        Ok(self.statements(document, &self.model.analyse(&document.text)?))
    }

    /// The same, from an analysis made before.
    #[must_use]
    pub fn statements(&self, document: &Document, analysis: &Analysis) -> Vec<Statement> {
        // What one takes for wrong four times in five helps nobody.
        let candidates = self.candidates(document, analysis).into_iter().map(|(statement, _)| statement);
        let mut sure: Vec<Statement> =
            candidates.filter(|statement| statement.confidence.get() >= 0.2).collect();
        identity::localise(&mut sure);
        sure
    }

    /// Every candidate, however improbable, with the signs that its confidence is made of.
    #[must_use]
    pub fn candidates(&self, document: &Document, analysis: &Analysis) -> Vec<(Statement, Signs)> {
        let view = View::new(analysis, &document.text);
        let hits = self.rules.find(analysis, &view.index);
        let coreference = Coreference::new(&view);
        statements::assemble(document, &coreference, &hits, &Dates::find(document))
    }

    /// Who says what in `text`.
    ///
    /// # Errors
    /// Where the language model fails.
    pub fn attributions(&self, text: &str) -> Result<Vec<Attribution>, ExtractError> {
        let analysis = self.model.analyse(text)?;
        let chars = |span| analysis.chars(span);
        Ok(analysis
            .attributions
            .iter()
            .map(|a| Attribution {
                source: a.source.map(chars),
                cue: Some(chars(a.cue)),
                content: a.content.iter().copied().map(chars).collect(),
            })
            .collect())
    }
}
