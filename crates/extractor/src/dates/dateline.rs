//! When a text says that it was published.

use super::{find_dates, lexicon::lexicon};
use standpoint_model::{PartialDate, TextIndex};

/// Lines from the top that are looked at.
const LINES: usize = 12;
/// Characters from the top that are looked at.
const CHARACTERS: usize = 1500;
/// Longest byline, in characters.
const BYLINE: usize = 120;

/// The date of publication that stands near the top of `text`: alone on its line, after "Posted by …", in a byline,
/// or in a dateline before a dash. A date inside running text is none.
///
/// ```
/// use standpoint_extractor::dates::dateline_date;
/// let text = "A Headline\n\nPosted by Ann Lee on August 15, 2011\n\nIn 2009 the council met.";
/// assert_eq!(dateline_date(text).map(|date| date.to_string()).as_deref(), Some("2011-08-15"));
/// ```
#[must_use]
pub fn dateline_date(text: &str) -> Option<PartialDate> {
    let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(at, _)| at);
    text[..end].lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).find_map(of_line)
}

fn of_line(line: &str) -> Option<PartialDate> {
    let index = TextIndex::new(line);
    let found = find_dates(line, None).into_iter().next()?;
    let span = index.bytes(found.span);
    let (before, after) = (line[..span.start].trim(), line[span.end..].trim());
    let whole = found.date.day().is_some();
    let alone = found.date.month().is_some() && before.is_empty() && after.is_empty();
    (alone || whole && (is_byline(line, before) || is_dateline(before, after))).then_some(found.date)
}

/// "By Ann Lee", "Posted on", "Last updated:"; a lone "By" is a deadline.
fn is_byline(line: &str, before: &str) -> bool {
    let mut words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_lowercase();
    let rest: Vec<&str> = words.collect();
    let named = rest.iter().any(|word| word.starts_with(char::is_uppercase));
    line.chars().count() <= BYLINE
        && lexicon().byline.contains(first.as_str())
        && (first != "by" || named)
        // "Last year's law of …" begins like "Last updated on …".
        && (!matches!(first.as_str(), "first" | "last")
            || rest.first().is_some_and(|word| lexicon().byline.contains(word.to_lowercase().as_str())))
        && rest.len() <= 12
}

/// "WASHINGTON, Jan. 12, 2012 (Wire) — …", "January 12, 2012 — …", "Thursday, November 17, 2011 10:15"
fn is_dateline(before: &str, after: &str) -> bool {
    let capital = |word: &str| !word.starts_with(char::is_lowercase);
    let short = before.chars().count() <= 60 && before.split_whitespace().all(capital);
    let shouted = !before.contains(char::is_lowercase) || before.ends_with(['|', '•', '·', '-', '–', '—']);
    let dashed = after.char_indices().take(30).any(|(at, c)| {
        matches!(c, '—' | '–' | '|') || after[at..].starts_with("- ") || after[at..].starts_with("--")
    });
    let running = after.starts_with(char::is_lowercase) || after.starts_with(',');
    let timed = after.trim_start_matches("at ").starts_with(|c: char| c.is_ascii_digit()) && after.len() < 30;
    short && (dashed && !running || shouted && (after.is_empty() || timed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_tell_when() {
        for (line, date) in [
            ("By Ann Lee Aug 28, 2009", "2009-08-28"),
            ("Posted by Ann Lee on August 15, 2011", "2011-08-15"),
            ("Last updated: 2011-11-17 10:15 GMT", "2011-11-17"),
            ("January 12, 2012 — Two unions met.", "2012-01-12"),
            ("SPRINGFIELD, Jan. 12, 2012 (Wire) – Two unions met.", "2012-01-12"),
            ("Thursday, November 17, 2011", "2011-11-17"),
            ("November 17, 2011 at 10:15 am", "2011-11-17"),
            ("June 2011", "2011-06"),
        ] {
            let text = format!("A Headline\n\n{line}\n\nIt began.");
            assert_eq!(dateline_date(&text).map(|date| date.to_string()).as_deref(), Some(date), "{line}");
        }
    }

    #[test]
    fn running_text_tells_no_publication() {
        for text in [
            "The council met on January 12, 2012 — and split.",
            "By January 12, 2012 the agency must answer.",
            "Last year's law of January 12, 2011 failed.",
            "On Jan. 12, 2012 two unions met.",
            "In 2009 the council met.",
            "Headline of March 5",
        ] {
            assert_eq!(dateline_date(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_top_counts() {
        assert_eq!(dateline_date(&format!("{}January 12, 2012", "Line.\n".repeat(12))), None);
    }
}
