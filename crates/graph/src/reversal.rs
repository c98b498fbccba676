//! One holder on both sides of a matter, one after the other.

use crate::{
    divergence::Search,
    finding::Finding,
    row::Row,
    targets::{Matter, Via},
    time::in_order,
    voices::{Position, Voice, clarity},
};
use standpoint_model::{ConflictType, PartialDate, Polarity};

/// So many statements of each side are looked at, the heaviest.
const TRIED: usize = 12;

/// Finds the turn of each holder that all its statements speak for most.
pub(crate) fn find(search: &Search<'_>, matter: Matter, voices: &[Voice<'_>], findings: &mut Vec<Finding>) {
    let row = |position: &Position| search.network.row(position.statement);
    for voice in voices {
        let sides = voice.camp(Polarity::Support).zip(voice.camp(Polarity::Oppose));
        let Some((pro, con)) = sides else { continue };
        let tried = |positions: &'_ [Position]| positions.len().min(TRIED);
        let (pros, cons) = (&pro.positions[..tried(pro.positions)], &con.positions[..tried(con.positions)]);
        let clear = clarity(&search.network.graph[voice.holder]);
        let mut best: Option<Finding> = None;
        for one in pros {
            for other in cons.iter().filter(|other| one.via != Via::Part || other.via != Via::Part) {
                let Some(swap) = in_order(row(one), row(other)) else { continue };
                let (first, second) =
                    if swap { ((other, con), (one, pro)) } else { ((one, pro), (other, con)) };
                let agreed = agreement(first.0, second.0, pros.iter().chain(cons), row);
                let evidence = row(one).sure() * row(other).sure() * agreed * clear;
                let told = (evidence, 1.0, None);
                let found = search.finding(ConflictType::Reversal, matter, first, second, told);
                let better = |found: &Finding| {
                    best.as_ref().is_none_or(|best| found.parts.score() > best.parts.score())
                };
                if let Some(found) = found.filter(better) {
                    best = Some(found);
                }
            }
        }
        findings.extend(best);
    }
}

/// The share of a holder's positions, by weight, that go with a turn from the side of `first` to that of `second` on
/// the date of `second`: who is told to be for it in March and in May and against it in April has hardly turned.
fn agreement<'p, 'r>(
    first: &Position,
    second: &Position,
    all: impl Iterator<Item = &'p Position>,
    row: impl Fn(&Position) -> &'r Row,
) -> f64 {
    let (mut with, mut total) = (0.0, 0.0);
    let before =
        |a: Option<PartialDate>, b: Option<PartialDate>| a.zip(b).is_some_and(|(a, b)| a.surely_before(b));
    for position in all {
        let date = row(position).date;
        let turned = row(second).date;
        let against = if position.side == first.side { before(turned, date) } else { before(date, turned) };
        total += position.weight;
        if !against {
            with += position.weight;
        }
    }
    if total > 0.0 { with / total } else { 0.0 }
}

/// The last date of the old side before the turn, and the first of the new side after it.
pub(crate) fn turning_point(
    old: impl Iterator<Item = PartialDate>,
    new: impl Iterator<Item = PartialDate>,
    second: PartialDate,
) -> Option<[PartialDate; 2]> {
    let until = old.filter(|date| date.surely_before(second)).max_by_key(|date| date.latest())?;
    let since = new.filter(|date| until.surely_before(*date)).min_by_key(|date| date.earliest())?;
    Some([until, since])
}
