//! Who is tied to whom, who is for and against what, and where positions do not go together.
//!
//! [`StanceGraph`] makes a network of statements; [`find_conflicts`] looks for the six types of [`ConflictType`]
//! in it. Both are pure: the same statements, in whatever order, give the same answer.
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

mod claims;
mod contested;
mod contradiction;
mod contradictory;
mod divergence;
mod finding;
mod lexicon;
mod network;
mod options;
mod targets;
mod ties;
mod time;
mod words;

pub use network::{Link, StanceGraph};
pub use options::{ConflictOptions, context_of};

use standpoint_model::{Conflict, ConflictType, fold_name};

/// Every conflict among the graph's statements, best first.
///
/// A conflict scores the product of both confidences, of the closeness of the tie (its confidences, and 0.85 for
/// each step after the first) and of how surely both statements are about one matter and against each other. For each pair of
/// parties and matter one conflict stays: the foremost type that fits, with the best evidence. Two actors without a
/// tie that take opposite stances are in disagreement, which is no conflict.
///
/// Near-linear in the number of statements for a given [`ConflictOptions::fan_out`]; ties of score are broken by
/// type, then by the statements' addresses.
#[must_use]
pub fn find_conflicts(graph: &StanceGraph, options: &ConflictOptions) -> Vec<Conflict> {
    let targets = targets::Targets::of(graph);
    let ties = ties::Ties::new(graph);
    let claims = claims::Claims::of(graph, &targets, options);
    let mut findings = divergence::find(graph, &targets, &ties, options);
    findings.extend(contested::find(&claims, &targets, options));
    findings.extend(contradictory::find(&claims, options));
    finding::spell_out(graph, finding::fold(findings, options))
}

/// Whether a conflict is about what goes by this name, in any case and with or without article.
#[must_use]
pub fn matches_topic(conflict: &Conflict, name: &str) -> bool {
    let folded = fold_name(name);
    let names = |entity: &standpoint_model::Entity| {
        entity.id == name || entity.names().any(|n| fold_name(n) == folded)
    };
    conflict.about.iter().any(names)
        || conflict.kind != ConflictType::Reversal && conflict.statements.iter().any(|s| names(&s.object))
}
