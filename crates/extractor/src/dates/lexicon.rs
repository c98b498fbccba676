//! The words of `data/dates.tsv`, read once.

use super::relative::unit_of;
use crate::data::rows;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A quarter of the year as weather has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "spring" => Some(Self::Spring),
            "summer" => Some(Self::Summer),
            "autumn" => Some(Self::Autumn),
            "winter" => Some(Self::Winter),
            _ => None,
        }
    }

    /// Its first month, north of the equator.
    pub(super) fn first_month(self) -> u8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

impl Unit {
    pub(super) fn of_word(word: &str) -> Option<Self> {
        match word {
            "day" => Some(Self::Day),
            "week" => Some(Self::Week),
            "month" => Some(Self::Month),
            "year" => Some(Self::Year),
            _ => None,
        }
    }
}

/// All lists; keys are in lower case.
pub(super) struct Lexicon {
    pub(super) months: BTreeMap<&'static str, u8>,
    /// Days of the week, Monday being 1.
    pub(super) weekdays: BTreeMap<&'static str, i8>,
    pub(super) numbers: BTreeMap<&'static str, i64>,
    /// "fortnights" → two weeks.
    pub(super) units: BTreeMap<&'static str, (Unit, i64)>,
    pub(super) seasons: BTreeMap<&'static str, Season>,
    /// "last month" → one month back.
    pub(super) relative: BTreeMap<&'static str, (Unit, i64)>,
    pub(super) before_year: BTreeSet<&'static str>,
    pub(super) before_month: BTreeSet<&'static str>,
    pub(super) not_before_weekday: BTreeSet<&'static str>,
    pub(super) not_after_weekday: BTreeSet<&'static str>,
    pub(super) byline: BTreeSet<&'static str>,
    pub(super) joint: BTreeSet<&'static str>,
    pub(super) part_of_month: BTreeSet<&'static str>,
    pub(super) before_that: BTreeSet<&'static str>,
    pub(super) ahead: BTreeSet<&'static str>,
    pub(super) behind: BTreeSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lists.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The (words, value) of each row that begins with `what`.
fn of(what: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(include_str!("../../data/dates.tsv"))
        .filter(move |row| row.first() == Some(&what))
        .map(|row| (row.get(1).copied().unwrap_or_default(), row.get(2).copied().unwrap_or_default()))
}

fn valued<T: Copy>(
    what: &'static str,
    value: impl Fn(&'static str) -> Option<T>,
) -> BTreeMap<&'static str, T> {
    of(what)
        .filter_map(|(words, text)| value(text).map(|value| (words, value)))
        .flat_map(|(words, value)| words.split(' ').map(move |word| (word, value)))
        .collect()
}

fn set(what: &'static str) -> BTreeSet<&'static str> {
    of(what).flat_map(|(words, _)| words.split(' ')).collect()
}

impl Lexicon {
    fn read() -> Self {
        Self {
            months: valued("month", |text| text.parse().ok()),
            weekdays: valued("weekday", |text| text.parse().ok()),
            numbers: valued("number", |text| text.parse().ok()),
            units: valued("unit", unit_of),
            seasons: valued("season", Season::of_word),
            relative: of("relative")
                .filter_map(|(phrase, value)| {
                    let (unit, steps) = value.split_once(' ')?;
                    Some((phrase, (Unit::of_word(unit)?, steps.parse().ok()?)))
                })
                .collect(),
            before_year: set("before-year"),
            before_month: set("before-month"),
            not_before_weekday: set("not-before-weekday"),
            not_after_weekday: set("not-after-weekday"),
            byline: set("byline"),
            joint: set("joint"),
            part_of_month: set("part-of-month"),
            before_that: set("before-that"),
            ahead: set("ahead"),
            behind: set("behind"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let lexicon = lexicon();
        assert_eq!(lexicon.months.values().copied().collect::<BTreeSet<u8>>().len(), 12);
        assert_eq!(lexicon.weekdays.values().copied().collect::<BTreeSet<i8>>().len(), 7);
        assert_eq!(lexicon.relative.len(), of("relative").count());
        assert_eq!(lexicon.units.len(), 12);
        assert_eq!(lexicon.seasons.len(), 5);
        assert!(lexicon.ahead.is_disjoint(&lexicon.behind));
    }
}
