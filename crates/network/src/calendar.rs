//! Seconds since 1970 (UTC) as days, weeks, months and years.

use crate::spec::words;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{Span, Timestamp};
use standpoint_model::{PartialDate, UnknownTerm};
use std::{fmt, str::FromStr};

words! {
    /// What a window's width is counted in.
    Unit, "unit of time", {
        /// Seconds.
        Seconds = "seconds",
        /// Minutes.
        Minutes = "minutes",
        /// Hours.
        Hours = "hours",
        /// Days of 24 hours.
        Days = "days",
        /// Weeks of seven days.
        Weeks = "weeks",
        /// Months of the calendar.
        Months = "months",
        /// Years of the calendar.
        Years = "years",
        /// Statements, whatever their dates.
        Events = "events",
    }
}

impl Unit {
    /// How long it is, in seconds; none for months, years and events.
    fn seconds(self) -> Option<i64> {
        match self {
            Self::Seconds => Some(1),
            Self::Minutes => Some(60),
            Self::Hours => Some(3600),
            Self::Days => Some(86_400),
            Self::Weeks => Some(7 * 86_400),
            Self::Months | Self::Years | Self::Events => None,
        }
    }

    /// `time` moved by `number` units; none where that leaves the calendar, and for events.
    pub(crate) fn moved(self, time: i64, number: i64) -> Option<i64> {
        if let Some(seconds) = self.seconds() {
            return time.checked_add(seconds.checked_mul(number)?).filter(|moved| civil(*moved).is_some());
        }
        let span = match self {
            Self::Months => Span::new().try_months(number).ok()?,
            Self::Years => Span::new().try_years(number).ok()?,
            _ => return None,
        };
        let moved = civil(time)?.checked_add(span).ok()?;
        Offset::UTC.to_timestamp(moved).ok().map(Timestamp::as_second)
    }

    /// Whole units from `from` to `to`, cut towards zero; negative where `to` is earlier.
    pub(crate) fn between(self, from: i64, to: i64) -> i64 {
        if let Some(seconds) = self.seconds() {
            return (to - from) / seconds;
        }
        let (Some(start), Some(end)) = (civil(from), civil(to)) else { return 0 };
        let months = i64::from(end.year() - start.year()) * 12 + i64::from(end.month() - start.month());
        // A month is whole only once its day and hour are reached again.
        let left = |date: DateTime| (date.day(), date.time());
        let whole = match months {
            1.. if left(end) < left(start) => months - 1,
            ..=-1 if left(end) > left(start) => months + 1,
            other => other,
        };
        if self == Self::Years { whole / 12 } else { whole }
    }
}

/// The day and hour of `time` in UTC; none outside the years −9999 to 9999.
pub(crate) fn civil(time: i64) -> Option<DateTime> {
    Timestamp::from_second(time).ok().map(|stamp| Offset::UTC.to_datetime(stamp))
}

/// The first second of the first day that `date` can mean.
pub(crate) fn seconds_of(date: PartialDate) -> Option<i64> {
    let (year, month, day) = date.earliest();
    let small = |part: u8| i8::try_from(part).ok();
    let start = jiff::civil::Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()?;
    Offset::UTC.to_timestamp(start.to_datetime(jiff::civil::Time::midnight())).ok().map(Timestamp::as_second)
}

/// `time` (seconds since 1970, UTC) as `2011-11-17`, with hours and minutes only where they are not midnight.
///
/// ```
/// assert_eq!(standpoint_network::day_text(1_321_488_000), "2011-11-17");
/// assert_eq!(standpoint_network::day_text(1_321_488_060), "2011-11-17T00:01:00");
/// ```
#[must_use]
pub fn day_text(time: i64) -> String {
    match civil(time) {
        Some(date) if time.rem_euclid(86_400) == 0 => date.date().to_string(),
        Some(date) => date.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        None => time.to_string(),
    }
}

/// ISO 8601 week: its year and number.
pub(crate) fn iso_week(time: i64) -> Option<(i16, i8)> {
    civil(time).map(|date| date.date().iso_week_date()).map(|week| (week.year(), week.week()))
}

/// Number of the week as `java.util.Calendar` gives it for the United States: weeks begin on Sunday, and the one with
/// 1 January is the first, also for the last days of December before it.
pub(crate) fn american_week(time: i64) -> Option<i8> {
    let date = civil(time)?.date();
    let first = date.first_of_year();
    let lead = i32::from(first.weekday().to_sunday_zero_offset());
    let next = date.last_of_year().weekday().to_sunday_zero_offset();
    let from_end = date.last_of_year().day_of_year() - date.day_of_year();
    // The year's last week is the next year's first unless it ends on the year's last day.
    if next < 6 && from_end <= i16::from(next) {
        return Some(1);
    }
    i8::try_from((i32::from(date.day_of_year()) - 1 + lead) / 7 + 1).ok()
}

/// Year and month.
pub(crate) fn month(time: i64) -> Option<(i16, i8)> {
    civil(time).map(|date| (date.year(), date.month()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> i64 {
        seconds_of(text.parse().unwrap()).unwrap()
    }

    #[test]
    fn weeks_of_both_sorts() {
        assert_eq!(iso_week(at("2010-01-04")), Some((2010, 1)));
        assert_eq!(iso_week(at("2010-01-03")), Some((2009, 53)));
        assert_eq!(american_week(at("2010-01-02")), Some(1));
        assert_eq!(american_week(at("2010-01-03")), Some(2));
        assert_eq!(american_week(at("2010-12-26")), Some(1));
        assert_eq!(american_week(at("2010-12-25")), Some(52));
    }

    #[test]
    fn months_are_whole_when_their_day_comes_again() {
        assert_eq!(Unit::Months.between(at("2011-01-31"), at("2011-02-28")), 0);
        assert_eq!(Unit::Months.between(at("2011-01-28"), at("2011-02-28")), 1);
        assert_eq!(Unit::Months.between(at("2011-02-28"), at("2011-01-28")), -1);
        assert_eq!(Unit::Years.between(at("2009-06-01"), at("2011-05-31")), 1);
        assert_eq!(Unit::Months.moved(at("2011-01-31"), 1), Some(at("2011-02-28")));
    }

    proptest! {
        #[test]
        fn moving_and_counting_are_inverse(start in 0i64..2_000_000_000, number in -50i64..50) {
            for unit in [Unit::Seconds, Unit::Minutes, Unit::Hours, Unit::Days, Unit::Weeks] {
                let moved = unit.moved(start, number).unwrap();
                prop_assert_eq!(unit.between(start, moved), number);
            }
        }
    }
}
