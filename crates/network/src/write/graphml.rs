//! GraphML, by its schema and without anyone's extensions: Gephi, visone, yEd, Cytoscape, igraph, NetworkX read it.

use super::{all_nodes, attribute_names, edge_attributes, ends, escape, is_number, number};
use crate::Network;
use std::fmt::Write as _;

/// The network as GraphML: nodes with `label`, `mode`, address and every attribute, undirected edges with `weight`, `sign`,
/// and of two-mode networks the statements behind them.
#[must_use]
pub fn graphml(network: &Network) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    );
    let names = attribute_names(network);
    let edges = network.edges();
    let mut key = |of: &str, id: &str, name: &str, kind: &str| {
        let name = escape(name);
        let _ = writeln!(out, "<key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    };
    for name in ["label", "mode", "address"] {
        key("node", &format!("n_{name}"), name, "string");
    }
    for (at, name) in names.iter().enumerate() {
        key("node", &format!("n{at}"), name, if is_number(name) { "int" } else { "string" });
    }
    key("edge", "weight", "weight", "double");
    for (name, _) in edges.first().map(|edge| edge_attributes(network, edge)).unwrap_or_default() {
        let kind = if is_number(name) || name == "sign" { "int" } else { "string" };
        key("edge", &format!("e_{name}"), name, kind);
    }
    out.push_str("<graph id=\"network\" edgedefault=\"undirected\">\n");
    for (at, mode, node) in all_nodes(network) {
        let _ = write!(
            out,
            "<node id=\"v{at}\"><data key=\"n_label\">{}</data><data key=\"n_mode\">{mode}</data><data key=\"n_address\">{}</data>",
            escape(&node.label),
            escape(&node.key)
        );
        for (number, name) in names.iter().enumerate() {
            if let Some(value) = node.attributes.get(name) {
                let _ = write!(out, "<data key=\"n{number}\">{}</data>", escape(value));
            }
        }
        out.push_str("</node>\n");
    }
    for (at, edge) in edges.iter().enumerate() {
        let (from, to) = ends(network, edge);
        let weight = number(edge.weight);
        let _ = write!(
            out,
            "<edge id=\"e{at}\" source=\"v{from}\" target=\"v{to}\"><data key=\"weight\">{weight}</data>"
        );
        for (name, value) in edge_attributes(network, edge) {
            let _ = write!(out, "<data key=\"e_{name}\">{}</data>", escape(&value));
        }
        out.push_str("</edge>\n");
    }
    out.push_str("</graph>\n</graphml>\n");
    out
}
