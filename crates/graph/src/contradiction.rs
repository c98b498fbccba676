//! Whether two claims can both hold, judged by their words.

use crate::{
    lexicon::Strength,
    said::{Denied, Heard, Said},
    stems::{Stem, Stems, contained, has, shared},
};

/// How surely two claims about one matter cannot both hold, 0 to 1; absent where nothing speaks for it.
///
/// `named`: whether their matter has a proper name, so that two claims about it are about one thing. Symmetric.
pub(crate) fn contradiction(stems: &Stems, one: &Heard<'_>, other: &Heard<'_>, named: bool) -> Option<f64> {
    let ways = [
        negated(one, other.said),
        negated(other, one.said),
        opposed(stems, one.said, other.said, named),
        counted(one, other),
    ];
    ways.into_iter().flatten().max_by(f64::total_cmp)
}

/// One says that X is not, the other that X is.
#[expect(clippy::cast_precision_loss, reason = "sets of words are small")]
fn negated(one: &Heard<'_>, other: &Said) -> Option<f64> {
    let covered = |Denied { focus, rest }: &Denied| {
        if !focus.iter().all(|&stem| other.affirms(stem)) {
            return None;
        }
        let common = shared(rest, &other.stems);
        let share = if rest.is_empty() { 0.6 } else { common as f64 / rest.len() as f64 };
        (share >= 0.5).then_some(0.5 + 0.5 * share)
    };
    one.denials.iter().filter_map(covered).max_by(f64::total_cmp)
}

/// One says X, the other the opposite of X.
fn opposed(stems: &Stems, one: &Said, other: &Said, named: bool) -> Option<f64> {
    let clash = |word: Stem, opposite: Stem| {
        has(&other.stems, opposite)
            && !has(&one.stems, opposite)
            && !has(&other.stems, word)
            && one.affirms(word)
            && other.affirms(opposite)
    };
    let pairs = one.stems.iter().flat_map(|&word| {
        stems.opposites(word).iter().map(move |&(opposite, strength)| (word, opposite, strength))
    });
    pairs
        .filter(|&(word, opposite, _)| clash(word, opposite))
        .filter_map(|(word, opposite, strength)| {
            let overlap = contained(&one.beside(word, other, false), &other.beside(opposite, one, false));
            let least = match strength {
                Strength::Strong if named => 0.0,
                Strength::Strong => 0.3,
                Strength::Weak => 0.6,
            };
            let overlap = overlap.unwrap_or(if strength == Strength::Strong { 0.3 } else { 0.0 });
            (overlap >= least).then_some(0.6 + 0.4 * overlap)
        })
        .max_by(f64::total_cmp)
}

/// Both count the same in different numbers.
fn counted(one: &Heard<'_>, other: &Heard<'_>) -> Option<f64> {
    let others = &other.counts;
    let (said, answered) = (one.said, other.said);
    one.counts
        .iter()
        .filter(|pair| others.iter().any(|(n, w)| *w == pair.1 && *n != pair.0) && !others.contains(pair))
        .filter_map(|&(_, what)| {
            contained(&said.beside(what, answered, true), &answered.beside(what, said, true))
        })
        .filter(|overlap| *overlap >= 0.6)
        .map(|overlap| 0.4 + 0.4 * overlap)
        .max_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{stems::set, words::Reading};
    use std::sync::Arc;

    fn clash(one: &str, other: &str) -> Option<f64> {
        let mut stems = Stems::new();
        let names = crate::words::stems("Harbour Levy").iter().map(|stem| stems.number(stem)).collect();
        let names: Arc<[Stem]> = set(names).into();
        let [one, other] =
            [one, other].map(|text| Said::new(&Reading::of(text), Arc::clone(&names), &mut stems));
        let (one, other) = (Heard::new(&one, &stems), Heard::new(&other, &stems));
        let found = contradiction(&stems, &one, &other, true);
        assert_eq!(found, contradiction(&stems, &other, &one, true), "the order must not matter");
        found
    }

    #[test]
    fn what_cannot_both_hold_is_found() {
        for (one, other) in [
            ("the Harbour Levy is mandatory", "towns pay the Harbour Levy on a voluntary basis"),
            ("a memo setting out an opt-out procedure for towns", "there was no opt-out"),
            (
                "towns were given an opt-out form",
                "opting out of the Harbour Levy is not a realistic possibility",
            ),
            ("the levy raised fees for small boats", "the levy never raised fees for small boats"),
            ("the levy increased traffic in the port", "the levy decreased traffic in the port"),
            ("the levy covers 40 ports on the coast", "the levy covers 55 ports on the coast"),
        ] {
            assert!(clash(one, other).is_some(), "{one} / {other}");
        }
    }

    #[test]
    fn what_can_both_hold_is_left_alone() {
        for (one, other) in [
            ("the levy is mandatory", "the levy is compulsory"),
            ("the levy is mandatory", "the levy is not voluntary"),
            ("whether it is mandatory or voluntary is unclear", "the levy is voluntary"),
            ("the union never contested the levy", "the union is worried about the levy"),
            ("traffic in the port increased", "boat owners asked for decreased fees"),
            ("it began in 2009 ports say", "it began in 2011 ports say"),
            ("", ""),
        ] {
            assert_eq!(clash(one, other), None, "{one} / {other}");
        }
    }
}
