//! A table of numbers.

/// Numbers in rows and columns, stored row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Matrix {
    /// All zeros.
    #[must_use]
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, values: vec![0.0; rows * columns] }
    }

    /// These values, row by row; missing ones are 0.
    #[must_use]
    pub fn from_rows(columns: usize, rows: &[Vec<f64>]) -> Self {
        let mut matrix = Self::zeros(rows.len(), columns);
        for (row, given) in matrix.values.chunks_mut(columns.max(1)).zip(rows) {
            for (cell, value) in row.iter_mut().zip(given) {
                *cell = *value;
            }
        }
        matrix
    }

    pub(crate) fn from_values(rows: usize, columns: usize, values: Vec<f64>) -> Self {
        debug_assert_eq!(values.len(), rows * columns);
        Self { rows, columns, values }
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The number in row `i`, column `j`.
    ///
    /// # Panics
    /// Where there is no such row or column.
    #[must_use]
    pub fn get(&self, i: usize, j: usize) -> f64 {
        self.values[i * self.columns + j]
    }

    pub(crate) fn set(&mut self, i: usize, j: usize, value: f64) {
        self.values[i * self.columns + j] = value;
    }

    /// Row `i`.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn row(&self, i: usize) -> &[f64] {
        &self.values[i * self.columns..(i + 1) * self.columns]
    }

    /// Sum of all cells.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.values.iter().sum()
    }

    /// Cells that are not 0: row, column, value; by rows.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        let columns = self.columns.max(1);
        self.values
            .iter()
            .enumerate()
            .filter(|(_, value)| **value != 0.0)
            .map(move |(at, value)| (at / columns, at % columns, *value))
    }

    /// Cell by cell, `f` of this and the other.
    pub(crate) fn zip(&self, other: &Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let values = self.values.iter().zip(&other.values).map(|(a, b)| f(*a, *b)).collect();
        Self { values, ..*self }
    }
}
