//! Actors, targets and propositions, tied by what documents say of them.

use petgraph::{
    Direction,
    graph::{DiGraph, NodeIndex},
    visit::EdgeRef,
};
use standpoint_model::{Entity, EntityType, Predicate, Statement, Tie, fold_name};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What joins two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// One organization belongs to another, or somebody to a body.
    Affiliation,
    /// A person leads or works for an organization.
    Post,
    /// An organization runs or issued something.
    Runs,
    /// An actor is for or against something.
    Stance,
    /// An actor says something; the edge ends at the proposition.
    Claim,
    /// A proposition speaks of something.
    About,
}

impl Link {
    /// The link that a predicate makes.
    #[must_use]
    pub fn of(predicate: Predicate) -> Self {
        match predicate {
            Predicate::MemberOf | Predicate::AffiliatedWith | Predicate::PartOf => Self::Affiliation,
            Predicate::Leads | Predicate::HoldsPost => Self::Post,
            Predicate::Administers => Self::Runs,
            Predicate::Supports | Predicate::Opposes => Self::Stance,
            Predicate::Asserts | Predicate::Denies | Predicate::Questions => Self::Claim,
        }
    }
}

/// An edge: what it is, and the statement that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) link: Link,
    pub(crate) statement: usize,
}

/// A network of actors, targets and propositions in which every edge carries its statement.
///
/// Statements are kept in an order that depends on what they say, not on the order in which they came, so that
/// everything derived from the graph is the same for the same statements.
#[derive(Debug, Clone)]
pub struct StanceGraph {
    statements: Vec<Statement>,
    pub(crate) graph: DiGraph<Entity, Edge>,
    nodes: BTreeMap<String, NodeIndex>,
}

impl StanceGraph {
    /// Builds the graph: `O(n log n)` for `n` statements. Statements of one address count once.
    #[must_use]
    pub fn from_statements(statements: &[Statement]) -> Self {
        let mut statements = statements.to_vec();
        statements.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        let mut seen = BTreeSet::new();
        statements.retain(|statement| seen.insert(statement.id.clone()));
        let (graph, nodes) = (DiGraph::new(), BTreeMap::new());
        let mut network = Self { statements, graph, nodes };
        for at in 0..network.statements.len() {
            network.add(at);
        }
        network
    }

    fn add(&mut self, at: usize) {
        let statement = &self.statements[at];
        let (subject, object) = (statement.subject.clone(), statement.object.clone());
        let (addressee, sources) = (statement.addressee.clone(), statement.attributed_to.clone());
        let link = Link::of(statement.predicate);
        let (from, to) = (self.node(&subject), self.node(&object));
        self.graph.add_edge(from, to, Edge { link, statement: at });
        for target in &object.about {
            let about = self.node(target);
            self.graph.add_edge(to, about, Edge { link: Link::About, statement: at });
        }
        for other in addressee.iter().chain(&sources) {
            self.node(other);
        }
    }

    /// The entity's node; one entity's names, gathered from all its statements.
    fn node(&mut self, entity: &Entity) -> NodeIndex {
        if let Some(&node) = self.nodes.get(&entity.id) {
            let known = &mut self.graph[node];
            for name in entity.names() {
                if name != known.label && !known.aliases.iter().any(|alias| alias == name) {
                    known.aliases.push(name.to_owned());
                    known.aliases.sort();
                }
            }
            return node;
        }
        let node = self.graph.add_node(entity.clone());
        self.nodes.insert(entity.id.clone(), node);
        node
    }

    /// Every statement, in the graph's own order.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The entity of this address, under all its names.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.nodes.get(id).map(|&node| &self.graph[node])
    }

    /// Every entity, by address.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.nodes.values().map(|&node| &self.graph[node])
    }

    /// Entities of this address, or of this name in any case and with or without article, propositions left out.
    #[must_use]
    pub fn find_entity(&self, name: &str) -> Vec<&Entity> {
        let folded = fold_name(name);
        self.entities()
            .filter(|entity| entity.kind != EntityType::Proposition)
            .filter(|entity| entity.id == name || entity.names().any(|known| fold_name(known) == folded))
            .collect()
    }

    /// The shortest chain of relations between two entities, whichever way each points; absent where there is none.
    ///
    /// Breadth first, `O(nodes + edges)`.
    #[must_use]
    pub fn connection(&self, from: &str, to: &str) -> Option<Vec<Tie>> {
        let (&start, &goal) = (self.nodes.get(from)?, self.nodes.get(to)?);
        let mut came: BTreeMap<NodeIndex, Option<(NodeIndex, usize)>> = BTreeMap::from([(start, None)]);
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            if at == goal {
                break;
            }
            let ways = [Direction::Outgoing, Direction::Incoming];
            let mut steps: Vec<_> = ways
                .into_iter()
                .flat_map(|way| self.graph.edges_directed(at, way))
                .filter(|edge| matches!(edge.weight().link, Link::Affiliation | Link::Post | Link::Runs))
                .map(|edge| {
                    let next = if edge.source() == at { edge.target() } else { edge.source() };
                    (edge.weight().statement, next)
                })
                .collect();
            steps.sort_unstable();
            for (statement, next) in steps {
                came.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    Some((at, statement))
                });
            }
        }
        let mut path = Vec::new();
        let mut at = goal;
        while let Some((before, statement)) = *came.get(&at)? {
            path.push(self.tie(statement));
            at = before;
        }
        path.reverse();
        Some(path)
    }

    /// Whether the two are one, or a relation joins them.
    pub(crate) fn speak_as_one(&self, one: NodeIndex, other: NodeIndex) -> bool {
        let joined = |from, to| {
            let mut edges = self.graph.edges_connecting(from, to);
            edges.any(|edge| matches!(edge.weight().link, Link::Affiliation | Link::Post))
        };
        one == other || joined(one, other) || joined(other, one)
    }

    pub(crate) fn index_of(&self, id: &str) -> Option<NodeIndex> {
        self.nodes.get(id).copied()
    }

    pub(crate) fn tie(&self, statement: usize) -> Tie {
        let said = &self.statements[statement];
        let named = |entity: &Entity| self.entity(&entity.id).unwrap_or(entity).clone();
        Tie {
            from: named(&said.subject),
            predicate: said.predicate,
            to: named(&said.object),
            statement: said.id.clone(),
        }
    }
}

/// What a statement says, before where it is kept: addresses come last, so that renaming them reorders nothing
/// but what is otherwise equal.
fn sort_key(s: &Statement) -> (&str, usize, usize, Predicate, &str, &str, &str) {
    (&s.document, s.span.start, s.span.end, s.predicate, &s.subject.label, &s.object.label, &s.id)
}
