//! Merges carried out on statements.

use super::{entities, fullness};
use standpoint_model::{Entity, EntityType, Identity, Merge, Statement, iri};
use std::collections::BTreeMap;

/// Rewrites every entity in `statements` to what it is after `merges`: address and type of the one that stays, its
/// fullest label, all names that any statement has for it; then addresses the statements anew.
pub fn apply(merges: &[Merge], statements: &mut [Statement]) {
    let identity = Identity::new(merges, &[]);
    let mut known: BTreeMap<String, Entity> = BTreeMap::new();
    for entity in statements.iter().flat_map(entities).filter(|entity| is_shared(entity)) {
        let id = identity.of(&entity.id);
        match known.get_mut(id) {
            Some(known) => unite(known, entity),
            None => {
                let kind = kind_of(id).unwrap_or(entity.kind);
                known.insert(id.to_owned(), Entity { id: id.to_owned(), kind, ..entity.clone() });
            }
        }
    }
    for entity in known.values_mut() {
        let names = std::mem::take(&mut entity.aliases);
        *entity = entity.clone().with_aliases(names);
    }
    for statement in statements {
        let parties = [&mut statement.subject, &mut statement.object];
        for entity in parties.into_iter().chain(&mut statement.addressee).chain(&mut statement.attributed_to)
        {
            rewrite(entity, &identity, &known);
        }
        statement.id = iri::statement(
            &statement.document,
            &statement.subject.id,
            statement.predicate,
            &statement.object.id,
            statement.span,
        );
    }
}

/// Propositions belong to one place in one document: they have no names to share.
fn is_shared(entity: &Entity) -> bool {
    entity.kind != EntityType::Proposition
}

fn unite(known: &mut Entity, other: &Entity) {
    known.aliases.extend(other.names().map(str::to_owned));
    if fullness(known.kind, &other.label) < fullness(known.kind, &known.label) {
        known.aliases.push(std::mem::replace(&mut known.label, other.label.clone()));
    }
}

fn rewrite(entity: &mut Entity, identity: &Identity, known: &BTreeMap<String, Entity>) {
    for about in &mut entity.about {
        rewrite(about, identity, known);
    }
    // A set in the order of addresses; what were two before the merge is one now.
    entity.about.sort_by(|a, b| a.id.cmp(&b.id));
    entity.about.dedup_by(|a, b| a.id == b.id);
    if let Some(united) = known.get(identity.of(&entity.id)).filter(|_| is_shared(entity)) {
        let about = std::mem::take(&mut entity.about);
        *entity = Entity { about, ..united.clone() };
    }
}

/// The type that an address minted by [`iri::entity`] names.
fn kind_of(id: &str) -> Option<EntityType> {
    id.strip_prefix(iri::BASE)?.split('/').next()?.parse().ok()
}
