//! Names that tell nothing outside their document.

use super::lexicon::lexicon;
use crate::names::person_name;
use standpoint_model::{Entity, EntityType, Statement, iri};

/// Whether the name of `entity` names nobody in particular outside its document: a person's surname alone ("Crane",
/// "Mr. Crane"), a noun ("the agency", "officials"), a body by its sort alone ("the Council").
pub(super) fn is_local(entity: &Entity) -> bool {
    match entity.kind {
        EntityType::Person => {
            is_generic(&entity.label) || person_name(&entity.label).is_some_and(|name| name.is_bare())
        }
        EntityType::Organization => is_generic(&entity.label),
        _ => false,
    }
}

/// Whether a label is one noun, with or without an article, that names a sort of thing.
pub(super) fn is_generic(label: &str) -> bool {
    let mut words: Vec<&str> = label.split_whitespace().collect();
    if words.len() > 1 && lexicon().articles.contains(words[0].to_lowercase().as_str()) {
        words.remove(0);
    }
    match words.as_slice() {
        [word] => {
            let plain = word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic());
            let letters = word.chars().any(char::is_alphabetic);
            letters && (plain || lexicon().generic.contains(word.to_lowercase().as_str()))
        }
        _ => false,
    }
}

/// Addresses such entities by their document as well as by their name, so that the "Crane" of one document is not that
/// of another before anything says so; then addresses the statements anew. Doing it twice changes nothing.
pub fn localise(statements: &mut [Statement]) {
    for statement in statements {
        let document = statement.document.clone();
        let parties = [&mut statement.subject, &mut statement.object];
        for entity in parties.into_iter().chain(&mut statement.addressee).chain(&mut statement.attributed_to)
        {
            address(entity, &document);
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

fn address(entity: &mut Entity, document: &str) {
    for about in &mut entity.about {
        address(about, document);
    }
    entity.about.sort_by(|a, b| a.id.cmp(&b.id));
    if is_local(entity) {
        entity.id = iri::entity_in(entity.kind, &entity.label, document);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityType::{Organization, Person, Place, Topic};

    #[test]
    fn what_names_nobody_in_particular() {
        for (kind, label) in [
            (Person, "Crane"),
            (Person, "Mr. Crane"),
            (Person, "President Rivera"),
            (Person, "the governor"),
            (Organization, "the agency"),
            (Organization, "the Council"),
            (Organization, "officials"),
        ] {
            assert!(is_local(&Entity::named(kind, label)), "{label}");
        }
        for (kind, label) in [
            (Person, "Ann Crane"),
            (Organization, "ICE"),
            (Organization, "Harbor Council"),
            (Organization, "Teamsters"),
            (Organization, "harbor pilots"),
            (Topic, "immigration"),
            (Place, "Springfield"),
        ] {
            assert!(!is_local(&Entity::named(kind, label)), "{label}");
        }
    }
}
