//! All addresses of a corpus, and what of them belongs together.

use super::{DECIDED, LAYERS, compatible, fullness, groups::Groups, near};
use crate::names::{Gender, person_gender, person_name};
use standpoint_model::{Entity, EntityType, Merge};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, VecDeque},
};

/// One address, with all that any document calls it.
struct Node<'a> {
    id: &'a str,
    kind: EntityType,
    /// The fullest label.
    label: &'a str,
    names: BTreeSet<&'a str>,
    /// Documents that it is in, by their rank among all names of documents.
    documents: BTreeSet<usize>,
}

/// What stands for one thing as far as is known: a group of nodes.
pub(super) struct Unit<'a> {
    /// The node with the fullest label.
    pub(super) node: usize,
    pub(super) id: &'a str,
    pub(super) kind: EntityType,
    pub(super) label: &'a str,
    pub(super) names: BTreeSet<&'a str>,
    /// Fullest label of each of its nodes.
    pub(super) labels: BTreeMap<&'a str, usize>,
    pub(super) documents: BTreeSet<usize>,
}

/// A join that was made: two nodes, and why.
struct Edge {
    nodes: [usize; 2],
    layer: &'static str,
    text: String,
}

/// What is known of the bearer of a person's names: a second given name or gender is another person.
#[derive(Clone, Default)]
struct Persona<'a> {
    given: Option<&'a str>,
    gender: Option<Gender>,
}

/// All addresses of a corpus and what of them belongs together.
pub(super) struct Corpus<'a> {
    /// Sorted by address.
    nodes: Vec<Node<'a>>,
    groups: Groups,
    /// By root.
    personas: Vec<Persona<'a>>,
    /// They make a forest: one tree a group.
    edges: Vec<Edge>,
    ties: Vec<(usize, usize)>,
    documents: usize,
}

impl<'a> Corpus<'a> {
    pub(super) fn gather(
        mentions: impl IntoIterator<Item = (&'a str, &'a Entity)>,
        ties: impl IntoIterator<Item = (&'a str, &'a str)>,
        apart: &[(String, String)],
    ) -> Self {
        // Each proposition is itself alone: what one document says at one place.
        let mentions: Vec<(&str, &Entity)> =
            mentions.into_iter().filter(|(_, entity)| entity.kind != EntityType::Proposition).collect();
        let names: BTreeSet<&str> = mentions.iter().map(|(document, _)| *document).collect();
        let rank: BTreeMap<&str, usize> =
            names.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
        let mut nodes: BTreeMap<&str, Node<'a>> = BTreeMap::new();
        for (document, entity) in mentions {
            let node = nodes.entry(&entity.id).or_insert_with(|| Node {
                id: &entity.id,
                kind: entity.kind,
                label: &entity.label,
                names: BTreeSet::new(),
                documents: BTreeSet::new(),
            });
            // Rows from elsewhere may disagree on the type; the first in order counts.
            node.kind = node.kind.min(entity.kind);
            if fullness(entity.kind, &entity.label) < fullness(node.kind, node.label) {
                node.label = &entity.label;
            }
            node.names.extend(entity.names());
            node.documents.extend(rank.get(document));
        }
        let nodes: Vec<Node<'a>> = nodes.into_values().collect();
        let at = |id: &str| nodes.binary_search_by_key(&id, |node| node.id).ok();
        let pair = |(a, b): (&str, &str)| at(a).zip(at(b));
        let ties: BTreeSet<(usize, usize)> = ties.into_iter().filter_map(pair).collect();
        let mut groups = Groups::new(nodes.len());
        for (a, b) in apart.iter().filter_map(|(a, b)| pair((a, b))) {
            groups.keep_apart(a, b);
        }
        let personas = nodes.iter().map(Persona::of).collect();
        let ties = ties.into_iter().collect();
        Self { groups, nodes, personas, edges: Vec::new(), ties, documents: rank.len() }
    }

    /// How many documents there are.
    pub(super) fn documents(&self) -> usize {
        self.documents
    }

    /// What stands for one thing, in the order of addresses, and to which of them each node belongs.
    pub(super) fn units(&mut self) -> (Vec<Unit<'a>>, Vec<usize>) {
        let mut by_root: BTreeMap<usize, Unit<'a>> = BTreeMap::new();
        let roots: Vec<usize> = (0..self.nodes.len()).map(|at| self.groups.root(at)).collect();
        for (at, node) in self.nodes.iter().enumerate() {
            let unit = by_root.entry(roots[at]).or_insert_with(|| Unit {
                node: at,
                id: node.id,
                kind: node.kind,
                label: node.label,
                names: BTreeSet::new(),
                labels: BTreeMap::new(),
                documents: BTreeSet::new(),
            });
            if self.rank(at) < self.rank(unit.node) {
                (unit.node, unit.id, unit.kind, unit.label) = (at, node.id, node.kind, node.label);
            }
            unit.names.extend(&node.names);
            unit.labels.entry(node.label).or_insert(at);
            unit.documents.extend(&node.documents);
        }
        let mut units: Vec<(usize, Unit<'a>)> = by_root.into_iter().collect();
        units.sort_by_key(|(_, unit)| unit.node);
        let place: BTreeMap<usize, usize> =
            units.iter().enumerate().map(|(place, (root, _))| (*root, place)).collect();
        let member = roots.iter().filter_map(|root| place.get(root).copied()).collect();
        (units.into_iter().map(|(_, unit)| unit).collect(), member)
    }

    /// Pairs of nodes that relations connect.
    pub(super) fn ties(&self) -> &[(usize, usize)] {
        &self.ties
    }

    /// Whether two nodes are one.
    pub(super) fn is_one(&mut self, a: usize, b: usize) -> bool {
        self.groups.root(a) == self.groups.root(b)
    }

    /// Whether two nodes are one, or may never be.
    pub(super) fn settled(&mut self, a: usize, b: usize) -> bool {
        self.groups.root(a) == self.groups.root(b) || !self.may_join(a, b)
    }

    /// Puts two nodes together, where their types and what is known of their bearers go together; whether they were
    /// apart.
    pub(super) fn join(
        &mut self,
        a: usize,
        b: usize,
        layer: &'static str,
        text: impl Fn() -> String,
    ) -> bool {
        if !self.may_join(a, b) {
            return false;
        }
        let (of_a, of_b) = (self.groups.root(a), self.groups.root(b));
        if !self.groups.join(a, b) {
            return false;
        }
        let root = self.groups.root(a);
        self.personas[root] = self.personas[of_a].with(&self.personas[of_b]);
        self.edges.push(Edge { nodes: [a, b], layer, text: text() });
        true
    }

    /// Puts two addresses together because people said so; one that is not in the corpus is passed over.
    pub(super) fn decide(&mut self, one: &str, other: &str) {
        let at = |id: &str| self.nodes.binary_search_by_key(&id, |node| node.id).ok();
        let Some((a, b)) = at(one).zip(at(other)) else { return };
        if compatible(self.nodes[a].kind, self.nodes[b].kind) {
            let (of_a, of_b) = (self.groups.root(a), self.groups.root(b));
            if self.groups.join(a, b) {
                let root = self.groups.root(a);
                self.personas[root] = self.personas[of_a].with(&self.personas[of_b]);
                let text = format!(
                    "{:?} and {:?} are one, people decided",
                    self.nodes[a].label, self.nodes[b].label
                );
                self.edges.push(Edge { nodes: [a, b], layer: DECIDED, text });
            }
        }
    }

    fn may_join(&mut self, a: usize, b: usize) -> bool {
        let (of_a, of_b) = (self.groups.root(a), self.groups.root(b));
        compatible(self.nodes[a].kind, self.nodes[b].kind)
            && self.personas[of_a].goes_with(&self.personas[of_b])
            && !self.groups.are_apart(a, b)
    }

    /// Which of several names stands for all: the fullest; what is called a policy anywhere is so for a word that says
    /// it, while other types are a guess from its looks.
    fn rank(&self, at: usize) -> impl Ord + use<'a> {
        let node = &self.nodes[at];
        let guessed = node.kind != EntityType::Policy;
        (fullness(node.kind, node.label), guessed, Reverse(node.documents.len()), node.kind, node.id)
    }

    /// Each node that gives way, to which, and why: the joins on the way from one to the other.
    pub(super) fn merges(mut self) -> Vec<Merge> {
        let mut beside: BTreeMap<usize, Vec<(usize, &Edge)>> = BTreeMap::new();
        for edge in &self.edges {
            let [a, b] = edge.nodes;
            beside.entry(a).or_default().push((b, edge));
            beside.entry(b).or_default().push((a, edge));
        }
        let mut heads: BTreeMap<usize, usize> = BTreeMap::new();
        for at in beside.keys().copied() {
            let root = self.groups.root(at);
            heads.entry(root).or_insert(at);
        }
        for at in beside.keys().copied() {
            let root = self.groups.root(at);
            if let Some(head) = heads.get(&root).copied()
                && self.rank(at) < self.rank(head)
            {
                heads.insert(root, at);
            }
        }
        let mut merges = Vec::new();
        for head in heads.into_values() {
            let mut reached = BTreeSet::from([head]);
            let mut ways: VecDeque<(usize, Vec<&Edge>)> = [(head, Vec::new())].into();
            while let Some((at, way)) = ways.pop_front() {
                if !way.is_empty() {
                    merges.push(self.merge(at, head, &way));
                }
                for (next, edge) in beside.get(&at).into_iter().flatten() {
                    if reached.insert(*next) {
                        let mut longer = vec![*edge];
                        longer.extend(&way);
                        ways.push_back((*next, longer));
                    }
                }
            }
        }
        merges.sort();
        merges
    }

    fn merge(&self, from: usize, into: usize, way: &[&Edge]) -> Merge {
        let sureness = |edge: &&&Edge| LAYERS.iter().position(|layer| *layer == edge.layer);
        let weakest = way.iter().max_by_key(sureness).map_or(DECIDED, |edge| edge.layer);
        let texts: Vec<&str> = way.iter().map(|edge| edge.text.as_str()).collect();
        Merge {
            from: self.nodes[from].id.to_owned(),
            into: self.nodes[into].id.to_owned(),
            reason: texts.join("; "),
            layer: weakest.to_owned(),
        }
    }
}

impl<'a> Persona<'a> {
    fn of(node: &Node<'a>) -> Self {
        if node.kind != EntityType::Person {
            return Self::default();
        }
        let given = person_name(node.label).and_then(|name| name.given);
        Self { given, gender: person_gender(node.label) }
    }

    fn goes_with(&self, other: &Self) -> bool {
        let names = self.given.zip(other.given).is_none_or(|(a, b)| near::given_names(a, b));
        // Two given names that go together outweigh a gender told wrongly.
        let genders = self.gender.zip(other.gender).is_none_or(|(a, b)| a == b);
        names && (genders || self.given.is_some() && other.given.is_some())
    }

    fn with(&self, other: &Self) -> Self {
        let longer = |a: &'a str, b: &'a str| if (a.len(), b) >= (b.len(), a) { a } else { b };
        let given = match (self.given, other.given) {
            (Some(a), Some(b)) => Some(longer(a, b)),
            (a, b) => a.or(b),
        };
        Self { given, gender: self.gender.or(other.gender) }
    }
}
