//! Rows of the program itself, as its commands make them.

use rayon::prelude::*;
use standpoint_extractor::{ExtractError, Extractor, identity};
use standpoint_graph::{Batch, ConflictOptions, Conflicts, GraphBuilder};
use standpoint_model::{Conflict, Document, Identity, Statement};
use std::collections::BTreeMap;

/// The statements of each document, read for itself, in the order of the documents; in parallel.
///
/// # Errors
/// Where the language model fails.
pub fn statements(extractor: &Extractor, documents: &[Document]) -> Result<Vec<Statement>, ExtractError> {
    let each: Vec<Vec<Statement>> =
        documents.par_iter().map(|document| extractor.extract(document)).collect::<Result<_, _>>()?;
    Ok(each.concat())
}

/// Gives one address and all its names to what documents name differently, as `standpoint extract` does for files and
/// folders, but not for `--input jsonl`.
pub fn unite(statements: &mut [Statement]) {
    identity::apply(&identity::identify_statements(statements), statements);
}

/// The conflicts among `statements`, which need not be united, best first: those that `standpoint conflicts` shows when
/// nothing else is asked for. Texts of documents tell the order in time of what they say; those of unknown documents are
/// missed without harm.
#[must_use]
pub fn conflicts(documents: &[Document], statements: &[Statement]) -> Vec<Conflict> {
    let merges = identity::identify_statements(statements);
    let mut builder = GraphBuilder::new(Identity::new(&merges, &[]));
    let mut said: BTreeMap<&str, Vec<Statement>> = BTreeMap::new();
    for statement in statements {
        said.entry(&statement.document).or_default().push(statement.clone());
    }
    let texts: BTreeMap<&str, &str> =
        documents.iter().map(|document| (document.id.as_str(), document.text.as_str())).collect();
    for (document, own) in said {
        builder.add(Batch::new(texts.get(document).copied().unwrap_or_default(), own));
    }
    let graph = builder.finish();
    Conflicts::of(&graph, &ConflictOptions::default()).iter().collect()
}
