//! Statement rows and conflict rows in, an SVG out:
//! `cargo run -p standpoint-render --example draw ROWS.jsonl CONFLICTS.jsonl ENGINE [TOPIC] > out.svg`.
//! The engine `dot-text` writes DOT. The topic `conflicts` draws conflicts only.

#![expect(clippy::print_stdout, reason = "an example that writes to standard output")]

use standpoint_render::{Scene, SceneOptions, dot, svg};
use std::{error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [rows, conflicts, engine, topic @ ..] = &args[..] else {
        return Err("usage: draw ROWS.jsonl CONFLICTS.jsonl ENGINE [TOPIC]".into());
    };
    let statements =
        fs::read_to_string(rows)?.lines().map(serde_json::from_str).collect::<Result<Vec<_>, _>>()?;
    let conflicts =
        fs::read_to_string(conflicts)?.lines().map(serde_json::from_str).collect::<Result<Vec<_>, _>>()?;
    let options = SceneOptions {
        topic: topic.first().filter(|topic| *topic != "conflicts").cloned(),
        conflicts_only: topic.first().is_some_and(|topic| topic == "conflicts"),
        title: Some("Who is for and against what".into()),
        note: Some(
            "Drawn by standpoint from statements with evidence; hover over a line for its quotation.".into(),
        ),
        ..SceneOptions::default()
    };
    let scene = Scene::build(&statements, &conflicts, &options);
    print!("{}", if engine == "dot-text" { dot(&scene) } else { svg(&scene, engine.parse()?)?.svg });
    Ok(())
}
