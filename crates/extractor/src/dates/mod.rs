//! Dates told in a text, and the days they mean.
//!
//! What a date leaves out (the year of "Jan. 10", the day of "yesterday") is taken from the document's date, looking
//! back, or ahead where the text speaks of what will be; "two years earlier" counts from the date told before it.
//! Without such a date it is left alone. The words are in `data/dates.tsv`.

mod calendar;
mod dateline;
mod lexicon;
mod reader;
mod relative;
mod told;
mod words;

pub use dateline::dateline_date;

use reader::Reader;
use standpoint_model::{Bytes, Chars, PartialDate, Span, TextIndex};
use told::Told;

/// What of a stretch of time a date tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// When something was.
    Whole,
    /// When it began: "since 2009", the first of "from 2009 to 2011".
    Start,
    /// When it ended: "until March", the second of "2009–2011".
    End,
}

/// A date and the words that tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands, in code points.
    pub span: Span<Chars>,
    /// The day, month or year that it means.
    pub date: PartialDate,
    /// What of a stretch of time it tells.
    pub part: Part,
    /// Whether it belongs to the noun after it: "last year's decision".
    pub possessive: bool,
}

/// All dates told in `text`, in order and apart from one another.
///
/// `document_date` is when the text was published. A week ("last week") is given as the month in which it lay, a season
/// ("last spring") as its year; decades ("in the 1990s") are no dates.
///
/// ```
/// use standpoint_extractor::dates::find_dates;
/// let found = find_dates("It began on Jan. 10.", "2011-11-17".parse().ok());
/// assert_eq!(found[0].date.to_string(), "2011-01-10");
/// ```
#[must_use]
pub fn find_dates(text: &str, document_date: Option<PartialDate>) -> Vec<DateMention> {
    told_dates(text, document_date).0
}

/// All dates of `text`, and the places of times that no date can express ("in the 1990s", "decades ago").
pub(crate) fn told_dates(
    text: &str,
    document_date: Option<PartialDate>,
) -> (Vec<DateMention>, Vec<Span<Chars>>) {
    let reader = Reader::new(text);
    let mut raw: Vec<(Span<Bytes>, Told)> = Vec::new();
    let mut at = 0;
    while at < reader.len() {
        let Some((count, told)) = reader.date_at(at) else {
            at += 1;
            continue;
        };
        let span = reader.span(at, count);
        match raw.last_mut() {
            // "Monday, August 15, 2011" is one date.
            Some((before, Told::Weekday(..)))
                if matches!(told, Told::Whole(_) | Told::NoYear(..))
                    && reader.between(before.end, span.start, &[", ", " ", " , ", "., ", ". "]) =>
            {
                *before = before.hull(&span);
                raw.last_mut().into_iter().for_each(|last| last.1 = told);
            }
            _ => raw.push((span, told)),
        }
        at += count;
    }
    reader.share_years(&mut raw);
    let index = TextIndex::new(text);
    let (mut found, mut vague): (Vec<DateMention>, Vec<Span<Chars>>) = (Vec::new(), Vec::new());
    for (place, (span, told)) in raw.iter().enumerate() {
        let chars = index.chars(*span);
        // Two years "earlier" are so many before the date told last.
        let anchor = found.last().map(|last| last.date);
        match told.meant(document_date, anchor) {
            Some(date) => found.push(DateMention {
                span: chars,
                date,
                part: reader.part(&raw, place),
                possessive: reader.is_possessive(span.end),
            }),
            None if matches!(told, Told::Vague) => vague.push(chars),
            None => {}
        }
    }
    (found, vague)
}

#[cfg(test)]
mod tests;
