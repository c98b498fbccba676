//! Dates as places on a line; long stretches without any are cut out.

use standpoint_model::PartialDate;

/// Widest label of a tick, in pixels.
const LABEL: f64 = 58.0;
/// Width of a cut, and of the shortest piece.
const CUT: f64 = 30.0;
const PIECE: f64 = 92.0;
/// A gap is cut out where it is longer than this share of the whole, and than this number of days.
const SHARE: f64 = 0.14;
const DAYS: i64 = 100;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A stretch of time without a cut.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    /// First and last day, counted from 1 January of the year 1.
    days: (i64, i64),
    years: (u16, u16),
    start: f64,
    wide: f64,
}

/// Time along a stretch of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axis {
    pieces: Vec<Piece>,
}

impl Axis {
    /// An axis of this width that begins at `start` and holds all `dates`.
    pub(crate) fn new(dates: &[PartialDate], start: f64, wide: f64) -> Self {
        let mut pieces = cut(dates);
        let cuts = CUT * (pieces.len() as f64 - 1.0).max(0.0);
        let spare = (wide - cuts - PIECE * pieces.len() as f64).max(0.0);
        let length = |piece: &Piece| (piece.days.1 - piece.days.0).max(1) as f64;
        let all: f64 = pieces.iter().map(length).sum::<f64>().max(1.0);
        let mut x = start;
        for piece in &mut pieces {
            piece.start = x;
            piece.wide = PIECE + spare * length(piece) / all;
            x += piece.wide + CUT;
        }
        Self { pieces }
    }

    fn at(&self, day: i64) -> f64 {
        let piece = self.pieces.iter().find(|piece| day <= piece.days.1).or(self.pieces.last());
        piece.map_or(0.0, |piece| piece.at(day))
    }

    /// Left and right end of each piece.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = (f64, f64)> {
        self.pieces.iter().map(|piece| (piece.start, piece.start + piece.wide))
    }

    /// The right end.
    pub(crate) fn end(&self) -> f64 {
        self.pieces().last().map_or(0.0, |(_, end)| end)
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
        self.pieces.iter().flat_map(Piece::ticks).collect()
    }
}

impl Piece {
    fn at(&self, day: i64) -> f64 {
        let whole = (self.days.1 - self.days.0).max(1) as f64;
        self.start + self.wide * ((day - self.days.0) as f64 / whole).clamp(0.0, 1.0)
    }

    fn ticks(&self) -> Vec<(f64, String)> {
        let per_day = self.wide / (self.days.1 - self.days.0).max(1) as f64;
        let every_month =
            [1_u8, 3, 6].into_iter().find(|months| per_day * 30.0 * f64::from(*months) >= LABEL);
        let years = self.years.0..=self.years.1;
        let mut ticks: Vec<(i64, String)> = Vec::new();
        if let Some(step) = every_month {
            for year in years {
                for month in (1..=12_u8).step_by(usize::from(step)) {
                    ticks.push((day_number((year, month, 1)), month_of(year, month)));
                }
            }
        } else {
            let stride = (LABEL / (per_day * 365.25)).ceil().max(1.0) as usize;
            ticks.extend(years.step_by(stride).map(|year| (day_number((year, 1, 1)), year.to_string())));
        }
        let inside = |(day, _): &(i64, String)| (self.days.0..=self.days.1).contains(day);
        // A label at the very end would have no room.
        let mut placed: Vec<(f64, String)> = ticks
            .into_iter()
            .filter(inside)
            .map(|(day, label)| (self.at(day), label))
            .filter(|(x, _)| *x + LABEL * 0.6 <= self.start + self.wide)
            .collect();
        if placed.first().is_none_or(|(x, _)| *x - self.start >= LABEL) {
            placed.insert(0, (self.start, self.begins()));
        }
        placed
    }

    /// The month in which it begins.
    fn begins(&self) -> String {
        let month = (1..=12_u8).rev().find(|month| day_number((self.years.0, *month, 1)) <= self.days.0);
        month_of(self.years.0, month.unwrap_or(1))
    }
}

fn month_of(year: u16, month: u8) -> String {
    format!("{} {year}", MONTHS[usize::from(month - 1) % 12])
}

/// The stretches of time that hold dates, each from the first day of a month to the last of one.
fn cut(dates: &[PartialDate]) -> Vec<Piece> {
    let mut sorted: Vec<PartialDate> = dates.to_vec();
    sorted.sort_by_key(|date| (date.earliest(), date.latest()));
    let first = |date: PartialDate| day_number((date.earliest().0, date.earliest().1, 1));
    let last = |date: PartialDate| {
        let (year, month, _) = date.latest();
        let month = PartialDate::new(year, Some(month), None).unwrap_or(date);
        day_number(month.latest())
    };
    let begin = sorted.iter().map(|date| first(*date)).min().unwrap_or(0);
    let end = sorted.iter().map(|date| last(*date)).max().unwrap_or(0);
    let long = ((end - begin) as f64 * SHARE).max(DAYS as f64);
    let mut pieces: Vec<Piece> = Vec::new();
    for date in sorted {
        let (from, to) = (first(date), last(date));
        match pieces.last_mut() {
            Some(piece) if (from - piece.days.1) as f64 <= long => {
                piece.days.1 = piece.days.1.max(to);
                piece.years.1 = piece.years.1.max(date.year());
            }
            _ => pieces.push(Piece {
                days: (from, to),
                years: (date.year(), date.year()),
                start: 0.0,
                wide: 0.0,
            }),
        }
    }
    pieces
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
        let dates = [date("2010"), date("2011-01-03"), date("2011-06")];
        let axis = Axis::new(&dates, 10.0, 700.0);
        assert!(axis.middle(dates[0]) < axis.middle(dates[1]));
        assert_eq!(axis.extent(dates[0]).0, 10.0);
        assert!(axis.extent(dates[2]).1 <= 710.1 && axis.extent(dates[2]).1 > 700.0);
        assert_eq!(axis.extent(dates[1]).0, axis.extent(dates[1]).1);
    }

    #[test]
    fn long_silence_is_cut_out() {
        let axis = Axis::new(&["1999-03-01", "2011-05-03", "2011-08-01"].map(date), 0.0, 700.0);
        assert_eq!(axis.pieces().count(), 2);
        assert!(axis.middle(date("2011-08-01")) - axis.middle(date("2011-05-03")) > 300.0);
        assert_eq!(Axis::new(&["2011-05-03", "2011-08-01"].map(date), 0.0, 700.0).pieces().count(), 1);
    }

    #[test]
    fn ticks_have_room_for_their_labels() {
        for dates in [
            ["2011-05-03", "2011-05-03"],
            ["2011-05-03", "2011-05-20"],
            ["2010-01", "2012-02-03"],
            ["1900", "2012"],
        ] {
            let axis = Axis::new(&dates.map(date), 0.0, 700.0);
            let ticks = axis.ticks();
            assert!(!ticks.is_empty() && ticks.len() < 20, "{dates:?}: {ticks:?}");
            for two in ticks.windows(2) {
                assert!(two[1].0 - two[0].0 >= LABEL - 1.5, "{two:?}");
            }
        }
    }
}
