//! What the page of questions offers: the questions that have names, prefixes, words for completion.

use standpoint_explore::Corpus;
use standpoint_pages::{Parameter, Question};
use standpoint_rdf::vocab::{PREFIXES, abbreviated, dcterms, foaf, oa, org, prov, schema, skos, sp};
use standpoint_store::named_queries;
use std::sync::OnceLock;

/// Every question with a name.
pub(super) fn catalogue() -> &'static [Question] {
    static QUESTIONS: OnceLock<Vec<Question>> = OnceLock::new();
    QUESTIONS.get_or_init(|| {
        let parameter = |one: &standpoint_store::Parameter| Parameter {
            name: one.name.clone(),
            kind: one.kind.to_string(),
            default: one.default.clone(),
            description: one.description.clone(),
        };
        let question = |query: &standpoint_store::NamedQuery| Question {
            name: query.name.to_owned(),
            title: query.title.clone(),
            description: query.description.clone(),
            parameters: query.parameters.iter().map(parameter).collect(),
            example: query.example.clone(),
            source: query.source.to_owned(),
        };
        named_queries().iter().map(question).collect()
    })
}

/// Prefixes that need not be declared.
pub(super) fn prefixes() -> Vec<(String, String)> {
    PREFIXES.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).to_owned())).collect()
}

/// The terms of every vocabulary in use, with their prefixes.
pub(super) fn terms() -> Vec<String> {
    let known: [(&str, &[&str]); 8] = [
        (sp::NAMESPACE, sp::TERMS),
        (dcterms::NAMESPACE, dcterms::TERMS),
        (foaf::NAMESPACE, foaf::TERMS),
        (oa::NAMESPACE, oa::TERMS),
        (org::NAMESPACE, org::TERMS),
        (prov::NAMESPACE, prov::TERMS),
        (schema::NAMESPACE, schema::TERMS),
        (skos::NAMESPACE, skos::TERMS),
    ];
    let named = |(namespace, terms): (&str, &[&str])| {
        terms.iter().map(|term| abbreviated(&format!("{namespace}{term}"))).collect::<Vec<_>>()
    };
    known.into_iter().flat_map(named).collect()
}

/// How many actors, and how many topics, are offered.
const NAMES: usize = 200;

/// Names of the actors and topics of which most is told. Linear in what the corpus holds, besides sorting.
pub(super) fn names(corpus: &Corpus) -> Vec<String> {
    let actors = corpus.actors().into_iter().take(NAMES).map(|row| row.actor.label);
    let topics = corpus.topics().into_iter().take(NAMES).map(|row| row.topic.label);
    let mut names: Vec<String> = actors.chain(topics).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_a_known_prefix() {
        assert!(terms().contains(&"sp:holder".to_owned()));
        for term in terms() {
            let (prefix, _) = term.split_once(':').unwrap();
            assert!(prefixes().iter().any(|(known, _)| known == prefix), "{term}");
        }
    }
}
