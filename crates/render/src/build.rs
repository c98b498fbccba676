//! From statements to a scene.

use crate::federations::federations;
use crate::scene::{Clash, Edge, Federation, Node, Scene, SceneOptions, Source};
use standpoint_model::{Conflict, Entity, Kind, Predicate, Statement, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// Most conflicts that are numbered and listed.
const LISTED: usize = 12;

impl Scene {
    /// Chooses what is drawn. Claims are drawn where they are part of a conflict, stances and relations as `options`
    /// say; the same statements in any order give the same scene. `O(n log n)`.
    #[must_use]
    pub fn build(statements: &[Statement], conflicts: &[Conflict], options: &SceneOptions) -> Self {
        let chooser = Chooser::new(conflicts, options);
        let shown: Vec<&Conflict> =
            conflicts.iter().filter(|conflict| chooser.wants_conflict(conflict)).take(LISTED).collect();
        let mut numbers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut ties = BTreeSet::new();
        for (at, conflict) in shown.iter().enumerate() {
            for statement in &conflict.statements {
                numbers.entry(&statement.id).or_default().push(at + 1);
            }
            ties.extend(conflict.path.iter().map(|tie| tie.statement.as_str()));
        }
        // A statement of a conflict is drawn whether or not the caller hands it over as well.
        let of_conflicts = shown.iter().flat_map(|conflict| &conflict.statements);
        let mut chosen: BTreeMap<&str, &Statement> = BTreeMap::new();
        for statement in statements.iter().chain(of_conflicts) {
            let id = statement.id.as_str();
            let marked = numbers.contains_key(id) || ties.contains(id);
            if marked || chooser.wants(statement) {
                chosen.insert(id, statement);
            }
        }
        let (actors, left_out) = top_actors(&chosen, &numbers, &ties, options.top);
        chosen
            .retain(|_, s| actors.contains(&s.subject.id) && (!s.object.kind.is_actor() || kept(&actors, s)));
        if options.topic.is_some() || options.actor.is_some() || options.conflicts_only {
            add_ties(statements, &mut chosen);
        }
        Self { left_out, ..assemble(&chosen, &numbers, &shown, options) }
    }
}

fn kept(actors: &BTreeSet<String>, statement: &Statement) -> bool {
    actors.contains(&statement.object.id) || statement.kind() == Kind::Stance
}

/// Whether a statement or conflict is asked for.
struct Chooser<'a> {
    options: &'a SceneOptions,
    topic: Option<String>,
    actor: Option<String>,
    /// Addresses of what conflicts about the topic turn on: an equal matter under another name.
    topical: BTreeSet<&'a str>,
}

impl<'a> Chooser<'a> {
    fn new(conflicts: &'a [Conflict], options: &'a SceneOptions) -> Self {
        let mut chooser = Self {
            options,
            topic: options.topic.as_deref().map(fold_name),
            actor: options.actor.as_deref().map(fold_name),
            topical: BTreeSet::new(),
        };
        if chooser.topic.is_some() {
            let about = conflicts.iter().filter(|conflict| {
                conflict
                    .about
                    .iter()
                    .any(|entity| goes_by(entity, options.topic.as_deref(), chooser.topic.as_deref()))
            });
            let objects =
                about.flat_map(|conflict| &conflict.statements).filter(|s| s.kind() == Kind::Stance);
            chooser.topical = objects.map(|statement| statement.object.id.as_str()).collect();
        }
        chooser
    }

    fn is_topic(&self, entity: &Entity) -> bool {
        self.topical.contains(entity.id.as_str())
            || goes_by(entity, self.options.topic.as_deref(), self.topic.as_deref())
    }

    fn is_actor(&self, entity: &Entity) -> bool {
        goes_by(entity, self.options.actor.as_deref(), self.actor.as_deref())
    }

    fn wants_conflict(&self, conflict: &Conflict) -> bool {
        let on_topic = self.topic.is_none()
            || conflict.about.iter().any(|entity| self.is_topic(entity))
            || conflict.statements.iter().any(|statement| self.is_topic(&statement.object));
        on_topic && (self.actor.is_none() || conflict.parties.iter().any(|party| self.is_actor(party)))
    }

    fn wants(&self, statement: &Statement) -> bool {
        // Claims are too many and too long for a picture; those of conflicts are let in elsewhere.
        if self.options.conflicts_only || statement.kind() == Kind::Claim {
            return false;
        }
        let ends = [&statement.subject, &statement.object];
        let on_topic = self.topic.is_none() || ends.iter().any(|entity| self.is_topic(entity));
        on_topic && (self.actor.is_none() || ends.iter().any(|entity| self.is_actor(entity)))
    }
}

fn goes_by(entity: &Entity, name: Option<&str>, folded: Option<&str>) -> bool {
    let Some((name, folded)) = name.zip(folded) else { return false };
    entity.id == name || entity.names().any(|known| fold_name(known) == folded)
}

/// The actors with most statements, those of conflicts before all others, and how many others there are.
fn top_actors(
    chosen: &BTreeMap<&str, &Statement>,
    numbers: &BTreeMap<&str, Vec<usize>>,
    ties: &BTreeSet<&str>,
    top: Option<usize>,
) -> (BTreeSet<String>, usize) {
    let mut weight: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
    for (id, statement) in chosen {
        let marked = numbers.contains_key(id) || ties.contains(id);
        for entity in [&statement.subject, &statement.object] {
            if entity.kind.is_actor() || entity.id == statement.subject.id {
                let weight = weight.entry(&entity.id).or_default();
                *weight = (weight.0 || marked, weight.1 + 1);
            }
        }
    }
    let mut ranked: Vec<_> = weight.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let left_out = ranked.len().saturating_sub(top.unwrap_or(usize::MAX));
    (ranked.into_iter().take(top.unwrap_or(usize::MAX)).map(|(id, _)| id.to_owned()).collect(), left_out)
}

/// Relations among those who are in the picture.
fn add_ties<'a>(statements: &'a [Statement], chosen: &mut BTreeMap<&'a str, &'a Statement>) {
    let present: BTreeSet<String> =
        chosen.values().flat_map(|s| [s.subject.id.clone(), s.object.id.clone()]).collect();
    for statement in statements.iter().filter(|statement| statement.kind() == Kind::Relation) {
        if present.contains(&statement.subject.id) && present.contains(&statement.object.id) {
            chosen.insert(&statement.id, statement);
        }
    }
}

fn assemble(
    chosen: &BTreeMap<&str, &Statement>,
    numbers: &BTreeMap<&str, Vec<usize>>,
    shown: &[&Conflict],
    options: &SceneOptions,
) -> Scene {
    let mut entities: BTreeMap<&str, Node> = BTreeMap::new();
    for entity in chosen.values().flat_map(|s| [&s.subject, &s.object]) {
        let node = entities.entry(&entity.id).or_insert_with(|| Node {
            id: entity.id.clone(),
            label: entity.label.clone(),
            kind: entity.kind,
            aliases: Vec::new(),
        });
        let fresh: Vec<String> =
            entity.names().filter(|name| *name != node.label).map(str::to_owned).collect();
        node.aliases.extend(fresh);
        node.aliases.sort();
        node.aliases.dedup();
    }
    let index: BTreeMap<&str, usize> = entities.keys().enumerate().map(|(at, id)| (*id, at)).collect();
    let said: Vec<&Statement> = chosen.values().copied().collect();
    let actors = entities.iter().filter(|(_, node)| node.kind.is_actor()).map(|(id, _)| *id).collect();
    let mut united: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (actor, body) in federations(&actors, &said) {
        united.entry(body).or_default().push(index[actor]);
    }
    let federation = |(body, members): (&str, Vec<usize>)| Federation {
        label: entities.get(body).map_or_else(|| body.to_owned(), |node| node.label.clone()),
        members,
    };
    let united: Vec<Federation> = united.into_iter().map(federation).collect();
    let mut edges: BTreeMap<(usize, usize, Predicate), Edge> = BTreeMap::new();
    for (id, statement) in chosen {
        let (from, to) = (index[statement.subject.id.as_str()], index[statement.object.id.as_str()]);
        let edge = edges.entry((from, to, statement.predicate)).or_insert_with(|| Edge {
            from,
            to,
            predicate: statement.predicate,
            sources: Vec::new(),
            conflicts: Vec::new(),
        });
        edge.sources.push(Source {
            statement: statement.id.clone(),
            document: statement.document.clone(),
            quote: statement.quote.split_whitespace().collect::<Vec<_>>().join(" "),
            date: statement.date,
            confidence: statement.confidence.get(),
        });
        edge.conflicts.extend(numbers.get(id).into_iter().flatten());
    }
    for edge in edges.values_mut() {
        edge.sources.sort_by(|a, b| {
            b.confidence.total_cmp(&a.confidence).then_with(|| a.statement.cmp(&b.statement))
        });
        edge.conflicts.sort_unstable();
        edge.conflicts.dedup();
    }
    let name = |entity: &Entity| entity.label.clone();
    let clashes = shown.iter().map(|conflict| Clash {
        kind: conflict.kind,
        parties: conflict.parties.each_ref().map(name),
        about: conflict.about.first().map(name).unwrap_or_default(),
        quotes: conflict.statements.each_ref().map(|statement| statement.quote.clone()),
    });
    Scene {
        clashes: clashes.collect(),
        nodes: entities.into_values().collect(),
        edges: edges.into_values().collect(),
        federations: united,
        title: options.title.clone(),
        note: options.note.clone(),
        left_out: 0,
    }
}
