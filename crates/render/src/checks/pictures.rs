//! The checks, on a small world made by hand and on many made by chance.

use super::geometry::faults;
use super::world::{all_kinds, harbour, organization, say};
use crate::{Drawing, Options, Theme, topic};
use proptest::{collection::vec, prelude::*};
use standpoint_model::{Entity, EntityType, Predicate, Statement};

/// Who, what, which predicate, when.
type Said = (usize, usize, usize, Option<(u16, u8, u8)>);

/// A world by numbers: who (of `actors`) says what of what (of `targets`), when.
fn world(names: &[String], said: &[Said]) -> Vec<Statement> {
    let entity = |kind, number: usize| Entity {
        id: format!("https://w3id.org/standpoint/id/x/{kind}-{number}"),
        ..Entity::named(kind, names[number % names.len()].clone())
    };
    let mut statements = Vec::new();
    for (at, &(who, what, predicate, date)) in said.iter().enumerate() {
        let predicate = Predicate::ALL[predicate % Predicate::ALL.len()];
        let kind = if who % 3 == 0 { EntityType::Person } else { EntityType::Organization };
        let relation = predicate.kind() == standpoint_model::Kind::Relation;
        let object = match predicate.kind() {
            standpoint_model::Kind::Stance => entity(EntityType::Policy, what % 5),
            standpoint_model::Kind::Relation => entity(EntityType::Organization, what),
            standpoint_model::Kind::Claim => entity(EntityType::Proposition, what),
        };
        if relation && who == what {
            continue;
        }
        let date =
            date.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")).unwrap_or_default();
        statements.push(say(&entity(kind, who), predicate, &object, &date, at));
    }
    statements
}

fn worlds() -> impl Strategy<Value = Vec<Statement>> {
    let date = proptest::option::of((1995_u16..2013, 1_u8..13, 1_u8..29));
    (vec("\\PC{0,50}", 1..12), vec((0_usize..30, 0_usize..30, 0_usize..11, date), 1..60))
        .prop_map(|(names, said)| world(&names, &said))
}

/// The target and the actor that most is said of in a world.
fn chosen(statements: &[Statement]) -> (String, String) {
    let stance = statements.iter().find(|said| said.predicate.polarity().is_some());
    let target = stance.map(|said| said.object.id.clone()).unwrap_or_default();
    (target, statements.first().map(|said| said.subject.id.clone()).unwrap_or_default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_overlaps_and_order_does_not_matter(statements in worlds()) {
        let (target, who) = chosen(&statements);
        let mut turned = statements.clone();
        turned.reverse();
        let pictures = all_kinds(&statements, &[], &target, &who, None);
        for ((kind, drawing), (_, other)) in pictures.iter().zip(all_kinds(&turned, &[], &target, &who, None)) {
            prop_assert!(faults(drawing).is_empty(), "{kind}: {:#?}", faults(drawing));
            let svg = drawing.svg(Theme::Adaptive);
            prop_assert!(roxmltree::Document::parse(&svg).is_ok(), "{kind}: no XML");
            prop_assert_eq!(svg, other.svg(Theme::Adaptive), "{}: order matters", kind);
        }
    }
}

#[test]
fn three_hundred_actors_stand_apart() {
    let target = Entity::named(EntityType::Policy, "Harbour Levy");
    let mut statements = Vec::new();
    for at in 0..300 {
        let name = format!("Association of Harbour Workers, Pilots and Tugboat Crews, Section {at}");
        let side = if at % 3 == 0 { Predicate::Supports } else { Predicate::Opposes };
        let date = format!("20{:02}-{:02}-{:02}", 1 + at % 12, 1 + at % 12, 1 + at % 28);
        statements.push(say(&organization(&name), side, &target, &date, at));
    }
    let actor = "Association of Harbour Workers, Pilots and Tugboat Crews, Section 3";
    for (kind, drawing) in all_kinds(&statements, &[], "harbour levy", actor, Some(300)) {
        assert!(faults(&drawing).is_empty(), "{kind}: {:#?}", faults(&drawing));
        if ["topic", "twomode", "heatmap", "onemode"].contains(&kind) {
            let svg = drawing.svg(Theme::Light);
            assert!(svg.contains("Section 299"), "{kind} leaves somebody out");
        }
    }
    for (kind, drawing) in all_kinds(&statements, &[], "harbour levy", actor, Some(20)) {
        if ["topic", "twomode", "heatmap", "onemode"].contains(&kind) {
            assert!(drawing.notes().iter().any(|note| note.contains("280")), "{kind}: {:?}", drawing.notes());
        }
    }
}

#[test]
fn a_topic_under_another_name_stands_on_the_side_that_the_conflict_tells() {
    let (statements, mut found) = harbour();
    // The union is for the end of what the local is for.
    let end = Entity::named(EntityType::Policy, "an end to it");
    found[0].statements[1] = say(&organization("United Dockers"), Predicate::Supports, &end, "", 40);
    let only: Vec<Statement> =
        statements.into_iter().filter(|said| said.subject.label == "Dockers Local 8").collect();
    let svg = topic(&only, &found[..1], "Harbour Levy", &Options::default()).svg(Theme::Light);
    let place = |words: &str| svg.find(&format!(">{words}<")).unwrap_or_else(|| panic!("{words}"));
    assert!(place("For") < place("Dockers Local 8") && place("Dockers Local 8") < place("Against"));
    assert!(place("Against") < place("United Dockers"));
}

fn of(kind: &str) -> Drawing {
    let (statements, found) = harbour();
    let all = all_kinds(&statements, &found, "the levy", "Dockers Local 8", None);
    all.into_iter().find(|(known, _)| *known == kind).unwrap().1
}

#[test]
fn the_harbour_is_drawn_without_fault() {
    let (statements, found) = harbour();
    for (kind, drawing) in all_kinds(&statements, &found, "the levy", "Dockers Local 8", None) {
        assert!(!drawing.is_empty(), "{kind}");
        assert!(faults(&drawing).is_empty(), "{kind}: {:#?}", faults(&drawing));
    }
}

#[test]
fn a_topic_tells_its_quotes_conflicts_and_federations() {
    let svg = of("topic").svg(Theme::Adaptive);
    for words in [
        "For",
        "Against",
        "United Dockers (on both sides)",
        "affiliate departs from its federation",
        "changed sides",
    ] {
        assert!(svg.contains(&format!(">{words}")), "{words}");
    }
    assert!(svg.contains("<title>Dockers Local 8 supports Harbour Levy (0.90)\n“Dockers Local 8 supports"));
    assert!(svg.contains("prefers-color-scheme: dark"));
    assert!(!of("topic").svg(Theme::Light).contains("prefers-color-scheme"));
}

#[test]
fn png_and_pdf_are_the_same_each_time_and_sound() {
    let drawing = of("topic");
    let png = drawing.png(Theme::Dark, 1.0).unwrap();
    assert_eq!(png, drawing.png(Theme::Dark, 1.0).unwrap());
    assert!(png.starts_with(b"\x89PNG\r\n"));
    assert_ne!(png, drawing.png(Theme::Light, 1.0).unwrap());
    let image = tiny_skia::Pixmap::decode_png(&png).unwrap();
    let (wide, high) = drawing.size();
    assert_eq!((f64::from(image.width()), f64::from(image.height())), (wide, high));
    // Not only paper: letters and boxes take up a good part of it.
    let paper = image.pixel(0, 0).unwrap();
    let inked = image.pixels().iter().filter(|pixel| **pixel != paper).count();
    assert!(inked * 20 > image.pixels().len(), "{inked}");
    let pdf = drawing.pdf(Theme::Light);
    assert_eq!(pdf, drawing.pdf(Theme::Light));
    assert!(pdf.starts_with(b"%PDF-1.") && pdf.ends_with(b"%%EOF"));
    assert!(drawing.png(Theme::Light, 1000.0).unwrap_err().to_string().contains("hint: write SVG or PDF"));
}

#[test]
fn links_lead_to_documents_or_to_a_server() {
    let (statements, found) = harbour();
    let mut options = Options::default();
    options.links.documents.insert("news/dispatch.txt".into(), "https://example.org/dispatch".into());
    let drawing = topic(&statements, &found, "Harbour Levy", &options);
    assert!(drawing.svg(Theme::Light).contains("<a href=\"https://example.org/dispatch\">"));
    let pdf = String::from_utf8_lossy(&drawing.pdf(Theme::Light)).into_owned();
    assert!(pdf.contains("(https://example.org/dispatch)"));
    options.links.base = Some("http://localhost:7878/".into());
    let svg = topic(&statements, &found, "Harbour Levy", &options).svg(Theme::Light);
    assert!(svg.contains("<a href=\"http://localhost:7878/id/organization/united-dockers\">"));
}

#[test]
fn letters_that_the_font_lacks_are_counted() {
    let target = Entity::named(EntityType::Policy, "港 Levy");
    let said = [say(&organization("Port"), Predicate::Supports, &target, "", 1)];
    let drawing = topic(&said, &[], "港 Levy", &Options::default());
    assert!(drawing.uncovered() >= 2);
    assert_eq!(of("topic").uncovered(), 0);
}

#[test]
fn nothing_to_draw_is_told() {
    for (kind, drawing) in all_kinds(&[], &[], "levy", "union", None) {
        assert!(drawing.is_empty(), "{kind}");
        assert!(drawing.svg(Theme::Light).contains("Nothing to show."), "{kind}");
    }
}
