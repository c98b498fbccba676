//! What the language layer knows of a text.

use crate::Segmentation;
use standpoint_model::{Chars, Span, TextIndex, Tokens};

/// Sentences, tokens, trees, names, attributions and frames of one text.
///
/// Tokens are numbered through the whole document; every `Span<Tokens>` counts those numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// Where tokens, sentences and paragraphs stand.
    pub segmentation: Segmentation,
    /// One for each token of the segmentation.
    pub tokens: Vec<Token>,
    /// Proper names, in text order, not overlapping.
    pub names: Vec<Name>,
    /// Who says what, in the order of their cues.
    pub attributions: Vec<TokenAttribution>,
    /// Predicates that words of the text signal, in the order of their cues.
    pub frames: Vec<Frame>,
    /// For each noun and pronoun, in text order, what it points back to.
    pub links: Vec<Link>,
}

/// A word in its sentence's tree (Universal Dependencies 2).
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Part of speech ("NOUN").
    pub upos: &'static str,
    /// The word that it depends on; `None` for the root of a sentence.
    pub head: Option<usize>,
    /// In what way ("nsubj:pass"); "root" for the root.
    pub deprel: &'static str,
    /// If a mention of an entity has its head here: of what type (GUM's: "person", "organization", "abstract", …).
    pub mention: Option<&'static str>,
}

/// What a proper name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    /// A human being.
    Person,
    /// A company, agency, party, union, court.
    Organization,
    /// A place or geopolitical entity.
    Place,
    /// An event, law, work, product or other thing with a name.
    Other,
}

/// A proper name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Name {
    /// Its words.
    pub span: Span<Tokens>,
    /// What it names.
    pub kind: NameType,
    /// Probability of the type, averaged over its words.
    pub score: f32,
}

/// An attribution, in tokens; see `standpoint_model::Attribution`.
#[derive(Debug, Clone, PartialEq)]
pub struct TokenAttribution {
    /// Who speaks, thinks or intends.
    pub source: Option<Span<Tokens>>,
    /// "said", "according to".
    pub cue: Span<Tokens>,
    /// What is said, in pieces, at least one.
    pub content: Vec<Span<Tokens>>,
    /// Probability of the cue.
    pub score: f32,
}

/// What a noun or pronoun points back to: earlier words that head a mention of the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The noun or pronoun.
    pub word: usize,
    /// Candidates, best first.
    pub antecedents: Vec<Antecedent>,
    /// Probability that it is the first mention of its thing, or no mention.
    pub none: f32,
}

/// A candidate for an antecedent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Antecedent {
    /// The head word of the earlier mention.
    pub word: usize,
    /// Probability; candidates that are mentions of one thing share it out among them.
    pub score: f32,
}

/// A predicate that a word signals, with candidates for its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The predicate, one of the model's labels ("supports", "leads", …).
    pub label: &'static str,
    /// Probability that the word signals it.
    pub score: f32,
    /// The signalling word.
    pub cue: usize,
    /// The words round it that belong to the signal ("executive director").
    pub cue_span: Span<Tokens>,
    /// Of a stance: how it shows, one of the model's labels.
    pub act: Option<&'static str>,
    /// Candidates for who, best first.
    pub subjects: Vec<Argument>,
    /// Candidates for what, best first.
    pub objects: Vec<Argument>,
    /// Probability that the text names nobody for "who".
    pub no_subject: f32,
    /// Probability that the text names nothing for "what".
    pub no_object: f32,
}

/// A candidate for an argument of a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Argument {
    /// Its head word.
    pub head: usize,
    /// Its words.
    pub span: Span<Tokens>,
    /// Probability that it is this argument.
    pub score: f32,
}

impl NameType {
    /// The type as tag sets have it: PER, ORG, LOC or OTH.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organization => "ORG",
            Self::Place => "LOC",
            Self::Other => "OTH",
        }
    }
}

impl Analysis {
    /// What the noun or pronoun `at` points back to; `None` for other words.
    #[must_use]
    pub fn link(&self, at: usize) -> Option<&Link> {
        self.links.binary_search_by_key(&at, |link| link.word).ok().and_then(|found| self.links.get(found))
    }

    /// The code points from the first to the last word of `span`; empty for an empty span.
    #[must_use]
    pub fn chars(&self, span: Span<Tokens>) -> Span<Chars> {
        let tokens = &self.segmentation.tokens;
        match (tokens.get(span.start), span.end.checked_sub(1).and_then(|last| tokens.get(last))) {
            (Some(first), Some(last)) if !span.is_empty() => Span::new(first.start, last.end),
            _ => Span::new(0, 0),
        }
    }

    /// The text from the first to the last word of `span`.
    #[must_use]
    pub fn text<'a>(&self, index: &TextIndex<'a>, span: Span<Tokens>) -> &'a str {
        index.slice(self.chars(span))
    }

    /// Number of the sentence that holds token `at`.
    #[must_use]
    pub fn sentence_of(&self, at: usize) -> usize {
        self.segmentation.sentences.partition_point(|s| s.end <= at)
    }

    /// Numbers of the words that depend on `at`, in text order; looks at `at`'s own sentence only.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let sentence = self.segmentation.sentences.get(self.sentence_of(at)).copied();
        sentence
            .map_or(0..0, |s| s.range())
            .filter(move |&i| self.tokens.get(i).is_some_and(|token| token.head == Some(at)))
    }
}
