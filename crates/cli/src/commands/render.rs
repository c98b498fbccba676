//! `standpoint render`

use crate::args::StoreArg;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use crate::pictures::{self, Format, Wanted};
use standpoint_graph::Conflicts;
use standpoint_network::{Aggregation, Normalization};
use standpoint_render::{Engine, Theme, UnknownEngine};
use standpoint_store::Store;
use std::path::PathBuf;
use std::str::FromStr;

/// Draw actors, positions and conflicts.
///
/// The extension of the file says what is written: `.svg`, `.png`, `.pdf` a picture; `.dot` for Graphviz, `.graphml` and
/// `.gexf` for Gephi, yEd, Cytoscape, `.csv` the lines as a table and `.nodes.csv` the boxes. What is drawn is the graph of
/// the whole store, or one of the kinds below. The same store gives the same bytes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint render -o all.svg\n  \
                        standpoint render --topic 'Secure Communities' -o topic.pdf\n  \
                        standpoint render --actor AFL-CIO -o afl-cio.svg\n  \
                        standpoint render --conflicts --top 3 -o conflicts.png\n  \
                        standpoint render --timeline 'Secure Communities' -o timeline.svg\n  \
                        standpoint render --network onemode -o agree.svg\n  \
                        standpoint render --heatmap --top 20 --dark -o heat.png")]
pub(crate) struct Args {
    /// Who is for and who is against the policy or topic of this name, face to face.
    #[arg(long, value_name = "NAME")]
    pub(crate) topic: Option<String>,
    /// The actor of this name: what ties it to others, and where it stands.
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// Conflicts, their two quotes face to face; with --topic or --actor only those.
    #[arg(long)]
    pub(crate) conflicts: bool,
    /// Who was for and against the policy or topic of this name, when.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["topic", "actor", "conflicts", "network", "heatmap"])]
    pub(crate) timeline: Option<String>,
    /// twomode: actors and what they are for and against; onemode: who agrees with whom.
    #[arg(long, value_name = "MODE", value_parser = ["twomode", "onemode"], conflicts_with_all = ["topic", "actor", "conflicts", "heatmap"])]
    pub(crate) network: Option<String>,
    /// Actors and targets as a table in colour.
    #[arg(long, conflicts_with_all = ["topic", "actor", "conflicts"])]
    pub(crate) heatmap: bool,
    /// Of --network onemode: subtract (agreement less disagreement), congruence, conflict.
    #[arg(long, value_name = "HOW", default_value = "subtract", value_parser = str::parse::<Aggregation>, requires = "network")]
    pub(crate) aggregation: Aggregation,
    /// Of --network onemode: average, jaccard, cosine, vector-cosine, no.
    #[arg(long, value_name = "HOW", default_value = "average", value_parser = str::parse::<Normalization>, requires = "network")]
    pub(crate) normalization: Normalization,
    /// Draw a topic, actor or conflicts as a graph of boxes and lines.
    #[arg(long, conflicts_with_all = ["timeline", "network", "heatmap"])]
    pub(crate) graph: bool,
    /// At most so many actors (conflicts, dates), those with most behind them; 0 for all. Each kind has its own measure.
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// Leave out statements less sure than this (0 to 1).
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    pub(crate) min_confidence: f64,
    /// What lays a graph out: auto (dot where installed, else builtin), dot, builtin.
    #[arg(long, default_value_t = Engine::Auto, value_parser = engine)]
    pub(crate) engine: Engine,
    /// Light ink on a dark page. An SVG is both, as the reader's screen is, without this and --light.
    #[arg(long, conflicts_with = "light")]
    dark: bool,
    /// Dark ink on white, also on dark screens.
    #[arg(long)]
    light: bool,
    /// Pixels of a PNG for each of the picture's own: 2 for screens, 3 for print.
    #[arg(long, value_name = "N", default_value_t = 2.0)]
    pub(crate) scale: f64,
    /// Address of a server's pages, to which boxes and quotes lead; without, quotes lead to their documents' addresses.
    #[arg(long, value_name = "URL")]
    pub(crate) link_base: Option<String>,
    /// Heading of the picture.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// What to write, and as what: .svg .png .pdf .dot .graphml .gexf .csv .nodes.csv; `-` is SVG on standard output.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    pub(crate) store: StoreArg,
}

fn engine(word: &str) -> Result<Engine, UnknownEngine> {
    Engine::from_str(word)
}

impl Args {
    /// Which colours are wanted.
    pub(crate) fn theme(&self) -> Theme {
        match (self.dark, self.light) {
            (true, _) => Theme::Dark,
            (_, true) => Theme::Light,
            _ => Theme::Adaptive,
        }
    }

    /// Names in the question, for hints where nothing goes by them.
    fn named(&self) -> impl Iterator<Item = &String> {
        self.topic.iter().chain(&self.actor).chain(&self.timeline)
    }
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let format = Format::of(&args.output.to_string_lossy())?;
    if !(0.0..=1.0).contains(&args.min_confidence) {
        let found = args.min_confidence;
        return Err(Failure::Usage(format!("--min-confidence must lie between 0 and 1, not {found}")));
    }
    if !(args.scale > 0.0 && args.scale <= 20.0) {
        return Err(Failure::Usage(format!("--scale must lie between 0 and 20, not {}", args.scale)));
    }
    let store = Store::open(&args.store.path)?;
    let graph = super::conflicts::graph_of(&store, &indicatif::ProgressBar::hidden())?;
    let options = standpoint_graph::ConflictOptions {
        min_confidence: args.min_confidence,
        ..standpoint_graph::ConflictOptions::default()
    };
    let mut found = Conflicts::of(&graph, &options);
    if args.conflicts {
        if let Some(name) = &args.topic {
            found = found.about(name);
        }
        if let Some(name) = &args.actor {
            found = found.of_actor(name);
        }
    }
    let conflicts = found.iter().collect();
    let mut statements: Vec<_> = graph.statements().collect();
    statements.retain(|statement| statement.confidence.get() >= args.min_confidence);
    let wanted = Wanted { args, store: &store, statements, conflicts };
    let Some(drawn) = pictures::draw(&wanted, format, console)? else {
        console.warn("there is nothing to draw");
        for name in args.named() {
            suggest(&store, name, console)?;
        }
        return Ok(Outcome::Nothing);
    };
    let mut output = Output::open(Some(&args.output))?;
    output.put(|out| out.write_all(&drawn.bytes))?;
    output.finish()?;
    console.note(format_args!("{}: {}", args.output.display(), drawn.remark));
    Ok(Outcome::Done)
}

/// The line at the foot of a picture: how much was read, from whom, when it was published.
pub(super) fn source_note(store: &Store) -> String {
    pictures::source_note(store, &[])
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
