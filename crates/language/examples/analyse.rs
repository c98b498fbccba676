//! Analyses for scoring and timing, from the command line.
//!
//! ```text
//! cargo run --release -p standpoint-language --example analyse -- [--model DIR] conllu FILE.conllu   given words, parsed
//! … attributions < in.jsonl    {"id", "text"} a line to {"document", "source", "cue", "content"} a line, in code points
//! … json < in.txt              everything
//! … time < in.jsonl            tokens a second on one thread, and seconds to load
//! ```

use serde_json::{Value, json};
use standpoint_language::{GivenDocument, LanguageModel, View};
use std::io::{BufRead, Read, Write};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = (arguments.first().map(String::as_str) == Some("--model") && arguments.len() > 2)
        .then(|| arguments.drain(..2).nth(1))
        .flatten();
    let begun = Instant::now();
    let model = match folder {
        Some(folder) => LanguageModel::from_files(Path::new(&folder))?,
        None => LanguageModel::embedded()?,
    };
    let loaded = begun.elapsed();
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["conllu", file] => {
            for document in GivenDocument::read(&std::fs::read_to_string(file)?)? {
                out.write_all(document.write(&model.analyse_given(&document.words)?).as_bytes())?;
            }
        }
        ["json"] => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            serde_json::to_writer_pretty(&mut out, &View::new(&text, &model.analyse(&text)?))?;
        }
        ["attributions"] => {
            for line in std::io::stdin().lock().lines() {
                let record: Value = serde_json::from_str(&line?)?;
                let analysis = model.analyse(record["text"].as_str().ok_or("no text")?)?;
                for found in &analysis.attributions {
                    let place = |span| {
                        let chars = analysis.chars(span);
                        json!([chars.start, chars.end])
                    };
                    let content: Vec<Value> = found.content.iter().map(|c| place(*c)).collect();
                    let row = json!({"document": record["id"], "source": found.source.map(place),
                        "cue": place(found.cue), "content": content, "score": found.score});
                    writeln!(out, "{row}")?;
                }
            }
        }
        ["time"] => {
            let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
            let (mut tokens, mut frames) = (0, 0);
            let begun = Instant::now();
            for line in &lines {
                let record: Value = serde_json::from_str(line)?;
                let analysis = model.analyse(record["text"].as_str().ok_or("no text")?)?;
                tokens += analysis.tokens.len();
                frames += analysis.frames.len();
            }
            let seconds = begun.elapsed().as_secs_f64();
            let rate = tokens as f64 / seconds;
            writeln!(
                out,
                "loaded in {loaded:?}; {tokens} tokens, {frames} frames in {seconds:.2} s: {rate:.0} a second"
            )?;
        }
        _ => return Err("usage: analyse [--model DIR] conllu FILE | json | attributions | time".into()),
    }
    Ok(())
}
