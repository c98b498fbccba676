//! Statement rows on standard input, conflict rows on standard output:
//! `cargo run -p standpoint-graph --example conflicts [TEXTS] < rows.jsonl`.
//!
//! With a folder TEXTS, the sentence around each statement is read from the file there whose name begins with the
//! statement's document.

#![expect(clippy::print_stdout, reason = "an example that writes to standard output")]

use standpoint_graph::{Batch, ConflictOptions, Conflicts, GraphBuilder};
use standpoint_model::Statement;
use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, stdin},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut documents: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
    for line in stdin().lock().lines() {
        let statement: Statement = serde_json::from_str(&line?)?;
        documents.entry(statement.document.clone()).or_default().push(statement);
    }
    let mut texts = BTreeMap::new();
    if let Some(folder) = std::env::args().nth(1) {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
                texts.insert(name.to_owned(), fs::read_to_string(&path)?);
            }
        }
    }
    let mut builder = GraphBuilder::default();
    for (document, statements) in documents {
        let text = texts.iter().find(|(name, _)| name.starts_with(&document));
        builder.add(Batch::new(text.map_or("", |(_, text)| text), statements));
    }
    let graph = builder.finish();
    for conflict in Conflicts::of(&graph, &ConflictOptions::default()).iter() {
        println!("{}", serde_json::to_string(&conflict)?);
    }
    Ok(())
}
