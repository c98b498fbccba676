//! Networks as files for other programs. All are texts; the same network gives the same bytes.

mod csv;
mod cytoscape;
mod dl;
mod gexf;
mod graphml;

pub use csv::{edges, event_list, matrix, nodes, slices_long};
pub use cytoscape::cytoscape;
pub use dl::{dl, dl_slice};
pub use gexf::gexf;
pub use graphml::graphml;

use crate::{Edge, Mode, Network, Node};

/// A number as short as it can be without losing anything; no minus before zero.
pub(crate) fn number(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { value.to_string() }
}

/// `text` as XML character data or attribute value: markup escaped, characters that XML 1.0 forbids left out.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Every node with its number and mode: rows first, then columns.
pub(crate) fn all_nodes(network: &Network) -> impl Iterator<Item = (usize, &'static str, &Node)> {
    let rows = network.rows.iter().map(|node| ("row", node));
    let columns = network.columns.iter().map(|node| ("column", node));
    rows.chain(columns).enumerate().map(|(at, (mode, node))| (at, mode, node))
}

/// The numbers of an edge's ends among [`all_nodes`].
pub(crate) fn ends(network: &Network, edge: &Edge) -> (usize, usize) {
    match network.spec.mode {
        Mode::OneMode => (edge.from, edge.to),
        Mode::TwoMode => (edge.from, network.rows.len() + edge.to),
    }
}

/// Names of what is known of nodes, sorted.
pub(crate) fn attribute_names(network: &Network) -> Vec<String> {
    let mut names: Vec<String> =
        all_nodes(network).flat_map(|(_, _, node)| node.attributes.keys().cloned()).collect();
    names.sort();
    names.dedup();
    names
}

/// Whether an attribute is a number.
pub(crate) fn is_number(name: &str) -> bool {
    matches!(name, "statements" | "supports" | "opposes")
}

/// What is known of an edge: names and values, the same names for each edge of a network.
pub(crate) fn edge_attributes(network: &Network, edge: &Edge) -> Vec<(&'static str, String)> {
    let mut known = vec![("sign", if edge.weight < 0.0 { "-1" } else { "1" }.to_owned())];
    if network.spec.mode == Mode::TwoMode {
        known.push(("statements", edge.records.len().to_string()));
        if let Some((supports, opposes)) = network.sides(&edge.records) {
            known.push(("supports", supports.to_string()));
            known.push(("opposes", opposes.to_string()));
        }
        let times = || edge.records.iter().filter_map(|record| record.time);
        let day = |time: Option<i64>| time.map(crate::day_text).unwrap_or_default();
        known.push(("first", day(times().min())));
        known.push(("last", day(times().max())));
    }
    known
}
