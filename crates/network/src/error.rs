//! What cannot be computed, and why.

/// A network that was asked for and does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// The aggregation has no meaning for this type of network.
    #[error("aggregation {aggregation} does not go with a {mode} network\nhint: use one of {known}")]
    Aggregation {
        /// The word.
        aggregation: &'static str,
        /// `twomode` or `onemode`.
        mode: &'static str,
        /// Those that do.
        known: &'static str,
    },
    /// The normalization has no meaning for this type of network.
    #[error("normalization {normalization} does not go with a {mode} network\nhint: use one of {known}")]
    Normalization {
        /// The word.
        normalization: &'static str,
        /// `twomode` or `onemode`.
        mode: &'static str,
        /// Those that do.
        known: &'static str,
    },
    /// A matrix of so many nodes would not fit into memory.
    #[error(
        "{rows} × {columns} cells are too many for one matrix\nhint: keep the most active nodes, or ask about fewer targets"
    )]
    TooLarge {
        /// Rows of the matrix.
        rows: usize,
        /// Its columns.
        columns: usize,
    },
    /// `combine` numbers the sets of levels; there are too many levels to number their sets.
    #[error("combine knows at most 50 levels, and here are {0}")]
    TooManyLevels(usize),
    /// A window of no width.
    #[error("a window must be at least one unit wide")]
    EmptyWindow,
    /// Two actors whom nothing ties.
    #[error("no path leads from {from:?} to {to:?}")]
    NoPath {
        /// Where it was to begin.
        from: String,
        /// Where it was to end.
        to: String,
    },
    /// No node goes by this name.
    #[error("nothing in the network goes by the name {0:?}")]
    UnknownNode(String),
}
