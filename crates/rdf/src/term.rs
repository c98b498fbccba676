//! Addresses, dates and spans as RDF terms, and back.

use crate::vocab::{foaf, org, schema, skos, sp};
use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, NamedNodeRef};
use standpoint_model::{EntityType, PartialDate, Predicate, Span, iri};

/// Where names that are no addresses are kept: rows from elsewhere may call a statement just `17`.
const NAME: &str = "https://w3id.org/standpoint/id/name/";

/// `id` as an address: itself where it is an absolute IRI, else below `…/id/name/`, percent-encoded.
pub(crate) fn node(id: &str) -> NamedNode {
    // Our own addresses skip validation: they are most of a store, and minted sound (`standpoint_model::iri`).
    let minted = id.strip_prefix(iri::BASE).is_some_and(|rest| {
        !rest.starts_with("name/")
            && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'/')
    });
    if minted {
        return NamedNode::new_unchecked(id);
    }
    match NamedNode::new(id) {
        Ok(node) if !id.starts_with(NAME) => node,
        _ => {
            let encoded = id.bytes().fold(String::from(NAME), |mut out, byte| {
                if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) {
                    out.push(char::from(byte));
                } else {
                    out.push_str(&format!("%{byte:02X}"));
                }
                out
            });
            NamedNode::new_unchecked(encoded)
        }
    }
}

/// Address under which the thing called `id` stands in RDF: itself where it is an absolute IRI.
#[must_use]
pub fn address(id: &str) -> String {
    node(id).into_string()
}

/// The name that [`address`] was given.
#[must_use]
pub fn name_of(address: &str) -> String {
    id(address)
}

/// What [`node`] was given.
pub(crate) fn id(address: &str) -> String {
    address.strip_prefix(NAME).and_then(percent_decoded).unwrap_or_else(|| address.to_owned())
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A date at its own precision: `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`.
pub(crate) fn date_literal(date: PartialDate) -> Literal {
    let datatype = match (date.month(), date.day()) {
        (None, _) => xsd::G_YEAR,
        (_, None) => xsd::G_YEAR_MONTH,
        _ => xsd::DATE,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

/// Address of a piece of a document's text (RFC 5147, positions in code points): `<document#char=12,40>`.
pub(crate) fn span_node(document: &str, span: Span) -> NamedNode {
    NamedNode::new_unchecked(format!("{document}#char={},{}", span.start, span.end))
}

/// The positions that [`span_node`] wrote.
pub(crate) fn span(address: &str) -> Option<Span> {
    let (start, end) = address.rsplit_once("#char=")?.1.split_once(',')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

/// The class that entities of this type belong to.
#[must_use]
pub fn class(kind: EntityType) -> NamedNodeRef<'static> {
    match kind {
        EntityType::Person => foaf::PERSON,
        EntityType::Organization => org::ORGANIZATION,
        EntityType::Place => schema::PLACE,
        EntityType::Policy => sp::POLICY,
        EntityType::Document => foaf::DOCUMENT,
        EntityType::Event => schema::EVENT,
        EntityType::Topic => skos::CONCEPT,
        EntityType::Proposition => sp::PROPOSITION,
    }
}

/// The entity type that a class stands for.
pub(crate) fn entity_type(class_iri: &str) -> Option<EntityType> {
    EntityType::ALL.into_iter().find(|kind| class(*kind).as_str() == class_iri)
}

/// The property of the shortcut triple that stands beside a statement: `sp:opposes`, `org:memberOf` …
#[must_use]
pub fn shortcut(predicate: Predicate) -> NamedNodeRef<'static> {
    match predicate {
        Predicate::Leads => sp::LEADS,
        Predicate::HoldsPost => sp::HOLDS_POST_AT,
        Predicate::MemberOf => org::MEMBER_OF,
        Predicate::AffiliatedWith => sp::AFFILIATED_WITH,
        Predicate::PartOf => sp::PART_OF,
        Predicate::Administers => sp::ADMINISTERS,
        Predicate::Supports => sp::SUPPORTS,
        Predicate::Opposes => sp::OPPOSES,
        Predicate::Asserts => sp::ASSERTS,
        Predicate::Denies => sp::DENIES,
        Predicate::Questions => sp::QUESTIONS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_stays_an_address_and_a_name_becomes_one() {
        assert_eq!(node("https://example.org/a").as_str(), "https://example.org/a");
        assert_eq!(node("row 17").as_str(), "https://w3id.org/standpoint/id/name/row%2017");
    }

    proptest! {
        #[test]
        fn any_name_survives(name in "\\PC{0,20}") {
            let address = node(&name);
            prop_assert!(NamedNode::new(address.as_str()).is_ok(), "{address}");
            prop_assert_eq!(id(address.as_str()), name);
        }
    }

    #[test]
    fn an_address_below_our_own_names_survives() {
        let name = "https://w3id.org/standpoint/id/name/x";
        assert_eq!(id(node(name).as_str()), name);
    }
}
