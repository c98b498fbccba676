//! Every candidate statement with the signs that its confidence is made of, one JSON object a line: what
//! `crates/language/training/confidence.py` learns the weights from.
//!
//! `cargo run --release -p standpoint-extractor --example candidates -- [--model DIR] < documents.jsonl > candidates.jsonl`

use serde_json::{Value, json};
use standpoint_extractor::Extractor;
use standpoint_language::LanguageModel;
use standpoint_model::Document;
use std::{error::Error, io::BufRead, io::Write, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::embedded()?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let other = match &arguments[..] {
        [option, folder] if option == "--model" => Some(LanguageModel::from_files(Path::new(folder))?),
        _ => None,
    };
    let model = other.as_ref().unwrap_or(extractor.model());
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
        let document =
            Document { date: text("date").parse().ok(), ..Document::new(text("id"), text("text")) };
        let analysis = model.analyse(&document.text)?;
        for (statement, signs) in extractor.candidates(&document, &analysis) {
            let mut row = serde_json::to_value(&statement)?;
            row["signs"] = json!(signs);
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
