//! Coded stances of a database as statements of ours.

use crate::offsets::from_utf16;
use crate::{Cell, Problem, Tables};
use standpoint_model::{
    Confidence, Document, Entity, EntityType, Evidence, PartialDate, Predicate, Span, Statement, TextIndex,
};
use std::collections::BTreeMap;

/// A document with the stances coded in it.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedDocument {
    /// Its number in the database.
    pub number: i64,
    /// The document.
    pub document: Document,
    /// Its stances, each with the number of its row.
    pub statements: Vec<(i64, Statement)>,
}

/// What a variable holds for a statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Number of an entity.
    Entity(i64),
    /// A boolean or integer.
    Number(i64),
    /// Long text: kept, but nothing is made of it.
    Long,
}

/// A type of statement that says who is for or against what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StanceType {
    pub(crate) person: Option<i64>,
    pub(crate) organization: Option<i64>,
    pub(crate) concept: i64,
    pub(crate) agreement: i64,
    /// Numbers below 0 are against and 0 is neither; of a boolean 0 is against.
    pub(crate) integer: bool,
}

/// Every document of `tables` with its stances, by number, documents named `name#number`; and what had to be left out.
///
/// A stance is a statement of a type with an actor (`organization`, else `person`, else its first short text), a target
/// (`concept`, else its last short text) and a boolean or integer. Where organization and person are both given, the
/// organization holds the stance and the person is its source. Statements of other types are no stances; they stay in `tables`.
/// An integer of 0 takes no side, and is left there too.
#[must_use]
pub fn coded(tables: &Tables, name: &str) -> (Vec<CodedDocument>, Vec<Problem>) {
    let mut problems = Vec::new();
    let types = stance_types(tables);
    let entities = entities(tables);
    let values = values(tables);
    let mut documents: BTreeMap<i64, CodedDocument> = tables
        .rows("DOCUMENTS")
        .iter()
        .filter_map(|row| document(row, name))
        .map(|one| (one.number, one))
        .collect();
    let mut aside: BTreeMap<i64, usize> = BTreeMap::new();
    for row in tables.rows("STATEMENTS") {
        let Some(id) = row[0].int() else { continue };
        let mut complain = |problem: String| problems.push(Problem::new("statement", Some(id), problem));
        let kind = row[1].int().unwrap_or_default();
        let Some(stance) = types.get(&kind) else {
            *aside.entry(kind).or_default() += 1;
            continue;
        };
        let Some(document) = row[2].int().and_then(|number| documents.get_mut(&number)) else {
            complain("its document is missing".to_owned());
            continue;
        };
        match statement(id, stance, &document.document, (row[3].int(), row[4].int()), &values, &entities) {
            Ok(Some(statement)) => {
                // Two codings that are alike in everything have one address: only one of them can be kept.
                if document.statements.iter().any(|(_, other)| other.id == statement.id) {
                    complain("it repeats another statement in everything; counted once".to_owned());
                } else {
                    document.statements.push((id, statement));
                }
            }
            Ok(None) => complain("its value 0 takes no side; left out".to_owned()),
            Err(problem) => complain(problem),
        }
    }
    for (kind, number) in aside {
        let row = tables.rows("STATEMENTTYPES").iter().find(|row| row[0].int() == Some(kind));
        let label = row.map_or("unknown", |row| row[1].text());
        let problem =
            format!("{number} of type {label:?} are no stances; kept aside and written back on export");
        problems.push(Problem::new("STATEMENTS", None, problem));
    }
    problems.sort();
    (documents.into_values().collect(), problems)
}

fn document(row: &[Cell], name: &str) -> Option<CodedDocument> {
    let number = row[0].int()?;
    let known = |at: usize| Some(row[at].text().to_owned()).filter(|text| !text.is_empty());
    let document = Document {
        id: format!("{name}#{number}"),
        text: row[2].text().to_owned(),
        title: known(1),
        author: known(4),
        publisher: known(5),
        date: row[9].int().and_then(day),
        url: None,
    };
    Some(CodedDocument { number, document, statements: Vec::new() })
}

fn statement(
    id: i64,
    stance: &StanceType,
    document: &Document,
    (start, stop): (Option<i64>, Option<i64>),
    values: &BTreeMap<(i64, i64), Value>,
    entities: &BTreeMap<i64, (String, Vec<String>)>,
) -> Result<Option<Statement>, String> {
    let named = |variable: Option<i64>| match values.get(&(id, variable?)) {
        Some(Value::Entity(entity)) => entities.get(entity).filter(|(name, _)| !name.is_empty()),
        _ => None,
    };
    let entity = |kind: EntityType, (name, aliases): &(String, Vec<String>)| {
        Entity::named(kind, name.clone()).with_aliases(aliases.iter().cloned())
    };
    let organization = named(stance.organization).map(|found| entity(EntityType::Organization, found));
    let person = named(stance.person).map(|found| entity(EntityType::Person, found));
    let (subject, source) = match (organization, person) {
        (Some(organization), person) => (organization, person),
        (None, Some(person)) => (person, None),
        (None, None) => return Err("it names no actor; left out".to_owned()),
    };
    let object = named(Some(stance.concept)).ok_or("it names no concept; left out")?;
    let side = match values.get(&(id, stance.agreement)) {
        Some(Value::Number(0)) if stance.integer => return Ok(None),
        Some(Value::Number(number)) => *number > 0,
        _ => return Err("it does not say whether for or against; left out".to_owned()),
    };
    let place = start
        .and_then(|start| from_utf16(&document.text, start))
        .zip(stop.and_then(|stop| from_utf16(&document.text, stop)))
        .filter(|(start, stop)| start < stop)
        .ok_or("its place lies outside the document; left out")?;
    let span = Span::new(place.0, place.1);
    let statement = Statement {
        id: String::new(),
        document: document.id.clone(),
        subject,
        predicate: if side { Predicate::Supports } else { Predicate::Opposes },
        object: entity(EntityType::Topic, object),
        role: None,
        act: None,
        addressee: None,
        attributed_to: source.into_iter().collect(),
        date: document.date,
        confidence: Confidence::CERTAIN,
        span,
        quote: TextIndex::new(&document.text).slice(span).to_owned(),
        evidence: Evidence::default(),
        method: "person".to_owned(),
    };
    Ok(Some(statement.addressed()))
}

/// The types of statement that are stances, by number.
pub(crate) fn stance_types(tables: &Tables) -> BTreeMap<i64, StanceType> {
    let mut variables: BTreeMap<i64, Vec<(i64, &str, &str)>> = BTreeMap::new();
    for row in tables.rows("VARIABLES") {
        if let (Some(id), Some(kind)) = (row[0].int(), row[3].int()) {
            variables.entry(kind).or_default().push((id, row[1].text(), row[2].text()));
        }
    }
    let stance = |all: &Vec<(i64, &str, &str)>| {
        let of = |kind: &'static str| all.iter().filter(move |(_, _, is)| *is == kind);
        let named = |name: &str| of("short text").find(|(_, known, _)| *known == name).map(|(id, ..)| *id);
        let concept = named("concept").or_else(|| of("short text").next_back().map(|(id, ..)| *id))?;
        let (person, mut organization) = (named("person"), named("organization"));
        if person.is_none() && organization.is_none() {
            organization = of("short text").map(|(id, ..)| *id).find(|id| *id != concept);
            organization?;
        }
        let numbers = || of("boolean").chain(of("integer"));
        let (agreement, _, kind) =
            numbers().find(|(_, name, _)| *name == "agreement").or_else(|| numbers().next())?;
        Some(StanceType { person, organization, concept, agreement: *agreement, integer: *kind == "integer" })
    };
    variables.iter().filter_map(|(kind, all)| Some((*kind, stance(all)?))).collect()
}

/// Names and aliases of entities, by number.
fn entities(tables: &Tables) -> BTreeMap<i64, (String, Vec<String>)> {
    let alias: Vec<i64> = tables
        .rows("ATTRIBUTEVARIABLES")
        .iter()
        .filter(|row| row[2].text() == "Alias")
        .filter_map(|row| row[0].int())
        .collect();
    let mut entities: BTreeMap<i64, (String, Vec<String>)> = tables
        .rows("ENTITIES")
        .iter()
        .filter_map(|row| Some((row[0].int()?, (row[2].text().trim().to_owned(), Vec::new()))))
        .collect();
    for row in tables.rows("ATTRIBUTEVALUES") {
        let (Some(entity), Some(variable)) = (row[1].int(), row[2].int()) else { continue };
        if let Some((_, aliases)) = entities.get_mut(&entity).filter(|_| alias.contains(&variable)) {
            let names = row[3].text().split(';').map(str::trim).filter(|name| !name.is_empty());
            aliases.extend(names.map(str::to_owned));
        }
    }
    entities
}

/// What variables hold, by statement and variable.
pub(crate) fn values(tables: &Tables) -> BTreeMap<(i64, i64), Value> {
    let mut values = BTreeMap::new();
    for table in ["DATASHORTTEXT", "DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT"] {
        for row in tables.rows(table) {
            let (Some(statement), Some(variable)) = (row[1].int(), row[2].int()) else { continue };
            let value = match (table, row[3].int()) {
                ("DATALONGTEXT", _) => Value::Long,
                ("DATASHORTTEXT", Some(entity)) => Value::Entity(entity),
                (_, Some(number)) => Value::Number(number),
                (_, None) => continue,
            };
            values.insert((statement, variable), value);
        }
    }
    values
}

/// The day of so many seconds since 1970, by the civil calendar (Hinnant, "chrono-compatible low-level date
/// algorithms").
fn day(seconds: i64) -> Option<PartialDate> {
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (month, turn) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = u16::try_from(year + era * 400 + turn).ok()?;
    PartialDate::new(year, Some(u8::try_from(month).ok()?), Some(u8::try_from(of_month).ok()?))
}

/// Seconds since 1970 of the first day that a date can mean.
pub(crate) fn seconds(date: PartialDate) -> i64 {
    let (year, month, day) = date.earliest();
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_era_days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    (era * 146_097 + of_era_days - 719_468) * 86_400
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_seconds() {
        for text in ["1970-01-01", "1969-12-31", "2000-02-29", "2005-01-26", "0001-01-01", "2012-12-31"] {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(day(seconds(date)), Some(date), "{text}");
        }
        assert_eq!(seconds("2005-01-26".parse().unwrap()), 1_106_697_600);
        assert_eq!(day(i64::MIN / 100_000), None);
    }
}
