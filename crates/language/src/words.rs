//! Words of a document, as the encoder reads them.

use crate::window::{MAX_WINDOW, Window};
use crate::{ModelError, Pieces, Segmentation, Vocabulary, opening_marks};
use standpoint_model::{Span, TextIndex};
use std::{collections::HashMap, ops::Range};

/// The words of a text with their pieces, sentence by sentence.
pub(crate) struct Words {
    pub(crate) segmentation: Segmentation,
    pub(crate) pieces: Vec<Pieces>,
    /// For each word a number, equal for words that are equal in lower case.
    pub(crate) forms: Vec<u32>,
}

/// A window as rows of the encoder's input.
pub(crate) struct Packed {
    /// The document's words that are in it.
    pub(crate) words: Range<usize>,
    pub(crate) pieces: Vec<i32>,
    pub(crate) casing: Vec<i32>,
    /// Place of each word's first piece.
    pub(crate) first: Vec<i32>,
    /// Casing of each word.
    pub(crate) word_casing: Vec<i32>,
    /// Numbers of the core's words among those of the window.
    pub(crate) core: Vec<i32>,
}

impl Words {
    /// The words of a text that has been cut.
    pub(crate) fn of_text(text: &str, segmentation: Segmentation, vocabulary: &Vocabulary) -> Self {
        let index = TextIndex::new(text);
        let tokens = &segmentation.tokens;
        let forms: Vec<&str> = tokens.iter().map(|t| index.slice(*t)).collect();
        let spaces: Vec<bool> = (0..tokens.len())
            .map(|at| tokens.get(at + 1).is_none_or(|next| next.start > tokens[at].end))
            .collect();
        let pieces = cut(&forms, &spaces, vocabulary);
        let forms = numbered(&forms);
        Self { segmentation, pieces, forms }
    }

    /// Word pieces of each sentence.
    pub(crate) fn sizes(&self) -> Vec<usize> {
        let size = |s: &Span<_>| self.pieces[s.range()].iter().map(|p| p.ids.len()).sum();
        self.segmentation.sentences.iter().map(size).collect()
    }

    /// The document's words in a run of its sentences.
    pub(crate) fn range(&self, sentences: &Range<usize>) -> Range<usize> {
        let sentences = &self.segmentation.sentences[sentences.clone()];
        match (sentences.first(), sentences.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// One window's pieces: `[CLS]` first, `[SEP]` between paragraphs and at the end.
    pub(crate) fn pack(&self, window: &Window, vocabulary: &Vocabulary) -> Packed {
        let (mut pieces, mut casing) = (vec![i32::from(vocabulary.start())], vec![0]);
        let mut first = Vec::new();
        let paragraphs = &self.segmentation.paragraphs;
        for sentence in window.sentences.clone() {
            if sentence > window.sentences.start && paragraphs[sentence] != paragraphs[sentence - 1] {
                pieces.push(i32::from(vocabulary.separator()));
                casing.push(0);
            }
            for word in &self.pieces[self.segmentation.sentences[sentence].range()] {
                first.push(pieces.len());
                pieces.extend(word.ids.iter().map(|id| i32::from(*id)));
                casing.push(word.casing as i32);
                casing.resize(pieces.len(), 0);
            }
        }
        pieces.push(i32::from(vocabulary.separator()));
        casing.push(0);
        // Only a single sentence beyond the encoder's reach gets here too long.
        pieces.truncate(MAX_WINDOW);
        casing.truncate(MAX_WINDOW);
        let last = pieces.len() - 1;
        let number = |at: usize| i32::try_from(at).unwrap_or(0);
        let first = first.into_iter().map(|at: usize| number(at.min(last))).collect();
        let words = self.range(&window.sentences);
        let core = self.range(&window.core).map(|at| number(at - words.start)).collect();
        let word_casing = self.pieces[words.clone()].iter().map(|word| word.casing as i32).collect();
        Packed { words, pieces, casing, first, word_casing, core }
    }
}

/// Numbers of the words' lower-case forms, in the order of their first use.
fn numbered(forms: &[&str]) -> Vec<u32> {
    let mut known: HashMap<String, u32> = HashMap::new();
    forms
        .iter()
        .map(|form| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(form.to_lowercase()).or_insert(next)
        })
        .collect()
}

/// The pieces of all words of a document.
pub(crate) fn cut(forms: &[&str], spaces: &[bool], vocabulary: &Vocabulary) -> Vec<Pieces> {
    let opening = opening_marks(forms, spaces);
    forms.iter().zip(opening).map(|(form, opening)| vocabulary.pieces(form, opening)).collect()
}

/// Longest given sentence, in words: trees take memory that grows with the square of it.
const MAX_GIVEN: usize = 400;

/// A document of sentences that somebody else cut into words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// Each sentence's words, with whether white space follows them; none empty.
    pub sentences: Vec<Vec<(String, bool)>>,
    /// For each sentence, the number of its paragraph, counted from 0, never falling.
    pub paragraphs: Vec<usize>,
}

impl Given {
    /// The text that the words and spaces make.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (form, space) in self.sentences.iter().flatten() {
            text.push_str(form);
            if *space {
                text.push(' ');
            }
        }
        text
    }

    /// Cuts the words into pieces; their places count code points of [`Given::text`].
    ///
    /// # Errors
    /// [`ModelError::Words`] for an empty or overlong sentence, or where paragraphs are not one a sentence.
    pub(crate) fn words(&self, vocabulary: &Vocabulary) -> Result<Words, ModelError> {
        let fail = |what: String| Err(ModelError::Words(what));
        if self.paragraphs.len() != self.sentences.len() || !self.paragraphs.is_sorted() {
            return fail("paragraph numbers must be one a sentence and never fall".to_owned());
        }
        let mut segmentation =
            Segmentation { paragraphs: self.paragraphs.clone(), ..Segmentation::default() };
        let (mut forms, mut spaces, mut at) = (Vec::new(), Vec::new(), 0);
        for (number, sentence) in self.sentences.iter().enumerate() {
            if sentence.is_empty() || sentence.len() > MAX_GIVEN {
                let length = sentence.len();
                return fail(format!("sentence {number} has {length} words, not 1 to {MAX_GIVEN}"));
            }
            let from = forms.len();
            for (form, space) in sentence {
                let end = at + form.chars().count();
                segmentation.tokens.push(Span::new(at, end));
                at = end + usize::from(*space);
                forms.push(form.as_str());
                spaces.push(*space);
            }
            segmentation.sentences.push(Span::new(from, forms.len()));
        }
        let pieces = cut(&forms, &spaces, vocabulary);
        let forms = numbered(&forms);
        Ok(Words { segmentation, pieces, forms })
    }
}
