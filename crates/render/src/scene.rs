//! What is drawn, before where.

use standpoint_model::{ConflictType, EntityType, PartialDate, Predicate};

/// What to draw of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SceneOptions {
    /// Only what bears on the target of this name, and how those involved are tied.
    pub topic: Option<String>,
    /// Only what bears on the actor of this name.
    pub actor: Option<String>,
    /// Only statements that are part of a conflict, or tie its parties.
    pub conflicts_only: bool,
    /// At most so many actors: those with most statements, parties of conflicts first.
    pub top: Option<usize>,
    /// Heading.
    pub title: Option<String>,
    /// Line at the foot that names the sources.
    pub note: Option<String>,
}

impl Default for SceneOptions {
    fn default() -> Self {
        Self { topic: None, actor: None, conflicts_only: false, top: Some(40), title: None, note: None }
    }
}

/// Something drawn as a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// Address of the entity.
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) kind: EntityType,
    /// Other names, for tooltips and tables.
    pub(crate) aliases: Vec<String>,
}

/// One statement behind an edge.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    pub(crate) statement: String,
    pub(crate) document: String,
    pub(crate) quote: String,
    pub(crate) date: Option<PartialDate>,
    pub(crate) confidence: f64,
}

/// A line from one box to another: all statements with these parties and this predicate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) predicate: Predicate,
    /// Surest first.
    pub(crate) sources: Vec<Source>,
    /// Numbers of the conflicts that it is part of, counted from 1.
    pub(crate) conflicts: Vec<usize>,
}

impl Edge {
    /// How sure the surest of its statements is.
    pub(crate) fn confidence(&self) -> f64 {
        self.sources.first().map_or(0.0, |source| source.confidence)
    }
}

/// A conflict as it is listed below the picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clash {
    pub(crate) kind: ConflictType,
    pub(crate) parties: [String; 2],
    pub(crate) about: String,
    pub(crate) quotes: [String; 2],
}

/// Boxes that one body unites: they share a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Federation {
    /// Name of the body, which may be one of the boxes.
    pub(crate) label: String,
    /// Places in [`Scene::nodes`], rising; no box is in two federations.
    pub(crate) members: Vec<usize>,
}

/// Boxes, lines and notes; drawn by [`svg`](crate::svg()), written by [`dot`](crate::dot()) and the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) clashes: Vec<Clash>,
    pub(crate) federations: Vec<Federation>,
    pub(crate) title: Option<String>,
    pub(crate) note: Option<String>,
    /// How many actors `top` left out.
    pub(crate) left_out: usize,
}

impl Scene {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// How many boxes and lines are drawn.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.nodes.len(), self.edges.len())
    }
}
