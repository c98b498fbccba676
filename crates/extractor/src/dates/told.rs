//! Dates as told, before what they leave out is known.

use super::calendar;
use super::lexicon::{Season, Unit};
use standpoint_model::PartialDate;

/// Where to look for what a date leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The latest that has begun.
    Back,
    /// The same where nothing tells the direction: a day without year that comes soon is that one.
    Near,
    /// The first that is to come.
    Ahead,
    /// The latest that is over ("last March").
    Before,
    /// The one of the running week or year ("this Friday", "this spring").
    This,
}

/// A date as told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Told {
    Whole(PartialDate),
    /// Month and perhaps day, without year.
    NoYear(u8, Option<u8>, Look),
    /// Day of the week, Monday being 1.
    Weekday(i8, Look),
    /// A season, of which only the year can be said.
    Season(Season, Look),
    /// So many units after the document's date.
    Step(Unit, i64),
    /// So many units after the date told before ("two years earlier").
    Anchored(Unit, i64),
    /// A time that no date expresses ("the 1990s").
    Vague,
}

impl Told {
    pub(super) fn whole(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        PartialDate::new(year, month, day).map(Self::Whole)
    }

    /// The date that is meant in a text of `today`, after a date `before` in the same text.
    pub(super) fn meant(
        self,
        today: Option<PartialDate>,
        before: Option<PartialDate>,
    ) -> Option<PartialDate> {
        match self {
            Self::Whole(date) => Some(date),
            Self::NoYear(month, day, look) => calendar::without_year(today?, month, day, look),
            Self::Weekday(weekday, look) => calendar::weekday(today?, weekday, look),
            Self::Season(season, look) => calendar::season(today?, season, look),
            Self::Step(unit, steps) => calendar::stepped(today?, unit, steps),
            Self::Anchored(unit, steps) => calendar::stepped(before?, unit, steps),
            Self::Vague => None,
        }
    }
}
