//! `standpoint ingest`

use crate::args::{StoreArg, SummaryArg, ThreadsArg};
use crate::console::Console;
use crate::documents::{InputArgs, in_order};
use crate::failure::{Failure, Outcome};
use crate::identity::unite;
use crate::output;
use indicatif::ProgressBar;
use serde_json::json;
use standpoint_extractor::Extractor;
use standpoint_model::Document;
use standpoint_store::{Put, Store};
use std::collections::BTreeMap;

/// Read documents into a store; known, unchanged ones are skipped.
///
/// The store is made where none is. Each document is on disk as soon as it is put: a run that is interrupted keeps what
/// it has done, and the next one goes on from there. At the end it is found out which names, in all documents of the
/// store, are names of one thing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint ingest articles/\n  \
                        standpoint ingest --store press 2011/*.txt\n  \
                        standpoint ingest --store press --input jsonl corpus.jsonl")]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Read documents again that the store holds unchanged.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    summary: SummaryArg,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    threads: ThreadsArg,
}

/// What a run did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    added: usize,
    replaced: usize,
    unchanged: usize,
    statements: usize,
    merges: usize,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    args.threads.apply();
    let mut store = Store::open_or_create(&args.store.path)?;
    let extractor = Extractor::embedded()?;
    let bar = console.progress(args.input.how_many(), "documents");
    let mut reading = args.input.read(console);
    let counts = put_all(&mut store, &extractor, &mut reading, args.force, &bar, console)?;
    let Counts { added, replaced, unchanged, statements, merges } = counts;
    console.note(format_args!(
        "{}: {added} added, {replaced} replaced, {unchanged} unchanged, {} skipped; {statements} statements read, \
         {merges} names united with others",
        args.store.path.display(),
        console.skipped(),
    ));
    if args.summary.json {
        output::print_json(&json!({
            "store": args.store.path,
            "added": added,
            "replaced": replaced,
            "unchanged": unchanged,
            "skipped": console.skipped(),
            "statements": statements,
            "merges": merges,
        }))?;
    }
    reading.outcome()
}

/// Extracts documents in parallel and puts them one by one, then looks again at which names are names of one thing.
pub(super) fn put_all(
    store: &mut Store,
    extractor: &Extractor,
    documents: &mut impl Iterator<Item = Document>,
    force: bool,
    bar: &ProgressBar,
    console: &Console,
) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    let current: BTreeMap<String, String> = store
        .documents()
        .filter(|entry| entry.extractor == Extractor::VERSION && !force)
        .map(|entry| (entry.id.clone(), entry.hash.clone()))
        .collect();
    let mut unchanged = 0;
    let mut stale = documents.inspect(|_| bar.inc(1)).filter(|document| {
        let known = current.get(&document.id).is_some_and(|hash| *hash == document.hash());
        unchanged += usize::from(known);
        !known
    });
    in_order(
        &mut stale,
        console,
        |document| extractor.extract(document),
        |document, statements| {
            match store.put(&document, &statements, Extractor::VERSION)? {
                Put::Added => counts.added += 1,
                Put::Replaced => counts.replaced += 1,
                Put::Unchanged => counts.unchanged += 1,
            }
            counts.statements += statements.len();
            Ok(())
        },
    )?;
    drop(stale);
    counts.unchanged += unchanged;
    bar.finish_and_clear();
    counts.merges = unite(store)?;
    store.flush()?;
    Ok(counts)
}
