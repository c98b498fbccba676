//! Dates of statements.

use crate::dates::{self, DateMention, Part};
use standpoint_model::{Chars, Document, Kind, PartialDate, Predicate, Span};
use std::ops::Range;

/// Furthest that the end of a post may stand from the word that names it, in code points: "president until 2009".
const NEAR: usize = 80;
/// So many code points before a post's word are looked at for "former" and "then".
const BEFORE: usize = 12;
/// So many letters a short form has at most: "Sept.".
const SHORT: usize = 4;

/// Words that open a clause about the noun before them.
const RELATIVE: [&str; 5] = ["who", "whom", "whose", "which", "where"];
/// How far from a date such a clause is looked for, in code points.
const CLAUSE: usize = 200;
/// So many letters the longest of those words has.
const LONGEST_RELATIVE: usize = 5;

/// The dates that a document names, and its own.
pub(crate) struct Dates {
    text: Vec<char>,
    /// Behind each sentence; sorted.
    ends: Vec<usize>,
    /// In the order of their starts.
    mentions: Vec<DateMention>,
    /// Where times stand that no date expresses: "in the 1990s"; in the order of their starts.
    vague: Vec<Span<Chars>>,
    document: Option<PartialDate>,
}

impl Dates {
    pub(crate) fn find(document: &Document) -> Self {
        let own = document.date.or_else(|| dates::dateline_date(&document.text));
        let (mut mentions, mut vague) = dates::told_dates(&document.text, own);
        mentions.sort_by_key(|mention| mention.span.start);
        vague.sort_by_key(|span| span.start);
        let text: Vec<char> = document.text.chars().collect();
        let ends = (0..text.len()).filter(|&at| ends_sentence(&text, at)).map(|at| at + 1).collect();
        Self { text, ends, mentions, vague, document: own }
    }

    /// When a statement held or was said; `evidence` is the content of a claim, the sentences of anything else.
    ///
    /// A stance is dated by the date named nearest its cue that is not in a clause apart ("Lee, who came in 2009, opposes it"), a claim by one that stands beside its content and not within
    /// ("Lee said on Monday that it began in 2009"), else by the document's. A relation takes no date from its sentence
    /// ("Doe, the mayor, said on Monday" dates the saying), save one that tells its end ("mayor until 2009") and, of a
    /// post that somebody held "then", the date told of.
    pub(super) fn of(
        &self,
        predicate: Predicate,
        evidence: Span<Chars>,
        cue: Span<Chars>,
    ) -> Option<PartialDate> {
        match predicate.kind() {
            Kind::Relation => self.of_relation(evidence, cue),
            Kind::Claim if !evidence.covers(&cue) => self.nearest(self.sentence(cue), Some(evidence), cue),
            Kind::Claim | Kind::Stance => self.nearest(evidence, None, cue),
        }
    }

    /// The date nearest the cue in `within` that is not `outside`; none where a vaguer time is nearer; else the
    /// document's.
    fn nearest(
        &self,
        within: Span<Chars>,
        outside: Option<Span<Chars>>,
        cue: Span<Chars>,
    ) -> Option<PartialDate> {
        let fits =
            |span: &Span<Chars>| within.covers(span) && outside.is_none_or(|outside| !outside.overlaps(span));
        let far = |span: &Span<Chars>| span.start.abs_diff(cue.start);
        // "last year's decision" dates the decision, and nothing is said in the future.
        let dated = self
            .told_in(within)
            .iter()
            .filter(|m| fits(&m.span) && !m.possessive && !self.is_to_come(m.date))
            .filter(|m| !self.is_aside(m.span, cue));
        let date = dated.min_by_key(|mention| far(&mention.span));
        let vague = &self.vague[starting_in(&self.vague, within, |span| span.start)];
        let vague = vague.iter().filter(|span| fits(span)).map(far).min();
        match (date, vague) {
            (Some(mention), vague) if vague.is_none_or(|vague| far(&mention.span) <= vague) => {
                Some(mention.date)
            }
            (_, Some(_)) => None,
            _ => self.document,
        }
    }

    fn of_relation(&self, evidence: Span<Chars>, cue: Span<Chars>) -> Option<PartialDate> {
        let past = |mention: &&DateMention| evidence.covers(&mention.span) && !self.is_to_come(mention.date);
        let ends = |mention: &&DateMention| {
            let close = mention.span.start >= cue.start && mention.span.start <= cue.end + NEAR;
            past(mention) && close && mention.part == Part::End
        };
        if let Some(end) = self.told_in(evidence).iter().find(ends) {
            return Some(end.date);
        }
        if self.is_of_then(cue) {
            let far = |mention: &&DateMention| mention.span.start.abs_diff(cue.start);
            return self.told_in(evidence).iter().filter(past).min_by_key(far).map(|mention| mention.date);
        }
        self.document
    }

    /// Whether the date stands in a relative clause between commas, and the cue does not.
    fn is_aside(&self, date: Span<Chars>, cue: Span<Chars>) -> bool {
        let comma = |at: &usize| self.text.get(*at) == Some(&',');
        let before = date.start.saturating_sub(CLAUSE)..date.start;
        let Some(opened) = before.rev().find(comma) else { return false };
        let word: String = self.text[opened + 1..]
            .iter()
            .skip_while(|c| c.is_whitespace())
            .take_while(|c| c.is_alphabetic())
            .take(LONGEST_RELATIVE + 1)
            .collect();
        let end = self.text.len().min(date.end + CLAUSE);
        let closed = (date.end..end).find(|at| matches!(self.text[*at], ',' | ';' | '.'));
        let around = Span::new(opened, closed.unwrap_or(end));
        RELATIVE.contains(&word.as_str()) && !around.covers(&cue)
    }

    /// Whether "then" stands before a post's word or begins it: "then-Gov. Lee", but not "since then Gov. Lee".
    fn is_of_then(&self, cue: Span<Chars>) -> bool {
        let text = |from: usize, to: usize| -> String {
            self.text.get(from..to).unwrap_or_default().iter().collect()
        };
        let words = |text: String| -> Vec<String> {
            let split = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            split.map(str::to_lowercase).collect()
        };
        let before = words(text(cue.start.saturating_sub(BEFORE), cue.start));
        if words(text(cue.start, cue.end)).first().is_some_and(|first| first == "then") {
            return true;
        }
        match before.as_slice() {
            [.., word, then] if then == "then" => {
                !matches!(word.as_str(), "since" | "by" | "until" | "from" | "and" | "but" | "only")
            }
            [then] => then == "then",
            _ => false,
        }
    }

    fn is_to_come(&self, date: PartialDate) -> bool {
        self.document.is_some_and(|today| today.surely_before(date))
    }

    /// The dates that begin in a span.
    fn told_in(&self, span: Span<Chars>) -> &[DateMention] {
        &self.mentions[starting_in(&self.mentions, span, |mention| mention.span.start)]
    }

    /// The sentence round `cue`, cut at full stops before a blank and a capital, and at empty lines.
    fn sentence(&self, cue: Span<Chars>) -> Span<Chars> {
        let end = cue.end.min(self.text.len());
        let before = self.ends.partition_point(|&at| at <= cue.start.min(end));
        let behind = self.ends.partition_point(|&at| at <= end);
        let start = before.checked_sub(1).map_or(0, |at| self.ends[at]);
        Span::new(start, self.ends.get(behind).copied().unwrap_or(self.text.len()))
    }
}

/// Which of these, in the order of their starts, begin in a span.
fn starting_in<T>(all: &[T], span: Span<Chars>, start: impl Fn(&T) -> usize) -> Range<usize> {
    let from = all.partition_point(|one| start(one) < span.start);
    from..from.max(all.partition_point(|one| start(one) < span.end))
}

/// Whether a sentence ends with the sign at `at`.
fn ends_sentence(text: &[char], at: usize) -> bool {
    let is = |at: usize, what: fn(char) -> bool| text.get(at).copied().is_some_and(what);
    let closed = |c: char| matches!(c, '”' | '"' | '’' | ')');
    match text[at] {
        '\n' => is(at + 1, |c| c == '\n'),
        '.' | '!' | '?' => {
            let next = at + 1 + usize::from(is(at + 1, closed));
            // "Nov. 17", "Sen. Lee": short forms end no sentence.
            let word = text[..at].iter().rev().take_while(|c| c.is_alphanumeric()).take(SHORT + 1).count();
            let first = text.get(at.wrapping_sub(word)).copied();
            let short = text[at] == '.' && word <= SHORT && first.is_some_and(char::is_uppercase);
            is(next, char::is_whitespace) && !is(next + 1, char::is_lowercase) && !short
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The date of a statement whose evidence and cue are these words of `text`, in an article of 17 November 2011.
    fn date(predicate: Predicate, text: &str, evidence: &str, cue: &str) -> String {
        let document = Document { date: "2011-11-17".parse().ok(), ..Document::new("d", text) };
        let place = |words: &str| {
            let start = text[..text.find(words).unwrap()].chars().count();
            Span::new(start, start + words.chars().count())
        };
        let found = Dates::find(&document).of(predicate, place(evidence), place(cue));
        found.map(|date| date.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_claim_is_dated_by_its_saying() {
        let text = "It rained. On Monday, Sen. Lee said the levy passed in 2009. Rao left in 2008.";
        assert_eq!(date(Predicate::Asserts, text, "the levy passed in 2009", "said"), "2011-11-14");
        let text = "“The levy passed in 2009.” So says Lee.";
        assert_eq!(date(Predicate::Asserts, text, "“The levy passed in 2009.”", "says"), "2011-11-17");
    }

    #[test]
    fn a_stance_by_the_date_nearest_its_cue() {
        let of = |text: &str, cue: &str| date(Predicate::Opposes, text, text, cue);
        assert_eq!(of("In March 2010 Lee opposed the levy.", "opposed"), "2010-03");
        assert_eq!(of("Lee criticized last year’s decision.", "criticized"), "2011-11-17");
        assert_eq!(of("Lee criticized a vote that will be held on Dec. 5.", "criticized"), "2011-11-17");
        assert_eq!(of("Lee opposed the levy in the 1990s.", "opposed"), "");
        assert_eq!(of("Lee has opposed the levy since 2009.", "opposed"), "2009");
        assert_eq!(of("Lee, who came in 2003, opposes the levy.", "opposes"), "2011-11-17");
        assert_eq!(of("Lee opposes the levy, which began in 2003.", "opposes"), "2011-11-17");
        assert_eq!(of("Lee, who opposed the levy in 2003, agreed.", "opposed"), "2003");
    }

    #[test]
    fn posts_are_dated_by_their_end() {
        let of = |text: &str, cue: &str| date(Predicate::Leads, text, text, cue);
        assert_eq!(of("Lee, the mayor, said on Monday it would.", "mayor"), "2011-11-17");
        assert_eq!(of("Lee, mayor until 2009, said it would.", "mayor"), "2009");
        assert_eq!(of("Lee, president of the union from 1998 to 2004, agreed.", "president"), "2004");
        assert_eq!(of("In 2007, then-Gov. Lee signed it.", "Gov."), "2007");
        assert_eq!(of("Lee, then governor, signed it.", "governor"), "");
        assert_eq!(of("Since then Gov. Lee has signed it.", "Gov."), "2011-11-17");
        assert_eq!(of("Former Gov. Lee signed it on Monday.", "Gov."), "2011-11-17");
    }
}
