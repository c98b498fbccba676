//! Conflicts as RDF, for export beside the statements that they join.

use crate::encode::Sink;
use crate::term::node;
use crate::vocab::sp;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{GraphName, Literal, NamedNode, Quad};
use standpoint_model::Conflict;

/// Type, parties, matter, statements and score of each conflict; its address follows from its type and statements.
#[must_use]
pub fn conflict_quads(conflicts: &[Conflict], graph: &GraphName) -> Vec<Quad> {
    let mut out = Sink { graph: graph.clone(), quads: Vec::new() };
    for conflict in conflicts {
        let own: NamedNode = node(&conflict.address());
        out.put(&own, rdf::TYPE, sp::CONFLICT);
        out.text(&own, sp::CONFLICT_TYPE, conflict.kind.as_str());
        for party in &conflict.parties {
            out.put(&own, sp::BETWEEN, node(&party.id));
        }
        for matter in &conflict.about {
            out.put(&own, sp::ABOUT, node(&matter.id));
        }
        for statement in &conflict.statements {
            out.put(&own, sp::STATEMENT, node(&statement.id));
        }
        let score = Literal::new_typed_literal(conflict.score.to_string(), xsd::DECIMAL);
        out.put(&own, sp::SCORE, score);
    }
    out.quads
}
