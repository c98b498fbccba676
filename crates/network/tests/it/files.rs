//! What other programs read.

use crate::fixture::corpus;
use standpoint_network::{
    Aggregation, Corpus, CorpusBuilder, Filter, Kernel, Network, Node, Scale, Spec, Unit, Windows, events,
    slices, write,
};

fn network(spec: Spec) -> Network {
    Network::of(&corpus(), &spec, &Filter::default()).unwrap()
}

fn awkward() -> Corpus {
    let mut builder = CorpusBuilder::new(Scale::Boolean);
    builder.add(&Node::named("A \"B\" & <C>,\u{b} O'Neill"), &Node::named("x; y\nz"), 0, None, "d", 0);
    builder.finish()
}

#[test]
fn a_matrix_has_quoted_labels() {
    let of = network(Spec { aggregation: Aggregation::Subtract, ..Spec::default() });
    let text = write::matrix(&of, &of.matrix);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("\"\",\"C1\",\"C2\",\"C3\",\"C4\",\"C5\",\"C6\""));
    assert_eq!(lines.next(), Some("\"A1\",0,0,1,0,2,1"));
    assert_eq!(lines.count(), 6);
}

#[test]
fn dl_names_rows_and_columns() {
    let text = write::dl(&network(Spec::default()));
    assert!(text.starts_with("dl nr = 7, nc = 6, format = fullmatrix\nrow labels:\n\"A1\"\n"));
    assert!(text.contains("column labels:\n\"C1\"\n"));
    assert!(text.ends_with(
        "data:\n0 0 1 0 2 1\n2 0 0 0 2 0\n1 0 0 0 0 10\n2 0 0 0 0 2\n2 0 0 0 1 2\n2 0 1 1 1 1\n1 1 1 2 1 0\n"
    ));
    assert!(write::dl(&network(Spec::onemode(Aggregation::Ignore))).starts_with("dl n = 7,"));
}

#[test]
fn awkward_names_pass_every_format() {
    let of = Network::of(&awkward(), &Spec::default(), &Filter::default()).unwrap();
    for text in [write::graphml(&of), write::gexf(&of, &[])] {
        let parsed = roxmltree::Document::parse(&text).unwrap();
        assert!(
            parsed.descendants().any(|node| node.has_tag_name("edge") || node.tag_name().name() == "edge")
        );
        assert!(text.contains("A &quot;B&quot; &amp; &lt;C&gt;, O'Neill"));
    }
    assert!(write::matrix(&of, &of.matrix).contains("\"A \"\"B\"\" & <C>"));
    assert!(write::dl(&of).contains("\"x; y z\""));
    assert!(
        write::edges(&of).contains("\"x; y\nz\""),
        "the label's line break stays inside its quotation marks"
    );
}

#[test]
fn every_key_that_graphml_uses_is_declared_once() {
    for spec in [Spec::default(), Spec::onemode(Aggregation::Subtract)] {
        let text = write::graphml(&network(spec));
        let parsed = roxmltree::Document::parse(&text).unwrap();
        let named = |name: &'static str, attribute: &'static str| {
            let all = parsed.descendants().filter(move |node| node.tag_name().name() == name);
            all.filter_map(move |node| node.attribute(attribute)).collect::<Vec<_>>()
        };
        let declared = named("key", "id");
        let mut single = declared.clone();
        single.sort_unstable();
        single.dedup();
        assert_eq!(declared.len(), single.len());
        assert!(named("data", "key").iter().all(|key| declared.contains(key)));
        let nodes = named("node", "id");
        assert!(
            named("edge", "source").iter().chain(&named("edge", "target")).all(|end| nodes.contains(end))
        );
    }
}

#[test]
fn gexf_moves_with_the_window() {
    let windows = Windows { unit: Unit::Days, width: 8, kernel: Kernel::No, indent: false };
    let spec = Spec::onemode(Aggregation::Congruence);
    let (of, parts) = slices(&corpus(), &spec, &Filter::default(), &windows).unwrap();
    let text = write::gexf(&of, &parts);
    let parsed = roxmltree::Document::parse(&text).unwrap();
    let spells = parsed.descendants().filter(|node| node.tag_name().name() == "spell").count();
    assert!(spells > 0);
    for spell in parsed.descendants().filter(|node| node.tag_name().name() == "spell") {
        assert!(spell.attribute("start").unwrap() <= spell.attribute("end").unwrap());
    }
    assert!(text.contains("mode=\"dynamic\""));
    assert!(
        write::slices_long(&of, &parts).starts_with(
            "time,from,to,statements,source,target,weight\n2005-01-30,2005-01-26,2005-02-03,20,"
        )
    );
}

#[test]
fn cytoscape_ends_are_nodes() {
    let text = write::cytoscape(&network(Spec::default()));
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(parsed["elements"]["nodes"].as_array().unwrap().len(), 13);
    let edges = parsed["elements"]["edges"].as_array().unwrap();
    assert_eq!(edges.len(), 22);
    assert_eq!(edges[0]["data"]["supports"], 1);
}

#[test]
fn event_lists_lose_nothing() {
    let list = events(&awkward(), &Spec::default(), &Filter::default());
    let text = write::event_list(&list, &["quote"], |origin| vec![format!("q; \"{origin}\"")]);
    assert!(text.starts_with("time,row,column,level,document,quote\n"));
    assert!(text.ends_with(",\"x; y\nz\",0,d,\"q; \"\"0\"\"\"\n"));
    assert_eq!(events(&corpus(), &Spec::default(), &Filter::default()).len(), 40);
}

#[test]
fn nodes_carry_what_is_known() {
    let text = write::nodes(&network(Spec::default()));
    assert!(text.starts_with("id,label,mode,first,last,opposes,statements,supports\n"));
    assert!(text.contains("A3,A3,row,2005-02-02,2005-02-02,1,11,10\n"), "{text}");
}
