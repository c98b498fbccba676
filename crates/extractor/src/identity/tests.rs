use super::*;
use EntityType::{Organization, Person, Policy, Topic};
use proptest::prelude::*;
use standpoint_model::{Act, Confidence, Evidence, Predicate, Span};

type Row<'a> = (&'a str, EntityType, &'a str, &'a [&'a str]);

/// The merges over entities given as (document, type, label, aliases), each as "from > into: layer".
fn merged(rows: &[Row]) -> Vec<String> {
    let entities: Vec<(&str, Entity)> = rows
        .iter()
        .map(|(document, kind, label, aliases)| {
            (*document, Entity::named(*kind, *label).with_aliases(aliases.iter().copied()))
        })
        .collect();
    let short = |id: &str| id.rsplit("/id/").next().unwrap_or_default().to_owned();
    identify(entities.iter().map(|(document, entity)| (*document, entity)))
        .into_iter()
        .map(|merge| format!("{} > {}: {}", short(&merge.from), short(&merge.into), merge.layer))
        .collect()
}

#[test]
fn one_name_under_several_types_and_forms() {
    assert_eq!(
        merged(&[
            ("1", Policy, "Safe Harbors", &[]),
            ("2", Topic, "safe harbors", &[]),
            ("3", Policy, "Safe Harbors", &[]),
            ("1", Organization, "Acme Shipping", &[]),
            ("2", Organization, "Acme Shipping, Inc.", &[]),
            ("1", Organization, "Department of Ports", &[]),
            ("2", Organization, "Ports Department", &[]),
        ]),
        [
            "organization/acme-shipping > organization/acme-shipping-inc: name",
            "organization/ports-department > organization/department-of-ports: name",
            "topic/safe-harbors > policy/safe-harbors: name",
        ]
    );
}

#[test]
fn people_and_places_stay_what_they_are() {
    assert_eq!(
        merged(&[
            ("1", Person, "Washington", &[]),
            ("1", EntityType::Place, "Washington", &[]),
            ("2", Organization, "Washington", &[]),
            ("1", Organization, "University of Washington", &[]),
            ("2", Organization, "Washington University", &[]),
        ]),
        Vec::<String>::new()
    );
}

#[test]
fn an_acronym_that_a_document_spells_out() {
    assert_eq!(
        merged(&[
            ("1", Organization, "Harbor Workers Union", &["HWU", "the union"]),
            ("2", Organization, "HWU", &[]),
            ("3", Organization, "H.W.U.", &[]),
            ("1", Policy, "Safe Harbors", &["S-Harb"]),
            ("2", Policy, "S-Harb", &[]),
            ("4", Organization, "DOP", &["Department of Ports"]),
            ("5", Organization, "Department of Ports", &[]),
        ]),
        [
            "organization/dop > organization/department-of-ports: acronym",
            "organization/hwu > organization/harbor-workers-union: acronym",
            "policy/s-harb > policy/safe-harbors: acronym",
        ]
    );
}

#[test]
fn an_acronym_of_two_meanings_or_none_stays_apart() {
    assert_eq!(
        merged(&[
            ("1", Organization, "Harbor Workers Union", &["HWU"]),
            ("2", Organization, "Hospital Workers Union", &["HWU"]),
            ("3", Organization, "HWU", &[]),
            // Coreference took a neighbour's acronym for an alias: it does not stand for this name.
            ("4", Organization, "National HWA Council", &["HWA"]),
            ("5", Organization, "HWA", &[]),
            ("6", Organization, "ABC", &[]),
        ]),
        Vec::<String>::new()
    );
}

#[test]
fn titles_are_set_aside_where_they_agree() {
    assert_eq!(
        merged(&[
            ("1", Person, "President Rivera", &[]),
            ("2", Person, "Rivera", &[]),
            ("1", Person, "Sen. Ann Lee", &[]),
            ("2", Person, "Ann Lee", &[]),
            ("1", Person, "Mr. Okoro", &[]),
            ("2", Person, "Ms. Okoro", &[]),
            ("3", Person, "Okoro", &[]),
        ]),
        ["person/president-rivera > person/rivera: title", "person/sen-ann-lee > person/ann-lee: title"]
    );
}

#[test]
fn a_surname_joins_only_in_company_and_where_it_is_sure() {
    assert_eq!(
        merged(&[
            ("1", Person, "Lee", &[]),
            ("1", Person, "Ann Lee", &[]),
            // In another document the bare name may be anybody.
            ("2", Person, "Okoro", &[]),
            ("3", Person, "Bo Okoro", &[]),
            // Two of that name.
            ("4", Person, "Rao", &[]),
            ("4", Person, "Priya Rao", &[]),
            ("5", Person, "Anil Rao", &[]),
            // The title tells another gender than the given name.
            ("6", Person, "Mr. Weiss", &[]),
            ("6", Person, "Petra Weiss", &[]),
        ]),
        ["person/lee > person/ann-lee: surname"]
    );
}

fn statement(document: &str, subject: &Entity, object: &Entity) -> Statement {
    Statement {
        id: String::new(),
        document: document.to_owned(),
        subject: subject.clone(),
        predicate: Predicate::Opposes,
        object: object.clone(),
        role: None,
        act: Some(Act::Statement),
        addressee: Some(object.clone()),
        attributed_to: vec![subject.clone()],
        date: None,
        confidence: Confidence::CERTAIN,
        span: Span::new(0, 1),
        quote: String::new(),
        evidence: Evidence::default(),
        method: "test".to_owned(),
    }
    .addressed()
}

#[test]
fn merges_are_carried_out_everywhere() {
    let full = Entity::named(Organization, "Harbor Workers Union").with_aliases(["HWU"]);
    let short = Entity::named(Organization, "HWU").with_aliases(["the union"]);
    let law = Entity::named(Policy, "Dock Act");
    let mut claim = Entity::named(EntityType::Proposition, "the union did not strike");
    claim.about = vec![short.clone(), full.clone()];
    let mut statements =
        vec![statement("1", &full, &law), statement("2", &short, &law), statement("2", &short, &claim)];
    let address = statements[1].id.clone();
    apply(&identify_statements(&statements), &mut statements);
    let (first, second, third) = (&statements[0], &statements[1], &statements[2]);
    assert_eq!(first.subject, second.subject);
    assert_eq!(second.subject.label, "Harbor Workers Union");
    assert_eq!(second.subject.aliases, ["HWU", "the union"]);
    assert_eq!(second.attributed_to[0], second.subject);
    assert_ne!(second.id, address);
    assert_eq!(second.id, second.clone().addressed().id);
    assert_eq!(third.object.about, std::slice::from_ref(&second.subject));
    assert_eq!(third.object.label, "the union did not strike");
}

fn entity() -> impl Strategy<Value = (String, Entity)> {
    let name = "(HWU|Lee|Ann Lee|Bo Lee|Sen. Lee|Harbor Workers Union|Harbor Workers Union Inc|Dock Act|DA)";
    let kind = prop_oneof![Just(Person), Just(Organization), Just(Policy)];
    ("[1-4]", kind, name, proptest::collection::vec(name, 0..2)).prop_map(
        |(document, kind, label, aliases)| (document, Entity::named(kind, label).with_aliases(aliases)),
    )
}

proptest! {
    #[test]
    fn order_does_not_matter_and_people_stay_people(rows in proptest::collection::vec(entity(), 0..12)) {
        let merges = identify(rows.iter().map(|(document, entity)| (document.as_str(), entity)));
        let backwards = identify(rows.iter().rev().map(|(document, entity)| (document.as_str(), entity)));
        prop_assert_eq!(&merges, &backwards);
        let gone: BTreeSet<&str> = merges.iter().map(|merge| merge.from.as_str()).collect();
        prop_assert_eq!(gone.len(), merges.len(), "each address gives way once");
        for merge in &merges {
            prop_assert!(!gone.contains(merge.into.as_str()), "what stays, stays");
            prop_assert_eq!(merge.from.contains("/person/"), merge.into.contains("/person/"));
        }
    }
}
