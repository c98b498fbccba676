//! How much is lost after the model: statements from annotated spans in place of found ones.
//!
//! `cargo run --release -p standpoint-extractor --example gold_spans DOCUMENTS.jsonl GOLD.jsonl > rows.jsonl`: each gold row's
//! `subject_span`, `cue_span` and `object_span` become a frame of score 1; what is then wrong is coreference, naming
//! or assembly.

use serde_json::Value;
use standpoint_extractor::Extractor;
use standpoint_language::{Analysis, Argument, Frame};
use standpoint_model::{Document, Predicate, Span, Tokens};
use std::{collections::BTreeMap, error::Error, fs, io::Write};

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [documents, gold] = paths.as_slice() else {
        return Err("usage: gold_spans DOCUMENTS.jsonl GOLD.jsonl".into());
    };
    let mut rows: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in fs::read_to_string(gold)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        rows.entry(row["document"].as_str().unwrap_or_default().to_owned()).or_default().push(row);
    }
    let mut out = std::io::stdout().lock();
    let extractor = Extractor::embedded()?;
    for line in fs::read_to_string(documents)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
        let document =
            Document { date: text("date").parse().ok(), ..Document::new(text("id"), text("text")) };
        let mut analysis = extractor.model().analyse(&document.text)?;
        let frames =
            rows.get(&document.id).into_iter().flatten().filter_map(|row| frame(&analysis, row)).collect();
        analysis.frames = frames;
        for statement in extractor.statements(&document, &analysis) {
            writeln!(out, "{}", serde_json::to_string(&statement)?)?;
        }
    }
    Ok(())
}

fn frame(analysis: &Analysis, row: &Value) -> Option<Frame> {
    let span = |key: &str| -> Option<Span<Tokens>> {
        let place = row[key].as_array()?;
        let (start, end) = (place[0].as_u64()? as usize, place[1].as_u64()? as usize);
        let tokens = &analysis.segmentation.tokens;
        let first = tokens.partition_point(|t| t.end <= start);
        let last = tokens.partition_point(|t| t.start < end);
        (first < last).then(|| Span::new(first, last))
    };
    let label: Predicate = row["predicate"].as_str()?.parse().ok()?;
    let argument = |span: Span<Tokens>| Argument { head: span.start, span, score: 1.0 };
    let object = span("object_span").or_else(|| if row["kind"] == "claim" { span("span") } else { None });
    let cue = span("cue_span").or(object)?;
    Some(Frame {
        label: label.as_str(),
        score: 1.0,
        cue: cue.start,
        cue_span: cue,
        act: None,
        subjects: span("subject_span").map(argument).into_iter().collect(),
        objects: object.map(argument).into_iter().collect(),
        no_subject: 0.5,
        no_object: 0.5,
    })
}
