//! Files for other programs: GraphML, GEXF, CSV.

use crate::scene::Scene;
use standpoint_model::Polarity;
use standpoint_network::write::escape;
use std::fmt::Write as _;

/// The scene as GraphML with typed attributes, for visone, Gephi, Cytoscape and yEd.
#[must_use]
pub fn graphml(scene: &Scene) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (id, of, kind) in [
        ("label", "node", "string"),
        ("type", "node", "string"),
        ("aliases", "node", "string"),
        ("predicate", "edge", "string"),
        ("sign", "edge", "int"),
        ("weight", "edge", "int"),
        ("confidence", "edge", "double"),
        ("conflicts", "edge", "string"),
        ("quotes", "edge", "string"),
    ] {
        let _ = writeln!(out, "<key id=\"{id}\" for=\"{of}\" attr.name=\"{id}\" attr.type=\"{kind}\"/>");
    }
    out.push_str("<graph id=\"standpoint\" edgedefault=\"directed\">\n");
    for node in &scene.nodes {
        let _ = writeln!(
            out,
            "<node id=\"{}\"><data key=\"label\">{}</data><data key=\"type\">{}</data><data key=\"aliases\">{}</data></node>",
            escape(&node.id),
            escape(&node.label),
            node.kind,
            escape(&node.aliases.join("; ")),
        );
    }
    for (at, row) in rows(scene).into_iter().enumerate() {
        let _ = writeln!(
            out,
            "<edge id=\"e{at}\" source=\"{}\" target=\"{}\"><data key=\"predicate\">{}</data><data key=\"sign\">{}</data>\
             <data key=\"weight\">{}</data><data key=\"confidence\">{}</data><data key=\"conflicts\">{}</data>\
             <data key=\"quotes\">{}</data></edge>",
            escape(&row[0]),
            escape(&row[1]),
            row[2],
            row[3],
            row[4],
            row[5],
            row[6],
            escape(&row[7]),
        );
    }
    out.push_str("</graph>\n</graphml>\n");
    out
}

/// The scene as GEXF 1.3, for Gephi: parallel edges keep their kind.
#[must_use]
pub fn gexf(scene: &Scene) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
         <graph defaultedgetype=\"directed\">\n<attributes class=\"node\"><attribute id=\"type\" title=\"type\" type=\"string\"/></attributes>\n\
         <attributes class=\"edge\"><attribute id=\"sign\" title=\"sign\" type=\"integer\"/>\
         <attribute id=\"confidence\" title=\"confidence\" type=\"double\"/><attribute id=\"quotes\" title=\"quotes\" type=\"string\"/></attributes>\n<nodes>\n",
    );
    for node in &scene.nodes {
        let _ = writeln!(
            out,
            "<node id=\"{}\" label=\"{}\"><attvalues><attvalue for=\"type\" value=\"{}\"/></attvalues></node>",
            escape(&node.id),
            escape(&node.label),
            node.kind
        );
    }
    out.push_str("</nodes>\n<edges>\n");
    for (at, row) in rows(scene).into_iter().enumerate() {
        let _ = writeln!(
            out,
            "<edge id=\"e{at}\" source=\"{}\" target=\"{}\" kind=\"{}\" label=\"{}\" weight=\"{}\"><attvalues>\
             <attvalue for=\"sign\" value=\"{}\"/><attvalue for=\"confidence\" value=\"{}\"/><attvalue for=\"quotes\" value=\"{}\"/>\
             </attvalues></edge>",
            escape(&row[0]),
            escape(&row[1]),
            row[2],
            row[2],
            row[4],
            row[3],
            row[5],
            escape(&row[7]),
        );
    }
    out.push_str("</edges>\n</graph>\n</gexf>\n");
    out
}

/// The scene's lines as CSV (RFC 4180): source, target, predicate, sign (1 for, -1 against, 0 neither), number of
/// statements, confidence, conflicts, quotations.
#[must_use]
pub fn edges_csv(scene: &Scene) -> String {
    let mut out = String::from("source,target,predicate,sign,statements,confidence,conflicts,quotes\r\n");
    for row in rows(scene) {
        record(&mut out, &row);
    }
    out
}

/// The scene's boxes as CSV (RFC 4180): address, label, type, aliases.
#[must_use]
pub fn nodes_csv(scene: &Scene) -> String {
    let mut out = String::from("id,label,type,aliases\r\n");
    for node in &scene.nodes {
        let row = [node.id.clone(), node.label.clone(), node.kind.to_string(), node.aliases.join("; ")];
        record(&mut out, &row);
    }
    out
}

/// One row an edge; its ends by address.
fn rows(scene: &Scene) -> Vec<[String; 8]> {
    let row = |edge: &crate::scene::Edge| {
        let sign = match edge.predicate.polarity() {
            Some(Polarity::Support) => "1",
            Some(Polarity::Oppose) => "-1",
            None => "0",
        };
        let conflicts: Vec<String> = edge.conflicts.iter().map(ToString::to_string).collect();
        let quotes: Vec<&str> = edge.sources.iter().map(|source| source.quote.as_str()).collect();
        [
            scene.nodes[edge.from].id.clone(),
            scene.nodes[edge.to].id.clone(),
            edge.predicate.to_string(),
            sign.to_owned(),
            edge.sources.len().to_string(),
            edge.confidence().to_string(),
            conflicts.join(" "),
            quotes.join(" | "),
        ]
    };
    scene.edges.iter().map(row).collect()
}

fn record(out: &mut String, fields: &[String]) {
    let quoted = fields.iter().map(|field| {
        if field.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.clone()
        }
    });
    out.push_str(&quoted.collect::<Vec<_>>().join(","));
    out.push_str("\r\n");
}
