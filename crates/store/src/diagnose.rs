//! Errors in questions, with the place and what to do.

use crate::tokens::{Sort, Token, tokens};
use standpoint_rdf::vocab::{PREFIXES, sp};
use std::collections::BTreeSet;
use std::fmt;

/// A question that cannot be asked, and how to mend it. Its display shows line, column, the line itself with a caret,
/// and a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong.
    pub message: String,
    /// Line and column, from 1, the column in characters; where the place is known.
    pub place: Option<(usize, usize)>,
    /// The line of the query at that place.
    pub line: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl QueryError {
    /// An error that has no place in a query's text.
    pub(crate) fn plain(message: impl Into<String>, hint: Option<String>) -> Self {
        Self { message: message.into(), place: None, line: None, hint }
    }

    /// An error at this byte of the query.
    pub(crate) fn at(query: &str, byte: usize, message: impl Into<String>, hint: Option<String>) -> Self {
        let before = &query[..byte];
        let row = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        let line = query.lines().nth(row).unwrap_or_default().to_owned();
        Self { message: message.into(), place: Some((row + 1, column + 1)), line: Some(line), hint }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.place, &self.line) {
            (Some((row, column)), Some(line)) => {
                let gutter = row.to_string();
                let blank = " ".repeat(gutter.len());
                // Tabs stay tabs, so that the caret stands below its character.
                let indent: String =
                    line.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
                writeln!(f, "{} (line {row}, column {column})", self.message)?;
                writeln!(f, "{gutter} | {line}")?;
                write!(f, "{blank} | {indent}^")?;
            }
            _ => f.write_str(&self.message)?,
        }
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}

const FORMS: [&str; 6] = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE"];
const CHANGES: [&str; 9] = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"];
const KEYWORDS: [&str; 38] = [
    "SELECT",
    "ASK",
    "CONSTRUCT",
    "DESCRIBE",
    "PREFIX",
    "BASE",
    "WHERE",
    "FILTER",
    "OPTIONAL",
    "UNION",
    "GRAPH",
    "MINUS",
    "BIND",
    "VALUES",
    "SERVICE",
    "ORDER",
    "GROUP",
    "BY",
    "HAVING",
    "LIMIT",
    "OFFSET",
    "DISTINCT",
    "REDUCED",
    "COUNT",
    "SUM",
    "AVG",
    "MIN",
    "MAX",
    "SAMPLE",
    "GROUP_CONCAT",
    "EXISTS",
    "NOT",
    "REGEX",
    "CONTAINS",
    "FROM",
    "NAMED",
    "DESC",
    "ASC",
];

/// Words beside the keywords that a sound query may hold.
const FUNCTIONS: [&str; 44] = [
    "A",
    "TRUE",
    "FALSE",
    "STR",
    "LANG",
    "LANGMATCHES",
    "DATATYPE",
    "BOUND",
    "IRI",
    "URI",
    "BNODE",
    "RAND",
    "ABS",
    "CEIL",
    "FLOOR",
    "ROUND",
    "CONCAT",
    "STRLEN",
    "UCASE",
    "LCASE",
    "ENCODE_FOR_URI",
    "STRSTARTS",
    "STRENDS",
    "STRBEFORE",
    "STRAFTER",
    "YEAR",
    "MONTH",
    "DAY",
    "NOW",
    "UUID",
    "MD5",
    "SHA256",
    "COALESCE",
    "IF",
    "STRLANG",
    "STRDT",
    "SAMETERM",
    "ISIRI",
    "ISBLANK",
    "ISLITERAL",
    "SUBSTR",
    "REPLACE",
    "IN",
    "AS",
];

/// What is plainly wrong with `query` before any parser looks at it: its form, an unknown prefix, a misspelt `sp:`
/// term. A misspelt term is no error of SPARQL, but its answer would be empty without a word.
pub(crate) fn precheck(query: &str) -> Result<(), QueryError> {
    let tokens = tokens(query);
    let Some(first) = tokens.first() else {
        let hint = "try: SELECT ?s ?quote { ?s sp:quote ?quote } LIMIT 5".to_owned();
        return Err(QueryError::plain("the query is empty", Some(hint)));
    };
    let word = first.text(query).to_uppercase();
    if CHANGES.contains(&word.as_str()) {
        let hint = "change the store with `ingest` and `import`".to_owned();
        return Err(QueryError::at(query, first.start, "queries cannot change the store", Some(hint)));
    }
    if !FORMS.contains(&word.as_str()) {
        let hint = match nearest(&word, FORMS) {
            Some(form) => format!("did you mean {form}?"),
            None => "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE".to_owned(),
        };
        return Err(QueryError::at(query, first.start, "this is no query", Some(hint)));
    }
    names(query, &tokens)
}

fn names(query: &str, tokens: &[Token]) -> Result<(), QueryError> {
    let is_prefix = |at: usize| {
        at > 0
            && tokens[at - 1].sort == Sort::Word
            && tokens[at - 1].text(query).eq_ignore_ascii_case("prefix")
    };
    let declared: BTreeSet<&str> = (0..tokens.len())
        .filter(|at| is_prefix(*at))
        .filter_map(|at| tokens[at].text(query).strip_suffix(':'))
        .collect();
    for (at, token) in tokens.iter().enumerate() {
        if token.sort != Sort::Name || is_prefix(at) {
            continue;
        }
        let Some((prefix, local)) = token.text(query).split_once(':') else { continue };
        if prefix == "_" || declared.contains(prefix) {
            continue;
        }
        let known = PREFIXES.iter().map(|(prefix, _)| *prefix);
        if !known.clone().any(|name| name == prefix) {
            let hint = nearest(prefix, known.clone()).map_or_else(
                || {
                    format!(
                        "declare it (PREFIX {prefix}: <…>), or use one of {}",
                        known.collect::<Vec<_>>().join(", ")
                    )
                },
                |near| format!("did you mean {near}:{local}?"),
            );
            let message = format!("the prefix {prefix}: is not declared");
            return Err(QueryError::at(query, token.start, message, Some(hint)));
        }
        if prefix == "sp" && !sp::TERMS.contains(&local) {
            let hint = nearest(local, sp::TERMS.iter().copied()).map_or_else(
                || "`ontology/standpoint.ttl` lists every term".to_owned(),
                |near| format!("did you mean sp:{near}?"),
            );
            return Err(QueryError::at(
                query,
                token.start,
                format!("there is no term sp:{local}"),
                Some(hint),
            ));
        }
    }
    Ok(())
}

/// A parser's complaint, `error at LINE:COLUMN: expected …`, told with the line and a guess.
pub(crate) fn explain(query: &str, complaint: &str) -> QueryError {
    let place = complaint.strip_prefix("error at ").and_then(|rest| {
        let (place, expected) = rest.split_once(": ")?;
        let (row, column) = place.split_once(':')?;
        Some((row.parse::<usize>().ok()?, column.parse::<usize>().ok()?, expected))
    });
    let Some((row, column, expected)) = place else {
        return QueryError::plain(complaint, None);
    };
    let line_start: usize = query.split_inclusive('\n').take(row - 1).map(str::len).sum();
    let byte = query[line_start..]
        .char_indices()
        .nth(column - 1)
        .map_or(query.len(), |(offset, _)| line_start + offset);
    let tokens = tokens(query);
    let (byte, message, hint) = guess(query, &tokens, byte, expected);
    QueryError::at(query, byte, message, hint)
}

fn guess(query: &str, tokens: &[Token], byte: usize, expected: &str) -> (usize, String, Option<String>) {
    for (open, close, name) in [("{", "}", "brace"), ("(", ")", "parenthesis")] {
        let count = |mark| tokens.iter().filter(|t| t.sort == Sort::Mark && t.text(query) == mark).count();
        let (opened, closed) = (count(open), count(close));
        if opened > closed {
            return (
                byte,
                format!("a {name} is not closed"),
                Some(format!("add {}", close.repeat(opened - closed))),
            );
        }
        if closed > opened {
            return (byte, format!("a {name} too many is closed"), Some(format!("take out one {close}")));
        }
    }
    // A parser that backtracks may give up far behind the word that is wrong: the last unknown one before the place.
    let known = |word: &str| KEYWORDS.contains(&word) || FUNCTIONS.contains(&word);
    for token in tokens.iter().rev().filter(|token| token.start <= byte) {
        let word = token.text(query).to_uppercase();
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if token.sort == Sort::Word
            && !known(&word)
            && !number
            && let Some(keyword) = nearest(&word, KEYWORDS)
        {
            let message = format!("{} is no keyword of SPARQL", token.text(query));
            return (token.start, message, Some(format!("did you mean {keyword}?")));
        }
        if token.sort == Sort::Text && token.end - token.start == 1 {
            return (token.start, "a quotation mark is not closed".to_owned(), None);
        }
    }
    // The parser lists all that could follow, ranges of Unicode included; a few plain words help, a wall does not.
    let wanted: Vec<&str> = expected
        .trim_start_matches("expected ")
        .trim_start_matches("one of ")
        .split(", ")
        .filter(|item| !item.starts_with('[') && item.len() < 20)
        .take(6)
        .collect();
    let message = if byte >= query.trim_end().len() {
        "the query ends too early".to_owned()
    } else {
        "SPARQL does not go on like this".to_owned()
    };
    let hint = (!wanted.is_empty()).then(|| format!("here could stand {}", wanted.join(", ")));
    (byte, message, hint)
}

/// The one of `known` that `word` is most probably meant to be; none where none is much like it. Linear in `known`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    // What begins alike is like; but of those, the one with the fewest slips, not the shortest.
    let slips = |name: &str| strsim::normalized_damerau_levenshtein(&lower, &name.to_lowercase());
    known
        .into_iter()
        .filter(|name| strsim::jaro_winkler(&lower, &name.to_lowercase()) > 0.8)
        .map(|name| (slips(name), name))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_prefix_is_named_where_it_stands() {
        let error = precheck("SELECT ?x {\n  ?x scos:prefLabel ?l }").unwrap_err();
        assert_eq!(error.place, Some((2, 6)));
        assert_eq!(
            error.to_string(),
            "the prefix scos: is not declared (line 2, column 6)\n2 |   ?x scos:prefLabel ?l }\n  |      ^\n\
             hint: did you mean skos:prefLabel?"
        );
    }

    #[test]
    fn a_misspelt_term_is_no_silent_nothing() {
        let error = precheck("SELECT * { ?x sp:oposes ?y }").unwrap_err();
        assert_eq!(error.hint.unwrap(), "did you mean sp:opposes?");
        let error = precheck("SELECT * { ?x sp:opposses ?y }").unwrap_err();
        assert_eq!(error.hint.unwrap(), "did you mean sp:opposes?");
    }

    #[test]
    fn declared_prefixes_and_quoted_ones_are_left_alone() {
        let query =
            "PREFIX ex: <http://example.org/> SELECT * { ?x ex:y \"foo:bar\" ; sp:quote ?q . _:b a ex:z }";
        assert_eq!(precheck(query), Ok(()));
    }

    #[test]
    fn a_misspelt_first_word_and_a_change_are_told_apart() {
        assert_eq!(precheck("SELCT ?x {}").unwrap_err().hint.unwrap(), "did you mean SELECT?");
        assert!(precheck("DELETE { ?s ?p ?o } WHERE {}").unwrap_err().message.contains("cannot change"));
    }

    #[test]
    fn an_open_brace_is_seen() {
        let error = explain("SELECT ?x { ?x a sp:Stance", "error at 1:27: expected one of [a-z], '}'");
        assert!(error.message.contains("brace is not closed"), "{error}");
        assert_eq!(error.place, Some((1, 27)));
    }
}
