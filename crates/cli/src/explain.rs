//! What a conflict's score is made of, in words.

use standpoint_model::{Conflict, ConflictType};

/// One line a part of the score, then what else there is to know.
pub(crate) fn lines(conflict: &Conflict) -> Vec<String> {
    let grounds = &conflict.grounds;
    let [one, other] = grounds.backing;
    let statements = |n: usize| if n == 1 { "1 statement".to_owned() } else { format!("{n} statements") };
    let mut lines = vec![
        format!(
            "evidence {:.2}: {} on one side, {} on the other",
            grounds.evidence,
            statements(one),
            statements(other)
        ),
        match conflict.path.len() {
            0 => format!("tie {:.2}: none is needed", grounds.tie),
            1 => format!("tie {:.2}: direct", grounds.tie),
            steps => format!("tie {:.2}: in {steps} steps", grounds.tie),
        },
        format!("clash {:.2}: {}", grounds.clash, clash(conflict)),
        match conflict.statements.iter().filter_map(|said| said.date).max_by_key(|date| date.latest()) {
            Some(date) => format!("recency {:.2}: the later is of {date}", grounds.recency),
            None => format!("recency {:.2}: no date is told", grounds.recency),
        },
    ];
    if let Some([until, since]) = grounds.turn {
        lines.push(format!("turned after {until}, by {since}"));
    }
    lines
}

fn clash(conflict: &Conflict) -> &'static str {
    match conflict.kind {
        ConflictType::ContestedClaim => "that the denial is aimed at this",
        ConflictType::ContradictoryClaims => "that both cannot hold",
        ConflictType::Reversal
        | ConflictType::AffiliateDivergence
        | ConflictType::LeaderDivergence
        | ConflictType::CoalitionSplit => "that both are about one matter",
    }
}
