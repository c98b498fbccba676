//! The evidence of statements unfolded into Web Annotations (W3C `oa:`).
//!
//! Each statement becomes the body of an `oa:Annotation`, whose targets are the pieces of text that it rests on; each
//! piece has a position selector and a quote selector with 32 characters of context on either side, so that it can be
//! found again in a text that has shifted. Written on request only: it makes files about four times larger, and all
//! of it follows from the lean form and the text.

use crate::encode::Sink;
use crate::term::{node, span_node};
use crate::vocab::oa;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedNode, Quad};
use standpoint_model::{Document, Span, Statement, TextIndex, iri};
use std::collections::BTreeSet;

/// Code points of context that a quote selector shows before and after.
const CONTEXT: usize = 32;

/// The annotations of `statements`, in the document's graph; spans that reach beyond the text get no quote selector.
#[must_use]
pub fn annotation_quads(document: &Document, statements: &[Statement]) -> Vec<Quad> {
    let address = iri::document(&document.id);
    let graph = node(&address);
    let mut out = Sink { graph: graph.clone().into(), quads: Vec::new() };
    let mut spans = BTreeSet::new();
    for statement in statements {
        let own = node(&statement.id);
        let annotation = NamedNode::new_unchecked(format!("{}#evidence", own.as_str()));
        out.put(&annotation, rdf::TYPE, oa::ANNOTATION);
        out.put(&annotation, oa::HAS_BODY, own);
        let evidence = statement.evidence;
        for span in
            [Some(statement.span), evidence.holder, evidence.cue, evidence.target].into_iter().flatten()
        {
            out.put(&annotation, oa::HAS_TARGET, span_node(&address, span));
            spans.insert(span);
        }
    }
    let text = TextIndex::new(&document.text);
    for span in spans {
        piece(&mut out, &graph, &address, &text, span);
    }
    out.quads.sort_by_cached_key(Quad::to_string);
    out.quads.dedup();
    out.quads
}

fn piece(out: &mut Sink, graph: &NamedNode, document: &str, text: &TextIndex<'_>, span: Span) {
    let own = span_node(document, span);
    let selector = |kind: &str| NamedNode::new_unchecked(format!("{}&{kind}", own.as_str()));
    let number = |at: usize| Literal::new_typed_literal(at.to_string(), xsd::NON_NEGATIVE_INTEGER);
    out.put(&own, rdf::TYPE, oa::SPECIFIC_RESOURCE);
    out.put(&own, oa::HAS_SOURCE, graph.clone());
    let position = selector("position");
    out.put(&own, oa::HAS_SELECTOR, position.clone());
    out.put(&position, rdf::TYPE, oa::TEXT_POSITION_SELECTOR);
    out.put(&position, oa::START, number(span.start));
    out.put(&position, oa::END, number(span.end));
    if span.end > text.len() {
        return;
    }
    let quote = selector("quote");
    out.put(&own, oa::HAS_SELECTOR, quote.clone());
    out.put(&quote, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR);
    out.text(&quote, oa::EXACT, text.slice(span));
    let before = Span::new(span.start.saturating_sub(CONTEXT), span.start);
    out.text(&quote, oa::PREFIX, text.slice(before));
    out.text(&quote, oa::SUFFIX, text.slice(Span::new(span.end, span.end + CONTEXT)));
}
