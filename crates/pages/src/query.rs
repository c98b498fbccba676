//! Questions: those with a name, and any in SPARQL.

use crate::frame::Frame;
use crate::route::encoded;
use crate::{Outcome, Pages, Route};
use maud::{Markup, html};

/// One thing that a named question wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What its value is: `entity`, `document`, `statement`, `text`, `date` or `number`.
    pub kind: String,
    /// Its value where none is given; none where one must be given.
    pub default: Option<String>,
    /// What it means.
    pub description: String,
}

/// A question with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name, in addresses.
    pub name: String,
    /// One line on what it answers.
    pub title: String,
    /// More on that.
    pub description: String,
    /// What it wants to know.
    pub parameters: Vec<Parameter>,
    /// Arguments to try, name and value.
    pub example: Vec<(String, String)>,
    /// The SPARQL, parameters as `$name`.
    pub source: String,
}

/// What the page of questions shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueryPage {
    /// Every question with a name.
    pub catalogue: Vec<Question>,
    /// Name of the one that is asked; none where SPARQL is written freely.
    pub chosen: Option<String>,
    /// What was given to it, name and value.
    pub arguments: Vec<(String, String)>,
    /// The SPARQL in the field: what was asked, with arguments filled in; may be empty.
    pub sparql: String,
    /// Prefixes that need not be declared, with their namespaces.
    pub prefixes: Vec<(String, String)>,
    /// Words for completion: terms with their prefix (`sp:holder`).
    pub terms: Vec<String>,
    /// Names for completion of parameters: actors and topics, not more than some hundreds.
    pub names: Vec<String>,
    /// What came of it; none where nothing was asked yet.
    pub outcome: Option<Outcome>,
    /// Remarks on the answer.
    pub notes: Vec<String>,
}

/// A query for a start.
const START: &str = "SELECT ?who ?quote {\n  ?statement a sp:Stance ; sp:holder ?actor ; sp:polarity sp:Oppose ; sp:quote ?quote .\n  ?actor skos:prefLabel ?who\n}\nLIMIT 20";

impl Pages {
    /// Questions with a name and a field for SPARQL, with the answer where one was asked. Forms are sent by GET: those of a
    /// named question to its own [`Route::Query`], with a field for each parameter; free ones to `Route::Query(None)`
    /// with a field `query`. Downloads lead to [`Route::Sparql`] with `query` and `format` (`csv`, `tsv`, `json`, `xml`,
    /// `turtle`, `jsonld`, `ntriples`).
    #[must_use]
    pub fn query(&self, page: &QueryPage) -> String {
        let frame = self.frame(Route::Query(page.chosen.clone()));
        let chosen = page.catalogue.iter().find(|one| Some(&one.name) == page.chosen.as_ref());
        let title = chosen.map_or("Ask", |one| one.title.as_str());
        let body = html! {
            div.title {
                p.eyebrow {
                    @if chosen.is_some() { a href=(frame.href(&Route::Query(None))) { "Ask" } } @else { "Query" }
                }
                h1 { (title) }
                @if let Some(question) = chosen { p.lead { (question.description) } }
            }
            @if let Some(question) = chosen { (frame.question(question, page)) }
            (frame.answer(page))
            @match chosen {
                Some(_) => {
                    details.sparql {
                        summary { "The SPARQL behind it" }
                        (frame.editor(page))
                    }
                }
                None => { (frame.editor(page)) }
            }
            @if chosen.is_none() { (frame.catalogue(page)) }
            (words_for_completion(page))
        };
        frame.page(title, None, &body)
    }
}

impl Frame<'_> {
    fn question(&self, question: &Question, page: &QueryPage) -> Markup {
        let given = |name: &str| {
            let found = page.arguments.iter().rev().find(|(known, _)| known == name);
            found.map(|(_, value)| value.as_str())
        };
        html! {
            form.ask method="get" action=(self.href(&Route::Query(Some(question.name.clone())))) {
                @for parameter in &question.parameters {
                    @let id = format!("parameter-{}", parameter.name);
                    @let list = (parameter.kind == "entity").then_some("names");
                    @let kind = if parameter.kind == "number" { "number" } else { "text" };
                    @let hint = question.example.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| value);
                    div.field {
                        label for=(id) { (parameter.name) }
                        input id=(id) type=(kind) name=(parameter.name) list=[list] placeholder=[hint]
                            required[parameter.default.is_none()] aria-describedby={ (id) "-told" }
                            value=[given(&parameter.name).or(parameter.default.as_deref())];
                        p.told id={ (id) "-told" } {
                            (parameter.description)
                            @if parameter.kind == "date" { " (2011, 2011-11 or 2011-11-17)" }
                            @if parameter.default.as_deref() == Some("") { " (may be left empty)" }
                        }
                    }
                }
                button type="submit" { "Ask" }
                @if !question.example.is_empty() {
                    p.quiet { "For example: " a href=(self.example(question)) { (shown(&question.example)) } }
                }
            }
        }
    }

    fn example(&self, question: &Question) -> String {
        let arguments: Vec<String> = question
            .example
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name, ""), encoded(value, "")))
            .collect();
        format!("{}?{}", self.href(&Route::Query(Some(question.name.clone()))), arguments.join("&"))
    }

    fn answer(&self, page: &QueryPage) -> Markup {
        html! {
            @if let Some(outcome) = &page.outcome {
                section #answer aria-labelledby="answer-heading" {
                    h2 #answer-heading { "Answer" }
                    @for note in &page.notes { p.remark { (note) } }
                    (self.outcome(outcome))
                    @if !outcome.downloads().is_empty() && !page.sparql.is_empty() {
                        ul.downloads aria-label="Download" {
                            @for (name, format) in outcome.downloads() {
                                li { a href=(self.download(&page.sparql, format)) download="" { (name) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn download(&self, sparql: &str, format: &str) -> String {
        format!("{}?query={}&format={format}", self.href(&Route::Sparql), encoded(sparql, ""))
    }

    fn editor(&self, page: &QueryPage) -> Markup {
        let text = if page.sparql.is_empty() { START } else { &page.sparql };
        html! {
            form.editor method="get" action=(self.href(&Route::Query(None))) {
                label for="query" { "SPARQL" }
                div.complete {
                    textarea #query name="query" rows="12" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off"
                        data-complete="terms" aria-describedby="query-told" { "\n" (text) }
                }
                p.told #query-told {
                    "The prefixes below need not be declared. Where scripts run, names are completed as you type, and Ctrl+Enter asks."
                }
                button type="submit" { "Ask" }
                details {
                    summary { "Prefixes" }
                    dl.prefixes {
                        @for (prefix, namespace) in &page.prefixes {
                            div { dt { code { (prefix) ":" } } dd { code { (namespace) } } }
                        }
                    }
                }
            }
        }
    }

    fn catalogue(&self, page: &QueryPage) -> Markup {
        html! {
            section aria-labelledby="catalogue" {
                h2 #catalogue { "Questions with a name " span.count { (page.catalogue.len()) } }
                ul.plain.catalogue {
                    @for question in &page.catalogue {
                        li {
                            a href=(self.href(&Route::Query(Some(question.name.clone())))) { (question.title) }
                            p.snippet { (question.description) }
                        }
                    }
                }
            }
        }
    }
}

fn shown(example: &[(String, String)]) -> String {
    example.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>().join(", ")
}

/// Lists from which the browser, or our script, completes what is typed.
fn words_for_completion(page: &QueryPage) -> Markup {
    html! {
        datalist #names { @for name in &page.names { option value=(name) {} } }
        datalist #terms {
            @for (prefix, _) in &page.prefixes { option value={ (prefix) ":" } {} }
            @for term in &page.terms { option value=(term) {} }
        }
    }
}
