//! Statement rows on standard input, conflict rows on standard output:
//! `cargo run -p standpoint-graph --example conflicts [TEXTS] < rows.jsonl`.
//!
//! With a folder TEXTS, the sentence around each statement is read from the file there whose name begins with the
//! statement's document.

#![expect(clippy::print_stdout, reason = "an example that writes to standard output")]

use standpoint_graph::{ConflictOptions, StanceGraph, context_of, find_conflicts};
use standpoint_model::Statement;
use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, stdin},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut statements: Vec<Statement> = Vec::new();
    for line in stdin().lock().lines() {
        statements.push(serde_json::from_str(&line?)?);
    }
    let mut options = ConflictOptions::default();
    if let Some(folder) = std::env::args().nth(1) {
        let mut texts = BTreeMap::new();
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
                texts.insert(name.to_owned(), fs::read_to_string(&path)?);
            }
        }
        for statement in &statements {
            if let Some((_, text)) = texts.iter().find(|(name, _)| name.starts_with(&statement.document)) {
                options.context.insert(statement.id.clone(), context_of(text, statement.span));
            }
        }
    }
    let graph = StanceGraph::from_statements(&statements);
    for conflict in find_conflicts(&graph, &options) {
        println!("{}", serde_json::to_string(&conflict)?);
    }
    Ok(())
}
