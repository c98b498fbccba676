//! Marked words: pieces of text, each with the parts of statements that cover it.

use crate::words;
use maud::{Markup, html};
use standpoint_explore::{Line, Mark, MarkRole, Segment, StatementView};
use std::collections::BTreeSet;

/// The classes of a piece: what it is a part of, and in how many statements it stands.
fn classes(marks: &[&Mark], lines: &[&Line]) -> String {
    let mut tones: BTreeSet<&str> = BTreeSet::new();
    let mut roles: BTreeSet<&str> = BTreeSet::new();
    let mut around: BTreeSet<usize> = BTreeSet::new();
    for mark in marks {
        around.insert(mark.statement);
        if let Some(line) = lines.get(mark.statement) {
            tones.insert(words::tone(line.predicate).0);
        }
        roles.insert(match mark.role {
            MarkRole::Sentence => "sentence",
            MarkRole::Holder => "holder",
            MarkRole::Cue => "cue",
            MarkRole::Target => "target",
        });
    }
    // Of several kinds, the one that matters most gives the colour; notes at the end of the words tell of the others.
    let tone =
        ["against", "for", "deny", "question", "assert", "tie"].into_iter().find(|tone| tones.contains(tone));
    let mut all: Vec<&str> = tone.into_iter().chain(roles).collect();
    match around.len() {
        0 | 1 => {}
        2 => all.push("twice"),
        _ => all.push("often"),
    }
    all.join(" ")
}

/// The text with its marks. After the last piece of each statement's sentence stands what `note` makes of its number.
pub(crate) fn marked(
    segments: &[Segment],
    marks: &[Mark],
    lines: &[&Line],
    anchor: impl Fn(usize) -> Option<String>,
    note: impl Fn(usize) -> Markup,
) -> Markup {
    let sentence = |mark: &&Mark| mark.role == MarkRole::Sentence;
    let mut begun: BTreeSet<usize> = BTreeSet::new();
    let pieces = segments.iter().map(|piece| {
        let covering: Vec<&Mark> = piece.marks.iter().filter_map(|&at| marks.get(at)).collect();
        let numbers: BTreeSet<usize> = covering.iter().map(|mark| mark.statement).collect();
        let first: Vec<usize> = numbers.iter().copied().filter(|&number| begun.insert(number)).collect();
        let ended: BTreeSet<usize> = covering
            .iter()
            .copied()
            .filter(sentence)
            .filter(|mark| mark.span.end == piece.span.end)
            .map(|mark| mark.statement)
            .collect();
        let listed = numbers.iter().map(|number| (number + 1).to_string()).collect::<Vec<_>>().join(" ");
        html! {
            @for number in first {
                @if let Some(id) = anchor(number) { span.anchor id=(id) {} }
            }
            @if covering.is_empty() { (piece.text) } @else {
                mark class=(classes(&covering, lines)) data-statements=(listed) { (piece.text) }
            }
            @for number in ended { (note(number)) }
        }
    });
    html! { @for piece in pieces { (piece) } }
}

/// The words of one statement in their surroundings.
pub(crate) fn passage(view: &StatementView) -> Markup {
    let (tone, _) = words::tone(view.statement.predicate);
    html! {
        blockquote.passage.(tone) {
            p {
                bdi {
                    span.around { (view.before) }
                    (marked(&view.words, &view.marks, &[&view.statement], |_| None, |_| html! {}))
                    span.around { (view.after) }
                }
            }
        }
    }
}

/// What the marks mean.
pub(crate) fn legend() -> Markup {
    html! {
        ul.legend aria-label="What the marks mean" {
            li { mark.for.sentence { "words for something" } }
            li { mark.against.sentence { "against something" } }
            li { mark.assert.sentence { "a claim" } }
            li { mark.deny.sentence { "a denial" } }
            li { mark.question.sentence { "a question" } }
            li { mark.tie.sentence { "a tie or post" } }
            li { mark.tie.holder { "the holder" } }
            li { mark.tie.cue { "the words that signal it" } }
            li { mark.tie.target { "the target" } }
        }
    }
}
