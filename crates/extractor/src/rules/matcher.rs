//! Runs a compiled pattern over a text.
//!
//! Backtracking with a memory: a step is tried at a token at most once for each place where a match may begin, and
//! matches stay within one sentence, so that time grows linearly with the text.

use super::{
    lexicon::{Lexica, Words},
    names::{self, NameMask},
    pattern::{Atom, Slot, Step},
};
use standpoint_language::Analysis;
use standpoint_model::{Span, TextIndex, Tokens};

/// Longest noun phrase, in tokens.
const LONGEST_PHRASE: usize = 10;
/// Longest match, in tokens; a clause captured by `[REST]` at its end comes on top.
const LONGEST_MATCH: usize = 60;

/// A text made ready for patterns.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    analysis: &'a Analysis,
    pub(super) words: Words<'a>,
    names: Vec<Vec<(usize, NameMask)>>,
    pub(super) lexica: &'a Lexica,
}

/// One match: all tokens, and what was captured, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) span: Span<Tokens>,
    captures: Vec<(Slot, Span<Tokens>)>,
}

impl Match {
    /// Everything captured for `slot`.
    pub(super) fn all(&self, slot: Slot) -> impl Iterator<Item = Span<Tokens>> {
        self.captures.iter().filter(move |(of, _)| *of == slot).map(|(_, span)| *span)
    }
}

impl<'a> Subject<'a> {
    pub(super) fn new(analysis: &'a Analysis, index: &TextIndex<'a>, lexica: &'a Lexica) -> Self {
        let words = Words::new(analysis, index, lexica);
        let names = names::by_start(analysis, &words, lexica);
        Self { analysis, words, names, lexica }
    }

    /// `span` less an article before a name.
    pub(super) fn trimmed(&self, span: Span<Tokens>) -> Span<Tokens> {
        let article = matches!(self.words.folded(span.start), "the" | "a" | "an");
        if article && span.len() > 1 && !self.names[span.start + 1].is_empty() {
            Span::new(span.start + 1, span.end)
        } else {
            span
        }
    }

    /// The matches of `steps`, leftmost first; the next begins where the last captured piece of the one before began.
    pub(super) fn matches(&self, steps: &[Step]) -> Vec<Match> {
        let mut out = Vec::new();
        let mut tried = Tried::new(steps.len());
        for sentence in &self.analysis.segmentation.sentences {
            let sentence = Span::<Tokens>::new(sentence.start, sentence.end.min(self.words.len()));
            let mut at = sentence.start;
            while at < sentence.end {
                let Some(found) = self.match_at(steps, at, sentence, &mut tried) else {
                    at += 1;
                    continue;
                };
                let last = found.captures.iter().map(|(_, span)| span.start).max().unwrap_or(at);
                at = if last > at { last } else { found.span.end.max(at + 1) };
                out.push(found);
            }
        }
        out
    }

    fn match_at(
        &self,
        steps: &[Step],
        start: usize,
        sentence: Span<Tokens>,
        tried: &mut Tried,
    ) -> Option<Match> {
        // Most patterns fail at their first word: cheap to see before anything is set up.
        let first = steps.iter().find(|step| !matches!(step, Step::Open(_)));
        if let Some(Step::Test(atom)) = first
            && self.ends(atom, start, sentence).is_empty()
        {
            return None;
        }
        tried.begin();
        let mut log: Vec<(bool, Slot, usize)> = Vec::new();
        let mut todo = vec![(0, start, 0)];
        while let Some((mut step, mut at, logged)) = todo.pop() {
            log.truncate(logged);
            loop {
                if at - start > LONGEST_MATCH && !matches!(steps[step], Step::Close(_) | Step::Accept)
                    || !tried.first_time(step, at - start)
                {
                    break;
                }
                match &steps[step] {
                    Step::Accept => {
                        return Some(Match { span: Span::new(start, at), captures: captures(&log) });
                    }
                    Step::Jump(to) => step = *to,
                    Step::Split(first, second) => {
                        todo.push((*second, at, log.len()));
                        step = *first;
                    }
                    Step::Open(slot) => {
                        log.push((true, *slot, at));
                        step += 1;
                    }
                    Step::Close(slot) => {
                        log.push((false, *slot, at));
                        step += 1;
                    }
                    Step::Test(atom) => {
                        let ends = self.ends(atom, at, sentence);
                        let Some((&first, others)) = ends.split_first() else { break };
                        todo.extend(others.iter().rev().map(|&end| (step + 1, end, log.len())));
                        (step, at) = (step + 1, first);
                    }
                }
            }
        }
        None
    }

    /// Where what `atom` matches at `at` may end, the best end first; empty where it does not match.
    fn ends(&self, atom: &Atom, at: usize, sentence: Span<Tokens>) -> Vec<usize> {
        let inside = at < sentence.end;
        let when = |holds: bool, end: usize| if holds { vec![end] } else { Vec::new() };
        match atom {
            Atom::Word(word) => when(inside && self.words.folded(at) == word, at + 1),
            Atom::Exact(word) => when(inside && self.words.text(at).trim_end_matches('.') == word, at + 1),
            Atom::Any => when(inside, at + 1),
            Atom::Start => when(at == sentence.start, at),
            Atom::End => when(at == sentence.end, at),
            Atom::Class(class) if inside => {
                let hits = self.words.entries(self.lexica, at).filter(|(of, _)| of == class);
                hits.map(|(_, length)| at + length).filter(|&end| end <= sentence.end).collect()
            }
            Atom::Name(mask, class) if inside => {
                let names = self.names[at].iter().filter(|(_, kind)| kind.meets(*mask));
                let last_fits = |end: usize| {
                    class.is_none_or(|class| {
                        self.words.entries(self.lexica, end - 1).any(|hit| hit == (class, 1))
                    })
                };
                names.map(|(end, _)| *end).filter(|&end| end <= sentence.end && last_fits(end)).collect()
            }
            Atom::PartOfSpeech(tags) => when(inside && tags.iter().any(|tag| tag == self.upos(at)), at + 1),
            Atom::NounPhrase if inside => self.noun_phrase(at, sentence),
            Atom::Rest if inside => {
                let end = self.clause_end(at, sentence);
                when(end > at, end)
            }
            Atom::NotAhead(inner) => when(self.ends(inner, at, sentence).is_empty(), at),
            Atom::NotBehind(inner) => {
                let before = at > sentence.start && self.ends(inner, at - 1, sentence).contains(&at);
                when(!before, at)
            }
            Atom::Class(_) | Atom::Name(..) | Atom::NounPhrase | Atom::Rest => Vec::new(),
        }
    }

    fn upos(&self, at: usize) -> &'static str {
        self.analysis.tokens.get(at).map_or("X", |token| token.upos)
    }

    /// Ends of the noun phrases that begin at `at`: determiner, adjectives, nouns and names, the last of them its head.
    fn noun_phrase(&self, at: usize, sentence: Span<Tokens>) -> Vec<usize> {
        let limit = sentence.end.min(at + LONGEST_PHRASE);
        let mut ends = Vec::new();
        for i in at..limit {
            match self.upos(i) {
                "NOUN" | "PROPN" => ends.push(i + 1),
                "DET" | "PRON" if i == at => {}
                "ADJ" | "NUM" | "ADV" => {}
                _ if i > at && matches!(self.words.folded(i), "'s" | "-" | "&" | "'") => {}
                _ => break,
            }
        }
        ends.reverse();
        ends
    }

    /// Where the clause that holds `at` ends, as far as marks and conjunctions tell.
    fn clause_end(&self, at: usize, sentence: Span<Tokens>) -> usize {
        let stop = (at..sentence.end).find(|&i| match self.words.folded(i) {
            ";" | "”" | "—" | "–" | "\"" => i > at,
            "," => {
                let next = if i + 1 < sentence.end { self.words.folded(i + 1) } else { "" };
                matches!(
                    next,
                    "but" | "and" | "while" | "although" | "though" | "which" | "saying" | "adding"
                )
            }
            _ => false,
        });
        let mut end = stop.unwrap_or(sentence.end);
        while end > at && matches!(self.words.folded(end - 1), "." | "," | "!" | "”" | "\"" | "’") {
            end -= 1;
        }
        end
    }
}

/// Pairs what was opened with what was closed; captures of one slot do not nest.
fn captures(log: &[(bool, Slot, usize)]) -> Vec<(Slot, Span<Tokens>)> {
    let mut out = Vec::new();
    for (i, (open, slot, start)) in log.iter().enumerate() {
        let close = log[i + 1..].iter().find(|(open, of, _)| !open && of == slot);
        if let (true, Some((_, _, end))) = (*open, close) {
            out.push((*slot, Span::new(*start, *end)));
        }
    }
    out
}

/// Which steps were tried at which tokens since the last beginning.
struct Tried {
    steps: usize,
    stamps: Vec<u32>,
    now: u32,
}

impl Tried {
    fn new(steps: usize) -> Self {
        Self { steps, stamps: Vec::new(), now: 0 }
    }

    fn begin(&mut self) {
        if self.now == u32::MAX {
            self.stamps.clear();
            self.now = 0;
        }
        self.now += 1;
    }

    fn first_time(&mut self, step: usize, ahead: usize) -> bool {
        let cell = ahead * self.steps + step;
        if cell >= self.stamps.len() {
            self.stamps.resize(cell + self.steps, 0);
        }
        std::mem::replace(&mut self.stamps[cell], self.now) != self.now
    }
}
