//! `standpoint render`

use crate::args::StoreArg;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use standpoint_graph::{ConflictOptions, StanceGraph, find_conflicts};
use standpoint_render::{
    Engine, Scene, SceneOptions, UnknownEngine, dot, edges_csv, gexf, graphml, nodes_csv, svg,
};
use standpoint_store::Store;
use std::path::PathBuf;
use std::str::FromStr;

/// Draw actors, positions and conflicts.
///
/// The extension of the file says what is written: `.svg` a picture, `.dot` for Graphviz, `.graphml` and `.gexf` for
/// Gephi, yEd, Cytoscape, `.csv` the lines as a table and `.nodes.csv` the boxes. The same store gives the same bytes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint render -o all.svg\n  \
                        standpoint render --conflicts -o conflicts.svg\n  \
                        standpoint render --topic 'Secure Communities' --engine builtin -o topic.svg\n  \
                        standpoint render --actor AFL-CIO -o afl-cio.graphml")]
pub(crate) struct Args {
    /// Only what bears on the policy or topic of this name.
    #[arg(long, value_name = "NAME")]
    topic: Option<String>,
    /// Only what bears on the actor of this name.
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Only statements that conflict, and what ties those who make them.
    #[arg(long)]
    conflicts: bool,
    /// At most so many actors, those with most statements; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 40)]
    top: usize,
    /// Leave out statements less sure than this (0 to 1).
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    min_confidence: f64,
    /// What lays the picture out: auto (dot where installed, else builtin), dot, builtin.
    #[arg(long, default_value_t = Engine::Auto, value_parser = engine)]
    engine: Engine,
    /// Heading of the picture.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// What to write, and as what: .svg .dot .graphml .gexf .csv .nodes.csv; `-` is SVG on standard output.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    store: StoreArg,
}

fn engine(word: &str) -> Result<Engine, UnknownEngine> {
    Engine::from_str(word)
}

/// What a file name asks for.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Svg,
    Dot,
    GraphMl,
    Gexf,
    Edges,
    Nodes,
}

impl Kind {
    fn of(name: &str) -> Result<Self, Failure> {
        let lower = name.to_lowercase();
        let known = [
            (".svg", Self::Svg),
            (".dot", Self::Dot),
            (".gv", Self::Dot),
            (".graphml", Self::GraphMl),
            (".gexf", Self::Gexf),
            (".nodes.csv", Self::Nodes),
            (".csv", Self::Edges),
        ];
        if name == "-" {
            return Ok(Self::Svg);
        }
        known.into_iter().find(|(end, _)| lower.ends_with(end)).map(|(_, kind)| kind).ok_or_else(|| {
            Failure::Usage(format!(
                "the name {name:?} does not say what to draw\nhint: end it in .svg, .dot, .graphml, .gexf, .csv or .nodes.csv"
            ))
        })
    }
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let kind = Kind::of(&args.output.to_string_lossy())?;
    let store = Store::open(&args.store.path)?;
    let mut statements = store.statements()?;
    statements.retain(|statement| statement.confidence.get() >= args.min_confidence);
    let conflicts = find_conflicts(&StanceGraph::from_statements(&statements), &ConflictOptions::default());
    let scene = Scene::build(
        &statements,
        &conflicts,
        &SceneOptions {
            topic: args.topic.clone(),
            actor: args.actor.clone(),
            conflicts_only: args.conflicts,
            top: (args.top > 0).then_some(args.top),
            title: args.title.clone(),
            note: Some(source_note(&store)),
        },
    );
    if scene.is_empty() {
        console.warn("there is nothing to draw");
        for name in args.topic.iter().chain(&args.actor) {
            suggest(&store, name, console)?;
        }
        return Ok(Outcome::Nothing);
    }
    let (text, engine) = match kind {
        Kind::Svg => {
            let picture = svg(&scene, args.engine)?;
            (picture.svg, Some(picture.engine))
        }
        Kind::Dot => (dot(&scene), None),
        Kind::GraphMl => (graphml(&scene), None),
        Kind::Gexf => (gexf(&scene), None),
        Kind::Edges => (edges_csv(&scene), None),
        Kind::Nodes => (nodes_csv(&scene), None),
    };
    let mut output = Output::open(Some(&args.output))?;
    output.put(|out| out.write_all(text.as_bytes()))?;
    output.finish()?;
    let (boxes, lines) = scene.size();
    let by = engine.map(|engine| format!(", laid out by {engine}")).unwrap_or_default();
    console.note(format_args!("{}: {boxes} boxes, {lines} lines{by}", args.output.display()));
    Ok(Outcome::Done)
}

/// The line at the foot of a picture: how much was read, and from whom.
pub(super) fn source_note(store: &Store) -> String {
    let mut publishers: Vec<&str> =
        store.documents().filter_map(|entry| entry.publisher.as_deref()).collect();
    publishers.sort_unstable();
    publishers.dedup();
    let number = store.documents().len();
    let documents = if number == 1 { "1 document".to_owned() } else { format!("{number} documents") };
    match publishers.as_slice() {
        [] => documents,
        few @ [..] if few.len() <= 4 => format!("{documents}: {}", few.join(", ")),
        many => format!("{documents} of {} publishers", many.len()),
    }
}

/// Tells which names are like one that nothing goes by.
pub(super) fn suggest(store: &Store, name: &str, console: &Console) -> Result<(), Failure> {
    let names = store.names()?;
    let near = names.suggestions(name);
    if names.find(name).is_empty() && !near.is_empty() {
        console.hint(format_args!("nothing goes by the name {name:?}; did you mean {}?", near.join(", ")));
    }
    Ok(())
}
