//! All that views are made of, read once and indexed.

use crate::web::Web;
use crate::words::Words;
use standpoint_graph::{Batch, ConflictOptions, Conflicts, GraphBuilder};
use standpoint_model::{Conflict, Description, Document, Entity, Identity, PartialDate, Statement, iri};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

/// Which statements speak of an entity, and how; places in [`Corpus::statements`], ascending.
#[derive(Debug, Clone, Default)]
pub(crate) struct Uses {
    /// It does, holds or says.
    pub(crate) subject: Vec<u32>,
    /// It is what is done, held or said to.
    pub(crate) object: Vec<u32>,
    /// A claim speaks of it.
    pub(crate) about: Vec<u32>,
    /// It passes on what others say.
    pub(crate) source: Vec<u32>,
    /// A demand or letter is put to it.
    pub(crate) addressee: Vec<u32>,
    /// Conflicts that it is a party or matter of, best first.
    pub(crate) conflicts: Vec<u32>,
}

impl Uses {
    /// Whether nothing speaks of it.
    pub(crate) fn is_empty(&self) -> bool {
        [&self.subject, &self.object, &self.about, &self.source, &self.addressee, &self.conflicts]
            .into_iter()
            .all(Vec::is_empty)
    }

    /// Every statement that speaks of it, ascending, each once.
    pub(crate) fn all(&self) -> Vec<u32> {
        let mut all: Vec<u32> = [&self.subject, &self.object, &self.about, &self.source, &self.addressee]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The documents of a store, what they say, and where it does not go together, indexed by whom it is about.
///
/// Made once and then only read; it may be shared among threads. Takes the memory of its statements about twice.
#[derive(Debug)]
pub struct Corpus {
    documents: Vec<Document>,
    statements: Vec<Statement>,
    /// Place in `documents` of each statement's.
    document: Vec<u32>,
    /// First statement of each document, then the number of all.
    starts: Vec<u32>,
    entities: Vec<Entity>,
    uses: Vec<Uses>,
    conflicts: Vec<Conflict>,
    /// Less sure statements are found by their address only.
    least: f64,
    /// Place by address: of entities, statements, conflicts, documents; of documents also by name. Never iterated.
    pub(crate) entity_at: HashMap<String, u32>,
    pub(crate) statement_at: HashMap<String, u32>,
    pub(crate) conflict_at: HashMap<String, u32>,
    pub(crate) document_at: HashMap<String, u32>,
    pub(crate) document_address_at: HashMap<String, u32>,
    pub(crate) web: OnceLock<Web>,
    pub(crate) words: OnceLock<Words>,
}

pub(crate) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Corpus {
    /// Indexes documents with what they say, entities being seen through identity already (as a store's
    /// `stored()` gives them), and finds the conflicts among them; `broader` tells which topics are part of which
    /// (addresses of the narrower and the broader). `O(n log n)` for `n` statements, besides what the search for
    /// conflicts takes. The order of the input does not matter.
    #[must_use]
    pub fn new(
        stored: impl IntoIterator<Item = (Document, Vec<Statement>)>,
        broader: &[(String, String)],
        options: &ConflictOptions,
    ) -> Self {
        let mut stored: Vec<(Document, Vec<Statement>)> = stored.into_iter().collect();
        stored.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        let mut builder = GraphBuilder::new(Identity::default());
        for (narrower, wider) in broader {
            builder.add_broader(narrower, wider);
        }
        for (document, statements) in &stored {
            builder.add(Batch::new(&document.text, statements.iter().cloned()));
        }
        let graph = builder.finish();
        let conflicts = Conflicts::of(&graph, options).iter().collect();
        Self::with_conflicts(stored, conflicts)
    }

    /// As [`Corpus::new`], with conflicts that were found before, best first.
    #[must_use]
    pub fn with_conflicts(
        stored: impl IntoIterator<Item = (Document, Vec<Statement>)>,
        conflicts: Vec<Conflict>,
    ) -> Self {
        let mut stored: Vec<(Document, Vec<Statement>)> = stored.into_iter().collect();
        stored.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        let mut corpus = Self {
            documents: Vec::with_capacity(stored.len()),
            statements: Vec::new(),
            document: Vec::new(),
            starts: vec![0],
            entities: Vec::new(),
            uses: Vec::new(),
            conflicts,
            least: 0.0,
            entity_at: HashMap::new(),
            statement_at: HashMap::new(),
            conflict_at: HashMap::new(),
            document_at: HashMap::new(),
            document_address_at: HashMap::new(),
            web: OnceLock::new(),
            words: OnceLock::new(),
        };
        for (document, mut statements) in stored {
            let place = number(corpus.documents.len());
            statements
                .sort_by(|a, b| (a.span.start, a.span.end, &a.id).cmp(&(b.span.start, b.span.end, &b.id)));
            corpus.document.extend(statements.iter().map(|_| place));
            corpus.statements.extend(statements);
            corpus.starts.push(number(corpus.statements.len()));
            corpus.document_at.insert(document.id.clone(), place);
            corpus.document_address_at.insert(iri::document(&document.id), place);
            corpus.documents.push(document);
        }
        corpus.describe();
        corpus.index();
        corpus
    }

    /// The same, with views that leave out statements less sure than `least` (0 to 1). Such statements are still found by
    /// their addresses, and conflicts stay: they weigh confidence themselves. `O(n)`.
    #[must_use]
    pub fn at_least(mut self, least: f64) -> Self {
        self.least = least;
        self.web = OnceLock::new();
        self.words = OnceLock::new();
        self.index();
        self
    }

    /// Gathers the entities and all their names.
    fn describe(&mut self) {
        let mut known: BTreeMap<&str, Description> = BTreeMap::new();
        for entity in self.statements.iter().flat_map(mentioned) {
            match known.get_mut(entity.id.as_str()) {
                Some(description) => description.learn(entity),
                None => {
                    known.insert(&entity.id, Description::new(entity, &entity.id));
                }
            }
        }
        self.entities = known.into_values().map(Description::into_entity).collect();
        self.entity_at =
            self.entities.iter().enumerate().map(|(at, one)| (one.id.clone(), number(at))).collect();
    }

    fn index(&mut self) {
        let mut uses = vec![Uses::default(); self.entities.len()];
        let place = |entity: &Entity| self.entity_at.get(&entity.id).map(|&at| at as usize);
        for (at, said) in self.heard() {
            let mut note = |entity: &Entity, list: fn(&mut Uses) -> &mut Vec<u32>| {
                if let Some(uses) = place(entity).and_then(|place| uses.get_mut(place)) {
                    let list = list(uses);
                    if list.last() != Some(&at) {
                        list.push(at);
                    }
                }
            };
            note(&said.subject, |uses| &mut uses.subject);
            note(&said.object, |uses| &mut uses.object);
            said.object.about.iter().for_each(|entity| note(entity, |uses| &mut uses.about));
            said.attributed_to.iter().for_each(|entity| note(entity, |uses| &mut uses.source));
            said.addressee.iter().for_each(|entity| note(entity, |uses| &mut uses.addressee));
        }
        for (at, conflict) in self.conflicts.iter().enumerate() {
            let involved: BTreeSet<usize> =
                conflict.parties.iter().chain(&conflict.about).filter_map(place).collect();
            for place in involved {
                uses[place].conflicts.push(number(at));
            }
        }
        self.uses = uses;
        self.statement_at =
            self.statements.iter().enumerate().map(|(at, said)| (said.id.clone(), number(at))).collect();
        self.conflict_at =
            self.conflicts.iter().enumerate().map(|(at, one)| (one.address(), number(at))).collect();
    }

    /// Every document, sorted by name.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Every statement, by document, place and address.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// Every entity, propositions among them, by address.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// Every conflict, best first.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The entity of this address. Constant time.
    #[must_use]
    pub fn entity(&self, address: &str) -> Option<&Entity> {
        self.entity_at.get(address).map(|&at| &self.entities[at as usize])
    }

    /// The statement of this address. Constant time.
    #[must_use]
    pub fn statement(&self, address: &str) -> Option<&Statement> {
        self.statement_at.get(address).map(|&at| &self.statements[at as usize])
    }

    /// The document of this name. Constant time.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.document_at.get(id).map(|&at| &self.documents[at as usize])
    }

    /// Whether a statement is sure enough for views; see [`Corpus::at_least`].
    #[must_use]
    pub fn shows(&self, said: &Statement) -> bool {
        said.confidence.get() >= self.least
    }

    /// Whether the statement at this place is sure enough for views.
    pub(crate) fn is_sure(&self, at: u32) -> bool {
        self.shows(self.statement_at(at))
    }

    /// The statements that are sure enough, with their places.
    pub(crate) fn heard(&self) -> impl Iterator<Item = (u32, &Statement)> {
        let all = self.statements.iter().enumerate().map(|(at, said)| (number(at), said));
        all.filter(|(at, _)| self.is_sure(*at))
    }

    /// Whether a view speaks of it.
    pub(crate) fn is_heard_of(&self, entity: &Entity) -> bool {
        self.uses(&entity.id).is_some_and(|uses| !uses.is_empty())
    }

    pub(crate) fn statement_at(&self, at: u32) -> &Statement {
        &self.statements[at as usize]
    }

    /// The document that says the statement at this place.
    pub(crate) fn document_of(&self, at: u32) -> &Document {
        &self.documents[self.document[at as usize] as usize]
    }

    /// Place of the document that says the statement at this place.
    pub(crate) fn document_place(&self, at: u32) -> u32 {
        self.document[at as usize]
    }

    /// Places of the statements of the document at this place.
    pub(crate) fn of_document(&self, place: u32) -> std::ops::Range<u32> {
        self.starts[place as usize]..self.starts[place as usize + 1]
    }

    pub(crate) fn uses(&self, address: &str) -> Option<&Uses> {
        self.entity_at.get(address).map(|&at| &self.uses[at as usize])
    }

    /// A key that sorts statements by date, those without one last.
    pub(crate) fn day(&self, at: u32) -> (bool, Option<(u16, u8, u8)>) {
        let date = self.statement_at(at).date;
        (date.is_none(), date.map(PartialDate::earliest))
    }
}

/// Every entity that a statement names.
pub(crate) fn mentioned(said: &Statement) -> impl Iterator<Item = &Entity> {
    let parties = [&said.subject, &said.object].into_iter();
    let all = parties.chain(&said.addressee).chain(&said.attributed_to);
    all.flat_map(|entity| std::iter::once(entity).chain(&entity.about))
}

#[cfg(test)]
mod tests {
    use crate::Corpus;
    use crate::sample::stored;
    use standpoint_graph::ConflictOptions;

    #[test]
    fn the_order_of_the_input_does_not_matter() {
        let mut turned = stored();
        turned.reverse();
        for (_, statements) in &mut turned {
            statements.reverse();
        }
        let show = |stored| {
            let corpus = Corpus::new(stored, &[], &ConflictOptions::default());
            let actors: Vec<_> = corpus.entities().iter().map(|one| corpus.actor(&one.id)).collect();
            let topics: Vec<_> = corpus.entities().iter().map(|one| corpus.topic(&one.id)).collect();
            serde_json::to_string(&(actors, topics, corpus.stats(), corpus.conflict_lines())).unwrap()
        };
        assert_eq!(show(stored()), show(turned));
    }

    #[test]
    fn what_is_doubtful_is_left_out_but_not_lost() {
        let corpus = Corpus::new(stored(), &[], &ConflictOptions::default()).at_least(0.75);
        let levy = crate::sample::policy("Harbour Levy").id;
        assert_eq!(corpus.topic(&levy).unwrap().supporters, 1);
        assert_eq!(corpus.stats().statements, 6);
        assert!(corpus.search("quay", 5).iter().all(|hit| hit.kind == crate::HitKind::Document));
        assert_eq!(corpus.document_view("post/later.txt").unwrap().statements.len(), 1);
        assert!(!corpus.labels().contains(&"Quay Company"));
        for said in corpus.statements() {
            assert!(corpus.statement_view(&said.id).is_some());
        }
    }
}
