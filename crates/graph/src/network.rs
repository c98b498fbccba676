//! Actors, targets and propositions, tied by what documents say of them.

use crate::{
    row::{Object, Others, Row},
    said::Said,
    stems::{Stem, Stems},
    targets::Targets,
    texts::{Place, Pool, Texts},
};
use petgraph::{
    Direction,
    graph::{DiGraph, NodeIndex},
    visit::EdgeRef,
};
use standpoint_model::{Entity, EntityType, PartialDate, Predicate, Statement, Tie, fold_name};
use std::collections::{BTreeMap, HashMap, VecDeque};

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

/// What a claim claims.
#[derive(Debug, Clone)]
pub(crate) struct Proposition {
    pub(crate) id: Place,
    pub(crate) label: Place,
    pub(crate) kind: EntityType,
    pub(crate) aliases: Box<[Box<str>]>,
    pub(crate) about: Box<[NodeIndex]>,
    /// Number in `StanceGraph::said`, plus one; zero where its words are not looked at.
    pub(crate) said: u32,
}

/// A network of actors and targets in which every relation carries its statement, and all that they say.
///
/// Statements are kept in an order that depends on what they say, not on the order in which they came, so that
/// everything derived from the graph is the same for the same statements. Made by [`crate::GraphBuilder`] or
/// [`StanceGraph::from_statements`]; a statement takes some 100 bytes and its own texts.
#[derive(Debug, Clone)]
pub struct StanceGraph {
    pub(crate) rows: Vec<Row>,
    /// Entities, tied by relations; an edge carries the number of its statement.
    pub(crate) graph: DiGraph<Entity, u32>,
    pub(crate) nodes: HashMap<String, NodeIndex>,
    pub(crate) propositions: Vec<Proposition>,
    pub(crate) others: Vec<Others>,
    pub(crate) texts: Texts,
    /// Names of documents, titles of roles, names of methods.
    pub(crate) pool: Pool,
    pub(crate) stems: Stems,
    pub(crate) said: Vec<Said>,
    /// Stems of the quotes of ascribed stances, by statement.
    pub(crate) ascribed: BTreeMap<u32, Box<[Stem]>>,
    pub(crate) targets: Targets,
}

impl StanceGraph {
    /// Builds the graph: `O(n log n)` for `n` statements. Statements of one address count once.
    #[must_use]
    pub fn from_statements(statements: &[Statement]) -> Self {
        let mut builder = crate::GraphBuilder::default();
        builder.add(crate::Batch::new("", statements.iter().cloned()));
        builder.finish()
    }

    /// How many statements there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no statement.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every statement, in the graph's own order, each made when it is asked for.
    pub fn statements(&self) -> impl ExactSizeIterator<Item = Statement> + '_ {
        self.rows.iter().map(|row| self.spelled(row))
    }

    /// The entity of this address, under all its names.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.nodes.get(id).map(|&node| &self.graph[node])
    }

    /// Every entity but propositions, by address.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        let mut all: Vec<&Entity> = self.graph.node_weights().collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all.into_iter()
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

    /// The newest date of any statement.
    #[must_use]
    pub fn newest(&self) -> Option<PartialDate> {
        self.rows.iter().filter_map(|row| row.date).max_by_key(|date| date.latest())
    }

    /// The shortest chain of relations between two entities, whichever way each points; absent where there is none.
    ///
    /// Breadth first, `O(nodes + edges)`.
    #[must_use]
    pub fn connection(&self, from: &str, to: &str) -> Option<Vec<Tie>> {
        let (&start, &goal) = (self.nodes.get(from)?, self.nodes.get(to)?);
        let mut came: BTreeMap<NodeIndex, Option<(NodeIndex, u32)>> = BTreeMap::from([(start, None)]);
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            if at == goal {
                break;
            }
            let ways = [Direction::Outgoing, Direction::Incoming];
            let mut steps: Vec<_> = ways
                .into_iter()
                .flat_map(|way| self.graph.edges_directed(at, way))
                .map(|edge| {
                    let next = if edge.source() == at { edge.target() } else { edge.source() };
                    (*edge.weight(), next)
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
            edges.any(|edge| {
                let link = Link::of(self.row(*edge.weight()).predicate);
                matches!(link, Link::Affiliation | Link::Post)
            })
        };
        one == other || joined(one, other) || joined(other, one)
    }

    pub(crate) fn row(&self, statement: u32) -> &Row {
        &self.rows[statement as usize]
    }

    /// What the claim of this row says; none where it is no claim, or a question.
    pub(crate) fn said(&self, row: &Row) -> Option<(&Proposition, &Said)> {
        let Object::Proposition(at) = row.object else { return None };
        let proposition = self.propositions.get(at as usize)?;
        Some((proposition, self.said.get((proposition.said as usize).checked_sub(1)?)?))
    }

    pub(crate) fn others(&self, row: &Row) -> Option<&Others> {
        self.others.get((row.others as usize).checked_sub(1)?)
    }

    pub(crate) fn id(&self, row: &Row) -> &str {
        self.texts.get(row.id)
    }

    pub(crate) fn tie(&self, statement: u32) -> Tie {
        let row = self.row(statement);
        Tie {
            from: self.graph[row.subject].clone(),
            predicate: row.predicate,
            to: self.object(row),
            statement: self.id(row).to_owned(),
        }
    }

    fn object(&self, row: &Row) -> Entity {
        match row.object {
            Object::Entity(node) => self.graph[node].clone(),
            Object::Proposition(at) => {
                let Some(said) = self.propositions.get(at as usize) else {
                    return Entity::named(EntityType::Proposition, "");
                };
                Entity {
                    id: self.texts.get(said.id).to_owned(),
                    label: self.texts.get(said.label).to_owned(),
                    kind: said.kind,
                    aliases: said.aliases.iter().map(|alias| alias.to_string()).collect(),
                    about: said.about.iter().map(|&node| self.graph[node].clone()).collect(),
                }
            }
        }
    }

    /// The statement of a row, in full.
    pub(crate) fn spelled(&self, row: &Row) -> Statement {
        let (span, evidence) = row.spans();
        let others = self.others(row);
        let named = |node: &NodeIndex| self.graph[*node].clone();
        Statement {
            id: self.id(row).to_owned(),
            document: self.pool.get(row.document).to_owned(),
            subject: named(&row.subject),
            predicate: row.predicate,
            object: self.object(row),
            role: row.role.checked_sub(1).map(|number| self.pool.get(number).to_owned()),
            act: row.act,
            addressee: others.and_then(|others| others.addressee.as_ref()).map(named),
            attributed_to: others.map_or_else(Vec::new, |others| others.sources.iter().map(named).collect()),
            date: row.date,
            confidence: row.confidence(),
            span,
            quote: self.texts.get(row.quote).to_owned(),
            evidence,
            method: self.pool.get(row.method).to_owned(),
        }
    }
}
