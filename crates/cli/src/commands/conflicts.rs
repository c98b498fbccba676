//! `standpoint conflicts`

use crate::args::{JsonArg, OutputArg, StoreArg};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use crate::{dossier, tables};
use indicatif::ProgressBar;
use standpoint_graph::{Batch, ConflictOptions, Conflicts, GraphBuilder, StanceGraph};
use standpoint_model::{Conflict, ConflictType, DateError, PartialDate, Statement};
use standpoint_rdf::{GraphName, conflict_quads};
use standpoint_store::{Store, StoreError};

/// Find positions that do not go together.
///
/// Six types: affiliate-divergence (an organization and one that it belongs to), leader-divergence (a person and the
/// organization they lead or belong to), coalition-split (two members of one body), reversal (one holder over time),
/// contested-claim (one asserts what another denies), contradictory-claims (two claims that cannot both hold). Each
/// shows its two quotes; judge them before you rely on them. The same in SPARQL, as far as SPARQL can say it:
/// `standpoint query conflict-affiliate-divergence` and so on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint conflicts --explain\n  \
                        standpoint conflicts --type reversal --type contested-claim\n  \
                        standpoint conflicts --about 'Secure Communities' --format jsonl -o conflicts.jsonl\n  \
                        standpoint conflicts --actor AFL-CIO --as-of 2011-08 --format markdown -o dossier.md\n  \
                        standpoint conflicts --fail-on reversal --quiet   exit status 1 where there is one, else 0")]
pub(crate) struct Args {
    /// Only this type; may be given several times.
    #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
    types: Vec<ConflictType>,
    /// Only conflicts about what goes by this name.
    #[arg(long, value_name = "NAME")]
    about: Option<String>,
    /// Only conflicts that the actor of this name is a party of.
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Look only at what was said up to this date (2011, 2011-11 or 2011-11-17), and count recency from there.
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<PartialDate>,
    /// Leave out conflicts that score less (0 to 1).
    #[arg(long, value_name = "SCORE", default_value_t = ConflictOptions::default().min_score)]
    min_score: f64,
    /// Do not look at statements less sure than this (0 to 1).
    #[arg(long, value_name = "P", default_value_t = ConflictOptions::default().min_confidence)]
    min_confidence: f64,
    /// At most so many, the best; all by default.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Tell what each score is made of.
    #[arg(long)]
    explain: bool,
    /// End with status 1 where there is a conflict of this type, and with 0 where there is none; may be given several
    /// times.
    #[arg(long, value_name = "TYPE", value_parser = kind)]
    fail_on: Vec<ConflictType>,
    /// table, jsonl, markdown (a dossier); as RDF turtle, trig, ntriples, nquads, jsonld, rdfxml.
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
    #[command(flatten)]
    json: JsonArg,
    /// Print the SPARQL that asks for the like, instead: of each type that is wanted.
    #[arg(long)]
    show: bool,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// For the eye: both sides beside each other.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// For reading and passing on.
    Markdown,
    /// For other stores.
    Rdf(standpoint_rdf::Format),
}

fn format(word: &str) -> Result<Format, String> {
    match word {
        "table" => Ok(Format::Table),
        "jsonl" | "json" => Ok(Format::Jsonl),
        "markdown" | "md" => Ok(Format::Markdown),
        other => standpoint_rdf::Format::named(other).map(Format::Rdf).ok_or_else(|| {
            "use one of table, jsonl, markdown, turtle, trig, ntriples, nquads, jsonld, rdfxml".to_owned()
        }),
    }
}

fn kind(word: &str) -> Result<ConflictType, standpoint_model::UnknownTerm> {
    word.parse()
}

fn date(word: &str) -> Result<PartialDate, DateError> {
    word.parse()
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    for (name, value) in [("--min-score", args.min_score), ("--min-confidence", args.min_confidence)] {
        if !(0.0..=1.0).contains(&value) {
            return Err(Failure::Usage(format!("{name} must lie between 0 and 1, not {value}")));
        }
    }
    let store = Store::open(&args.store.path)?;
    if args.show {
        return show(args, &store);
    }
    let bar = console.progress(Some(store.documents().len() as u64), "documents");
    let graph = graph_of(&store, &bar)?;
    bar.finish_and_clear();
    let mut options = ConflictOptions {
        min_score: args.min_score,
        min_confidence: args.min_confidence,
        as_of: args.as_of,
        ..ConflictOptions::default()
    };
    if !args.types.is_empty() {
        options.types = args.types.iter().chain(&args.fail_on).copied().collect();
    }
    let mut found = Conflicts::of(&graph, &options);
    if let Some(name) = &args.about {
        found = found.about(name);
    }
    if let Some(name) = &args.actor {
        found = found.of_actor(name);
    }
    let failed = args.fail_on.iter().find(|kind| found.kinds().any(|found| found == **kind));
    if !args.types.is_empty() {
        found = found.of_types(&args.types);
    }
    if let Some(top) = args.top {
        found = found.best(top);
    }
    write(args, &found, console)?;
    if found.is_empty() {
        console.note("no conflicts found");
        for name in args.about.iter().chain(&args.actor) {
            super::render::suggest(&store, name, console)?;
        }
    }
    if let Some(kind) = failed {
        console.note(format_args!("there is a {kind}"));
        return Ok(Outcome::Failed);
    }
    Ok(if found.is_empty() && args.fail_on.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn write(args: &Args, found: &Conflicts<'_>, console: &Console) -> Result<(), Failure> {
    let mut output = console.screen().open(args.output.path.as_deref())?;
    match if args.json.json { Format::Jsonl } else { args.format } {
        Format::Table if !found.is_empty() => {
            let table = tables::conflicts(found.iter(), tables::width(&output), args.explain);
            output.put(|out| writeln!(out, "{table}"))?;
        }
        Format::Table => {}
        Format::Jsonl => output.put(|out| {
            for conflict in found.iter() {
                serde_json::to_writer(&mut *out, &conflict)?;
                writeln!(out)?;
            }
            Ok(())
        })?,
        Format::Markdown => {
            let names: Vec<&str> = args.about.iter().chain(&args.actor).map(String::as_str).collect();
            let heading = if names.is_empty() { "Conflicts".to_owned() } else { names.join(", ") };
            output.put(|out| dossier::write(out, found.iter(), &heading, args.explain))?;
        }
        Format::Rdf(format) => {
            let all: Vec<Conflict> = found.iter().collect();
            let quads = conflict_quads(&all, &GraphName::DefaultGraph);
            output.put(|out| standpoint_rdf::write(quads, format, out))?;
        }
    }
    output.finish()
}

/// Writes the SPARQL that asks for the types that are wanted, as far as SPARQL can.
fn show(args: &Args, store: &Store) -> Result<Outcome, Failure> {
    let all = ConflictType::ALL;
    let wanted = all.iter().filter(|kind| args.types.is_empty() || args.types.contains(kind));
    let asked = wanted
        .map(|kind| store.sparql_of(&format!("conflict-{kind}"), &[]))
        .collect::<Result<Vec<_>, _>>()?;
    let mut output = Output::open(args.output.path.as_deref())?;
    output.put(|out| writeln!(out, "{}", asked.join("\n").trim_end()))?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// The graph of all that a store holds, read straight from its files, each statement seen in the sentence that it
/// stands in.
pub(super) fn graph_of(store: &Store, bar: &ProgressBar) -> Result<StanceGraph, StoreError> {
    let mut builder = GraphBuilder::new(store.identity());
    for (narrower, broader) in store.broader()? {
        builder.add_broader(&narrower, &broader);
    }
    store.each(
        |stored| Batch::new(&stored.document.text, stored.statements),
        |batch| {
            builder.add(batch);
            bar.inc(1);
        },
    )?;
    Ok(builder.finish())
}

/// Every statement of a store and the conflicts among them.
pub(super) fn look(store: &Store) -> Result<(Vec<Statement>, Vec<Conflict>), StoreError> {
    let graph = graph_of(store, &ProgressBar::hidden())?;
    let found = Conflicts::of(&graph, &ConflictOptions::default()).iter().collect();
    Ok((graph.statements().collect(), found))
}
