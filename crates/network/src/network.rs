//! A corpus, seen as a network.

use crate::counts::{Counts, Places};
use crate::{
    Aggregation, Corpus, Filter, Matrix, Mode, NetworkError, Node, Normalization, Record, Scale, Selection,
    Spec,
};
use crate::{normalize, onemode, twomode};

/// So many cells and no more: 800 MB of numbers.
const MOST_CELLS: usize = 100_000_000;

/// Nodes and the matrix between them.
#[derive(Debug, Clone)]
pub struct Network {
    /// What it was asked to be.
    pub spec: Spec,
    /// Its rows, by label; what was known of them, and `statements`, `supports`, `opposes`, `first`, `last`.
    pub rows: Vec<Node>,
    /// Its columns; of a one-mode network the same as its rows, and empty here.
    pub columns: Vec<Node>,
    /// Ties. Of a one-mode network symmetric, with a diagonal of zeros.
    pub matrix: Matrix,
    /// The statements in it.
    pub selection: Selection,
    pub(crate) places: Places,
    pub(crate) scale: Scale,
}

/// One tie.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// Index of the row.
    pub from: usize,
    /// Index of the column; in one-mode networks of the other row, which is greater.
    pub to: usize,
    /// What the matrix says.
    pub weight: f64,
    /// Two-mode: the tie's statements, by time. One-mode: none.
    pub records: Vec<Record>,
}

impl Network {
    /// The network of those statements of `corpus` that pass `filter`.
    ///
    /// # Errors
    /// [`NetworkError`] where aggregation or normalization do not go with the mode, or the matrix would be too large.
    pub fn of(corpus: &Corpus, spec: &Spec, filter: &Filter) -> Result<Self, NetworkError> {
        check(spec)?;
        let selection = Selection::of(corpus, spec, filter);
        let mut used = [vec![false; corpus.rows.len()], vec![false; corpus.columns.len()]];
        for record in &selection.records {
            used[0][record.row as usize] = true;
            used[1][record.column as usize] = true;
        }
        let places = Places::new(if spec.isolates { &selection.seen } else { &used });
        let other = if spec.mode == Mode::OneMode { places.rows } else { places.columns };
        if places.rows.saturating_mul(other) > MOST_CELLS {
            return Err(NetworkError::TooLarge { rows: places.rows, columns: other });
        }
        let levels = corpus.levels();
        let counts = Counts::new(selection.records.iter().map(|record| (record, 1.0)), &places, &levels);
        let mut matrix = raw(&counts, spec, corpus, &levels)?;
        match spec.mode {
            Mode::TwoMode => normalize::twomode(&mut matrix, &counts, spec.normalization, spec.aggregation),
            Mode::OneMode => {
                if spec.normalization != Normalization::No {
                    normalize::onemode(&mut matrix, &counts, spec.normalization);
                }
                clear_diagonal(&mut matrix);
            }
        }
        let rows =
            described(&corpus.rows, &places.row, &selection.records, &corpus.scale, |record| record.row);
        let columns = match spec.mode {
            Mode::OneMode => Vec::new(),
            Mode::TwoMode => {
                described(&corpus.columns, &places.column, &selection.records, &corpus.scale, |record| {
                    record.column
                })
            }
        };
        Ok(Self { spec: *spec, rows, columns, matrix, selection, places, scale: corpus.scale.clone() })
    }

    /// What stands at the head of the matrix's columns.
    #[must_use]
    pub fn heads(&self) -> &[Node] {
        if self.spec.mode == Mode::OneMode { &self.rows } else { &self.columns }
    }

    /// The ties that are not 0, by row and column; of a one-mode network each once.
    #[must_use]
    pub fn edges(&self) -> Vec<Edge> {
        let one_mode = self.spec.mode == Mode::OneMode;
        let mut edges: Vec<Edge> = self
            .matrix
            .cells()
            .filter(|(i, j, _)| !one_mode || i < j)
            .map(|(from, to, weight)| Edge { from, to, weight, records: Vec::new() })
            .collect();
        if !one_mode {
            for record in &self.selection.records {
                let Some(place) = self.places.of(record) else { continue };
                // Statements for and against may leave 0: no tie to hang them on.
                if let Ok(at) = edges.binary_search_by_key(&place, |edge| (edge.from, edge.to)) {
                    edges[at].records.push(*record);
                }
            }
        }
        edges
    }

    /// Index of the row of this label or key.
    ///
    /// # Errors
    /// [`NetworkError::UnknownNode`].
    pub fn row(&self, name: &str) -> Result<usize, NetworkError> {
        let exact = self.rows.iter().position(|node| node.label == name || node.key == name);
        let folded = standpoint_model::fold_name(name);
        let near = || self.rows.iter().position(|node| standpoint_model::fold_name(&node.label) == folded);
        exact.or_else(near).ok_or_else(|| NetworkError::UnknownNode(name.to_owned()))
    }

    /// How many of these records are for and against; none where levels are not yes and no.
    pub(crate) fn sides(&self, records: &[Record]) -> Option<(usize, usize)> {
        (self.scale == Scale::Boolean).then(|| {
            let supports = records.iter().filter(|record| record.level == 1).count();
            (supports, records.len() - supports)
        })
    }
}

/// Before normalization, with the diagonal.
pub(crate) fn raw(
    counts: &Counts,
    spec: &Spec,
    corpus: &Corpus,
    levels: &[i32],
) -> Result<Matrix, NetworkError> {
    if spec.mode == Mode::TwoMode {
        return twomode::twomode(counts, spec.aggregation, levels, &corpus.scale);
    }
    let category = matches!(corpus.scale, Scale::Category(_));
    let projected =
        |aggregation| onemode::onemode(counts, aggregation, levels, &corpus.scale, corpus.range(spec.compat));
    Ok(match spec.aggregation {
        Aggregation::Conflict if category && spec.compat => onemode::lone_levels(counts),
        Aggregation::Subtract if category && spec.compat => {
            projected(Aggregation::Congruence).zip(&onemode::lone_levels(counts), |a, b| a - b)
        }
        aggregation => projected(aggregation),
    })
}

pub(crate) fn clear_diagonal(matrix: &mut Matrix) {
    for i in 0..matrix.rows() {
        matrix.set(i, i, 0.0);
    }
}

fn check(spec: &Spec) -> Result<(), NetworkError> {
    use Normalization::{Activity, Average, Cosine, Jaccard, Prominence, VectorCosine};
    let mode = spec.mode.as_str();
    let (aggregations, normalizations) = match spec.mode {
        Mode::TwoMode => ("ignore, subtract, combine", "no, activity, prominence"),
        Mode::OneMode => {
            ("ignore, congruence, conflict, subtract", "no, average, jaccard, cosine, vector-cosine")
        }
    };
    let wrong = match spec.mode {
        Mode::TwoMode => matches!(spec.aggregation, Aggregation::Congruence | Aggregation::Conflict),
        Mode::OneMode => spec.aggregation == Aggregation::Combine,
    };
    if wrong {
        let aggregation = spec.aggregation.as_str();
        return Err(NetworkError::Aggregation { aggregation, mode, known: aggregations });
    }
    let wrong = match spec.mode {
        Mode::TwoMode => matches!(spec.normalization, Average | Jaccard | Cosine | VectorCosine),
        Mode::OneMode => matches!(spec.normalization, Activity | Prominence),
    };
    if wrong {
        let normalization = spec.normalization.as_str();
        return Err(NetworkError::Normalization { normalization, mode, known: normalizations });
    }
    Ok(())
}

/// The nodes that have a place, each with what its records tell.
fn described(
    nodes: &[Node],
    places: &[Option<u32>],
    records: &[Record],
    scale: &Scale,
    of: impl Fn(&Record) -> u32,
) -> Vec<Node> {
    type Told = (usize, usize, Option<i64>, Option<i64>);
    let mut told: Vec<Told> = vec![(0, 0, None, None); nodes.len()];
    for record in records {
        let (number, supports, first, last) = &mut told[of(record) as usize];
        *number += 1;
        *supports += usize::from(record.level == 1);
        // Records come by time.
        if record.time.is_some() {
            *first = first.or(record.time);
            *last = record.time;
        }
    }
    let one = |((node, place), (number, supports, first, last)): ((&Node, &Option<u32>), Told)| {
        place.map(|_| {
            let mut node = node.clone();
            let mut put = |name: &str, value: String| node.attributes.insert(name.to_owned(), value);
            put("statements", number.to_string());
            if *scale == Scale::Boolean {
                put("supports", supports.to_string());
                put("opposes", (number - supports).to_string());
            }
            for (name, time) in [("first", first), ("last", last)] {
                if let Some(time) = time {
                    put(name, crate::day_text(time));
                }
            }
            node
        })
    };
    nodes.iter().zip(places).zip(told).filter_map(one).collect()
}
