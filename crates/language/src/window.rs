//! Documents to windows that the encoder can read: whole sentences, a core, and context on both sides.
//!
//! Like those of `training/windows.py`, with larger cores and less context: a tenth faster, and no worse by more than
//! two thousandths of F1. Every sentence is in exactly one core; what is said of a word is taken from the window whose
//! core it is in.

use std::ops::Range;

/// Pieces in a core, separators included, unless one sentence alone is longer.
const CORE: usize = 200;
/// Pieces of context before the core…
const BEFORE: usize = 40;
/// … or one sentence up to this long, …
const LONG_BEFORE: usize = 60;
/// … and after it.
const AFTER: usize = 24;
/// Pieces in a window with context, separators included.
const LIMIT: usize = 250;
/// Pieces that the encoder can read at once; a sentence beyond it is not read to its end.
pub(crate) const MAX_WINDOW: usize = 256;

/// A run of sentences that is read at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// All its sentences.
    pub(crate) sentences: Range<usize>,
    /// Those that it is there for.
    pub(crate) core: Range<usize>,
}

/// Windows over sentences of `sizes` word pieces in numbered `paragraphs`, in linear time.
pub(crate) fn windows(sizes: &[usize], paragraphs: &[usize], context: bool) -> Vec<Window> {
    let n = sizes.len().min(paragraphs.len());
    // One separator a sentence is allowed for; those inside paragraphs are not used.
    let size = |at: usize| sizes[at] + 1;
    let mut sums = vec![0; n + 1];
    let mut paragraph_end = vec![n; n];
    for at in 0..n {
        sums[at + 1] = sums[at] + size(at);
    }
    for at in (0..n.saturating_sub(1)).rev() {
        paragraph_end[at] = if paragraphs[at] == paragraphs[at + 1] { paragraph_end[at + 1] } else { at + 1 };
    }
    let (mut out, mut start) = (Vec::new(), 0);
    while start < n {
        let end = core_end(start, &sums, &paragraph_end);
        let used = sums[end] - sums[start];
        let (mut first, mut last, mut before, mut after) = (start, end, 0, 0);
        while context && first > 0 {
            let next = size(first - 1);
            let short = before + next <= BEFORE || (first == start && next <= LONG_BEFORE);
            if !short || used + before + next > LIMIT {
                break;
            }
            first -= 1;
            before += next;
        }
        while context && last < n {
            let next = size(last);
            if after + next > AFTER || used + before + after + next > LIMIT {
                break;
            }
            last += 1;
            after += next;
        }
        out.push(Window { sentences: first..last, core: start..end });
        start = end;
    }
    out
}

/// The sentence after the core that begins at `start`: whole paragraphs where they fit, else sentence by sentence.
fn core_end(start: usize, sums: &[usize], paragraph_end: &[usize]) -> usize {
    let mut end = start;
    while let Some(&whole) = paragraph_end.get(end) {
        if sums[whole] - sums[start] <= CORE {
            end = whole;
            continue;
        }
        if end == start {
            end += 1;
            while end < whole && sums[end + 1] - sums[start] <= CORE {
                end += 1;
            }
        }
        break;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_paragraphs_first_then_sentences() {
        let cores = |sizes: &[usize], paragraphs: &[usize]| -> Vec<Range<usize>> {
            windows(sizes, paragraphs, false).into_iter().map(|w| w.core).collect()
        };
        assert_eq!(cores(&[50, 50, 50, 50], &[0, 0, 1, 1]), [0..2, 2..4]);
        assert_eq!(cores(&[70, 70, 70, 30], &[0, 0, 0, 1]), [0..2, 2..4]);
        assert_eq!(cores(&[400, 3], &[0, 0]), [0..1, 1..2]);
        assert!(cores(&[], &[]).is_empty());
    }

    #[test]
    fn context_on_both_sides() {
        let sizes = [20, 18, 18, 100, 50, 10, 12, 40];
        let all = windows(&sizes, &[0, 0, 0, 1, 1, 2, 2, 2], true);
        assert_eq!(all[1], Window { sentences: 1..7, core: 3..5 });
    }

    #[test]
    fn one_long_line_takes_linear_time() {
        let n = 2_000_000;
        let all = windows(&vec![12; n], &vec![0; n], true);
        assert_eq!(all.last().map(|w| w.core.end), Some(n));
    }

    proptest! {
        #[test]
        fn cores_partition_the_sentences(
            sentences in proptest::collection::vec((1usize..300, any::<bool>()), 0..60), context: bool
        ) {
            let sizes: Vec<usize> = sentences.iter().map(|s| s.0).collect();
            let paragraphs: Vec<usize> =
                sentences.iter().scan(0, |number, s| { *number += usize::from(s.1); Some(*number) }).collect();
            let mut next = 0;
            for window in windows(&sizes, &paragraphs, context) {
                prop_assert_eq!(window.core.start, next);
                prop_assert!(!window.core.is_empty());
                prop_assert!(window.sentences.start <= window.core.start && window.core.end <= window.sentences.end);
                let pieces = 1 + window.sentences.clone().map(|s| sizes[s] + 1).sum::<usize>();
                prop_assert!(pieces <= MAX_WINDOW || window.sentences.len() == 1);
                next = window.core.end;
            }
            prop_assert_eq!(next, sizes.len());
        }
    }
}
