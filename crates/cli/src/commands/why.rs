//! `standpoint why`

use super::identity::{Format, candidate_row, merge_row};
use crate::args::{OutputArg, StoreArg};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::identity::{Register, brief};
use crate::output::Output;
use crate::tables;
use serde_json::json;
use standpoint_model::{Candidate, Entity, Merge};
use standpoint_store::{Decision, Mentioned, Store, Verdict};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Tell all of one entity: its names, its documents, what was united and why, what is open.
///
/// Every merge is shown with the layer that found it and its reason, and how to undo it. The layers, the surest first:
/// curated (people said so), decided (it follows from that), name, title, acronym, surname, evidence.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint why ICE\n  standpoint why 'Ann Lee' --format jsonl\n  \
                        standpoint why organization/harbor-workers-union")]
pub(crate) struct Args {
    /// A label, an alias or an address.
    #[arg(value_name = "ENTITY")]
    entity: String,
    /// Form of the answer.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

/// What there is to tell.
struct Told<'a> {
    entity: Entity,
    members: Vec<&'a Mentioned>,
    merges: Vec<&'a Merge>,
    open: Vec<Candidate>,
    apart: Vec<Decision>,
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let store = Store::open(&args.store.path)?;
    let register = Register::of(&store)?;
    let address = register.address(&args.entity)?;
    let end = register.end(&address).to_owned();
    let members = register.members(&address);
    let Some(entity) = register.entity(&end).cloned() else {
        return Err(Failure::Usage(format!("no document names {}", brief(&end))));
    };
    let ours = |id: &String| register.end(id) == end;
    let mut open = store.candidates(&store.identity())?;
    open.retain(|pair| ours(&pair.from) || ours(&pair.into));
    let apart = store
        .decisions()
        .iter()
        .filter(|one| one.verdict == Verdict::KeptApart && one.concerns.iter().any(ours));
    let told = Told {
        merges: register.merges().iter().filter(|merge| ours(&merge.into)).collect(),
        apart: apart.cloned().collect(),
        entity,
        members,
        open,
    };
    let mut output = Output::open(args.output.path.as_deref())?;
    let width = tables::width(&output);
    output.put(|out| match args.format {
        Format::Jsonl => writeln!(out, "{}", row(&register, &told)),
        Format::Table => text(out, &register, &told, width),
    })?;
    output.finish()?;
    if args.format == Format::Table && !told.open.is_empty() {
        console.hint("standpoint identity --accept A B, or --reject A B");
    }
    Ok(Outcome::Done)
}

fn documents<'a>(told: &'a Told) -> BTreeSet<&'a str> {
    told.members.iter().flat_map(|known| &known.documents).map(String::as_str).collect()
}

fn text(out: &mut dyn Write, register: &Register, told: &Told, width: u16) -> io::Result<()> {
    let documents = documents(told);
    writeln!(out, "{} ({})", tables::one_line(&told.entity.label), told.entity.kind)?;
    writeln!(out, "address    {}", brief(&told.entity.id))?;
    let names: Vec<String> = told.entity.aliases.iter().map(|name| tables::one_line(name)).collect();
    writeln!(
        out,
        "also       {}",
        if names.is_empty() { "no other name".to_owned() } else { names.join("; ") }
    )?;
    let listed: Vec<&str> = documents.iter().take(12).copied().collect();
    let more = match documents.len().saturating_sub(listed.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    writeln!(out, "documents  {}: {}{more}", documents.len(), listed.join(", "))?;
    if told.merges.is_empty() {
        writeln!(out, "\nOne address, nothing united.")?;
    } else {
        let rows = told.merges.iter().map(|merge| {
            let used = register.mentioned(&merge.from).map_or(0, |known| known.documents.len());
            [brief(&merge.from).to_owned(), used.to_string(), merge.layer.clone(), merge.reason.clone()]
        });
        writeln!(out, "\nUnited\n{}", tables::plain(["address", "documents", "layer", "why"], rows, width))?;
        writeln!(out, "undo: standpoint identity --undo ADDRESS")?;
    }
    if !told.open.is_empty() {
        let rows = told.open.iter().map(|pair| {
            let strength = format!("{} %", pair.strength);
            [brief(&pair.from).to_owned(), brief(&pair.into).to_owned(), strength, pair.reason.clone()]
        });
        writeln!(out, "\nOpen\n{}", tables::plain(["may be", "one with", "evidence", "why"], rows, width))?;
    }
    if !told.apart.is_empty() {
        writeln!(out, "\nKept apart")?;
    }
    for one in &told.apart {
        let matters: Vec<&str> = one.concerns.iter().map(|id| brief(id)).collect();
        let why = if one.reason.is_empty() { String::new() } else { format!(": {}", one.reason) };
        writeln!(out, "  {} (by {}{why})", matters.join(" and "), one.by)?;
    }
    Ok(())
}

fn row(register: &Register, told: &Told) -> serde_json::Value {
    let members: Vec<serde_json::Value> = told
        .members
        .iter()
        .map(|known| {
            let names: Vec<&str> = known.entity.names().collect();
            json!({"id": known.entity.id, "names": names, "documents": known.documents})
        })
        .collect();
    json!({
        "entity": told.entity,
        "documents": documents(told),
        "members": members,
        "merges": told.merges.iter().map(|merge| merge_row(register, merge)).collect::<Vec<_>>(),
        "candidates": told.open.iter().map(|pair| candidate_row(register, pair)).collect::<Vec<_>>(),
        "keptApart": told.apart,
    })
}
