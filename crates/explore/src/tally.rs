//! Many statements that say the same, summed up.

use crate::{Corpus, Line};
use serde::Serialize;
use standpoint_model::PartialDate;
use std::collections::BTreeSet;

/// How many statements say it, in how many documents, from when to when, and the one that says it best.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// Number of statements.
    pub statements: usize,
    /// Number of documents that they stand in.
    pub documents: usize,
    /// The first date that is told.
    pub first: Option<PartialDate>,
    /// The last date that is told.
    pub last: Option<PartialDate>,
    /// The surest; of equally sure ones, the latest.
    pub best: Line,
}

impl Corpus {
    /// Sums up the statements at these places; none where there are none. Linear.
    pub(crate) fn tally(&self, places: &[u32]) -> Option<Tally> {
        let best = *places.iter().max_by(|&&a, &&b| {
            let (left, right) = (self.statement_at(a), self.statement_at(b));
            let latest = |date: Option<PartialDate>| date.map(PartialDate::latest);
            left.confidence
                .get()
                .total_cmp(&right.confidence.get())
                .then_with(|| latest(left.date).cmp(&latest(right.date)))
                .then(b.cmp(&a))
        })?;
        let documents: BTreeSet<u32> = places.iter().map(|&at| self.document_place(at)).collect();
        let dates = || places.iter().filter_map(|&at| self.statement_at(at).date);
        Some(Tally {
            statements: places.len(),
            documents: documents.len(),
            first: dates().min_by_key(|date| date.earliest()),
            last: dates().max_by_key(|date| date.latest()),
            best: self.line(best),
        })
    }
}
