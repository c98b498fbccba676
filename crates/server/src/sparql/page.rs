//! The query page without any script: a form, the answer as a table, errors with their place.

use crate::html::{escaped, page, table};
use crate::negotiate::wants_page;
use crate::problem::{Problem, accept};
use crate::{http, pages};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use standpoint_rdf::Term;
use standpoint_store::{Answer, plain_term};

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

const EXAMPLE: &str = "SELECT ?who ?what ?quote {\n  ?s sp:holder ?h ; sp:target ?t ; sp:polarity sp:Oppose ; sp:quote ?quote .\n  \
                       ?h skos:prefLabel ?who .\n  ?t skos:prefLabel ?what\n}\nLIMIT 20";

/// The page to ask from.
pub(super) fn to_ask(sparql: &str) -> Response {
    http::html(StatusCode::OK, page("Query", &form(sparql)))
}

/// The page with an error, where the client is a browser.
pub(super) fn of_problem(sparql: &str, problem: &Problem, headers: &HeaderMap) -> Option<Response> {
    wants_page(accept(headers).as_deref()).then(|| {
        let hint =
            problem.hint.as_ref().map(|hint| format!("<p>Hint: {}</p>", escaped(hint))).unwrap_or_default();
        let body = format!("{}<pre role=\"alert\">{}</pre>{hint}", form(sparql), escaped(&problem.message));
        http::html(problem.status, page("Query", &body))
    })
}

/// The page with an answer.
pub(super) fn of_answer(sparql: &str, answer: &Answer, more: bool) -> Response {
    let shown = match answer {
        Answer::Truth(truth) => format!("<p><strong>{}</strong></p>", if *truth { "yes" } else { "no" }),
        Answer::Rows { columns, rows } => {
            let cells = |row: &Vec<Option<Term>>| {
                row.iter().map(|cell| cell.as_ref().map(linked).unwrap_or_default()).collect()
            };
            format!("<p>{} rows</p>{}", rows.len(), table(columns, rows.iter().map(cells)))
        }
        Answer::Graph(quads) => pages::quad_table(quads),
    };
    let rest = if more { "<p>There is more: these are the first. Take CSV or JSON for all.</p>" } else { "" };
    http::html(StatusCode::OK, page("Answer", &format!("{}{rest}{shown}", form(sparql))))
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
