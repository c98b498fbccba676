//! What a corpus says, seen through identity: one address, one label and all names for each entity.

use standpoint_model::{Entity, EntityType, Identity, Statement};
use std::collections::BTreeMap;

/// Descriptions of entities, gathered from many documents, by the address that stands in the end.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    /// The flag tells whether the type comes from a description under the address itself.
    entities: BTreeMap<String, (bool, Entity)>,
}

impl Directory {
    /// Takes in one description.
    pub(crate) fn learn(&mut self, entity: &Entity, identity: &Identity) {
        let end = identity.of(&entity.id);
        let own = end == entity.id;
        match self.entities.get_mut(end) {
            Some((typed, known)) => {
                known.unite(entity);
                if own && !*typed || own == *typed && entity.kind < known.kind {
                    known.kind = entity.kind;
                    *typed = own;
                }
            }
            None => {
                let described = Entity { id: end.to_owned(), about: Vec::new(), ..entity.clone() };
                self.entities.insert(end.to_owned(), (own, described));
            }
        }
    }

    /// Every entity, by address.
    pub(crate) fn into_entities(self) -> Vec<Entity> {
        self.entities.into_values().map(|(_, entity)| entity).collect()
    }

    /// Learns every entity that the statement names; propositions are their document's own.
    pub(crate) fn learn_parties(&mut self, statement: &Statement, identity: &Identity) {
        let parties = [&statement.subject, &statement.object];
        for entity in parties.into_iter().chain(&statement.addressee).chain(&statement.attributed_to) {
            self.learn_deep(entity, identity);
        }
    }

    fn learn_deep(&mut self, entity: &Entity, identity: &Identity) {
        if entity.kind != EntityType::Proposition {
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
        if entity.kind != EntityType::Proposition
            && let Some((_, known)) = self.entities.get(identity.of(&entity.id))
        {
            let about = std::mem::take(&mut entity.about);
            *entity = Entity { about, ..known.clone() };
        }
    }
}
