//! How far figures would move with other documents of the same sort.

use crate::tally::{Figures, Tally};
use serde::Serialize;

/// The part of resamples that an interval leaves out on each side: 95 % lie within.
const TAIL: f64 = 0.025;

/// How resamples are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Resampling {
    /// How many.
    pub times: usize,
    /// What chance begins with: the same seed gives the same intervals.
    pub seed: u64,
}

impl Default for Resampling {
    fn default() -> Self {
        Self { times: 2000, seed: 1 }
    }
}

/// Where nineteen of twenty resamples lie.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Percentile intervals of the three figures (Efron 1979). Documents are drawn with replacement, as many as there are;
/// rows are not, since those of one document go right and wrong together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Intervals {
    /// Of precision.
    pub precision: Range,
    /// Of recall.
    pub recall: Range,
    /// Of their harmonic mean.
    pub f1: Range,
}

impl Intervals {
    /// The intervals over `documents`; `None` for fewer than two documents, which tell nothing of how documents differ,
    /// and where gold has nothing to find.
    #[must_use]
    pub fn of(documents: &[Tally], how: Resampling) -> Option<Self> {
        if documents.len() < 2 || how.times == 0 {
            return None;
        }
        let mut chance = fastrand::Rng::with_seed(how.seed);
        let drawn: Vec<Figures> = (0..how.times)
            .map(|_| {
                let mut sum = Tally::default();
                (0..documents.len()).for_each(|_| sum += documents[chance.usize(..documents.len())]);
                sum
            })
            // Where nothing was to be found, there is no figure.
            .filter(|sum| sum.gold > 0)
            .map(|sum| sum.figures())
            .collect();
        if drawn.is_empty() {
            return None;
        }
        let range = |of: &dyn Fn(&Figures) -> f64| {
            let mut values: Vec<f64> = drawn.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            let last = values.len() - 1;
            let at = |part: f64| (part * last as f64).round() as usize;
            Range { low: values[at(TAIL)], high: values[at(1.0 - TAIL)] }
        };
        Some(Self { precision: range(&|f| f.precision), recall: range(&|f| f.recall), f1: range(&|f| f.f1) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tally(gold: usize, found: f64, wrong: usize) -> Tally {
        Tally { gold, found, wrong }
    }

    #[test]
    fn documents_that_are_alike_leave_no_doubt() {
        let intervals = Intervals::of(&[tally(4, 2.0, 2); 5], Resampling::default()).unwrap();
        assert_eq!(intervals.f1, Range { low: 0.5, high: 0.5 });
        assert_eq!(Intervals::of(&[tally(4, 2.0, 2)], Resampling::default()), None);
        assert_eq!(Intervals::of(&[tally(0, 0.0, 2); 5], Resampling::default()), None);
        // Draws of only the second document have nothing to find: they do not count as zeros.
        let rare = Intervals::of(&[tally(2, 2.0, 0), tally(0, 0.0, 0)], Resampling::default()).unwrap();
        assert_eq!(rare.recall, Range { low: 1.0, high: 1.0 });
    }

    #[test]
    fn two_documents_that_differ_leave_all_open() {
        // Both the good one alone and the bad one alone come up in a quarter of draws.
        let documents = [tally(4, 4.0, 0), tally(4, 1.0, 3)];
        let intervals = Intervals::of(&documents, Resampling { times: 400, seed: 7 }).unwrap();
        assert_eq!(intervals.precision, Range { low: 0.25, high: 1.0 });
        assert_eq!(intervals.recall, Range { low: 0.25, high: 1.0 });
    }

    #[test]
    fn the_seed_decides() {
        let documents: Vec<Tally> = (0..20).map(|n| tally(10, f64::from(n % 7), n as usize % 5)).collect();
        let of = |seed| Intervals::of(&documents, Resampling { times: 100, seed });
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(2));
    }

    proptest! {
        #[test]
        fn intervals_are_ordered_and_stay_between_0_and_1(
            counts in proptest::collection::vec((1usize..9, 0usize..9, 0usize..9), 2..20), seed: u64
        ) {
            let documents: Vec<Tally> = counts.iter().map(|(g, f, w)| tally(*g, (*f).min(*g) as f64, *w)).collect();
            let Intervals { precision, recall, f1 } = Intervals::of(&documents, Resampling { times: 50, seed }).unwrap();
            for range in [precision, recall, f1] {
                prop_assert!(0.0 <= range.low && range.low <= range.high && range.high <= 1.0);
            }
        }
    }
}
