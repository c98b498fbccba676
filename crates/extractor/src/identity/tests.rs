use super::*;
use EntityType::{Organization, Person, Policy, Topic};
use standpoint_model::{Act, Confidence, Evidence, Predicate, Span, iri};

type Row<'a> = (&'a str, EntityType, &'a str, &'a [&'a str]);

/// The entities of rows (document, type, label, aliases), addressed as extraction does.
fn entities_of(rows: &[Row]) -> Vec<(String, Entity)> {
    rows.iter()
        .map(|(document, kind, label, aliases)| {
            let mut entity = Entity::named(*kind, *label).with_aliases(aliases.iter().copied());
            if local::is_local(&entity) {
                entity.id = iri::entity_in(*kind, label, document);
            }
            ((*document).to_owned(), entity)
        })
        .collect()
}

/// The end of an address, with the name of the document for its digest.
fn short(id: &str) -> String {
    let id = id.rsplit("/id/").next().unwrap_or_default();
    match id.split_once("-in-") {
        Some((name, digest)) => {
            let document = ('0'..='9')
                .find(|document| iri::entity_in(Person, "x", &document.to_string()).ends_with(digest));
            format!("{name}@{}", document.map(String::from).unwrap_or_default())
        }
        None => id.to_owned(),
    }
}

fn found(rows: &[Row], decided: &Decided) -> Identified {
    let entities = entities_of(rows);
    identify(entities.iter().map(|(document, entity)| (document.as_str(), entity)), [], decided)
}

/// The merges over rows, each as "from > into: layer".
fn merged(rows: &[Row]) -> Vec<String> {
    let merges = found(rows, &Decided::default()).merges;
    let line = |merge: Merge| format!("{} > {}: {}", short(&merge.from), short(&merge.into), merge.layer);
    let mut lines: Vec<String> = merges.into_iter().map(line).collect();
    // Digests have an order of their own.
    lines.sort();
    lines
}

/// The candidates over rows, each as "from ? into".
fn asked(rows: &[Row]) -> Vec<String> {
    let candidates = found(rows, &Decided::default()).candidates;
    let line = |pair: Candidate| format!("{} ? {}", short(&pair.from), short(&pair.into));
    let mut lines: Vec<String> = candidates.into_iter().map(line).collect();
    lines.sort();
    lines
}

const NOTHING: [&str; 0] = [];

#[test]
fn one_name_under_several_types_and_forms() {
    assert_eq!(
        merged(&[
            ("1", Policy, "Safe Harbors", &[]),
            ("2", Topic, "safe harbors", &[]),
            ("3", Policy, "the Safe Harbors programme", &[]),
            ("1", Organization, "Acme Shipping", &[]),
            ("2", Organization, "Acme Shipping, Inc.", &[]),
            ("1", Organization, "Department of Ports", &[]),
            ("2", Organization, "Ports Department", &[]),
        ]),
        [
            "organization/acme-shipping > organization/acme-shipping-inc: name",
            "organization/ports-department > organization/department-of-ports: name",
            "policy/safe-harbors > policy/safe-harbors-programme: name",
            "topic/safe-harbors > policy/safe-harbors-programme: name",
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
        NOTHING
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
    let rows: &[Row] = &[
        ("1", Organization, "Harbor Workers Union", &["HWU"]),
        ("2", Organization, "Hospital Workers Union", &["HWU"]),
        ("3", Organization, "HWU", &[]),
        // Coreference took a neighbour's acronym for an alias: it does not stand for this name.
        ("4", Organization, "National HWA Council", &["HWA"]),
        ("5", Organization, "HWA", &[]),
        ("6", Organization, "ABC", &[]),
    ];
    assert_eq!(merged(rows), NOTHING);
    // Which of the two it is, people may know.
    assert_eq!(
        asked(rows),
        [
            "organization/hwu ? organization/harbor-workers-union",
            "organization/hwu ? organization/hospital-workers-union"
        ]
    );
}

#[test]
fn an_acronym_that_nobody_spells_out_wants_evidence() {
    let short: &[Row] = &[("1", Organization, "HWU", &[]), ("2", Organization, "Harbor Workers Union", &[])];
    assert_eq!(merged(short), NOTHING);
    assert_eq!(asked(short), ["organization/hwu ? organization/harbor-workers-union"]);
    let shared: &[Row] = &[
        ("1", Organization, "Dock Board", &[]),
        ("1", Person, "Ann Lee", &[]),
        ("1", Policy, "Dock Act", &[]),
        ("2", Organization, "Dock Board", &[]),
        ("2", Person, "Ann Lee", &[]),
        ("2", Policy, "Dock Act", &[]),
    ];
    assert_eq!(
        merged(&[short, shared].concat()),
        ["organization/hwu > organization/harbor-workers-union: evidence"]
    );
    let clipped: &[Row] = &[("1", Policy, "S-Harb", &[]), ("2", Policy, "Safe Harbors", &[])];
    assert_eq!(merged(&[clipped, shared].concat()), ["policy/s-harb > policy/safe-harbors: evidence"]);
}

#[test]
fn titles_are_set_aside_where_they_agree() {
    assert_eq!(
        merged(&[
            ("1", Person, "Judge Rivera", &[]),
            ("1", Person, "Rivera", &[]),
            ("1", Person, "Sen. Ann Lee", &[]),
            ("2", Person, "Ann Lee", &[]),
            ("1", Person, "Mr. Okoro", &[]),
            ("1", Person, "Ms. Okoro", &[]),
            ("1", Person, "Okoro", &[]),
            // Of whom one is in office at a time.
            ("3", Person, "President Weiss", &[]),
            ("4", Person, "Weiss", &["President Weiss"]),
            ("5", Person, "Vice President Weiss", &[]),
        ]),
        [
            "person/judge-rivera@1 > person/rivera@1: title",
            "person/president-weiss@3 > person/weiss@4: title",
            "person/sen-ann-lee > person/ann-lee: title",
        ]
    );
}

#[test]
fn middle_names_are_set_aside_where_one_is_told() {
    assert_eq!(
        merged(&[
            ("1", Person, "Ann Lee", &[]),
            ("2", Person, "Ann B. Lee", &[]),
            ("3", Person, "Ann Beth Lee", &[]),
            ("1", Person, "Bo Rao", &[]),
            ("2", Person, "Bo C. Rao", &[]),
            ("3", Person, "Bo D. Rao", &[]),
            ("1", Person, "Cy Doe", &[]),
            ("2", Person, "Cy Doe Jr.", &[]),
        ]),
        ["person/ann-b-lee > person/ann-beth-lee: name", "person/ann-lee > person/ann-beth-lee: name"]
    );
}

#[test]
fn a_surname_joins_in_its_document_where_it_is_sure() {
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
            ("4", Person, "Anil Rao", &[]),
            // The title tells another gender than the given name.
            ("6", Person, "Mr. Weiss", &[]),
            ("6", Person, "Petra Weiss", &[]),
        ]),
        ["person/lee@1 > person/ann-lee: surname"]
    );
}

/// Company that makes two documents alike.
fn company<'a>(document: &'a str, board: &'a str, person: &'a str, law: &'a str) -> [Row<'a>; 3] {
    [(document, Organization, board, &[]), (document, Person, person, &[]), (document, Policy, law, &[])]
}

#[test]
fn two_of_one_surname_stay_apart_and_company_tells_who_is_meant() {
    let docks = |document| company(document, "Dock Board", "Ann Lee", "Dock Act");
    let stage = |document| company(document, "City Theatre", "Bo Rao", "Arts Levy");
    let mut rows: Vec<Row> = [docks("1"), docks("2"), stage("3"), stage("4")].concat();
    rows.extend([
        ("1", Person, "Eli Crane", &[] as &[&str]),
        ("2", Person, "Crane", &[]),
        ("3", Person, "Mia Crane", &[]),
        ("4", Person, "Crane", &[]),
        // Nobody there knows either.
        ("5", Person, "Crane", &[]),
        ("5", Organization, "Weather Office", &[]),
    ]);
    assert_eq!(
        merged(&rows),
        ["person/crane@2 > person/eli-crane: evidence", "person/crane@4 > person/mia-crane: evidence"]
    );
    assert_eq!(asked(&rows), NOTHING);
    // A document with company of both: a person has to say.
    rows.extend([docks("6"), stage("6")].concat());
    rows.push(("6", Person, "Crane", &[]));
    assert_eq!(merged(&rows).len(), 2);
    assert_eq!(asked(&rows), ["person/crane@6 ? person/eli-crane", "person/crane@6 ? person/mia-crane"]);
}

#[test]
fn surnames_without_any_full_name_meet_in_like_company() {
    let mut rows: Vec<Row> = [
        company("1", "Dock Board", "Ann Lee", "Dock Act"),
        company("2", "Dock Board", "Ann Lee", "Dock Act"),
        company("3", "City Theatre", "Bo Rao", "Arts Levy"),
    ]
    .concat();
    rows.extend(["1", "2", "3"].map(|document| (document, Person, "Crane", &[] as &[&str])));
    assert_eq!(merged(&rows), ["person/crane@2 > person/crane@1: evidence"]);
}

#[test]
fn near_spellings_want_evidence_too() {
    let names: &[Row] = &[
        ("1", Policy, "Safe Harbors", &[]),
        ("2", Policy, "Safer Harbors", &[]),
        ("1", Organization, "Harbor Employers League", &[]),
        ("2", Organization, "Harbor Employees League", &[]),
        ("1", Person, "Chris Doe", &[]),
        ("2", Person, "Christopher Doe", &[]),
        ("1", Organization, "Dockers Local 9", &[]),
        ("2", Organization, "Dockers Local 8", &[]),
    ];
    assert_eq!(merged(names), NOTHING);
    assert_eq!(asked(names), ["person/chris-doe ? person/christopher-doe"]);
    let names =
        [names, &[("1", Policy, "Secure Harbors", &[]), ("2", Policy, "Secured Harbors", &[])]].concat();
    let shared = [
        company("1", "Dock Board", "Ann Lee", "Dock Act"),
        company("2", "Dock Board", "Ann Lee", "Dock Act"),
    ]
    .concat();
    assert_eq!(asked(&names).len(), 2);
    let rows = [names, shared].concat();
    assert_eq!(
        merged(&rows),
        [
            "person/chris-doe > person/christopher-doe: evidence",
            "policy/secure-harbors > policy/secured-harbors: evidence",
        ]
    );
    assert_eq!(
        asked(&rows),
        ["organization/harbor-employees-league ? organization/harbor-employers-league"],
        "one letter is often another word"
    );
}

#[test]
fn fathers_sons_and_middle_names_stay_apart_in_like_company() {
    let mut rows: Vec<Row> = [
        company("1", "Dock Board", "Ann Lee", "Dock Act"),
        company("2", "Dock Board", "Ann Lee", "Dock Act"),
    ]
    .concat();
    rows.extend([
        ("1", Person, "Cy Doe", &[] as &[&str]),
        ("2", Person, "Cy Doe Jr.", &[]),
        ("1", Person, "Bo C. Rao", &[]),
        ("2", Person, "Bo D. Rao", &[]),
    ]);
    assert_eq!(merged(&rows), NOTHING);
    assert_eq!(asked(&rows), ["person/cy-doe ? person/cy-doe-jr"]);
}

#[test]
fn what_a_document_tells_apart_is_not_united_by_evidence() {
    let rows: Vec<Row> = [
        company("1", "Dock Board", "Ann Lee", "Dock Act"),
        company("2", "Dock Board", "Ann Lee", "Dock Act"),
    ]
    .concat();
    let both: &[Row] = &[
        ("1", Person, "Chris Doe", &[]),
        ("2", Person, "Christopher Doe", &[]),
        ("2", Person, "Chris Doe", &[]),
    ];
    assert_eq!(merged(&[&rows, both].concat()), NOTHING);
}

#[test]
fn nouns_are_nobody_outside_their_document() {
    assert_eq!(
        merged(&[
            ("1", Organization, "the agency", &[]),
            ("2", Organization, "the agency", &[]),
            ("1", Organization, "the Council", &[]),
            ("2", Organization, "Council", &[]),
            ("1", Person, "the governor", &[]),
            ("2", Person, "governor", &[]),
        ]),
        NOTHING
    );
}

#[test]
fn people_are_obeyed() {
    let rows: &[Row] = &[
        ("1", Organization, "Harbor Workers Union", &["HWU"]),
        ("2", Organization, "HWU", &[]),
        ("3", Organization, "Harbour Labour", &[]),
        ("3", Person, "Ann Lee", &[]),
    ];
    let id = |name: &str| format!("{}organization/{name}", iri::BASE);
    let pair = |a: &str, b: &str| (id(a), id(b));
    let apart = Decided { apart: vec![pair("harbor-workers-union", "hwu")], ..Decided::default() };
    assert_eq!(found(rows, &apart).merges, []);
    let one = Decided { one: vec![pair("harbour-labour", "hwu")], ..Decided::default() };
    let merges = found(rows, &one).merges;
    let layers: Vec<(String, &str)> = merges.iter().map(|m| (short(&m.from), m.layer.as_str())).collect();
    assert_eq!(
        layers,
        [("organization/harbour-labour".to_owned(), ACRONYM), ("organization/hwu".to_owned(), ACRONYM)],
        "the less sure of two steps names the layer"
    );
    let way = &merges[0].reason;
    assert!(way.contains("people decided") && way.contains("spelt out"), "{way}");
    // No person becomes a union, whoever says so.
    let wrong =
        Decided { one: vec![(format!("{}person/ann-lee", iri::BASE), id("hwu"))], ..Decided::default() };
    assert_eq!(found(rows, &wrong), found(rows, &Decided::default()));
}

#[test]
fn what_is_united_is_found_united_again() {
    let rows: &[Row] = &[
        ("1", Organization, "Harbor Workers Union", &["HWU"]),
        ("2", Organization, "HWU", &[]),
        ("1", Person, "Ann Lee", &[]),
        ("1", Person, "Lee", &[]),
    ];
    let mut statements: Vec<Statement> = entities_of(rows)
        .into_iter()
        .map(|(document, entity)| statement(&document, &entity, &Entity::named(Policy, "Dock Act")))
        .collect();
    apply(&identify_statements(&statements), &mut statements);
    assert_eq!(identify_statements(&statements), []);
    let (once, mut twice) = (statements.clone(), statements);
    localise(&mut twice);
    assert_eq!(once, twice);
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
