//! Names made to break out of every format, and the promises of the picture.

use graphviz_rust::dot_structures::{Graph, Stmt};
use standpoint_model::{Confidence, Entity, EntityType, Evidence, Predicate, Span, Statement};
use standpoint_render::{Engine, Scene, SceneOptions, dot, edges_csv, gexf, graphml, nodes_csv, svg};

const HOSTILE: [&str; 6] = [
    "</title><script>alert(1)</script>",
    "a \"quoted\" name \\",
    "n0 -> n1; } digraph {",
    "<b>& 'x' ]]> &amp;",
    "comma, and\nnew line",
    "\u{202e}right to left \u{1f600} \u{7}",
];

fn statements() -> Vec<Statement> {
    let target = Entity::named(EntityType::Policy, "Harbour \"Levy\" <2>");
    HOSTILE
        .iter()
        .enumerate()
        .map(|(at, name)| {
            Statement {
                id: String::new(),
                document: format!("doc <{at}>"),
                subject: Entity {
                    id: format!("urn:x:{at}\"<&"),
                    ..Entity::named(EntityType::Organization, *name)
                },
                predicate: if at % 2 == 0 { Predicate::Supports } else { Predicate::Opposes },
                object: target.clone(),
                role: None,
                act: None,
                addressee: None,
                attributed_to: Vec::new(),
                date: None,
                confidence: Confidence::CERTAIN,
                span: Span::new(at * 10, at * 10 + 5),
                quote: format!("said {name}"),
                evidence: Evidence::default(),
                method: "person".into(),
            }
            .addressed()
        })
        .collect()
}

fn scene() -> Scene {
    Scene::build(
        &statements(),
        &[],
        &SceneOptions { title: Some(HOSTILE[0].into()), ..SceneOptions::default() },
    )
}

/// Whether every tag is closed in order and no bare `<` or `&` stands in text.
fn well_formed(xml: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        if text.match_indices('&').any(|(i, _)| !entities.iter().any(|entity| text[i..].starts_with(entity)))
        {
            return false;
        }
        let Some(end) = rest[at..].find('>') else { return false };
        let tag = &rest[at + 1..at + end];
        let name = tag.split_whitespace().next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop() != Some(closed) {
                return false;
            }
        } else if !tag.ends_with('/') && !tag.starts_with('?') {
            open.push(name);
        }
        rest = &rest[at + end + 1..];
    }
    open.is_empty()
}

#[test]
fn xml_stays_well_formed() {
    let picture = svg(&scene(), Engine::Builtin).unwrap().svg;
    for xml in [&picture, &graphml(&scene()), &gexf(&scene())] {
        assert!(well_formed(xml), "{xml}");
        assert!(!xml.contains("<script"), "a name became markup");
    }
    assert!(picture.contains("said &lt;/title&gt;"), "quotations are tooltips");
}

#[test]
fn dot_has_the_nodes_and_edges_that_were_put_in() {
    let text = dot(&scene());
    let Ok(Graph::DiGraph { stmts, .. }) = graphviz_rust::parse(&text) else { panic!("not DOT: {text}") };
    let nodes = stmts.iter().filter(|stmt| matches!(stmt, Stmt::Node(_))).count();
    let edges = stmts.iter().filter(|stmt| matches!(stmt, Stmt::Edge(_))).count();
    assert_eq!((nodes, edges), scene().size());
    assert_eq!(scene().size(), (HOSTILE.len() + 1, HOSTILE.len()));
    assert!(text.contains("tee"));
}

#[test]
fn csv_fields_with_commas_quotes_and_line_breaks_are_quoted() {
    let nodes = nodes_csv(&scene());
    assert!(nodes.contains("\"comma, and\nnew line\""));
    assert!(nodes.contains("\"a \"\"quoted\"\" name \\\""));
    assert_eq!(edges_csv(&scene()).matches("\r\n").count(), HOSTILE.len() + 1);
}

#[test]
fn the_same_bytes_each_time_and_in_any_order() {
    let mut turned = statements();
    turned.reverse();
    let options = SceneOptions { title: Some(HOSTILE[0].into()), ..SceneOptions::default() };
    let other = Scene::build(&turned, &[], &options);
    let drawn = |scene: &Scene| svg(scene, Engine::Builtin).unwrap().svg;
    assert_eq!(drawn(&scene()), drawn(&other));
    assert_eq!(dot(&scene()), dot(&other));
}

#[test]
fn an_empty_scene_says_so() {
    let empty = Scene::build(&[], &[], &SceneOptions::default());
    assert!(empty.is_empty());
    assert!(svg(&empty, Engine::Builtin).unwrap().svg.contains("Nothing to show."));
}

#[test]
fn a_topic_or_an_actor_narrows_the_scene() {
    let all = statements();
    let of = |options: SceneOptions| Scene::build(&all, &[], &options).size();
    let topic = |name: &str| SceneOptions { topic: Some(name.into()), ..SceneOptions::default() };
    assert_eq!(of(topic("the harbour levy 2")), (HOSTILE.len() + 1, HOSTILE.len()));
    assert_eq!(of(topic("dredging")), (0, 0));
    assert_eq!(of(SceneOptions { actor: Some(HOSTILE[1].into()), ..SceneOptions::default() }), (2, 1));
    assert_eq!(of(SceneOptions { top: Some(2), ..SceneOptions::default() }), (3, 2));
    assert_eq!(of(SceneOptions { conflicts_only: true, ..SceneOptions::default() }), (0, 0));
}
