//! How each sort of box and line looks: never by colour alone.

use crate::ink::Ink;
use standpoint_model::{EntityType, Predicate};

/// Head of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Head {
    /// A filled triangle: for.
    Arrow,
    /// A bar: against.
    Tee,
    /// An open angle: told or tied.
    Open,
}

/// Looks of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stroke {
    /// Its name in the legend.
    pub(crate) legend: &'static str,
    pub(crate) ink: Ink,
    /// Lengths of dashes and gaps; empty where the line is whole.
    pub(crate) dashes: &'static [f64],
    pub(crate) width: f64,
    pub(crate) head: Head,
    /// `style` and `arrowhead` in DOT.
    pub(crate) dot: (&'static str, &'static str),
}

const fn stroke(
    legend: &'static str,
    ink: Ink,
    dashes: &'static [f64],
    width: f64,
    head: Head,
    dot: (&'static str, &'static str),
) -> Stroke {
    Stroke { legend, ink, dashes, width, head, dot }
}

/// All strokes, in the order of the legend.
pub(crate) const STROKES: [Stroke; 8] = [
    stroke("supports", Ink::Support, &[], 2.2, Head::Arrow, ("solid", "normal")),
    stroke("opposes", Ink::Oppose, &[9.0, 3.5], 2.2, Head::Tee, ("solid", "tee")),
    stroke("asserts", Ink::Assert, &[], 1.4, Head::Open, ("solid", "vee")),
    stroke("denies", Ink::Deny, &[9.0, 3.5, 2.0, 3.5], 1.7, Head::Tee, ("solid", "tee")),
    stroke("questions", Ink::Question, &[2.0, 3.0], 1.4, Head::Open, ("dotted", "vee")),
    stroke("belongs to", Ink::Tie, &[5.0, 3.5], 1.3, Head::Open, ("dashed", "vee")),
    stroke("leads, works for", Ink::Tie, &[], 1.2, Head::Open, ("solid", "vee")),
    stroke("runs, issued", Ink::Tie, &[2.0, 3.0], 1.3, Head::Open, ("dotted", "vee")),
];

/// Looks of a line for this predicate.
pub(crate) fn stroke_of(predicate: Predicate) -> &'static Stroke {
    let at = match predicate {
        Predicate::Supports => 0,
        Predicate::Opposes => 1,
        Predicate::Asserts => 2,
        Predicate::Denies => 3,
        Predicate::Questions => 4,
        Predicate::MemberOf | Predicate::AffiliatedWith | Predicate::PartOf => 5,
        Predicate::Leads | Predicate::HoldsPost => 6,
        Predicate::Administers => 7,
    };
    &STROKES[at]
}

/// Looks of a box: name in the legend, fill, border, corner radius in pixels, shape and style in DOT.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shape {
    pub(crate) legend: &'static str,
    pub(crate) fill: Ink,
    pub(crate) line: Ink,
    pub(crate) dashes: &'static [f64],
    pub(crate) radius: f64,
    pub(crate) dot: (&'static str, &'static str),
}

const fn shape(
    legend: &'static str,
    fill: Ink,
    line: Ink,
    dashes: &'static [f64],
    radius: f64,
    dot: (&'static str, &'static str),
) -> Shape {
    Shape { legend, fill, line, dashes, radius, dot }
}

/// All shapes, in the order of the legend.
pub(crate) const SHAPES: [Shape; 5] = [
    shape("person", Ink::PersonFill, Ink::BoxLine, &[], 13.0, ("box", "rounded,filled")),
    shape("organization", Ink::Box, Ink::BoxLine, &[], 1.5, ("box", "filled")),
    shape("place", Ink::PlaceFill, Ink::PlaceLine, &[], 1.5, ("box", "filled,diagonals")),
    shape("target", Ink::TargetFill, Ink::TargetLine, &[], 6.0, ("note", "filled")),
    shape("claim", Ink::Box, Ink::BoxLine, &[4.0, 3.0], 1.5, ("box", "filled,dashed")),
];

/// Looks of a box for this sort of entity.
pub(crate) fn shape_of(kind: EntityType) -> &'static Shape {
    let at = match kind {
        EntityType::Person => 0,
        EntityType::Organization => 1,
        EntityType::Place => 2,
        EntityType::Policy | EntityType::Document | EntityType::Event | EntityType::Topic => 3,
        EntityType::Proposition => 4,
    };
    &SHAPES[at]
}
