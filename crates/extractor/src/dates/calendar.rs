//! What a date without year, or one told by its distance, means on a day.

use super::lexicon::Unit;
use jiff::{ToSpan, civil::Date};
use standpoint_model::PartialDate;

fn day_of(date: PartialDate) -> Option<Date> {
    let (month, day) = (date.month()?, date.day()?);
    Date::new(i16::try_from(date.year()).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn partial(date: Date, precision: Unit) -> Option<PartialDate> {
    let year = u16::try_from(date.year()).ok()?;
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    match precision {
        Unit::Year => PartialDate::new(year, None, None),
        // No partial date is a week long: the month is what can be said.
        Unit::Month | Unit::Week => PartialDate::new(year, Some(month), None),
        Unit::Day => PartialDate::new(year, Some(month), Some(day)),
    }
}

/// The date `steps` units after `today`, as precise as the unit; nothing where `today` is not that precise.
pub(super) fn stepped(today: PartialDate, unit: Unit, steps: i64) -> Option<PartialDate> {
    // A month or year needs no day: any will do.
    let (year, month, day) = today.earliest();
    let known = match unit {
        Unit::Year => true,
        Unit::Month => today.month().is_some(),
        Unit::Week | Unit::Day => today.day().is_some(),
    };
    let from = known.then(|| day_of(PartialDate::new(year, Some(month), Some(day))?)).flatten()?;
    let span = match unit {
        Unit::Day => jiff::Span::new().try_days(steps),
        Unit::Week => jiff::Span::new().try_weeks(steps),
        Unit::Month => jiff::Span::new().try_months(steps),
        Unit::Year => jiff::Span::new().try_years(steps),
    };
    partial(from.checked_add(span.ok()?).ok()?, unit)
}

/// The last `weekday` (Monday being 1) up to and including `today`; with `future`, the first one after it.
pub(super) fn weekday(today: PartialDate, weekday: i8, future: bool) -> Option<PartialDate> {
    let from = day_of(today)?;
    let back = (from.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    let days = if future { 7 - i64::from(back) } else { -i64::from(back) };
    partial(from.checked_add(days.days()).ok()?, Unit::Day)
}

/// The latest day or month of this name that does not begin after `today`.
pub(super) fn latest(today: PartialDate, month: u8, day: Option<u8>) -> Option<PartialDate> {
    // Eight years hold a 29 February even across 1900 or 2100.
    (0..=8)
        .filter_map(|back| PartialDate::new(today.year().checked_sub(back)?, Some(month), day))
        .find(|date| date.earliest() <= today.latest())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn weekdays_are_looked_for_backwards() {
        // 17 November 2011 was a Thursday.
        let today = date("2011-11-17");
        assert_eq!(weekday(today, 4, false), Some(today));
        assert_eq!(weekday(today, 5, false), Some(date("2011-11-11")));
        assert_eq!(weekday(today, 1, true), Some(date("2011-11-21")));
        assert_eq!(weekday(today, 4, true), Some(date("2011-11-24")));
        assert_eq!(weekday(date("2011-11"), 4, false), None);
    }

    #[test]
    fn the_past_is_nearer_than_the_future() {
        assert_eq!(latest(date("2012-01-09"), 1, Some(10)), Some(date("2011-01-10")));
        assert_eq!(latest(date("2012-01-10"), 1, Some(10)), Some(date("2012-01-10")));
        assert_eq!(latest(date("2012"), 12, None), Some(date("2012-12")));
        assert_eq!(latest(date("2011-06-01"), 2, Some(29)), Some(date("2008-02-29")));
        assert_eq!(latest(date("2011-06-01"), 2, Some(30)), None);
    }

    #[test]
    fn steps_are_no_more_precise_than_their_unit() {
        assert_eq!(stepped(date("2012-01-31"), Unit::Month, -1), Some(date("2011-12")));
        assert_eq!(stepped(date("2012-03-01"), Unit::Day, -1), Some(date("2012-02-29")));
        assert_eq!(stepped(date("2012"), Unit::Year, -2), Some(date("2010")));
        assert_eq!(stepped(date("2012"), Unit::Month, -1), None);
        assert_eq!(stepped(date("2012-01-03"), Unit::Week, -1), Some(date("2011-12")));
        assert_eq!(stepped(date("2012-01-03"), Unit::Year, -9000), None);
    }
}
