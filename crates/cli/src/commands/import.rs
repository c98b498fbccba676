//! `standpoint import`

use super::dna;
use crate::args::{StoreArg, SummaryArg};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::identity::unite;
use serde_json::json;
use standpoint_store::{ExportFormat, Imported, Store, StoreError};
use std::io;
use std::path::{Path, PathBuf};

/// Put statement rows (JSON Lines), RDF files or databases of Discourse Network Analyzer (.dna, versions 2 and 3) into a
/// store, which is made where none is.
///
/// Statements of ours come back as statements; other triples are kept beside them, and can be asked for. A malformed
/// line is told and passed over. At the end it is found out anew which names are names of one thing.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  standpoint import --store press corrected.jsonl\n  standpoint import register.ttl\n  standpoint import coded.dna\n  \
                  standpoint export -o - --format trig | standpoint import --store copy --format trig -"
)]
pub(crate) struct Args {
    /// Files; `-` is standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// jsonl, turtle, trig, ntriples, nquads, jsonld, rdfxml; told by the extension where not given.
    #[arg(long, value_parser = format)]
    format: Option<ExportFormat>,
    #[command(flatten)]
    summary: SummaryArg,
    #[command(flatten)]
    store: StoreArg,
}

pub(super) fn format(word: &str) -> Result<ExportFormat, String> {
    ExportFormat::named(word)
        .ok_or_else(|| "use one of jsonl, turtle, trig, ntriples, nquads, jsonld, rdfxml".to_owned())
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let mut store = Store::open_or_create(&args.store.path)?;
    let bar = console.progress(Some(args.files.len() as u64), "files");
    let mut read = 0;
    let mut counts = Imported::default();
    for path in &args.files {
        bar.inc(1);
        if args.format.is_none() && dna::is_dna(path) {
            match dna::import(&mut store, path, console) {
                Ok((documents, statements)) => {
                    read += 1;
                    counts.documents += documents;
                    counts.statements += statements;
                }
                Err(error @ Failure::Dna(_)) => console.skip(error),
                Err(error) => return Err(error),
            }
            continue;
        }
        match one(&mut store, path, args.format) {
            Ok(imported) => {
                read += 1;
                for notice in &imported.skipped {
                    console.skip(notice);
                }
                let Imported { documents, statements, foreign, .. } = imported;
                counts.documents += documents;
                counts.statements += statements;
                counts.foreign += foreign;
                console.note(format_args!(
                    "{}: {statements} statements of {documents} new or changed documents, {foreign} other triples",
                    path.display()
                ));
            }
            // One bad file does not keep the others out; a store that cannot be written does.
            Err(error @ StoreError::UnknownFormat { .. }) => console.skip(error),
            Err(error @ StoreError::Io { doing: "read", .. }) => console.skip(error),
            Err(error) => return Err(error.into()),
        }
    }
    bar.finish_and_clear();
    if read > 0 {
        unite(&mut store)?;
    }
    store.flush()?;
    if args.summary.json {
        crate::output::print_json(&json!({
            "store": args.store.path,
            "files": read,
            "documents": counts.documents,
            "statements": counts.statements,
            "triples": counts.foreign,
            "skipped": console.skipped(),
        }))?;
    }
    if read == 0 { Err(Failure::NothingRead) } else { Ok(Outcome::Done) }
}

fn one(store: &mut Store, path: &Path, format: Option<ExportFormat>) -> Result<Imported, StoreError> {
    if path == Path::new("-") {
        let format = format.ok_or_else(|| StoreError::UnknownFormat { path: path.to_owned() })?;
        return store.import_from(io::stdin().lock(), format, "-");
    }
    let Some(format) = format else { return store.import(path) };
    let file = std::fs::File::open(path).map_err(|source| StoreError::Io {
        doing: "read",
        path: path.to_owned(),
        source,
    })?;
    store.import_from(io::BufReader::new(file), format, &path.display().to_string())
}
