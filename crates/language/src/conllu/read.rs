//! Reading of words that are given.

use super::{GivenDocument, Line};
use crate::{Given, ModelError};

/// A sentence in the making.
#[derive(Default)]
struct Sentence {
    lines: Vec<Line>,
    words: Vec<(String, bool)>,
    /// Last word of the multiword token that is open, and whether white space follows it.
    multiword: Option<(usize, bool)>,
    newdoc: Option<Option<String>>,
    newpar: bool,
}

/// See [`GivenDocument::read`].
pub(super) fn documents(file: &str) -> Result<Vec<GivenDocument>, ModelError> {
    let mut out: Vec<GivenDocument> = Vec::new();
    let mut sentence = Sentence::default();
    for (number, line) in file.strip_prefix('\u{feff}').unwrap_or(file).lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if !line.is_empty() {
            sentence.line(line).map_err(|what| ModelError::Conllu { line: number + 1, what })?;
        } else if !sentence.words.is_empty() {
            finish(std::mem::take(&mut sentence), &mut out);
        }
    }
    if !sentence.words.is_empty() {
        finish(sentence, &mut out);
    }
    Ok(out)
}

fn finish(sentence: Sentence, out: &mut Vec<GivenDocument>) {
    if out.is_empty() || sentence.newdoc.is_some() {
        let name = sentence.newdoc.flatten();
        out.push(GivenDocument { name, words: Given::default(), lines: Vec::new() });
    }
    if let Some(document) = out.last_mut() {
        let last = document.words.paragraphs.last();
        let paragraph = last.map_or(0, |last| last + usize::from(sentence.newpar));
        document.words.paragraphs.push(paragraph);
        document.words.sentences.push(sentence.words);
        document.lines.push(sentence.lines);
    }
}

impl Sentence {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(comment) = line.strip_prefix('#') {
            let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
            match key.split_whitespace().next() {
                Some("newdoc") => {
                    self.newdoc = Some(Some(value.trim().to_owned()).filter(|name| !name.is_empty()));
                }
                Some("newpar") => self.newpar = true,
                _ => {}
            }
            self.lines.push(Line::Comment(line.to_owned()));
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = columns[..] else {
            return Err("a word has ten columns parted by tabs".to_owned());
        };
        if columns.len() != 10 || form.is_empty() {
            return Err(format!("a word has ten columns parted by tabs, not {}", columns.len()));
        }
        let space_after = !misc.split('|').any(|part| part == "SpaceAfter=No");
        if id.contains(['-', '.']) {
            if let Some((_, last)) = id.split_once('-') {
                let last = last.parse().map_err(|_| format!("\"{id}\" is no range of words"))?;
                self.multiword = Some((last, space_after));
            }
            self.lines.push(Line::Other { id: id.to_owned(), form: form.to_owned(), space_after });
            return Ok(());
        }
        let number = self.words.len() + 1;
        if id != number.to_string() {
            return Err(format!("word number {number} expected, found \"{id}\""));
        }
        let space_after = match self.multiword {
            Some((last, space_after)) if last == number => space_after,
            Some((last, _)) if number < last => false,
            _ => space_after,
        };
        self.lines.push(Line::Word);
        self.words.push((form.to_owned(), space_after));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# newdoc id = one\n# text = She can't.\n1\tShe\tshe\tPRON\t_\t_\t2\tnsubj\t_\t_\n\
        2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tca\tcan\tAUX\t_\t_\t0\troot\t_\t_\n\
        3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_\n4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpacesAfter=\\n\n\n\
        # newpar\n1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_\n\n# newdoc\n1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_";

    #[test]
    fn documents_paragraphs_and_spaces() {
        let found = documents(FILE).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].name.as_deref(), Some("one"));
        assert_eq!(found[0].words.paragraphs, [0, 1]);
        assert_eq!(found[0].words.text(), "She can't. No ");
        assert_eq!((found[1].name.as_deref(), found[1].words.sentences.len()), (None, 1));
    }

    #[test]
    fn errors_name_the_line() {
        let error = |file: &str| documents(file).unwrap_err().to_string();
        assert!(error("# a\n1 She").starts_with("line 2: a word has ten columns"));
        assert_eq!(error("2\tShe\t_\t_\t_\t_\t_\t_\t_\t_"), "line 1: word number 1 expected, found \"2\"");
    }
}
