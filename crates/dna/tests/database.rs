//! Databases that are made here, read, completed and written again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should fail"
)]

use rusqlite::Connection;
use standpoint_dna::{DnaError, Export, Tables, coded, password_matches, read, write};
use standpoint_model::{Document, Entity, EntityType, Predicate, Statement};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const TEXT: &str = "😀 The harbor union backs the tunnel. The port opposes it.";

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A database of version 3 with two stances, an annotation, colours, attributes and a second coder.
fn sample(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("coded.dna");
    let fresh = Export { base: None, stored: &[] }.run().unwrap().tables;
    write(&fresh, &path).unwrap();
    let sql = format!(
        "INSERT INTO CODERS (ID, Name, Password, PermissionEditCoders) VALUES (2, 'Second', 'x', 0);
         INSERT INTO CODERRELATIONS (ID, Coder, OtherCoder, viewStatements) VALUES (1, 1, 2, 0), (2, 2, 1, 1);
         INSERT INTO REGEXES VALUES ('tunnel', 1, 2, 3);
         INSERT INTO DOCUMENTS VALUES (7, 'On the tunnel', '{TEXT}', 2, 'J. Writer', 'The Paper', 'A', 'note', 'news', 1106697660);
         INSERT INTO ENTITIES VALUES (1, 1, '', 0,0,0, NULL), (2, 2, '', 0,0,0, NULL), (3, 3, '', 0,0,0, NULL),
            (4, 1, 'Ann Lee', 9,8,7, NULL), (5, 2, 'Harbor Union', 1,1,1, NULL), (6, 3, 'Tunnel', 0,0,0, NULL),
            (8, 2, 'Port', 0,0,0, 5);
         INSERT INTO ATTRIBUTEVALUES (ID, EntityId, AttributeVariableId, AttributeValue)
            SELECT ROW_NUMBER() OVER (), e.ID, a.ID, CASE WHEN e.ID = 5 AND a.AttributeVariable = 'Alias' THEN 'HU; the union' ELSE '' END
            FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId;
         INSERT INTO STATEMENTS VALUES (1, 1, 7, 3, 37, 2), (4, 1, 7, 38, 58, 1), (5, 3, 7, 0, 3, 1);
         INSERT INTO DATASHORTTEXT VALUES (1,1,1,4), (2,1,2,5), (3,1,3,6), (4,4,1,1), (5,4,2,8), (6,4,3,6);
         INSERT INTO DATABOOLEAN VALUES (1,1,4,1), (2,4,4,0);
         INSERT INTO DATALONGTEXT VALUES (1,5,11,'check this');"
    );
    Connection::open(&path).unwrap().execute_batch(&sql).unwrap();
    path
}

fn stored(tables: &Tables) -> Vec<(Document, Vec<Statement>)> {
    let (documents, _) = coded(tables, "coded.dna");
    documents
        .into_iter()
        .map(|one| (one.document, one.statements.into_iter().map(|(_, said)| said).collect()))
        .collect()
}

fn rewritten(tables: &Tables, path: &Path) -> Tables {
    write(tables, path).unwrap();
    let again = read(path).unwrap();
    assert_eq!(again.problems, []);
    again.tables
}

#[test]
fn stances_are_statements() {
    let folder = folder();
    let found = read(sample(&folder)).unwrap();
    assert_eq!(found.problems, []);
    assert_eq!(found.version, "3.0.11");
    let (documents, problems) = coded(&found.tables, "coded.dna");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].to_string().contains("1 of type \"Annotation\" are no stances"));
    let [one] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(one.document.id, "coded.dna#7");
    assert_eq!(one.document.publisher.as_deref(), Some("The Paper"));
    assert_eq!(one.document.date, "2005-01-26".parse().ok());
    let (first, second) = (&one.statements[0].1, &one.statements[1].1);
    assert_eq!(first.quote, "The harbor union backs the tunnel.");
    assert_eq!(first.subject.aliases, ["HU", "the union"]);
    assert_eq!(first.attributed_to[0].label, "Ann Lee");
    assert_eq!((first.predicate, second.predicate), (Predicate::Supports, Predicate::Opposes));
    assert_eq!(second.quote, "The port opposes it.");
    assert!(second.attributed_to.is_empty());
}

#[test]
fn no_row_is_lost_on_the_way_through_statements() {
    let folder = folder();
    let found = read(sample(&folder)).unwrap().tables;
    let stored = stored(&found);
    let remainder = found.remainder();
    assert!(!remainder.contains("harbor union backs"), "texts are kept with the documents");
    let exported = Export { base: Some(("coded.dna", &remainder)), stored: &stored }.run().unwrap();
    assert_eq!(exported.problems, []);
    assert_eq!(exported.tables, found);
    assert_eq!(rewritten(&exported.tables, &folder.path().join("again.dna")), found);
}

#[test]
fn what_changed_in_between_is_written() {
    let folder = folder();
    let found = read(sample(&folder)).unwrap().tables;
    let mut stored = stored(&found);
    let mut added = stored[0].1.remove(1);
    added.subject = Entity::named(EntityType::Organization, "Dredgers").with_aliases(["Dredging Co"]);
    stored[0].1.push(added.addressed());
    let base = Some(("coded.dna", found.remainder()));
    let base = base.as_ref().map(|(name, rest)| (*name, rest.as_str()));
    let exported = Export { base, stored: &stored }.run().unwrap().tables;
    let exported = rewritten(&exported, &folder.path().join("changed.dna"));
    let (documents, _) = coded(&exported, "coded.dna");
    let who: Vec<&str> =
        documents[0].statements.iter().map(|(_, said)| said.subject.label.as_str()).collect();
    assert_eq!(who, ["Harbor Union", "Dredgers"]);
    assert_eq!(documents[0].statements[1].1.quote, "The port opposes it.");
    assert_eq!(exported.rows("STATEMENTS").len(), 3, "the annotation stays");
}

#[test]
fn a_new_database_has_what_the_program_relies_on() {
    let folder = folder();
    let stored = stored(&read(sample(&folder)).unwrap().tables);
    let exported = Export { base: None, stored: &stored }.run().unwrap();
    assert!(exported.problems.iter().any(|problem| problem.to_string().contains("emoji")));
    let path = folder.path().join("new.dna");
    let tables = rewritten(&exported.tables, &path);
    assert_eq!(stored[0].1.len(), 2);
    let (documents, _) = coded(&tables, "new.dna");
    let quotes: Vec<&str> = documents[0].statements.iter().map(|(_, said)| said.quote.as_str()).collect();
    assert_eq!(quotes, ["The harbor union backs the tunnel.", "The port opposes it."]);
    let connection = Connection::open(&path).unwrap();
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"), 16);
    let gaps = "SELECT COUNT(*) FROM STATEMENTS s JOIN VARIABLES v ON v.StatementTypeId = s.StatementTypeId
        WHERE NOT EXISTS (SELECT 1 FROM DATASHORTTEXT d WHERE d.StatementId = s.ID AND d.VariableId = v.ID)
        AND NOT EXISTS (SELECT 1 FROM DATABOOLEAN d WHERE d.StatementId = s.ID AND d.VariableId = v.ID)";
    assert_eq!(count(gaps), 0);
    assert_eq!(count("SELECT COUNT(*) FROM ENTITIES WHERE Value = ''"), 3);
    assert_eq!(count("SELECT COUNT(*) FROM ATTRIBUTEVALUES"), 3 * count("SELECT COUNT(*) FROM ENTITIES"));
    assert_eq!(count("SELECT COUNT(*) FROM pragma_foreign_key_check"), 0);
    let hash: String = connection.query_row("SELECT Password FROM CODERS", [], |row| row.get(0)).unwrap();
    assert!(password_matches("standpoint", &hash));
}

#[test]
fn half_written_statements_are_listed_and_the_rest_read() {
    let folder = folder();
    let path = sample(&folder);
    let sql = "DELETE FROM DATABOOLEAN WHERE StatementId = 4; DELETE FROM DATASHORTTEXT WHERE ID = 1;
        INSERT INTO STATEMENTS VALUES (9, 1, 7, 500, 600, 1);
        INSERT INTO DATASHORTTEXT VALUES (7,9,1,1), (8,9,2,5), (9,9,3,6); INSERT INTO DATABOOLEAN VALUES (3,9,4,1);
        DROP TABLE REGEXES;";
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    let found = read(&path).unwrap();
    assert_eq!(found.problems[0].to_string(), "REGEXES: the table is missing");
    let (documents, problems) = coded(&found.tables, "coded.dna");
    assert_eq!(documents[0].statements.len(), 1);
    let listed: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(listed.contains(&"statement 4: it does not say whether for or against; left out".to_owned()));
    assert!(listed.contains(&"statement 9: its place lies outside the document; left out".to_owned()));
    let stored = stored(&found.tables);
    let remainder = found.tables.remainder();
    let exported = Export { base: Some(("coded.dna", &remainder)), stored: &stored }.run().unwrap();
    assert!(exported.problems.iter().any(|problem| problem.to_string().contains("it lacks agreement")));
    assert!(exported.problems.iter().any(|problem| problem.to_string().contains("written as empty")));
    rewritten(&exported.tables, &folder.path().join("mended.dna"));
}

#[test]
fn integers_below_nothing_are_against() {
    let folder = folder();
    let path = sample(&folder);
    let sql = "UPDATE VARIABLES SET DataType = 'integer' WHERE ID = 4; DELETE FROM DATABOOLEAN;
        INSERT INTO DATAINTEGER VALUES (1,1,4,-2), (2,4,4,0);";
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    let (documents, problems) = coded(&read(&path).unwrap().tables, "coded.dna");
    assert_eq!(documents[0].statements.len(), 1);
    assert_eq!(documents[0].statements[0].1.predicate, Predicate::Opposes);
    assert!(
        problems
            .iter()
            .any(|problem| problem.to_string() == "statement 4: its value 0 takes no side; left out")
    );
}

#[test]
fn version_2_is_read() {
    let folder = folder();
    let path = folder.path().join("old.dna");
    let sql = "CREATE TABLE SETTINGS(Property, Value); INSERT INTO SETTINGS VALUES ('version', '2.0 beta 19');
        CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name, Red, Green, Blue); INSERT INTO CODERS VALUES (1, 'Admin', 1, 2, 3);
        CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title, Text, Coder, Author, Source, Section, Notes, Type, Date);
        INSERT INTO DOCUMENTS VALUES (1, 'Old', 'The union likes it.', 1, '', '', '', '', '', 1106697600000);
        CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label, Red, Green, Blue); INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 0, 0, 0);
        CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable, DataType, StatementTypeId);
        INSERT INTO VARIABLES VALUES (1,'person','short text',1),(2,'organization','short text',1),(3,'concept','short text',1),(4,'agreement','boolean',1);
        CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId, DocumentId, Start, Stop, Coder); INSERT INTO STATEMENTS VALUES (1,1,1,0,19,1);
        CREATE TABLE STATEMENTLINKS(ID, SourceId, TargetId);
        CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId, Value, Red, Green, Blue, Type, Alias, Notes, ChildOf);
        INSERT INTO ATTRIBUTES VALUES (1,2,'Union',0,0,0,'NGO','U','',0);
        CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId, Value);
        INSERT INTO DATASHORTTEXT VALUES (1,1,1,1,''),(2,1,2,1,'Union'),(3,1,3,1,'Tunnel');
        CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId, Value); INSERT INTO DATABOOLEAN VALUES (1,1,4,1,1);
        CREATE TABLE DATAINTEGER(ID, StatementId, VariableId, StatementTypeId, Value); CREATE TABLE DATALONGTEXT(ID, StatementId, VariableId, StatementTypeId, Value);";
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    let found = read(&path).unwrap();
    assert_eq!((found.version.as_str(), found.problems.len()), ("2.0 beta 19", 0), "{:?}", found.problems);
    let (documents, problems) = coded(&found.tables, "old.dna");
    assert_eq!(problems, []);
    let said = &documents[0].statements[0].1;
    assert_eq!((said.subject.label.as_str(), said.object.label.as_str()), ("Union", "Tunnel"));
    assert_eq!(said.subject.aliases, ["U"]);
    assert_eq!(documents[0].document.date, "2005-01-26".parse().ok());
    let new = rewritten(&found.tables, &folder.path().join("new.dna"));
    assert_eq!(new.rows("ATTRIBUTEVALUES").len(), 9);
}

#[test]
fn what_is_no_such_database_is_told() {
    let folder = folder();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    assert!(matches!(read(file("text.dna", b"hello")), Err(DnaError::NoDatabase { .. })));
    assert!(matches!(read(file("locked.dna", &[0x9c; 4096])), Err(DnaError::NoDatabase { .. })));
    assert!(matches!(read(folder.path().join("none.dna")), Err(DnaError::Io { .. })));
    let other = folder.path().join("other.dna");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE x(y)").unwrap();
    assert!(matches!(read(&other), Err(DnaError::OtherDatabase { .. })));
}

#[test]
fn a_damaged_database_gives_what_is_left_of_it() {
    let folder = folder();
    let path = sample(&folder);
    let whole = std::fs::read(&path).unwrap();
    let mut read_in_part = 0;
    // Pages are overwritten one after the other: each time the file is refused, or read and its damage listed.
    for page in 1..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0xff);
        let damaged = folder.path().join("damaged.dna");
        std::fs::write(&damaged, &bytes).unwrap();
        if let Ok(found) = read(&damaged) {
            read_in_part += usize::from(!found.problems.is_empty());
            let _ = coded(&found.tables, "damaged.dna");
        }
    }
    assert!(read_in_part > 10, "{read_in_part}");
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let _ = read(&path);
}
