//! UCINET's `dl` language, full matrix.

use super::number;
use crate::{Matrix, Mode, Network, Node};
use std::fmt::Write as _;

/// The network as `dl`. Labels are quoted; quotation marks inside become apostrophes, since `dl` cannot say them.
#[must_use]
pub fn dl(network: &Network) -> String {
    dl_slice(network, &network.matrix)
}

/// One of the network's slices as `dl`.
#[must_use]
pub fn dl_slice(network: &Network, matrix: &Matrix) -> String {
    let mut out = String::new();
    match network.spec.mode {
        Mode::OneMode => {
            let _ = write!(out, "dl n = {}, format = fullmatrix\nlabels:\n", network.rows.len());
            labels(&mut out, &network.rows);
        }
        Mode::TwoMode => {
            let (rows, columns) = (network.rows.len(), network.columns.len());
            let _ = write!(out, "dl nr = {rows}, nc = {columns}, format = fullmatrix\nrow labels:\n");
            labels(&mut out, &network.rows);
            out.push_str("column labels:\n");
            labels(&mut out, &network.columns);
        }
    }
    out.push_str("data:\n");
    for i in 0..matrix.rows() {
        let row: Vec<String> = matrix.row(i).iter().map(|value| number(*value)).collect();
        let _ = writeln!(out, "{}", row.join(" "));
    }
    out
}

fn labels(out: &mut String, nodes: &[Node]) {
    for node in nodes {
        let plain: Vec<&str> = node.label.split_whitespace().collect();
        let _ = writeln!(out, "\"{}\"", plain.join(" ").replace('"', "'"));
    }
}
