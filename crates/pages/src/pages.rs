//! From an address to a page.

use crate::frame::Frame;
use crate::lists::PAGE;
use crate::{Front, Links, Route};
use standpoint_explore::{Corpus, Thing};
use standpoint_model::{EntityType, Kind};

/// So many hits are shown.
const HITS: usize = 60;

/// Makes pages: whole HTML documents, each from a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    pub(crate) site: String,
    pub(crate) links: Links,
}

impl Pages {
    /// Pages of a collection that goes by the name `site`, which stands at the head of each.
    #[must_use]
    pub fn new(site: impl Into<String>, links: Links) -> Self {
        Self { site: site.into(), links }
    }

    pub(crate) fn frame(&self, here: Route) -> Frame<'_> {
        Frame { pages: self, here }
    }

    /// The page at an address; none where the corpus has no such thing, and for what is not made of a corpus alone:
    /// [`Route::Graph`] ([`Pages::graph`]), [`Route::Query`] ([`Pages::query`]), and whatever is no page. Costs what the
    /// view costs.
    #[must_use]
    pub fn page(&self, corpus: &Corpus, route: &Route) -> Option<String> {
        match route {
            Route::Front => Some(self.front(&Front::of(corpus))),
            Route::Search(query) => {
                Some(self.search(query, &corpus.search(query, HITS), &corpus.suggest(query)))
            }
            Route::Conflicts(page) => self.conflicts(&corpus.conflict_lines(), *page),
            Route::Topics(page) => self.topics(&corpus.topics(), *page),
            Route::Actors(page) => self.actors(&corpus.actors(), *page),
            Route::Documents(page) => self.documents(corpus, *page),
            Route::Thing(slug) => self.thing(corpus, slug),
            Route::Sides(slug) => {
                let Some(Thing::Entity(entity)) = corpus.at(slug) else { return None };
                corpus.topic(&entity.id).map(|view| self.topic(&view))
            }
            Route::Stats => Some(self.stats(&corpus.stats())),
            Route::About => Some(self.about()),
            _ => None,
        }
    }

    fn thing(&self, corpus: &Corpus, slug: &str) -> Option<String> {
        match corpus.at(slug)? {
            Thing::Entity(entity) if entity.kind.is_actor() => {
                corpus.actor(&entity.id).map(|view| self.actor(&view))
            }
            Thing::Entity(entity) => corpus.topic(&entity.id).map(|view| self.topic(&view)),
            Thing::Document(document) => corpus.document_view(&document.id).map(|view| self.document(&view)),
            Thing::Statement(said) => corpus.statement_view(&said.id).map(|view| self.statement(&view)),
            Thing::Conflict(conflict) => {
                corpus.conflict_view(&conflict.address()).map(|view| self.conflict(&view))
            }
        }
    }

    /// Every page of a corpus that can stand in a folder, each once; those of [`Route::Graph`] and [`Route::Picture`] among
    /// them. Linear in what the corpus holds.
    #[must_use]
    pub fn routes(corpus: &Corpus) -> Vec<Route> {
        let mut routes = vec![Route::Front, Route::Stats, Route::About];
        let mut number = |count: usize, route: fn(usize) -> Route| {
            routes.extend((1..=count.div_ceil(PAGE).max(1)).map(route));
        };
        number(corpus.conflicts().len(), Route::Conflicts);
        number(corpus.topics().len(), Route::Topics);
        number(corpus.actors().len(), Route::Actors);
        number(corpus.documents().len(), Route::Documents);
        routes.extend([Route::Graph(None), Route::Picture(None)]);
        for entity in corpus.entities() {
            let slug = standpoint_explore::slug(&entity.id);
            if entity.kind.is_actor() {
                routes.push(Route::Sides(slug.clone()));
            }
            if entity.kind != EntityType::Proposition {
                routes.extend([Route::Graph(Some(slug.clone())), Route::Picture(Some(slug.clone()))]);
            }
            routes.push(Route::Thing(slug));
        }
        let documents = corpus.documents().iter().map(|one| standpoint_explore::document_slug(&one.id));
        let said = corpus.statements().iter().map(|one| standpoint_explore::slug(&one.id));
        let conflicts = corpus.conflicts().iter().map(standpoint_explore::conflict_slug);
        routes.extend(documents.chain(said).chain(conflicts).map(Route::Thing));
        routes.sort();
        routes.dedup();
        routes
    }
}

/// The sort of statement, in a list of what there is.
pub(crate) fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Relation => "ties",
        Kind::Stance => "stances",
        Kind::Claim => "claims",
    }
}
