//! Counts, and the figures that they make.

use serde::Serialize;
use std::ops::AddAssign;

/// What was found, and what was not.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Tally {
    /// Required gold rows.
    pub gold: usize,
    /// Those found, near misses by half.
    pub found: f64,
    /// Rows that answer to no gold row.
    pub wrong: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.wrong += other.wrong;
    }
}

impl<'a> std::iter::Sum<&'a Self> for Tally {
    fn sum<I: Iterator<Item = &'a Self>>(tallies: I) -> Self {
        let mut sum = Self::default();
        tallies.for_each(|tally| sum += *tally);
        sum
    }
}

/// Precision, recall and their harmonic mean, each 0 to 1; 0 where there is nothing to divide by.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Figures {
    /// Found, of what was found or wrong.
    pub precision: f64,
    /// Found, of what is in gold.
    pub recall: f64,
    /// Harmonic mean.
    pub f1: f64,
}

impl Tally {
    /// The figures that these counts make.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let precision = share(self.found, self.found + self.wrong as f64);
        let recall = share(self.found, self.gold as f64);
        Figures { precision, recall, f1: share(2.0 * precision * recall, precision + recall) }
    }

    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gold == 0 && self.wrong == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_by_hand() {
        let Figures { precision, recall, f1 } = Tally { gold: 8, found: 4.5, wrong: 3 }.figures();
        assert_eq!((precision, recall), (0.6, 0.5625));
        // 2 · 0.6 · 0.5625 / 1.1625
        assert!((f1 - 0.675 / 1.1625).abs() < 1e-12);
        assert_eq!(Tally { gold: 3, found: 0.0, wrong: 2 }.figures(), Figures::default());
        assert_eq!(Tally::default().figures(), Figures::default());
    }
}
