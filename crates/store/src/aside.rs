//! Texts that other programs' files came with, kept so that they can be written again.

use crate::{Store, StoreError};
use standpoint_model::{iri, slug};
use standpoint_rdf::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

impl Store {
    /// Keeps `text` under `name`, as the one value of `predicate` (an IRI), in place of what was kept so before. It goes along
    /// with exports to RDF like any imported triple.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and [`StoreError::Io`].
    pub fn put_aside(&mut self, name: &str, predicate: &str, text: &str) -> Result<(), StoreError> {
        let place = format!("aside-{}", slug(name));
        let node = NamedNode::new_unchecked(format!("{}graph/{place}", iri::BASE));
        let label = NamedNode::new_unchecked("http://www.w3.org/2000/01/rdf-schema#label");
        let quad = |predicate: NamedNode, text: &str| {
            let graph = GraphName::NamedNode(node.clone());
            Quad::new(node.clone(), predicate, Literal::new_simple_literal(text), graph)
        };
        let quads = [quad(label, name), quad(NamedNode::new_unchecked(predicate), text)];
        self.add_foreign(&place, &quads)
    }

    /// What is kept under `predicate`: names and texts, by name.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and [`StoreError::Io`], naming the file.
    pub fn aside(&self, predicate: &str) -> Result<Vec<(String, String)>, StoreError> {
        let quads = self.foreign()?;
        let text = |quad: &Quad| match &quad.object {
            Term::Literal(text) => Some(text.value().to_owned()),
            _ => None,
        };
        let label = |node: &NamedOrBlankNode| {
            quads
                .iter()
                .filter(|quad| quad.subject == *node && quad.predicate.as_str().ends_with("#label"))
                .find_map(text)
        };
        let mut kept: Vec<(String, String)> = quads
            .iter()
            .filter(|quad| quad.predicate.as_str() == predicate)
            .filter_map(|quad| Some((label(&quad.subject)?, text(quad)?)))
            .collect();
        kept.sort();
        kept.dedup();
        Ok(kept)
    }
}
