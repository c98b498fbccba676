//! From a store and a question to a picture in the format that a file name asks for.

use crate::commands::render::Args;
use crate::console::Console;
use crate::failure::Failure;
use standpoint_model::{Conflict, Statement};
use standpoint_network::{Aggregation, Coding, Filter, Mode, Network, Normalization, Spec};
use standpoint_rdf::Stored;
use standpoint_render::{
    Drawing, Links, Options, Scene, SceneOptions, Theme, actor, conflicts, dot, edges_csv, gexf, graph,
    graphml, heatmap, nodes_csv, onemode, timeline, topic, twomode,
};
use standpoint_store::Store;
use std::collections::BTreeMap;

/// What a file name asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Svg,
    Png,
    Pdf,
    Dot,
    GraphMl,
    Gexf,
    Edges,
    Nodes,
}

impl Format {
    /// By the ending of the name.
    pub(crate) fn of(name: &str) -> Result<Self, Failure> {
        let lower = name.to_lowercase();
        let known = [
            (".svg", Self::Svg),
            (".png", Self::Png),
            (".pdf", Self::Pdf),
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
        known.into_iter().find(|(end, _)| lower.ends_with(end)).map(|(_, format)| format).ok_or_else(|| {
            Failure::Usage(format!(
                "the name {name:?} does not say what to draw\nhint: end it in .svg, .png, .pdf, .dot, .graphml, .gexf, .csv or .nodes.csv"
            ))
        })
    }

    fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Png | Self::Pdf)
    }
}

/// What is asked, and of what.
pub(crate) struct Wanted<'a> {
    pub(crate) args: &'a Args,
    pub(crate) store: &'a Store,
    pub(crate) statements: Vec<Statement>,
    pub(crate) conflicts: Vec<Conflict>,
}

/// A file's content, and what to tell about it.
pub(crate) struct Drawn {
    pub(crate) bytes: Vec<u8>,
    pub(crate) remark: String,
}

/// Draws it; none where there is nothing to draw.
pub(crate) fn draw(wanted: &Wanted<'_>, format: Format, console: &Console) -> Result<Option<Drawn>, Failure> {
    let args = wanted.args;
    let alone = args.topic.is_none() && args.actor.is_none() && !args.conflicts;
    let of_network = args.timeline.is_some() || args.network.is_some() || args.heatmap;
    if of_network && !format.is_picture() {
        return Err(Failure::Usage(
            "this kind of picture is written as .svg, .png or .pdf\nhint: `standpoint network` writes networks as GraphML, GEXF and CSV"
                .to_owned(),
        ));
    }
    // Asked for both a topic and an actor, only the graph can show what is between them.
    let as_graph = !of_network
        && (args.graph
            || alone
            || !format.is_picture()
            || args.topic.is_some() && args.actor.is_some() && !args.conflicts);
    if as_graph {
        return scene(wanted, format, console);
    }
    let drawing = picture(wanted)?;
    if drawing.is_empty() {
        return Ok(None);
    }
    written(wanted, &drawing, format, "", console).map(Some)
}

/// Heading, foot, links and measure.
fn options(wanted: &Wanted<'_>) -> Result<Options, Failure> {
    let args = wanted.args;
    Ok(Options {
        title: args.title.clone(),
        note: Some(source_note(wanted.store, &filters(args))),
        top: args.top.map(|top| if top == 0 { usize::MAX } else { top }),
        links: links(wanted)?,
    })
}

fn links(wanted: &Wanted<'_>) -> Result<Links, Failure> {
    let mut links = Links { base: wanted.args.link_base.clone(), ..Links::default() };
    if links.base.is_none() {
        let address = |stored: Stored| Some((stored.document.id, stored.document.url?));
        wanted.store.each(address, |found| links.documents.extend(found))?;
    }
    Ok(links)
}

fn picture(wanted: &Wanted<'_>) -> Result<Drawing, Failure> {
    let (args, options) = (wanted.args, options(wanted)?);
    let (statements, found) = (&wanted.statements, &wanted.conflicts);
    if args.conflicts {
        return Ok(conflicts(found, &options));
    }
    if let Some(name) = &args.topic {
        return Ok(topic(statements, found, name, &options));
    }
    if let Some(name) = &args.actor {
        return Ok(actor(statements, found, name, &options));
    }
    if let Some(name) = &args.timeline {
        return Ok(timeline(statements, name, &options));
    }
    let corpus = Coding::default().corpus(statements, &BTreeMap::new());
    if args.network.as_deref() == Some("onemode") {
        let spec = Spec {
            mode: Mode::OneMode,
            aggregation: args.aggregation,
            normalization: args.normalization,
            ..Spec::default()
        };
        return Ok(onemode(&Network::of(&corpus, &spec, &Filter::default())?, &options));
    }
    let spec = Spec { aggregation: Aggregation::Ignore, normalization: Normalization::No, ..Spec::default() };
    let network = Network::of(&corpus, &spec, &Filter::default())?;
    Ok(if args.heatmap {
        heatmap(&network, statements, &options)
    } else {
        twomode(&network, statements, &options)
    })
}

fn scene(wanted: &Wanted<'_>, format: Format, console: &Console) -> Result<Option<Drawn>, Failure> {
    let args = wanted.args;
    let top = match args.top {
        // A graph that fits a page; files for other programs take more.
        None if format.is_picture() => Some(28),
        None => SceneOptions::default().top,
        Some(0) => None,
        top => top,
    };
    let scene = Scene::build(
        &wanted.statements,
        &wanted.conflicts,
        &SceneOptions {
            topic: args.topic.clone(),
            actor: args.actor.clone(),
            conflicts_only: args.conflicts,
            top,
            title: args.title.clone(),
            note: Some(source_note(wanted.store, &filters(args))),
        },
    );
    if scene.is_empty() {
        return Ok(None);
    }
    let text = match format {
        Format::Dot => dot(&scene),
        Format::GraphMl => graphml(&scene),
        Format::Gexf => gexf(&scene),
        Format::Edges => edges_csv(&scene),
        Format::Nodes => nodes_csv(&scene),
        Format::Svg | Format::Png | Format::Pdf => {
            let (drawing, engine) = graph(&scene, args.engine, &links(wanted)?)?;
            let by = format!(", laid out by {engine}");
            return written(wanted, &drawing, format, &by, console).map(Some);
        }
    };
    let (boxes, lines) = scene.size();
    Ok(Some(Drawn { bytes: text.into_bytes(), remark: format!("{boxes} boxes, {lines} lines") }))
}

fn written(
    wanted: &Wanted<'_>,
    drawing: &Drawing,
    format: Format,
    by: &str,
    console: &Console,
) -> Result<Drawn, Failure> {
    let theme = wanted.args.theme();
    let bytes = match format {
        Format::Png => drawing.png(theme, wanted.args.scale)?,
        Format::Pdf => drawing.pdf(theme),
        _ => drawing.svg(theme).into_bytes(),
    };
    if format != Format::Svg && drawing.uncovered() > 0 {
        console.warn(format_args!(
            "{} letters are in no script that the program's own font has, and are drawn as empty boxes\nhint: an SVG shows them in the reader's fonts",
            drawing.uncovered()
        ));
    }
    for note in drawing
        .notes()
        .iter()
        .filter(|note| note.starts_with("Left out") && !note.contains("than those shown"))
    {
        console.note(format_args!("{note} (--top 0 draws all)"));
    }
    let (wide, high) = drawing.size();
    let remark =
        format!("{wide:.0} × {high:.0} pixels{}{by}", if theme == Theme::Dark { ", dark" } else { "" });
    Ok(Drawn { bytes, remark })
}

/// What was asked to be left out, in words.
fn filters(args: &Args) -> Vec<String> {
    // The store is told by name only: where it lies is nobody's business but its owner's.
    let name = args.store.path.file_name().map(|name| format!("store {}", name.to_string_lossy()));
    let sure = format!("statements of confidence {} or more", args.min_confidence);
    name.into_iter().chain([sure]).collect()
}

/// The line at the foot of a picture: store, documents, publishers, dates of publication, filters.
pub(crate) fn source_note(store: &Store, filters: &[String]) -> String {
    let mut publishers: Vec<&str> =
        store.documents().filter_map(|entry| entry.publisher.as_deref()).collect();
    publishers.sort_unstable();
    publishers.dedup();
    let number = store.documents().len();
    let mut note = if number == 1 { "1 document".to_owned() } else { format!("{number} documents") };
    match publishers.as_slice() {
        [] => {}
        few @ [..] if few.len() <= 4 => note.push_str(&format!(" ({})", few.join(", "))),
        many => note.push_str(&format!(" of {} publishers", many.len())),
    }
    let first = store.documents().filter_map(|entry| entry.date).min_by_key(|date| date.earliest());
    let last = store.documents().filter_map(|entry| entry.date).max_by_key(|date| date.latest());
    match (first, last) {
        (Some(first), Some(last)) if first == last => note.push_str(&format!(", {first}")),
        (Some(first), Some(last)) => note.push_str(&format!(", {first} to {last}")),
        _ => {}
    }
    let filters: String = filters.iter().map(|filter| format!("; {filter}")).collect();
    format!("Source: {note}{filters}. Found by program: judge the quotes.")
}
