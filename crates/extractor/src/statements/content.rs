//! The words of what is said, without the marks round them.

use crate::coreference::View;
use standpoint_model::{Span, Tokens};

/// `span` without a comma at its end and without quotation marks that hold all of it, or that have lost their other half:
/// “It was late,” is *It was late*, and *called it “late”* stays what it is.
pub(super) fn unquoted(view: &View, span: Span<Tokens>) -> Span<Tokens> {
    let is_mark = |i: usize| matches!(view.word(i), "\"" | "“" | "”" | "''" | "``" | "‘" | "„" | "«" | "»");
    let mut kept = span;
    while kept.len() > 1 {
        let (first, last) = (kept.start, kept.end - 1);
        let marks = kept.range().filter(|&i| is_mark(i)).count();
        let (opens, closes) = (is_mark(first), is_mark(last));
        kept = if matches!(view.word(last), "," | ";") {
            Span::new(first, last)
        } else if marks == 2 && opens && closes && kept.len() > 2 {
            Span::new(first + 1, last)
        } else if marks % 2 == 1 && opens {
            Span::new(first + 1, kept.end)
        } else if marks % 2 == 1 && closes {
            Span::new(first, last)
        } else {
            break;
        };
    }
    kept
}
