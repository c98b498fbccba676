//! What a date without year, or one told by its distance, means on a day.

use super::lexicon::{Season, Unit};
use super::told::Look;
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

/// The `weekday` (Monday being 1) that is meant on `today`.
pub(super) fn weekday(today: PartialDate, weekday: i8, look: Look) -> Option<PartialDate> {
    let from = day_of(today)?;
    let now = from.weekday().to_monday_one_offset();
    let back = i64::from((now - weekday).rem_euclid(7));
    let days = match look {
        Look::Back | Look::Near => -back,
        Look::Ahead => 7 - back,
        // "last Thursday" on a Thursday is a week ago.
        Look::Before => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        Look::This => i64::from(weekday - now),
    };
    partial(from.checked_add(days.days()).ok()?, Unit::Day)
}

/// A day without its year that comes within so many days is meant, not the one of the year before: of that one, news gives the year.
const SOON: i32 = 31;

/// The day or month of this name that is meant on `today`.
pub(super) fn without_year(
    today: PartialDate,
    month: u8,
    day: Option<u8>,
    look: Look,
) -> Option<PartialDate> {
    let of = |year: Option<u16>| PartialDate::new(year?, Some(month), day);
    // Eight years hold a 29 February even across 1900 or 2100.
    let back = || (0..=8).filter_map(|back| of(today.year().checked_sub(back)));
    match look {
        Look::Back => back().find(|date| date.earliest() <= today.latest()),
        Look::Near => {
            let soon = day_of(today).filter(|_| day.is_some()).and_then(|now| {
                let next = without_year(today, month, day, Look::Ahead)?;
                let days = (day_of(next)? - now).get_days();
                (days <= SOON).then_some(next)
            });
            soon.or_else(|| without_year(today, month, day, Look::Back))
        }
        Look::Before => back().find(|date| date.latest() < today.earliest()),
        Look::This => of(Some(today.year())),
        Look::Ahead => (0..=8).filter_map(|ahead| of(today.year().checked_add(ahead))).find(|date| {
            date.earliest() >= today.earliest() && date.latest() > today.earliest() || *date == today
        }),
    }
}

/// The year of the season that is meant on `today`, as seasons lie north of the equator; a winter is of the year in
/// which it ends.
pub(super) fn season(today: PartialDate, season: Season, look: Look) -> Option<PartialDate> {
    let month = today.month()?;
    let first = season.first_month();
    // Of the season that begins in December, the year is the next.
    let (year, begun, over) = if first == 12 {
        let year = today.year() + u16::from(month == 12);
        (year, month == 12 || month <= 2, month > 2 && month < 12)
    } else {
        (today.year(), month >= first, month > first + 2)
    };
    let year = match look {
        Look::Back | Look::Near if begun || over => year,
        Look::Back | Look::Near => year.checked_sub(1)?,
        Look::Before if over => year,
        Look::Before => year.checked_sub(1)?,
        Look::This => year,
        // "this winter" in November is the one to come.
        Look::Ahead if begun || over => year.checked_add(1)?,
        Look::Ahead => year,
    };
    let year =
        if first == 12 && look == Look::This && over && month >= 9 { year.checked_add(1)? } else { year };
    PartialDate::new(year, None, None)
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
        assert_eq!(weekday(today, 4, Look::Back), Some(today));
        assert_eq!(weekday(today, 5, Look::Back), Some(date("2011-11-11")));
        assert_eq!(weekday(today, 1, Look::Ahead), Some(date("2011-11-21")));
        assert_eq!(weekday(today, 4, Look::Ahead), Some(date("2011-11-24")));
        assert_eq!(weekday(date("2011-11"), 4, Look::Back), None);
        assert_eq!(weekday(today, 4, Look::Before), Some(date("2011-11-10")));
        assert_eq!(weekday(today, 5, Look::This), Some(date("2011-11-18")));
        assert_eq!(weekday(today, 1, Look::This), Some(date("2011-11-14")));
    }

    #[test]
    fn the_past_is_nearer_than_the_future_but_for_the_next_weeks() {
        assert_eq!(without_year(date("2012-01-09"), 1, Some(10), Look::Back), Some(date("2011-01-10")));
        assert_eq!(without_year(date("2012-01-09"), 4, Some(10), Look::Near), Some(date("2011-04-10")));
        assert_eq!(without_year(date("2012-01-09"), 1, Some(10), Look::Near), Some(date("2012-01-10")));
        assert_eq!(without_year(date("2012-12-20"), 1, Some(3), Look::Near), Some(date("2013-01-03")));
        assert_eq!(without_year(date("2012-12-20"), 1, None, Look::Near), Some(date("2012-01")));
        assert_eq!(without_year(date("2012-01-10"), 1, Some(10), Look::Back), Some(date("2012-01-10")));
        assert_eq!(without_year(date("2012"), 12, None, Look::Back), Some(date("2012-12")));
        assert_eq!(without_year(date("2011-06-01"), 2, Some(29), Look::Back), Some(date("2008-02-29")));
        assert_eq!(without_year(date("2011-06-01"), 2, Some(30), Look::Back), None);
    }

    #[test]
    fn the_future_where_it_is_meant() {
        assert_eq!(without_year(date("2011-12-20"), 1, Some(10), Look::Ahead), Some(date("2012-01-10")));
        assert_eq!(without_year(date("2011-12-20"), 12, Some(20), Look::Ahead), Some(date("2011-12-20")));
        assert_eq!(without_year(date("2011-12-20"), 3, None, Look::Ahead), Some(date("2012-03")));
        assert_eq!(without_year(date("2011-03-20"), 3, None, Look::Before), Some(date("2010-03")));
        assert_eq!(without_year(date("2011-03-20"), 5, None, Look::This), Some(date("2011-05")));
    }

    #[test]
    fn seasons_by_their_year() {
        for (today, name, look, year) in [
            ("2011-11-17", Season::Spring, Look::Before, "2011"),
            ("2011-04-02", Season::Spring, Look::Before, "2010"),
            ("2011-02-02", Season::Spring, Look::Before, "2010"),
            ("2011-02-02", Season::Spring, Look::Ahead, "2011"),
            ("2011-04-02", Season::Spring, Look::Ahead, "2012"),
            ("2011-02-02", Season::Winter, Look::Before, "2010"),
            ("2011-02-02", Season::Winter, Look::This, "2011"),
            ("2011-11-17", Season::Winter, Look::This, "2012"),
            ("2011-12-17", Season::Winter, Look::This, "2012"),
            ("2011-11-17", Season::Winter, Look::Before, "2011"),
            ("2011-11-17", Season::Summer, Look::This, "2011"),
        ] {
            assert_eq!(season(date(today), name, look), Some(date(year)), "{name:?} {look:?} {today}");
        }
        assert_eq!(season(date("2011"), Season::Spring, Look::Before), None);
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
