//! A store in, a folder of pages out, to be put on any web server or opened as they are:
//! `cargo run --release -p standpoint-pages --example site -- STORE OUT_DIR [TITLE]`.
//! Files that stand in the folder under names of pages are replaced; nothing else there is touched.

#![expect(clippy::print_stdout, reason = "an example that tells what it has written")]

use standpoint_explore::{Corpus, EntityRef, Thing};
use standpoint_graph::ConflictOptions;
use standpoint_model::Statement;
use standpoint_pages::{GraphPage, Links, Pages, Route, assets, neighbourhood};
use standpoint_render::{Engine, Scene, SceneOptions, svg};
use standpoint_store::Store;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [store, out, title @ ..] = &arguments[..] else {
        return Err("usage: site STORE OUT_DIR [TITLE]".into());
    };
    let store = Store::open(store)?;
    let stored = store.stored()?.into_iter().map(|one| (one.document, one.statements));
    let corpus = Corpus::new(stored, &store.broader()?, &ConflictOptions::default());
    let pages = Pages::new(title.first().map_or("Standpoint", String::as_str), Links::Files);
    let out = Path::new(out);
    let routes = Pages::routes(&corpus);
    for route in &routes {
        let content = match route {
            Route::Graph(slug) => {
                let (lines, all) = neighbourhood(&corpus, about(&corpus, slug.as_deref()).as_deref());
                let of = slug.as_deref().and_then(|slug| entity(&corpus, slug));
                Some(pages.graph(&GraphPage { of, svg: &picture(&corpus, slug.as_deref())?, lines, all }))
            }
            Route::Picture(slug) => Some(picture(&corpus, slug.as_deref())?),
            route => pages.page(&corpus, route),
        };
        write(out, &route.file(), &content.ok_or_else(|| format!("no page at {}", route.path()))?)?;
    }
    for asset in assets() {
        write(out, &Route::Asset(asset.name.clone()).file(), asset.body)?;
    }
    println!("{} files; begin with {}", routes.len() + assets().len(), out.join("index.html").display());
    Ok(())
}

fn write(out: &Path, file: &str, content: &str) -> Result<(), Box<dyn Error>> {
    let path = out.join(file);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, content).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(())
}

fn about(corpus: &Corpus, slug: Option<&str>) -> Option<String> {
    slug.and_then(|slug| corpus.at(slug)).map(|thing| thing.address())
}

fn entity(corpus: &Corpus, slug: &str) -> Option<EntityRef> {
    match corpus.at(slug)? {
        Thing::Entity(entity) => Some(EntityRef::of(entity)),
        _ => None,
    }
}

/// Everything, or what is around one entity.
fn picture(corpus: &Corpus, slug: Option<&str>) -> Result<String, Box<dyn Error>> {
    let around = slug.and_then(|slug| entity(corpus, slug));
    let mut options =
        SceneOptions { note: Some("Drawn by standpoint.".to_owned()), ..SceneOptions::default() };
    if let Some(entity) = &around {
        options.title = Some(format!("Around {}", entity.label));
        // By its address: two things may go by one name.
        let name = about(corpus, slug);
        if entity.kind.is_actor() {
            options.actor = name;
        } else {
            options.topic = name;
        }
    }
    let statements: Vec<Statement> = corpus.statements().to_vec();
    let scene = Scene::build(&statements, corpus.conflicts(), &options);
    Ok(if scene.is_empty() { String::new() } else { svg(&scene, Engine::Builtin)?.svg })
}
