//! What holds of any corpus: order does not matter, people stay people, decisions are obeyed, undoing restores.

use super::*;
use EntityType::{Organization, Person, Policy};
use proptest::prelude::*;
use standpoint_model::iri;
use std::collections::BTreeSet;

fn entity() -> impl Strategy<Value = (String, Entity)> {
    let name = "(HWU|Lee|Ann Lee|Bo Lee|A. Lee|Sen. Lee|President Lee|Harbor Workers Union|Harbour Workers Union|\
                Harbor Workers Union Inc|Dock Act|Dock Acts|DA|the agency|Dock Act programme)";
    let kind = prop_oneof![Just(Person), Just(Organization), Just(Policy)];
    ("[1-4]", kind, name, proptest::collection::vec(name, 0..2), any::<bool>()).prop_map(
        |(document, kind, label, aliases, local)| {
            let mut entity = Entity::named(kind, &label).with_aliases(aliases);
            if local && local::is_local(&entity) {
                entity.id = iri::entity_in(kind, &label, &document);
            }
            (document, entity)
        },
    )
}

fn decided() -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::collection::vec((0..12_usize, 0..12_usize), 0..3)
}

proptest! {
    #[test]
    fn order_does_not_matter_and_people_stay_people(
        rows in proptest::collection::vec(entity(), 0..14), one in decided(), apart in decided(),
    ) {
        let pairs = |pairs: Vec<(usize, usize)>| -> Vec<(String, String)> {
            let id = |at: usize| rows.get(at).map(|(_, entity)| entity.id.clone());
            pairs.into_iter().filter_map(|(a, b)| id(a).zip(id(b))).collect()
        };
        let decided = Decided { one: pairs(one), apart: pairs(apart) };
        let mentions = || rows.iter().map(|(document, entity)| (document.as_str(), entity));
        let result = identify(mentions(), [], &decided);
        prop_assert_eq!(&result, &identify(mentions().rev(), [], &decided));
        let gone: BTreeSet<&str> = result.merges.iter().map(|merge| merge.from.as_str()).collect();
        prop_assert_eq!(gone.len(), result.merges.len(), "each address gives way once");
        for merge in &result.merges {
            prop_assert!(!gone.contains(merge.into.as_str()), "what stays, stays");
            prop_assert_eq!(merge.from.contains("/person/"), merge.into.contains("/person/"));
            prop_assert!(LAYERS.contains(&merge.layer.as_str()) && !merge.reason.is_empty());
        }
        let identity = standpoint_model::Identity::new(&result.merges, &[]);
        for (a, b) in decided.apart.iter().filter(|(a, b)| a != b) {
            prop_assert_ne!(identity.of(a), identity.of(b), "what people keep apart is apart");
        }
        for candidate in &result.candidates {
            prop_assert_ne!(identity.of(&candidate.from), identity.of(&candidate.into));
        }
    }

    #[test]
    fn undoing_a_merge_gives_its_name_back(rows in proptest::collection::vec(entity(), 0..14)) {
        let mentions = || rows.iter().map(|(document, entity)| (document.as_str(), entity));
        let merges = identify(mentions(), [], &Decided::default()).merges;
        let identity = standpoint_model::Identity::new(&merges, &[]);
        if let Some(undone) = merges.first() {
            let members = merges.iter().filter(|merge| merge.into == undone.into && merge.from != undone.from);
            let others = members.map(|merge| &merge.from).chain([&undone.into]);
            let apart = others.map(|other| (undone.from.clone(), other.clone())).collect();
            let again = identify(mentions(), [], &Decided { apart, ..Decided::default() }).merges;
            let after = standpoint_model::Identity::new(&again, &[]);
            for (_, entity) in rows.iter().filter(|(_, entity)| identity.of(&entity.id) == undone.into) {
                let alone = after.of(&entity.id) == after.of(&undone.from);
                prop_assert_eq!(alone, entity.id == undone.from, "{} is with {}", &undone.from, &entity.id);
            }
        }
    }
}
