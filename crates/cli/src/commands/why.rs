//! `standpoint why`

mod statements;

use super::identity::{Format, candidate_row, merge_row};
use crate::args::{JsonArg, OutputArg, StoreArg};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::identity::{Register, brief};
use crate::reading::Reading;
use crate::tables;
use serde_json::json;
use standpoint_model::{Candidate, Entity, Merge};
use standpoint_store::{Decision, Mentioned, Store, Verdict};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Tell why: from an entity to what was united in it, from a statement to the exact words.
///
/// Of an entity: its names, its documents, every merge with the layer that found it and its reason, and how to undo it.
/// The layers, the surest first: curated (people said so), decided (it follows from that), name, title, acronym, surname,
/// evidence. Of an edge ("A opposes B"), a statement or a conflict: the words, where they stand and which of them tell
/// what, who tells them, what found them, how sure it is, and who else says the same.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint why ICE\n  standpoint why 'Ann Lee' --json\n  \
                        standpoint why organization/harbor-workers-union\n  \
                        standpoint why AFL-CIO opposes Secure Communities\n  \
                        standpoint why statement/cd6aa9c1 --show       the SPARQL that asks for the same")]
pub(crate) struct Args {
    /// An entity (label, alias or address), `A opposes B`, or the address of a statement or conflict.
    #[arg(value_name = "WHAT", required = true, num_args = 1..)]
    what: Vec<String>,
    /// Print the SPARQL that asks for much the same, instead.
    #[arg(long)]
    show: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    json: JsonArg,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

impl Args {
    fn is_json(&self) -> bool {
        self.json.json || self.format == Format::Jsonl
    }
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
    let what = args.what.join(" ");
    let reading = Reading::open(&args.store.path, 0.0)?;
    let register = Register::of(reading.store())?;
    match register.address(&what) {
        Ok(_) if args.show => statements::show(&what, &reading, console, args.output.path.as_deref()),
        Ok(address) => entity(args, reading.store(), &register, &address, console),
        // What is no entity may be an edge, a statement or a conflict.
        Err(unknown) => statements::run(args, &what, &reading, unknown, console),
    }
}

/// Everything of the entity of this address.
fn entity(
    args: &Args,
    store: &Store,
    register: &Register,
    address: &str,
    console: &Console,
) -> Result<Outcome, Failure> {
    let end = register.end(address).to_owned();
    let members = register.members(address);
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
    let mut output = console.screen().open(args.output.path.as_deref())?;
    let width = tables::width(&output);
    output.put(|out| {
        if args.is_json() {
            writeln!(out, "{}", row(register, &told))
        } else {
            text(out, register, &told, width)
        }
    })?;
    output.finish()?;
    if !args.is_json() && !told.open.is_empty() {
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
