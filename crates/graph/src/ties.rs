//! What belongs to what, how closely, and when.

use crate::{StanceGraph, network::Link, row::Row};
use petgraph::{graph::NodeIndex, visit::EdgeRef};
use rayon::prelude::*;
use standpoint_model::{Entity, EntityType, PartialDate, Predicate, Statement, Tie};
use std::borrow::Cow;

/// A whole that something belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Body {
    pub(crate) node: NodeIndex,
    /// The statement of the last step there.
    statement: u32,
    /// Place in the list of the body one step before; absent where the step is the first.
    before: Option<u32>,
    /// Product of the confidences on the way and, from the second step on, of 0.85 a step.
    pub(crate) closeness: f64,
}

/// All wholes that something belongs to, nearest first, each by its shortest path.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Bodies {
    list: Vec<Body>,
    /// Whether another date might give another list.
    dated: bool,
}

impl Bodies {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Body> {
        self.list.iter()
    }

    /// The statements that lead to a body, first step first; empty where it is none of these.
    pub(crate) fn path(&self, to: NodeIndex) -> Vec<u32> {
        let mut path = Vec::new();
        let mut at = self.list.iter().find(|body| body.node == to);
        while let Some(body) = at {
            path.push(body.statement);
            at = body.before.and_then(|before| self.list.get(before as usize));
        }
        path.reverse();
        path
    }
}

/// Loss of closeness a step.
const STEP: f64 = 0.85;

/// All that is said of one thing's belonging to another.
#[derive(Debug, Clone)]
struct Step {
    to: NodeIndex,
    /// The statement that counts; where `history` is not empty, dates decide.
    statement: u32,
    history: Box<[u32]>,
}

/// Answers "what does this belong to at that time?".
///
/// Made in `O(n)` for `n` relations; an answer costs `O(reachable nodes + edges)`, and is kept where dates do not
/// matter to it.
pub(crate) struct Ties<'g> {
    network: &'g StanceGraph,
    /// Steps up from what is no person; from persons, memberships.
    up: Vec<Box<[Step]>>,
    /// From persons: to what they lead, work for or belong to.
    posts: Vec<Box<[Step]>>,
    /// Less close ties are not followed.
    floor: f64,
    known: Vec<Option<Box<Known>>>,
}

/// What a holder belongs to, whatever the date.
#[derive(Debug, Clone)]
struct Known {
    bodies: Bodies,
    /// Of a person: also what they lead or work for.
    wholes: Option<Bodies>,
}

impl<'g> Ties<'g> {
    /// All ties but those first told after `as_of`, as far as they are closer than `floor`.
    pub(crate) fn new(network: &'g StanceGraph, as_of: Option<PartialDate>, floor: f64) -> Self {
        let steps = |node: NodeIndex, wanted: fn(Predicate) -> bool| steps(network, node, as_of, wanted);
        let person = |node: NodeIndex| network.graph[node].kind == EntityType::Person;
        let up = (0..network.graph.node_count())
            .into_par_iter()
            .map(|at| {
                let node = NodeIndex::new(at);
                if person(node) {
                    steps(node, |predicate| predicate == Predicate::MemberOf)
                } else {
                    steps(node, |predicate| Link::of(predicate) == Link::Affiliation)
                }
            })
            .collect();
        let post =
            |predicate| matches!(predicate, Predicate::Leads | Predicate::HoldsPost | Predicate::MemberOf);
        let posts = (0..network.graph.node_count()).into_par_iter().map(NodeIndex::new);
        let posts = posts.map(|node| if person(node) { steps(node, post) } else { Box::default() }).collect();
        Self { network, up, posts, floor, known: Vec::new() }
    }

    /// Works out ahead what these belong to, on all threads.
    pub(crate) fn learn(&mut self, holders: &[NodeIndex]) {
        let answer = |&holder: &NodeIndex| {
            let bodies = self.climb(holder, None);
            let posts = self.posts.get(holder.index()).filter(|posts| !posts.is_empty());
            let wholes = posts.map(|posts| self.direct(posts, None));
            let dated = bodies.dated || wholes.as_ref().is_some_and(|wholes| wholes.dated);
            (!dated).then_some((holder, Known { bodies, wholes }))
        };
        let found: Vec<(NodeIndex, Known)> = holders.par_iter().filter_map(answer).collect();
        self.known.resize(self.network.graph.node_count(), None);
        for (holder, answer) in found {
            if let Some(known) = self.known.get_mut(holder.index()) {
                *known = Some(Box::new(answer));
            }
        }
    }

    fn known(&self, of: NodeIndex) -> Option<&Known> {
        self.known.get(of.index())?.as_deref()
    }

    /// The bodies that a holder belongs to: an organization's directly or through others, a person's directly.
    ///
    /// `when` is the date of the stance for whose sake one asks.
    pub(crate) fn bodies(&self, of: NodeIndex, when: Option<PartialDate>) -> Cow<'_, Bodies> {
        match self.known(of) {
            Some(known) => Cow::Borrowed(&known.bodies),
            None => Cow::Owned(self.climb(of, when)),
        }
    }

    /// The organizations that a person leads, works for or belongs to; the bodies of anything else.
    pub(crate) fn wholes(&self, of: NodeIndex, when: Option<PartialDate>) -> Cow<'_, Bodies> {
        if let Some(known) = self.known(of) {
            return Cow::Borrowed(known.wholes.as_ref().unwrap_or(&known.bodies));
        }
        match self.posts.get(of.index()).filter(|posts| !posts.is_empty()) {
            Some(steps) => Cow::Owned(self.direct(steps, when)),
            None => self.bodies(of, when),
        }
    }

    /// Whether the date of a stance may matter to what its holder belongs to.
    pub(crate) fn is_dated(&self, of: NodeIndex) -> bool {
        self.known(of).is_none()
    }

    fn direct(&self, steps: &[Step], when: Option<PartialDate>) -> Bodies {
        let mut bodies = Bodies::default();
        self.follow(steps, when, &mut bodies, (None, 1.0), &mut |_| true);
        bodies
    }

    fn climb(&self, of: NodeIndex, when: Option<PartialDate>) -> Bodies {
        let steps = |node: NodeIndex| self.up.get(node.index()).map_or(&[][..], AsRef::as_ref);
        if steps(of).is_empty() {
            return Bodies::default();
        }
        if self.network.graph[of].kind == EntityType::Person {
            return self.direct(steps(of), when);
        }
        let mut bodies = Bodies::default();
        let mut seen = rustc_hash::FxHashSet::from_iter([of]);
        let (mut node, mut from) = (of, (None, 1.0));
        let mut next = 0;
        loop {
            self.follow(steps(node), when, &mut bodies, from, &mut |to| seen.insert(to));
            // Bodies stand in the order in which they were reached: the list is the queue.
            let Some(body) = bodies.list.get(next) else { return bodies };
            (node, from) = (body.node, (u32::try_from(next).ok(), body.closeness * STEP));
            next += 1;
        }
    }

    fn follow(
        &self,
        steps: &[Step],
        when: Option<PartialDate>,
        bodies: &mut Bodies,
        (before, closeness): (Option<u32>, f64),
        fresh: &mut impl FnMut(NodeIndex) -> bool,
    ) {
        for step in steps {
            bodies.dated |= !step.history.is_empty();
            let held = if step.history.is_empty() {
                Some(step.statement)
            } else {
                held(self.network, &step.history, when)
            };
            let Some(statement) = held else { continue };
            let closeness = closeness * self.network.row(statement).sure();
            if closeness >= self.floor && fresh(step.to) {
                bodies.list.push(Body { node: step.to, statement, before, closeness });
            }
        }
    }
}

/// Steps up from a node, in the order of statements; what is said to belong to itself does not.
fn steps(
    network: &StanceGraph,
    node: NodeIndex,
    as_of: Option<PartialDate>,
    wanted: fn(Predicate) -> bool,
) -> Box<[Step]> {
    let mut told: Vec<(NodeIndex, u32)> = network
        .graph
        .edges(node)
        .map(|edge| (edge.target(), *edge.weight()))
        .filter(|&(to, at)| {
            let row = network.row(at);
            to != node && wanted(row.predicate) && !is_later(row, as_of)
        })
        .collect();
    told.sort_unstable();
    let mut steps: Vec<Step> = told
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| {
            let all = same.iter().map(|&(_, at)| at);
            let past = all.clone().any(|at| network.row(at).former);
            let statement = surest(network, all.clone())?;
            let history = if past { all.collect() } else { Box::default() };
            Some(Step { to: same.first()?.0, statement, history })
        })
        .collect();
    steps.sort_unstable_by_key(|step| step.statement);
    steps.into()
}

/// Whether the statement is surely of a later day than is asked about.
pub(crate) fn is_later(row: &Row, as_of: Option<PartialDate>) -> bool {
    row.date.zip(as_of).is_some_and(|(date, as_of)| as_of.surely_before(date))
}

fn surest(network: &StanceGraph, statements: impl Iterator<Item = u32>) -> Option<u32> {
    let sure = |at: u32| network.row(at).sure();
    statements.max_by(|&a, &b| sure(a).total_cmp(&sure(b)).then(b.cmp(&a)))
}

/// The statement by which a tie held when a stance was taken, where some say that it is past.
///
/// A text that tells a tie as present tells that it holds, not when it began, so it counts for any date that no end
/// comes before. A text that tells it as past tells that it held before; it counts for stances that are not surely
/// later than the date it is given for, and for those that are it is the end of the tie, unless a text of the same
/// time or a later one tells the tie as present. Where dates contradict one another, the tie holds.
fn held(network: &StanceGraph, history: &[u32], when: Option<PartialDate>) -> Option<u32> {
    let row = |at: &u32| network.row(*at);
    let present = || history.iter().filter(|at| !row(at).former);
    let Some(when) = when else { return surest(network, present().copied()) };
    let past = || history.iter().filter(|at| row(at).former);
    let ends: Vec<PartialDate> =
        past().filter_map(|at| row(at).date).filter(|date| date.surely_before(when)).collect();
    let outlived =
        |date: Option<PartialDate>| ends.iter().any(|end| date.is_none_or(|date| date.surely_before(*end)));
    let mut fits: Vec<u32> = present().filter(|at| !outlived(row(at).date)).copied().collect();
    if ends.is_empty() {
        fits.extend(past().filter(|at| row(at).date.is_some()));
    }
    surest(network, fits.into_iter())
}

/// Whether a relation is told as past ("former president of").
pub(crate) fn is_former(statement: &Statement) -> bool {
    let past = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| {
            ["former", "ex", "past", "onetime"].iter().any(|mark| word.eq_ignore_ascii_case(mark))
        })
    };
    Link::of(statement.predicate) != Link::Stance && statement.role.as_deref().is_some_and(past)
}

impl StanceGraph {
    /// Everything that an entity transitively is affiliated with, part of or member of, nearest first, each with the
    /// relations that lead there. Cycles are followed once; the entity itself is left out. `O(n)` for `n` relations.
    #[must_use]
    pub fn bodies(&self, id: &str) -> Vec<(&Entity, Vec<Tie>)> {
        let ties = Ties::new(self, None, 0.0);
        let Some(&node) = self.nodes.get(id) else { return Vec::new() };
        let bodies = ties.bodies(node, None);
        let path = |to| bodies.path(to).into_iter().map(|statement| self.tie(statement)).collect();
        bodies.iter().map(|body| (&self.graph[body.node], path(body.node))).collect()
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
