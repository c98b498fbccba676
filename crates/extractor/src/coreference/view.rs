//! One document's analysis and text, with the look-ups that resolution needs.

use super::kind;
use standpoint_language::Analysis;
use standpoint_model::{Chars, EntityType, Span, TextIndex, Tokens};

/// An analysed document.
pub(crate) struct View<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) index: TextIndex<'a>,
    lower: Vec<String>,
}

impl<'a> View<'a> {
    pub(crate) fn new(analysis: &'a Analysis, text: &'a str) -> Self {
        let index = TextIndex::new(text);
        let lower = analysis
            .segmentation
            .tokens
            .iter()
            .map(|t| index.slice(*t).to_lowercase().replace('’', "'"))
            .collect();
        Self { analysis, index, lower }
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.lower.len()
    }

    /// Token `at` in lower case, with straight apostrophes.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    pub(crate) fn upos(&self, at: usize) -> &'static str {
        self.analysis.tokens.get(at).map_or("X", |t| t.upos)
    }

    pub(crate) fn deprel(&self, at: usize) -> &'static str {
        self.analysis.tokens.get(at).map_or("dep", |t| t.deprel)
    }

    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.analysis.tokens.get(at).and_then(|t| t.head)
    }

    pub(crate) fn text(&self, span: Span<Tokens>) -> &'a str {
        self.analysis.text(&self.index, span)
    }

    pub(crate) fn chars(&self, span: Span<Tokens>) -> Span<Chars> {
        self.analysis.chars(span)
    }

    pub(crate) fn sentence(&self, at: usize) -> Span<Tokens> {
        let sentences = &self.analysis.segmentation.sentences;
        sentences.get(self.analysis.sentence_of(at)).copied().unwrap_or_else(|| Span::new(at, at + 1))
    }

    pub(crate) fn is_pronoun(&self, at: usize) -> bool {
        self.upos(at) == "PRON" || self.upos(at) == "DET" && super::pronoun::class(self.word(at)).is_some()
    }

    /// Whether the word is the subject of its clause.
    pub(crate) fn is_subject(&self, at: usize) -> bool {
        self.deprel(at).starts_with("nsubj")
    }

    /// The first member of the list that the word is a member of; a word in no list is its own.
    pub(crate) fn first_conjunct(&self, at: usize) -> usize {
        match self.head(at) {
            // Conjuncts stand in text order, so this ends.
            Some(head) if self.deprel(at) == "conj" && head < at => self.first_conjunct(head),
            _ => at,
        }
    }

    /// Singular form, roughly: enough to compare nouns with each other.
    pub(crate) fn singular(&self, at: usize) -> String {
        singular(self.word(at)).to_owned()
    }

    /// What sort of thing the noun at `at` denotes, where the word list or the model's mention types say so.
    pub(crate) fn noun_type(&self, at: usize) -> Option<EntityType> {
        kind::of_noun(self, at)
    }
}

/// A noun without the mark of its plural, roughly.
pub(crate) fn singular(word: &str) -> &str {
    if word.len() > 3 && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
        word.strip_suffix('s').unwrap_or(word)
    } else {
        word
    }
}
