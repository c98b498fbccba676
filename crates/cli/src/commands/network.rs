//! `standpoint network`

use crate::args::{JsonArg, OutputArg, StoreArg};
use crate::coded::{Coded, CodingArgs};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use standpoint_network::{
    Aggregation, Duplicates, Filter, Kernel, Mode, Network, Normalization, Slice, Spec, Unit, Windows,
    day_text, events, slices, write,
};
use std::path::{Path, PathBuf};

/// Make discourse networks: who speaks for and against what, and who agrees with whom.
///
/// A two-mode network ties actors to targets, a one-mode network actors to actors through the targets that they share.
/// Formulas and words are those of Discourse Network Analyzer; `--dna-compat` gives its numbers also where it departs from
/// what it documents (weeks and months without their year, a triangular kernel with its peak at the edge).
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint network --aggregation subtract -o actors-by-targets.csv\n  \
                        standpoint network --type onemode --aggregation congruence --normalization average -o agree.graphml\n  \
                        standpoint network --type onemode --aggregation subtract --window 30 --unit days --kernel gaussian -o moving.gexf\n  \
                        standpoint network --type eventlist --from 2011-01 --to 2011-12 -o events.csv\n  \
                        standpoint network --type onemode --rows target -o targets.dl")]
pub(crate) struct Args {
    /// twomode, onemode, eventlist.
    #[arg(long = "type", value_name = "TYPE", default_value = "twomode", value_parser = kind)]
    kind: Kind,
    /// ignore, subtract; two-mode also combine; one-mode also congruence, conflict.
    #[arg(long, value_name = "HOW", default_value = "ignore", value_parser = str::parse::<Aggregation>)]
    aggregation: Aggregation,
    /// no; two-mode activity, prominence; one-mode average, jaccard, cosine, vector-cosine.
    #[arg(long, value_name = "HOW", default_value = "no", value_parser = str::parse::<Normalization>)]
    normalization: Normalization,
    #[command(flatten)]
    coding: CodingArgs,
    /// Keep nodes whose statements were all excluded or repeated.
    #[arg(long)]
    isolates: bool,
    /// Move a window of this width over the range, and give a network for each of its positions.
    #[arg(long, value_name = "WIDTH")]
    window: Option<u32>,
    /// What the window's width is counted in: seconds, minutes, hours, days, weeks, months, years, events.
    #[arg(long, default_value = "days", value_parser = str::parse::<Unit>, requires = "window")]
    unit: Unit,
    /// How statements in the window weigh: no, uniform, epanechnikov, triangular, gaussian.
    #[arg(long, default_value = "no", value_parser = str::parse::<Kernel>, requires = "window")]
    kernel: Kernel,
    /// With a kernel: begin and end half a width inside the range.
    #[arg(long, requires = "window")]
    indent: bool,
    /// csv (matrix), edges, nodes, dl, graphml, gexf, cytoscape; told by the ending of the file (.csv, .edges.csv,
    /// .nodes.csv, .dl, .graphml, .gexf, .cyjs), else csv.
    #[arg(long, value_parser = format)]
    format: Option<Format>,
    #[command(flatten)]
    json: JsonArg,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Network(Mode),
    Events,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Matrix,
    Edges,
    Nodes,
    Dl,
    GraphMl,
    Gexf,
    Cytoscape,
}

fn kind(word: &str) -> Result<Kind, String> {
    match word {
        "eventlist" => Ok(Kind::Events),
        other => {
            other.parse().map(Kind::Network).map_err(|_| "use one of twomode, onemode, eventlist".to_owned())
        }
    }
}

fn format(word: &str) -> Result<Format, String> {
    Ok(match word {
        "csv" | "matrix" => Format::Matrix,
        "edges" => Format::Edges,
        "nodes" => Format::Nodes,
        "dl" => Format::Dl,
        "graphml" => Format::GraphMl,
        "gexf" => Format::Gexf,
        "cytoscape" | "cyjs" => Format::Cytoscape,
        _ => return Err("use one of csv, edges, nodes, dl, graphml, gexf, cytoscape".to_owned()),
    })
}

/// What a file name asks for.
fn format_of(path: &Path) -> Result<Format, Failure> {
    let name = path.to_string_lossy().to_lowercase();
    let known = [
        (".edges.csv", Format::Edges),
        (".nodes.csv", Format::Nodes),
        (".csv", Format::Matrix),
        (".dl", Format::Dl),
        (".graphml", Format::GraphMl),
        (".gexf", Format::Gexf),
        (".cyjs", Format::Cytoscape),
        (".json", Format::Cytoscape),
    ];
    if name == "-" {
        return Ok(Format::Matrix);
    }
    known.into_iter().find(|(end, _)| name.ends_with(end)).map(|(_, format)| format).ok_or_else(|| {
        Failure::Usage(format!(
            "the name {name:?} does not say what to write\nhint: give --format, or end it in .csv, .edges.csv, .nodes.csv, .dl, .graphml, .gexf or .cyjs"
        ))
    })
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let path = args.output.path.as_deref();
    let wanted = if args.json.json { Some(Format::Cytoscape) } else { args.format };
    let format = match (wanted, path) {
        (Some(format), _) => format,
        (None, Some(path)) => format_of(path)?,
        (None, None) => Format::Matrix,
    };
    let coded = Coded::load(&args.store.path, &args.coding, console)?;
    let filter = args.coding.filter();
    let mode = if let Kind::Network(mode) = args.kind { mode } else { Mode::TwoMode };
    let spec = Spec {
        mode,
        aggregation: args.aggregation,
        normalization: args.normalization,
        duplicates: args.coding.duplicates,
        isolates: args.isolates,
        compat: args.coding.dna_compat,
    };
    if args.kind == Kind::Events {
        return event_list(&coded, &spec, &filter, path, console);
    }
    let windows =
        args.window.map(|width| Windows { unit: args.unit, width, kernel: args.kernel, indent: args.indent });
    let (network, slices) = match &windows {
        None => (Network::of(&coded.corpus, &spec, &filter).map_err(Failure::from)?, Vec::new()),
        Some(windows) => slices(&coded.corpus, &spec, &filter, windows)?,
    };
    tell(&network, &slices, windows.is_some(), console);
    coded.suggest(&args.coding, console);
    match windows {
        None => put(path, &written(&network, &[], format))?,
        // Only these two formats can say when.
        Some(_) if format == Format::Gexf => put(path, &write::gexf(&network, &slices))?,
        Some(_) if format == Format::Edges => put(path, &write::slices_long(&network, &slices))?,
        Some(_) => match path.filter(|path| *path != Path::new("-")) {
            None => put(path, &write::slices_long(&network, &slices))?,
            Some(path) => {
                for slice in &slices {
                    let mut part = network.clone();
                    part.matrix = slice.matrix.clone();
                    let inside = |time: i64| (slice.from..=slice.to).contains(&time);
                    part.selection.records.retain(|record| record.time.is_some_and(inside));
                    put(Some(&slice_path(path, slice.middle)), &written(&part, &[], format))?;
                }
            }
        },
    }
    let empty = network.matrix.cells().next().is_none();
    Ok(if empty { Outcome::Nothing } else { Outcome::Done })
}

fn written(network: &Network, slices: &[Slice], format: Format) -> String {
    match format {
        Format::Matrix => write::matrix(network, &network.matrix),
        Format::Edges => write::edges(network),
        Format::Nodes => write::nodes(network),
        Format::Dl => write::dl(network),
        Format::GraphMl => write::graphml(network),
        Format::Gexf => write::gexf(network, slices),
        Format::Cytoscape => write::cytoscape(network),
    }
}

/// `net.edges.csv` at a time: `net.2011-11-17.edges.csv`. No colons: some systems forbid them in names.
fn slice_path(path: &Path, middle: i64) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let time = day_text(middle).replace(':', "-");
    let (stem, ending) = name.split_once('.').unwrap_or((&name, ""));
    path.with_file_name(format!("{stem}.{time}.{ending}"))
}

fn event_list(
    coded: &Coded,
    spec: &Spec,
    filter: &Filter,
    path: Option<&Path>,
    console: &Console,
) -> Result<Outcome, Failure> {
    // Levels tell statements apart here as in every network that does not ignore them.
    let spec = Spec { aggregation: Aggregation::Subtract, ..*spec };
    let list = events(&coded.corpus, &spec, filter);
    let more = |origin: u32| {
        let said = &coded.statements[origin as usize];
        vec![said.quote.clone(), said.confidence.get().to_string(), said.id.clone()]
    };
    put(path, &write::event_list(&list, &["quote", "confidence", "statement"], more))?;
    console.note(format_args!("{} statements", list.len()));
    Ok(if list.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn tell(network: &Network, slices: &[Slice], moving: bool, console: &Console) {
    let selection = &network.selection;
    let size = match network.spec.mode {
        Mode::OneMode => network.rows.len().to_string(),
        Mode::TwoMode => format!("{} × {}", network.rows.len(), network.columns.len()),
    };
    let windows = if moving { format!(", {} windows", slices.len()) } else { String::new() };
    console.note(format_args!("{size} nodes, {} statements{windows}", selection.records.len()));
    if network.spec.duplicates != Duplicates::Include {
        console.note(format_args!("{} statements were said before and count once", selection.repeated));
    }
    if moving && selection.undated > 0 {
        console.warn(format_args!("{} statements without a date are in no window", selection.undated));
    }
}

fn put(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    let mut output = Output::open(path)?;
    output.put(|out| out.write_all(text.as_bytes()))?;
    output.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_keep_the_whole_ending() {
        assert_eq!(slice_path(Path::new("a/net.graphml"), 0), Path::new("a/net.1970-01-01.graphml"));
        assert_eq!(
            slice_path(Path::new("net.edges.csv"), 60),
            Path::new("net.1970-01-01T00-01-00.edges.csv")
        );
    }

    #[test]
    fn names_say_what_to_write() {
        assert_eq!(format_of(Path::new("x.Edges.csv")).unwrap(), Format::Edges);
        assert_eq!(format_of(Path::new("x.csv")).unwrap(), Format::Matrix);
        assert!(format_of(Path::new("x.txt")).is_err());
    }
}
