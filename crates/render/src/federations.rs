//! Who belongs together: the bodies that several actors of a picture lead, work for or belong to.

use standpoint_model::{Kind, Predicate, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// So many steps up: a person, their office, its department, the government.
const STEPS: usize = 3;

/// For each of `actors` that shares a body with another of them, the address of that body: the one that unites most,
/// the nearest of equals. `O(actors · relations)` at worst.
pub(crate) fn federations<'a>(
    actors: &BTreeSet<&'a str>,
    statements: &[&'a Statement],
) -> BTreeMap<&'a str, &'a str> {
    let mut above: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for said in statements.iter().filter(|said| said.kind() == Kind::Relation) {
        if said.predicate != Predicate::Administers && said.subject.id != said.object.id {
            above.entry(&said.subject.id).or_default().insert(&said.object.id);
        }
    }
    let mut members: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for &actor in actors {
        for (body, far) in climb(actor, &above) {
            members.entry(body).or_default().insert(actor, far);
        }
    }
    let mut found = BTreeMap::new();
    loop {
        let best = members
            .iter()
            .filter(|(_, under)| under.len() > 1)
            .min_by_key(|(body, under)| (usize::MAX - under.len(), under.values().sum::<usize>(), **body));
        let Some((&body, under)) = best else { return found };
        let under: Vec<&str> = under.keys().copied().collect();
        for actor in under {
            found.insert(actor, body);
            for others in members.values_mut() {
                others.remove(actor);
            }
        }
    }
}

/// The actor and every body above it, with how many steps up it is.
fn climb<'a>(actor: &'a str, above: &BTreeMap<&str, BTreeSet<&'a str>>) -> BTreeMap<&'a str, usize> {
    let mut found = BTreeMap::from([(actor, 0)]);
    let mut front = vec![actor];
    for far in 1..=STEPS {
        let next: BTreeSet<&str> = front.iter().filter_map(|at| above.get(at)).flatten().copied().collect();
        front = next.into_iter().filter(|body| !found.contains_key(body)).collect();
        found.extend(front.iter().map(|&body| (body, far)));
    }
    found
}
