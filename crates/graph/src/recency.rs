//! How recent a conflict is.

use crate::{StanceGraph, options::ConflictOptions, row::Row, time::day};

/// What "now" is, and how fast what is past fades.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    now: Option<i64>,
    half_life: f64,
}

impl Clock {
    /// Now is the day that is asked about, else the newest that any statement tells.
    pub(crate) fn new(network: &StanceGraph, options: &ConflictOptions) -> Self {
        Self { now: options.as_of.or_else(|| network.newest()).map(day), half_life: options.half_life }
    }

    /// 1 for a conflict whose later statement is of today, or whose statements tell no date; half-way down to 0.5
    /// with every half-life that has passed since. Never below: an archive is no less true for being old.
    #[expect(clippy::cast_precision_loss, reason = "days of the calendar are few")]
    pub(crate) fn recency(&self, one: &Row, other: &Row) -> f64 {
        let latest = one.date.into_iter().chain(other.date).map(day).max();
        let Some((now, then)) = self.now.zip(latest) else { return 1.0 };
        let years = (now - then).max(0) as f64 / 365.25;
        // A half-life of zero, of less, or of no number would divide by nothing: then nothing fades.
        if self.half_life > 0.0 { 0.5 + 0.5 * (-years / self.half_life).exp2() } else { 1.0 }
    }
}
