//! Who is meant: short texts through the embedded model.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use standpoint_extractor::Extractor;
use standpoint_model::{Document, Kind, Predicate, Statement};
use std::sync::OnceLock;

fn statements(text: &str) -> Vec<Statement> {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    let extractor = EXTRACTOR.get_or_init(|| Extractor::embedded().unwrap());
    extractor.extract(&Document::new("test", text)).unwrap()
}

/// Holders of the claims whose content holds `words`, the likeliest first: who is meant is asked here, not how surely it is said.
fn claimed(found: &[Statement], words: &str) -> Vec<String> {
    let mut claims: Vec<&Statement> = found
        .iter()
        .filter(|s| s.predicate.kind() == Kind::Claim && s.object.label.contains(words))
        .collect();
    claims.sort_by(|a, b| b.confidence.get().total_cmp(&a.confidence.get()));
    claims.iter().map(|s| s.subject.label.clone()).collect()
}

fn says(found: &[Statement], subject: &str, predicate: Predicate, object: &str) -> bool {
    let named = |entity: &standpoint_model::Entity, name: &str| entity.names().any(|n| n == name);
    found.iter().any(|s| s.predicate == predicate && named(&s.subject, subject) && named(&s.object, object))
}

#[test]
fn pronouns_stand_for_the_speaker_of_the_sentence_before() {
    let found = statements(
        "Ruth Adeyemi, the president of the Ferry Workers Union, met Tomas Brandt on Monday. \
         Brandt, a spokesman for the port, listened for an hour. \
         “The ships are not safe,” she said. “Two boats leaked last winter.”",
    );
    assert_eq!(claimed(&found, "not safe").first().map(String::as_str), Some("Ruth Adeyemi"));
}

#[test]
fn the_union_is_the_union_that_was_named() {
    let found = statements(
        "The Ferry Workers Union has 900 members in Port Hallam. The Harbour Board has nine seats. \
         The union said on Tuesday that the new rota was illegal. The union opposes the Night Sailing Act.",
    );
    assert_eq!(claimed(&found, "illegal").first().map(String::as_str), Some("Ferry Workers Union"));
    assert!(says(&found, "Ferry Workers Union", Predicate::Opposes, "Night Sailing Act"));
}

#[test]
fn a_headline_may_describe_a_body_that_the_text_names() {
    let found = statements(
        "RHA guards' union sues over Safe Roads Act, while TLC backs it\n\nThe National RHA Council, a union representing \
         thousands of officers, met on Monday. Ola Brandt is its president.\n",
    );
    assert!(says(&found, "National RHA Council", Predicate::Opposes, "Safe Roads Act"));
}

#[test]
fn a_programme_is_known_by_its_noun() {
    let found = statements(
        "The county launched the Clean Slate Program in May. Mayor Ingrid Solheim wants to end the program.",
    );
    assert!(says(&found, "Ingrid Solheim", Predicate::Opposes, "Clean Slate Program"));
}

#[test]
fn a_quotation_gives_its_i_to_its_speaker() {
    let found = statements("“I support the levy,” said Councillor Bea Okoro. Piet Maas disagreed with her.");
    assert!(says(&found, "Bea Okoro", Predicate::Supports, "levy"));
}

#[test]
fn a_phrase_that_names_one_thing_is_not_led_to_another() {
    let found = statements(include_str!("../../../seeds/02-records-suit.md"));
    let holder = "American Civil Liberties Union";
    assert!(says(&found, holder, Predicate::Supports, "injunction against SB 1070"));
    assert!(!says(&found, holder, Predicate::Supports, "Secure Communities"));
}

#[test]
fn a_side_is_for_the_one_in_its_name() {
    let found =
        statements("Ruth Adeyemi met voters. The Tenants League, an anti-Adeyemi group, ran ads on Monday.");
    assert!(says(&found, "Tenants League", Predicate::Opposes, "Ruth Adeyemi"), "{found:#?}");
}
