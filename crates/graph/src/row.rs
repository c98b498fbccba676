//! A statement in a tenth of its room: entities and names by number, texts elsewhere.

use crate::texts::Place;
use petgraph::graph::NodeIndex;
use standpoint_model::{Act, Confidence, Evidence, PartialDate, Predicate, Span};

/// A stretch of code points; none where the end comes before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch(u32, u32);

impl Stretch {
    const NONE: Self = Self(1, 0);

    pub(crate) fn of(span: Option<Span>) -> Self {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        span.map_or(Self::NONE, |span| Self(number(span.start), number(span.end)))
    }

    pub(crate) fn span(self) -> Option<Span> {
        (self.0 <= self.1).then(|| Span::new(self.0 as usize, self.1 as usize))
    }
}

/// What a statement is about: an entity, or, of a claim, a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Object {
    Entity(NodeIndex),
    /// Number in `StanceGraph::propositions`.
    Proposition(u32),
}

/// One statement.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: Place,
    pub(crate) quote: Place,
    pub(crate) document: u32,
    pub(crate) subject: NodeIndex,
    pub(crate) object: Object,
    pub(crate) predicate: Predicate,
    pub(crate) act: Option<Act>,
    /// Number of the role's title, plus one; zero where there is none.
    pub(crate) role: u32,
    pub(crate) method: u32,
    /// Number of its addressee and sources in `StanceGraph::others`, plus one; zero where it has neither.
    pub(crate) others: u32,
    pub(crate) date: Option<PartialDate>,
    /// Confidence in ten thousandths, which is how precise a [`Confidence`] is.
    confidence: u16,
    /// Whether quote or sentence tells an order in time.
    pub(crate) tells_order: bool,
    /// Whether it is told as past ("former president of").
    pub(crate) former: bool,
    pub(crate) span: Stretch,
    pub(crate) evidence: [Stretch; 3],
}

/// Whom a statement is addressed to, and who it comes from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Others {
    pub(crate) addressee: Option<NodeIndex>,
    /// Outermost first.
    pub(crate) sources: Box<[NodeIndex]>,
}

/// What is not known when a row is made of a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers {
    pub(crate) id: Place,
    pub(crate) quote: Place,
    pub(crate) document: u32,
    pub(crate) subject: NodeIndex,
    pub(crate) object: Object,
    pub(crate) role: u32,
    pub(crate) method: u32,
    pub(crate) others: u32,
    pub(crate) tells_order: bool,
    pub(crate) former: bool,
}

impl Row {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a confidence lies between 0 and 1"
    )]
    pub(crate) fn new(statement: &standpoint_model::Statement, numbers: Numbers) -> Self {
        let Numbers { id, quote, document, subject, object, role, method, others, tells_order, former } =
            numbers;
        let Evidence { holder, cue, target } = statement.evidence;
        Self {
            id,
            quote,
            document,
            subject,
            object,
            predicate: statement.predicate,
            act: statement.act,
            role,
            method,
            others,
            date: statement.date,
            confidence: (statement.confidence.get() * 1e4).round() as u16,
            tells_order,
            former,
            span: Stretch::of(Some(statement.span)),
            evidence: [holder, cue, target].map(Stretch::of),
        }
    }

    /// How sure it is, 0 to 1.
    pub(crate) fn sure(&self) -> f64 {
        f64::from(self.confidence) / 1e4
    }

    /// How sure it is, for sorting.
    pub(crate) fn rank(&self) -> u16 {
        self.confidence
    }

    pub(crate) fn confidence(&self) -> Confidence {
        Confidence::clamped(self.sure())
    }

    pub(crate) fn spans(&self) -> (Span, Evidence) {
        let [holder, cue, target] = self.evidence.map(Stretch::span);
        (self.span.span().unwrap_or(Span::new(0, 0)), Evidence { holder, cue, target })
    }

    /// Whether the evidence of both shares a code point or more.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.span.0.max(other.span.0) < self.span.1.min(other.span.1)
    }

    /// First and last code point of the evidence.
    pub(crate) fn place(&self) -> (u32, u32) {
        (self.span.0, self.span.1)
    }

    pub(crate) fn node(&self) -> Option<NodeIndex> {
        match self.object {
            Object::Entity(node) => Some(node),
            Object::Proposition(_) => None,
        }
    }
}
