//! `standpoint demo`

use crate::args::ThreadsArg;
use crate::commands::{conflicts, ingest, render};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::identity::unite;
use crate::output::Output;
use crate::{seeds, tables};
use comfy_table::Table;
use standpoint_extractor::Extractor;
use standpoint_extractor::read::{ReadOptions, read_paths};
use standpoint_model::{Document, Entity, Kind, Statement};
use standpoint_rdf::Format;
use standpoint_render::{Options, Theme, topic};
use standpoint_store::{ExportFormat, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// Rows shown of each kind of statement.
const SHOWN: usize = 8;
/// Statements less sure than this are not shown.
const SURE: f64 = 0.5;

/// Take the tour: read the shipped documents, show what they say and where they conflict, draw a picture.
///
/// Eight short texts on one quarrel go into a temporary store. Nothing is left behind but the picture.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint demo\n  standpoint demo -o /tmp/picture.svg")]
pub(crate) struct Args {
    /// Where the picture goes.
    #[arg(short = 'o', long = "output", value_name = "FILE", default_value = "standpoint-demo.svg")]
    output: PathBuf,
    #[command(flatten)]
    threads: ThreadsArg,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    args.threads.apply();
    let folder = tempfile::tempdir()
        .map_err(|source| Failure::Output { name: "the temporary folder".to_owned(), source })?;
    let extractor = Extractor::embedded()?;
    let mut store = Store::create(folder.path().join("store"))?;
    let documents = documents(folder.path())?;
    console.note(format_args!("Reading {} short documents on one quarrel …\n", documents.len()));
    let bar = console.progress(Some(documents.len() as u64), "documents");
    ingest::put_all(&mut store, &extractor, &mut documents.into_iter(), false, &bar, console)?;
    store.import_from(seeds::REGISTER.as_bytes(), ExportFormat::Rdf(Format::Turtle), "register.ttl")?;
    unite(&mut store)?;

    let (statements, found) = conflicts::look(&store)?;
    let mut output = Output::open(None)?;
    let width = tables::width(&output);
    let headings = [
        (Kind::Relation, "Who leads and belongs to what"),
        (Kind::Stance, "Who is for and against what"),
        (Kind::Claim, "Who says what"),
    ];
    for (kind, heading) in headings {
        let (rows, all) = surest(&statements, kind);
        let table = tables::statements(rows.iter().copied(), width);
        show(&mut output, heading, &table, rows.len(), all)?;
    }
    let table = tables::conflicts(found.iter().take(SHOWN).cloned(), width, false);
    show(&mut output, "Where positions do not go together", &table, found.len().min(SHOWN), found.len())?;
    output.finish()?;

    let sure: Vec<Statement> = statements.into_iter().filter(|said| said.confidence.get() >= SURE).collect();
    let Some(quarrel) = most_disputed(&sure) else { return Ok(Outcome::Nothing) };
    let options = Options {
        title: Some(format!("{}: who stands where", quarrel.label)),
        note: Some(render::source_note(&store)),
        ..Options::default()
    };
    let picture = topic(&sure, &found, &quarrel.id, &options).svg(Theme::Adaptive);
    let mut file = Output::open(Some(&args.output))?;
    file.put(|out| out.write_all(picture.as_bytes()))?;
    file.finish()?;
    console.note(next(&args.output));
    Ok(Outcome::Done)
}

/// Writes a table below its heading, with how many of how many rows it has.
fn show(output: &mut Output, heading: &str, table: &Table, shown: usize, all: usize) -> Result<(), Failure> {
    output.put(|out| match (shown, all) {
        (_, 0) => writeln!(out, "{heading}: nothing found\n"),
        (shown, all) if shown < all => writeln!(out, "{heading} (the first {shown} of {all})\n{table}\n"),
        _ => writeln!(out, "{heading}\n{table}\n"),
    })
}

/// The shipped documents, named as in the source tree.
fn documents(folder: &Path) -> Result<Vec<Document>, Failure> {
    let folder = folder.join("seeds");
    let fail = |source: io::Error| Failure::Output { name: folder.display().to_string(), source };
    std::fs::create_dir(&folder).map_err(fail)?;
    for (name, text) in seeds::DOCUMENTS {
        std::fs::write(folder.join(name), text).map_err(fail)?;
    }
    let read = read_paths([&folder], ReadOptions::default()).flatten();
    let named = read.map(|document| {
        let name = document.id.rsplit(['/', '\\']).next().unwrap_or_default();
        Document { id: format!("seeds/{name}"), ..document }
    });
    Ok(named.collect())
}

/// The surest statements of a kind, and how many there are that are sure enough.
fn surest(statements: &[Statement], kind: Kind) -> (Vec<&Statement>, usize) {
    let mut rows: Vec<&Statement> =
        statements.iter().filter(|said| said.kind() == kind && said.confidence.get() >= SURE).collect();
    rows.sort_by(|a, b| b.confidence.get().total_cmp(&a.confidence.get()).then(a.id.cmp(&b.id)));
    let all = rows.len();
    rows.truncate(SHOWN);
    // The surest are chosen, then put beside their like.
    rows.sort_by(|a, b| {
        (&a.subject.label, a.predicate, &a.object.label).cmp(&(
            &b.subject.label,
            b.predicate,
            &b.object.label,
        ))
    });
    (rows, all)
}

/// What most actors take a stance on.
fn most_disputed(statements: &[Statement]) -> Option<&Entity> {
    let mut holders: BTreeMap<&str, (BTreeSet<&str>, &Entity)> = BTreeMap::new();
    for said in statements.iter().filter(|said| said.kind() == Kind::Stance) {
        let (actors, _) = holders.entry(&said.object.id).or_insert_with(|| (BTreeSet::new(), &said.object));
        actors.insert(&said.subject.id);
    }
    holders.into_values().max_by_key(|(actors, _)| actors.len()).map(|(_, target)| target)
}

fn next(picture: &Path) -> String {
    format!(
        "The picture is in {}; open it in a browser, and rest the pointer on a line to see its quotes.

Try next, with articles of your own:
  standpoint ingest --store press articles/
  standpoint conflicts --store press
  standpoint query --store press                  lists the questions
  standpoint render --store press --conflicts -o conflicts.svg",
        picture.display()
    )
}
