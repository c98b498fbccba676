//! What a corpus says, seen through identity: one address, one label and all names for each entity.

use standpoint_model::{Description, Entity, Identity, Statement};
use std::collections::BTreeMap;

/// Descriptions of entities, gathered from many documents, by the address that stands in the end.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    entities: BTreeMap<String, Description>,
}

impl Directory {
    /// Takes in one description.
    pub(crate) fn learn(&mut self, entity: &Entity, identity: &Identity) {
        let end = identity.of(&entity.id);
        match self.entities.get_mut(end) {
            Some(known) => known.learn(entity),
            None => {
                self.entities.insert(end.to_owned(), Description::new(entity, end));
            }
        }
    }

    /// Every entity, by address.
    pub(crate) fn into_entities(self) -> Vec<Entity> {
        self.entities.into_values().map(Description::into_entity).collect()
    }

    /// Learns every entity that the statement names; propositions are their document's own.
    pub(crate) fn learn_parties(&mut self, statement: &Statement, identity: &Identity) {
        let parties = [&statement.subject, &statement.object];
        for entity in parties.into_iter().chain(&statement.addressee).chain(&statement.attributed_to) {
            self.learn_deep(entity, identity);
        }
    }

    fn learn_deep(&mut self, entity: &Entity, identity: &Identity) {
        if Description::is_shared(entity) {
            self.learn(entity, identity);
        }
        for other in &entity.about {
            self.learn_deep(other, identity);
        }
    }

    /// The statement with every entity as the directory knows it. Its own address stays: it is the way back to the
    /// evidence.
    pub(crate) fn seen(&self, mut statement: Statement, identity: &Identity) -> Statement {
        let parties = [&mut statement.subject, &mut statement.object];
        for entity in parties.into_iter().chain(&mut statement.addressee).chain(&mut statement.attributed_to)
        {
            self.replace(entity, identity);
        }
        statement
    }

    fn replace(&self, entity: &mut Entity, identity: &Identity) {
        for other in &mut entity.about {
            self.replace(other, identity);
        }
        // A set, kept in the order of addresses: RDF has no other, and two may have become one.
        entity.about.sort_by(|a, b| a.id.cmp(&b.id));
        entity.about.dedup_by(|a, b| a.id == b.id);
        if Description::is_shared(entity)
            && let Some(known) = self.entities.get(identity.of(&entity.id))
        {
            let about = std::mem::take(&mut entity.about);
            *entity = Entity { about, ..known.entity().clone() };
        }
    }
}
