//! Text to [`Analysis`]: what a sentence is made of, before anyone asks what it says about politics.

#![expect(clippy::needless_pass_by_value, reason = "views of matrices are passed like slices")]

mod analysis;
mod attribution;
mod bio;
mod conllu;
mod data;
mod encoder;
mod error;
mod frames;
mod heads;
mod links;
mod math;
mod model;
mod names;
mod path;
mod segment;
mod syntax;
mod tree;
mod view;
mod window;
mod wordpiece;
mod words;

pub use analysis::{Analysis, Antecedent, Argument, Frame, Link, Name, NameType, Token, TokenAttribution};
pub use conllu::{GivenDocument, conllu};
pub use error::ModelError;
pub use model::LanguageModel;
pub use segment::{MAX_SENTENCE, Segmentation, segment};
pub use view::View;
pub use wordpiece::{Casing, MAX_PIECES, Pieces, Vocabulary, opening_marks};
pub use words::Given;
