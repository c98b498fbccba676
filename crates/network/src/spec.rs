//! What network is wanted.

use standpoint_model::UnknownTerm;
use std::{fmt, str::FromStr};

/// An enum whose members go by fixed words on the command line.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal, { $($(#[$member_doc:meta])* $member:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$member_doc])* $member,)+ }

        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The word that it goes by.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$member => $word,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownTerm;
            fn from_str(text: &str) -> Result<Self, UnknownTerm> {
                Self::ALL.iter().copied().find(|member| member.as_str() == text)
                    .ok_or_else(|| UnknownTerm::new($what, text, Self::ALL.iter().map(|member| member.as_str())))
            }
        }
    };
}
pub(crate) use words;

words! {
    /// Between whom the ties are.
    Mode, "type of network", {
        /// Rows by columns: actors by targets.
        TwoMode = "twomode",
        /// Rows by rows: actors by actors, through the targets that they share.
        OneMode = "onemode",
    }
}

words! {
    /// What becomes of the levels of the qualifier (for and against). x_ijk counts the statements of row i on column j
    /// with level k; R is the range of levels (1 for yes and no).
    Aggregation, "aggregation", {
        /// Levels do not matter. Two-mode Σ_k x_ijk; one-mode Σ_j (Σ_k x_ijk)(Σ_k x_i'jk).
        Ignore = "ignore",
        /// For less against. Two-mode x_ij1 − x_ij0 (integers: Σ_k k·x_ijk); one-mode congruence − conflict.
        Subtract = "subtract",
        /// One-mode: same levels. Σ_j Σ_kk' x_ijk x_i'jk' (1 − |k−k'|/R); categories: Σ_jk x_ijk x_i'jk.
        Congruence = "congruence",
        /// One-mode: different levels. Σ_j Σ_kk' x_ijk x_i'jk' |k−k'|/R; categories: Σ_j Σ_{k≠k'} x_ijk x_i'jk'.
        Conflict = "conflict",
        /// Two-mode: which levels occur, as a number Σ_k [x_ijk>0]·2^(K−1−k): 1 only for, 2 only against, 3 both.
        Combine = "combine",
    }
}

words! {
    /// What a tie is divided by; where that is 0, the tie is 0. n_i = Σ_jk x_ijk.
    Normalization, "normalization", {
        /// Nothing.
        No = "no",
        /// One-mode: (n_i + n_i') / 2.
        Average = "average",
        /// One-mode: statements of either on what the other does not say, and the products of what both say:
        /// Σ_jk x_ijk[x_i'jk=0] + Σ_jk x_i'jk[x_ijk=0] + Σ_jk x_ijk x_i'jk.
        Jaccard = "jaccard",
        /// One-mode: n_i · n_i', as Discourse Network Analyzer has it; a cosine only of totals.
        Cosine = "cosine",
        /// One-mode: √(Σ_jk x_ijk²)·√(Σ_jk x_i'jk²), the cosine of the two profiles.
        VectorCosine = "vector-cosine",
        /// Two-mode: the row's total Σ_jk x_ijk; for combine the number of its cells that are not 0.
        Activity = "activity",
        /// Two-mode: the column's total Σ_ik x_ijk; for combine the number of its cells that are not 0.
        Prominence = "prominence",
    }
}

words! {
    /// Which statements count as said before: same row, same column, and same level unless levels do not matter.
    Duplicates, "way with duplicates", {
        /// None: each counts.
        Include = "include",
        /// Those in one document.
        Document = "document",
        /// Those in one ISO week of one year.
        Week = "week",
        /// Those in one month of one year.
        Month = "month",
        /// Those in one year.
        Year = "year",
        /// All others.
        AcrossRange = "acrossrange",
    }
}

/// How a corpus becomes a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// Between whom the ties are.
    pub mode: Mode,
    /// What becomes of for and against.
    pub aggregation: Aggregation,
    /// What ties are divided by.
    pub normalization: Normalization,
    /// What counts once.
    pub duplicates: Duplicates,
    /// Whether nodes stay whose statements were all excluded or duplicates.
    pub isolates: bool,
    /// Whether to give the numbers of Discourse Network Analyzer 3.1.2 where they differ from what it documents: weeks and
    /// months of all years in one, triangular kernels with their peak at the edge, kernels with a diagonal.
    pub compat: bool,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            mode: Mode::TwoMode,
            aggregation: Aggregation::Ignore,
            normalization: Normalization::No,
            duplicates: Duplicates::Include,
            isolates: false,
            compat: false,
        }
    }
}

impl Spec {
    /// A one-mode network of this aggregation, else as by default.
    #[must_use]
    pub fn onemode(aggregation: Aggregation) -> Self {
        Self { mode: Mode::OneMode, aggregation, ..Self::default() }
    }
}
