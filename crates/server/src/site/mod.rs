//! The pages of [`standpoint_pages`] over one state of a store.
//!
//! What the views are made of is read once, when the first page is asked for or before, and only read from then on. A page
//! is the same as long as the store is, so those that were made are kept, within bounds.

mod kept;
mod pictures;
mod words;

use crate::pages::{Maker, Pages, Shown};
use kept::Kept;
use standpoint_explore::{Corpus, EntityRef, Thing};
use standpoint_graph::ConflictOptions;
use standpoint_model::{Conflict, Entity};
use standpoint_pages::{Failure, GraphPage, Links, QueryPage, Question, Route, asset, neighbourhood};
use standpoint_store::{Store, StoreError};
use std::sync::{Arc, OnceLock};

const SVG: &str = "image/svg+xml";

/// Makes pages under the heading `title`, whose views leave out statements less sure than `least` (0 to 1); such
/// statements still have their own pages.
#[must_use]
pub fn site(title: impl Into<String>, least: f64) -> Maker {
    let pages = standpoint_pages::Pages::new(title, Links::Server(String::new()));
    Arc::new(move |store, _| Box::new(Site::new(Arc::clone(store), pages.clone(), least)))
}

/// The pages of one state of a store.
struct Site {
    store: Arc<Store>,
    pages: standpoint_pages::Pages,
    least: f64,
    /// None where the store cannot be read.
    corpus: OnceLock<Option<Corpus>>,
    /// Questions that have names, and names for completion.
    offers: OnceLock<(Vec<Question>, Vec<String>)>,
    kept: Kept,
}

impl Site {
    fn new(store: Arc<Store>, pages: standpoint_pages::Pages, least: f64) -> Self {
        let (corpus, offers) = (OnceLock::new(), OnceLock::new());
        Self { store, pages, least, corpus, offers, kept: Kept::default() }
    }

    fn read(&self) -> Result<Corpus, StoreError> {
        let stored = self.store.stored()?.into_iter().map(|one| (one.document, one.statements));
        let corpus = Corpus::new(stored, &self.store.broader()?, &ConflictOptions::default());
        Ok(if self.least > 0.0 { corpus.at_least(self.least) } else { corpus })
    }

    fn corpus(&self) -> Option<&Corpus> {
        self.corpus.get_or_init(|| self.read().ok()).as_ref()
    }

    /// The page at this address, kept or made.
    fn page(&self, route: &Route) -> Option<String> {
        if let Some(known) = self.kept.get(route) {
            return Some(known);
        }
        let corpus = self.corpus()?;
        let made = match route {
            Route::Graph(slug) => self.graph(corpus, slug.as_deref()),
            Route::Picture(slug) => picture(corpus, slug.as_deref()).filter(|svg| !svg.is_empty()),
            route => self.pages.page(corpus, route),
        }?;
        self.kept.put(route.clone(), &made);
        Some(made)
    }

    fn graph(&self, corpus: &Corpus, slug: Option<&str>) -> Option<String> {
        let svg = picture(corpus, slug)?;
        let around = slug.and_then(|slug| entity(corpus, slug));
        let (lines, all) = neighbourhood(corpus, around.map(|entity| entity.id.as_str()));
        Some(self.pages.graph(&GraphPage { of: around.map(EntityRef::of), svg: &svg, lines, all }))
    }
}

/// The picture around the entity of this slug, or of everything; none where there is no such entity, empty where there is
/// nothing to draw.
fn picture(corpus: &Corpus, slug: Option<&str>) -> Option<String> {
    match slug {
        None => Some(pictures::everything(corpus)),
        Some(slug) => Some(pictures::around(corpus, entity(corpus, slug)?)),
    }
}

fn entity<'c>(corpus: &'c Corpus, slug: &str) -> Option<&'c Entity> {
    match corpus.at(slug)? {
        Thing::Entity(entity) => Some(entity),
        _ => None,
    }
}

impl Pages for Site {
    fn front(&self) -> Option<String> {
        self.page(&Route::Front)
    }

    fn search(&self, words: &str) -> Option<String> {
        // Not kept: there are as many as people think of.
        self.pages.page(self.corpus()?, &Route::Search(words.to_owned()))
    }

    fn thing(&self, address: &str) -> Option<String> {
        self.page(&Route::Thing(standpoint_explore::slug(address)))
    }

    fn other(&self, path: &str, _query: &str) -> Option<Shown> {
        let route = Route::parse(path)?;
        let media = match route {
            Route::Picture(_) => SVG,
            // What has an endpoint of its own.
            Route::Thing(_) | Route::Data(..) | Route::Query(_) | Route::Sparql | Route::Asset(_) => {
                return None;
            }
            _ => crate::http::HTML,
        };
        self.page(&route).map(|body| Shown { media, body })
    }

    fn ask(&self, mut page: QueryPage) -> Option<String> {
        let (questions, names) = self.offers.get_or_init(|| {
            let corpus = self.corpus();
            (words::catalogue(corpus), corpus.map(words::names).unwrap_or_default())
        });
        (page.catalogue, page.names) = (questions.clone(), names.clone());
        (page.prefixes, page.terms) = (words::prefixes(), words::terms());
        Some(self.pages.query(&page))
    }

    fn failure(&self, failure: &Failure) -> Option<String> {
        Some(self.pages.failure(failure))
    }

    fn suggestions(&self, name: &str) -> Vec<String> {
        self.corpus().map(|corpus| corpus.suggest(name)).unwrap_or_default()
    }

    fn asset(&self, name: &str) -> Option<(&'static str, &'static [u8])> {
        asset(name).map(|asset| (asset.media, asset.body.as_bytes()))
    }

    fn conflicts(&self) -> Option<&[Conflict]> {
        self.corpus().map(Corpus::conflicts)
    }

    fn prepare(&self) -> Result<(), StoreError> {
        let mut failed = None;
        self.corpus.get_or_init(|| self.read().map_err(|error| failed = Some(error)).ok());
        failed.map_or(Ok(()), Err)
    }
}
