//! What the page of questions offers: the questions that have names, prefixes, words for completion.

use standpoint_explore::Corpus;
use standpoint_model::EntityType;
use standpoint_pages::{Parameter, Question};
use standpoint_rdf::vocab::{PREFIXES, abbreviated, dcterms, foaf, oa, org, prov, schema, skos, sp};
use standpoint_store::{ParameterType, named_queries};

/// Every question with a name. Their examples name things of the corpus, where there are such: those that come with the
/// questions are made up.
pub(super) fn catalogue(corpus: Option<&Corpus>) -> Vec<Question> {
    let parameter = |one: &standpoint_store::Parameter| Parameter {
        name: one.name.clone(),
        kind: one.kind.to_string(),
        default: one.default.clone(),
        description: one.description.clone(),
    };
    let (actors, topics) = corpus.map(|corpus| (corpus.actors(), corpus.topics())).unwrap_or_default();
    let actor = |kind: Option<EntityType>| {
        let mut fit = actors.iter().filter(|row| kind.is_none_or(|kind| row.actor.kind == kind));
        fit.next().map(|row| row.actor.label.clone())
    };
    let known = |kind: ParameterType, name: &str| match (kind, name) {
        (ParameterType::Entity, "topic" | "about") => topics.first().map(|row| row.topic.label.clone()),
        (ParameterType::Entity, "person") => actor(Some(EntityType::Person)),
        (ParameterType::Entity, "organization") => actor(Some(EntityType::Organization)),
        (ParameterType::Entity, _) => actor(None),
        (ParameterType::Document, _) => corpus?.documents().first().map(|document| document.id.clone()),
        (ParameterType::Statement, _) => {
            corpus?.statements().first()?.id.rsplit('/').next().map(str::to_owned)
        }
        (ParameterType::Text, "publisher") => {
            corpus?.documents().iter().find_map(|document| document.publisher.clone())
        }
        _ => None,
    };
    let question = |query: &standpoint_store::NamedQuery| {
        let kind = |name: &str| query.parameters.iter().find(|one| one.name == *name).map(|one| one.kind);
        let example = query.example.iter().filter_map(|(name, value)| match kind(name)? {
            // What would leave nothing over.
            ParameterType::Date => None,
            kind => Some((name.clone(), known(kind, name).unwrap_or_else(|| value.clone()))),
        });
        Question {
            name: query.name.to_owned(),
            title: query.title.clone(),
            description: query.description.clone(),
            parameters: query.parameters.iter().map(parameter).collect(),
            example: example.collect(),
            source: query.source.to_owned(),
        }
    };
    named_queries().iter().map(question).collect()
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
