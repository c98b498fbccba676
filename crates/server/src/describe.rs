//! What there is to say about one thing, as triples.

use crate::state::View;
use standpoint_model::iri::BASE;
use standpoint_rdf::vocab::{skos, sp};
use standpoint_rdf::{GraphName, NamedOrBlankNode, Quad, Term, conflict_quads};
use std::collections::BTreeSet;

/// Kinds of things that have an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thing {
    Entity,
    Statement,
    Conflict,
    Document,
}

/// How many statements about an entity are described with it; SPARQL gives all.
const MOST: usize = 1_000;

impl Thing {
    /// What kind of thing an address stands for; none where it is none of ours.
    pub(crate) fn of(address: &str) -> Option<Self> {
        let (kind, name) = address.strip_prefix(BASE)?.split_once('/')?;
        (!name.is_empty()).then_some(match kind {
            "statement" => Self::Statement,
            "conflict" => Self::Conflict,
            "document" => Self::Document,
            _ => Self::Entity,
        })
    }
}

/// The description of a thing; none where the store knows nothing of it.
pub(crate) fn describe(view: &View, thing: Thing, address: &str) -> Option<Vec<Quad>> {
    let mut quads: Vec<Quad> = match thing {
        Thing::Document => view.index.graph(Some(address)).collect(),
        Thing::Conflict => conflict(view, address)?,
        Thing::Statement => statement(view, address),
        Thing::Entity => {
            let mut own: Vec<Quad> = view.index.about(address).collect();
            // Statements in which it stands, whole: a party alone would say nothing.
            let speaking: BTreeSet<String> = view
                .index
                .pointing_at(address)
                .filter_map(|quad| match quad.subject {
                    NamedOrBlankNode::NamedNode(node) => Some(node.into_string()),
                    NamedOrBlankNode::BlankNode(_) => None,
                })
                .filter(|subject| Thing::of(subject) == Some(Thing::Statement) && !subject.contains('#'))
                .take(MOST)
                .collect();
            own.extend(view.index.pointing_at(address).take(MOST));
            own.extend(speaking.iter().flat_map(|one| statement(view, one)));
            own
        }
    };
    if quads.is_empty() {
        return None;
    }
    if thing != Thing::Document {
        quads.extend(names(view, &quads));
    }
    for quad in &mut quads {
        quad.graph_name = GraphName::DefaultGraph;
    }
    Some(standpoint_rdf::sorted(quads, false))
}

/// A statement, with the chain of sources that it hangs on and the text of what is claimed.
fn statement(view: &View, address: &str) -> Vec<Quad> {
    let mut quads: Vec<Quad> = view.index.about(address).collect();
    let mut at = 0;
    while let Some(quad) = quads.get(at) {
        let further = match &quad.object {
            Term::NamedNode(object)
                if quad.predicate == sp::ATTRIBUTED_TO
                    || quad.predicate == sp::EMBEDDED_IN
                    || quad.predicate == sp::PROPOSITION_OF =>
            {
                Some(object.as_str().to_owned())
            }
            _ => None,
        };
        if let Some(further) = further
            && quads.len() < MOST
        {
            let new: Vec<Quad> = view.index.about(&further).filter(|quad| !quads.contains(quad)).collect();
            quads.extend(new);
        }
        at += 1;
    }
    quads
}

/// A conflict, with both statements.
fn conflict(view: &View, address: &str) -> Option<Vec<Quad>> {
    let conflict = view.conflicts()?.iter().find(|conflict| conflict.address() == address)?;
    let mut quads = conflict_quads(std::slice::from_ref(conflict), &GraphName::DefaultGraph);
    for side in &conflict.statements {
        quads.extend(statement(view, &side.id));
    }
    Some(quads)
}

/// The labels of all that is pointed at.
fn names(view: &View, quads: &[Quad]) -> Vec<Quad> {
    let objects: BTreeSet<&str> = quads
        .iter()
        .filter_map(|quad| match &quad.object {
            Term::NamedNode(node) if node.as_str().starts_with(BASE) => Some(node.as_str()),
            _ => None,
        })
        .collect();
    let label = |address: &&str| view.index.about(address).find(|quad| quad.predicate == skos::PREF_LABEL);
    objects.iter().filter_map(label).collect()
}
