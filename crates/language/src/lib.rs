//! Text to [`Analysis`]: what a sentence is made of, before anyone asks what it says about politics.

mod analysis;
mod data;
mod segment;
mod wordpiece;

pub use analysis::{Analysis, Argument, Frame, Name, NameType, Token, TokenAttribution};
pub use segment::{MAX_SENTENCE, Segmentation, segment};
pub use wordpiece::{Casing, MAX_PIECES, Pieces, Vocabulary, opening_marks};
