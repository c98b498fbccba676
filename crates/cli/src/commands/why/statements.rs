//! Why a statement, an edge or a conflict is in the store.

use super::Args;
use crate::commands::show::{self, View};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::page::Page;
use crate::reading::{Reading, find, unknown};
use crate::tables;
use standpoint_explore::{EdgeError, Thing};
use std::io::Write;
use std::path::Path;

/// So many further statements are shown of a list.
const TOP: usize = 10;

/// Prints the SPARQL behind what goes by this name.
pub(super) fn show(
    name: &str,
    reading: &Reading,
    console: &Console,
    path: Option<&Path>,
) -> Result<Outcome, Failure> {
    let thing = find(reading.corpus()?, name, console)?;
    let sparql = show::sparql(reading, thing)?;
    print(console, path, |out| writeln!(out, "{}", sparql.trim_end()))
}

/// Answers for what is no entity; `unfound` is told where it is nothing else either.
pub(super) fn run(
    args: &Args,
    what: &str,
    reading: &Reading,
    unfound: Failure,
    console: &Console,
) -> Result<Outcome, Failure> {
    let corpus = reading.corpus()?;
    let path = args.output.path.as_deref();
    let views: Vec<View> = match corpus.find(what).first() {
        Some(thing @ (Thing::Statement(_) | Thing::Conflict(_))) if args.show => {
            let sparql = show::sparql(reading, *thing)?;
            return print(console, path, |out| writeln!(out, "{}", sparql.trim_end()));
        }
        Some(thing @ (Thing::Statement(_) | Thing::Conflict(_))) => {
            show::view(corpus, *thing).into_iter().collect()
        }
        _ => match corpus.why(what) {
            Ok(views) => views.into_iter().map(|view| View::Statement(Box::new(view))).collect(),
            Err(EdgeError::NoPredicate) => return Err(unfound),
            Err(EdgeError::Unknown(name)) => return Err(unknown(corpus, &name)),
            Err(EdgeError::Nothing { subject, predicate, object, instead }) => {
                let (one, other) = (tables::quoted(&subject), tables::quoted(&object));
                let told: Vec<String> =
                    instead.iter().map(|known| format!("standpoint why {one} {known} {other}")).collect();
                let hint = if told.is_empty() { format!("standpoint show {one}") } else { told.join("; ") };
                let (subject, object) = (tables::one_line(&subject), tables::one_line(&object));
                let problem = format!("nothing says that {subject} {predicate} {object}\nhint: {hint}");
                return Err(Failure::Unknown(problem));
            }
        },
    };
    if args.show {
        return sparql_of(&views, reading, console, path);
    }
    tell(args, &views, console)
}

/// The SPARQL behind each of these statements.
fn sparql_of(
    views: &[View],
    reading: &Reading,
    console: &Console,
    path: Option<&Path>,
) -> Result<Outcome, Failure> {
    let corpus = reading.corpus()?;
    let said = views.iter().filter_map(|view| match view {
        View::Statement(view) => corpus.statement(&view.address),
        _ => None,
    });
    let asked =
        said.map(|said| show::sparql(reading, Thing::Statement(said))).collect::<Result<Vec<_>, _>>()?;
    print(console, path, |out| writeln!(out, "{}", asked.join("\n").trim_end()))
}

fn tell(args: &Args, views: &[View], console: &Console) -> Result<Outcome, Failure> {
    let mut output = console.screen().open(args.output.path.as_deref())?;
    let (width, paint) = (tables::width(&output), console.screen().paint(&output));
    output.put(|out| {
        for (at, view) in views.iter().enumerate() {
            if args.is_json() {
                serde_json::to_writer(&mut *out, view)?;
                writeln!(out)?;
                continue;
            }
            if at > 0 {
                writeln!(out)?;
            }
            show::write(&mut Page::new(out, width, paint, TOP), view)?;
        }
        Ok(())
    })?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn print(
    console: &Console,
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<Outcome, Failure> {
    let mut output = console.screen().open(path)?;
    output.put(write)?;
    output.finish()?;
    Ok(Outcome::Done)
}
