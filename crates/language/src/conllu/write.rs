//! Writing of analyses.

use super::{GivenDocument, Line};
use crate::{Analysis, NameType};
use standpoint_model::TextIndex;
use std::fmt::Write;

/// An analysis of `text` as a CoNLL-U document called `name`; sentences are numbered from 1.
#[must_use]
pub fn conllu(name: &str, text: &str, analysis: &Analysis) -> String {
    let index = TextIndex::new(text);
    let cut = &analysis.segmentation;
    let tags = name_tags(analysis);
    let mut out = format!("# newdoc id = {}\n", one_line(name));
    for (number, sentence) in cut.sentences.iter().enumerate() {
        if number == 0 || cut.paragraphs[number] != cut.paragraphs[number - 1] {
            out.push_str("# newpar\n");
        }
        let whole = one_line(analysis.text(&index, *sentence));
        let _ = writeln!(out, "# sent_id = {}\n# text = {whole}", number + 1);
        for at in sentence.range() {
            let token = cut.tokens[at];
            let space_after = cut.tokens.get(at + 1).is_none_or(|next| next.start > token.end);
            word(&mut out, analysis, (sentence.start, at), index.slice(token), space_after, tags[at]);
        }
        out.push('\n');
    }
    out
}

impl GivenDocument {
    /// The document's lines, with an analysis of its words in place of what the file said of them.
    #[must_use]
    pub fn write(&self, analysis: &Analysis) -> String {
        let tags = name_tags(analysis);
        let mut out = String::new();
        for ((lines, words), span) in
            self.lines.iter().zip(&self.words.sentences).zip(&analysis.segmentation.sentences)
        {
            let mut numbers = span.range().zip(words);
            for line in lines {
                match line {
                    Line::Comment(text) => {
                        let _ = writeln!(out, "{text}");
                    }
                    Line::Other { id, form, space_after } => {
                        let misc = if *space_after { "_" } else { "SpaceAfter=No" };
                        let _ = writeln!(out, "{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}");
                    }
                    Line::Word => {
                        if let Some((at, (form, space_after))) = numbers.next() {
                            word(&mut out, analysis, (span.start, at), form, *space_after, tags[at]);
                        }
                    }
                }
            }
            out.push('\n');
        }
        out
    }
}

/// One word's line; `start` is the first word of its sentence.
fn word(
    out: &mut String,
    analysis: &Analysis,
    (start, at): (usize, usize),
    form: &str,
    space_after: bool,
    name: Option<(NameType, bool)>,
) {
    let token = &analysis.tokens[at];
    let head = token.head.map_or(0, |head| head + 1 - start);
    let place = analysis.segmentation.tokens[at];
    let id = at + 1 - start;
    let _ = write!(out, "{id}\t{form}\t_\t{}\t_\t_\t{head}\t{}\t_\t", token.upos, token.deprel);
    let _ = write!(out, "End={}", place.end);
    if let Some(kind) = token.mention {
        let _ = write!(out, "|Mention={kind}");
    }
    if let Some((kind, first)) = name {
        let _ = write!(out, "|NER={}-{}", if first { "B" } else { "I" }, kind.tag());
    }
    if !space_after {
        out.push_str("|SpaceAfter=No");
    }
    let _ = writeln!(out, "|Start={}", place.start);
}

/// For each word, the type of the name that it is in, and whether it is its first word.
fn name_tags(analysis: &Analysis) -> Vec<Option<(NameType, bool)>> {
    let mut tags = vec![None; analysis.tokens.len()];
    for name in &analysis.names {
        for at in name.span.range() {
            tags[at] = Some((name.kind, at == name.span.start));
        }
    }
    tags
}

/// White space as single blanks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Name, Segmentation, Token};
    use standpoint_model::Span;

    fn analysis() -> Analysis {
        let token = |upos, head, deprel| Token { upos, head, deprel, mention: None };
        Analysis {
            segmentation: Segmentation {
                tokens: vec![Span::new(0, 5), Span::new(6, 8), Span::new(8, 11)],
                sentences: vec![Span::new(0, 1), Span::new(1, 3)],
                paragraphs: vec![0, 1],
            },
            tokens: vec![
                Token { mention: Some("person"), ..token("PROPN", None, "root") },
                token("AUX", None, "root"),
                token("PART", Some(1), "advmod"),
            ],
            names: vec![Name { span: Span::new(0, 1), kind: NameType::Person, score: 1.0 }],
            ..Analysis::default()
        }
    }

    #[test]
    fn a_text_in_columns() {
        assert_eq!(
            conllu("a.txt", "Märta\ncan't", &analysis()),
            "# newdoc id = a.txt\n# newpar\n# sent_id = 1\n# text = Märta\n\
             1\tMärta\t_\tPROPN\t_\t_\t0\troot\t_\tEnd=5|Mention=person|NER=B-PER|Start=0\n\n\
             # newpar\n# sent_id = 2\n# text = can't\n\
             1\tca\t_\tAUX\t_\t_\t0\troot\t_\tEnd=8|SpaceAfter=No|Start=6\n\
             2\tn't\t_\tPART\t_\t_\t1\tadvmod\t_\tEnd=11|Start=8\n\n"
        );
    }

    #[test]
    fn given_lines_stay_where_they_are() {
        let file = "# sent_id = x-1\n1\tMärta\tM\tNOUN\t_\t_\t0\troot\t_\t_\n\n# sent_id = x-2\n\
            1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tca\t_\tX\t_\t_\t0\troot\t_\t_\n2\tn't\t_\tX\t_\t_\t1\tdep\t_\t_\n";
        let document = &GivenDocument::read(file).unwrap()[0];
        assert_eq!(
            document.write(&analysis()),
            "# sent_id = x-1\n1\tMärta\t_\tPROPN\t_\t_\t0\troot\t_\tEnd=5|Mention=person|NER=B-PER|Start=0\n\n\
             # sent_id = x-2\n1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n\
             1\tca\t_\tAUX\t_\t_\t0\troot\t_\tEnd=8|SpaceAfter=No|Start=6\n\
             2\tn't\t_\tPART\t_\t_\t1\tadvmod\t_\tEnd=11|Start=8\n\n"
        );
    }
}
