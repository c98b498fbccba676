//! Those who take a side, by the bodies that they belong to.

use crate::reach::Way;
use crate::{Corpus, EntityRef, Tally};
use serde::Serialize;
use standpoint_model::Polarity;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who is for or against the topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// Who.
    pub actor: EntityRef,
    /// The side.
    pub polarity: Polarity,
    /// What says so.
    pub tally: Tally,
}

/// A body, and those of its family who take a side.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// The body that ties them; absent of those whom none ties.
    pub head: Option<EntityRef>,
    /// Who of them is for it: the most often told first.
    pub supporters: Vec<Position>,
    /// Who of them is against it: the most often told first.
    pub opponents: Vec<Position>,
    /// Whether the body ties people of both sides.
    pub split: bool,
}

/// Sorts positions under the bodies that their holders are, lead, work for or belong to. A body heads a group where it
/// ties at least two holders; the body of most holders is served first, and each holder stands in one group only.
/// Linear in the ties of the holders, times the number of groups.
pub(crate) fn grouped(corpus: &Corpus, positions: Vec<(String, Position)>) -> Vec<Group> {
    let mut under: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let holders: BTreeSet<&String> = positions.iter().map(|(holder, _)| holder).collect();
    let mut left: BTreeSet<String> = holders.iter().map(|holder| (*holder).clone()).collect();
    for holder in holders {
        under.entry(holder.clone()).or_default().insert(holder.clone());
        for (body, _) in corpus.reach(holder, Way::Up, true) {
            under.entry(body).or_default().insert(holder.clone());
        }
    }
    under.retain(|_, holders| holders.len() > 1);
    // Of equals, the body that stands highest: the federation before its only union. Then the first by address.
    let above: BTreeMap<String, usize> =
        under.keys().map(|body| (body.clone(), corpus.reach(body, Way::Up, false).len())).collect();
    let mut head_of: BTreeMap<String, String> = BTreeMap::new();
    loop {
        let size = |(body, holders): &(&String, &BTreeSet<String>)| {
            let free = holders.intersection(&left).count();
            (free, Reverse(above.get(*body).copied()), Reverse((*body).clone()))
        };
        let Some((body, holders)) = under.iter().max_by_key(size) else { break };
        let taken: Vec<String> = holders.intersection(&left).cloned().collect();
        if taken.len() < 2 {
            break;
        }
        let body = body.clone();
        for holder in taken {
            left.remove(&holder);
            head_of.insert(holder, body.clone());
        }
        under.remove(&body);
    }
    let mut groups: BTreeMap<Option<&String>, [Vec<Position>; 2]> = BTreeMap::new();
    for (holder, position) in positions {
        let side = crate::actor::side(position.polarity);
        groups.entry(head_of.get(&holder)).or_default()[side].push(position);
    }
    let group = |(head, sides): (Option<&String>, [Vec<Position>; 2])| {
        let [supporters, opponents] = sides.map(|mut side| {
            side.sort_by(|a, b| {
                b.tally.statements.cmp(&a.tally.statements).then_with(|| a.actor.cmp(&b.actor))
            });
            side
        });
        let head = head.and_then(|head| corpus.entity(head)).map(EntityRef::of);
        let split = head.is_some() && !supporters.is_empty() && !opponents.is_empty();
        Group { head, supporters, opponents, split }
    };
    let mut groups: Vec<Group> = groups.into_iter().map(group).collect();
    let size = |group: &Group| Reverse(group.supporters.len() + group.opponents.len());
    groups.sort_by(|a, b| {
        (a.head.is_none(), size(a)).cmp(&(b.head.is_none(), size(b))).then_with(|| a.head.cmp(&b.head))
    });
    groups
}

#[cfg(test)]
mod tests {
    use crate::sample::{corpus, policy};

    #[test]
    fn a_split_federation_stands_together() {
        let topic = corpus().topic(&policy("Harbour Levy").id).unwrap();
        assert_eq!((topic.supporters, topic.opponents), (2, 1));
        let [family, rest] = topic.groups.as_slice() else { panic!("{:?}", topic.groups) };
        assert_eq!(family.head.as_ref().unwrap().label, "Dockers Federation");
        assert!(family.split);
        assert_eq!(family.opponents[0].actor.label, "North Dockers Union");
        assert_eq!(family.supporters[0].actor.label, "South Dockers Union");
        assert!(rest.head.is_none() && !rest.split);
        assert_eq!(rest.supporters[0].actor.label, "Quay Company");
        assert_eq!(topic.related[0].topic.label, "Wage Pact");
        assert_eq!((topic.related[0].actors, topic.related[0].documents), (1, 1));
    }
}
