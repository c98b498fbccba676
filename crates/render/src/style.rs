//! How each sort of box and line looks: never by colour alone.

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

/// Looks of a line. Colours are those of Okabe and Ito, told apart in every common form of colour blindness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stroke {
    /// Class of the line in the SVG, and its name in the legend.
    pub(crate) class: &'static str,
    pub(crate) legend: &'static str,
    pub(crate) colour: &'static str,
    /// Lengths of dashes and gaps; empty where the line is whole.
    pub(crate) dashes: &'static str,
    pub(crate) width: f64,
    pub(crate) head: Head,
    /// `style` and `arrowhead` in DOT.
    pub(crate) dot: (&'static str, &'static str),
}

const fn stroke(
    class: &'static str,
    legend: &'static str,
    colour: &'static str,
    dashes: &'static str,
    width: f64,
    head: Head,
    dot: (&'static str, &'static str),
) -> Stroke {
    Stroke { class, legend, colour, dashes, width, head, dot }
}

/// All strokes, in the order of the legend.
pub(crate) const STROKES: [Stroke; 8] = [
    stroke("supports", "supports", "#0072B2", "", 2.2, Head::Arrow, ("solid", "normal")),
    stroke("opposes", "opposes", "#D55E00", "11 3 2 3", 2.2, Head::Tee, ("solid", "tee")),
    stroke("asserts", "asserts", "#009E73", "", 1.3, Head::Open, ("solid", "vee")),
    stroke("denies", "denies", "#CC79A7", "11 3 2 3", 1.6, Head::Tee, ("solid", "tee")),
    stroke("questions", "questions", "#B08A00", "2 3", 1.3, Head::Open, ("dotted", "vee")),
    stroke("affiliation", "belongs to", "#6B6B6B", "6 4", 1.3, Head::Open, ("dashed", "vee")),
    stroke("post", "leads, works for", "#6B6B6B", "", 1.1, Head::Open, ("solid", "vee")),
    stroke("runs", "runs, issued", "#6B6B6B", "2 3", 1.3, Head::Open, ("dotted", "vee")),
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

/// Looks of a box: class, name in the legend, fill, corner radius, shape and style in DOT.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shape {
    pub(crate) class: &'static str,
    pub(crate) legend: &'static str,
    pub(crate) fill: &'static str,
    pub(crate) radius: f64,
    pub(crate) dot: (&'static str, &'static str),
}

/// All shapes, in the order of the legend.
pub(crate) const SHAPES: [Shape; 5] = [
    Shape {
        class: "person",
        legend: "person",
        fill: "#E3F1FA",
        radius: 16.0,
        dot: ("box", "rounded,filled"),
    },
    Shape {
        class: "organization",
        legend: "organization",
        fill: "#E3F1FA",
        radius: 2.0,
        dot: ("box", "filled"),
    },
    Shape { class: "place", legend: "place", fill: "#E6F4EC", radius: 2.0, dot: ("box", "filled,diagonals") },
    Shape { class: "target", legend: "target", fill: "#FFF6D6", radius: 8.0, dot: ("note", "filled") },
    Shape {
        class: "proposition",
        legend: "claim",
        fill: "#FFFFFF",
        radius: 2.0,
        dot: ("box", "filled,dashed"),
    },
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
