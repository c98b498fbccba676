//! The terms of the vocabularies that standpoint speaks, and the prefixes it declares for everybody.
//!
//! `ontology/standpoint.ttl` documents every `sp:` term listed here and no other; a test holds the two together.

/// Constants for the terms of one namespace, and the list of their local names.
macro_rules! namespace {
    ($(#[$doc:meta])* $module:ident, $base:literal, { $($name:ident = $local:literal,)+ }) => {
        $(#[$doc])*
        pub mod $module {
            use oxrdf::NamedNodeRef;

            /// Start of every address in this namespace.
            pub const NAMESPACE: &str = $base;
            /// Local name of every term used here.
            pub const TERMS: &[&str] = &[$($local),+];
            $(
                #[doc = concat!("`", stringify!($module), ":", $local, "`")]
                pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($base, $local));
            )+
        }
    };
}

namespace! {
    /// Our own terms.
    sp, "https://w3id.org/standpoint#", {
        // Classes.
        SOURCE_DOCUMENT = "SourceDocument",
        POLICY = "Policy",
        STANCE = "Stance",
        ASSERTION = "Assertion",
        DENIAL = "Denial",
        QUESTION = "Question",
        SUBORDINATION = "Subordination",
        ADMINISTRATION = "Administration",
        PROPOSITION = "Proposition",
        ATTRIBUTION = "Attribution",
        DECISION = "Decision",
        CONFLICT = "Conflict",
        // Individuals.
        SUPPORT = "Support",
        OPPOSE = "Oppose",
        HEAD = "Head",
        OFFICER = "Officer",
        MEMBER = "Member",
        AFFILIATE = "Affiliate",
        ACCEPTED = "Accepted",
        REJECTED = "Rejected",
        MERGED = "Merged",
        KEPT_APART = "KeptApart",
        // Parts of a statement.
        HOLDER = "holder",
        TARGET = "target",
        POLARITY = "polarity",
        ACT = "act",
        ADDRESSEE = "addressee",
        PROPOSITION_OF = "proposition",
        ABOUT = "about",
        ROLE_TITLE = "roleTitle",
        CONFIDENCE = "confidence",
        METHOD = "method",
        VALID_DURING = "validDuring",
        STATED_ON = "statedOn",
        ATTRIBUTED_TO = "attributedTo",
        SOURCE = "source",
        EMBEDDED_IN = "embeddedIn",
        // Evidence.
        QUOTE = "quote",
        EVIDENCE = "evidence",
        HOLDER_AT = "holderAt",
        CUE_AT = "cueAt",
        TARGET_AT = "targetAt",
        // Documents.
        TEXT = "text",
        EXTRACTOR = "extractor",
        // Shortcuts.
        LEADS = "leads",
        HOLDS_POST_AT = "holdsPostAt",
        AFFILIATED_WITH = "affiliatedWith",
        PART_OF = "partOf",
        ADMINISTERS = "administers",
        SUPPORTS = "supports",
        OPPOSES = "opposes",
        ASSERTS = "asserts",
        DENIES = "denies",
        QUESTIONS = "questions",
        // Identity and curation.
        MERGED_INTO = "mergedInto",
        VERDICT = "verdict",
        CONCERNS = "concerns",
        // Conflicts.
        CONFLICT_TYPE = "conflictType",
        BETWEEN = "between",
        STATEMENT = "statement",
        SCORE = "score",
    }
}

namespace! {
    /// The Organization Ontology (W3C).
    org, "http://www.w3.org/ns/org#", {
        ORGANIZATION = "Organization",
        MEMBERSHIP = "Membership",
        MEMBER = "member",
        ORGANIZATION_OF = "organization",
        ROLE = "role",
        MEMBER_OF = "memberOf",
        UNIT_OF = "unitOf",
    }
}

namespace! {
    /// Friend of a Friend.
    foaf, "http://xmlns.com/foaf/0.1/", {
        PERSON = "Person",
        DOCUMENT = "Document",
    }
}

namespace! {
    /// Schema.org.
    schema, "https://schema.org/", {
        PLACE = "Place",
        EVENT = "Event",
        URL = "url",
    }
}

namespace! {
    /// Simple Knowledge Organization System (W3C).
    skos, "http://www.w3.org/2004/02/skos/core#", {
        CONCEPT = "Concept",
        PREF_LABEL = "prefLabel",
        ALT_LABEL = "altLabel",
        BROADER = "broader",
        NARROWER = "narrower",
    }
}

namespace! {
    /// The provenance ontology (W3C).
    prov, "http://www.w3.org/ns/prov#", {
        WAS_DERIVED_FROM = "wasDerivedFrom",
        GENERATED_AT_TIME = "generatedAtTime",
    }
}

namespace! {
    /// Dublin Core terms.
    dcterms, "http://purl.org/dc/terms/", {
        IDENTIFIER = "identifier",
        TITLE = "title",
        CREATOR = "creator",
        PUBLISHER = "publisher",
        ISSUED = "issued",
    }
}

namespace! {
    /// Web Annotation (W3C).
    oa, "http://www.w3.org/ns/oa#", {
        ANNOTATION = "Annotation",
        SPECIFIC_RESOURCE = "SpecificResource",
        TEXT_POSITION_SELECTOR = "TextPositionSelector",
        TEXT_QUOTE_SELECTOR = "TextQuoteSelector",
        HAS_BODY = "hasBody",
        HAS_TARGET = "hasTarget",
        HAS_SOURCE = "hasSource",
        HAS_SELECTOR = "hasSelector",
        START = "start",
        END = "end",
        EXACT = "exact",
        PREFIX = "prefix",
        SUFFIX = "suffix",
    }
}

/// Prefix and namespace of everything that queries and files may abbreviate without saying so, sorted by prefix.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dcterms", dcterms::NAMESPACE),
    ("foaf", foaf::NAMESPACE),
    ("id", standpoint_model::iri::BASE),
    ("oa", oa::NAMESPACE),
    ("org", org::NAMESPACE),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", prov::NAMESPACE),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", schema::NAMESPACE),
    ("skos", skos::NAMESPACE),
    ("sp", sp::NAMESPACE),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// `iri` with a known prefix (`sp:opposes`), where the rest is a plain name; else as it is.
#[must_use]
pub fn abbreviated(iri: &str) -> String {
    // The longest namespace that fits: `sp:` and `id:` share their start.
    let fit = PREFIXES
        .iter()
        .filter_map(|(prefix, namespace)| iri.strip_prefix(namespace).map(|rest| (prefix, rest)))
        .min_by_key(|(_, rest)| rest.len());
    match fit {
        Some((prefix, rest)) if rest.chars().all(|c| c.is_alphanumeric() || "-_/".contains(c)) => {
            format!("{prefix}:{rest}")
        }
        _ => iri.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_addresses_are_abbreviated_and_others_left_alone() {
        assert_eq!(abbreviated(sp::OPPOSES.as_str()), "sp:opposes");
        assert_eq!(abbreviated("https://w3id.org/standpoint/id/person/ada-moss"), "id:person/ada-moss");
        assert_eq!(abbreviated("https://example.org/x"), "https://example.org/x");
    }

    #[test]
    fn prefixes_are_sorted_and_single() {
        assert!(PREFIXES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
