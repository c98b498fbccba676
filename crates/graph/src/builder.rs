//! From statements to a graph, document by document.

use crate::{
    StanceGraph,
    batch::{Batch, Ready, Words},
    network::{Link, Proposition},
    row::{Numbers, Object, Others, Row},
    said::Said,
    stems::{Stem, Stems, set},
    targets::{Targets, proper_stems},
    texts::{Pool, Texts},
    ties::is_former,
};
use petgraph::graph::{DiGraph, NodeIndex};
use rayon::prelude::*;
use standpoint_model::{Description, Entity, Identity, Kind, Statement};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// Takes in documents one after the other, in any order, and keeps of each what the graph needs.
///
/// Entities are seen through an [`Identity`]: one address, one label and all names for each. What is kept of a
/// statement is some 100 bytes and its own texts, so a million statements fit into a few hundred megabytes.
#[derive(Debug, Default)]
pub struct GraphBuilder {
    identity: Identity,
    /// By each address that stands for an entity, merged ones among them.
    numbers: HashMap<String, u32>,
    entities: Vec<Description>,
    propositions: Vec<Proposition>,
    known: HashMap<Box<str>, u32>,
    rows: Vec<Row>,
    others: Vec<Others>,
    texts: Texts,
    pool: Pool,
    stems: Option<Stems>,
    said: Vec<Said>,
    /// Stems of the quotes of ascribed stances, by statement as it came.
    ascribed: HashMap<u32, Box<[Stem]>>,
    /// Narrower and broader.
    broader: Vec<(String, String)>,
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl GraphBuilder {
    /// A builder that sees entities through `identity`.
    #[must_use]
    pub fn new(identity: Identity) -> Self {
        Self { identity, ..Self::default() }
    }

    /// Says that one topic is part of another (`skos:broader`), both by their addresses. Whoever is against the part
    /// is to some extent against the whole.
    pub fn add_broader(&mut self, narrower: &str, broader: &str) {
        self.broader.push((narrower.to_owned(), broader.to_owned()));
    }

    /// Takes in the statements of a document. Linear in their number and length.
    pub fn add(&mut self, batch: Batch) {
        for ready in batch.ready {
            self.take(ready);
        }
    }

    fn take(&mut self, ready: Ready) {
        let Ready { statement, tells_order, words } = ready;
        let at = number(self.rows.len());
        let subject = self.node(&statement.subject);
        let object = if statement.kind() == Kind::Claim {
            self.proposition(&statement.object, &words)
        } else {
            Object::Entity(self.node(&statement.object))
        };
        if let Words::Ascribed(stems) = words {
            let numbers = self.stems.get_or_insert_with(Stems::new);
            let stems = set(stems.iter().map(|stem| numbers.number(stem)).collect());
            self.ascribed.insert(at, stems);
        }
        let numbers = Numbers {
            id: self.texts.keep(&statement.id),
            quote: self.texts.keep(&statement.quote),
            document: self.pool.number(&statement.document),
            subject,
            object,
            role: statement.role.as_deref().map_or(0, |role| self.pool.number(role) + 1),
            method: self.pool.number(&statement.method),
            others: self.others(&statement),
            tells_order,
            former: is_former(&statement),
        };
        self.rows.push(Row::new(&statement, numbers));
    }

    fn others(&mut self, statement: &Statement) -> u32 {
        if statement.addressee.is_none() && statement.attributed_to.is_empty() {
            return 0;
        }
        let addressee = statement.addressee.as_ref().map(|entity| self.node(entity));
        let sources = statement.attributed_to.iter().map(|entity| self.node(entity)).collect();
        self.others.push(Others { addressee, sources });
        number(self.others.len())
    }

    fn node(&mut self, entity: &Entity) -> NodeIndex {
        let known = self.numbers.get(&entity.id).copied();
        let at = known.unwrap_or_else(|| {
            let end = self.identity.of(&entity.id).to_owned();
            let at = self.numbers.get(&end).copied().unwrap_or_else(|| {
                self.entities.push(Description::new(entity, &end));
                number(self.entities.len() - 1)
            });
            self.numbers.insert(entity.id.clone(), at);
            self.numbers.insert(end, at);
            at
        });
        if let Some(description) = self.entities.get_mut(at as usize) {
            description.learn(entity);
        }
        NodeIndex::new(at as usize)
    }

    fn proposition(&mut self, entity: &Entity, words: &Words) -> Object {
        let at = match self.known.get(entity.id.as_str()) {
            Some(&at) => at,
            None => {
                let about = entity.about.iter().map(|about| self.node(about)).collect();
                self.propositions.push(Proposition {
                    id: self.texts.keep(&entity.id),
                    label: self.texts.keep(&entity.label),
                    kind: entity.kind,
                    aliases: entity.aliases.iter().map(|alias| alias.as_str().into()).collect(),
                    about,
                    said: 0,
                });
                let at = number(self.propositions.len() - 1);
                self.known.insert(entity.id.as_str().into(), at);
                at
            }
        };
        if let (Words::Claim(reading), Some(known)) = (words, self.propositions.get_mut(at as usize))
            && known.said == 0
        {
            let stems = self.stems.get_or_insert_with(Stems::new);
            // The names wait for the end: until then not all are known.
            self.said.push(Said::new(reading, Arc::default(), stems));
            known.said = number(self.said.len());
        }
        Object::Proposition(at)
    }

    /// The graph of all that was taken in: `O(n log n)` for `n` statements.
    #[must_use]
    pub fn finish(mut self) -> StanceGraph {
        self.known = HashMap::new();
        let order = self.order();
        let entities: Vec<Entity> = self.entities.into_iter().map(Description::into_entity).collect();
        // Nodes are numbered by where the statements first name them, so that numbers do not tell in what order
        // documents came.
        let mut renumber = Renumber { new: vec![None; entities.len()], old: Vec::new() };
        let mut rows = Vec::with_capacity(order.len());
        let mut ascribed = BTreeMap::new();
        for &from in &order {
            let Some(row) = self.rows.get(from as usize) else { continue };
            let mut row = row.clone();
            row.subject = renumber.node(row.subject);
            match &mut row.object {
                Object::Entity(node) => *node = renumber.node(*node),
                Object::Proposition(at) => {
                    if let Some(said) = self.propositions.get(*at as usize) {
                        said.about.iter().for_each(|&node| {
                            renumber.node(node);
                        });
                    }
                }
            }
            if let Some(others) = self.others.get((row.others as usize).wrapping_sub(1)) {
                others.addressee.iter().chain(&others.sources).for_each(|&node| {
                    renumber.node(node);
                });
            }
            if let Some(stems) = self.ascribed.remove(&from) {
                ascribed.insert(number(rows.len()), stems);
            }
            rows.push(row);
        }
        drop(std::mem::take(&mut self.rows));
        for proposition in &mut self.propositions {
            let mut about: Vec<NodeIndex> =
                proposition.about.iter().map(|&node| renumber.node(node)).collect();
            // A set, in the order of addresses, as everywhere.
            about.sort_by_key(|&node| renumber.entity(node, &entities).map(|entity| entity.id.as_str()));
            about.dedup();
            proposition.about = about.into();
        }
        for others in &mut self.others {
            others.addressee = others.addressee.map(|node| renumber.node(node));
            others.sources = others.sources.iter().map(|&node| renumber.node(node)).collect();
        }
        let numbers = std::mem::take(&mut self.numbers);
        let numbered: Vec<(String, NodeIndex)> =
            numbers.into_iter().map(|(id, at)| (id, renumber.node(NodeIndex::new(at as usize)))).collect();
        let Renumber { old, .. } = renumber;
        let relations = rows.iter().filter(|row| row.predicate.kind() == Kind::Relation).count();
        let mut graph = DiGraph::with_capacity(entities.len(), relations);
        let mut entities: Vec<Option<Entity>> = entities.into_iter().map(Some).collect();
        for at in old {
            if let Some(entity) = entities.get_mut(at).and_then(Option::take) {
                graph.add_node(entity);
            }
        }
        let nodes = numbered.into_iter().collect();
        for (at, row) in rows.iter().enumerate() {
            let relation = matches!(Link::of(row.predicate), Link::Affiliation | Link::Post | Link::Runs);
            if let Some(node) = row.node().filter(|_| relation) {
                graph.add_edge(row.subject, node, number(at));
            }
        }
        let mut network = StanceGraph {
            rows,
            graph,
            nodes,
            propositions: self.propositions,
            others: self.others,
            texts: self.texts,
            pool: self.pool,
            stems: self.stems.unwrap_or_else(Stems::new),
            said: self.said,
            ascribed,
            targets: Targets::default(),
        };
        name_claims(&mut network);
        network.targets = Targets::of(&network, &self.broader);
        network
    }

    /// The rows in the order of what they say, each address once.
    ///
    /// What a statement says comes before where it is kept: addresses come last, so that renaming them reorders nothing
    /// but what is otherwise equal.
    fn order(&self) -> Vec<u32> {
        let ranks = self.pool.ranks();
        let label = |row: &Row| match row.object {
            Object::Entity(node) => {
                self.entities.get(node.index()).map_or("", |known| known.entity().label.as_str())
            }
            Object::Proposition(at) => {
                self.propositions.get(at as usize).map_or("", |known| self.texts.get(known.label))
            }
        };
        let who = |row: &Row| {
            self.entities.get(row.subject.index()).map_or("", |known| known.entity().label.as_str())
        };
        let rank = |row: &Row| ranks.get(row.document as usize).copied();
        let mut order: Vec<u32> = (0..number(self.rows.len())).collect();
        order.par_sort_unstable_by(|&a, &b| {
            let (one, other) = (&self.rows[a as usize], &self.rows[b as usize]);
            let key = |row: &Row| (rank(row), row.place(), row.predicate);
            key(one)
                .cmp(&key(other))
                .then_with(|| (who(one), label(one)).cmp(&(who(other), label(other))))
                .then_with(|| self.texts.get(one.id).cmp(self.texts.get(other.id)))
                .then(a.cmp(&b))
        });
        let mut seen = HashSet::with_capacity(order.len());
        order.retain(|&at| seen.insert(self.texts.get(self.rows[at as usize].id)));
        order
    }
}

/// New numbers for old ones, given as they are asked for.
struct Renumber {
    new: Vec<Option<u32>>,
    old: Vec<usize>,
}

impl Renumber {
    fn node(&mut self, old: NodeIndex) -> NodeIndex {
        let Some(new) = self.new.get_mut(old.index()) else { return old };
        let given = *new.get_or_insert_with(|| {
            self.old.push(old.index());
            number(self.old.len() - 1)
        });
        NodeIndex::new(given as usize)
    }

    fn entity<'e>(&self, new: NodeIndex, entities: &'e [Entity]) -> Option<&'e Entity> {
        entities.get(*self.old.get(new.index())?)
    }
}

/// Gives every claim the proper names of what it speaks of.
fn name_claims(network: &mut StanceGraph) {
    let mut of_node: HashMap<NodeIndex, Vec<Stem>> = HashMap::new();
    let mut of_claim: HashMap<Vec<Stem>, Arc<[Stem]>> = HashMap::new();
    for proposition in &network.propositions {
        let Some(at) = (proposition.said as usize).checked_sub(1) else { continue };
        let mut all = Vec::new();
        for &node in &proposition.about {
            all.extend_from_slice(of_node.entry(node).or_insert_with(|| {
                let stems = proper_stems(&network.graph[node]);
                stems.iter().map(|stem| network.stems.number(stem)).collect()
            }));
        }
        let names = set(all).into_vec();
        let names = of_claim.entry(names).or_insert_with_key(|names| names.as_slice().into());
        if let Some(said) = network.said.get_mut(at) {
            said.names = Arc::clone(names);
        }
    }
}
