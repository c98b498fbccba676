//! How far actors stand in two camps that agree inside and conflict across.

use super::{balance::divide, compat};
use crate::counts::{Counts, Places};
use crate::network::{clear_diagonal, raw};
use crate::{
    Aggregation, Corpus, Filter, Matrix, NetworkError, Normalization, Record, Selection, Spec, normalize,
};

/// How polarization is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PolarizationOptions {
    /// Whether the camps must be of one size (±1), as in Discourse Network Analyzer; free otherwise.
    pub balanced: bool,
    /// How many random worlds it is compared with; 0 for none.
    pub worlds: usize,
    /// Divisions from which the search begins where there are more than twenty actors.
    pub starts: usize,
    /// Seed of all chance.
    pub seed: u64,
}

impl Default for PolarizationOptions {
    fn default() -> Self {
        Self { balanced: false, worlds: 200, starts: 20, seed: 1 }
    }
}

/// How polarized, into which camps, and how much of that chance would give.
#[derive(Debug, Clone, PartialEq)]
pub struct Polarization {
    /// 0 to 1: `inside + across − 1`; with [`Spec::compat`] what Discourse Network Analyzer prints.
    pub score: f64,
    /// Share of all congruence that is inside camps; 1 where there is no congruence at all.
    pub inside: f64,
    /// Share of all conflict that is between camps; 0 where there is no conflict at all.
    pub across: f64,
    /// Labels of both camps' actors, the larger camp first.
    pub camps: [Vec<String>; 2],
    /// Whether no division scores higher for certain.
    pub exact: bool,
    /// Mean score of random worlds; none where none were made.
    pub expected: Option<f64>,
    /// How many standard deviations the score lies above that; none where worlds do not differ.
    pub z: Option<f64>,
    /// Share of random worlds, this one counted among them, that score as high.
    pub p: Option<f64>,
}

/// Polarization of the statements of `corpus` that pass `filter`, duplicates folded as `spec` says; its mode and aggregation do
/// not matter, and its normalization is that of the congruence and conflict networks ([`Normalization::Average`] is usual).
///
/// With congruence C and conflict D between actors, and s_ij = 1 where i and j are in one camp, the score is
/// max over divisions of Σ s_ij C_ij / ΣC + Σ (1 − s_ij) D_ij / ΣD − 1.
/// It is 1 for two camps that agree inside and conflict across and nothing else, and 0 where no division does better than one
/// camp of all: in consensus, too. The objective is structural balance (Cartwright and Harary 1956; Doreian and Mrvar
/// 2009), both signs weighing the same; "camps" may be of any size.
///
/// The random worlds keep who speaks on what and when; for and against are dealt anew among the statements on each target,
/// which keeps each target's rate of support (against the bias that Salloum, Chen and Kivelä, "Separating polarization from
/// noise", 2022, found in scores without null models). Cost: one division a world, see [`PolarizationOptions::starts`].
///
/// With [`Spec::compat`], score and camps are those of Discourse Network Analyzer 3.1.2: camps of one size, and the division that is
/// farthest from the ideal structure (`compat.rs` gives the formula). Its searches are not seeded and may stop below this maximum.
///
/// # Errors
/// As [`crate::Network::of`].
pub fn polarization(
    corpus: &Corpus,
    spec: &Spec,
    filter: &Filter,
    options: &PolarizationOptions,
) -> Result<Polarization, NetworkError> {
    // Levels matter here, whatever the aggregation.
    let spec = Spec { aggregation: Aggregation::Congruence, mode: crate::Mode::OneMode, ..*spec };
    // Checks mode, normalization and size.
    let network = crate::Network::of(corpus, &spec, filter)?;
    let mut found = of_records(corpus, &spec, &network.selection, &network.places, options)?;
    let mut chance = fastrand::Rng::with_seed(options.seed);
    let mut scores = Vec::with_capacity(options.worlds);
    for _ in 0..options.worlds {
        let world = dealt_anew(&network.selection, &mut chance);
        scores.push(of_records(corpus, &spec, &world, &network.places, options)?.0);
    }
    let (score, inside, across, second, exact) =
        (found.0, found.1, found.2, std::mem::take(&mut found.3), found.4);
    let camp = |side: bool| -> Vec<String> {
        let members = network.rows.iter().zip(&second).filter(|(_, second)| **second == side);
        members.map(|(node, _)| node.label.clone()).collect()
    };
    let mut camps = [camp(false), camp(true)];
    camps.sort_by_key(|camp| std::cmp::Reverse(camp.len()));
    let (mut expected, mut z, mut p) = (None, None, None);
    if !scores.is_empty() {
        let number = scores.len() as f64;
        let mean = scores.iter().sum::<f64>() / number;
        let spread = (scores.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / number).sqrt();
        expected = Some(mean);
        z = (spread > 1e-12).then(|| (score - mean) / spread);
        let as_high = scores.iter().filter(|one| **one >= score - 1e-12).count() as f64;
        p = Some((as_high + 1.0) / (number + 1.0));
    }
    Ok(Polarization { score, inside, across, camps, exact, expected, z, p })
}

/// Score, share inside, share across, who is in the second camp, whether for certain.
type Found = (f64, f64, f64, Vec<bool>, bool);

fn of_records(
    corpus: &Corpus,
    spec: &Spec,
    selection: &Selection,
    places: &Places,
    options: &PolarizationOptions,
) -> Result<Found, NetworkError> {
    let levels = corpus.levels();
    let counts = Counts::new(selection.records.iter().map(|record| (record, 1.0)), places, &levels);
    let part = |aggregation| -> Result<Matrix, NetworkError> {
        let mut matrix = raw(&counts, &Spec { aggregation, ..*spec }, corpus, &levels)?;
        if spec.normalization != Normalization::No {
            normalize::onemode(&mut matrix, &counts, spec.normalization);
        }
        clear_diagonal(&mut matrix);
        Ok(matrix)
    };
    let (congruence, conflict) = (part(Aggregation::Congruence)?, part(Aggregation::Conflict)?);
    if !spec.compat {
        return Ok(of_matrices(&congruence, &conflict, options));
    }
    let division = compat::divide(&congruence, &conflict, options.starts, options.seed);
    let (inside, across) = shares(&congruence, &conflict, &division.second);
    let score = compat::quality(&congruence, &conflict, &division.second);
    Ok((score, inside, across, division.second, division.exact))
}

fn of_matrices(congruence: &Matrix, conflict: &Matrix, options: &PolarizationOptions) -> Found {
    let (agree, differ) = (congruence.sum(), conflict.sum());
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let signed = congruence.zip(conflict, |c, d| share(c, agree) - share(d, differ));
    let division = divide(&signed, options.balanced, options.starts, options.seed);
    let (inside, across) = shares(congruence, conflict, &division.second);
    let score = (inside + across - 1.0).max(0.0);
    (score, inside, across, division.second, division.exact)
}

/// Share of congruence inside camps, and of conflict between them.
fn shares(congruence: &Matrix, conflict: &Matrix, second: &[bool]) -> (f64, f64) {
    let same = |matrix: &Matrix| -> f64 {
        let cells = matrix.cells().filter(|(i, j, _)| second[*i] == second[*j]);
        cells.map(|(_, _, value)| value).sum()
    };
    let (agree, differ) = (congruence.sum(), conflict.sum());
    let inside = if agree > 0.0 { same(congruence) / agree } else { 1.0 };
    let across = if differ > 0.0 { 1.0 - same(conflict) / differ } else { 0.0 };
    (inside, across)
}

/// The same statements, for and against dealt anew among those on one target.
fn dealt_anew(selection: &Selection, chance: &mut fastrand::Rng) -> Selection {
    let mut world = selection.clone();
    let mut order: Vec<usize> = (0..world.records.len()).collect();
    order.sort_by_key(|at| selection.records[*at].column);
    for same in order.chunk_by(|a, b| selection.records[*a].column == selection.records[*b].column) {
        let mut levels: Vec<i32> = same.iter().map(|at| selection.records[*at].level).collect();
        chance.shuffle(&mut levels);
        for (at, level) in same.iter().zip(levels) {
            let record: &mut Record = &mut world.records[*at];
            record.level = level;
        }
    }
    world
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CorpusBuilder, Node, Scale};

    /// `actors` each on `targets`, for where `side` says so.
    fn world(actors: usize, targets: usize, side: impl Fn(usize, usize) -> bool) -> Corpus {
        let mut builder = CorpusBuilder::new(Scale::Boolean);
        for actor in 0..actors {
            for target in 0..targets {
                let (who, what) = (Node::named(format!("a{actor:02}")), Node::named(format!("t{target}")));
                builder.add(&who, &what, i32::from(side(actor, target)), Some(0), &who.key, 0);
            }
        }
        builder.finish()
    }

    fn measured(corpus: &Corpus, options: PolarizationOptions) -> Polarization {
        let spec = Spec { normalization: Normalization::Average, ..Spec::onemode(Aggregation::Congruence) };
        polarization(corpus, &spec, &Filter::default(), &options).unwrap()
    }

    #[test]
    fn two_perfect_camps_score_one() {
        let found = measured(&world(8, 3, |actor, _| actor < 3), PolarizationOptions::default());
        assert!((found.score - 1.0).abs() < 1e-12);
        assert_eq!(found.camps[1], ["a00", "a01", "a02"], "camps need not be of one size");
        assert!(found.exact && found.z.unwrap() > 3.0 && found.p.unwrap() < 0.02);
    }

    #[test]
    fn consensus_scores_nothing() {
        let found = measured(&world(8, 3, |_, _| true), PolarizationOptions::default());
        assert_eq!((found.score, found.across, found.z), (0.0, 0.0, None));
        assert_eq!(found.p, Some(1.0));
    }

    #[test]
    fn what_is_dealt_by_chance_is_no_polarization() {
        let found = measured(
            &world(10, 6, |actor, target| (actor * 7 + target * 5) % 11 % 2 == 0),
            PolarizationOptions::default(),
        );
        assert!(found.score < 0.6 && found.expected.unwrap() > 0.05, "{found:?}");
    }

    #[test]
    fn nobody_and_one_alone_are_not_polarized() {
        for actors in [0, 1] {
            let found = measured(
                &world(actors, 2, |_, _| true),
                PolarizationOptions { worlds: 3, ..Default::default() },
            );
            assert_eq!(found.score, 0.0);
        }
    }

    #[test]
    fn many_actors_are_searched() {
        let corpus = world(60, 3, |actor, _| actor % 3 == 0);
        let options = PolarizationOptions { worlds: 2, ..Default::default() };
        let found = measured(&corpus, options);
        assert!((found.score - 1.0).abs() < 1e-9 && !found.exact);
        assert_eq!(found, measured(&corpus, options));
    }
}
