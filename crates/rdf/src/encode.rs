//! A document and its statements as quads of one named graph, the document's own.
//!
//! The store keeps the *lean* form written here, about fifteen quads a statement: each quad costs loading time and
//! memory in every store. Pieces of text are addresses that say their positions (`<document#char=12,40>`, RFC 5147),
//! shared by the statements that point at the same piece; `annotate` unfolds them into Web Annotations for export.
//!
//! A claim's content is a node with a text; its triple is nowhere asserted. Entities have one description a document:
//! where mentions differ in label or aliases, they are united.

use crate::term::{class, date_literal, node, shortcut, span_node};
use crate::vocab::{dcterms, org, prov, schema, skos, sp};
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use standpoint_model::{Document, Entity, EntityType, Kind, Polarity, Predicate, Statement, iri};
use std::collections::BTreeMap;

/// The quads of `document` and its `statements`, each once, in order of writing.
///
/// `extractor` names the program version that read the document; it may be empty. Statements must carry this
/// document's id: their own `document` field is not looked at.
#[must_use]
pub fn document_quads(document: &Document, statements: &[Statement], extractor: &str) -> Vec<Quad> {
    let address = iri::document(&document.id);
    let graph = node(&address);
    let mut out = Sink { graph: graph.clone().into(), quads: Vec::with_capacity(statements.len() * 16 + 8) };
    metadata(&mut out, &graph, document, extractor);
    let mut entities = BTreeMap::new();
    for statement in statements {
        for entity in parties(statement) {
            collect(&mut entities, entity);
        }
        encode(&mut out, &graph, &address, statement);
    }
    for entity in entities.values() {
        describe(&mut out, entity);
    }
    out.quads.sort_by_cached_key(Quad::to_string);
    out.quads.dedup();
    out.quads
}

/// Name, types and aliases of one entity, in `graph`.
#[must_use]
pub fn entity_quads(entity: &Entity, graph: &GraphName) -> Vec<Quad> {
    let mut out = Sink { graph: graph.clone(), quads: Vec::new() };
    describe(&mut out, entity);
    out.quads
}

/// Every entity that the statement names, itself and at second hand.
fn parties(statement: &Statement) -> impl Iterator<Item = &Entity> {
    [&statement.subject, &statement.object]
        .into_iter()
        .chain(&statement.addressee)
        .chain(&statement.attributed_to)
}

fn collect(entities: &mut BTreeMap<String, Entity>, entity: &Entity) {
    for known in &entity.about {
        collect(entities, known);
    }
    match entities.get_mut(&entity.id) {
        Some(known) => known.unite(entity),
        None => {
            entities.insert(entity.id.clone(), entity.clone());
        }
    }
}

pub(crate) struct Sink {
    pub(crate) graph: GraphName,
    pub(crate) quads: Vec<Quad>,
}

impl Sink {
    pub(crate) fn put(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'static>,
        object: impl Into<Term>,
    ) {
        let subject = NamedOrBlankNode::from(subject.clone());
        self.quads.push(Quad::new(subject, predicate, object, self.graph.clone()));
    }

    pub(crate) fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'static>, text: &str) {
        self.put(subject, predicate, Literal::new_simple_literal(text));
    }
}

fn metadata(out: &mut Sink, graph: &NamedNode, document: &Document, extractor: &str) {
    out.put(graph, rdf::TYPE, sp::SOURCE_DOCUMENT);
    out.text(graph, dcterms::IDENTIFIER, &document.id);
    // The empty text of a document that was never seen (its rows came from elsewhere) is left unsaid.
    if !document.text.is_empty() {
        out.text(graph, sp::TEXT, &document.text);
    }
    let known = [
        (dcterms::TITLE, &document.title),
        (dcterms::CREATOR, &document.author),
        (dcterms::PUBLISHER, &document.publisher),
    ];
    for (predicate, value) in known {
        if let Some(value) = value {
            out.text(graph, predicate, value);
        }
    }
    if let Some(date) = document.date {
        out.put(graph, dcterms::ISSUED, date_literal(date));
    }
    if let Some(url) = &document.url {
        out.put(graph, schema::URL, Literal::new_typed_literal(url, xsd::ANY_URI));
    }
    if !extractor.is_empty() {
        out.text(graph, sp::EXTRACTOR, extractor);
    }
}

fn describe(out: &mut Sink, entity: &Entity) {
    let subject = node(&entity.id);
    out.put(&subject, rdf::TYPE, class(entity.kind));
    let label = if entity.kind == EntityType::Proposition { sp::TEXT } else { skos::PREF_LABEL };
    out.text(&subject, label, &entity.label);
    for alias in &entity.aliases {
        out.text(&subject, skos::ALT_LABEL, alias);
    }
    for about in &entity.about {
        out.put(&subject, sp::ABOUT, node(&about.id));
    }
}

fn encode(out: &mut Sink, graph: &NamedNode, document: &str, statement: &Statement) {
    let subject = node(&statement.id);
    let (holder, object) = (node(&statement.subject.id), node(&statement.object.id));
    let shape = Shape::of(statement.predicate);
    out.put(&subject, rdf::TYPE, shape.class);
    out.put(&subject, shape.holder, holder.clone());
    out.put(&subject, shape.object, object.clone());
    if let Some((predicate, value)) = shape.kind {
        out.put(&subject, predicate, value);
    }
    out.put(&holder, shortcut(statement.predicate), object);
    if let Some(role) = &statement.role {
        out.text(&subject, sp::ROLE_TITLE, role);
    }
    if let Some(act) = statement.act {
        out.text(&subject, sp::ACT, act.as_str());
    }
    if let Some(addressee) = &statement.addressee {
        out.put(&subject, sp::ADDRESSEE, node(&addressee.id));
    }
    if let Some(date) = statement.date {
        let predicate = if statement.kind() == Kind::Relation { sp::VALID_DURING } else { sp::STATED_ON };
        out.put(&subject, predicate, date_literal(date));
    }
    attribution(out, &subject, statement);
    let confidence = statement.confidence.get().to_string();
    out.put(&subject, sp::CONFIDENCE, Literal::new_typed_literal(confidence, xsd::DECIMAL));
    if !statement.method.is_empty() {
        out.text(&subject, sp::METHOD, &statement.method);
    }
    if !statement.quote.is_empty() {
        out.text(&subject, sp::QUOTE, &statement.quote);
    }
    out.put(&subject, sp::EVIDENCE, span_node(document, statement.span));
    let evidence = statement.evidence;
    let places =
        [(sp::HOLDER_AT, evidence.holder), (sp::CUE_AT, evidence.cue), (sp::TARGET_AT, evidence.target)];
    for (predicate, span) in places {
        if let Some(span) = span {
            out.put(&subject, predicate, span_node(document, span));
        }
    }
    out.put(&subject, prov::WAS_DERIVED_FROM, graph.clone());
}

/// The chain of sources: the statement points at the innermost link, each link at the one around it.
fn attribution(out: &mut Sink, subject: &NamedNode, statement: &Statement) {
    let link = |at: usize| NamedNode::new_unchecked(format!("{}#by{}", subject.as_str(), at + 1));
    for (at, source) in statement.attributed_to.iter().enumerate() {
        let own = link(at);
        out.put(&own, rdf::TYPE, sp::ATTRIBUTION);
        out.put(&own, sp::SOURCE, node(&source.id));
        if at > 0 {
            out.put(&own, sp::EMBEDDED_IN, link(at - 1));
        }
        if at + 1 == statement.attributed_to.len() {
            out.put(subject, sp::ATTRIBUTED_TO, own);
        }
    }
}

/// How statements of one predicate look: class of the node, its two main properties, and what tells its kind.
pub(crate) struct Shape {
    pub(crate) class: NamedNodeRef<'static>,
    pub(crate) holder: NamedNodeRef<'static>,
    pub(crate) object: NamedNodeRef<'static>,
    pub(crate) kind: Option<(NamedNodeRef<'static>, NamedNodeRef<'static>)>,
}

impl Shape {
    pub(crate) fn of(predicate: Predicate) -> Self {
        let membership = |role| (org::MEMBERSHIP, org::MEMBER, org::ORGANIZATION_OF, Some((org::ROLE, role)));
        let polarity = |side| (sp::STANCE, sp::HOLDER, sp::TARGET, Some((sp::POLARITY, side)));
        let (class, holder, object, kind) = match predicate {
            Predicate::Leads => membership(sp::HEAD),
            Predicate::HoldsPost => membership(sp::OFFICER),
            Predicate::MemberOf => membership(sp::MEMBER),
            Predicate::AffiliatedWith => membership(sp::AFFILIATE),
            Predicate::PartOf => (sp::SUBORDINATION, sp::HOLDER, sp::TARGET, None),
            Predicate::Administers => (sp::ADMINISTRATION, sp::HOLDER, sp::TARGET, None),
            Predicate::Supports => polarity(polarity_node(Polarity::Support)),
            Predicate::Opposes => polarity(polarity_node(Polarity::Oppose)),
            Predicate::Asserts => (sp::ASSERTION, sp::HOLDER, sp::PROPOSITION_OF, None),
            Predicate::Denies => (sp::DENIAL, sp::HOLDER, sp::PROPOSITION_OF, None),
            Predicate::Questions => (sp::QUESTION, sp::HOLDER, sp::PROPOSITION_OF, None),
        };
        Self { class, holder, object, kind }
    }
}

/// The side of a stance as an individual of the vocabulary.
#[must_use]
pub fn polarity_node(polarity: Polarity) -> NamedNodeRef<'static> {
    match polarity {
        Polarity::Support => sp::SUPPORT,
        Polarity::Oppose => sp::OPPOSE,
    }
}
