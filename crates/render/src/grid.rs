//! The cells of a two-mode network: who said what how often on what.

use crate::said::{surest_first, tip};
use standpoint_model::Statement;
use standpoint_network::Network;
use std::collections::{BTreeMap, BTreeSet};

/// What one actor says on one target.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell<'a> {
    pub(crate) supports: usize,
    pub(crate) opposes: usize,
    pub(crate) said: Vec<&'a Statement>,
}

impl Cell<'_> {
    pub(crate) fn number(&self) -> usize {
        self.supports + self.opposes
    }

    /// The quotations, each side by itself.
    pub(crate) fn tip(&self) -> String {
        let mut parts = Vec::new();
        for predicate in self.said.iter().map(|said| said.predicate).collect::<BTreeSet<_>>() {
            let mut of_one: Vec<&Statement> =
                self.said.iter().copied().filter(|said| said.predicate == predicate).collect();
            surest_first(&mut of_one);
            parts.push(tip(&of_one));
        }
        parts.join("\n\n")
    }
}

/// The actors and targets that are drawn, and what was left out.
pub(crate) struct Grid<'a> {
    /// Indexes of the network's rows and columns.
    pub(crate) rows: Vec<usize>,
    pub(crate) columns: Vec<usize>,
    pub(crate) cells: BTreeMap<(usize, usize), Cell<'a>>,
    pub(crate) left_out: (usize, usize),
}

impl<'a> Grid<'a> {
    /// At most `rows` actors and `columns` targets: targets on which most actors speak, and actors with most statements on
    /// those. `statements` is the list that the network's records count.
    pub(crate) fn new(network: &Network, statements: &'a [Statement], rows: usize, columns: usize) -> Self {
        let mut cells: BTreeMap<(usize, usize), Cell<'_>> = BTreeMap::new();
        for edge in network.edges() {
            let cell = cells.entry((edge.from, edge.to)).or_default();
            for record in &edge.records {
                *(if record.level > 0 { &mut cell.supports } else { &mut cell.opposes }) += 1;
                cell.said.extend(statements.get(record.origin as usize));
            }
        }
        cells.retain(|_, cell| cell.number() > 0);
        cells.values_mut().for_each(|cell| surest_first(&mut cell.said));
        let best = |weights: BTreeMap<usize, (usize, usize)>, most: usize, key: &dyn Fn(usize) -> String| {
            let mut order: Vec<(usize, (usize, usize))> = weights.into_iter().collect();
            order.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| key(a.0).cmp(&key(b.0))));
            order.truncate(most);
            order.into_iter().map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let mut of_column: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for ((_, column), cell) in &cells {
            let weight = of_column.entry(*column).or_default();
            *weight = (weight.0 + 1, weight.1 + cell.number());
        }
        let all_columns = of_column.len();
        let kept = best(of_column, columns, &|at| network.columns[at].key.clone());
        let among: BTreeSet<usize> = kept.iter().copied().collect();
        let all_rows = cells.keys().map(|(row, _)| *row).collect::<BTreeSet<_>>().len();
        cells.retain(|(_, column), _| among.contains(column));
        let mut of_row: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for ((row, _), cell) in &cells {
            let weight = of_row.entry(*row).or_default();
            *weight = (weight.0 + cell.number(), weight.1 + 1);
        }
        let rows = best(of_row, rows, &|at| network.rows[at].key.clone());
        let among: BTreeSet<usize> = rows.iter().copied().collect();
        cells.retain(|(row, _), _| among.contains(row));
        let spoken: BTreeSet<usize> = cells.keys().map(|(_, column)| *column).collect();
        let columns: Vec<usize> = kept.into_iter().filter(|column| spoken.contains(column)).collect();
        let left_out = (all_rows - rows.len(), all_columns - columns.len());
        Self { rows, columns, cells, left_out }
    }

    /// What was left out, for the foot; absent where nothing was.
    pub(crate) fn note(&self) -> Option<String> {
        let (rows, columns) = self.left_out;
        (rows + columns > 0).then(|| {
            let rows = crate::said::counted(rows, "actor", "actors");
            let columns = crate::said::counted(columns, "target", "targets");
            format!("Left out: {rows} and {columns} with fewer statements.")
        })
    }
}
