//! Dates told by their distance: from the document's date, or from the date told before.

use super::lexicon::{Unit, lexicon};
use super::reader::Reader;
use super::told::{Look, Told};
use super::words::Word;

impl Reader<'_> {
    fn blank_before(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| self.gap_is(at, &[" "]))
    }

    /// Whether a clause or the text ends after word `at`.
    fn ends_clause(&self, at: usize) -> bool {
        let gap = self.gap(at + 1);
        at + 1 >= self.len() || gap.trim_start().starts_with([',', '.', ';', ':', ')', '?', '!', '”', '"'])
    }

    /// "yesterday", "earlier this month", "last spring", "two years ago", "two years earlier", "the following day"
    pub(super) fn relative(&self, at: usize) -> Option<(usize, Told)> {
        self.phrase(at).or_else(|| self.season(at)).or_else(|| self.counted(at)).or_else(|| self.anchored(at))
    }

    fn phrase(&self, at: usize) -> Option<(usize, Told)> {
        for count in [4, 3, 2, 1] {
            let phrase: Vec<&str> = (at..at + count).map(|at| self.lower(at)).collect();
            if let Some(&(unit, steps)) = lexicon().relative.get(phrase.join(" ").as_str()) {
                // "today's workers": of our times, not of this day.
                let possessive = self.lower(at + count) == "s" && self.gap_is(at + count, &["'", "’"]);
                if self.blank_before(at + 1, at + count) && !(possessive && phrase == ["today"]) {
                    return Some((count, Told::Step(unit, steps)));
                }
            }
        }
        None
    }

    /// "last spring", "this summer", "next fall"
    fn season(&self, at: usize) -> Option<(usize, Told)> {
        let look = match self.lower(at) {
            "last" => Look::Before,
            "this" => Look::This,
            "next" => Look::Ahead,
            _ => return None,
        };
        let past = usize::from(self.lower(at + 1) == "past" && look == Look::This);
        let season = *lexicon().seasons.get(self.lower(at + 1 + past))?;
        // "last spring 2010" tells its year itself.
        let year = self.word(at + 2 + past).is_some_and(|next| next.year().is_some());
        let look = if past == 1 { Look::Back } else { look };
        (!year && self.blank_before(at + 1, at + 2 + past)).then_some((2 + past, Told::Season(season, look)))
    }

    /// The number at `at` with the count of its words: "two", "12", "a couple of".
    fn number(&self, at: usize) -> Option<(usize, i64)> {
        for phrase in ["a couple of", "a couple"] {
            let count = phrase.split(' ').count();
            if phrase.split(' ').enumerate().all(|(i, word)| self.lower(at + i) == word) {
                return Some((count, 2));
            }
        }
        let word = self.word(at)?;
        let known = lexicon().numbers.get(word.lower.as_str()).copied();
        known.or_else(|| word.small().map(i64::from)).map(|number| (1, number))
    }

    /// "two years ago", "a decade ago"; "two years earlier", "a week later"
    fn counted(&self, at: usize) -> Option<(usize, Told)> {
        let (count, number) = self.number(at)?;
        let &(unit, times) = lexicon().units.get(self.lower(at + count))?;
        let steps = number * times;
        let last = at + count + 1;
        if !self.blank_before(at + 1, last + 1) {
            return None;
        }
        let told = match self.lower(last) {
            "ago" => Told::Step(unit, -steps),
            "earlier" | "previously" => Told::Anchored(unit, -steps),
            "later" | "afterward" | "afterwards" => Told::Anchored(unit, steps),
            // "two years before the strike" counts from the strike.
            "before" if self.ends_clause(last) => Told::Anchored(unit, -steps),
            "after" if self.ends_clause(last) => Told::Anchored(unit, steps),
            _ => return None,
        };
        Some((count + 2, told))
    }

    /// "the previous year", "the following day", "that month", "the same day", "the year before"
    fn anchored(&self, at: usize) -> Option<(usize, Told)> {
        let unit = |at: usize| lexicon().units.get(self.lower(at)).filter(|(_, times)| *times == 1);
        let alone = |at: usize| !self.lower(at).ends_with('s');
        let first = self.lower(at);
        if first == "that" {
            // "that day", but not "said that day care is …"
            let (unit, _) = unit(at + 1).filter(|_| alone(at + 1) && self.blank_before(at + 1, at + 2))?;
            let before = at.checked_sub(1).map_or("", |before| self.lower(before));
            let led = lexicon().before_that.contains(before) || self.ends_clause(at + 1);
            return led.then_some((2, Told::Anchored(*unit, 0)));
        }
        if first != "the" {
            return None;
        }
        let steps = match self.lower(at + 1) {
            "previous" | "preceding" => Some(-1),
            "following" | "next" => Some(1),
            "same" => Some(0),
            _ => None,
        };
        if let Some(steps) = steps {
            let (unit, _) = unit(at + 2).filter(|_| alone(at + 2) && self.blank_before(at + 1, at + 3))?;
            return Some((3, Told::Anchored(*unit, steps)));
        }
        let (unit, _) = unit(at + 1).filter(|_| alone(at + 1) && self.blank_before(at + 1, at + 3))?;
        let steps = match self.lower(at + 2) {
            "before" if self.ends_clause(at + 2) => -1,
            "after" if self.ends_clause(at + 2) => 1,
            _ => return None,
        };
        Some((3, Told::Anchored(*unit, steps)))
    }

    /// "Monday", "last Friday", "next Tuesday", "this Friday"
    pub(super) fn weekday(&self, at: usize) -> Option<(usize, Told)> {
        let lead = usize::from(matches!(self.lower(at), "last" | "next" | "this"));
        let word = self.word(at + lead).filter(|word| word.is_capital())?;
        let weekday = *lexicon().weekdays.get(word.lower.as_str())?;
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        // A short form wants its full stop: "Mon" and "Fri" are also names.
        let short = !word.lower.ends_with("day") && !self.after(word.end).starts_with(['.', ',']);
        if short
            || lead == 1 && !self.gap_is(at + 1, &[" "])
            || lexicon().not_before_weekday.contains(before)
            || lexicon().not_after_weekday.contains(self.lower(at + lead + 1))
        {
            return None;
        }
        let look = match (lead, self.lower(at)) {
            (1, "next") => Look::Ahead,
            (1, "last") => Look::Before,
            (1, _) => Look::This,
            _ => self.look(at),
        };
        Some((1 + lead, Told::Weekday(weekday, look)))
    }

    /// Whether the words before `at` speak of what is to come: "will meet on Tuesday", but not "will go, he said on
    /// Tuesday".
    pub(super) fn look(&self, at: usize) -> Look {
        /// So many words back.
        const REACH: usize = 8;
        for back in (at.saturating_sub(REACH)..at).rev() {
            let gap = self.gap(back + 1);
            if gap.contains(['!', '?', ';', '”']) || gap.contains(". ") && !self.is_short_form(back) {
                return Look::Near;
            }
            let word = self.word(back).map_or("", |word: &Word| word.lower.as_str());
            if lexicon().ahead.contains(word) {
                return Look::Ahead;
            }
            if lexicon().behind.contains(word) {
                return Look::Back;
            }
        }
        Look::Near
    }

    /// Whether the full stop after word `at` is that of a short form: "Nov.", "Sen."
    fn is_short_form(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.is_capital() && word.text.chars().count() <= 4)
    }
}

/// How a unit is told: how many of which.
pub(super) fn unit_of(text: &str) -> Option<(Unit, i64)> {
    let (times, unit) = text.split_once(' ').unwrap_or(("1", text));
    Some((Unit::of_word(unit)?, times.parse().ok()?))
}
