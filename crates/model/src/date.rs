//! Dates as precise as a text gives them.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A year, a year and month, or a full date of the Gregorian calendar (ISO 8601: `2011`, `2011-11`, `2011-11-17`).
///
/// Ordered by its parts: `2011` sorts before `2011-01`. Compare what two dates say about time
/// with [`PartialDate::earliest`] and [`PartialDate::latest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// A text that is no ISO 8601 date of the Gregorian calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date: write 2011, 2011-11 or 2011-11-17")]
pub struct DateError(pub String);

impl PartialDate {
    /// A date of these parts; a day wants a month, and both must exist.
    #[must_use]
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let date = Self { year, month, day };
        let sound = (1..=9999).contains(&year)
            && match (month, day) {
                (None, None) => true,
                (Some(month), None) => (1..=12).contains(&month),
                (Some(month), Some(day)) => {
                    (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month)
                }
                (None, Some(_)) => false,
            };
        sound.then_some(date)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, where known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month where known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// First day that it can mean, as (year, month, day).
    #[must_use]
    pub fn earliest(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Last day that it can mean, as (year, month, day).
    #[must_use]
    pub fn latest(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or_else(|| days_in(self.year, month)))
    }

    /// Whether every day that it can mean lies before every day that `other` can mean.
    #[must_use]
    pub fn surely_before(self, other: Self) -> bool {
        self.latest() < other.earliest()
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`; a time after `T` is set aside.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let fail = || DateError(text.to_owned());
        let day_part = text.trim().split(['T', ' ']).next().unwrap_or_default();
        let mut parts = day_part.split('-');
        let mut number = |width: usize| match parts.next() {
            None => Ok(None),
            Some(part) if part.len() == width && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<u16>().map(Some).map_err(|_| fail())
            }
            Some(_) => Err(fail()),
        };
        let (year, month, day) = (number(4)?.ok_or_else(fail)?, number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(fail());
        }
        let small = |part: Option<u16>| part.map(|n| u8::try_from(n).map_err(|_| fail())).transpose();
        Self::new(year, small(month)?, small(day)?).ok_or_else(fail)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for PartialDate {
    type Error = DateError;
    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        for text in ["2011", "2011-11", "2011-11-17", "2012-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "11", "2011-13", "2011-02-29", "2011-1-1", "2011-11-17-1", "yesterday"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
        assert_eq!("2011-11-17T10:00:00Z".parse::<PartialDate>().unwrap().day(), Some(17));
    }

    #[test]
    fn a_year_is_not_before_a_day_in_it() {
        let (year, day) = ("2011".parse::<PartialDate>().unwrap(), "2011-11-17".parse().unwrap());
        assert!(!year.surely_before(day));
        assert!(year.surely_before("2012-01".parse().unwrap()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,12}") {
            if let Ok(date) = text.parse::<PartialDate>() {
                prop_assert!(date.earliest() <= date.latest());
            }
        }
    }
}
