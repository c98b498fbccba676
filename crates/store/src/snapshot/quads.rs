//! Quads as rows of four numbers, kept in four orders, so that any pattern is a range of one of them and a sieve.

use std::ops::Range;

/// Subject, predicate, object, graph.
pub(super) type Row = [u32; 4];

/// The orders: which column of a row stands first, second, third, fourth.
const ORDERS: [[usize; 4]; 4] = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3], [3, 0, 1, 2]];

/// Rows in four orders, each row as its columns stand in that order.
#[derive(Debug)]
pub(super) struct Quads {
    orders: [Vec<Row>; 4],
}

/// Where the rows are that fit a pattern: a range of one order, and what else must hold there.
#[derive(Debug, Clone)]
pub(super) struct Matches {
    order: usize,
    range: Range<usize>,
}

/// A place in [`Quads`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    order: usize,
    at: usize,
}

impl Quads {
    /// Sorts `rows` in every order; what is said twice stands once.
    pub(super) fn new(mut rows: Vec<Row>) -> Self {
        rows.sort_unstable();
        rows.dedup();
        rows.shrink_to_fit();
        let sorted = |columns: [usize; 4]| {
            let mut order: Vec<Row> = rows.iter().map(|row| columns.map(|column| row[column])).collect();
            order.sort_unstable();
            order
        };
        let others = [sorted(ORDERS[1]), sorted(ORDERS[2]), sorted(ORDERS[3])];
        let [second, third, fourth] = others;
        Self { orders: [rows, second, third, fourth] }
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.orders[0].len()
    }

    /// The smallest range in which every row that fits `pattern` stands. Rows that do not fit can stand in it too, where a
    /// graph and something else are bound: see [`fits`].
    pub(super) fn matching(&self, pattern: [Option<u32>; 4]) -> Matches {
        let mut best: Option<Matches> = None;
        for (order, columns) in ORDERS.iter().enumerate() {
            let bound: Vec<u32> = columns.iter().map_while(|column| pattern[*column]).collect();
            if bound.is_empty() && order > 0 {
                continue;
            }
            let rows = &self.orders[order];
            let start = rows.partition_point(|row| row[..bound.len()] < bound[..]);
            let length = rows[start..].partition_point(|row| row[..bound.len()] == bound[..]);
            if best.as_ref().is_none_or(|best| length < best.range.len()) {
                best = Some(Matches { order, range: start..start + length });
            }
        }
        best.unwrap_or_else(|| self.nothing())
    }

    /// No row.
    pub(super) fn nothing(&self) -> Matches {
        Matches { order: 0, range: 0..0 }
    }

    /// The row at a place, as subject, predicate, object, graph.
    pub(super) fn at(&self, place: Place) -> Row {
        let stored = self.orders[place.order][place.at];
        let mut row = [0; 4];
        for (value, column) in stored.into_iter().zip(ORDERS[place.order]) {
            row[column] = value;
        }
        row
    }

    /// Every graph, in ascending order.
    pub(super) fn graphs(&self) -> impl Iterator<Item = u32> + '_ {
        let rows = &self.orders[3];
        let mut at = 0;
        std::iter::from_fn(move || {
            let graph = rows.get(at)?[0];
            at += rows[at..].partition_point(|row| row[0] == graph);
            Some(graph)
        })
    }
}

impl Iterator for Matches {
    type Item = Place;
    fn next(&mut self) -> Option<Place> {
        self.range.next().map(|at| Place { order: self.order, at })
    }
}

/// Whether a row is what a pattern asks for.
pub(super) fn fits(row: Row, pattern: [Option<u32>; 4]) -> bool {
    row.into_iter().zip(pattern).all(|(value, wanted)| wanted.is_none_or(|wanted| wanted == value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_pattern_finds_what_a_search_through_all_rows_finds(
            rows in proptest::collection::vec(proptest::array::uniform4(0u32..4), 0..60),
            pattern in proptest::array::uniform4(proptest::option::of(0u32..5)),
        ) {
            let quads = Quads::new(rows.clone());
            let mut found: Vec<Row> =
                quads.matching(pattern).map(|place| quads.at(place)).filter(|row| fits(*row, pattern)).collect();
            let mut wanted: Vec<Row> = rows.into_iter().filter(|row| fits(*row, pattern)).collect();
            wanted.sort_unstable();
            wanted.dedup();
            found.sort_unstable();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn graphs_are_listed_once() {
        let quads = Quads::new(vec![[1, 1, 1, 9], [1, 2, 3, 7], [4, 4, 4, 9]]);
        assert_eq!(quads.graphs().collect::<Vec<_>>(), [7, 9]);
    }
}
