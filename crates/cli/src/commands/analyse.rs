//! `standpoint analyse`

use crate::args::{JsonArg, OutputArg, ThreadsArg};
use crate::console::Console;
use crate::documents::{ReadArgs, in_order};
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use rayon::prelude::*;
use standpoint_extractor::{ExtractError, chains};
use standpoint_language::{Analysis, GivenDocument, LanguageModel, ModelError, View, conllu};
use standpoint_model::Document;
use std::io;
use std::path::{Path, PathBuf};

/// Show what the language layer sees: tokens, parts of speech, trees, names, coreference.
///
/// CoNLL-U has the offsets in code points (`Start=`, `End=`) and the names (`NER=`) in its last column. JSON is one
/// object a document and line, with coreference (`chains`), attributions and the words that signal statements besides.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  echo 'The union opposes the plan.' | standpoint analyse -\n  \
                        standpoint analyse --format json article.txt\n  \
                        standpoint analyse --gold-tokens en_ewt-ud-dev.conllu -o parsed.conllu")]
pub(crate) struct Args {
    /// Files, folders, or `-` for standard input.
    #[arg(value_name = "PATH", required_unless_present = "gold_tokens")]
    paths: Vec<PathBuf>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Conllu)]
    format: Format,
    #[command(flatten)]
    json: JsonArg,
    /// Take sentences and words from this CoNLL-U file; ids, comments and token lines are kept, tags and trees are made
    /// anew.
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    gold_tokens: Option<PathBuf>,
    #[command(flatten)]
    how: ReadArgs,
    #[command(flatten)]
    output: OutputArg,
    #[command(flatten)]
    threads: ThreadsArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// CoNLL-U, a block a sentence.
    Conllu,
    /// JSON Lines, an object a document.
    Json,
}

impl Args {
    fn format(&self) -> Format {
        if self.json.json { Format::Json } else { self.format }
    }
}

pub(crate) fn run(args: &Args, console: &Console) -> Result<Outcome, Failure> {
    args.threads.apply();
    let model = LanguageModel::embedded().map_err(ExtractError::from)?;
    if let Some(path) = &args.gold_tokens {
        return given(&model, path, args);
    }
    let mut output = Output::open(args.output.path.as_deref())?;
    let mut reading = args.how.read(&args.paths, console);
    let work = |document: &Document| -> Result<String, ModelError> {
        let analysis = model.analyse(&document.text)?;
        Ok(match args.format() {
            Format::Conllu => conllu(&document.id, &document.text, &analysis),
            Format::Json => line(&document.id, &document.text, &analysis),
        })
    };
    in_order(&mut reading, console, work, |_, shown| output.put(|out| out.write_all(shown.as_bytes())))?;
    let outcome = reading.outcome()?;
    output.finish()?;
    Ok(outcome)
}

/// The words of a CoNLL-U file, with trees of our own.
fn given(model: &LanguageModel, path: &Path, args: &Args) -> Result<Outcome, Failure> {
    let name = path.display().to_string();
    let read = if name == "-" { io::read_to_string(io::stdin()) } else { std::fs::read_to_string(path) };
    let text = read.map_err(|source| Failure::Input { name: name.clone(), source })?;
    let wrong = |error: ModelError| Failure::Usage(format!("{name}: {error}"));
    let documents = GivenDocument::read(&text).map_err(wrong)?;
    let shown: Vec<Result<String, ModelError>> = documents
        .par_iter()
        .map(|document| {
            let analysis = model.analyse_given(&document.words)?;
            Ok(match args.format() {
                Format::Conllu => document.write(&analysis),
                Format::Json => {
                    let id = document.name.as_deref().unwrap_or(&name);
                    line(id, &document.words.text(), &analysis)
                }
            })
        })
        .collect();
    let mut output = Output::open(args.output.path.as_deref())?;
    for shown in shown {
        let shown = shown.map_err(wrong)?;
        output.put(|out| out.write_all(shown.as_bytes()))?;
    }
    output.finish()?;
    Ok(if documents.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// One line of JSON: the document's name, what was seen in it, and which words speak of one thing.
fn line(document: &str, text: &str, analysis: &Analysis) -> String {
    let mut object = serde_json::Map::new();
    object.insert("document".to_owned(), document.into());
    // Neither holds anything that JSON cannot hold.
    if let Ok(serde_json::Value::Object(seen)) = serde_json::to_value(View::new(text, analysis)) {
        object.extend(seen);
    }
    if let Ok(chains) = serde_json::to_value(chains(text, analysis)) {
        object.insert("chains".to_owned(), chains);
    }
    format!("{}\n", serde_json::Value::Object(object))
}
