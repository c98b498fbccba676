//! What goes wrong, told in the body of the answer: what, where, and a hint.

use crate::html::escaped;
use crate::negotiate::choose;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;
use standpoint_pages::Failure;
use standpoint_store::{AnswerError, QueryError, StoreError};

/// An answer that is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    /// What is wrong; further lines quote the place.
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    /// Line and column, from 1.
    pub(crate) place: Option<(usize, usize)>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// Names that may have been meant.
    pub(crate) suggestions: Box<[String]>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            hint: None,
            place: None,
            headers: Vec::new(),
            suggestions: Box::default(),
        }
    }

    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    pub(crate) fn missing(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn with(mut self, name: HeaderName, value: &'static str) -> Self {
        self.headers.push((name, HeaderValue::from_static(value)));
        self
    }

    /// A method that this address does not know.
    pub(crate) fn method(allowed: &'static str) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "this address does not answer to this method")
            .hint(format!("it answers to {allowed}"))
            .with(header::ALLOW, allowed)
    }

    /// None of what is on offer is wanted.
    pub(crate) fn not_acceptable<T>(offers: &[(&'static str, T)]) -> Self {
        let names: Vec<&str> = offers.iter().map(|(media, _)| *media).collect();
        Self::new(StatusCode::NOT_ACCEPTABLE, "nothing of what the Accept header asks for is on offer")
            .hint(format!("there is {}", names.join(", ")))
    }

    /// Something that the one who runs the server should see; the client is told that, and no more.
    pub(crate) fn internal(what: &str) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, format!("the server failed: {what}"))
    }

    /// A message whose last lines may be `hint: …`, as errors of the libraries are told.
    fn told(status: StatusCode, text: &str) -> Self {
        match text.split_once("\nhint: ") {
            Some((message, hint)) => Self::new(status, message).hint(hint),
            None => Self::new(status, text),
        }
    }

    /// The body in the form that `headers` ask for: plain text, JSON or HTML.
    pub(crate) fn respond(&self, headers: &HeaderMap) -> Response {
        #[derive(Clone, Copy)]
        enum Form {
            Text,
            Json,
            Page,
        }
        let offers = [
            ("text/plain", Form::Text),
            ("application/json", Form::Json),
            ("application/problem+json", Form::Json),
            ("application/sparql-results+json", Form::Json),
            ("text/html", Form::Page),
        ];
        let form = choose(accept(headers).as_deref(), &offers).unwrap_or(Form::Text);
        let (media, body) = match form {
            Form::Text => ("text/plain; charset=utf-8", self.text()),
            Form::Json => ("application/problem+json", self.json()),
            Form::Page => ("text/html; charset=utf-8", self.page()),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        for (name, value) in &self.headers {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        if matches!(form, Form::Page) {
            // For the guard, who knows how pages look.
            response.extensions_mut().insert(self.clone());
        }
        response
    }

    /// What a page tells of it.
    pub(crate) fn failure(&self) -> Failure {
        Failure {
            status: self.status.as_u16(),
            message: self.message.clone(),
            hint: self.hint.clone(),
            suggestions: self.suggestions.to_vec(),
        }
    }

    fn text(&self) -> String {
        let hint = self.hint.as_ref().map(|hint| format!("hint: {hint}\n")).unwrap_or_default();
        format!("error: {}\n{hint}", self.message)
    }

    fn json(&self) -> String {
        let title = self.message.lines().next().unwrap_or_default();
        let mut body = json!({
            "status": self.status.as_u16(),
            "title": title,
            "detail": self.message,
        });
        if let Some(hint) = &self.hint {
            body["hint"] = json!(hint);
        }
        if let Some((line, column)) = self.place {
            body["line"] = json!(line);
            body["column"] = json!(column);
        }
        format!("{body}\n")
    }

    fn page(&self) -> String {
        let hint =
            self.hint.as_ref().map(|hint| format!("<p>Hint: {}</p>", escaped(hint))).unwrap_or_default();
        let title = self.status.canonical_reason().unwrap_or("Error");
        crate::html::page(title, &format!("<h1>{title}</h1><pre>{}</pre>{hint}", escaped(&self.message)))
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        let mut problem = Self::told(StatusCode::BAD_REQUEST, &error.to_string());
        problem.place = error.place;
        problem
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Query(error) => error.into(),
            error @ StoreError::TimedOut { .. } => {
                Self::told(StatusCode::SERVICE_UNAVAILABLE, &error.to_string())
            }
            error @ StoreError::Locked { .. } => Self::told(
                StatusCode::CONFLICT,
                // The folder's path is nobody's business but the owner's.
                &error.to_string().replacen(&locked_path(&error), "the store", 1),
            ),
            _ => Self::internal("the store could not be read"),
        }
    }
}

fn locked_path(error: &StoreError) -> String {
    match error {
        StoreError::Locked { path } => path.display().to_string(),
        _ => String::new(),
    }
}

impl From<AnswerError> for Problem {
    fn from(error: AnswerError) -> Self {
        let text = error.to_string();
        match error {
            AnswerError::Query(error) => error.into(),
            AnswerError::TimedOut { .. } => Self::told(StatusCode::SERVICE_UNAVAILABLE, &text),
            AnswerError::Stopped => Self::told(StatusCode::SERVICE_UNAVAILABLE, &text)
                .hint("many long queries are running; ask again in a while, or for less")
                .with(header::RETRY_AFTER, "10"),
            AnswerError::TooMuchMemory { .. } | AnswerError::ValueTooLong { .. } => {
                Self::told(StatusCode::SERVICE_UNAVAILABLE, &text)
            }
            AnswerError::TooManyRows { .. } => Self::told(StatusCode::PAYLOAD_TOO_LARGE, &text),
            _ => Self::internal("the answer could not be written"),
        }
    }
}

/// The `Accept` headers, as one.
pub(crate) fn accept(headers: &HeaderMap) -> Option<String> {
    let given: Vec<&str> =
        headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    (!given.is_empty()).then(|| given.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_message_stays_text() {
        let problem = Problem::bad("no <script>alert(1)</script> & \"quotes\"").hint("<b>");
        let page = problem.page();
        assert!(!page.contains("<script>alert") && !page.contains("<b>") && page.contains("&lt;script&gt;"));
    }

    #[test]
    fn the_place_of_an_error_is_told_in_every_form() {
        let error = standpoint_store::Question::parse("SELECT * {\n ?s scos:x ?o }", &[], &[]).unwrap_err();
        let problem = Problem::from(error);
        assert_eq!((problem.status, problem.place), (StatusCode::BAD_REQUEST, Some((2, 5))));
        assert!(problem.text().contains("  |     ^\nhint: did you mean skos:x?\n"), "{}", problem.text());
        assert!(problem.json().contains("\"line\":2,\"column\":5"), "{}", problem.json());
    }
}
