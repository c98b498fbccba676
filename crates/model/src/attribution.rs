//! Who is said to have said what.

use crate::Span;
use serde::{Deserialize, Serialize};

/// A source, the words that attribute, and what is attributed to it.
///
/// The three roles are those of PolNeAR (Newell, Margolin and Ruths, "An attribution relations corpus for political
/// news", LREC 2018). Content may stand in several pieces, in text order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Attribution {
    /// Who speaks, thinks or intends; absent in "it is said that".
    pub source: Option<Span>,
    /// "said", "according to", a colon.
    pub cue: Option<Span>,
    /// What is said.
    pub content: Vec<Span>,
}
