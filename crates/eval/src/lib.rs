//! How far what the program finds is what a careful reader finds.
//!
//! [`score_statements`] and [`score_conflicts`] compare rows with gold rows by the matching rules of `seeds/README.md`:
//! relations and stances once a document on subject, predicate and object, claims on subject, predicate and overlapping
//! content; a near predicate gets half credit, and optional gold rows neither add nor take. The rest says how sure the
//! figures are ([`Intervals`]), how honest the confidences ([`Calibration`]), and what went wrong ([`nearest_row`],
//! [`nearest_gold`]). All but [`extraction`] is pure comparison of rows, whoever made them.

mod bootstrap;
mod calibration;
mod conflicts;
mod credit;
mod errors;
pub mod extraction;
mod floors;
mod names;
mod report;
mod rows;
mod statements;
mod tally;

pub use bootstrap::{Intervals, Range, Resampling};
pub use calibration::{Bin, Calibration, Guess};
pub use conflicts::{ConflictScore, score_conflicts};
pub use credit::{credit, document_key, overlap};
pub use errors::{Difference, nearest_gold, nearest_row, write_conflict_errors, write_errors};
pub use floors::{Floor, FloorError, Measure, floors};
pub use names::{Closeness, Names, fold, words};
pub use report::Report;
pub use rows::{
    Extent, Gold, GoldConflict, GoldEvidence, GoldRow, LineError, Named, OneOrMany, PredictedConflict,
    PredictedRow, Row, read_rows,
};
pub use statements::{DocumentScore, StatementScore, score_statements};
pub use tally::{Figures, Tally};
