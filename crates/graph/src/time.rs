//! Which of two statements came first, where that is told.

use crate::{StanceGraph, lexicon::lexicon, options::ConflictOptions};
use standpoint_model::Statement;

/// Whether the order of two statements is known, by their dates or by words of their sentences ("originally",
/// "no longer"): `Some(true)` where the second came first. Where only words tell that there was a turn, the order
/// is that of the text.
pub(crate) fn in_order(
    network: &StanceGraph,
    options: &ConflictOptions,
    one: usize,
    other: usize,
) -> Option<bool> {
    let (a, b) = (&network.statements()[one], &network.statements()[other]);
    if let Some((first, second)) = a.date.zip(b.date) {
        if first.surely_before(second) {
            return Some(false);
        }
        if second.surely_before(first) {
            return Some(true);
        }
    }
    let told = a.document == b.document
        && [a, b].iter().any(|statement| {
            let context = options.context.get(&statement.id).map(String::as_str).unwrap_or_default();
            tells_order(&statement.quote) || tells_order(context)
        });
    let place = |s: &Statement| (s.span.start, s.evidence.cue.or(s.evidence.target).map(|span| span.start));
    told.then(|| place(b) < place(a))
}

fn tells_order(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let padded = format!(" {} ", words.join(" "));
    lexicon().temporal.iter().any(|phrase| padded.contains(&format!(" {phrase} ")))
}

#[cfg(test)]
mod tests {
    use super::tells_order;

    #[test]
    fn phrases_are_found_as_whole_words() {
        assert!(tells_order("The board originally backed it."));
        assert!(tells_order("By May it had Changed its\ntune."));
        assert!(!tells_order("Its originality was praised."));
    }
}
