//! GEXF 1.3 with time, for Gephi's timeline.

use super::{all_nodes, attribute_names, edge_attributes, ends, escape, is_number, number};
use crate::{Mode, Network, Slice, day_text};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The network as GEXF. Without slices, a two-mode edge is there from its first statement to its last; one-mode edges are
/// there always. With slices, each edge that any of them has is there while they have it, its weight changing with them.
#[must_use]
pub fn gexf(network: &Network, slices: &[Slice]) -> String {
    let edges = if slices.is_empty() { static_edges(network) } else { moving_edges(network, slices) };
    let dated = network.selection.records.iter().any(|record| record.time.is_some());
    // Whole days are dates: NetworkX reads no others.
    let mut times = edges.iter().flat_map(|edge| &edge.spells).flat_map(|(start, end, _)| [*start, *end]);
    let format = if times.all(|time| !day_text(time).contains('T')) { "date" } else { "dateTime" };
    let mode = if dated {
        format!(" mode=\"dynamic\" timeformat=\"{format}\" timerepresentation=\"interval\"")
    } else {
        String::new()
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
         <graph defaultedgetype=\"undirected\"{mode}>\n"
    );
    let names = attribute_names(network);
    out.push_str("<attributes class=\"node\">\n<attribute id=\"mode\" title=\"mode\" type=\"string\"/>\n<attribute id=\"address\" title=\"address\" type=\"string\"/>\n");
    for (at, name) in names.iter().enumerate() {
        let kind = if is_number(name) { "integer" } else { "string" };
        let _ = writeln!(out, "<attribute id=\"n{at}\" title=\"{}\" type=\"{kind}\"/>", escape(name));
    }
    out.push_str("</attributes>\n");
    edge_keys(&mut out, &edges, !slices.is_empty());
    out.push_str("<nodes>\n");
    for (at, mode, node) in all_nodes(network) {
        let _ = write!(
            out,
            "<node id=\"v{at}\" label=\"{}\"><attvalues><attvalue for=\"mode\" value=\"{mode}\"/><attvalue for=\"address\" value=\"{}\"/>",
            escape(&node.label),
            escape(&node.key)
        );
        for (number, name) in names.iter().enumerate() {
            if let Some(value) = node.attributes.get(name) {
                let _ = write!(out, "<attvalue for=\"n{number}\" value=\"{}\"/>", escape(value));
            }
        }
        out.push_str("</attvalues></node>\n");
    }
    out.push_str("</nodes>\n<edges>\n");
    for (at, edge) in edges.iter().enumerate() {
        write_edge(&mut out, at, edge, format == "dateTime");
    }
    out.push_str("</edges>\n</graph>\n</gexf>\n");
    out
}

/// From when to when, in seconds since 1970, and with which weight then.
type Spell = (i64, i64, f64);

/// An edge with its times.
struct Timed {
    ends: (usize, usize),
    weight: f64,
    known: Vec<(&'static str, String)>,
    spells: Vec<Spell>,
}

fn static_edges(network: &Network) -> Vec<Timed> {
    let one = |edge: crate::Edge| {
        let known = edge_attributes(network, &edge);
        let times: Vec<i64> = edge.records.iter().filter_map(|record| record.time).collect();
        let spell = times.iter().min().zip(times.iter().max());
        let spells = spell.map(|(first, last)| (*first, *last, edge.weight)).into_iter().collect();
        Timed { ends: ends(network, &edge), weight: edge.weight, known, spells }
    };
    network.edges().into_iter().map(one).collect()
}

fn moving_edges(network: &Network, slices: &[Slice]) -> Vec<Timed> {
    let one_mode = network.spec.mode == Mode::OneMode;
    let mut spells: BTreeMap<(usize, usize), Vec<Spell>> = BTreeMap::new();
    for (at, slice) in slices.iter().enumerate() {
        // A slice holds until the next one begins.
        let until = slices.get(at + 1).map_or(slice.middle, |next| next.middle);
        for (i, j, weight) in slice.matrix.cells().filter(|(i, j, _)| !one_mode || i < j) {
            let of = spells.entry((i, j)).or_default();
            match of.last_mut() {
                Some((_, end, same)) if *end == slice.middle && *same == weight => *end = until,
                _ => of.push((slice.middle, until, weight)),
            }
        }
    }
    let offset = if one_mode { 0 } else { network.rows.len() };
    spells
        .into_iter()
        .map(|((i, j), spells)| {
            let weight = spells.iter().map(|(_, _, weight)| weight.abs()).fold(0.0, f64::max);
            Timed { ends: (i, offset + j), weight, known: Vec::new(), spells }
        })
        .collect()
}

fn edge_keys(out: &mut String, edges: &[Timed], moving: bool) {
    if moving {
        out.push_str("<attributes class=\"edge\" mode=\"dynamic\">\n<attribute id=\"weight\" title=\"Weight\" type=\"double\"/>\n</attributes>\n");
    } else {
        out.push_str("<attributes class=\"edge\">\n<attribute id=\"signed\" title=\"signed weight\" type=\"double\"/>\n");
        for (name, _) in edges.first().map(|edge| edge.known.as_slice()).unwrap_or_default() {
            let kind = if is_number(name) || *name == "sign" { "integer" } else { "string" };
            let _ = writeln!(out, "<attribute id=\"e_{name}\" title=\"{name}\" type=\"{kind}\"/>");
        }
        out.push_str("</attributes>\n");
    }
}

fn write_edge(out: &mut String, at: usize, edge: &Timed, hours: bool) {
    let (from, to) = edge.ends;
    // Gephi refuses weights that are not positive: the sign is an attribute.
    let weight = number(edge.weight.abs());
    let _ = write!(out, "<edge id=\"e{at}\" source=\"v{from}\" target=\"v{to}\" weight=\"{weight}\"");
    let time = |time: i64| {
        let text = day_text(time);
        if text.contains('T') || !hours { text } else { format!("{text}T00:00:00") }
    };
    let whole = |edge: &Timed| Some((edge.spells.first()?.0, edge.spells.last()?.1));
    if edge.known.is_empty() {
        out.push_str("><attvalues>");
        for (start, end, weight) in &edge.spells {
            let (start, end, weight) = (time(*start), time(*end), number(*weight));
            let _ =
                write!(out, "<attvalue for=\"weight\" value=\"{weight}\" start=\"{start}\" end=\"{end}\"/>");
        }
        out.push_str("</attvalues><spells>");
        for (start, end, _) in &edge.spells {
            let _ = write!(out, "<spell start=\"{}\" end=\"{}\"/>", time(*start), time(*end));
        }
        out.push_str("</spells></edge>\n");
        return;
    }
    if let Some((start, end)) = whole(edge) {
        let _ = write!(out, " start=\"{}\" end=\"{}\"", time(start), time(end));
    }
    let _ = write!(out, "><attvalues><attvalue for=\"signed\" value=\"{}\"/>", number(edge.weight));
    for (name, value) in edge.known.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(out, "<attvalue for=\"e_{name}\" value=\"{}\"/>", escape(value));
    }
    out.push_str("</attvalues></edge>\n");
}
