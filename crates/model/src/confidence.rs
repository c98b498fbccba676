//! Probabilities that cannot leave 0..=1.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How sure the program is of a statement, meant as a probability: of those at 0.8, eight in ten are right.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Confidence(f64);

/// A number that is no probability.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{0} is no confidence: it must lie between 0 and 1")]
pub struct ConfidenceError(pub f64);

impl Confidence {
    /// Beyond doubt: what a person has entered or decided.
    pub const CERTAIN: Self = Self(1.0);

    /// `value` as a confidence, rounded to four decimals so that output does not depend on the last bits of a sum.
    ///
    /// # Errors
    /// Where `value` lies outside 0..=1 or is not a number.
    pub fn new(value: f64) -> Result<Self, ConfidenceError> {
        if (0.0..=1.0).contains(&value) {
            Ok(Self((value * 1e4).round() / 1e4))
        } else {
            Err(ConfidenceError(value))
        }
    }

    /// `value` cut to 0..=1; not-a-number becomes 0.
    #[must_use]
    pub fn clamped(value: f64) -> Self {
        Self::new(value.clamp(0.0, 1.0)).unwrap_or(Self(0.0))
    }

    /// The number itself.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Confidence {
    type Error = ConfidenceError;
    fn try_from(value: f64) -> Result<Self, ConfidenceError> {
        Self::new(value)
    }
}

impl From<Confidence> for f64 {
    fn from(confidence: Confidence) -> f64 {
        confidence.0
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_zero_to_one() {
        assert!(Confidence::new(1.01).is_err());
        assert!(Confidence::new(f64::NAN).is_err());
        assert_eq!(Confidence::clamped(f64::NAN).get(), 0.0);
        assert_eq!(Confidence::clamped(7.0), Confidence::CERTAIN);
    }
}
