//! Whether confidences are probabilities.

use serde::Serialize;
use standpoint_model::Kind;

/// Bins of equal width that confidences are sorted into.
const BINS: usize = 10;

/// How sure a row was, and whether it was right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// Its confidence.
    pub confidence: f64,
    /// Whether it answers a required gold row, be it by half.
    pub right: bool,
    /// Its sort.
    pub kind: Kind,
}

/// Rows of like confidence: one line of a reliability table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Least confidence in it.
    pub from: f64,
    /// Confidence that it ends before; the last one holds 1 as well.
    pub to: f64,
    /// How many rows.
    pub rows: usize,
    /// Their mean confidence: what was promised.
    pub confidence: f64,
    /// The share of them that is right: what was kept.
    pub right: f64,
}

/// How far confidences are probabilities.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// How many rows.
    pub rows: usize,
    /// Mean squared difference of confidence and outcome (Brier 1950): 0 is best, 0.25 is what saying 0.5 always gets.
    pub brier: f64,
    /// Difference of promised and kept, weighted over bins by their rows (expected calibration error, Naeini, Cooper and
    /// Hauskrecht 2015).
    pub error: f64,
    /// The reliability table; empty bins are left out.
    pub bins: Vec<Bin>,
}

impl Calibration {
    /// The calibration of `guesses`; `None` where there are none.
    pub fn of<'a>(guesses: impl IntoIterator<Item = &'a Guess>) -> Option<Self> {
        let mut sorted: [Vec<&Guess>; BINS] = Default::default();
        for guess in guesses {
            // Beyond 0..=1 is cut; the last bin holds 1.
            let at = (guess.confidence * BINS as f64).max(0.0) as usize;
            sorted[at.min(BINS - 1)].push(guess);
        }
        let outcome = |guess: &Guess| f64::from(u8::from(guess.right));
        let rows: usize = sorted.iter().map(Vec::len).sum();
        if rows == 0 {
            return None;
        }
        let squares = sorted.iter().flatten().map(|guess| (guess.confidence - outcome(guess)).powi(2));
        let bins: Vec<Bin> = sorted
            .iter()
            .enumerate()
            .filter(|(_, bin)| !bin.is_empty())
            .map(|(at, bin)| {
                let mean = |of: &dyn Fn(&Guess) -> f64| {
                    bin.iter().map(|guess| of(guess)).sum::<f64>() / bin.len() as f64
                };
                let edge = |at: usize| at as f64 / BINS as f64;
                let (confidence, right) = (mean(&|guess| guess.confidence), mean(&outcome));
                Bin { from: edge(at), to: edge(at + 1), rows: bin.len(), confidence, right }
            })
            .collect();
        let gaps = bins.iter().map(|bin| bin.rows as f64 * (bin.confidence - bin.right).abs());
        Some(Self {
            rows,
            brier: squares.sum::<f64>() / rows as f64,
            error: gaps.sum::<f64>() / rows as f64,
            bins,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(confidence: f64, right: bool) -> Guess {
        Guess { confidence, right, kind: Kind::Stance }
    }

    #[test]
    fn brier_and_error_by_hand() {
        let guesses =
            [guess(0.9, true), guess(0.95, false), guess(1.0, true), guess(0.25, false), guess(0.2, true)];
        let found = Calibration::of(&guesses).unwrap();
        // 0.01 + 0.9025 + 0 + 0.0625 + 0.64 = 1.615
        assert!((found.brier - 0.323).abs() < 1e-12, "{}", found.brier);
        // Above 0.9: promised 0.95, kept 2/3. From 0.2: promised 0.225, kept 1/2.
        let error = (3.0 * (0.95 - 2.0 / 3.0) + 2.0 * (0.5 - 0.225)) / 5.0;
        assert!((found.error - error).abs() < 1e-12, "{}", found.error);
        let table: Vec<(f64, usize)> = found.bins.iter().map(|bin| (bin.from, bin.rows)).collect();
        assert_eq!(table, [(0.2, 2), (0.9, 3)]);
    }

    #[test]
    fn nothing_guessed_has_no_calibration() {
        assert_eq!(Calibration::of(&[]), None);
    }

    #[test]
    fn a_bin_begins_with_its_lower_edge() {
        let found = Calibration::of(&[guess(0.5, true), guess(0.4999, true), guess(0.0, false)]).unwrap();
        assert_eq!(found.bins.iter().map(|bin| bin.to).collect::<Vec<_>>(), [0.1, 0.5, 0.6]);
    }
}
