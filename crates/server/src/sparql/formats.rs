//! In which formats answers come, and by which names clients ask for them.

use crate::negotiate::choose;
use crate::problem::Problem;
use standpoint_rdf::Format;
use standpoint_store::AnswerFormat;

/// A format of an answer, or a page that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Data(AnswerFormat),
    Page,
}

type Offer = (&'static str, Wanted);

const JSON: Wanted = Wanted::Data(AnswerFormat::Json);
const XML: Wanted = Wanted::Data(AnswerFormat::Xml);
const CSV: Wanted = Wanted::Data(AnswerFormat::Csv);
const TSV: Wanted = Wanted::Data(AnswerFormat::Tsv);

/// For rows, and for yes and no; the first of a kind is the name under which it is sent.
pub(crate) const ROWS: &[Offer] = &[
    ("application/sparql-results+json", JSON),
    ("application/sparql-results+xml", XML),
    ("text/csv", CSV),
    ("text/tab-separated-values", TSV),
    ("text/html", Wanted::Page),
    ("application/json", JSON),
    ("application/xml", XML),
    ("text/xml", XML),
];

const fn rdf(format: Format) -> Wanted {
    Wanted::Data(AnswerFormat::Rdf(format))
}

/// For triples.
pub(crate) const TRIPLES: &[Offer] = &[
    ("text/turtle", rdf(Format::Turtle)),
    ("application/n-triples", rdf(Format::NTriples)),
    ("application/rdf+xml", rdf(Format::RdfXml)),
    ("application/ld+json", rdf(Format::JsonLd)),
    ("application/trig", rdf(Format::TriG)),
    ("application/n-quads", rdf(Format::NQuads)),
    ("text/html", Wanted::Page),
    ("application/json", rdf(Format::JsonLd)),
    ("application/xml", rdf(Format::RdfXml)),
    ("text/xml", rdf(Format::RdfXml)),
    ("application/x-turtle", rdf(Format::Turtle)),
];

/// The format that `word` (of `?format=…`) or else `accept` asks for. Some clients send words of their own beside a proper
/// header: a word that is no format at all counts for nothing where there is one.
pub(crate) fn wanted(offers: &[Offer], word: Option<&str>, accept: Option<&str>) -> Result<Wanted, Problem> {
    let by_header = || choose(accept, offers).ok_or_else(|| Problem::not_acceptable(offers));
    let Some(word) = word else { return by_header() };
    match named(offers, word) {
        None if accept.is_some() => by_header(),
        Some(wanted) if offers.iter().any(|(_, offered)| *offered == wanted) => Ok(wanted),
        _ => {
            let names: Vec<&str> = offers.iter().map(|(media, _)| *media).collect();
            Err(Problem::bad(format!("this answer cannot come in the format {word:?}"))
                .hint(format!("there is {}", names.join(", "))))
        }
    }
}

/// What a word means, for rows or for triples.
fn named(offers: &[Offer], word: &str) -> Option<Wanted> {
    let triples = offers.first().is_some_and(|(_, first)| *first == rdf(Format::Turtle));
    if word == "html" {
        return Some(Wanted::Page);
    }
    if let Some((_, wanted)) = offers.iter().find(|(media, _)| *media == word) {
        return Some(*wanted);
    }
    match AnswerFormat::named(word)? {
        AnswerFormat::Json if triples => Some(rdf(Format::JsonLd)),
        AnswerFormat::Xml if triples => Some(rdf(Format::RdfXml)),
        format => Some(Wanted::Data(format)),
    }
}

/// The media type under which a format is sent.
pub(crate) fn media(format: AnswerFormat) -> &'static str {
    match format {
        AnswerFormat::Json => "application/sparql-results+json",
        AnswerFormat::Xml => "application/sparql-results+xml",
        AnswerFormat::Csv => "text/csv; charset=utf-8",
        AnswerFormat::Tsv => "text/tab-separated-values; charset=utf-8",
        AnswerFormat::Table => "text/plain; charset=utf-8",
        AnswerFormat::Rdf(format) => rdf_media(format),
    }
}

/// The media type of an RDF format.
pub(crate) fn rdf_media(format: Format) -> &'static str {
    match format {
        Format::Turtle => "text/turtle; charset=utf-8",
        Format::TriG => "application/trig",
        Format::NTriples => "application/n-triples",
        Format::NQuads => "application/n-quads",
        Format::JsonLd => "application/ld+json",
        Format::RdfXml => "application/rdf+xml",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_comes_before_the_header_and_must_fit_the_answer() {
        assert_eq!(wanted(ROWS, Some("csv"), Some("text/html")), Ok(CSV));
        assert_eq!(wanted(ROWS, Some("html"), None), Ok(Wanted::Page));
        assert_eq!(wanted(TRIPLES, Some("json"), None), Ok(rdf(Format::JsonLd)));
        assert_eq!(wanted(TRIPLES, Some("ttl"), None), Ok(rdf(Format::Turtle)));
        for (offers, word) in [(ROWS, "turtle"), (TRIPLES, "csv"), (ROWS, "table"), (ROWS, "exe")] {
            assert!(wanted(offers, Some(word), None).is_err(), "{word}");
        }
    }

    #[test]
    fn a_word_that_is_no_format_leaves_the_choice_to_the_header() {
        assert_eq!(wanted(TRIPLES, Some("n3"), Some("text/n3, text/turtle")), Ok(rdf(Format::Turtle)));
        assert!(wanted(TRIPLES, Some("n3"), None).is_err());
    }

    #[test]
    fn other_names_of_a_format_are_understood() {
        assert_eq!(wanted(ROWS, None, Some("application/json")), Ok(JSON));
        assert_eq!(wanted(TRIPLES, None, Some("application/json")), Ok(rdf(Format::JsonLd)));
        assert!(wanted(ROWS, None, Some("image/svg+xml")).is_err());
    }
}
