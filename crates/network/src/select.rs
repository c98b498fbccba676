//! Which statements enter a network: dates, exclusions, duplicates.

use crate::calendar::{american_week, civil, iso_week, month, seconds_of};
use crate::{Aggregation, Corpus, Duplicates, Node, Record, Spec};
use standpoint_model::PartialDate;
use std::collections::{BTreeSet, HashSet};

/// What is left out before anything is counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Nothing before this second since 1970; statements without a date go, too.
    pub from: Option<i64>,
    /// Nothing after this second; statements without a date go, too.
    pub to: Option<i64>,
    /// No statements of these rows, by label or key.
    pub without_rows: BTreeSet<String>,
    /// No statements on these columns.
    pub without_columns: BTreeSet<String>,
    /// Only statements of these rows, where there are any names here.
    pub only_rows: BTreeSet<String>,
    /// Only statements on these columns, where there are any names here.
    pub only_columns: BTreeSet<String>,
}

/// The statements that enter a network, and what became of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Those that enter, in the corpus's order.
    pub records: Vec<Record>,
    /// Left out by date.
    pub outside: usize,
    /// Left out by name.
    pub excluded: usize,
    /// Left out since they were said before.
    pub repeated: usize,
    /// Those among `records` without a date.
    pub undated: usize,
    /// Which rows and columns have statements in the range of dates, whether they enter or not.
    pub(crate) seen: [Vec<bool>; 2],
}

impl Filter {
    /// The first second of the first day that `date` can mean: what [`Filter::from`] wants.
    #[must_use]
    pub fn first_second(date: PartialDate) -> Option<i64> {
        seconds_of(date)
    }

    /// The last second of the last day that `date` can mean: what [`Filter::to`] wants.
    #[must_use]
    pub fn last_second(date: PartialDate) -> Option<i64> {
        let (year, month, day) = date.latest();
        PartialDate::new(year, Some(month), Some(day)).and_then(seconds_of).map(|start| start + 86_399)
    }
}

impl Selection {
    /// The statements of `corpus` that pass `filter`, duplicates folded as `spec` says: the first of them stays.
    /// O(n) in the number of statements.
    #[must_use]
    pub fn of(corpus: &Corpus, spec: &Spec, filter: &Filter) -> Self {
        let passes = [
            flags(&corpus.rows, &filter.only_rows, &filter.without_rows),
            flags(&corpus.columns, &filter.only_columns, &filter.without_columns),
        ];
        let mut selection = Self {
            records: Vec::with_capacity(corpus.records.len()),
            outside: 0,
            excluded: 0,
            repeated: 0,
            undated: 0,
            seen: [vec![false; corpus.rows.len()], vec![false; corpus.columns.len()]],
        };
        let mut said = HashSet::new();
        for record in &corpus.records {
            let (row, column) = (record.row as usize, record.column as usize);
            if !in_range(record.time, filter) {
                selection.outside += 1;
                continue;
            }
            selection.seen[0][row] = true;
            selection.seen[1][column] = true;
            if !(passes[0][row] && passes[1][column]) {
                selection.excluded += 1;
                continue;
            }
            let level = if spec.aggregation == Aggregation::Ignore { 0 } else { record.level };
            let fresh = spec.duplicates == Duplicates::Include
                || said.insert((record.row, record.column, level, period(record, spec)));
            if fresh {
                selection.undated += usize::from(record.time.is_none());
                selection.records.push(*record);
            } else {
                selection.repeated += 1;
            }
        }
        selection
    }
}

fn flags(nodes: &[Node], only: &BTreeSet<String>, without: &BTreeSet<String>) -> Vec<bool> {
    let named =
        |node: &Node, names: &BTreeSet<String>| names.contains(&node.label) || names.contains(&node.key);
    nodes.iter().map(|node| (only.is_empty() || named(node, only)) && !named(node, without)).collect()
}

fn in_range(time: Option<i64>, filter: &Filter) -> bool {
    match time {
        Some(time) => filter.from.is_none_or(|from| from <= time) && filter.to.is_none_or(|to| time <= to),
        None => filter.from.is_none() && filter.to.is_none(),
    }
}

/// What statements must share to be one: (sort of period, year, number in it).
fn period(record: &Record, spec: &Spec) -> (u8, i64, i64) {
    let document = (0, i64::from(record.document), 0);
    // Without a date, the document is the only period that is known.
    let Some(time) = record.time else {
        return if spec.duplicates == Duplicates::AcrossRange { (1, 0, 0) } else { document };
    };
    let year_of = |(year, number): (i16, i8)| (1, i64::from(year), i64::from(number));
    let period = match (spec.duplicates, spec.compat) {
        (Duplicates::Include | Duplicates::Document, _) => Some(document),
        (Duplicates::Week, false) => iso_week(time).map(year_of),
        (Duplicates::Week, true) => american_week(time).map(|week| (1, 0, i64::from(week))),
        (Duplicates::Month, false) => month(time).map(year_of),
        (Duplicates::Month, true) => month(time).map(|(_, month)| (1, 0, i64::from(month))),
        (Duplicates::Year, _) => civil(time).map(|date| (1, i64::from(date.year()), 0)),
        (Duplicates::AcrossRange, _) => Some((1, 0, 0)),
    };
    period.unwrap_or(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CorpusBuilder, Scale};

    fn seven() -> Corpus {
        let mut builder = CorpusBuilder::new(Scale::Boolean);
        let dates = [
            "2010-01-04",
            "2010-01-06",
            "2010-01-10",
            "2010-01-20",
            "2010-06-01",
            "2011-01-05",
            "2011-06-15",
        ];
        for (at, date) in dates.into_iter().enumerate() {
            let time = seconds_of(date.parse().unwrap());
            builder.add(&Node::named("org"), &Node::named("x"), 1, time, &format!("d{at}"), at as u32 + 1);
        }
        builder.finish()
    }

    fn kept(duplicates: Duplicates, compat: bool) -> Vec<u32> {
        let spec = Spec { duplicates, compat, aggregation: Aggregation::Subtract, ..Spec::default() };
        Selection::of(&seven(), &spec, &Filter::default())
            .records
            .iter()
            .map(|record| record.origin)
            .collect()
    }

    #[test]
    fn weeks_and_months_know_their_year() {
        assert_eq!(kept(Duplicates::Include, false), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(kept(Duplicates::Document, false), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(kept(Duplicates::Week, false), [1, 4, 5, 6, 7]);
        assert_eq!(kept(Duplicates::Month, false), [1, 5, 6, 7]);
        assert_eq!(kept(Duplicates::Year, false), [1, 6]);
        assert_eq!(kept(Duplicates::AcrossRange, false), [1]);
    }

    #[test]
    fn compat_forgets_the_year() {
        assert_eq!(kept(Duplicates::Week, true), [1, 3, 4, 5, 7]);
        assert_eq!(kept(Duplicates::Month, true), [1, 5]);
        assert_eq!(kept(Duplicates::Year, true), [1, 6]);
    }

    #[test]
    fn a_month_lasts_to_its_end() {
        let month: PartialDate = "2011-02".parse().unwrap();
        let day = |time: Option<i64>| crate::day_text(time.unwrap());
        assert_eq!(day(Filter::first_second(month)), "2011-02-01");
        assert_eq!(day(Filter::last_second(month)), "2011-02-28T23:59:59");
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let filter = Filter {
            from: seconds_of("2010-01-06".parse().unwrap()),
            to: seconds_of("2010-06-01".parse().unwrap()),
            ..Filter::default()
        };
        let spec = Spec { duplicates: Duplicates::Month, ..Spec::default() };
        let selection = Selection::of(&seven(), &spec, &filter);
        assert_eq!((selection.records.len(), selection.outside, selection.repeated), (2, 3, 2));
        let none = Filter { without_rows: ["org".to_owned()].into(), ..Filter::default() };
        assert_eq!(Selection::of(&seven(), &spec, &none).excluded, 7);
    }
}
