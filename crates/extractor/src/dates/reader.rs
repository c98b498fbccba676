//! Dates in figures and names of months: what stands in a text, read word by word.

use super::Part;
use super::lexicon::lexicon;
use super::told::{Look, Told};
use super::words::{Word, words};
use standpoint_model::{Bytes, PartialDate, Span};

/// A text and its words.
pub(super) struct Reader<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, words: words(text) }
    }

    /// The text from byte `end` on.
    pub(super) fn after(&self, end: usize) -> &'a str {
        &self.text[end..]
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Where `count` words from `at` on stand.
    pub(super) fn span(&self, at: usize, count: usize) -> Span<Bytes> {
        Span::new(self.words[at].start, self.words[at + count - 1].end)
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.word(at).map_or("", |word| word.lower.as_str())
    }

    /// What stands before word `at`, back to the word before it; a line break counts as a blank.
    pub(super) fn gap(&self, at: usize) -> String {
        let from = at.checked_sub(1).and_then(|before| self.word(before)).map_or(0, |word| word.end);
        let to = self.word(at).map_or(self.text.len(), |word| word.start);
        blank(&self.text[from..to])
    }

    pub(super) fn gap_is(&self, at: usize, known: &[&str]) -> bool {
        self.word(at).is_some() && known.contains(&self.gap(at).as_str())
    }

    pub(super) fn between(&self, from: usize, to: usize, known: &[&str]) -> bool {
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
    pub(super) fn date_at(&self, at: usize) -> Option<(usize, Told)> {
        self.iso(at)
            .or_else(|| self.slashed(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.decade(at))
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
                    .map(|_| (count, Told::NoYear(month, Some(day), self.look(at)))),
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
        // "the end of March"
        let part = before == "of" && at >= 2 && lexicon().part_of_month.contains(self.lower(at - 2));
        let shown = (lexicon().before_month.contains(before) || part)
            && self.gap_is(at, &[" ", "-"])
            && (month == 5 || self.lower(at).chars().count() > 3);
        let look = match before {
            "next" => Look::Ahead,
            "last" => Look::Before,
            "this" => Look::This,
            _ => self.look(at),
        };
        shown.then_some((1, Told::NoYear(month, None, look)))
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
                .map(|_| (2 + of, Told::NoYear(month, Some(day), self.look(at)))),
        }
    }

    /// "in 2009", "(2009)", "from 2009 to 2011", "(2009–2011)"
    fn year(&self, at: usize) -> Option<(usize, Told)> {
        let year = self.year_of(at)?;
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        let next = self.lower(at + 1);
        let shown = lexicon().before_year.contains(before) && self.gap_is(at, &[" ", "-"]);
        let opened = self.gap(at).ends_with('(') && self.range_dash(at + 1) && self.year_of(at + 1).is_some();
        let bracketed = self.gap(at).ends_with('(') && self.gap(at + 1).starts_with(')');
        // "of 2000 members"
        let counted = year.is_multiple_of(10)
            && self.gap_is(at + 1, &[" "])
            && next.len() > 4
            && next.ends_with('s')
            && !self.word(at + 1).is_some_and(Word::is_capital);
        let free = self.stands_free(at) && !counted;
        ((shown || bracketed || opened || self.ends_range(at)) && free)
            .then(|| Told::whole(year, None, None))
            .flatten()
            .map(|told| (1, told))
    }

    fn year_of(&self, at: usize) -> Option<u16> {
        self.word(at)?.year().filter(|year| (1700..=2100).contains(year))
    }

    fn range_dash(&self, at: usize) -> bool {
        self.gap_is(at, &["-", "–", "—", " - ", " – "])
    }

    /// The second year of "from 2009 to 2011", "between 2009 and 2011", "in 2009-2011", "(2009–2011".
    fn ends_range(&self, at: usize) -> bool {
        let shown = |first: usize| {
            let before = first.checked_sub(1).map_or("", |before| self.lower(before));
            self.year_of(first).is_some()
                && (lexicon().before_year.contains(before) || self.gap(first).ends_with('('))
        };
        let dashed = self.range_dash(at) && at.checked_sub(1).is_some_and(shown);
        let joined = at >= 2
            && matches!(self.lower(at - 1), "to" | "and" | "through" | "until" | "till")
            && self.gap_is(at, &[" "])
            && self.gap_is(at - 1, &[" "])
            && shown(at - 2);
        dashed || joined
    }

    /// "the 1990s", "the late ’90s", "decades ago": a time, but no date.
    fn decade(&self, at: usize) -> Option<(usize, Told)> {
        let word = self.word(at)?;
        let bare = word.lower.strip_suffix('s').unwrap_or_default();
        let figures =
            matches!(bare.len(), 2 | 4) && bare.bytes().all(|b| b.is_ascii_digit()) && bare.ends_with('0');
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        let shown = bare.len() == 4 || matches!(before, "the" | "early" | "mid" | "late");
        if figures && shown {
            return Some((1, Told::Vague));
        }
        let ago = |count: usize| self.lower(at + count) == "ago" && self.gap_is(at + count, &[" "]);
        if matches!(
            word.lower.as_str(),
            "decades" | "years" | "centuries" | "generations" | "months" | "weeks"
        ) && ago(1)
        {
            return Some((2, Told::Vague));
        }
        None
    }

    /// What of a stretch of time the date at `place` among `dates` tells: by the word before it.
    pub(super) fn part(&self, dates: &[(Span<Bytes>, Told)], place: usize) -> Part {
        let gap = |from: usize, to: usize| self.text[from..to].trim().to_lowercase();
        let start = dates[place].0.start;
        let before = self.text[..start].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let joined = |text: &str| matches!(text, "to" | "through" | "until" | "till" | "-" | "–" | "—");
        let ranged = |a: usize, b: usize| {
            dates.get(a).zip(dates.get(b)).is_some_and(|((one, _), (other, _))| {
                let between = gap(one.end, other.start);
                joined(&between) || between == "and" && self.text[..one.start].trim_end().ends_with("between")
            })
        };
        if matches!(word.as_str(), "until" | "till" | "through") || place > 0 && ranged(place - 1, place) {
            Part::End
        } else if matches!(word.as_str(), "since" | "from") || ranged(place, place + 1) {
            Part::Start
        } else {
            Part::Whole
        }
    }

    /// Whether what ends at byte `end` owns what follows: "Tuesday’s", "last year's".
    pub(super) fn is_possessive(&self, end: usize) -> bool {
        let mut rest = self.text[end..].chars();
        matches!(rest.next(), Some('\'' | '’'))
            && rest.next() == Some('s')
            && !rest.next().is_some_and(char::is_alphanumeric)
    }

    /// Gives "September 29" of "September 29 and October 24 2011" the year of the second.
    pub(super) fn share_years(&self, dates: &mut [(Span<Bytes>, Told)]) {
        for at in (1..dates.len()).rev() {
            let (Told::NoYear(month, day, _), Told::Whole(later)) = (dates[at - 1].1, dates[at].1) else {
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
