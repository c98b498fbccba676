//! All of one actor.

use crate::reach::{Reach, Way};
use crate::{ConflictLine, Corpus, DocumentRef, EntityRef, Line, Tally};
use serde::Serialize;
use standpoint_model::{Act, Kind, Polarity, Predicate};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody or something tied to the actor by statements of one predicate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bond {
    /// The other.
    pub other: EntityRef,
    /// How the two are tied.
    pub predicate: Predicate,
    /// Titles of the post, the most frequent first.
    pub roles: Vec<String>,
    /// What says so.
    pub tally: Tally,
}

/// What an actor is for or against.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stance {
    /// The target.
    pub target: EntityRef,
    /// The side.
    pub polarity: Polarity,
    /// How it shows, each once.
    pub acts: Vec<Act>,
    /// Whether the actor is told to stand on the other side as well.
    pub both_sides: bool,
    /// What says so.
    pub tally: Tally,
}

/// A document, and how many of its statements speak of the matter at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentCount {
    /// The document.
    pub document: DocumentRef,
    /// Number of statements.
    pub statements: usize,
}

/// All that documents say of one actor, and all that it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActorView {
    /// Who.
    pub actor: EntityRef,
    /// Its address (IRI).
    pub address: String,
    /// Every other name, sorted.
    pub aliases: Vec<String>,
    /// What it leads.
    pub leads: Vec<Bond>,
    /// Other posts that it holds.
    pub posts: Vec<Bond>,
    /// Who leads it.
    pub leaders: Vec<Bond>,
    /// Who else holds a post at it.
    pub staff: Vec<Bond>,
    /// What it runs or issued.
    pub runs: Vec<Bond>,
    /// What it belongs to, directly and through others, nearest first.
    pub belongs_to: Vec<Reach>,
    /// Its affiliates.
    pub affiliates: Vec<Bond>,
    /// Its units.
    pub parts: Vec<Bond>,
    /// Its members.
    pub members: Vec<Bond>,
    /// All that belongs to it, directly and through others, nearest first.
    pub below: Vec<Reach>,
    /// What it is for, the most often told first.
    pub supports: Vec<Stance>,
    /// What it is against, the most often told first.
    pub opposes: Vec<Stance>,
    /// What it asserts or asks, by date.
    pub claims: Vec<Line>,
    /// What it denies, by date.
    pub denials: Vec<Line>,
    /// What others hold or say of it, by date.
    pub about: Vec<Line>,
    /// What it passes on of others, by date.
    pub reports: Vec<Line>,
    /// The documents that speak of it, those that do so most first.
    pub documents: Vec<DocumentCount>,
    /// The conflicts that it is a party or matter of, best first.
    pub conflicts: Vec<ConflictLine>,
}

impl Corpus {
    /// All of the actor of this address; none where no statement names it. Linear in the statements that speak of it
    /// and in the ties of all that it belongs to and that belongs to it.
    #[must_use]
    pub fn actor(&self, address: &str) -> Option<ActorView> {
        let entity = self.entity(address)?;
        let uses = self.uses(address)?;
        let up = |predicate| self.bonds(&uses.subject, predicate, true);
        let down = |predicate| self.bonds(&uses.object, predicate, false);
        let [supports, opposes] = self.stances(&uses.subject);
        let said = |wanted: &dyn Fn(Predicate) -> bool| {
            let of = uses.subject.iter().copied().filter(|&at| wanted(self.statement_at(at).predicate));
            self.lines_by_date(of)
        };
        let stances_on = uses.object.iter().filter(|&&at| self.statement_at(at).kind() == Kind::Stance);
        let about = stances_on.chain(&uses.about).chain(&uses.addressee).copied();
        Some(ActorView {
            actor: EntityRef::of(entity),
            address: entity.id.clone(),
            aliases: entity.proper_aliases().map(str::to_owned).collect(),
            leads: up(Predicate::Leads),
            posts: up(Predicate::HoldsPost),
            leaders: down(Predicate::Leads),
            staff: down(Predicate::HoldsPost),
            runs: up(Predicate::Administers),
            belongs_to: self.reach_lines(self.reach(address, Way::Up, false), Way::Up),
            affiliates: down(Predicate::AffiliatedWith),
            parts: down(Predicate::PartOf),
            members: down(Predicate::MemberOf),
            below: self.reach_lines(self.reach(address, Way::Down, false), Way::Down),
            supports,
            opposes,
            claims: said(&|predicate| matches!(predicate, Predicate::Asserts | Predicate::Questions)),
            denials: said(&|predicate| predicate == Predicate::Denies),
            about: self.lines_by_date(about),
            reports: self.lines_by_date(uses.source.iter().copied()),
            documents: self.document_counts(&uses.all()),
            conflicts: uses.conflicts.iter().map(|&at| self.conflict_line(at)).collect(),
        })
    }

    /// Those whom statements of this predicate tie, the most often told first.
    fn bonds(&self, places: &[u32], predicate: Predicate, up: bool) -> Vec<Bond> {
        let mut by_other: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for &at in places {
            let said = self.statement_at(at);
            if said.predicate == predicate {
                let other = if up { &said.object } else { &said.subject };
                by_other.entry(&other.id).or_default().push(at);
            }
        }
        let bond = |(other, places): (&str, Vec<u32>)| {
            let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
            for role in places.iter().filter_map(|&at| self.statement_at(at).role.as_deref()) {
                *roles.entry(role).or_default() += 1;
            }
            let mut roles: Vec<(&str, usize)> = roles.into_iter().collect();
            roles.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            Some(Bond {
                other: EntityRef::of(self.entity(other)?),
                predicate,
                roles: roles.into_iter().map(|(role, _)| role.to_owned()).collect(),
                tally: self.tally(&places)?,
            })
        };
        let mut bonds: Vec<Bond> = by_other.into_iter().filter_map(bond).collect();
        bonds.sort_by(|a, b| b.tally.statements.cmp(&a.tally.statements).then_with(|| a.other.cmp(&b.other)));
        bonds
    }

    /// What is supported and what is opposed, the most often told first.
    fn stances(&self, places: &[u32]) -> [Vec<Stance>; 2] {
        let mut by_target: BTreeMap<&str, [Vec<u32>; 2]> = BTreeMap::new();
        for &at in places {
            let said = self.statement_at(at);
            if let Some(polarity) = said.predicate.polarity() {
                by_target.entry(&said.object.id).or_default()[side(polarity)].push(at);
            }
        }
        let stance = |target: &str, sides: &[Vec<u32>; 2], polarity: Polarity| {
            let places = &sides[side(polarity)];
            let acts: BTreeSet<Act> = places.iter().filter_map(|&at| self.statement_at(at).act).collect();
            Some(Stance {
                target: EntityRef::of(self.entity(target)?),
                polarity,
                acts: acts.into_iter().collect(),
                both_sides: sides.iter().all(|side| !side.is_empty()),
                tally: self.tally(places)?,
            })
        };
        [Polarity::Support, Polarity::Oppose].map(|polarity| {
            let mut found: Vec<Stance> =
                by_target.iter().filter_map(|(target, sides)| stance(target, sides, polarity)).collect();
            found.sort_by(|a, b| {
                b.tally.statements.cmp(&a.tally.statements).then_with(|| a.target.cmp(&b.target))
            });
            found
        })
    }

    /// The documents of these statements, those with most of them first.
    pub(crate) fn document_counts(&self, places: &[u32]) -> Vec<DocumentCount> {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for &at in places {
            *counts.entry(self.document_place(at)).or_default() += 1;
        }
        let mut counts: Vec<(u32, usize)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let count = |(at, statements): (u32, usize)| DocumentCount {
            document: DocumentRef::of(&self.documents()[at as usize]),
            statements,
        };
        counts.into_iter().map(count).collect()
    }
}

/// 0 for, 1 against.
pub(crate) fn side(polarity: Polarity) -> usize {
    usize::from(polarity == Polarity::Oppose)
}

#[cfg(test)]
mod tests {
    use crate::sample::{corpus, of, person};

    #[test]
    fn an_actor_with_all_that_is_told_of_it() {
        let corpus = corpus();
        let north = corpus.actor(&of("North Dockers Union")).unwrap();
        assert_eq!(north.leaders[0].other.label, "Éva Lind");
        assert_eq!(north.leaders[0].roles, ["president"]);
        assert_eq!(north.belongs_to[0].entity.label, "Dockers Federation");
        let against = &north.opposes[0];
        assert_eq!((against.tally.statements, against.tally.documents), (2, 2));
        assert!(against.tally.best.quote.starts_with("Once more"), "{against:?}");
        assert!(!against.both_sides && north.supports.is_empty());
        assert_eq!(against.tally.first.unwrap().to_string(), "2020-05-01");
        assert_eq!(north.conflicts.len(), 1);
        assert_eq!(north.documents[0].statements, 3);
        let federation = corpus.actor(&of("Dockers Federation")).unwrap();
        assert_eq!(federation.affiliates.len(), 2);
        assert_eq!(federation.below.len(), 2);
        assert_eq!(corpus.actor(&person("Éva Lind").id).unwrap().leads.len(), 1);
        assert!(corpus.actor("nowhere").is_none());
    }
}
