//! Tokens a second on one thread: `cargo bench -p standpoint-language`.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use standpoint_language::{LanguageModel, segment};

/// Two paragraphs; articles are made of it by repetition.
const PARAGRAPHS: &str = "The Harbour Council opposes the bridge toll, its president, Maria Lund, said on Tuesday. “We never \
    asked for it,” she said, according to two people who were at the meeting. “We asked for a ferry.”\n\n\
    The Ministry of Transport, which runs the programme, denied that the toll is final. A spokesman for the Transport \
    Workers' Union, an affiliate of the National Labour Federation, called it a success but would not say whether the \
    union will support the bill when it comes before the assembly in March.\n\n";

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn load() -> Option<LanguageModel> {
    LanguageModel::embedded().ok()
}

#[divan::bench(args = [10, 1_000])]
fn cut(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let text = PARAGRAPHS.repeat(paragraphs);
    bencher.counter(ItemsCount::new(segment(&text).tokens.len())).bench(|| segment(black_box(&text)));
}

/// Whole articles with everything.
#[divan::bench(args = [1, 8, 40], sample_count = 5, sample_size = 1)]
fn analyse(bencher: Bencher<'_, '_>, times: usize) {
    let Ok(model) = LanguageModel::embedded() else { return };
    let text = PARAGRAPHS.repeat(times);
    bencher.counter(ItemsCount::new(segment(&text).tokens.len())).bench(|| model.analyse(black_box(&text)));
}

/// Sentences whose words are given: windows without context.
#[divan::bench(args = [8, 40], sample_count = 5, sample_size = 1)]
fn parse_tokens(bencher: Bencher<'_, '_>, times: usize) {
    let Ok(model) = LanguageModel::embedded() else { return };
    let sentence = |line: &str| line.split(' ').map(|word| (word.to_owned(), true)).collect::<Vec<_>>();
    let sentences: Vec<_> =
        PARAGRAPHS.repeat(times).lines().filter(|l| !l.is_empty()).map(sentence).collect();
    bencher
        .counter(ItemsCount::new(sentences.iter().map(Vec::len).sum::<usize>()))
        .bench(|| model.parse_tokens(black_box(&sentences)));
}
