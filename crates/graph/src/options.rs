//! What to look for.

use standpoint_model::{ConflictType, PartialDate};
use std::collections::BTreeSet;

/// What counts, and how hard to look.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictOptions {
    /// The types wanted; all six by default.
    pub types: BTreeSet<ConflictType>,
    /// Statements less sure than this are not looked at.
    pub min_confidence: f64,
    /// Conflicts that score less are left out.
    pub min_score: f64,
    /// Statements that are surely of a later date are not looked at, and recency is counted from here.
    pub as_of: Option<PartialDate>,
    /// Years in which a conflict loses a quarter of its score, then an eighth, … down to a half; 0 where none fades.
    pub half_life: f64,
    /// Most conflicts reported for one body and matter, for one word and matter, or for one denial on other
    /// documents; the surest are looked at first.
    pub fan_out: usize,
}

impl Default for ConflictOptions {
    fn default() -> Self {
        Self {
            types: ConflictType::ALL.into_iter().collect(),
            min_confidence: 0.3,
            min_score: 0.15,
            as_of: None,
            half_life: 10.0,
            fan_out: 64,
        }
    }
}
