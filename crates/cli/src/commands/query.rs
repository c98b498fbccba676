//! `standpoint query`

use crate::args::{JsonArg, OutputArg, StoreArg};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use serde_json::json;
use standpoint_store::{AnswerFormat, NamedQuery, Parameter, Store, named_queries};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::time::Duration;

/// Ask a store, by a named question or in SPARQL.
///
/// Names stand for entities under any of their labels and aliases. In SPARQL the usual prefixes (sp, skos, org, foaf,
/// dcterms, prov, …) are declared for you, and the default graph is everything that the store holds.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  standpoint query                                      list the named questions\n  \
                  standpoint query leaders\n  standpoint query sides topic='Secure Communities'\n  \
                  standpoint query 'SELECT ?who ?what { ?who sp:opposes ?what } LIMIT 10'\n  \
                  standpoint query -f question.rq --format csv -o answer.csv"
)]
pub(crate) struct Args {
    /// A named question, or SPARQL.
    #[arg(value_name = "NAME|SPARQL")]
    question: Option<String>,
    /// Values that a named question wants to know.
    #[arg(value_name = "PARAM=VALUE", requires = "question")]
    values: Vec<String>,
    /// Read the SPARQL from this file; `-` is standard input.
    #[arg(short, long, value_name = "FILE", conflicts_with = "question")]
    file: Option<PathBuf>,
    /// List the named questions, with what each wants to know and an example.
    #[arg(long, conflicts_with_all = ["question", "file"])]
    list: bool,
    /// table, json, csv, tsv, xml; of triples also turtle, ntriples, jsonld, rdfxml.
    #[arg(long, default_value = "table", value_parser = answer_format)]
    format: AnswerFormat,
    #[command(flatten)]
    json: JsonArg,
    /// Give up after so many seconds (exit status 3).
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<u64>,
    /// Show the SPARQL that a named question asks, instead of asking it.
    #[arg(long, requires = "question")]
    show: bool,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    output: OutputArg,
}

fn answer_format(word: &str) -> Result<AnswerFormat, String> {
    AnswerFormat::named(word).ok_or_else(|| {
        "use one of table, json, csv, tsv, xml, turtle, ntriples, nquads, trig, jsonld, rdfxml".to_owned()
    })
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    let Some(question) = question(args)? else {
        let mut output = Output::open(args.output.path.as_deref())?;
        output.put(|out| if args.json.json { list_json(out) } else { list(out) })?;
        output.finish()?;
        console.hint("standpoint query NAME PARAM=VALUE");
        return Ok(Outcome::Done);
    };
    let store = Store::open(&args.store.path)?;
    let values = args.values.iter().map(|pair| value(pair)).collect::<Result<Vec<_>, _>>()?;
    let limit = args.timeout.map(Duration::from_secs);
    let named = args.file.is_none() && is_name(&question);
    if !named && let Some(stray) = args.values.first() {
        let message = format!("{stray:?} does not go with SPARQL\nhint: put values into the query itself");
        return Err(Failure::Usage(message));
    }
    if args.show {
        let sparql = if named { store.sparql_of(&question, &values)? } else { question };
        let mut output = Output::open(args.output.path.as_deref())?;
        output.put(|out| writeln!(out, "{}", sparql.trim_end()))?;
        output.finish()?;
        return Ok(Outcome::Done);
    }
    let answer = if named { store.run(&question, &values, limit)? } else { store.query(&question, limit)? };
    for note in &answer.notes {
        console.note(format_args!("note: {note}"));
    }
    let mut output = console.screen().open(args.output.path.as_deref())?;
    let format = if args.json.json { AnswerFormat::Json } else { args.format };
    output.put(|out| answer.write(format, out)).map_err(|failure| match failure {
        // The answer does not go with the format: that is for the person who asked, not for the output file.
        Failure::Output { source, .. } if source.kind() == io::ErrorKind::Unsupported => {
            Failure::Usage(source.to_string())
        }
        other => other,
    })?;
    output.finish()?;
    if answer.is_empty() {
        console.note("nothing found");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// What is asked; none where the list of named questions is wanted.
fn question(args: &Args) -> Result<Option<String>, Failure> {
    let Some(path) = &args.file else {
        return Ok(args.question.clone().filter(|_| !args.list));
    };
    let name = path.display().to_string();
    let mut text = String::new();
    let read = if name == "-" {
        io::stdin().read_to_string(&mut text).map(drop)
    } else {
        std::fs::read_to_string(path).map(|read| text = read)
    };
    read.map_err(|source| Failure::Input { name, source })?;
    Ok(Some(text))
}

/// Whether a question is a name: one word, without any mark that SPARQL needs.
fn is_name(question: &str) -> bool {
    let word = question.trim();
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn value(pair: &str) -> Result<(String, String), Failure> {
    pair.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).ok_or_else(
        || {
            let message =
                format!("{pair:?} is no value\nhint: write PARAM=VALUE, quoted: topic='Secure Communities'");
            Failure::Usage(message)
        },
    )
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    for query in named_queries() {
        writeln!(out, "{}\n    {}", query.name, query.title)?;
        for parameter in &query.parameters {
            let default = match parameter.default.as_deref() {
                None => String::new(),
                Some("") => " (optional)".to_owned(),
                Some(value) => format!(" ({value} by default)"),
            };
            let (name, kind) = (&parameter.name, parameter.kind);
            writeln!(out, "    {name}=<{kind}>{default}: {}", parameter.description)?;
        }
        writeln!(out, "    {}", example(query))?;
    }
    Ok(())
}

/// The named questions, one JSON object a line.
fn list_json(out: &mut dyn Write) -> io::Result<()> {
    for query in named_queries() {
        let parameter = |one: &Parameter| {
            let (name, kind) = (&one.name, one.kind.to_string());
            json!({"name": name, "type": kind, "default": one.default, "description": one.description})
        };
        let row = json!({
            "name": query.name,
            "title": query.title,
            "description": query.description,
            "parameters": query.parameters.iter().map(parameter).collect::<Vec<_>>(),
            "example": example(query),
        });
        writeln!(out, "{row}")?;
    }
    Ok(())
}

/// The example as it is typed.
fn example(query: &NamedQuery) -> String {
    let quoted = |value: &str| {
        let plain = value.chars().all(|c| c.is_alphanumeric() || "-_.:/".contains(c));
        if plain { value.to_owned() } else { format!("'{}'", value.replace('\'', r"'\''")) }
    };
    let values: String =
        query.example.iter().map(|(name, value)| format!(" {name}={}", quoted(value))).collect();
    format!("standpoint query {}{values}", query.name)
}
