//! Figures below which a change must not go.

use standpoint_model::{Kind, Predicate};
use std::{fmt, str::FromStr};

/// What has a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// One sort of statement.
    Kind(Kind),
    /// Statements of one predicate.
    Predicate(Predicate),
    /// All statements.
    All,
    /// Conflicts.
    Conflict,
}

/// The least F1 that is let pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Floor {
    /// Of what.
    pub measure: Measure,
    /// F1, 0 to 1.
    pub least: f64,
}

/// A list of floors that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FloorError {
    /// No `name=number`.
    #[error("{0:?} is no floor: write relation=0.6, or several parted by commas")]
    Form(String),
    /// Not between 0 and 1.
    #[error("the floor of {name} must lie between 0 and 1, not {value:?}")]
    Value {
        /// Of what.
        name: String,
        /// As given.
        value: String,
    },
    /// Nothing goes by that name.
    #[error(
        "{0:?} has no figure; floors are for relation, stance, claim, all, conflict, or a predicate such as supports"
    )]
    Name(String),
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => kind.fmt(f),
            Self::Predicate(predicate) => predicate.fmt(f),
            Self::All => f.write_str("all"),
            Self::Conflict => f.write_str("conflict"),
        }
    }
}

impl FromStr for Measure {
    type Err = FloorError;

    fn from_str(name: &str) -> Result<Self, FloorError> {
        match name {
            "all" => Ok(Self::All),
            "conflict" => Ok(Self::Conflict),
            name => name
                .parse()
                .map(Self::Kind)
                .or_else(|_| name.parse().map(Self::Predicate))
                .map_err(|_| FloorError::Name(name.to_owned())),
        }
    }
}

/// The floors that a text such as `relation=0.6,stance=0.25` sets.
///
/// # Errors
/// [`FloorError`] for the first that cannot be read.
pub fn floors(text: &str) -> Result<Vec<Floor>, FloorError> {
    let floor = |part: &str| {
        let (name, value) = part.split_once('=').ok_or_else(|| FloorError::Form(part.to_owned()))?;
        let (name, value) = (name.trim(), value.trim());
        let measure = name.parse()?;
        let least = value.parse().ok().filter(|least| (0.0..=1.0).contains(least));
        let wrong = || FloorError::Value { name: name.to_owned(), value: value.to_owned() };
        Ok(Floor { measure, least: least.ok_or_else(wrong)? })
    };
    text.split(',').map(floor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floors_by_kind_predicate_and_conflict() {
        let read = floors("relation=0.6, supports = 1,conflict=0.05,all=0").unwrap();
        let shown: Vec<String> =
            read.iter().map(|floor| format!("{} {}", floor.measure, floor.least)).collect();
        assert_eq!(shown, ["relation 0.6", "supports 1", "conflict 0.05", "all 0"]);
    }

    #[test]
    fn what_is_no_floor_is_told() {
        for (text, told) in [
            ("", "\"\" is no floor"),
            ("relation", "\"relation\" is no floor"),
            ("relation=0.6,", "\"\" is no floor"),
            ("stance=60", "must lie between 0 and 1, not \"60\""),
            ("stance=NaN", "must lie between"),
            ("stance=", "must lie between"),
            ("opinion=0.5", "\"opinion\" has no figure"),
        ] {
            let error = floors(text).unwrap_err().to_string();
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
