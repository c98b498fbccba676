//! Predicates that words of a window's core signal, with candidates for their arguments.

use crate::analysis::{Argument, Frame};
use crate::attribution::Place;
use crate::heads::Heads;
use crate::math::{argmax, rows, sigmoid, softmax};
use crate::path::Path;
use ndarray::{Array1, ArrayView1};
use standpoint_model::{Span, Tokens};
use std::ops::Range;

/// Least probability of a frame; whoever uses frames draws the line higher.
const LEAST_FRAME: f32 = 0.15;
/// Least probability of an argument…
const LEAST_ARGUMENT: f32 = 0.03;
/// … and how many are kept.
const ARGUMENTS: usize = 12;
/// The label that marks cues of attributions and is no predicate.
const ATTRIBUTION: &str = "ATTR";
/// Groups of argument scorers: relation, supports, opposes, claim.
const GROUPS: usize = 4;
const CLAIM: usize = 3;
/// Kinds of pointers: subject, object, content, cue.
const POINTERS: usize = 4;
const OBJECT: usize = 1;
const CONTENT: usize = 2;
const CUE: usize = 3;

/// Frames of the window's core, in the order of their cues.
pub(crate) fn frames(heads: &Heads, place: &Place<'_>) -> Vec<Frame> {
    let labels = &heads.labels;
    let hidden = place.cues;
    let scores = hidden.dot(&heads.predicate) + &heads.predicate_bias;
    let mut out = Vec::new();
    for ((row, predicate), score) in scores.indexed_iter() {
        let (label, score) = (labels.predicates[predicate], sigmoid(*score));
        if label == ATTRIBUTION || score < LEAST_FRAME {
            continue;
        }
        let cue = place.core.start + row;
        let group = labels.group_of[predicate];
        let paths = place.paths(cue);
        let (subjects, no_subject) = arguments(heads, place, (cue, &paths), (group, 0));
        let (objects, no_object) = arguments(heads, place, (cue, &paths), (group, 1));
        let act = matches!(label, "supports" | "opposes").then(|| {
            let acts = hidden.row(row).dot(&heads.act) + &heads.act_bias;
            labels.acts[argmax(acts)]
        });
        out.push(Frame {
            label,
            score,
            cue: place.first + cue,
            cue_span: extent(heads, place, cue, CUE),
            act,
            subjects,
            objects,
            no_subject,
            no_object,
        });
    }
    out
}

/// Candidates for one role, best first, and the probability of none: a softmax over the window's words and "none".
fn arguments(
    heads: &Heads,
    place: &Place<'_>,
    (cue, paths): (usize, &[Path]),
    (group, role): (usize, usize),
) -> (Vec<Argument>, f32) {
    let labels = &heads.labels;
    let slot = group * 2 + role;
    let part = (slot, GROUPS * 2);
    let anchors = labels.part("anchor", part, place.words);
    let anchor = anchors.row(cue);
    let scale = (anchor.len() as f32).sqrt();
    let against = labels.part("word", part, place.words).dot(&anchor) / scale;
    let bias = heads.arg_bias.row(slot);
    let none = heads.arg_none[slot] + anchor.dot(&heads.arg_none_anchor.row(slot)) / scale;
    let way = wanted_way(heads, slot, anchor);
    let (by_path, by_aside) = (heads.arg_path.dot(&way), heads.arg_aside.dot(&way));
    let tree = |path: &Path| by_path[path.path] + by_aside[path.aside];
    let scores: Array1<f32> = against
        .iter()
        .zip(paths)
        .enumerate()
        .map(|(at, (score, path))| score + bias[heads.bucket(cue, at)] + tree(path))
        .chain([none])
        .collect();
    let p = softmax(&scores);
    let words = place.words.nrows();
    let mut found: Vec<usize> = (0..words).filter(|at| p[*at] >= LEAST_ARGUMENT).collect();
    found.sort_by(|a, b| p[*b].total_cmp(&p[*a]));
    found.truncate(ARGUMENTS);
    let kind = if role == OBJECT && group == CLAIM { CONTENT } else { role };
    let argument =
        |at: usize| Argument { head: place.first + at, span: extent(heads, place, at, kind), score: p[at] };
    (found.into_iter().map(argument).collect(), p[words])
}

/// What a cue wants of the way to its argument in the tree.
fn wanted_way(heads: &Heads, slot: usize, anchor: ArrayView1<'_, f32>) -> Array1<f32> {
    let size = anchor.len() + 1;
    let wants = rows(heads.arg_tree.view(), slot * size..(slot + 1) * size);
    anchor.dot(&rows(wants, 0..size - 1)) + wants.row(size - 1)
}

/// The words that belong to `head`: the best left end not after it and the best right end not before it. Content may
/// reach beyond the head's sentence, all else may not.
fn extent(heads: &Heads, place: &Place<'_>, head: usize, kind: usize) -> Span<Tokens> {
    let all = 0..place.words.nrows();
    let within = if kind == CONTENT { all } else { place.sentences[head].clone() };
    let start = edge(heads, place, head, (kind, 0), within.start..head + 1);
    let last = edge(heads, place, head, (kind, 1), head..within.end);
    Span::new(place.first + start, place.first + last + 1)
}

/// The likeliest first (`end` 0) or last (1) word in `range` of what `head` stands for.
fn edge(
    heads: &Heads,
    place: &Place<'_>,
    head: usize,
    (kind, end): (usize, usize),
    range: Range<usize>,
) -> usize {
    let slot = kind * 2 + end;
    let part = (slot, POINTERS * 2);
    let anchors = heads.labels.part("ptr_anchor", part, place.words);
    let anchor = anchors.row(head);
    let scale = (anchor.len() as f32).sqrt();
    let words = heads.labels.part("ptr_word", part, place.words);
    let bias = heads.ptr_bias.row(slot);
    let score = |at: usize| words.row(at).dot(&anchor) / scale + bias[heads.bucket(head, at)];
    range.start + argmax(range.map(score))
}
