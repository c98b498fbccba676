//! Classes of words and phrases, and where they stand in a text.

use standpoint_language::{Analysis, segment};
use standpoint_model::{Chars, Span, TextIndex};
use std::collections::{BTreeMap, HashMap};

/// The form in which words are compared: small letters, straight apostrophes, no final dot.
pub(super) fn fold(word: &str) -> String {
    let small: String =
        word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect();
    match small.strip_suffix('.') {
        Some(short) if !short.is_empty() && !short.ends_with('.') => short.to_owned(),
        _ => small,
    }
}

/// The folded tokens of a phrase, cut as texts are; a dot that closes it is left out.
pub(super) fn tokens(phrase: &str) -> Vec<String> {
    let index = TextIndex::new(phrase);
    let mut out: Vec<String> = segment(phrase)
        .tokens
        .iter()
        .map(|&span| fold(index.slice(Span::<Chars>::new(span.start, span.end))))
        .collect();
    if out.len() > 1 && out.last().is_some_and(|last| last == ".") {
        out.pop();
    }
    out
}

/// An entry: its words, their exact form where case counts, and what it stands for.
#[derive(Debug, Clone)]
struct Entry {
    class: usize,
    words: Vec<String>,
    exact: Option<String>,
    value: Option<String>,
}

/// All lexica, by number and by first word.
#[derive(Debug, Default)]
pub(super) struct Lexica {
    numbers: BTreeMap<String, usize>,
    entries: Vec<Entry>,
    by_first: HashMap<String, Vec<usize>>,
}

impl Lexica {
    /// Adds the lexicon `name`: one entry a line, perhaps a tab and what it stands for; `#` begins a comment,
    /// `=` before an entry means that case counts.
    pub(super) fn add(&mut self, name: &str, file: &str) {
        let class = self.numbers.len();
        let class = *self.numbers.entry(name.to_owned()).or_insert(class);
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (phrase, value) =
                line.split_once('\t').map_or((line, None), |(p, v)| (p, Some(v.trim().to_owned())));
            let exact = phrase.strip_prefix('=').map(|phrase| phrase.trim().to_owned());
            let words = tokens(exact.as_deref().unwrap_or(phrase));
            if let Some(first) = words.first() {
                self.by_first.entry(first.clone()).or_default().push(self.entries.len());
                self.entries.push(Entry { class, words, exact, value });
            }
        }
    }

    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    /// What the entry of `class` that covers exactly `words` stands for.
    pub(super) fn value(&self, class: usize, words: &[String]) -> Option<&str> {
        let candidates = self.by_first.get(words.first()?)?;
        candidates
            .iter()
            .map(|&at| &self.entries[at])
            .find(|entry| entry.class == class && entry.words == words)
            .and_then(|entry| entry.value.as_deref())
    }
}

/// A text's words in the form in which they are compared, and the lexicon entries that begin at each.
#[derive(Debug)]
pub(super) struct Words<'a> {
    texts: Vec<&'a str>,
    folded: Vec<String>,
    hits: Vec<Vec<usize>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(analysis: &Analysis, index: &TextIndex<'a>, lexica: &Lexica) -> Self {
        let texts: Vec<&str> = analysis.segmentation.tokens.iter().map(|&span| index.slice(span)).collect();
        let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        let hits = (0..folded.len())
            .map(|at| {
                let mut found: Vec<usize> = lexica
                    .by_first
                    .get(&folded[at])
                    .into_iter()
                    .flatten()
                    .copied()
                    .filter(|&entry| {
                        let entry = &lexica.entries[entry];
                        folded[at..].starts_with(&entry.words)
                            && entry.exact.as_deref().is_none_or(|exact| {
                                entry.words.len() > 1 || fold_case(texts[at]) == fold_case(exact)
                            })
                    })
                    .collect();
                found.sort_by_key(|&entry| (std::cmp::Reverse(lexica.entries[entry].words.len()), entry));
                found
            })
            .collect();
        Self { texts, folded, hits }
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.texts[at]
    }

    pub(super) fn folded(&self, at: usize) -> &str {
        &self.folded[at]
    }

    pub(super) fn all_folded(&self) -> &[String] {
        &self.folded
    }

    /// Class and length of each entry that begins at `at`, the longest first.
    pub(super) fn entries(&self, lexica: &Lexica, at: usize) -> impl Iterator<Item = (usize, usize)> {
        self.hits
            .get(at)
            .into_iter()
            .flatten()
            .map(|&entry| (lexica.entries[entry].class, lexica.entries[entry].words.len()))
    }
}

/// The word in its own case, without a final dot.
fn fold_case(word: &str) -> &str {
    word.strip_suffix('.').filter(|short| !short.is_empty()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_cut_as_texts_are() {
        assert_eq!(tokens("Gov."), ["gov"]);
        assert_eq!(tokens("vice president"), ["vice", "president"]);
        assert_eq!(tokens("N.Y."), ["n.y"]);
    }

    #[test]
    fn longest_entries_come_first_and_case_counts_where_marked() {
        let mut lexica = Lexica::default();
        lexica.add("post", "president\nvice president\tdeputy\n");
        lexica.add("letter", "=R\tRed Party\n");
        let text = "The vice president, R or r.";
        let (index, segmentation) = (TextIndex::new(text), segment(text));
        let words = Words::new(&Analysis { segmentation, ..Analysis::default() }, &index, &lexica);
        assert_eq!(words.entries(&lexica, 1).collect::<Vec<_>>(), [(0, 2)]);
        assert_eq!(words.entries(&lexica, 2).collect::<Vec<_>>(), [(0, 1)]);
        assert_eq!(words.entries(&lexica, 4).collect::<Vec<_>>(), [(1, 1)]);
        assert_eq!(words.entries(&lexica, 6).count(), 0);
        assert_eq!(lexica.value(0, &tokens("vice president")), Some("deputy"));
    }
}
