//! Addresses of things: minted here and nowhere else.
//!
//! Entities are addressed by type and folded name, so that two documents, read on two machines, that use the same
//! name address the same thing; what differently named mentions share is the business of identity, later. Names that
//! tell nothing outside their document ("Crane", "the agency") are addressed by it, too.

use crate::{ConflictType, EntityType, Predicate, Span, document::hex, slug};
use sha2::{Digest, Sha256};

/// Start of every address minted here.
pub const BASE: &str = "https://w3id.org/standpoint/id/";

/// Address of the entity of this type and name.
///
/// ```
/// use standpoint_model::{EntityType, iri};
/// assert_eq!(iri::entity(EntityType::Organization, "AFL-CIO"), "https://w3id.org/standpoint/id/organization/afl-cio");
/// ```
#[must_use]
pub fn entity(kind: EntityType, name: &str) -> String {
    format!("{BASE}{}/{}", kind.as_str().to_lowercase(), slug(name))
}

/// Address of what only `document` can tell apart from others of this type and name: a bare surname, "the agency".
///
/// ```
/// use standpoint_model::{EntityType, iri};
/// let crane = |document| iri::entity_in(EntityType::Person, "Crane", document);
/// assert_ne!(crane("a.txt"), crane("b.txt"));
/// assert!(crane("a.txt").starts_with("https://w3id.org/standpoint/id/person/crane-in-"));
/// ```
#[must_use]
pub fn entity_in(kind: EntityType, name: &str, document: &str) -> String {
    format!("{}-in-{}", entity(kind, name), digest(&[document]))
}

/// Address of a proposition: what `document` says at `span`.
#[must_use]
pub fn proposition(document: &str, span: Span) -> String {
    format!("{BASE}proposition/{}", digest(&[document, &span.start.to_string(), &span.end.to_string()]))
}

/// Address of a document by its name; all sixteen digits, since a large corpus may hold many an `index.html`.
#[must_use]
pub fn document(id: &str) -> String {
    format!("{BASE}document/{}-{}", slug(id.rsplit(['/', '\\']).next().unwrap_or(id)), digest(&[id]))
}

/// Address of a statement: equal where document, parties, predicate and evidence are.
#[must_use]
pub fn statement(document: &str, subject: &str, predicate: Predicate, object: &str, span: Span) -> String {
    let (start, end) = (span.start.to_string(), span.end.to_string());
    format!("{BASE}statement/{}", digest(&[document, subject, predicate.as_str(), object, &start, &end]))
}

/// Address of a conflict: equal where its type and the addresses of its two statements, in either order, are.
#[must_use]
pub fn conflict(kind: ConflictType, statements: [&str; 2]) -> String {
    let [one, other] = statements;
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    format!("{BASE}conflict/{}", digest(&[kind.as_str(), first, second]))
}

/// Sixteen hexadecimal digits of SHA-256 over the parts, kept apart by a unit separator.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0x1f]);
    }
    hex(&hash.finalize()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_name_same_address() {
        let a = entity(EntityType::Organization, "The A.C.L.U.");
        assert_eq!(a, entity(EntityType::Organization, "ACLU"));
        assert_ne!(a, entity(EntityType::Policy, "ACLU"));
    }

    #[test]
    fn a_conflict_is_the_same_from_either_side() {
        let one = conflict(ConflictType::Reversal, ["x", "y"]);
        assert_eq!(one, conflict(ConflictType::Reversal, ["y", "x"]));
        assert_ne!(one, conflict(ConflictType::ContestedClaim, ["x", "y"]));
    }

    #[test]
    fn documents_of_one_name_in_two_folders_differ() {
        assert_ne!(document("a/000.txt"), document("b/000.txt"));
        assert!(document("a/000.txt").starts_with("https://w3id.org/standpoint/id/document/000-txt-"));
    }
}
