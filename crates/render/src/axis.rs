//! Dates as places on a line.

use standpoint_model::PartialDate;

/// Widest label of a tick, in pixels.
const LABEL: f64 = 58.0;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A stretch of time along a stretch of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axis {
    start: f64,
    wide: f64,
    /// First and last day, counted from 1 January of the year 1.
    days: (i64, i64),
    years: (u16, u16),
}

impl Axis {
    /// An axis of this width that begins at `start` and holds all `dates`.
    pub(crate) fn new(dates: &[PartialDate], start: f64, wide: f64) -> Self {
        let firsts = dates.iter().map(|date| day_number(date.earliest()));
        let lasts = dates.iter().map(|date| day_number(date.latest()));
        let (first, last) = (firsts.min().unwrap_or(0), lasts.max().unwrap_or(0));
        // A single day wants something around it.
        let spare = if last - first < 6 { 3 } else { 0 };
        let years = dates.iter().map(|date| date.year());
        let years = (years.clone().min().unwrap_or(1), years.max().unwrap_or(1));
        Self { start, wide, days: (first - spare, last + spare), years }
    }

    fn at(&self, day: i64) -> f64 {
        let whole = (self.days.1 - self.days.0).max(1) as f64;
        self.start + self.wide * (day - self.days.0) as f64 / whole
    }

    /// The right end.
    pub(crate) fn end(&self) -> f64 {
        self.start + self.wide
    }

    /// First and last place that a date can mean.
    pub(crate) fn extent(&self, date: PartialDate) -> (f64, f64) {
        (self.at(day_number(date.earliest())), self.at(day_number(date.latest())))
    }

    /// The middle of what a date can mean.
    pub(crate) fn middle(&self, date: PartialDate) -> f64 {
        let (from, to) = self.extent(date);
        f64::midpoint(from, to)
    }

    /// Places and labels of ticks: days, months or years, as many as have room for their labels.
    pub(crate) fn ticks(&self) -> Vec<(f64, String)> {
        let per_day = self.wide / (self.days.1 - self.days.0).max(1) as f64;
        let every_month = [1, 3, 6].into_iter().find(|months| per_day * 30.0 * f64::from(*months) >= LABEL);
        let years = (self.years.0..=self.years.1.saturating_add(1)).take(2000);
        let mut ticks = Vec::new();
        if per_day >= LABEL {
            for (day, (year, month, of_month)) in self.each_day() {
                ticks.push((day, format!("{of_month} {} {year}", MONTHS[usize::from(month - 1) % 12])));
            }
            // Only as many as fit; the year makes labels wider.
            let stride = ((LABEL * 1.35) / per_day).ceil().max(1.0) as usize;
            ticks = ticks.into_iter().step_by(stride).collect();
        } else if let Some(step) = every_month {
            for year in years.clone() {
                for month in (1..=12_u8).step_by(step as usize) {
                    ticks.push((day_number((year, month, 1)), format!("{} {year}", MONTHS[usize::from(month - 1)])));
                }
            }
        } else {
            let stride = (LABEL / (per_day * 365.25)).ceil().max(1.0) as usize;
            ticks.extend(years.step_by(stride).map(|year| (day_number((year, 1, 1)), year.to_string())));
        }
        let inside = |(day, _): &(i64, String)| (self.days.0..=self.days.1).contains(day);
        let mut placed: Vec<(f64, String)> =
            ticks.into_iter().filter(inside).map(|(day, label)| (self.at(day), label)).collect();
        if placed.is_empty() {
            placed.push((self.start, self.years.0.to_string()));
        }
        placed
    }

    fn each_day(&self) -> impl Iterator<Item = (i64, (u16, u8, u8))> {
        let range = self.days.0..=self.days.1;
        let years = self.years.0.saturating_sub(1).max(1)..=self.years.1.saturating_add(1);
        let dates = years.flat_map(|year| {
            (1..=12_u8).flat_map(move |month| {
                let days = PartialDate::new(year, Some(month), None).map_or(28, |date| date.latest().2);
                (1..=days).map(move |day| (year, month, day))
            })
        });
        dates.map(|date| (day_number(date), date)).filter(move |(day, _)| range.contains(day))
    }
}

/// Days since 1 January of the year 1, in the Gregorian calendar.
fn day_number((year, month, day): (u16, u8, u8)) -> i64 {
    let before = i64::from(year) - 1;
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let of_months = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][usize::from(month - 1) % 12];
    let leap_day = i64::from(leap && month > 2);
    before * 365 + before / 4 - before / 100 + before / 400 + of_months + leap_day + i64::from(day) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_follow_one_another() {
        assert_eq!(day_number((1970, 1, 1)), 719_162);
        assert_eq!(day_number((2012, 3, 1)) - day_number((2012, 2, 28)), 2);
        assert_eq!(day_number((2013, 1, 1)) - day_number((2012, 1, 1)), 366);
    }

    #[test]
    fn dates_keep_their_order_and_vague_ones_their_extent() {
        let dates = [date("2010"), date("2011-05-03"), date("2011-06")];
        let axis = Axis::new(&dates, 10.0, 700.0);
        assert!(axis.middle(dates[0]) < axis.middle(dates[1]));
        assert_eq!(axis.extent(dates[0]).0, 10.0);
        assert_eq!(axis.extent(dates[2]).1, 710.0);
        assert_eq!(axis.extent(dates[1]).0, axis.extent(dates[1]).1);
    }

    #[test]
    fn ticks_have_room_for_their_labels() {
        for dates in [["2011-05-03", "2011-05-03"], ["2011-05-03", "2011-05-20"], ["2010-01", "2012-02-03"], ["1900", "2012"]] {
            let axis = Axis::new(&dates.map(date), 0.0, 700.0);
            let ticks = axis.ticks();
            assert!(!ticks.is_empty() && ticks.len() < 20, "{dates:?}: {ticks:?}");
            for two in ticks.windows(2) {
                assert!(two[1].0 - two[0].0 >= LABEL - 1.0, "{two:?}");
            }
        }
    }
}
