//! `standpoint identity`

use crate::args::{JsonArg, OutputArg, StoreArg};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::identity::{Register, brief, unite};
use crate::output::Output;
use crate::tables;
use serde_json::json;
use standpoint_extractor::identity::compatible;
use standpoint_model::{CURATED, Candidate, Merge};
use standpoint_store::{Decision, Store, Verdict};
use std::io::{self, Write};

/// Show which names are names of one thing, and decide where the program cannot.
///
/// Lists what was united, in which layer and why. With --ask, the pairs that may be one thing but lack the evidence: for
/// you to decide. A decision is a small file in the store's folder `curation/`: it holds at every later ingest and import,
/// and can be taken back. Names are labels, aliases or addresses (`person/ann-lee`); `standpoint why NAME` tells all of one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  standpoint identity\n  standpoint identity --ask\n  \
                        standpoint identity --accept HWU 'Harbor Workers Union'\n  \
                        standpoint identity --reject person/crane-in-8f14e45fceea167a 'Eli Crane' --reason 'the actor'\n  \
                        standpoint identity --undo organization/hwu\n  \
                        standpoint identity --layer evidence --format jsonl -o merges.jsonl")]
pub(crate) struct Args {
    /// List the pairs that wait for a decision, the likeliest first.
    #[arg(long, conflicts_with_all = ["accept", "reject", "undo", "layer"])]
    ask: bool,
    /// These two are one: the first gives way to the second.
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["reject", "undo"])]
    accept: Option<Vec<String>>,
    /// These two are two, whatever the program finds.
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "undo")]
    reject: Option<Vec<String>>,
    /// Undo what was united or decided under this address: it stands for itself again.
    #[arg(long, value_name = "ADDRESS")]
    undo: Option<String>,
    /// Why, for those who read the decision later.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    /// Who decides.
    #[arg(long, value_name = "NAME", env = "USER", default_value = "somebody", hide_env = true)]
    by: String,
    /// Only merges of this layer: decided, name, title, acronym, surname, evidence, curated.
    #[arg(long, value_name = "LAYER", value_parser = layer)]
    layer: Option<String>,
    /// Form of the list.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    json: JsonArg,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For the eye.
    Table,
    /// One JSON object a line.
    #[value(alias = "json")]
    Jsonl,
}

fn layer(word: &str) -> Result<String, String> {
    let mut known = standpoint_extractor::identity::LAYERS.to_vec();
    known.push(CURATED);
    let lower = word.to_lowercase();
    if known.contains(&lower.as_str()) { Ok(lower) } else { Err(format!("use one of {}", known.join(", "))) }
}

impl Args {
    fn format(&self) -> Format {
        if self.json.json { Format::Jsonl } else { self.format }
    }
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let mut store = Store::open(&args.store.path)?;
    let register = Register::of(&store)?;
    let told = if let Some([one, other]) = args.accept.as_deref() {
        accept(&mut store, &register, one, other, args)?
    } else if let Some([one, other]) = args.reject.as_deref() {
        reject(&mut store, &register, one, other, args)?
    } else if let Some(name) = &args.undo {
        undo(&mut store, &register, name, args)?
    } else {
        return list(&store, &register, args, console);
    };
    unite(&mut store)?;
    console.note(told);
    Ok(Outcome::Done)
}

fn decision(verdict: Verdict, concerns: [&str; 2], args: &Args) -> Decision {
    let concerns = concerns.map(str::to_owned).to_vec();
    Decision { verdict, concerns, by: args.by.clone(), on: None, reason: args.reason.clone() }
}

fn accept(
    store: &mut Store,
    register: &Register,
    one: &str,
    other: &str,
    args: &Args,
) -> Result<String, Failure> {
    let (from, into) = pair(register, one, other)?;
    if register.end(&from) == register.end(&into) {
        return Err(Failure::Usage(format!(
            "{one:?} and {other:?} are one already\nhint: `standpoint why {other:?}` tells why"
        )));
    }
    if let Some((a, b)) = register.entity(&from).zip(register.entity(&into))
        && !compatible(a.kind, b.kind)
    {
        return Err(Failure::Usage(format!(
            "{one:?} is a {}, {other:?} a {}: these cannot be one",
            a.kind, b.kind
        )));
    }
    // Who unites two names takes back that any of their names are kept apart.
    for a in register.members(&from) {
        for b in register.members(&into) {
            store.withdraw_on(&a.entity.id, &b.entity.id)?;
        }
    }
    store.decide(&decision(Verdict::Merged, [&from, &into], args))?;
    Ok(format!("{} is now one with {}", brief(&from), brief(&into)))
}

fn reject(
    store: &mut Store,
    register: &Register,
    one: &str,
    other: &str,
    args: &Args,
) -> Result<String, Failure> {
    let (a, b) = pair(register, one, other)?;
    store.withdraw_on(&a, &b)?;
    store.decide(&decision(Verdict::KeptApart, [&a, &b], args))?;
    Ok(format!("{} and {} are kept apart", brief(&a), brief(&b)))
}

fn pair(register: &Register, one: &str, other: &str) -> Result<(String, String), Failure> {
    let (a, b) = (register.address(one)?, register.address(other)?);
    if a == b {
        return Err(Failure::Usage(format!(
            "{one:?} and {other:?} are names of one address, {}\nhint: `standpoint why {other:?}` lists the addresses that \
             were united; name two of those",
            brief(&a)
        )));
    }
    Ok((a, b))
}

fn undo(store: &mut Store, register: &Register, name: &str, args: &Args) -> Result<String, Failure> {
    let address = register.address(name)?;
    let on = |verdict| -> Vec<Decision> {
        let of = store.decisions().iter().filter(|one| one.verdict == verdict);
        of.filter(|one| one.pair().is_some_and(|(a, b)| a == address || b == address)).cloned().collect()
    };
    let (united, apart) = (on(Verdict::Merged), on(Verdict::KeptApart));
    let members = register.members(&address);
    let others: Vec<&str> =
        members.iter().map(|known| known.entity.id.as_str()).filter(|id| *id != address).collect();
    // What people united first, then what the program did; last, that people keep it apart.
    if united.is_empty() && !others.is_empty() {
        if register.end(&address) == address {
            let lines: Vec<String> = others.iter().map(|id| format!("  {}", brief(id))).collect();
            return Err(Failure::Usage(format!(
                "{name:?} is what others were united with; name the one that is to go:\n{}",
                lines.join("\n")
            )));
        }
        for other in &others {
            store.decide(&decision(Verdict::KeptApart, [&address, other], args))?;
        }
        return Ok(format!("{} stands for itself again", brief(&address)));
    }
    let taken_back = if united.is_empty() { apart } else { united };
    for one in &taken_back {
        store.withdraw(one)?;
    }
    match taken_back.len() {
        0 => Err(Failure::Usage(format!(
            "nothing was united with {name:?} or decided on it\nhint: `standpoint identity` lists what was united"
        ))),
        1 => Ok(format!("a decision on {} is taken back", brief(&address))),
        n => Ok(format!("{n} decisions on {} are taken back", brief(&address))),
    }
}

fn list(store: &Store, register: &Register, args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let mut output = Output::open(args.output.path.as_deref())?;
    let width = tables::width(&output);
    let empty = if args.ask {
        let open = store.candidates(&store.identity())?;
        output.put(|out| match args.format() {
            Format::Jsonl => lines(out, open.iter().map(|pair| candidate_row(register, pair))),
            Format::Table if open.is_empty() => Ok(()),
            Format::Table => {
                let rows = open.iter().map(|pair| {
                    let cells = [brief(&pair.from), brief(&pair.into), &pair.reason];
                    [
                        cells[0].to_owned(),
                        cells[1].to_owned(),
                        format!("{} %", pair.strength),
                        cells[2].to_owned(),
                    ]
                });
                writeln!(out, "{}", tables::plain(["may be", "one with", "evidence", "why"], rows, width))
            }
        })?;
        open.is_empty()
    } else {
        let wanted = |merge: &&Merge| args.layer.as_ref().is_none_or(|layer| *layer == merge.layer);
        let merges: Vec<&Merge> = register.merges().iter().filter(wanted).collect();
        output.put(|out| match args.format() {
            Format::Jsonl => lines(out, merges.iter().map(|merge| merge_row(register, merge))),
            Format::Table if merges.is_empty() => Ok(()),
            Format::Table => {
                let rows = merges.iter().map(|merge| {
                    let cells =
                        [brief(&merge.from), brief(register.end(&merge.into)), &merge.layer, &merge.reason];
                    cells.map(str::to_owned)
                });
                writeln!(out, "{}", tables::plain(["address", "is one with", "layer", "why"], rows, width))
            }
        })?;
        merges.is_empty()
    };
    output.finish()?;
    if empty {
        console.note(if args.ask { "no pair waits for a decision" } else { "nothing was united" });
        return Ok(Outcome::Nothing);
    }
    if args.ask && args.format() == Format::Table {
        console.hint("standpoint identity --accept A B, or --reject A B");
    }
    Ok(Outcome::Done)
}

fn lines(out: &mut dyn Write, rows: impl Iterator<Item = serde_json::Value>) -> io::Result<()> {
    for row in rows {
        writeln!(out, "{row}")?;
    }
    Ok(())
}

/// A merge as a row.
pub(super) fn merge_row(register: &Register, merge: &Merge) -> serde_json::Value {
    json!({
        "from": merge.from,
        "fromLabel": register.mentioned(&merge.from).map(|known| &known.entity.label),
        "into": register.end(&merge.into),
        "intoLabel": register.entity(&merge.into).map(|entity| &entity.label),
        "layer": merge.layer,
        "reason": merge.reason,
    })
}

/// A candidate as a row.
pub(super) fn candidate_row(register: &Register, pair: &Candidate) -> serde_json::Value {
    json!({
        "from": pair.from,
        "fromLabel": register.entity(&pair.from).map(|entity| &entity.label),
        "into": pair.into,
        "intoLabel": register.entity(&pair.into).map(|entity| &entity.label),
        "strength": pair.strength,
        "reason": pair.reason,
    })
}
