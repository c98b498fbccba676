//! What speaks for or against a statement: the numbers that its confidence is made of.

use super::Draft;
use crate::coreference::{Coreference, Resolved};
use standpoint_language::{Argument, Frame};
use standpoint_model::{EntityType, Predicate, Span, Tokens};
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// Named numbers; one that is missing is 0.
pub type Signs = BTreeMap<&'static str, f64>;

/// Words in the cue's sentence that may take the point out of it, each with the sign that it is.
static HEDGES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    crate::data::rows(include_str!("../../data/statements/hedges.tsv"))
        .filter_map(|row| Some((row[0], *row.get(1)?)))
        .collect()
});

/// A hedge farther from the cue, in words, is about something else; a question mark closes the whole sentence.
const NEAR: usize = 6;

/// Scores of a frame and of the arguments that were chosen.
pub(super) fn of_frame(frame: &Frame, subject: Option<Argument>, object: Option<Argument>) -> Signs {
    let ln = |p: f32| f64::from(p.max(1e-4)).ln();
    let mut signs = Signs::from([
        ("frame", logit(frame.score.into())),
        ("who", ln(subject.map_or(frame.no_subject, |s| s.score))),
        ("what", ln(object.map_or(frame.no_object, |o| o.score))),
    ]);
    for (name, missing) in [("who:none", subject.is_none()), ("what:none", object.is_none())] {
        if missing {
            signs.insert(name, 1.0);
        }
    }
    signs
}

/// The prior of a rule.
pub(super) fn of_rule(prior: f64) -> Signs {
    Signs::from([("rule", 1.0), ("prior", logit(prior))])
}

/// Adds what the places of the words and the things that they name tell.
pub(super) fn complete(coreference: &Coreference, draft: &mut Draft) {
    let view = coreference.view;
    let mut add = |name: &'static str, value: f64| {
        draft.signs.insert(name, value);
    };
    let claim = draft.predicate.kind() == standpoint_model::Kind::Claim;
    add(how(&draft.subject, ["who:name", "who:nominal", "who:pronoun", "who:speaker", "who:phrase"]), 1.0);
    add(
        of_type(draft.subject.entity.kind, ["who:person", "who:organization", "who:place", "who:thing"]),
        1.0,
    );
    if !claim {
        add(
            how(&draft.object, ["what:name", "what:nominal", "what:pronoun", "what:speaker", "what:phrase"]),
            1.0,
        );
        add(
            of_type(
                draft.object.entity.kind,
                ["what:person", "what:organization", "what:place", "what:thing"],
            ),
            1.0,
        );
    }
    let sentence = view.analysis.sentence_of(draft.cue.start);
    let far = |span: Option<Span<Tokens>>| {
        span.map_or(0.0, |s| view.analysis.sentence_of(s.start).abs_diff(sentence).min(3) as f64)
    };
    add("who:far", far(draft.holder));
    add("what:far", far(draft.target));
    add("what:long", draft.target.map_or(0.0, |t| (t.len() as f64).ln()));
    add("headline", f64::from(u8::from(sentence == 0)));
    if draft.predicate.kind() != standpoint_model::Kind::Relation {
        let words = draft.cue.range().map(|at| view.word(at));
        match crate::cues::leaning(words, draft.predicate) {
            Some(leaning) => add("bank", leaning),
            None => add("bank:none", 1.0),
        }
    }
    if let Some(act) = draft.act {
        add(act.as_str(), 1.0);
    }
    if let Some(stretch) = coreference.speech.around(draft.cue.start) {
        let own = draft.holder.is_some_and(|h| h.holds(stretch.head)) || draft.subject.how == "speaker";
        add(if own { "speech:own" } else { "speech:other" }, 1.0);
    }
    let around = view.sentence(draft.cue.start);
    for i in around.range() {
        if let Some(sign) = HEDGES.get(view.word(i))
            && (i.abs_diff(draft.cue.start) <= NEAR || view.word(i) == "?")
        {
            draft.signs.insert(sign, 1.0);
        }
    }
}

/// Adds what the other statements of the document tell: how often it is said, and whether the contrary is said too.
pub(super) fn compare(drafts: &mut [Draft]) {
    let mut cues: BTreeMap<(usize, Predicate), usize> = BTreeMap::new();
    let mut sides: BTreeMap<(String, String, Predicate), f64> = BTreeMap::new();
    for draft in drafts.iter() {
        *cues.entry((draft.cue.start, draft.predicate)).or_default() += 1;
        let key = (draft.subject.entity.id.clone(), draft.object.entity.id.clone(), draft.predicate);
        let score = sides.entry(key).or_default();
        *score = score.max(draft.score);
    }
    for draft in drafts {
        let fan = cues.get(&(draft.cue.start, draft.predicate)).copied().unwrap_or(1);
        draft.signs.insert("fan", (fan as f64).ln());
        let opposite = match draft.predicate {
            Predicate::Supports => Predicate::Opposes,
            Predicate::Opposes => Predicate::Supports,
            _ => continue,
        };
        let key = (draft.subject.entity.id.clone(), draft.object.entity.id.clone(), opposite);
        if let Some(score) = sides.get(&key) {
            draft.signs.insert("contrary", *score);
        }
    }
}

fn how(found: &Resolved, names: [&'static str; 5]) -> &'static str {
    match found.how {
        "name" | "implied" => names[0],
        "nominal" => names[1],
        "pronoun" => names[2],
        "speaker" => names[3],
        _ => names[4],
    }
}

fn of_type(kind: EntityType, names: [&'static str; 4]) -> &'static str {
    match kind {
        EntityType::Person => names[0],
        EntityType::Organization => names[1],
        EntityType::Place => names[2],
        _ => names[3],
    }
}

/// The logarithm of the odds, for probabilities not too near 0 or 1.
pub(super) fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}
