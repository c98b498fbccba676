//! What is claimed, and by whom: short texts through the embedded model.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use standpoint_extractor::Extractor;
use standpoint_model::{Document, Kind};

/// Holder and content of every claim that the default output keeps, in text order.
fn claims(text: &str) -> Vec<(String, String)> {
    let found = Extractor::embedded().unwrap().extract(&Document::new("test", text)).unwrap();
    let claims = found.into_iter().filter(|s| s.predicate.kind() == Kind::Claim && s.confidence.get() >= 0.5);
    claims.map(|s| (s.subject.label, s.object.label)).collect()
}

#[test]
fn a_quotation_in_two_parts_makes_two_points() {
    let found = claims(
        "Jane Holt, the mayor of Arden, opposes the levy.\n\n\
         \"The levy is a burden on every shop in town,\" Holt said. \"Rents have risen by a tenth since January.\"\n",
    );
    let said = |words: &str| ("Jane Holt".to_owned(), words.to_owned());
    assert!(found.contains(&said("The levy is a burden on every shop in town")), "{found:?}");
    assert!(found.contains(&said("Rents have risen by a tenth since January")), "{found:?}");
}
