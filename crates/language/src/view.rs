//! An analysis as it is shown in JSON: text beside offsets, places in code points.

use crate::Analysis;
use serde::Serialize;
use standpoint_model::{Span, TextIndex, Tokens};

/// What is written of an analysis. `start` and `end` count code points; `head` and the bounds of `sentences` count tokens.
#[derive(Debug, Serialize)]
pub struct View<'a> {
    tokens: Vec<TokenView<'a>>,
    sentences: Vec<SentenceView>,
    names: Vec<NameView<'a>>,
    attributions: Vec<AttributionView<'a>>,
    frames: Vec<FrameView<'a>>,
}

#[derive(Debug, Serialize)]
struct Piece<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct TokenView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    upos: &'static str,
    head: Option<usize>,
    deprel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mention: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct SentenceView {
    start: usize,
    end: usize,
    paragraph: usize,
}

#[derive(Debug, Serialize)]
struct NameView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    r#type: &'static str,
    score: f32,
}

#[derive(Debug, Serialize)]
struct AttributionView<'a> {
    source: Option<Piece<'a>>,
    cue: Piece<'a>,
    content: Vec<Piece<'a>>,
    score: f32,
}

#[derive(Debug, Serialize)]
struct FrameView<'a> {
    label: &'static str,
    score: f32,
    cue: Piece<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<&'static str>,
    subjects: Vec<ArgumentView<'a>>,
    objects: Vec<ArgumentView<'a>>,
    no_subject: f32,
    no_object: f32,
}

#[derive(Debug, Serialize)]
struct ArgumentView<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    score: f32,
}

impl<'a> View<'a> {
    /// The view of an analysis of `text`.
    #[must_use]
    pub fn new(text: &'a str, analysis: &Analysis) -> Self {
        let index = TextIndex::new(text);
        let chars = |span: Span| Piece { start: span.start, end: span.end, text: index.slice(span) };
        let piece = |span: Span<Tokens>| chars(analysis.chars(span));
        let cut = &analysis.segmentation;
        let arguments = |all: &[crate::Argument]| {
            all.iter().map(|a| ArgumentView { piece: piece(a.span), score: a.score }).collect()
        };
        Self {
            tokens: cut
                .tokens
                .iter()
                .zip(&analysis.tokens)
                .map(|(place, token)| TokenView {
                    piece: chars(*place),
                    upos: token.upos,
                    head: token.head,
                    deprel: token.deprel,
                    mention: token.mention,
                })
                .collect(),
            sentences: cut
                .sentences
                .iter()
                .zip(&cut.paragraphs)
                .map(|(s, paragraph)| SentenceView { start: s.start, end: s.end, paragraph: *paragraph })
                .collect(),
            names: analysis
                .names
                .iter()
                .map(|n| NameView { piece: piece(n.span), r#type: n.kind.tag(), score: n.score })
                .collect(),
            attributions: analysis
                .attributions
                .iter()
                .map(|a| AttributionView {
                    source: a.source.map(piece),
                    cue: piece(a.cue),
                    content: a.content.iter().map(|c| piece(*c)).collect(),
                    score: a.score,
                })
                .collect(),
            frames: analysis
                .frames
                .iter()
                .map(|f| FrameView {
                    label: f.label,
                    score: f.score,
                    cue: piece(f.cue_span),
                    act: f.act,
                    subjects: arguments(&f.subjects),
                    objects: arguments(&f.objects),
                    no_subject: f.no_subject,
                    no_object: f.no_object,
                })
                .collect(),
        }
    }
}
