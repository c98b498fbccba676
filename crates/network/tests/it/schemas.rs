//! The content models of the schemas, as tables: which elements, in which order, with which attributes.

use crate::fixture::corpus;
use roxmltree::{Document, Node};
use standpoint_network::{
    Aggregation, Filter, Kernel, Network, Normalization, Spec, Unit, Windows, slices, write,
};

/// An element: attributes that it must have, that it may have, and its children in order, each any number of times.
struct Model {
    element: &'static str,
    must: &'static [&'static str],
    may: &'static [&'static str],
    children: &'static [&'static str],
}

const fn model(
    element: &'static str,
    must: &'static [&'static str],
    may: &'static [&'static str],
    children: &'static [&'static str],
) -> Model {
    Model { element, must, may, children }
}

/// GEXF 1.3 (`gexf.rng` and `dynamics.rng` of gexf.net), without visualization, hierarchy and phylogenics, which are not written.
const GEXF: &[Model] = &[
    model("gexf", &["version"], &["variant"], &["meta", "graph"]),
    model(
        "graph",
        &[],
        &[
            "defaultedgetype",
            "idtype",
            "mode",
            "timeformat",
            "timerepresentation",
            "timezone",
            "start",
            "end",
        ],
        &["attributes", "nodes", "edges"],
    ),
    model("attributes", &["class"], &["mode"], &["attribute"]),
    model("attribute", &["id", "title", "type"], &[], &["default", "options"]),
    model("nodes", &[], &["count"], &["node"]),
    model("node", &["id"], &["label", "start", "end"], &["attvalues", "spells"]),
    model("edges", &[], &["count"], &["edge"]),
    model(
        "edge",
        &["source", "target"],
        &["id", "type", "label", "weight", "kind", "start", "end"],
        &["attvalues", "spells"],
    ),
    model("attvalues", &[], &[], &["attvalue"]),
    model("attvalue", &["for", "value"], &["start", "end"], &[]),
    model("spells", &[], &[], &["spell"]),
    model("spell", &[], &["start", "end"], &[]),
];

/// GraphML 1.0 (`graphml-structure.xsd`) with the attributes extension (`graphml-attributes.xsd`), without ports, hyperedges and
/// nested graphs, which are not written.
const GRAPHML: &[Model] = &[
    model("graphml", &[], &["schemaLocation"], &["desc", "key", "graph"]),
    model("key", &["id"], &["for", "attr.name", "attr.type"], &["desc", "default"]),
    model("graph", &["edgedefault"], &["id"], &["desc", "node", "edge"]),
    model("node", &["id"], &[], &["desc", "data"]),
    model("edge", &["source", "target"], &["id", "directed"], &["desc", "data"]),
    model("data", &["key"], &["id"], &[]),
];

fn conforms(text: &str, models: &[Model], namespace: &str) -> usize {
    let document = Document::parse(text).unwrap();
    let elements: Vec<Node> = document.descendants().filter(Node::is_element).collect();
    for node in &elements {
        let name = node.tag_name().name();
        assert_eq!(node.tag_name().namespace(), Some(namespace), "{name}");
        let model = models.iter().find(|model| model.element == name);
        let model = model.unwrap_or_else(|| panic!("no element of the schema is called {name}"));
        let has: Vec<&str> = node.attributes().map(|attribute| attribute.name()).collect();
        assert!(model.must.iter().all(|one| has.contains(one)), "{name} lacks one of {:?}", model.must);
        let known = |one: &&str| model.must.contains(one) || model.may.contains(one);
        assert!(has.iter().all(known), "{name} has {has:?}");
        let children = node.children().filter(Node::is_element).map(|child| child.tag_name().name());
        let places: Vec<Option<usize>> =
            children.map(|child| model.children.iter().position(|one| *one == child)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "children of {name}: {places:?}");
    }
    elements.len()
}

fn values<'a>(document: &'a Document, element: &str, attribute: &str) -> Vec<&'a str> {
    let found = document.descendants().filter(|node| node.tag_name().name() == element);
    found.filter_map(|node| node.attribute(attribute)).collect()
}

#[test]
fn gexf_is_what_its_schema_says() {
    for (spec, unit) in [
        (Spec::default(), Unit::Days),
        (Spec::onemode(Aggregation::Subtract), Unit::Hours),
        (
            Spec { normalization: Normalization::Average, ..Spec::onemode(Aggregation::Congruence) },
            Unit::Days,
        ),
    ] {
        let windows = Windows { unit, width: 8, kernel: Kernel::No, indent: false };
        let (network, moving) = slices(&corpus(), &spec, &Filter::default(), &windows).unwrap();
        for text in [write::gexf(&network, &[]), write::gexf(&network, &moving)] {
            assert!(conforms(&text, GEXF, "http://gexf.net/1.3") > 50);
            let document = Document::parse(&text).unwrap();
            let types = values(&document, "attribute", "type");
            assert!(types.iter().all(|kind| ["string", "integer", "double"].contains(kind)), "{types:?}");
            assert!(
                values(&document, "edge", "weight")
                    .iter()
                    .all(|weight| weight.parse::<f64>().unwrap() >= 0.0)
            );
            // xs:date or xs:dateTime, as timeformat says.
            let times = ["start", "end"].iter().flat_map(|end| {
                ["edge", "spell", "attvalue"]
                    .iter()
                    .flat_map(|of| values(&document, of, end))
                    .collect::<Vec<_>>()
            });
            let length = if values(&document, "graph", "timeformat") == ["date"] { 10 } else { 19 };
            assert!(times.into_iter().all(|time| time.len() == length), "{text}");
            // What is said of nodes and edges was declared for them.
            let ids = values(&document, "attribute", "id");
            assert!(values(&document, "attvalue", "for").iter().all(|one| ids.contains(one)));
        }
    }
}

#[test]
fn graphml_is_what_its_schema_says() {
    for spec in [Spec::default(), Spec::onemode(Aggregation::Subtract)] {
        let text = write::graphml(&Network::of(&corpus(), &spec, &Filter::default()).unwrap());
        assert!(conforms(&text, GRAPHML, "http://graphml.graphdrawing.org/xmlns") > 50);
        let document = Document::parse(&text).unwrap();
        let types = values(&document, "key", "attr.type");
        assert!(types.iter().all(|kind| ["string", "int", "double"].contains(kind)), "{types:?}");
        assert!(values(&document, "key", "for").iter().all(|of| ["node", "edge"].contains(of)));
    }
}
