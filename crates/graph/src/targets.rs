//! Targets under several names and addresses, brought together.

use crate::{
    lexicon::{Strength, lexicon},
    network::StanceGraph,
    parts::Parts,
    row::Object,
    words::{jaccard, stems},
};
use petgraph::graph::NodeIndex;
use standpoint_model::{Entity, Kind, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// Number of a group of targets that are one matter.
pub(crate) type Matter = usize;

/// A matter, and an entity that is it.
pub(crate) type Bearer = (Matter, NodeIndex);

/// How a target bears on a matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bearing {
    pub(crate) matter: Matter,
    /// Whether being for the target is being against the matter ("the repeal of X").
    pub(crate) against: bool,
    /// How surely the two are one matter, 0 to 1.
    pub(crate) likeness: f64,
    pub(crate) via: Via,
}

/// By which way a target bears on a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Via {
    /// The target is the matter.
    Own,
    /// The target is something done with the matter ("the repeal of X").
    Turned,
    /// The target is a part of the matter (`skos:broader`). Two parts of one whole are two things.
    Part,
}

/// Least share of words that two names of one matter have in common.
const LIKE: f64 = 0.6;
/// Likeness of names that share most words, not all.
const LOOSE: f64 = 0.9;
/// Likeness of "the repeal of X" with X, turned round; of "the reform of X".
const TURNED: [(Strength, f64); 2] = [(Strength::Strong, 0.9), (Strength::Weak, 0.7)];

/// Which matter each target belongs to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Targets {
    bearings: BTreeMap<NodeIndex, Vec<Bearing>>,
    matters: usize,
}

/// Entities that share a name, before matters are formed.
struct Group {
    nodes: Vec<NodeIndex>,
    names: BTreeSet<String>,
    uses: usize,
}

impl Targets {
    /// Groups all stance targets and all that claims speak of.
    ///
    /// Names are compared through an index of their rarest words, so that the cost is near-linear in the number of
    /// names; an actor answers to its address alone. `broader` lists addresses: narrower, broader.
    pub(crate) fn of(network: &StanceGraph, broader: &[(String, String)]) -> Self {
        let groups = grouped(network);
        let mut shaper = Shaper::over(&groups);
        let mut bearings: BTreeMap<NodeIndex, Vec<Bearing>> = BTreeMap::new();
        for group in &groups {
            let matter = shaper.place(group);
            for &node in &group.nodes {
                bearings.entry(node).or_default().push(matter);
            }
        }
        for group in &groups {
            for &node in &group.nodes {
                let Some(own) = bearings.get(&node).and_then(|known| known.first().copied()) else {
                    continue;
                };
                let core = shaper.core(&network.graph[node]).filter(|core| core.matter != own.matter);
                bearings.entry(node).or_default().extend(core);
            }
        }
        let matters = shaper.shapes.len();
        let parts = Parts::of(network, broader, |node| Some(bearings.get(&node)?.first()?.matter));
        for known in bearings.values_mut() {
            let wholes = known.first().map(|own| parts.wholes(own.matter)).unwrap_or_default();
            known.extend(wholes.iter().map(|&(matter, likeness)| Bearing {
                matter,
                against: false,
                likeness,
                via: Via::Part,
            }));
        }
        Self { bearings, matters }
    }

    /// How many matters there are; they are numbered from 0.
    pub(crate) fn len(&self) -> usize {
        self.matters
    }

    /// The matters of a list of entities, sorted, each with the first entity that is it.
    pub(crate) fn bearers(&self, about: &[NodeIndex]) -> Vec<Bearer> {
        let own = |&node: &NodeIndex| self.own(node).map(|matter| (matter, node));
        let mut bearers: Vec<Bearer> = about.iter().filter_map(own).collect();
        bearers.sort_by_key(|(matter, _)| *matter);
        bearers.dedup_by_key(|(matter, _)| *matter);
        bearers
    }

    /// The matter that a target is.
    pub(crate) fn own(&self, target: NodeIndex) -> Option<Matter> {
        self.bearings(target).first().map(|bearing| bearing.matter)
    }

    /// The matters on which a target bears, its own first.
    pub(crate) fn bearings(&self, target: NodeIndex) -> &[Bearing] {
        self.bearings.get(&target).map_or(&[], Vec::as_slice)
    }
}

/// Entities that share a full name, by use and name.
fn grouped(network: &StanceGraph) -> Vec<Group> {
    let mut uses: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for row in &network.rows {
        let mut used = |node: NodeIndex| *uses.entry(node).or_default() += 1;
        match row.object {
            Object::Entity(node) if row.predicate.kind() == Kind::Stance => used(node),
            Object::Proposition(at) => {
                let about = network.propositions.get(at as usize).map(|said| &said.about);
                about.into_iter().flatten().for_each(|&node| used(node));
            }
            Object::Entity(_) => {}
        }
    }
    let mut nodes: Vec<NodeIndex> = uses.keys().copied().collect();
    let key = |node: NodeIndex| {
        let entity = &network.graph[node];
        (fold_name(&entity.label), entity.kind, entity.id.as_str())
    };
    nodes.sort_by_cached_key(|&node| key(node));
    let mut groups: Vec<Group> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    // The first group that a name leads to takes the entity in; a name that leads to two joins none of them.
    for node in nodes {
        let entity = &network.graph[node];
        let names = telling_names(entity);
        let label = names.first().cloned().unwrap_or_default();
        let home = by_name.get(&label).copied().or_else(|| {
            let homes: BTreeSet<usize> = names.iter().filter_map(|name| by_name.get(name).copied()).collect();
            homes.first().copied().filter(|_| homes.len() == 1)
        });
        let home = home.filter(|_| !entity.kind.is_actor()).unwrap_or_else(|| {
            groups.push(Group { nodes: Vec::new(), names: BTreeSet::new(), uses: 0 });
            groups.len() - 1
        });
        groups[home].nodes.push(node);
        groups[home].uses += uses.get(&node).copied().unwrap_or_default();
        if !entity.kind.is_actor() {
            for name in names {
                by_name.entry(name.clone()).or_insert(home);
                groups[home].names.insert(name);
            }
        }
    }
    groups.sort_by(|a, b| b.uses.cmp(&a.uses).then_with(|| a.names.cmp(&b.names)));
    groups
}

/// The folded names that tell what is meant ("the bill" does not), label first.
fn telling_names(entity: &Entity) -> Vec<String> {
    let mut names: Vec<String> = entity.names().take(9).map(fold_name).collect();
    let label = names.first().cloned().unwrap_or_default();
    names.retain(|name| !name.split(' ').all(|word| lexicon().generic.contains(word) || word.len() < 2));
    if names.is_empty() {
        names.push(label);
    }
    names
}

/// Forms matters from groups, one after the other.
struct Shaper {
    /// How many names hold each stem.
    frequency: BTreeMap<String, usize>,
    /// The words of each matter's names.
    shapes: Vec<Vec<BTreeSet<String>>>,
    by_name: BTreeMap<String, Matter>,
    by_word: BTreeMap<String, BTreeSet<Matter>>,
}

impl Shaper {
    fn over(groups: &[Group]) -> Self {
        let mut frequency = BTreeMap::new();
        for name in groups.iter().flat_map(|group| &group.names) {
            for stem in stems(name) {
                *frequency.entry(stem).or_insert(0) += 1;
            }
        }
        Self { frequency, shapes: Vec::new(), by_name: BTreeMap::new(), by_word: BTreeMap::new() }
    }

    /// The matter of a group: the best known one whose name is alike, else a new one.
    fn place(&mut self, group: &Group) -> Bearing {
        let shapes: Vec<_> =
            group.names.iter().map(|name| stems(name)).filter(|words| !words.is_empty()).collect();
        let alike = shapes
            .iter()
            .filter_map(|words| self.alike(words))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((matter, _)) = alike {
            return Bearing { matter, against: false, likeness: LOOSE, via: Via::Own };
        }
        let matter = self.shapes.len();
        for name in &group.names {
            self.by_name.entry(name.clone()).or_insert(matter);
        }
        for words in &shapes {
            for word in self.rarest(words) {
                self.by_word.entry(word).or_default().insert(matter);
            }
        }
        self.shapes.push(shapes);
        Bearing { matter, against: false, likeness: 1.0, via: Via::Own }
    }

    /// The words of which two alike names must share at least one.
    fn rarest(&self, words: &BTreeSet<String>) -> Vec<String> {
        let mut sorted: Vec<&String> = words.iter().collect();
        sorted.sort_by_key(|word| (self.frequency.get(*word).copied().unwrap_or_default(), *word));
        // Names with a share of at least LIKE have LIKE·n words in common, so one of the n - LIKE·n + 1 rarest.
        let needed = (words.len() * 3).div_ceil(5);
        sorted.into_iter().take(words.len() + 1 - needed.min(words.len())).cloned().collect()
    }

    fn alike(&self, words: &BTreeSet<String>) -> Option<(Matter, f64)> {
        let matters: BTreeSet<Matter> =
            self.rarest(words).iter().filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        matters
            .into_iter()
            .flat_map(|matter| self.shapes[matter].iter().map(move |shape| (matter, shape)))
            .filter(|(_, shape)| one_matter(words, shape))
            .map(|(matter, shape)| (matter, jaccard(words, shape)))
            .filter(|(_, share)| *share >= LIKE)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    /// The matter that a name turns on, where it names a matter and what is to be done with it.
    fn core(&self, entity: &Entity) -> Option<Bearing> {
        if entity.kind.is_actor() {
            return None;
        }
        entity.names().take(9).find_map(|name| {
            let (rest, inverter) = turned(name)?;
            let matter = self.known(&rest)?;
            let likeness = TURNED.iter().find(|(strength, _)| *strength == inverter.strength)?.1;
            let proper = rest.split(' ').any(|word| word.starts_with(char::is_uppercase));
            (inverter.strength == Strength::Strong || proper).then_some(Bearing {
                matter,
                against: inverter.against,
                likeness,
                via: Via::Turned,
            })
        })
    }

    /// The matter of this name, or of what is left of it without its first words ("the controversial X").
    fn known(&self, name: &str) -> Option<Matter> {
        let folded = fold_name(name);
        let words: Vec<&str> = folded.split(' ').collect();
        (0..words.len()).find_map(|from| {
            let tail = words[from..].join(" ");
            let generic = words[from..].iter().all(|word| lexicon().generic.contains(word));
            let exact = self.by_name.get(&tail).copied();
            exact.or_else(|| self.alike(&stems(&tail)).map(|found| found.0)).filter(|_| !generic)
        })
    }
}

/// Whether two names that share most words may be one matter: not where they differ in a number, in an opposite or
/// in a word that turns them round.
fn one_matter(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let lexicon = lexicon();
    let odd: Vec<&String> = one.symmetric_difference(other).collect();
    odd.iter().all(|word| {
        let turns = lexicon.turning.contains(*word);
        let opposed = lexicon
            .antonyms
            .get(*word)
            .is_some_and(|opposites| opposites.iter().any(|(opposite, _)| odd.contains(&opposite)));
        !turns && !opposed && !word.contains(|c: char| c.is_ascii_digit())
    })
}

/// Splits "the repeal of X" and "X repeal" into X and what the word says of it.
fn turned(name: &str) -> Option<(String, crate::lexicon::Inverter)> {
    const LINKS: [&str; 8] = ["of", "to", "on", "from", "for", "in", "against", "with"];
    let lexicon = lexicon();
    let words: Vec<&str> = name.split_whitespace().collect();
    let plain = |word: &str| fold_name(word);
    let look =
        |at: usize| words.get(at).and_then(|word| lexicon.inverters.get(plain(word).as_str())).copied();
    // "reform measures to X", "a total ban on X": within the first words, then a link.
    for at in 0..words.len().min(3) {
        let Some(inverter) = look(at) else { continue };
        let link = (at + 1..words.len().min(at + 4)).find(|&i| LINKS.contains(&plain(words[i]).as_str()));
        if let Some(link) = link {
            return Some((words[link + 1..].join(" "), inverter)).filter(|(rest, _)| !rest.is_empty());
        }
        // "ending X".
        if at == 0 && plain(words[0]).ends_with("ing") && words.len() > 1 {
            return Some((words[1..].join(" "), inverter));
        }
    }
    // "X repeal", "X reform measures".
    (1..=2).find_map(|back| {
        let at = words.len().checked_sub(back).filter(|&at| at > 0)?;
        let generic = words[at + 1..].iter().all(|word| lexicon.generic.contains(plain(word).as_str()));
        look(at).filter(|_| generic).map(|inverter| (words[..at].join(" "), inverter))
    })
}

/// Stems of the capitalised words of an entity's names: they tell which matter it is, whatever is said of it.
pub(crate) fn proper_stems(entity: &Entity) -> BTreeSet<String> {
    let capitalised =
        |word: &&str| word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    entity.names().flat_map(str::split_whitespace).filter(capitalised).flat_map(stems).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(name: &str) -> Option<(String, bool)> {
        turned(name).map(|(rest, inverter)| (rest, inverter.against))
    }

    #[test]
    fn a_word_for_what_is_to_be_done_is_told_from_the_matter() {
        assert_eq!(rest("repeal of the Harbour Act"), Some(("the Harbour Act".into(), true)));
        assert_eq!(rest("reform measures to the Harbour Levy"), Some(("the Harbour Levy".into(), true)));
        assert_eq!(rest("Harbour Levy reform measures"), Some(("Harbour Levy".into(), true)));
        assert_eq!(rest("ending the levy"), Some(("the levy".into(), true)));
        assert_eq!(rest("passage of the Harbour Act"), Some(("the Harbour Act".into(), false)));
        assert_eq!(rest("the Harbour Act"), None);
        assert_eq!(rest("reform"), None);
    }

    #[test]
    fn numbers_opposites_and_turns_keep_names_apart() {
        let words = |name: &str| stems(name);
        assert!(!one_matter(&words("Senate Bill 4 on ports"), &words("Senate Bill 5 on ports")));
        assert!(!one_matter(&words("mandatory port fees"), &words("voluntary port fees")));
        assert!(!one_matter(&words("Harbour Levy"), &words("Harbour Levy repeal")));
        assert!(one_matter(&words("Harbour Levy"), &words("Harbour Levy programme")));
    }
}
