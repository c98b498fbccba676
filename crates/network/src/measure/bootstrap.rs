//! How much a number depends on which documents happened to be read.

use crate::Corpus;

/// A number with its percentile interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Of the documents as they are.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The percentile bootstrap (Efron 1979) over documents, since statements of one document are not independent: `measure` of
/// the corpus, and the middle `coverage` (0.95) of its values on `worlds` corpora of as many documents, drawn with
/// replacement. A document drawn twice counts as two. O(worlds × (statements + cost of `measure`)).
///
/// Without documents or worlds, both ends are the value.
///
/// # Errors
/// As `measure`.
pub fn bootstrap<E>(
    corpus: &Corpus,
    worlds: usize,
    coverage: f64,
    seed: u64,
    measure: impl Fn(&Corpus) -> Result<f64, E>,
) -> Result<Interval, E> {
    let value = measure(corpus)?;
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut values = Vec::with_capacity(worlds);
    if !corpus.documents.is_empty() {
        for _ in 0..worlds {
            values.push(measure(&drawn(corpus, &mut chance))?);
        }
    }
    values.sort_by(f64::total_cmp);
    let tail = ((1.0 - coverage.clamp(0.0, 1.0)) / 2.0 * values.len() as f64).floor() as usize;
    let low = values.get(tail).copied().unwrap_or(value);
    let high = values.get(values.len().wrapping_sub(tail + 1)).copied().unwrap_or(value);
    Ok(Interval { value, low, high })
}

fn drawn(corpus: &Corpus, chance: &mut fastrand::Rng) -> Corpus {
    let number = corpus.documents.len();
    let mut copies = vec![Vec::new(); number];
    for copy in 0..number {
        copies[chance.usize(..number)].push(copy as u32);
    }
    let mut world = corpus.clone();
    world.records.clear();
    for record in &corpus.records {
        // Each copy is a document of its own: duplicates are folded within it, not across.
        world.records.extend(
            copies[record.document as usize].iter().map(|copy| crate::Record { document: *copy, ..*record }),
        );
    }
    world
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CorpusBuilder, Node, Scale};
    use std::convert::Infallible;

    fn corpus(levels: &[i32]) -> Corpus {
        let mut builder = CorpusBuilder::new(Scale::Boolean);
        for (at, level) in levels.iter().enumerate() {
            builder.add(&Node::named("a"), &Node::named("t"), *level, None, &at.to_string(), 0);
        }
        builder.finish()
    }

    fn share(corpus: &Corpus) -> Result<f64, Infallible> {
        let number = corpus.records().len().max(1) as f64;
        Ok(corpus.records().iter().map(|record| f64::from(record.level)).sum::<f64>() / number)
    }

    /// The interval of a share is close to the one that the binomial distribution gives.
    #[test]
    fn a_share_of_a_hundred_has_the_width_that_theory_says() {
        let levels: Vec<i32> = (0..100).map(|at| i32::from(at < 30)).collect();
        let Ok(found) = bootstrap(&corpus(&levels), 2_000, 0.95, 1, share);
        let half = 1.96 * (0.3f64 * 0.7 / 100.0).sqrt();
        assert_eq!(found.value, 0.3);
        assert!(
            (found.low - (0.3 - half)).abs() < 0.02 && (found.high - (0.3 + half)).abs() < 0.02,
            "{found:?}"
        );
        let Ok(again) = bootstrap(&corpus(&levels), 2_000, 0.95, 1, share);
        assert_eq!(found, again);
    }

    #[test]
    fn what_does_not_vary_has_no_width() {
        let Ok(found) = bootstrap(&corpus(&[1, 1, 1]), 50, 0.95, 1, share);
        assert_eq!(found, Interval { value: 1.0, low: 1.0, high: 1.0 });
        let Ok(none) = bootstrap(&corpus(&[]), 50, 0.95, 1, share);
        assert_eq!(none.low, none.high);
    }
}
