//! Which of two statements came first, where that is told.

use crate::{lexicon::lexicon, row::Row};
use standpoint_model::{PartialDate, Span};

/// Whether the order of two statements is known, by their dates or by words of their sentences ("originally",
/// "no longer"): `Some(true)` where the second came first. Where only words tell that there was a turn, the order
/// is that of the text.
pub(crate) fn in_order(a: &Row, b: &Row) -> Option<bool> {
    if let Some((first, second)) = a.date.zip(b.date) {
        if first.surely_before(second) {
            return Some(false);
        }
        if second.surely_before(first) {
            return Some(true);
        }
    }
    let told = a.document == b.document && (a.tells_order || b.tells_order);
    let place = |row: &Row| {
        let (_, evidence) = row.spans();
        (row.place().0, evidence.cue.or(evidence.target).map(|span| span.start))
    };
    told.then(|| place(b) < place(a))
}

/// Days from the first of January of the year 0 to the last day that a date can mean.
pub(crate) fn day(date: PartialDate) -> i64 {
    let (year, month, day) = date.latest();
    let (year, month) = (i64::from(year) - i64::from(month <= 2), i64::from(month));
    // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year + 60
}

pub(crate) fn tells_order(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let lexicon = lexicon();
    words.iter().enumerate().any(|(at, word)| {
        lexicon.temporal_heads.get(word.as_str()).is_some_and(|phrases| {
            phrases.iter().any(|phrase| {
                let parts = phrase.split(' ');
                parts.clone().count() <= words.len() - at && parts.zip(&words[at..]).all(|(a, b)| a == b)
            })
        })
    })
}

/// The sentence in which `span` begins, up to the end of the span.
///
/// A sentence begins after `.`, `!` or `?` and a blank, or an empty line, and at most 400 code points back.
pub(crate) fn context_of(text: &[char], span: Span) -> String {
    let from = span.start.saturating_sub(400).min(text.len());
    let window = &text[from..span.end.clamp(from, text.len())];
    let ends = |at: usize| {
        let blank_after = window.get(at + 1).is_some_and(|c| c.is_whitespace());
        let long_word =
            at >= 3 && window[at - 3..at].iter().all(|c| c.is_alphanumeric() || "”\"’".contains(*c));
        match window[at] {
            '!' | '?' => blank_after,
            '.' => blank_after && long_word,
            '\n' => window.get(at + 1) == Some(&'\n'),
            _ => false,
        }
    };
    let inside = (span.start - span.start.min(from)).min(window.len());
    let start = (0..inside).rev().find(|&at| ends(at)).map_or(0, |at| at + 1);
    window[start..].iter().collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_whole_words() {
        assert!(tells_order("The board originally backed it."));
        assert!(tells_order("By May it had Changed its\ntune."));
        assert!(tells_order("It backs it no longer"));
        assert!(!tells_order("Its originality was praised."));
        assert!(!tells_order("There is no"));
        assert!(!tells_order(""));
    }

    #[test]
    fn days_are_counted_as_the_calendar_counts_them() {
        let at = |text: &str| day(text.parse().unwrap());
        assert_eq!(at("2012-03-01") - at("2012-02-28"), 2);
        assert_eq!(at("2013-01-01") - at("2012-01-01"), 366);
        assert_eq!(at("2011"), at("2011-12-31"));
        assert_eq!(at("2000-03-01") - at("1900-03-01"), 36525);
    }

    #[test]
    fn context_reaches_back_to_the_start_of_the_sentence() {
        let text = "The port is small. The mayor first called the levy optional. Then he left.";
        let letters: Vec<char> = text.chars().collect();
        let at = text.find("the levy").unwrap();
        let span = Span::new(at, at + "the levy optional".len());
        assert_eq!(context_of(&letters, span), "The mayor first called the levy optional");
        let words = text.find("first").unwrap();
        assert!(context_of(&letters, Span::new(words, words + 5)).starts_with("The mayor"));
        assert_eq!(context_of(&[], Span::new(0, 3)), "");
        assert_eq!(context_of(&letters, Span::new(900, 1200)), "");
    }
}
