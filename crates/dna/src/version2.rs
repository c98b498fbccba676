//! Databases of version 2, brought to the form of version 3.
//!
//! Version 2 keeps entities in ATTRIBUTES with three fixed attributes, short texts as text beside their statement, and
//! dates in milliseconds.

use crate::read::Raw;
use crate::{Cell, Problem};
use std::collections::BTreeMap;

/// What entities of version 2 are described by.
const ATTRIBUTES: [&str; 3] = ["Type", "Alias", "Notes"];

/// Rewrites the tables of version 2 among `raw` as those of version 3.
pub(crate) fn upgrade(raw: &mut BTreeMap<String, Raw>, problems: &mut Vec<Problem>) {
    dates(raw);
    let mut entities = entities(raw);
    short_texts(raw, &mut entities);
    attributes(raw, &entities);
    settings(raw);
    for name in ["REGEXES", "VARIABLELINKS", "CODERRELATIONS"] {
        raw.entry(name.to_owned()).or_default();
    }
    if let Some((_, rows)) = raw.get("STATEMENTLINKS").filter(|(_, rows)| !rows.is_empty()) {
        let problem = format!("{} links between statements have no place in version 3", rows.len());
        problems.push(Problem::new("STATEMENTLINKS", None, problem));
    }
}

fn at(columns: &[String], name: &str) -> Option<usize> {
    columns.iter().position(|column| column.eq_ignore_ascii_case(name))
}

fn names(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|name| (*name).to_owned()).collect()
}

fn dates(raw: &mut BTreeMap<String, Raw>) {
    let Some((columns, rows)) = raw.get_mut("DOCUMENTS") else { return };
    let Some(date) = at(columns, "Date") else { return };
    for row in rows {
        if let Some(milliseconds) = row[date].int() {
            row[date] = Cell::Int(milliseconds.div_euclid(1000));
        }
    }
}

/// An entity with its three attributes.
struct Entity {
    id: i64,
    variable: i64,
    value: String,
    colour: [Cell; 3],
    parent: Cell,
    attributes: [String; 3],
}

fn entities(raw: &BTreeMap<String, Raw>) -> Vec<Entity> {
    let Some((columns, rows)) = raw.get("ATTRIBUTES") else { return Vec::new() };
    let cell = |row: &[Cell], name: &str| {
        at(columns, name).and_then(|at| row.get(at).cloned()).unwrap_or(Cell::Null)
    };
    rows.iter()
        .filter_map(|row| {
            Some(Entity {
                id: cell(row, "ID").int()?,
                variable: cell(row, "VariableId").int()?,
                value: cell(row, "Value").text().to_owned(),
                colour: ["Red", "Green", "Blue"].map(|name| cell(row, name)),
                // Version 2 writes 0 where there is no parent.
                parent: Some(cell(row, "ChildOf")).filter(|cell| cell.int() > Some(0)).unwrap_or(Cell::Null),
                attributes: ATTRIBUTES.map(|name| cell(row, name).text().to_owned()),
            })
        })
        .collect()
}

/// Short texts point at entities; those that name none get one.
fn short_texts(raw: &mut BTreeMap<String, Raw>, entities: &mut Vec<Entity>) {
    let Some((columns, rows)) = raw.get("DATASHORTTEXT") else { return };
    let (Some(id), Some(statement), Some(variable), Some(value)) =
        (at(columns, "ID"), at(columns, "StatementId"), at(columns, "VariableId"), at(columns, "Value"))
    else {
        return;
    };
    let mut known: BTreeMap<(i64, String), i64> =
        entities.iter().map(|entity| ((entity.variable, entity.value.clone()), entity.id)).collect();
    let mut next = entities.iter().map(|entity| entity.id).max().unwrap_or(0);
    let mut pointing = Vec::new();
    for row in rows {
        let Some(of) = row[variable].int() else { continue };
        let key = (of, row[value].text().to_owned());
        let entity = *known.entry(key).or_insert_with_key(|(variable, value)| {
            next += 1;
            entities.push(Entity {
                id: next,
                variable: *variable,
                value: value.clone(),
                colour: [0, 0, 0].map(Cell::Int),
                parent: Cell::Null,
                attributes: Default::default(),
            });
            next
        });
        pointing.push(vec![row[id].clone(), row[statement].clone(), row[variable].clone(), entity.into()]);
    }
    let columns = names(&["ID", "StatementId", "VariableId", "Entity"]);
    raw.insert("DATASHORTTEXT".to_owned(), (columns, pointing));
}

fn attributes(raw: &mut BTreeMap<String, Raw>, entities: &[Entity]) {
    let mut variables: Vec<i64> = entities.iter().map(|entity| entity.variable).collect();
    variables.sort_unstable();
    variables.dedup();
    let of = |variable: i64, attribute: usize| {
        let at = variables.binary_search(&variable).unwrap_or(0);
        (at * ATTRIBUTES.len() + attribute + 1) as i64
    };
    let mut described = Vec::new();
    for variable in &variables {
        for (at, name) in ATTRIBUTES.iter().enumerate() {
            described.push(vec![of(*variable, at).into(), (*variable).into(), (*name).into()]);
        }
    }
    let mut values = Vec::new();
    let mut rows = Vec::new();
    for entity in entities {
        let [red, green, blue] = entity.colour.clone();
        rows.push(vec![
            entity.id.into(),
            entity.variable.into(),
            entity.value.as_str().into(),
            red,
            green,
            blue,
            entity.parent.clone(),
        ]);
        for (at, value) in entity.attributes.iter().enumerate() {
            let id = values.len() as i64 + 1;
            values.push(vec![
                id.into(),
                entity.id.into(),
                of(entity.variable, at).into(),
                value.as_str().into(),
            ]);
        }
    }
    let mut put = |table: &str, columns: &[&str], rows| raw.insert(table.to_owned(), (names(columns), rows));
    put("ENTITIES", &["ID", "VariableId", "Value", "Red", "Green", "Blue", "ChildOf"], rows);
    put("ATTRIBUTEVARIABLES", &["ID", "VariableId", "AttributeVariable"], described);
    put("ATTRIBUTEVALUES", &["ID", "EntityId", "AttributeVariableId", "AttributeValue"], values);
}

fn settings(raw: &mut BTreeMap<String, Raw>) {
    let (columns, rows) = raw.entry("SETTINGS".to_owned()).or_default();
    *columns = names(&["Property", "Value"]);
    rows.retain(|row| row.first().is_some_and(|cell| !matches!(cell.text(), "version" | "date")));
    rows.push(vec!["version".into(), crate::defaults::VERSION.into()]);
    rows.push(vec!["date".into(), crate::defaults::DATE.into()]);
}
