//! Comma-separated values (RFC 4180).

use super::{all_nodes, attribute_names, edge_attributes, ends, number};
use crate::{Event, Matrix, Network, Node, Slice, day_text};
use std::fmt::Write as _;

/// A matrix with quoted labels in the first row and column. `matrix` is the network's own or that of one of its slices.
#[must_use]
pub fn matrix(network: &Network, matrix: &Matrix) -> String {
    let quote = |label: &str| format!("\"{}\"", label.replace('"', "\"\""));
    let mut out = String::from("\"\"");
    for head in network.heads() {
        let _ = write!(out, ",{}", quote(&head.label));
    }
    out.push('\n');
    for (i, row) in network.rows.iter().enumerate() {
        out.push_str(&quote(&row.label));
        for value in matrix.row(i) {
            let _ = write!(out, ",{}", number(*value));
        }
        out.push('\n');
    }
    out
}

/// The ties of all slices in one table: middle, from, to, statements, source, target, weight. One-mode ties stand once.
#[must_use]
pub fn slices_long(network: &Network, slices: &[Slice]) -> String {
    let mut out = String::from("time,from,to,statements,source,target,weight\n");
    let one_mode = network.spec.mode == crate::Mode::OneMode;
    for slice in slices {
        for (i, j, weight) in slice.matrix.cells().filter(|(i, j, _)| !one_mode || i <= j) {
            record(
                &mut out,
                &[
                    day_text(slice.middle),
                    day_text(slice.from),
                    day_text(slice.to),
                    slice.statements.to_string(),
                    network.rows[i].label.clone(),
                    network.heads()[j].label.clone(),
                    number(weight),
                ],
            );
        }
    }
    out
}

/// One row a tie: source, target, their addresses, weight, and what else is known of it.
#[must_use]
pub fn edges(network: &Network) -> String {
    let all = network.edges();
    let mut out = String::new();
    let nodes: Vec<&Node> = all_nodes(network).map(|(_, _, node)| node).collect();
    for (at, edge) in all.iter().enumerate() {
        let known = edge_attributes(network, edge);
        if at == 0 {
            let mut head: Vec<String> =
                ["source", "target", "source_id", "target_id", "weight"].map(str::to_owned).into();
            head.extend(known.iter().map(|(name, _)| (*name).to_owned()));
            record(&mut out, &head);
        }
        let (from, to) = ends(network, edge);
        let mut row = vec![
            nodes[from].label.clone(),
            nodes[to].label.clone(),
            nodes[from].key.clone(),
            nodes[to].key.clone(),
            number(edge.weight),
        ];
        row.extend(known.into_iter().map(|(_, value)| value));
        record(&mut out, &row);
    }
    if all.is_empty() {
        out.push_str("source,target,source_id,target_id,weight\n");
    }
    out
}

/// One row a node: address, label, mode (row or column), and every attribute.
#[must_use]
pub fn nodes(network: &Network) -> String {
    let names = attribute_names(network);
    let mut out = String::new();
    let mut head: Vec<String> = ["id", "label", "mode"].map(str::to_owned).into();
    head.extend(names.iter().cloned());
    record(&mut out, &head);
    for (_, mode, node) in all_nodes(network) {
        let mut row = vec![node.key.clone(), node.label.clone(), mode.to_owned()];
        row.extend(names.iter().map(|name| node.attributes.get(name).cloned().unwrap_or_default()));
        record(&mut out, &row);
    }
    out
}

/// One row a statement: time, row, column, level, document; nothing is replaced or cut. `more` gives further cells by
/// [`Event::origin`] under the heads `names`.
#[must_use]
pub fn event_list(events: &[Event], names: &[&str], more: impl Fn(u32) -> Vec<String>) -> String {
    let mut out = String::new();
    let mut head: Vec<String> = ["time", "row", "column", "level", "document"].map(str::to_owned).into();
    head.extend(names.iter().map(|name| (*name).to_owned()));
    record(&mut out, &head);
    for event in events {
        let mut row = vec![
            event.time.map(day_text).unwrap_or_default(),
            event.row.clone(),
            event.column.clone(),
            event.level.clone(),
            event.document.clone(),
        ];
        row.extend(more(event.origin));
        record(&mut out, &row);
    }
    out
}

fn record(out: &mut String, fields: &[String]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if field.contains(['"', ',', '\n', '\r']) {
            let _ = write!(out, "\"{}\"", field.replace('"', "\"\""));
        } else {
            out.push_str(field);
        }
    }
    out.push('\n');
}
