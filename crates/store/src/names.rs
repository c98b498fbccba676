//! From what people type to the entities that it names.

use standpoint_model::{Entity, EntityType, fold_name};
use std::collections::BTreeMap;

/// Every entity of a store by each of its names, for looking up and for suggesting.
#[derive(Debug, Default)]
pub struct Names {
    entities: Vec<Entity>,
    /// Folded name → positions in `entities`; those that have it as their label first.
    by_name: BTreeMap<String, Vec<usize>>,
    by_address: BTreeMap<String, usize>,
}

impl Names {
    /// An index of `entities`.
    #[must_use]
    pub fn new(entities: Vec<Entity>) -> Self {
        let mut names = Self { entities, ..Self::default() };
        for (at, entity) in names.entities.iter().enumerate() {
            names.by_address.insert(entity.id.clone(), at);
            names.by_name.entry(fold_name(&entity.label)).or_default().push(at);
        }
        for (at, entity) in names.entities.iter().enumerate() {
            for alias in &entity.aliases {
                let known = names.by_name.entry(fold_name(alias)).or_default();
                if !known.contains(&at) {
                    known.push(at);
                }
            }
        }
        names
    }

    /// Every entity, sorted by address.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The entities that go by `name` (an address, a label or an alias, in any case and spelling that
    /// [`fold_name`] sets aside), the likeliest first: those with the label before those with the alias, actors and
    /// policies before other things.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<&Entity> {
        let bare = name.trim().trim_start_matches('<').trim_end_matches('>');
        let address = bare.strip_prefix("id:").map(|rest| format!("{}{rest}", standpoint_model::iri::BASE));
        if let Some(at) = self.by_address.get(address.as_deref().unwrap_or(bare)) {
            return vec![&self.entities[*at]];
        }
        let folded = fold_name(name);
        let mut found: Vec<&Entity> =
            self.by_name.get(&folded).into_iter().flatten().map(|at| &self.entities[*at]).collect();
        found.sort_by_key(|entity| {
            (fold_name(&entity.label) != folded, entity.kind == EntityType::Topic, entity.id.clone())
        });
        found
    }

    /// Up to five labels that are much like `name`, the nearest first.
    #[must_use]
    pub fn suggestions(&self, name: &str) -> Vec<String> {
        let folded = fold_name(name);
        let mut near: Vec<(f64, &str)> = Vec::new();
        for (known, positions) in &self.by_name {
            let mut likeness = strsim::jaro_winkler(known, &folded);
            // "harbor tunnel" for "the harbor tunnel project": whole words in common count.
            if !folded.is_empty() && (known.contains(&folded) || folded.contains(known.as_str())) {
                likeness = likeness.max(0.9);
            }
            if likeness > 0.8
                && let Some(first) = positions.first()
            {
                near.push((likeness, self.entities[*first].label.as_str()));
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let best = near.first().map_or(0.0, |(likeness, _)| *likeness);
        let mut labels: Vec<String> = Vec::new();
        // What is far less like it than the best is no suggestion but a guess.
        for (_, label) in near.into_iter().filter(|(likeness, _)| *likeness > best - 0.08) {
            if !labels.iter().any(|known| known == label) {
                labels.push(label.to_owned());
            }
        }
        labels.truncate(5);
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::new(vec![
            Entity::named(EntityType::Organization, "Harbor Workers Union").with_aliases(["HWU"]),
            Entity::named(EntityType::Policy, "Harbor Tunnel"),
        ])
    }

    #[test]
    fn any_name_and_any_case_will_do() {
        let names = names();
        for name in ["hwu", "the harbor workers’ union", "H.W.U."] {
            assert_eq!(names.find(name)[0].label, "Harbor Workers Union", "{name}");
        }
        assert_eq!(names.find("The Harbor Tunnel")[0].kind, EntityType::Policy);
        assert_eq!(names.find("id:policy/harbor-tunnel").len(), 1);
    }

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        assert_eq!(names().suggestions("Harbour Tunel"), ["Harbor Tunnel"]);
        assert!(names().suggestions("zebra").is_empty());
    }
}
