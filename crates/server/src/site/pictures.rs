//! The pictures on pages: both sides of a topic, an actor among others, and everything.

use standpoint_explore::Corpus;
use standpoint_model::{Entity, Kind, Statement};
use standpoint_render::{Engine, Links, Options, Scene, SceneOptions, Theme};

/// Boxes and quotes lead to pages of this server, by whatever name it was called.
fn links() -> Links {
    Links { base: Some("/".to_owned()), ..Links::default() }
}

/// Who is for and against what, of those of whom most is told, as SVG; empty where there is nothing to draw.
pub(super) fn everything(corpus: &Corpus) -> String {
    let said = chosen(corpus, |_| true);
    let scene = Scene::build(&said, corpus.conflicts(), &SceneOptions::default());
    if scene.is_empty() {
        return String::new();
    }
    // The built-in engine: a request starts no programs.
    let drawn = standpoint_render::graph(&scene, Engine::Builtin, &links());
    drawn.map(|(drawing, _)| drawing.svg(Theme::Adaptive)).unwrap_or_default()
}

/// Both sides of a topic, or an actor and whatever it has to do with, as SVG; empty where there is nothing to draw.
pub(super) fn around(corpus: &Corpus, entity: &Entity) -> String {
    // Ties of others tell which actors stand together.
    let said = chosen(corpus, |said| {
        said.kind() == Kind::Relation || said.subject.id == entity.id || said.object.id == entity.id
    });
    let options = Options { links: links(), ..Options::default() };
    // By its address: two things may go by one name.
    let draw = if entity.kind.is_actor() { standpoint_render::actor } else { standpoint_render::topic };
    let drawing = draw(&said, corpus.conflicts(), &entity.id, &options);
    if drawing.is_empty() { String::new() } else { drawing.svg(Theme::Adaptive) }
}

fn chosen(corpus: &Corpus, wanted: impl Fn(&Statement) -> bool) -> Vec<Statement> {
    let sure = |said: &&Statement| corpus.shows(said) && wanted(said);
    corpus.statements().iter().filter(sure).cloned().collect()
}
