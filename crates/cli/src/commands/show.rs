//! `standpoint show`

use crate::args::ViewArgs;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::json_line;
use crate::page::Page;
use crate::reading::{Reading, find};
use crate::{tables, views};
use serde::Serialize;
use standpoint_explore::{Corpus, Thing};
use standpoint_model::Entity;
use std::io;

/// Show all that is known of an actor, a topic, a document, a statement or a conflict.
///
/// NAME is what it is called, in any case and under any of its names; a document's file name; or an address as other
/// commands show it (`person/ann-lee`, `conflict/1f2e…`; of digests, the first six digits will do).
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  standpoint show AFL-CIO\n  standpoint show 'Secure Communities' --top 3\n  \
                        standpoint show 08-not-obedience.md\n  standpoint show Crane --json\n  \
                        standpoint show AFL-CIO --show          the SPARQL that asks for the same"
)]
pub(crate) struct Args {
    /// What to show.
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,
    /// Longest list; what is left out is counted.
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// Print the SPARQL that asks for the same, instead.
    #[arg(long)]
    show: bool,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

/// What is shown.
#[derive(Debug, Serialize)]
#[serde(tag = "view", rename_all = "lowercase")]
pub(super) enum View {
    Actor(Box<standpoint_explore::ActorView>),
    Topic(Box<standpoint_explore::TopicView>),
    Document(Box<standpoint_explore::DocumentView>),
    Statement(Box<standpoint_explore::StatementView>),
    Conflict(Box<standpoint_explore::ConflictView>),
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let reading = Reading::of(&args.view)?;
    answer(args, &reading, console)
}

/// Answers from what was read.
pub(crate) fn answer(args: &Args, reading: &Reading, console: &Console) -> Result<Outcome, Failure> {
    let corpus = reading.corpus()?;
    let name = args.name.join(" ");
    let thing = find(corpus, &name, console)?;
    let mut output = console.screen().open(args.view.output.path.as_deref())?;
    if args.show {
        let sparql = sparql(reading, thing)?;
        output.put(|out| writeln!(out, "{}", sparql.trim_end()))?;
        output.finish()?;
        return Ok(Outcome::Done);
    }
    let Some(view) = view(corpus, thing) else {
        return Err(Failure::Unknown(format!("nothing is told of {name:?}")));
    };
    let (width, paint) = (tables::width(&output), console.screen().paint(&output));
    output.put(|out| {
        if args.view.form.is_json() {
            return json_line(out, &view);
        }
        write(&mut Page::new(out, width, paint, args.top), &view)
    })?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// The view that fits a thing.
pub(super) fn view(corpus: &Corpus, thing: Thing<'_>) -> Option<View> {
    Some(match thing {
        Thing::Entity(entity) if entity.kind.is_actor() => View::Actor(Box::new(corpus.actor(&entity.id)?)),
        Thing::Entity(entity) => View::Topic(Box::new(corpus.topic(&entity.id)?)),
        Thing::Document(document) => View::Document(Box::new(corpus.document_view(&document.id)?)),
        Thing::Statement(said) => View::Statement(Box::new(corpus.statement_view(&said.id)?)),
        Thing::Conflict(conflict) => View::Conflict(Box::new(corpus.conflict_view(&conflict.address())?)),
    })
}

/// Lays a view out.
pub(super) fn write(page: &mut Page<'_>, view: &View) -> io::Result<()> {
    match view {
        View::Actor(view) => views::actor(page, view),
        View::Topic(view) => views::topic(page, view),
        View::Document(view) => views::document(page, view),
        View::Statement(view) => views::statement(page, view),
        View::Conflict(view) => views::conflict(page, view),
    }
}

/// The named question that asks for much the same, in SPARQL.
pub(super) fn sparql(reading: &Reading, thing: Thing<'_>) -> Result<String, Failure> {
    let of = |entity: &Entity| entity.id.clone();
    let (question, parameter, value) = match thing {
        Thing::Entity(entity) if entity.kind.is_actor() => ("actor".to_owned(), "actor", of(entity)),
        Thing::Entity(entity) => ("sides".to_owned(), "topic", of(entity)),
        Thing::Document(document) => ("document".to_owned(), "document", document.id.clone()),
        Thing::Statement(said) => ("evidence".to_owned(), "statement", said.id.clone()),
        Thing::Conflict(conflict) => (format!("conflict-{}", conflict.kind), "", String::new()),
    };
    let values: Vec<(String, String)> =
        [(parameter.to_owned(), value)].into_iter().filter(|(name, _)| !name.is_empty()).collect();
    Ok(reading.store().sparql_of(&question, &values)?)
}
