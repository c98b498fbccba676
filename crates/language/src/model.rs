//! The language model: text in, [`Analysis`] out.

use crate::attribution::Place;
use crate::encoder::Encoder;
use crate::heads::Heads;
use crate::links::{self, Linker, Mention};
use crate::math::rows;
use crate::window::{Window, windows};
use crate::words::{Given, Words};
use crate::{Analysis, ModelError, Vocabulary, attribution, frames, names, segment, syntax};
use ndarray::ArrayView2;
use rten_tensor::{AsView, NdTensor};
use std::path::Path;

/// What a window says of its core, and the words of it that links are drawn between.
type Part = (Analysis, Vec<Mention>);

/// What the encoder says of a window, as matrices of the sizes that the heads want.
struct Vectors<'a> {
    words: ArrayView2<'a, f32>,
    arcs: ArrayView2<'a, f32>,
    cues: ArrayView2<'a, f32>,
}

/// A trained model, ready to run; share one by reference between threads.
pub struct LanguageModel {
    vocabulary: Vocabulary,
    encoder: Encoder,
    heads: Heads,
}

impl std::fmt::Debug for LanguageModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LanguageModel").field("pieces", &self.vocabulary.len()).finish_non_exhaustive()
    }
}

impl LanguageModel {
    /// The model that is part of the program.
    ///
    /// # Errors
    /// [`ModelError`] if the program was built with files that do not fit together.
    pub fn embedded() -> Result<Self, ModelError> {
        let vocabulary = include_str!("../model/vocab.txt");
        let encoder = Encoder::from_static(include_bytes!("../model/encoder.onnx"))?;
        Self::new(vocabulary, encoder, include_bytes!("../model/heads.safetensors"))
    }

    /// The model in the files `encoder.onnx`, `heads.safetensors` and `vocab.txt` of a folder.
    ///
    /// # Errors
    /// [`ModelError`] if a file is missing or broken, or if they do not fit together.
    pub fn from_files(folder: &Path) -> Result<Self, ModelError> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|source| ModelError::Read { path, source })
        };
        let vocabulary = String::from_utf8(read("vocab.txt")?).map_err(|_| ModelError::Vocabulary)?;
        Self::new(&vocabulary, Encoder::from_bytes(read("encoder.onnx")?)?, &read("heads.safetensors")?)
    }

    fn new(vocabulary: &str, encoder: Encoder, heads: &[u8]) -> Result<Self, ModelError> {
        let vocabulary = Vocabulary::parse(vocabulary).ok_or(ModelError::Vocabulary)?;
        Ok(Self { vocabulary, encoder, heads: Heads::parse(heads)? })
    }

    /// Analyses a text.
    ///
    /// A pure function of the text, whatever the number of threads. Time and memory grow linearly with its length. Runs
    /// on one thread: analyse several documents at once to use several.
    ///
    /// # Errors
    /// [`ModelError::Run`] if the encoder fails.
    pub fn analyse(&self, text: &str) -> Result<Analysis, ModelError> {
        self.run(Words::of_text(text, segment(text), &self.vocabulary), true)
    }

    /// Analyses a document whose words, sentences and paragraphs are given, each window for itself (without context).
    ///
    /// # Errors
    /// [`ModelError::Words`] for an empty or overlong sentence, [`ModelError::Run`] if the encoder fails.
    pub fn analyse_given(&self, document: &Given) -> Result<Analysis, ModelError> {
        self.run(document.words(&self.vocabulary)?, false)
    }

    /// Analyses sentences of one paragraph: words, and whether white space follows each.
    ///
    /// # Errors
    /// As [`LanguageModel::analyse_given`].
    pub fn parse_tokens(&self, sentences: &[Vec<(String, bool)>]) -> Result<Analysis, ModelError> {
        self.analyse_given(&Given { sentences: sentences.to_vec(), paragraphs: vec![0; sentences.len()] })
    }

    fn run(&self, words: Words, context: bool) -> Result<Analysis, ModelError> {
        let all = windows(&words.sizes(), &words.segmentation.paragraphs, context);
        let mut out = Analysis::default();
        let mut linker = Linker::default();
        for window in &all {
            let (part, mentions) = self.read(&words, window)?;
            out.tokens.extend(part.tokens);
            out.names.extend(part.names);
            out.attributions.extend(part.attributions);
            out.frames.extend(part.frames);
            out.links.extend(mentions.into_iter().map(|mention| linker.next(&self.heads, mention)));
        }
        out.segmentation = words.segmentation;
        Ok(out)
    }

    /// What a window says of its core.
    fn read(&self, words: &Words, window: &Window) -> Result<Part, ModelError> {
        let packed = words.pack(window, &self.vocabulary);
        let encoded = self.encoder.run(&packed)?;
        let (all, core) = (packed.words.len(), packed.core.len());
        let vectors = Vectors {
            words: matrix(&encoded.words, all, self.heads.labels.width)?,
            arcs: matrix(&encoded.arcs, core, self.heads.root_arc.len())?,
            cues: matrix(&encoded.cues, core, self.heads.predicate.nrows())?,
        };
        Ok(self.decode(words, window, &vectors))
    }

    /// What the vectors of a window's words say of its core.
    fn decode(&self, words: &Words, window: &Window, vectors: &Vectors<'_>) -> Part {
        let range = words.range(&window.sentences);
        let core = words.range(&window.core);
        let (first, core) = (core.start, core.start - range.start..core.end - range.start);
        let own = rows(vectors.words, core.clone());
        let within = |start: usize| {
            move |at: &usize| {
                let sentence = words.segmentation.sentences[*at];
                sentence.start - start..sentence.end - start
            }
        };
        let core_sentences: Vec<_> = window.core.clone().map(|at| within(first)(&at)).collect();
        let tokens = syntax::tokens(&self.heads, own, vectors.arcs, &core_sentences, first);
        let mentions = links::mentions(&self.heads, own, &tokens, &words.forms[first..], first);
        let (mut paragraphs, mut sentences) = (Vec::new(), Vec::new());
        for at in window.sentences.clone() {
            let sentence = within(range.start)(&at);
            paragraphs.resize(sentence.end, words.segmentation.paragraphs[at]);
            sentences.resize(sentence.end, sentence);
        }
        let trees = syntax::trees(&self.heads, &tokens, core.clone(), (range.start, vectors.words.nrows()));
        let place = Place {
            words: vectors.words,
            cues: vectors.cues,
            first: range.start,
            core,
            paragraphs,
            sentences,
            trees,
        };
        let analysis = Analysis {
            tokens,
            names: names::names(&self.heads, own, &core_sentences, first),
            attributions: attribution::attributions(&self.heads, &place),
            frames: frames::frames(&self.heads, &place),
            ..Analysis::default()
        };
        (analysis, mentions)
    }
}

fn matrix(tensor: &NdTensor<f32, 2>, rows: usize, columns: usize) -> Result<ArrayView2<'_, f32>, ModelError> {
    let wrong = || ModelError::Run(format!("an output is not {rows} times {columns} numbers"));
    ArrayView2::from_shape((rows, columns), tensor.data().ok_or_else(wrong)?).map_err(|_| wrong())
}
