//! Statements of ours as rows of a database.

use crate::coded::{StanceType, Value, coded, seconds, stance_types, values};
use crate::offsets::to_utf16;
use crate::{Cell, Problem, Tables, defaults};
use standpoint_model::{Document, Entity, EntityType, Predicate, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Longest name that the schema takes, in characters.
const LONGEST: usize = 190;

/// A database to be written, and what it could not take.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// Its rows.
    pub tables: Tables,
    /// What is lost or changed.
    pub problems: Vec<Problem>,
}

/// What a database is made of.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// What an import kept aside: the name that its documents were given, and [`Tables::remainder`].
    pub base: Option<(&'a str, &'a str)>,
    /// Every document with its statements.
    pub stored: &'a [(Document, Vec<Statement>)],
}

impl Export<'_> {
    /// The rows. On a base, its rows stay as they were, less statements that are no longer held, and new ones come after
    /// them. Stances are written; relations and claims have no place in such a database, and their number is listed.
    ///
    /// # Errors
    /// Where the base is not what [`Tables::remainder`] gives.
    pub fn run(&self) -> Result<Exported, serde_json::Error> {
        let by_id: BTreeMap<&str, &(Document, Vec<Statement>)> =
            self.stored.iter().map(|one| (one.0.id.as_str(), one)).collect();
        let mut rows = Rows {
            tables: defaults::fresh(),
            problems: Vec::new(),
            entities: BTreeMap::new(),
            next: BTreeMap::new(),
        };
        let mut held = BTreeSet::new();
        let mut numbers = BTreeMap::new();
        if let Some((name, remainder)) = self.base {
            let find = |number: i64| by_id.get(format!("{name}#{number}").as_str()).copied();
            rows.tables = Tables::completed(remainder, |number| find(number).map(|one| one.0.text.clone()))?;
            rows.drop_documents(|number| find(number).is_some());
            let (documents, _) = coded(&rows.tables, name);
            let mut gone = BTreeSet::new();
            for document in documents {
                let now = find(document.number).map(|one| one.1.as_slice()).unwrap_or_default();
                let now: BTreeSet<&str> = now.iter().map(|said| said.id.as_str()).collect();
                for (id, said) in &document.statements {
                    if now.contains(said.id.as_str()) {
                        held.insert(said.id.clone());
                    } else {
                        gone.insert(*id);
                    }
                }
                numbers.insert(document.document.id, document.number);
            }
            rows.drop_statements(&gone);
            rows.drop_half_written();
        }
        rows.know_entities();
        let kind = stance_types(&rows.tables).into_iter().next();
        let mut without_place = 0;
        for (document, statements) in self.stored {
            let new: Vec<&Statement> = statements.iter().filter(|said| !held.contains(&said.id)).collect();
            let (stances, others): (Vec<&Statement>, Vec<&Statement>) =
                new.into_iter().partition(|said| said.predicate.polarity().is_some());
            without_place += others.len();
            let known = numbers.get(&document.id).copied();
            let (number, text, places) = rows.document(document, known, &stances);
            let Some((kind, stance)) = &kind else { continue };
            for (said, (start, stop)) in stances.into_iter().zip(places) {
                rows.statement(said, *kind, stance, number, (to_utf16(&text, start), to_utf16(&text, stop)));
            }
        }
        if without_place > 0 {
            let problem = format!("{without_place} relations and claims have no place in such a database");
            rows.problems.push(Problem::new("STATEMENTS", None, problem));
        }
        if kind.is_none() {
            let problem = "it has no type of statement for stances: new ones are left out";
            rows.problems.push(Problem::new("STATEMENTTYPES", None, problem));
        }
        rows.complete();
        rows.problems.sort();
        Ok(Exported { tables: rows.tables, problems: rows.problems })
    }
}

struct Rows {
    tables: Tables,
    problems: Vec<Problem>,
    /// Numbers of entities by variable and value.
    entities: BTreeMap<(i64, String), i64>,
    /// The next free number of each table.
    next: BTreeMap<&'static str, i64>,
}

impl Rows {
    /// A number that no row of the table has.
    fn next(&mut self, table: &'static str) -> i64 {
        let next = self.next.entry(table).or_insert_with(|| self.tables.next_id(table));
        *next += 1;
        *next - 1
    }

    fn drop_documents(&mut self, stays: impl Fn(i64) -> bool) {
        let gone: BTreeSet<i64> = self
            .tables
            .rows("DOCUMENTS")
            .iter()
            .filter_map(|row| row[0].int())
            .filter(|number| !stays(*number))
            .collect();
        let of = |cell: &Cell| cell.int().is_some_and(|number| gone.contains(&number));
        let statements = self.tables.rows("STATEMENTS").iter().filter(|row| of(&row[2]));
        let statements: BTreeSet<i64> = statements.filter_map(|row| row[0].int()).collect();
        self.tables.rows_mut("DOCUMENTS").retain(|row| !of(&row[0]));
        self.drop_statements(&statements);
    }

    fn drop_statements(&mut self, gone: &BTreeSet<i64>) {
        let of = |cell: &Cell| cell.int().is_some_and(|number| gone.contains(&number));
        self.tables.rows_mut("STATEMENTS").retain(|row| !of(&row[0]));
        for table in ["DATASHORTTEXT", "DATALONGTEXT", "DATABOOLEAN", "DATAINTEGER"] {
            self.tables.rows_mut(table).retain(|row| !of(&row[1]));
        }
    }

    /// Discourse Network Analyzer fails on a statement that lacks a value for one of its variables. A short or long text
    /// that is missing is written as empty; a missing number would be an invented stance, and the statement goes.
    fn drop_half_written(&mut self) {
        let values = values(&self.tables);
        let documents: BTreeSet<i64> =
            self.tables.rows("DOCUMENTS").iter().filter_map(|row| row[0].int()).collect();
        let mut gone = BTreeSet::new();
        let mut empty = Vec::new();
        for row in self.tables.rows("STATEMENTS") {
            let (Some(id), kind) = (row[0].int(), row[1].int()) else { continue };
            let ordered =
                row[3].int().zip(row[4].int()).is_some_and(|(start, stop)| 0 <= start && start < stop);
            let placed = row[2].int().is_some_and(|number| documents.contains(&number)) && ordered;
            let mut lacks = (!placed).then(|| "a place in a document".to_owned());
            for variable in self.tables.rows("VARIABLES").iter().filter(|row| row[3].int() == kind) {
                let of = variable[0].int().unwrap_or_default();
                if values.contains_key(&(id, of)) {
                    continue;
                }
                match variable[2].text() {
                    "short text" | "long text" => empty.push((id, of, variable[2].text() == "short text")),
                    _ => lacks = lacks.or_else(|| Some(variable[1].text().to_owned())),
                }
            }
            if let Some(what) = lacks {
                gone.insert(id);
                let problem =
                    format!("it lacks {what}, which would keep the database from working: left out");
                self.problems.push(Problem::new("statement", Some(id), problem));
            }
        }
        self.drop_statements(&gone);
        self.know_entities();
        for (id, variable, short) in empty.into_iter().filter(|(id, ..)| !gone.contains(id)) {
            let value = if short { Value::Entity(self.entity(variable, "", None)) } else { Value::Long };
            self.value(id, variable, &value);
            self.problems.push(Problem::new("statement", Some(id), "a missing text was written as empty"));
        }
    }

    fn know_entities(&mut self) {
        let known = self.tables.rows("ENTITIES").iter();
        self.entities = known
            .filter_map(|row| Some(((row[1].int()?, row[2].text().to_owned()), row[0].int()?)))
            .collect();
    }

    /// The document's row, made where it is new: its number, its text, and where its stances stand in it.
    fn document(
        &mut self,
        document: &Document,
        known: Option<i64>,
        stances: &[&Statement],
    ) -> (i64, String, Vec<(usize, usize)>) {
        let mut text = document.text.clone();
        let mut places: Vec<(usize, usize)> =
            stances.iter().map(|said| (said.span.start, said.span.end)).collect();
        if text.is_empty() {
            // Rows without their document: the quotations are the text that there is.
            let mut at = 0;
            for (place, said) in places.iter_mut().zip(stances) {
                let quote = if said.quote.is_empty() { "(no quotation)" } else { said.quote.as_str() };
                let long = quote.chars().count();
                text.push_str(quote);
                text.push('\n');
                *place = (at, at + long);
                at += long + 1;
            }
        }
        if let Some(number) = known {
            return (number, text, places);
        }
        let number = self.next("DOCUMENTS");
        if text.chars().any(|c| c.len_utf16() > 1) {
            let problem =
                "characters beyond the basic plane (emoji) shift the quotations that come after them";
            self.problems.push(Problem::new("document", Some(number), problem));
        }
        if document.date.is_none() {
            self.problems.push(Problem::new(
                "document",
                Some(number),
                "no date is known; 1970-01-01 was written",
            ));
        }
        let coder = self.coder();
        let field = |known: &Option<String>| Cell::from(cut(known.as_deref().unwrap_or_default()));
        self.tables.add(
            "DOCUMENTS",
            &[
                ("ID", number.into()),
                ("Title", cut(document.title.as_deref().unwrap_or(&document.id)).into()),
                ("Text", text.clone().into()),
                ("Coder", coder),
                ("Author", field(&document.author)),
                ("Source", field(&document.publisher)),
                ("Notes", document.id.as_str().into()),
                ("Date", document.date.map_or(0, seconds).into()),
            ],
        );
        (number, text, places)
    }

    fn statement(
        &mut self,
        said: &Statement,
        kind: i64,
        stance: &StanceType,
        document: i64,
        (start, stop): (i64, i64),
    ) {
        let id = self.next("STATEMENTS");
        let coder = self.coder();
        self.tables.add(
            "STATEMENTS",
            &[
                ("ID", id.into()),
                ("StatementTypeId", kind.into()),
                ("DocumentId", document.into()),
                ("Start", start.into()),
                ("Stop", stop.max(start + 1).into()),
                ("Coder", coder),
            ],
        );
        let is_person = said.subject.kind == EntityType::Person;
        let source = said.attributed_to.iter().rev().find(|source| source.kind == EntityType::Person);
        let person = if is_person { Some(&said.subject) } else { source };
        // A database without a variable for persons takes them where it takes actors.
        let organization = (!is_person || stance.person.is_none()).then_some(&said.subject);
        let person = if stance.organization.is_none() { Some(&said.subject) } else { person };
        let variables: Vec<(i64, String)> = self
            .tables
            .rows("VARIABLES")
            .iter()
            .filter(|row| row[3].int() == Some(kind))
            .filter_map(|row| Some((row[0].int()?, row[2].text().to_owned())))
            .collect();
        for (variable, data) in variables {
            let value = match data.as_str() {
                "short text" => {
                    let entity = match Some(variable) {
                        of if of == stance.organization => organization,
                        of if of == stance.person => person,
                        of if of == Some(stance.concept) => Some(&said.object),
                        _ => None,
                    };
                    let label = entity.map(|entity| entity.label.as_str()).unwrap_or_default();
                    Value::Entity(self.entity(variable, label, entity))
                }
                "long text" => Value::Long,
                _ if variable == stance.agreement => {
                    let against = if stance.integer { -1 } else { 0 };
                    Value::Number(if said.predicate == Predicate::Supports { 1 } else { against })
                }
                _ => Value::Number(0),
            };
            self.value(id, variable, &value);
        }
    }

    fn value(&mut self, statement: i64, variable: i64, value: &Value) {
        let kind = self.tables.rows("VARIABLES").iter().find(|row| row[0].int() == Some(variable));
        let boolean = kind.is_some_and(|row| row[2].text() == "boolean");
        let (table, column, cell) = match value {
            Value::Entity(entity) => ("DATASHORTTEXT", "Entity", Cell::Int(*entity)),
            Value::Number(number) => {
                (if boolean { "DATABOOLEAN" } else { "DATAINTEGER" }, "Value", Cell::Int(*number))
            }
            Value::Long => ("DATALONGTEXT", "Value", "".into()),
        };
        let id = self.next(table);
        self.tables.add(
            table,
            &[
                ("ID", id.into()),
                ("StatementId", statement.into()),
                ("VariableId", variable.into()),
                (column, cell),
            ],
        );
    }

    /// The number of the entity of this name, which is made where there is none.
    fn entity(&mut self, variable: i64, label: &str, known: Option<&Entity>) -> i64 {
        let value = cut(label);
        if value.chars().count() < label.chars().count() {
            self.problems.push(Problem::new(
                "ENTITIES",
                None,
                format!("{value:?}… was cut to {LONGEST} characters"),
            ));
        }
        if let Some(id) = self.entities.get(&(variable, value.clone())) {
            return *id;
        }
        let id = self.next("ENTITIES");
        self.tables.add(
            "ENTITIES",
            &[
                ("ID", id.into()),
                ("VariableId", variable.into()),
                ("Value", value.as_str().into()),
                ("Red", 0.into()),
                ("Green", 0.into()),
                ("Blue", 0.into()),
            ],
        );
        self.entities.insert((variable, value), id);
        if let Some(entity) = known {
            let attributes: Vec<(i64, String)> = self
                .tables
                .rows("ATTRIBUTEVARIABLES")
                .iter()
                .filter(|row| row[1].int() == Some(variable))
                .filter_map(|row| Some((row[0].int()?, row[2].text().to_owned())))
                .collect();
            for (attribute, name) in attributes {
                let value = match name.as_str() {
                    "Type" => entity.kind.to_string(),
                    "Alias" => cut(&entity.aliases.join("; ")),
                    _ => String::new(),
                };
                self.attribute(id, attribute, &value);
            }
        }
        id
    }

    fn attribute(&mut self, entity: i64, attribute: i64, value: &str) {
        let id = self.next("ATTRIBUTEVALUES");
        self.tables.add(
            "ATTRIBUTEVALUES",
            &[
                ("ID", id.into()),
                ("EntityId", entity.into()),
                ("AttributeVariableId", attribute.into()),
                ("AttributeValue", value.into()),
            ],
        );
    }

    /// What the program's windows rely on: an empty entity for each short text, a value of each attribute for each entity, and
    /// relations between all coders.
    fn complete(&mut self) {
        let numbers = |tables: &Tables, table: &str| -> Vec<i64> {
            tables.rows(table).iter().filter_map(|row| row[0].int()).collect()
        };
        let short: Vec<i64> = self
            .tables
            .rows("VARIABLES")
            .iter()
            .filter(|row| row[2].text() == "short text")
            .filter_map(|row| row[0].int())
            .collect();
        // Types without statements need none: those that have any would be un-editable without it.
        let used: BTreeSet<i64> = self.entities.keys().map(|(variable, _)| *variable).collect();
        for variable in short.into_iter().filter(|variable| used.contains(variable)) {
            self.entity(variable, "", None);
        }
        let has: BTreeSet<(i64, i64)> = self
            .tables
            .rows("ATTRIBUTEVALUES")
            .iter()
            .filter_map(|row| Some((row[1].int()?, row[2].int()?)))
            .collect();
        let mut missing = Vec::new();
        for attribute in self.tables.rows("ATTRIBUTEVARIABLES") {
            for entity in self.tables.rows("ENTITIES").iter().filter(|row| row[1].int() == attribute[1].int())
            {
                if let (Some(entity), Some(attribute)) = (entity[0].int(), attribute[0].int())
                    && !has.contains(&(entity, attribute))
                {
                    missing.push((entity, attribute));
                }
            }
        }
        for (entity, attribute) in missing {
            self.attribute(entity, attribute, "");
        }
        let coders = numbers(&self.tables, "CODERS");
        let related: BTreeSet<(i64, i64)> = self
            .tables
            .rows("CODERRELATIONS")
            .iter()
            .filter_map(|row| Some((row[1].int()?, row[2].int()?)))
            .collect();
        for one in &coders {
            for other in coders.iter().filter(|other| *other != one && !related.contains(&(*one, **other))) {
                let id = self.next("CODERRELATIONS");
                let row = [("ID", id.into()), ("Coder", (*one).into()), ("OtherCoder", (*other).into())];
                self.tables.add("CODERRELATIONS", &row);
            }
        }
    }

    /// The first coder: who stands for what no coder coded.
    fn coder(&self) -> Cell {
        let coders = self.tables.rows("CODERS").iter();
        coders.filter_map(|row| row[0].int()).min().map_or(Cell::Null, Cell::Int)
    }
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
