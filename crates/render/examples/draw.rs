//! Statement rows and conflict rows in, a picture out:
//! `cargo run -p standpoint-render --example draw ROWS.jsonl CONFLICTS.jsonl KIND OUT.svg [NAME]`, where KIND is `graph`, `topic`, `actor`,
//! `conflicts`, `timeline`, `heatmap`, `twomode` or `onemode`, NAME a topic or actor, and OUT ends in `.svg`, `.png` or `.pdf`.

use standpoint_model::{Conflict, Statement};
use standpoint_network::{Aggregation, Coding, Filter, Network, Normalization, Spec};
use standpoint_render::{
    Drawing, Engine, Links, Options, Scene, SceneOptions, Theme, actor, conflicts, graph, heatmap, onemode,
    timeline, topic, twomode,
};
use std::{collections::BTreeMap, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [rows, found, kind, out, name @ ..] = &args[..] else {
        return Err("usage: draw ROWS.jsonl CONFLICTS.jsonl KIND OUT [NAME]".into());
    };
    let mut statements: Vec<Statement> =
        fs::read_to_string(rows)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    statements.retain(|said| said.confidence.get() >= 0.5);
    let found: Vec<Conflict> =
        fs::read_to_string(found)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let name = name.first().map_or("", String::as_str);
    let options = Options { note: Some("Drawn from statements with evidence.".into()), ..Options::default() };
    let corpus = Coding { min_confidence: 0.5, ..Coding::default() }.corpus(&statements, &BTreeMap::new());
    let network = |spec: Spec| Network::of(&corpus, &spec, &Filter::default());
    let drawing: Drawing = match kind.as_str() {
        "topic" => topic(&statements, &found, name, &options),
        "actor" => actor(&statements, &found, name, &options),
        "conflicts" => conflicts(&found, &options),
        "timeline" => timeline(&statements, name, &options),
        "heatmap" => heatmap(&network(Spec::default())?, &statements, &options),
        "twomode" => twomode(&network(Spec::default())?, &statements, &options),
        "onemode" => {
            let spec = Spec { normalization: Normalization::Average, ..Spec::onemode(Aggregation::Subtract) };
            onemode(&network(spec)?, &options)
        }
        _ => {
            let scene = Scene::build(&statements, &found, &SceneOptions::default());
            graph(&scene, Engine::Builtin, &Links::default())?.0
        }
    };
    match out.rsplit_once('.').map_or("", |(_, end)| end) {
        "png" => fs::write(out, drawing.png(Theme::Light, 1.5)?)?,
        "pdf" => fs::write(out, drawing.pdf(Theme::Light))?,
        _ => fs::write(out, drawing.svg(Theme::Adaptive))?,
    }
    Ok(())
}
