//! How much is said for and against, period by period.

use crate::calendar::{Unit, civil, seconds_of};
use crate::spec::words;
use crate::{Corpus, Filter, Selection, Spec};
use standpoint_model::{PartialDate, UnknownTerm};
use std::{fmt, str::FromStr};

words! {
    /// How long a step of a timeline is.
    Period, "period", {
        /// A day.
        Day = "day",
        /// A week from Monday.
        Week = "week",
        /// A month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// A year.
        Year = "year",
    }
}

/// One step of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Its first second since 1970 (UTC).
    pub start: i64,
    /// Statements for.
    pub supports: usize,
    /// Statements against.
    pub opposes: usize,
}

impl Step {
    /// (for − against) / (for + against), from −1 to 1; 0 where nothing is said.
    #[must_use]
    pub fn balance(&self) -> f64 {
        let (supports, opposes) = (self.supports as f64, self.opposes as f64);
        (supports - opposes) / (supports + opposes).max(1.0)
    }
}

/// Statements for and against in each period, from the first to the last that has any, empty ones between them included.
/// Statements without a date are in none. O(n + periods).
#[must_use]
pub fn timeline(corpus: &Corpus, spec: &Spec, filter: &Filter, period: Period) -> Vec<Step> {
    let selection = Selection::of(corpus, spec, filter);
    let mut steps: Vec<Step> = Vec::new();
    for record in &selection.records {
        let Some(start) = record.time.and_then(|time| start_of(time, period)) else { continue };
        // Records come by time: whatever lies between is empty.
        while let Some(last) = steps.last().filter(|last| last.start < start) {
            match after(last.start, period) {
                Some(next) => steps.push(Step { start: next, supports: 0, opposes: 0 }),
                None => break,
            }
        }
        if steps.is_empty() {
            steps.push(Step { start, supports: 0, opposes: 0 });
        }
        if let Some(step) = steps.last_mut() {
            *(if record.level > 0 { &mut step.supports } else { &mut step.opposes }) += 1;
        }
    }
    steps
}

fn start_of(time: i64, period: Period) -> Option<i64> {
    let date = civil(time)?.date();
    let (year, month) = (u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?);
    let first = |month: u8| PartialDate::new(year, Some(month), Some(1)).and_then(seconds_of);
    let day = time - time.rem_euclid(86_400);
    match period {
        Period::Day => Some(day),
        Period::Week => Some(day - i64::from(date.weekday().to_monday_zero_offset()) * 86_400),
        Period::Month => first(month),
        Period::Quarter => first((month - 1) / 3 * 3 + 1),
        Period::Year => first(1),
    }
}

fn after(start: i64, period: Period) -> Option<i64> {
    match period {
        Period::Day => Unit::Days.moved(start, 1),
        Period::Week => Unit::Weeks.moved(start, 1),
        Period::Month => Unit::Months.moved(start, 1),
        Period::Quarter => Unit::Months.moved(start, 3),
        Period::Year => Unit::Years.moved(start, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CorpusBuilder, Node, Scale};
    use proptest::prelude::*;

    fn corpus(times: &[(i64, bool)]) -> Corpus {
        let mut builder = CorpusBuilder::new(Scale::Boolean);
        for (at, (time, side)) in times.iter().enumerate() {
            let (who, what) = (Node::named("a"), Node::named("t"));
            builder.add(&who, &what, i32::from(*side), Some(*time), "d", at as u32);
        }
        builder.finish()
    }

    proptest! {
        #[test]
        fn every_statement_is_in_the_period_that_holds_it(
            times in proptest::collection::vec((0i64..200_000_000, any::<bool>()), 1..20)
        ) {
            for period in Period::ALL {
                let steps = timeline(&corpus(&times), &Spec::default(), &Filter::default(), *period);
                for (at, step) in steps.iter().enumerate() {
                    let end = after(step.start, *period).unwrap();
                    let inside = |side: bool| {
                        times.iter().filter(|(time, of)| (step.start..end).contains(time) && *of == side).count()
                    };
                    prop_assert_eq!((step.supports, step.opposes), (inside(true), inside(false)));
                    prop_assert!(steps.get(at + 1).is_none_or(|next| next.start == end));
                }
                let all: usize = steps.iter().map(|step| step.supports + step.opposes).sum();
                prop_assert_eq!(all, times.len());
            }
        }
    }

    #[test]
    fn balance_is_defined_where_nothing_is_said() {
        assert_eq!(Step { start: 0, supports: 0, opposes: 0 }.balance(), 0.0);
        assert_eq!(Step { start: 0, supports: 3, opposes: 1 }.balance(), 0.5);
    }
}
