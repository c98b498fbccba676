//! Dates told in a text, and the days they mean.
//!
//! What a date leaves out (the year of "Jan. 10", the day of "yesterday") is taken from the document's date, looking
//! back; without one such a date is left alone. The words are in `data/dates.tsv`.

mod calendar;
mod dateline;
mod lexicon;
mod words;

pub use dateline::dateline_date;

use lexicon::{Unit, lexicon};
use standpoint_model::{Bytes, Chars, PartialDate, Span, TextIndex};
use words::{Word, words};

/// A date and the words that tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands, in code points.
    pub span: Span<Chars>,
    /// The day, month or year that it means.
    pub date: PartialDate,
}

/// All dates told in `text`, in order and apart from one another.
///
/// `document_date` is when the text was published. A week ("last week") is given as the month in which it lay.
///
/// ```
/// use standpoint_extractor::dates::find_dates;
/// let found = find_dates("It began on Jan. 10.", "2011-11-17".parse().ok());
/// assert_eq!(found[0].date.to_string(), "2011-01-10");
/// ```
#[must_use]
pub fn find_dates(text: &str, document_date: Option<PartialDate>) -> Vec<DateMention> {
    let reader = Reader { text, words: words(text) };
    let mut raw: Vec<(Span<Bytes>, Told)> = Vec::new();
    let mut at = 0;
    while at < reader.words.len() {
        let Some((count, told)) = reader.date_at(at) else {
            at += 1;
            continue;
        };
        let span = Span::new(reader.words[at].start, reader.words[at + count - 1].end);
        match raw.last_mut() {
            // "Monday, August 15, 2011" is one date.
            Some((before, Told::Weekday(..))) if !matches!(told, Told::Weekday(..) | Told::Step(..)) => {
                if reader.between(before.end, span.start, &[", ", " ", " , ", "., ", ". "]) {
                    *before = before.hull(&span);
                    raw.last_mut().into_iter().for_each(|last| last.1 = told);
                } else {
                    raw.push((span, told));
                }
            }
            _ => raw.push((span, told)),
        }
        at += count;
    }
    reader.share_years(&mut raw);
    let index = TextIndex::new(text);
    raw.into_iter()
        .filter_map(|(span, told)| {
            Some(DateMention { span: index.chars(span), date: told.meant(document_date)? })
        })
        .collect()
}

/// A date as told, before what it leaves out is known.
#[derive(Debug, Clone, Copy)]
enum Told {
    Whole(PartialDate),
    /// Month and perhaps day, without year.
    NoYear(u8, Option<u8>),
    /// Day of the week (Monday being 1), and whether a coming one.
    Weekday(i8, bool),
    Step(Unit, i64),
}

impl Told {
    fn whole(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        PartialDate::new(year, month, day).map(Self::Whole)
    }

    fn meant(self, today: Option<PartialDate>) -> Option<PartialDate> {
        match self {
            Self::Whole(date) => Some(date),
            Self::NoYear(month, day) => calendar::latest(today?, month, day),
            Self::Weekday(weekday, future) => calendar::weekday(today?, weekday, future),
            Self::Step(unit, steps) => calendar::stepped(today?, unit, steps),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    fn lower(&self, at: usize) -> &str {
        self.word(at).map_or("", |word| word.lower.as_str())
    }

    /// What stands before word `at`, back to the word before it; a line break counts as a blank.
    fn gap(&self, at: usize) -> String {
        let from = at.checked_sub(1).and_then(|before| self.word(before)).map_or(0, |word| word.end);
        let to = self.word(at).map_or(self.text.len(), |word| word.start);
        blank(&self.text[from..to])
    }

    fn gap_is(&self, at: usize, known: &[&str]) -> bool {
        self.word(at).is_some() && known.contains(&self.gap(at).as_str())
    }

    fn between(&self, from: usize, to: usize, known: &[&str]) -> bool {
        known.contains(&blank(&self.text[from..to]).as_str())
    }

    /// Whether the figure at `at` stands free: no money, percentage, decimal or part of a longer number.
    fn stands_free(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        let before = self.text[..word.start].chars().next_back();
        let mut after = self.text[word.end..].chars();
        let (next, then) = (after.next(), after.next());
        let figure_follows =
            matches!(next, Some(',' | '.' | ':')) && then.is_some_and(|c| c.is_ascii_digit());
        !figure_follows
            && !matches!(next, Some('%' | '°' | '/'))
            && !matches!(before, Some('$' | '€' | '£' | '#' | '.' | '/' | '\''))
    }

    /// The date that begins with word `at`, with the number of its words.
    fn date_at(&self, at: usize) -> Option<(usize, Told)> {
        self.iso(at)
            .or_else(|| self.slashed(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.year(at))
    }

    /// "2011-11-17"
    fn iso(&self, at: usize) -> Option<(usize, Told)> {
        let joined = self.gap_is(at + 1, &["-"]) && self.gap_is(at + 2, &["-"]);
        let year = self.word(at)?.year().filter(|_| joined)?;
        // A time may follow without a blank: "2011-11-17T10:00".
        let day = self.word(at + 2)?.lower.split('t').next()?.parse().ok()?;
        Some((3, Told::whole(year, Some(self.word(at + 1)?.small()?), Some(day))?))
    }

    /// "11/17/2011"; where day and month could change places, only the year is sure.
    fn slashed(&self, at: usize) -> Option<(usize, Told)> {
        let joined = self.gap_is(at + 1, &["/"]) && self.gap_is(at + 2, &["/"]);
        let first = self.word(at)?.small().filter(|_| joined)?;
        let (second, year) = (self.word(at + 1)?.small()?, self.word(at + 2)?.year()?);
        let month_first = Told::whole(year, Some(first), Some(second));
        let day_first = Told::whole(year, Some(second), Some(first));
        let told = match (month_first, day_first) {
            (Some(_), Some(_)) if first != second => Told::whole(year, None, None),
            (told, other) => told.or(other),
        };
        told.map(|told| (3, told))
    }

    fn month(&self, at: usize) -> Option<u8> {
        let word = self.word(at).filter(|word| word.is_capital())?;
        lexicon().months.get(word.lower.as_str()).copied()
    }

    /// The year at `at` after a month or day, with the number of words up to it.
    fn year_after(&self, at: usize) -> Option<(usize, u16)> {
        if self.gap_is(at, &[" ", ", ", ",", ". ", "., "]) {
            let year = self.word(at)?.year().filter(|_| self.stands_free(at))?;
            return Some((1, year));
        }
        None
    }

    /// "Nov. 17, 2011", "June 9-11, 2011" (its first day), "June 2011", "Jan. 10", "last June"
    fn month_first(&self, at: usize) -> Option<(usize, Told)> {
        let month = self.month(at)?;
        let day = self.word(at + 1).and_then(Word::day).filter(|_| self.gap_is(at + 1, &[" ", ". "]));
        if let Some(day) = day.filter(|_| self.stands_free(at + 1)) {
            let mut count = 2;
            let to = self
                .word(at + 2)
                .and_then(Word::day)
                .filter(|_| self.gap_is(at + 2, &["-", "–", " - ", " – "]));
            if to.is_some_and(|to| to > day) {
                count += 1;
            }
            return match self.year_after(at + count) {
                Some((more, year)) => Some((count + more, Told::whole(year, Some(month), Some(day))?)),
                // 30 February is no date in any year, 29 February in some.
                None => PartialDate::new(2000, Some(month), Some(day))
                    .map(|_| (count, Told::NoYear(month, Some(day)))),
            };
        }
        if let Some((count, year)) = self.year_after(at + 1) {
            return Some((1 + count, Told::whole(year, Some(month), None)?));
        }
        if self.lower(at + 1) == "of"
            && self.gap_is(at + 1, &[" "])
            && let Some((_, year)) = self.year_after(at + 2)
        {
            return Some((3, Told::whole(year, Some(month), None)?));
        }
        // A month alone is easily another word ("March", "May"): it wants its whole name and a preposition.
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        let shown = lexicon().before_month.contains(before)
            && self.gap_is(at, &[" ", "-"])
            && before != "next"
            && (month == 5 || self.lower(at).chars().count() > 3);
        shown.then_some((1, Told::NoYear(month, None)))
    }

    /// "17 November 2011", "the 17th of November", "17 November"
    fn day_first(&self, at: usize) -> Option<(usize, Told)> {
        let day = self.word(at)?.day().filter(|_| self.stands_free(at))?;
        let of = usize::from(self.lower(at + 1) == "of" && self.gap_is(at + 1, &[" "]));
        let month = self.month(at + 1 + of).filter(|_| self.gap_is(at + 1 + of, &[" "]))?;
        // "the last 3 May 5 meetings": the figure after the month would be the day.
        if self.word(at + 2 + of).is_some_and(|next| next.day().is_some() && self.gap_is(at + 2 + of, &[" "]))
        {
            return None;
        }
        match self.year_after(at + 2 + of) {
            Some((more, year)) => Some((2 + of + more, Told::whole(year, Some(month), Some(day))?)),
            None => PartialDate::new(2000, Some(month), Some(day))
                .map(|_| (2 + of, Told::NoYear(month, Some(day)))),
        }
    }

    /// "yesterday", "earlier this month", "two years ago"
    fn relative(&self, at: usize) -> Option<(usize, Told)> {
        let blank_before = |upto: usize| (at + 1..upto).all(|at| self.gap_is(at, &[" "]));
        for count in [3, 2, 1] {
            let phrase: Vec<&str> = (at..at + count).map(|at| self.lower(at)).collect();
            if let Some(&(unit, steps)) = lexicon().relative.get(phrase.join(" ").as_str()) {
                // "today's workers": of our times, not of this day.
                let possessive = self.lower(at + count) == "s" && self.gap_is(at + count, &["'", "’"]);
                if blank_before(at + count) && !(possessive && phrase == ["today"]) {
                    return Some((count, Told::Step(unit, steps)));
                }
            }
        }
        let number = self.word(at)?;
        let steps =
            lexicon().numbers.get(number.lower.as_str()).copied().or(number.small().map(i64::from))?;
        let unit = *lexicon().units.get(self.lower(at + 1))?;
        (self.lower(at + 2) == "ago" && blank_before(at + 3)).then_some((3, Told::Step(unit, -steps)))
    }

    /// "Monday", "last Friday", "next Tuesday"
    fn weekday(&self, at: usize) -> Option<(usize, Told)> {
        let lead = usize::from(matches!(self.lower(at), "last" | "next" | "this"));
        let word = self.word(at + lead).filter(|word| word.is_capital())?;
        let weekday = *lexicon().weekdays.get(word.lower.as_str())?;
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        // A short form wants its full stop: "Mon" and "Fri" are also names.
        let short = !word.lower.ends_with("day") && !self.text[word.end..].starts_with(['.', ',']);
        if short
            || lead == 1 && !self.gap_is(at + 1, &[" "])
            || lexicon().not_before_weekday.contains(before)
            || lexicon().not_after_weekday.contains(self.lower(at + lead + 1))
        {
            return None;
        }
        Some((1 + lead, Told::Weekday(weekday, lead == 1 && self.lower(at) == "next")))
    }

    /// "in 2009", "(2009)"
    fn year(&self, at: usize) -> Option<(usize, Told)> {
        let year = self.word(at)?.year().filter(|year| (1700..=2100).contains(year))?;
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        let next = self.lower(at + 1);
        let shown = lexicon().before_year.contains(before) && self.gap_is(at, &[" ", "-"]);
        let bracketed = self.gap(at).ends_with('(') && self.gap(at + 1).starts_with(')');
        // "of 2000 members"
        let counted = year.is_multiple_of(10)
            && self.gap_is(at + 1, &[" "])
            && next.len() > 4
            && next.ends_with('s')
            && !self.word(at + 1).is_some_and(Word::is_capital);
        let free = self.stands_free(at) && !counted;
        ((shown || bracketed) && free).then(|| Told::whole(year, None, None)).flatten().map(|told| (1, told))
    }

    /// Gives "September 29" of "September 29 and October 24 2011" the year of the second.
    fn share_years(&self, dates: &mut [(Span<Bytes>, Told)]) {
        for at in (1..dates.len()).rev() {
            let (Told::NoYear(month, day), Told::Whole(later)) = (dates[at - 1].1, dates[at].1) else {
                continue;
            };
            let gap = &self.text[dates[at - 1].0.end..dates[at].0.start];
            let joined = gap.len() < 16
                && gap.split_whitespace().all(|word| {
                    lexicon().joint.contains(word.trim_end_matches(',').to_lowercase().as_str())
                        || word == ","
                });
            if let Some(told) =
                later.month().filter(|_| joined).and_then(|_| Told::whole(later.year(), Some(month), day))
            {
                dates[at - 1].1 = told;
            }
        }
    }
}

/// `text` with each run of white space as one blank.
fn blank(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests;
