//! The page of questions without any adornment: a form, the answer as a table, errors with their place.

use crate::html::{escaped, page, table};
use crate::pages;
use standpoint_pages::{Cell, Outcome, QueryPage, Trouble};
use standpoint_rdf::Term;
use standpoint_store::plain_term;

const EXAMPLE: &str = "SELECT ?who ?what ?quote {\n  ?s sp:holder ?h ; sp:target ?t ; sp:polarity sp:Oppose ; sp:quote ?quote .\n  \
                       ?h skos:prefLabel ?who .\n  ?t skos:prefLabel ?what\n}\nLIMIT 20";

/// The form, with `sparql` in it.
fn form(sparql: &str) -> String {
    format!(
        "<h1>Ask in SPARQL</h1>\n<form method=\"get\" action=\"/sparql\">\n<p><label for=\"query\">Query</label>\n\
         <textarea id=\"query\" name=\"query\" spellcheck=\"false\">{}</textarea></p>\n\
         <p><button type=\"submit\">Ask</button>\n\
         <button type=\"submit\" name=\"format\" value=\"csv\">CSV</button>\n\
         <button type=\"submit\" name=\"format\" value=\"json\">JSON</button></p>\n</form>\n",
        escaped(if sparql.is_empty() { EXAMPLE } else { sparql })
    )
}

/// The whole page.
pub(crate) fn question(asked: &QueryPage) -> String {
    let notes: String = asked.notes.iter().map(|note| format!("<p>{}</p>\n", escaped(note))).collect();
    let shown = match &asked.outcome {
        None => String::new(),
        Some(Outcome::Truth(truth)) => {
            format!("<p><strong>{}</strong></p>", if *truth { "yes" } else { "no" })
        }
        Some(Outcome::Rows { columns, rows, .. }) => {
            let cells = |row: &Vec<Cell>| row.iter().map(shown).collect();
            format!("<p>{} rows</p>{}", rows.len(), table(columns, rows.iter().map(cells)))
        }
        Some(Outcome::Triples(turtle)) => format!("<pre>{}</pre>", escaped(turtle)),
        Some(Outcome::Trouble(trouble)) => told(trouble),
    };
    page("Query", &format!("{}{notes}{shown}", form(&asked.sparql)))
}

fn told(trouble: &Trouble) -> String {
    let place = match (trouble.place, &trouble.line) {
        (Some((row, column)), Some(line)) => {
            format!("\nline {row}, column {column}\n{line}\n{}^", " ".repeat(column.saturating_sub(1)))
        }
        _ => String::new(),
    };
    let hint =
        trouble.hint.as_ref().map(|hint| format!("<p>Hint: {}</p>", escaped(hint))).unwrap_or_default();
    format!("<pre role=\"alert\">{}</pre>{hint}", escaped(&format!("{}{place}", trouble.message)))
}

fn shown(cell: &Cell) -> String {
    let text = escaped(&cell.text);
    match &cell.slug {
        Some(slug) => format!("<a href=\"/id/{}\">{text}</a>", escaped(slug)),
        None => text,
    }
}

/// A term as HTML: addresses of ours lead to their pages.
pub(crate) fn linked(term: &Term) -> String {
    let text = escaped(&plain_term(term));
    match term {
        Term::NamedNode(node) => match pages::path_of(node.as_str()) {
            Some(path) => format!("<a href=\"{}\">{text}</a>", escaped(&path)),
            None => text,
        },
        _ => text,
    }
}
