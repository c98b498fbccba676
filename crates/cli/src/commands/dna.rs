//! Databases of Discourse Network Analyzer, into a store and out of it.

use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::output::Output;
use standpoint_dna::{DnaError, Export, Exported, coded, read, write};
use standpoint_store::Store;
use std::path::Path;

/// Under which a store keeps what such databases hold beside stances.
const TABLES: &str = "https://w3id.org/standpoint/dna#tables";

/// Who made the statements of such databases: people.
const EXTRACTOR: &str = "dna";

/// Whether a file is such a database, by its name.
pub(super) fn is_dna(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("dna"))
}

/// Puts a database's documents and stances into the store, keeps the rest aside, and tells what could not be taken; how
/// many documents and statements there were.
pub(super) fn import(store: &mut Store, path: &Path, console: &Console) -> Result<(usize, usize), Failure> {
    let found = read(path)?;
    for problem in &found.problems {
        console.skip(format_args!("{}: {problem}", path.display()));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (documents, problems) = coded(&found.tables, &name);
    for problem in &problems {
        // What is kept whole is not lost: a remark, not a warning.
        if problem.table == "STATEMENTS" {
            console.note(format_args!("{}: {problem}", path.display()));
        } else {
            console.skip(format_args!("{}: {problem}", path.display()));
        }
    }
    let mut number = 0;
    for one in &documents {
        let statements: Vec<_> = one.statements.iter().map(|(_, statement)| statement.clone()).collect();
        number += statements.len();
        store.put(&one.document, &statements, EXTRACTOR)?;
    }
    store.put_aside(&name, TABLES, &found.tables.remainder())?;
    console.note(format_args!("{}: {number} statements of {} documents", path.display(), documents.len()));
    Ok((documents.len(), number))
}

/// Writes the store as such a database of version 3: on the rows of the one that was imported, where one was.
pub(super) fn export(store: &Store, path: Option<&Path>, console: &Console) -> Result<Outcome, Failure> {
    let mut stored: Vec<_> =
        store.stored()?.into_iter().map(|stored| (stored.document, stored.statements)).collect();
    stored.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    let kept = store.aside(TABLES)?;
    for (name, _) in kept.iter().skip(1) {
        console.warn(format_args!("coders, colours and other types of statement of {name} are not written"));
    }
    let base = kept.first().map(|(name, tables)| (name.as_str(), tables.as_str()));
    let Exported { tables, problems } = Export { base, stored: &stored }.run().map_err(|error| {
        Failure::Usage(format!("what was kept of the imported database is damaged: {error}"))
    })?;
    for problem in &problems {
        console.warn(problem);
    }
    let failed = |source| Failure::Output { name: "a temporary file".to_owned(), source };
    let folder = tempfile::tempdir().map_err(failed)?;
    let file = folder.path().join("export.dna");
    write(&tables, &file)?;
    let bytes = std::fs::read(&file).map_err(failed)?;
    let mut output = Output::open(path)?;
    if output.is_terminal() {
        let message = "a database is not for the eye\nhint: name a file with -o";
        return Err(Failure::Usage(message.to_owned()));
    }
    output.put(|out| out.write_all(&bytes))?;
    output.finish()?;
    console.note(format_args!(
        "{} statements of {} documents; new coders log in with the password \"standpoint\"",
        tables.rows("STATEMENTS").len(),
        tables.rows("DOCUMENTS").len()
    ));
    Ok(if stored.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

impl From<DnaError> for Failure {
    fn from(error: DnaError) -> Self {
        Self::Dna(Box::new(error))
    }
}
