//! `standpoint conflicts`

use crate::args::{OutputArg, StoreArg};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use crate::tables;
use standpoint_graph::{ConflictOptions, StanceGraph, context_of, find_conflicts, matches_topic};
use standpoint_model::{Conflict, ConflictType, Statement};
use standpoint_store::{Store, StoreError};
use std::collections::BTreeMap;

/// Find positions that do not go together.
///
/// Six types: affiliate-divergence (an organization and one that it belongs to), leader-divergence (a person and the
/// organization they lead or belong to), coalition-split (two members of one body), reversal (one holder over time),
/// contested-claim (one asserts what another denies), contradictory-claims (two claims that cannot both hold). Each
/// shows its two quotes; judge them before you rely on them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint conflicts\n  \
                        standpoint conflicts --type reversal --type contested-claim\n  \
                        standpoint conflicts --about 'Secure Communities' --format jsonl -o conflicts.jsonl")]
pub(crate) struct Args {
    /// Only this type; may be given several times.
    #[arg(long = "type", value_name = "TYPE", value_parser = |word: &str| word.parse::<ConflictType>())]
    types: Vec<ConflictType>,
    /// Only conflicts about what goes by this name.
    #[arg(long, value_name = "NAME")]
    about: Option<String>,
    /// Leave out conflicts that score less (0 to 1).
    #[arg(long, value_name = "SCORE", default_value_t = ConflictOptions::default().min_score)]
    min_score: f64,
    /// Do not look at statements less sure than this (0 to 1).
    #[arg(long, value_name = "P", default_value_t = ConflictOptions::default().min_confidence)]
    min_confidence: f64,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For the eye: both sides beside each other.
    Table,
    /// One JSON object a line.
    Jsonl,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let store = Store::open(&args.store.path)?;
    let (_, mut found) = look(&store, |options| {
        if !args.types.is_empty() {
            options.types = args.types.iter().copied().collect();
        }
        options.min_score = args.min_score;
        options.min_confidence = args.min_confidence;
    })?;
    if let Some(name) = &args.about {
        found.retain(|conflict| matches_topic(conflict, name));
    }
    let mut output = Output::open(args.output.path.as_deref())?;
    match args.format {
        Format::Table if !found.is_empty() => {
            let table = tables::conflicts(&found, tables::width(&output));
            output.put(|out| writeln!(out, "{table}"))?;
        }
        Format::Table => {}
        Format::Jsonl => output.put(|out| {
            for conflict in &found {
                serde_json::to_writer(&mut *out, conflict)?;
                writeln!(out)?;
            }
            Ok(())
        })?,
    }
    output.finish()?;
    if found.is_empty() {
        console.note("no conflicts found");
        if let Some(name) = &args.about {
            super::render::suggest(&store, name, console)?;
        }
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// Every statement of a store and the conflicts among them, each statement seen in the sentence that it stands in.
pub(super) fn look(
    store: &Store,
    adjust: impl FnOnce(&mut ConflictOptions),
) -> Result<(Vec<Statement>, Vec<Conflict>), StoreError> {
    let (mut statements, mut context) = (Vec::new(), BTreeMap::new());
    for stored in store.stored()? {
        if !stored.document.text.is_empty() {
            context.extend(
                stored
                    .statements
                    .iter()
                    .map(|said| (said.id.clone(), context_of(&stored.document.text, said.span))),
            );
        }
        statements.extend(stored.statements);
    }
    let mut options = ConflictOptions { context, ..ConflictOptions::default() };
    adjust(&mut options);
    let found = find_conflicts(&StanceGraph::from_statements(&statements), &options);
    Ok((statements, found))
}
