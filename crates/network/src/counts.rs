//! The table x_ijk of counts, sparse: how often row i says level k of column j.

use crate::Record;

/// Of each row the slots (column × levels + level) that are not 0, ascending, with their weights.
#[derive(Debug, Clone)]
pub(crate) struct Counts {
    pub(crate) columns: usize,
    pub(crate) levels: usize,
    pub(crate) rows: Vec<Vec<(u32, f64)>>,
}

/// Where the corpus's rows and columns stand in a network.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    pub(crate) row: Vec<Option<u32>>,
    pub(crate) column: Vec<Option<u32>>,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

impl Places {
    /// Places for the rows and columns that are `used`, in their order.
    pub(crate) fn new(used: &[Vec<bool>; 2]) -> Self {
        let number = |used: &[bool]| {
            let mut next = 0;
            let places: Vec<Option<u32>> = used
                .iter()
                .map(|used| {
                    used.then(|| {
                        next += 1;
                        next - 1
                    })
                })
                .collect();
            (places, next as usize)
        };
        let ((row, rows), (column, columns)) = (number(&used[0]), number(&used[1]));
        Self { row, column, rows, columns }
    }

    /// Row and column of a record; none where they have no place.
    pub(crate) fn of(&self, record: &Record) -> Option<(usize, usize)> {
        let (row, column) = (self.row[record.row as usize]?, self.column[record.column as usize]?);
        Some((row as usize, column as usize))
    }
}

impl Counts {
    /// Counts `records`, each with its weight. O(n log n).
    pub(crate) fn new<'a>(
        records: impl IntoIterator<Item = (&'a Record, f64)>,
        places: &Places,
        levels: &[i32],
    ) -> Self {
        let mut rows: Vec<Vec<(u32, f64)>> = vec![Vec::new(); places.rows];
        for (record, weight) in records {
            let Some((row, column)) = places.of(record) else { continue };
            let Ok(level) = levels.binary_search(&record.level) else { continue };
            rows[row].push(((column * levels.len() + level) as u32, weight));
        }
        for row in &mut rows {
            // Stable: equal slots keep the order of records, so that sums do not depend on the sort.
            row.sort_by_key(|(slot, _)| *slot);
            row.dedup_by(|later, first| {
                let same = later.0 == first.0;
                if same {
                    first.1 += later.1;
                }
                same
            });
        }
        Self { columns: places.columns, levels: levels.len(), rows }
    }

    pub(crate) fn slots(&self) -> usize {
        self.columns * self.levels
    }

    /// n_i: all that a row says.
    pub(crate) fn row_totals(&self) -> Vec<f64> {
        self.rows.iter().map(|row| row.iter().map(|(_, weight)| weight).sum()).collect()
    }

    /// All that is said on a column.
    pub(crate) fn column_totals(&self) -> Vec<f64> {
        let mut totals = vec![0.0; self.columns];
        for (slot, weight) in self.rows.iter().flatten() {
            totals[*slot as usize / self.levels] += weight;
        }
        totals
    }

    /// The same with `f` of each weight.
    pub(crate) fn map(&self, f: impl Fn(f64) -> f64) -> Self {
        let rows = self.rows.iter().map(|row| row.iter().map(|(slot, weight)| (*slot, f(*weight))).collect());
        Self { rows: rows.collect(), ..*self }
    }

    /// z_ijk = Σ_k' s_kk' x_ijk': each column's levels as seen by the similarity `s`. Zeros are left out.
    pub(crate) fn seen_by(&self, s: &[Vec<f64>]) -> Self {
        let levels = self.levels;
        let one = |row: &Vec<(u32, f64)>| {
            let mut out: Vec<(u32, f64)> = Vec::with_capacity(row.len());
            let mut at = 0;
            while at < row.len() {
                let column = row[at].0 as usize / levels;
                let end = at + row[at..].partition_point(|(slot, _)| *slot as usize / levels == column);
                for (level, similar) in s.iter().enumerate() {
                    let value: f64 = row[at..end]
                        .iter()
                        .map(|(slot, weight)| similar[*slot as usize % levels] * weight)
                        .sum();
                    if value != 0.0 {
                        out.push(((column * levels + level) as u32, value));
                    }
                }
                at = end;
            }
            out
        };
        Self { rows: self.rows.iter().map(one).collect(), ..*self }
    }
}
