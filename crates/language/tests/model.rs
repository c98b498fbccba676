//! The embedded model, from text to analysis.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use standpoint_language::{Analysis, LanguageModel};
use std::sync::OnceLock;

const TEXT: &str = "The Harbour Council opposes the bridge toll, its president, Maria Lund, said Tuesday.\n\n\
    “We never asked for it,” she said. “We asked for a ferry.” The ministry denied that the toll is final, \
    according to a letter that reporters saw. Officials of the union called it a success.\n\n\
    A spokesman for the Transport Workers did not answer.";

fn model() -> &'static LanguageModel {
    static MODEL: OnceLock<LanguageModel> = OnceLock::new();
    MODEL.get_or_init(|| LanguageModel::embedded().unwrap())
}

/// What every analysis must be, whatever the text and however good the model.
fn check(analysis: &Analysis) {
    let cut = &analysis.segmentation;
    assert_eq!(analysis.tokens.len(), cut.tokens.len());
    for sentence in &cut.sentences {
        let roots = sentence.range().filter(|at| analysis.tokens[*at].head.is_none()).count();
        assert_eq!(roots, 1);
        for at in sentence.range() {
            let token = &analysis.tokens[at];
            assert_eq!(token.head.is_none(), token.deprel == "root");
            let (mut up, mut steps) = (at, 0);
            while let Some(head) = analysis.tokens[up].head {
                assert!(sentence.holds(head));
                (up, steps) = (head, steps + 1);
                assert!(steps <= sentence.len(), "a ring");
            }
        }
    }
    for pair in analysis.names.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start);
    }
    assert!(analysis.attributions.is_sorted_by_key(|a| a.cue.start));
    assert!(analysis.frames.is_sorted_by_key(|f| f.cue));
    let n = analysis.tokens.len();
    assert!(analysis.links.windows(2).all(|pair| pair[0].word < pair[1].word));
    for link in &analysis.links {
        assert!(matches!(analysis.tokens[link.word].upos, "NOUN" | "PROPN" | "PRON"));
        assert_eq!(analysis.link(link.word), Some(link));
        let sum: f32 = link.none + link.antecedents.iter().map(|a| a.score).sum::<f32>();
        assert!(link.antecedents.iter().all(|a| a.word < link.word) && sum <= 1.001);
        assert!(link.antecedents.is_sorted_by(|a, b| a.score >= b.score));
    }
    for attribution in &analysis.attributions {
        let all = attribution.content.iter().chain(&attribution.source).chain([&attribution.cue]);
        assert!(!attribution.content.is_empty() && all.clone().all(|span| !span.is_empty() && span.end <= n));
        let mut words: Vec<usize> = all.flat_map(|span| span.range()).collect();
        words.sort_unstable();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "roles overlap");
    }
    for frame in &analysis.frames {
        assert!(frame.cue_span.holds(frame.cue) && (0.0..=1.0).contains(&frame.score));
        for argument in frame.subjects.iter().chain(&frame.objects) {
            assert!(argument.span.holds(argument.head) && argument.span.end <= n);
        }
        assert!(frame.subjects.is_sorted_by(|a, b| a.score >= b.score));
    }
}

#[test]
fn nothing_in_nothing_out() {
    assert_eq!(model().analyse("").unwrap(), Analysis::default());
    assert_eq!(model().analyse(" \n\n\t ").unwrap(), Analysis::default());
    assert_eq!(model().parse_tokens(&[]).unwrap(), Analysis::default());
}

#[test]
fn an_analysis_holds_together() {
    let analysis = model().analyse(TEXT).unwrap();
    assert_eq!(analysis.segmentation.sentences.len(), 6);
    check(&analysis);
}

#[test]
fn the_same_on_every_thread() {
    let alone = model().analyse(TEXT).unwrap();
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(|| model().analyse(TEXT).unwrap())).collect();
        for other in others {
            assert_eq!(other.join().unwrap(), alone);
        }
    });
}

#[test]
fn given_words_keep_their_sentences() {
    let words = |line: &str| line.split(' ').map(|word| (word.to_owned(), true)).collect::<Vec<_>>();
    let given = [words("Ms. Lund"), words("did n't"), words("call . The mayor did ."), words("x")];
    let analysis = model().parse_tokens(&given).unwrap();
    let lengths: Vec<usize> = analysis.segmentation.sentences.iter().map(|s| s.len()).collect();
    assert_eq!(lengths, [2, 2, 6, 1]);
    check(&analysis);
}

#[test]
fn odd_sentences_given_are_refused() {
    assert!(model().parse_tokens(&[vec![]]).is_err());
    let endless = vec![("word".to_owned(), true); 5_000];
    assert!(model().parse_tokens(&[endless]).unwrap_err().to_string().contains("5000"));
}

#[test]
fn a_word_without_end_is_read() {
    check(&model().analyse(&"supercalifragilistic-".repeat(3_000)).unwrap());
    check(&model().analyse(&"漢".repeat(2_000)).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_is_analysed(text in "([A-Z][a-z]{1,8} |said |that |the |\"|,|\\.|\\n|\\n\\n|\\PC){0,120}") {
        check(&model().analyse(&text).unwrap());
    }
}
