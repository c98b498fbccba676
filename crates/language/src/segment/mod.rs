//! Text to paragraphs, tokens and sentences, with exact code-point offsets.
//!
//! Tokens follow the English Web Treebank: clitics ("do n't", "it 's"), punctuation and most hyphens stand alone.
//! Every rule that lists words keeps them in `data/`.

mod abbreviation;
mod lines;
mod sentence;
mod token;

use standpoint_model::{Span, Tokens};

/// A document cut into tokens, sentences and paragraphs; all three cover the same text in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Segmentation {
    /// Each token's place in the text, in code points; tokens neither overlap nor hold white space.
    pub tokens: Vec<Span>,
    /// Each sentence's tokens; every token is in exactly one.
    pub sentences: Vec<Span<Tokens>>,
    /// For each sentence, the number of its paragraph, counted from 0, never falling.
    pub paragraphs: Vec<usize>,
}

/// Longest sentence, in tokens; what runs on is cut here, so that no input makes work grow beyond linear.
pub const MAX_SENTENCE: usize = 120;

/// Cuts `text` into tokens, sentences and paragraphs in linear time.
///
/// A line break ends a paragraph unless the line was merely full ("hard-wrapped"): see `lines`.
#[must_use]
pub fn segment(text: &str) -> Segmentation {
    let letters: Vec<char> = text.chars().collect();
    let mut out = Segmentation::default();
    let mut paragraph = 0;
    for block in lines::paragraphs(&letters) {
        let from = out.tokens.len();
        token::tokenise(&letters, &block, &mut out.tokens);
        if out.tokens.len() == from {
            continue;
        }
        for sentence in sentence::split(&letters, &out.tokens, from) {
            out.sentences.push(sentence);
            out.paragraphs.push(paragraph);
        }
        paragraph += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use standpoint_model::TextIndex;

    fn sentences(text: &str) -> Vec<String> {
        let (cut, index) = (segment(text), TextIndex::new(text));
        cut.sentences
            .iter()
            .map(|s| cut.tokens[s.range()].iter().map(|t| index.slice(*t)).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn abbreviations_initials_and_dates_do_not_end_sentences() {
        assert_eq!(
            sentences("On Jan. 10, Mr. J. Q. Doe of Acme Inc. wrote to the U.S. Senate. The U.S. He left."),
            ["On Jan. 10 , Mr. J. Q. Doe of Acme Inc. wrote to the U.S. Senate .", "The U.S.", "He left ."]
        );
    }

    #[test]
    fn quotations_keep_their_marks_with_the_sentence() {
        assert_eq!(
            sentences("“We never did,” she said. “We asked.” Nobody (not one!) did. 'Why?' he asked."),
            [
                "“ We never did , ” she said .",
                "“ We asked . ”",
                "Nobody ( not one ! ) did .",
                "' Why ? ' he asked ."
            ]
        );
    }

    #[test]
    fn clitics_hyphens_and_money() {
        assert_eq!(
            sentences(
                "It's the mayor’s $410-million well-known non-profit; they can't, cannot, won’t pay 3.5%."
            ),
            [
                "It 's the mayor ’s $ 410 - million well - known non-profit ; they ca n't , can not , wo n’t pay 3.5 % ."
            ]
        );
        assert_eq!(
            sentences("S- Comm (R-Utah) and/or AFL-CIO"),
            ["S - Comm ( R - Utah ) and / or AFL - CIO"]
        );
    }

    #[test]
    fn hard_wrapped_lines_join_and_short_lines_do_not() {
        let wrapped = "Council votes\n\nThe council voted on Tuesday to keep the tram line open until the spring,\nwhen a new contract will be put out to tender. Nobody objected to the plan,\nnot even the mayor.";
        let found = sentences(wrapped);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[0], "Council votes");
        let bullets = "Demands:\n• more buses\n• fewer cars\n- a park";
        assert_eq!(sentences(bullets), ["Demands :", "• more buses", "• fewer cars", "- a park"]);
    }

    #[test]
    fn ragged_lines_join_and_a_headline_stays_apart() {
        let ragged = "One transit plan, the Harbour\nLine, has been a strong draw. The\nplan links the ferries with the trams, and every day some forty thousand people who work on the islands use one of the two to get home.";
        assert_eq!(sentences(ragged)[0], "One transit plan , the Harbour Line , has been a strong draw .");
        assert_eq!(sentences("Ferry Workers Strike\nThe ferries stood still on Monday.").len(), 2);
    }

    proptest! {
        #[test]
        fn tokens_cover_all_visible_text_once(text in "[ \\n\\ta-zA-Z0-9.,!?'’“”\"()$%é中_-]{0,80}") {
            let cut = segment(&text);
            let mut seen = vec![false; text.chars().count()];
            for token in &cut.tokens {
                for at in token.range() {
                    prop_assert!(!seen[at]);
                    seen[at] = true;
                }
            }
            for (at, c) in text.chars().enumerate() {
                prop_assert_eq!(seen[at], !c.is_whitespace());
            }
            let mut next = 0;
            for sentence in &cut.sentences {
                prop_assert_eq!(sentence.start, next);
                prop_assert!(!sentence.is_empty() && sentence.len() <= MAX_SENTENCE);
                next = sentence.end;
            }
            prop_assert_eq!(next, cut.tokens.len());
        }
    }
}
