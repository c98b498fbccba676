//! Cytoscape.js JSON (`.cyjs`), which Cytoscape desktop imports.

use super::{all_nodes, edge_attributes, ends, is_number};
use crate::Network;
use serde_json::{Map, Value, json};

/// The network as Cytoscape.js elements, with every attribute as data.
#[must_use]
pub fn cytoscape(network: &Network) -> String {
    let typed = |name: &str, value: &str| match value.parse::<i64>() {
        Ok(number) if is_number(name) || name == "sign" => json!(number),
        _ => json!(value),
    };
    let nodes: Vec<Value> = all_nodes(network)
        .map(|(at, mode, node)| {
            let mut data = Map::new();
            data.insert("id".into(), json!(format!("v{at}")));
            data.insert("name".into(), json!(node.label));
            data.insert("mode".into(), json!(mode));
            data.insert("address".into(), json!(node.key));
            data.extend(node.attributes.iter().map(|(name, value)| (name.clone(), typed(name, value))));
            json!({ "data": data })
        })
        .collect();
    let edges: Vec<Value> = network
        .edges()
        .iter()
        .enumerate()
        .map(|(at, edge)| {
            let (from, to) = ends(network, edge);
            let mut data = Map::new();
            data.insert("id".into(), json!(format!("e{at}")));
            data.insert("source".into(), json!(format!("v{from}")));
            data.insert("target".into(), json!(format!("v{to}")));
            data.insert("weight".into(), json!(edge.weight));
            let known = edge_attributes(network, edge);
            data.extend(known.iter().map(|(name, value)| ((*name).to_owned(), typed(name, value))));
            json!({ "data": data })
        })
        .collect();
    let whole = json!({
        "format_version": "1.0",
        "target_cytoscapejs_version": "~3",
        "data": { "name": "network" },
        "elements": { "nodes": nodes, "edges": edges },
    });
    format!("{whole}\n")
}
