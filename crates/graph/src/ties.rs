//! What belongs to what, how closely, and when.

use crate::{StanceGraph, network::Link};
use petgraph::{graph::NodeIndex, visit::EdgeRef};
use standpoint_model::{Entity, EntityType, PartialDate, Predicate, Statement, Tie};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// A whole that something belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Body {
    pub(crate) node: NodeIndex,
    /// The statement of the last step there.
    statement: usize,
    /// Place in the list of the body one step before; absent where the step is the first.
    before: Option<usize>,
    /// Product of the confidences on the way and, from the second step on, of 0.85 a step.
    pub(crate) closeness: f64,
}

/// All wholes that something belongs to, nearest first, each by its shortest path.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Bodies(Vec<Body>);

impl Bodies {
    /// Wholes that are one step away.
    fn direct(steps: Vec<(NodeIndex, usize)>, network: &StanceGraph) -> Self {
        let body = |(node, statement): (NodeIndex, usize)| {
            let closeness = network.statements()[statement].confidence.get();
            Body { node, statement, before: None, closeness }
        };
        Self(steps.into_iter().map(body).collect())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Body)> {
        self.0.iter().enumerate()
    }

    /// The statements that lead to the body at this place, first step first.
    pub(crate) fn path(&self, place: usize) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = self.0.get(place);
        while let Some(body) = at {
            path.push(body.statement);
            at = body.before.and_then(|before| self.0.get(before));
        }
        path.reverse();
        path
    }
}

/// What is asked: whose bodies, and at which date where that matters.
type Question = (NodeIndex, Option<PartialDate>);

/// Loss of closeness a step.
const STEP: f64 = 0.85;

/// Answers "what does this belong to at that time?", remembering its answers.
///
/// One answer costs `O(reachable nodes + edges)`; there is one for each organization, or, where former ties are on
/// record, one for each organization and date.
pub(crate) struct Ties<'g> {
    network: &'g StanceGraph,
    any_former: bool,
    known: RefCell<BTreeMap<Question, Rc<Bodies>>>,
}

impl<'g> Ties<'g> {
    pub(crate) fn new(network: &'g StanceGraph) -> Self {
        let any_former = network.statements().iter().any(is_former);
        Self { network, any_former, known: RefCell::default() }
    }

    /// The bodies that a holder belongs to: an organization's directly or through others, a person's directly.
    ///
    /// `when` is the date of the stance for whose sake one asks.
    pub(crate) fn bodies(&self, of: NodeIndex, when: Option<PartialDate>) -> Rc<Bodies> {
        let key = (of, when.filter(|_| self.any_former));
        if let Some(bodies) = self.known.borrow().get(&key) {
            return Rc::clone(bodies);
        }
        let person = self.network.graph[of].kind == EntityType::Person;
        let bodies = Rc::new(if person {
            let member = |predicate| predicate == Predicate::MemberOf;
            Bodies::direct(self.steps(of, when, member), self.network)
        } else {
            self.climb(of, when)
        });
        self.known.borrow_mut().insert(key, Rc::clone(&bodies));
        bodies
    }

    /// The organizations that a person leads, works for or belongs to; the bodies of anything else.
    pub(crate) fn wholes(&self, of: NodeIndex, when: Option<PartialDate>) -> Rc<Bodies> {
        if self.network.graph[of].kind != EntityType::Person {
            return self.bodies(of, when);
        }
        let post =
            |predicate| matches!(predicate, Predicate::Leads | Predicate::HoldsPost | Predicate::MemberOf);
        Rc::new(Bodies::direct(self.steps(of, when, post), self.network))
    }

    fn climb(&self, of: NodeIndex, when: Option<PartialDate>) -> Bodies {
        let mut bodies: Vec<Body> = Vec::new();
        let mut seen = BTreeSet::from([of]);
        let (mut node, mut before, mut closeness) = (of, None, 1.0);
        let mut next = 0;
        loop {
            for (whole, statement) in self.up(node, when) {
                if seen.insert(whole) {
                    let step = if before.is_none() { 1.0 } else { STEP };
                    let sure = self.network.statements()[statement].confidence.get();
                    bodies.push(Body { node: whole, statement, before, closeness: closeness * step * sure });
                }
            }
            // Bodies stand in the order in which they were reached: the list is the queue.
            let Some(body) = bodies.get(next) else { return Bodies(bodies) };
            (node, before, closeness) = (body.node, Some(next), body.closeness);
            next += 1;
        }
    }

    /// One step up between organizations, by the surest statement, in the order of statements.
    fn up(&self, node: NodeIndex, when: Option<PartialDate>) -> Vec<(NodeIndex, usize)> {
        self.steps(node, when, |predicate| Link::of(predicate) == Link::Affiliation)
    }

    fn steps(
        &self,
        node: NodeIndex,
        when: Option<PartialDate>,
        wanted: impl Fn(Predicate) -> bool,
    ) -> Vec<(NodeIndex, usize)> {
        let statements = self.network.statements();
        let mut best: BTreeMap<NodeIndex, usize> = BTreeMap::new();
        for edge in self.network.graph.edges(node) {
            let at = edge.weight().statement;
            let (to, statement) = (edge.target(), &statements[at]);
            if to == node || !wanted(statement.predicate) || !held(statement, when) {
                continue;
            }
            let sure = |at: usize| statements[at].confidence.get();
            let kept = best.entry(to).or_insert(at);
            if sure(at) > sure(*kept) || (sure(at) >= sure(*kept) && at < *kept) {
                *kept = at;
            }
        }
        let mut steps: Vec<_> = best.into_iter().collect();
        steps.sort_unstable_by_key(|&(_, statement)| statement);
        steps
    }
}

/// Whether a relation is told as past ("former president of").
fn is_former(statement: &Statement) -> bool {
    let past = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| {
            ["former", "ex", "past", "onetime"].iter().any(|mark| word.eq_ignore_ascii_case(mark))
        })
    };
    Link::of(statement.predicate) != Link::Stance && statement.role.as_deref().is_some_and(past)
}

/// Whether the tie held when the stance was taken: a former one only for stances that are not surely later than
/// the date it is given for; any other always, since texts tell that ties hold, not when they began.
fn held(tie: &Statement, when: Option<PartialDate>) -> bool {
    if !is_former(tie) {
        return true;
    }
    match (tie.date, when) {
        (Some(tie), Some(stance)) => !tie.surely_before(stance),
        _ => false,
    }
}

impl StanceGraph {
    /// Everything that an entity transitively is affiliated with, part of or member of, nearest first, each with the
    /// relations that lead there. Cycles are followed once; the entity itself is left out. `O(reachable edges)`.
    #[must_use]
    pub fn bodies(&self, id: &str) -> Vec<(&Entity, Vec<Tie>)> {
        let ties = Ties::new(self);
        let Some(node) = self.index_of(id) else { return Vec::new() };
        let bodies = ties.bodies(node, None);
        let tie = |statement| self.tie(statement);
        let told = bodies
            .iter()
            .map(|(place, body)| (&self.graph[body.node], bodies.path(place).into_iter().map(tie).collect()));
        told.collect()
    }

    /// The shortest chain of affiliations that leads from one entity up to another; absent where there is none.
    #[must_use]
    pub fn affiliation_path(&self, from: &str, to: &str) -> Option<Vec<Tie>> {
        self.bodies(from).into_iter().find(|(body, _)| body.id == to).map(|(_, path)| path)
    }
}

/// Whether the entity is an organization, or a place acting as one.
pub(crate) fn is_collective(entity: &Entity) -> bool {
    matches!(entity.kind, EntityType::Organization | EntityType::Place)
}
