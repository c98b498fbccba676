//! What the folder holds, as quads.
//!
//! Graphs: each document's own; `…/id/graph/entities`, where each entity is described once, whichever documents name
//! it (so that joining with a label does not multiply rows), with `sp:mergedInto` for addresses that gave way;
//! `…/id/graph/curation`; and those of imported triples.

use crate::view::Directory;
use crate::{Names, Store, StoreError};
use oxigraph::model::vocab::rdf;
use oxigraph::store::Store as Oxigraph;
use rayon::prelude::*;
use standpoint_model::{Entity, EntityType, Identity};
use standpoint_rdf::vocab::{skos, sp};
use standpoint_rdf::{
    GraphName, NamedNode, NamedOrBlankNode, Quad, Term, class, document_quads, entity_quads, name_of,
};
use std::collections::{BTreeMap, BTreeSet};

/// Graph of the entities' descriptions.
pub(crate) const ENTITIES: &str = "https://w3id.org/standpoint/id/graph/entities";
/// Graph of what people decided.
pub(crate) const CURATION: &str = "https://w3id.org/standpoint/id/graph/curation";

/// One document's quads without descriptions of entities, and those descriptions.
type Parts = (Vec<Quad>, Vec<Entity>);

/// Every graph in Oxigraph's own store in memory, to be changed.
pub(crate) fn graphs(store: &Store) -> Result<Oxigraph, StoreError> {
    let oxigraph = Oxigraph::new().map_err(failed)?;
    let mut loader = oxigraph.bulk_loader();
    feed(store, |quads| loader.load_quads(quads).map_err(failed))?;
    loader.commit().map_err(failed)?;
    Ok(oxigraph)
}

/// Reads all that the store holds and hands it to `take`, a few hundred documents at a time and always in the same order,
/// as an index is to show it: seen through identity and curation, entities described once. Gives the entities.
pub(crate) fn feed(
    store: &Store,
    mut take: impl FnMut(Vec<Quad>) -> Result<(), StoreError>,
) -> Result<Names, StoreError> {
    const AT_ONCE: usize = 256;
    let (identity, rejected) = (store.identity(), store.rejected());
    let entries: Vec<_> = store.documents().collect();
    let read = |entry: &&crate::Entry| -> Result<Parts, StoreError> {
        let mut quads = store.quads(entry)?;
        let touched = !rejected.is_empty()
            && quads.iter().any(|quad| {
                matches!(&quad.subject, NamedOrBlankNode::NamedNode(node)
                    if rejected.contains(name_of(node.as_str()).as_str()))
            });
        if touched {
            let mut stored = store.document(&entry.id)?;
            stored.statements.retain(|statement| !rejected.contains(statement.id.as_str()));
            quads = document_quads(&stored.document, &stored.statements, &stored.extractor);
        }
        Ok(apart(quads, &identity))
    };
    let mut directory = Directory::default();
    let mut moved = BTreeSet::new();
    for chunk in entries.chunks(AT_ONCE) {
        let parts: Vec<Parts> = chunk.par_iter().map(read).collect::<Result<_, StoreError>>()?;
        for (quads, entities) in parts {
            for entity in entities {
                directory.learn(&entity, &identity);
                if identity.of(&entity.id) != entity.id {
                    moved.insert(entity.id);
                }
            }
            take(quads)?;
        }
    }
    let names = Names::new(directory.into_entities());
    let entity_graph = GraphName::from(NamedNode::new_unchecked(ENTITIES));
    let described = names.entities().iter().flat_map(|entity| entity_quads(entity, &entity_graph));
    let merged = moved.iter().map(|id| {
        let (from, into) = (standpoint_rdf::address(id), standpoint_rdf::address(identity.of(id)));
        let (from, into) = (NamedNode::new_unchecked(from), NamedNode::new_unchecked(into));
        Quad::new(from, sp::MERGED_INTO, into, entity_graph.clone())
    });
    let curation = GraphName::from(NamedNode::new_unchecked(CURATION));
    let decided = store.decisions.iter().flat_map(|decision| decision.quads(&curation));
    let foreign = store.foreign()?.into_iter().map(|quad| mapped(quad, &identity));
    take(described.chain(merged).chain(decided).chain(foreign).collect())?;
    Ok(names)
}

pub(crate) fn failed(error: impl std::fmt::Display) -> StoreError {
    StoreError::Index(error.to_string())
}

/// Parts the descriptions of entities from the rest, and maps the rest through identity.
fn apart(quads: Vec<Quad>, identity: &Identity) -> Parts {
    let mut entities: BTreeMap<String, Entity> = BTreeMap::new();
    let mut rest = Vec::with_capacity(quads.len());
    let blank = |id: &str| Entity {
        id: id.to_owned(),
        label: String::new(),
        kind: EntityType::Topic,
        aliases: Vec::new(),
        about: Vec::new(),
    };
    let kinds = EntityType::ALL.map(|kind| (class(kind), kind));
    // Propositions are their document's own, and keep their description there.
    let claims: BTreeSet<String> = quads
        .iter()
        .filter(|quad| {
            quad.predicate == rdf::TYPE && matches!(&quad.object, Term::NamedNode(o) if *o == sp::PROPOSITION)
        })
        .map(|quad| quad.subject.to_string())
        .collect();
    for quad in quads {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            rest.push(quad);
            continue;
        };
        let kind = match &quad.object {
            Term::NamedNode(object) if quad.predicate == rdf::TYPE => {
                kinds.iter().find(|(class, _)| object == class).map(|(_, kind)| *kind)
            }
            _ => None,
        };
        let named = quad.predicate == skos::PREF_LABEL || quad.predicate == skos::ALT_LABEL;
        if (named || kind.is_some_and(|kind| kind != EntityType::Proposition))
            && (claims.is_empty() || !claims.contains(&quad.subject.to_string()))
        {
            let id = name_of(subject.as_str());
            let entity = entities.entry(id.clone()).or_insert_with(|| blank(&id));
            match (&quad.object, kind) {
                (_, Some(kind)) => entity.kind = kind,
                (Term::Literal(label), _) if quad.predicate == skos::PREF_LABEL => {
                    entity.label = label.value().to_owned();
                }
                (Term::Literal(alias), _) => entity.aliases.push(alias.value().to_owned()),
                _ => {}
            }
        } else {
            rest.push(mapped(quad, identity));
        }
    }
    (rest, entities.into_values().collect())
}

fn mapped(mut quad: Quad, identity: &Identity) -> Quad {
    if identity.is_empty() {
        return quad;
    }
    let end = |node: &NamedNode| {
        let name = name_of(node.as_str());
        let end = identity.of(&name);
        (end != name).then(|| NamedNode::new_unchecked(standpoint_rdf::address(end)))
    };
    if let NamedOrBlankNode::NamedNode(node) = &quad.subject
        && let Some(end) = end(node)
    {
        quad.subject = end.into();
    }
    if let Term::NamedNode(node) = &quad.object
        && let Some(end) = end(node)
    {
        quad.object = end.into();
    }
    quad
}
