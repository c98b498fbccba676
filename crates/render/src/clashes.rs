//! Conflicts in words: what sort it is, what ties the parties, and the list below a picture.

use crate::{
    drawing::{Anchor, Canvas, Point},
    font::Face,
    ink::Ink,
    page::{BADGE, badge},
    said::verb,
    text::{wrap, wrap_in},
};
use standpoint_model::{Conflict, ConflictType};

/// What sort of conflict it is, for people.
pub(crate) fn sort(kind: ConflictType) -> &'static str {
    match kind {
        ConflictType::AffiliateDivergence => "affiliate departs from its federation",
        ConflictType::LeaderDivergence => "person and body on opposite sides",
        ConflictType::CoalitionSplit => "members of one body on opposite sides",
        ConflictType::Reversal => "changed sides",
        ConflictType::ContestedClaim => "one asserts what the other denies",
        ConflictType::ContradictoryClaims => "claims that cannot both hold",
    }
}

/// `A and B on C`; a party that contradicts itself stands once.
pub(crate) fn heading(conflict: &Conflict) -> String {
    let [one, other] = &conflict.parties;
    let parties =
        if one.id == other.id { one.label.clone() } else { format!("{} and {}", one.label, other.label) };
    match conflict.about.first() {
        Some(about) => format!("{parties} on {}", about.label),
        None => parties,
    }
}

/// What ties the parties, as a sentence; empty where nothing does.
pub(crate) fn tie(conflict: &Conflict) -> String {
    let steps: Vec<String> = conflict
        .path
        .iter()
        .map(|tie| format!("{} {} {}", tie.from.label, verb(tie.predicate), tie.to.label))
        .collect();
    steps.join("; ")
}

/// Lists conflicts by number below a picture of this width; answers how high that is.
pub(crate) fn list(canvas: &mut Canvas, shown: &[&Conflict], wide: f64, top: Point) -> f64 {
    let mut y = top.1;
    let inset = top.0 + BADGE + 9.0;
    for (at, conflict) in shown.iter().enumerate() {
        y += 17.0;
        badge(canvas, &[at + 1], (top.0 + BADGE / 2.0, y - 4.0));
        for line in wrap_in(Face::Bold, &heading(conflict), 12.0, wide - BADGE - 9.0, 2) {
            canvas.text((inset, y), Anchor::Start, Face::Bold, 12.0, Ink::Text, &line);
            y += 15.0;
        }
        let tie = tie(conflict);
        let sort = sort(conflict.kind);
        let text = if tie.is_empty() { sort.to_owned() } else { format!("{sort}: {tie}") };
        for line in wrap(&text, 11.5, wide - BADGE - 9.0, 2) {
            canvas.text((inset, y), Anchor::Start, Face::Regular, 11.5, Ink::Quiet, &line);
            y += 15.0;
        }
        y -= 6.0;
    }
    y - top.1
}
