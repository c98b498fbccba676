//! Who is tied to whom, who is for and against what, and where positions do not go together.
//!
//! [`GraphBuilder`] makes a [`StanceGraph`] of statements; [`Conflicts`] looks for the six types of
//! [`ConflictType`](standpoint_model::ConflictType) in it. Both are pure: the same statements, in whatever order, give
//! the same answer.
//!
//! ```
//! use standpoint_graph::{ConflictOptions, StanceGraph, find_conflicts};
//! use standpoint_model::{Confidence, Entity, EntityType, Evidence, Predicate, Span, Statement};
//!
//! let say = |subject: &Entity, predicate, object: &Entity, at: usize| {
//!     Statement {
//!         id: String::new(), document: "dispatch".into(), subject: subject.clone(), predicate, object: object.clone(),
//!         role: None, act: None, addressee: None, attributed_to: vec![], date: None, confidence: Confidence::CERTAIN,
//!         span: Span::new(at, at + 40), quote: "…".into(), evidence: Evidence::default(), method: "person".into(),
//!     }
//!     .addressed()
//! };
//! let local = Entity::named(EntityType::Organization, "Dockers Local 8");
//! let union = Entity::named(EntityType::Organization, "United Dockers");
//! let levy = Entity::named(EntityType::Policy, "Harbour Levy");
//! let graph = StanceGraph::from_statements(&[
//!     say(&local, Predicate::AffiliatedWith, &union, 0),
//!     say(&local, Predicate::Supports, &levy, 50),
//!     say(&union, Predicate::Opposes, &levy, 100),
//! ]);
//! let conflicts = find_conflicts(&graph, &ConflictOptions::default());
//! assert_eq!(conflicts[0].kind.as_str(), "affiliate-divergence");
//! assert_eq!(conflicts[0].path[0].to.label, "United Dockers");
//! ```

mod batch;
mod builder;
mod claims;
mod conflicts;
mod contested;
mod contradiction;
mod contradictory;
mod divergence;
mod finding;
mod lexicon;
mod network;
mod options;
mod parts;
mod recency;
mod reversal;
mod row;
mod said;
mod stems;
mod targets;
mod texts;
mod ties;
mod time;
mod voices;
mod words;

pub use batch::Batch;
pub use builder::GraphBuilder;
pub use conflicts::{Conflicts, find_conflicts, matches_topic};
pub use network::{Link, StanceGraph};
pub use options::ConflictOptions;
