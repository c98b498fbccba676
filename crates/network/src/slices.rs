//! Networks over time: a window that moves, or a kernel.

use crate::calendar::Unit;
use crate::counts::Counts;
use crate::network::{clear_diagonal, raw};
use crate::spec::words;
use crate::{Corpus, Filter, Matrix, Mode, Network, NetworkError, Normalization, Record, Spec, normalize};
use standpoint_model::UnknownTerm;
use std::{fmt, str::FromStr};

words! {
    /// How much a statement weighs by its distance d from the middle of the window, in half widths.
    Kernel, "kernel", {
        /// Statements inside the window count one, all others nothing.
        No = "no",
        /// 1/2 for |d| ≤ 1.
        Uniform = "uniform",
        /// ¾(1 − d²) for |d| ≤ 1.
        Epanechnikov = "epanechnikov",
        /// 1 − |d| for |d| ≤ 1.
        Triangular = "triangular",
        /// exp(−d²/2)/√(2π) for |d| ≤ 3, beyond which it is below a hundredth of its peak.
        Gaussian = "gaussian",
    }
}

/// A window that moves over a corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    /// What its width is counted in.
    pub unit: Unit,
    /// Its width. Without a kernel, half of it, (width − 1)/2 rounded up, is taken to each side of the middle.
    pub width: u32,
    /// How statements in it weigh.
    pub kernel: Kernel,
    /// With a kernel: only middles at least half a width inside the range.
    pub indent: bool,
}

/// One position of the window.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Its middle, in seconds since 1970 (UTC).
    pub middle: i64,
    /// Its first second.
    pub from: i64,
    /// Its last second.
    pub to: i64,
    /// Number of statements in it.
    pub statements: usize,
    /// Ties between the nodes of the whole network.
    pub matrix: Matrix,
}

/// The network of the whole range, and one matrix for each position of the window, over the same nodes. Duplicates are
/// folded before the window moves. Statements without a date are in the first, and in no slice.
///
/// Windows without a kernel move by one unit and lie wholly inside the range (`filter`'s dates, else those of the first
/// and last statement); those in [`Unit::Events`] move from statement to statement. With a kernel a middle stands at every
/// unit of the range; two-mode ties are Σζ, one-mode ties Σ s·√(ζζ'), where s is the similarity of levels.
/// O(positions × (statements in the window + cost of one network)).
///
/// # Errors
/// As [`Network::of`], and [`NetworkError::EmptyWindow`].
pub fn slices(
    corpus: &Corpus,
    spec: &Spec,
    filter: &Filter,
    windows: &Windows,
) -> Result<(Network, Vec<Slice>), NetworkError> {
    if windows.width == 0 {
        return Err(NetworkError::EmptyWindow);
    }
    let whole = Network::of(corpus, spec, filter)?;
    let dated: Vec<(i64, &Record)> =
        whole.selection.records.iter().filter_map(|record| Some((record.time?, record))).collect();
    let Some((first, last)) = dated.first().zip(dated.last()).map(|(a, b)| (a.0, b.0)) else {
        return Ok((whole, Vec::new()));
    };
    let context = Context { corpus, spec, windows, whole: &whole, levels: corpus.levels() };
    let slices = if windows.unit == Unit::Events {
        context.by_event(&dated)
    } else if windows.kernel == Kernel::No {
        context.by_time(&dated, filter.from.unwrap_or(first), filter.to.unwrap_or(last))
    } else {
        let start = filter.from.map_or(first, |from| from.max(first));
        let end = filter.to.map_or(last, |to| to.min(last));
        context.by_kernel(&dated, start, end)
    };
    slices.map(|slices| (whole.clone(), slices))
}

struct Context<'a> {
    corpus: &'a Corpus,
    spec: &'a Spec,
    windows: &'a Windows,
    whole: &'a Network,
    levels: Vec<i32>,
}

impl Context<'_> {
    fn by_event(&self, dated: &[(i64, &Record)]) -> Result<Vec<Slice>, NetworkError> {
        let half = self.windows.width as usize / 2;
        (half..dated.len().saturating_sub(half))
            .map(|at| {
                let inside = &dated[at - half..=at + half];
                let ends = (inside[0].0, inside[inside.len() - 1].0);
                self.slice(
                    dated[at].0,
                    ends,
                    &inside.iter().map(|(_, record)| (*record, 1.0)).collect::<Vec<_>>(),
                )
            })
            .collect()
    }

    fn by_time(&self, dated: &[(i64, &Record)], start: i64, end: i64) -> Result<Vec<Slice>, NetworkError> {
        let half = i64::from(self.windows.width / 2);
        let unit = self.windows.unit;
        let mut slices = Vec::new();
        for step in 0.. {
            // From the start each time: a month after 31 January is the last of February, two are 31 March.
            let Some(middle) = unit.moved(start, half + step) else { break };
            let (Some(from), Some(to)) = (unit.moved(middle, -half), unit.moved(middle, half)) else { break };
            if to > end {
                break;
            }
            let inside = &dated[dated.partition_point(|(time, _)| *time < from)
                ..dated.partition_point(|(time, _)| *time <= to)];
            let records: Vec<_> = inside.iter().map(|(_, record)| (*record, 1.0)).collect();
            slices.push(self.slice(middle, (from, to), &records)?);
        }
        Ok(slices)
    }

    fn by_kernel(&self, dated: &[(i64, &Record)], start: i64, end: i64) -> Result<Vec<Slice>, NetworkError> {
        let (unit, compat) = (self.windows.unit, self.spec.compat);
        if compat && unit == Unit::Seconds {
            return Ok(Vec::new());
        }
        let half = i64::from(self.windows.width.div_ceil(2));
        let indent = if self.windows.indent { half } else { 0 };
        let reach = if self.windows.kernel == Kernel::Gaussian && !compat { 3 * half } else { half };
        let mut slices = Vec::new();
        for step in 0.. {
            let Some(middle) = unit.moved(start, indent + step) else { break };
            if unit.moved(middle, indent).is_none_or(|edge| edge > end) {
                break;
            }
            let from = unit.moved(middle, -reach).unwrap_or(i64::MIN);
            let to = unit.moved(middle, reach).unwrap_or(i64::MAX);
            let inside = &dated[dated.partition_point(|(time, _)| *time < from)
                ..dated.partition_point(|(time, _)| *time <= to)];
            let records: Vec<_> = inside
                .iter()
                .map(|(time, record)| {
                    let distance = unit.between(*time, middle) as f64 / half as f64;
                    (*record, weight(self.windows.kernel, distance, compat))
                })
                .collect();
            slices.push(self.slice(middle, (from, to), &records)?);
        }
        Ok(slices)
    }

    fn slice(
        &self,
        middle: i64,
        ends: (i64, i64),
        records: &[(&Record, f64)],
    ) -> Result<Slice, NetworkError> {
        let (spec, places) = (self.spec, &self.whole.places);
        let kernel = self.windows.kernel != Kernel::No;
        let root = kernel && spec.mode == Mode::OneMode;
        let statements = records.len();
        let weighted =
            records.iter().map(|(record, weight)| (*record, if root { weight.sqrt() } else { *weight }));
        let counts = Counts::new(weighted, places, &self.levels);
        let mut matrix = raw(&counts, spec, self.corpus, &self.levels)?;
        match spec.mode {
            Mode::TwoMode => normalize::twomode(&mut matrix, &counts, spec.normalization, spec.aggregation),
            Mode::OneMode if kernel && spec.compat => {
                if spec.normalization == Normalization::Average {
                    let plain = Counts::new(records.iter().map(|(one, _)| (*one, 1.0)), places, &self.levels);
                    normalize::compat_average(&mut matrix, &plain);
                }
            }
            Mode::OneMode => {
                match spec.normalization {
                    Normalization::No => {}
                    Normalization::Average => {
                        // What a statement weighs in a total is ζ, of which ties hold the root twice.
                        let totals = Counts::new(records.iter().copied(), places, &self.levels);
                        normalize::onemode(&mut matrix, &totals, spec.normalization);
                    }
                    other => normalize::onemode(&mut matrix, &counts, other),
                }
                clear_diagonal(&mut matrix);
            }
        }
        Ok(Slice { middle, from: ends.0, to: ends.1, statements, matrix })
    }
}

/// ζ(d).
fn weight(kernel: Kernel, d: f64, compat: bool) -> f64 {
    match kernel {
        Kernel::No => 1.0,
        Kernel::Uniform => 0.5,
        Kernel::Epanechnikov => (0.75 * (1.0 - d * d)).max(0.0),
        Kernel::Triangular if compat => (1.0 - d).abs(),
        Kernel::Triangular => (1.0 - d.abs()).max(0.0),
        Kernel::Gaussian => (-d * d / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kernels_are_symmetric_and_peak_in_the_middle() {
        for kernel in Kernel::ALL {
            for step in 0..=10 {
                let d = f64::from(step) / 10.0;
                assert_eq!(weight(*kernel, d, false), weight(*kernel, -d, false), "{kernel}");
                assert!(weight(*kernel, 0.0, false) >= weight(*kernel, d, false), "{kernel}");
            }
        }
        assert_eq!(weight(Kernel::Triangular, -1.0, true), 2.0);
        assert_eq!(weight(Kernel::Epanechnikov, 0.5, false), 0.5625);
    }
}
