//! Reading and writing RDF files: sorted, so that equal content is equal bytes.

use crate::vocab::PREFIXES;
use oxrdf::{GraphName, Quad};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParseError, RdfParser, RdfSerializer, WriterQuadSerializer};
use std::io::{self, Read, Write};

/// The formats of RDF files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Turtle (`.ttl`): triples, graph names left out.
    Turtle,
    /// TriG (`.trig`): Turtle with graphs.
    TriG,
    /// N-Triples (`.nt`): one triple a line, graph names left out.
    NTriples,
    /// N-Quads (`.nq`): one quad a line.
    NQuads,
    /// JSON-LD (`.jsonld`), streaming profile.
    JsonLd,
    /// RDF/XML (`.rdf`), graph names left out.
    RdfXml,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] =
        [Self::Turtle, Self::TriG, Self::NTriples, Self::NQuads, Self::JsonLd, Self::RdfXml];

    /// The word for it on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::JsonLd => "jsonld",
            Self::RdfXml => "rdfxml",
        }
    }

    /// The format that goes by this word or file extension, in any case.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        Self::ALL.into_iter().find(|format| format.as_str() == word).or(match word.as_str() {
            "ttl" => Some(Self::Turtle),
            "nt" => Some(Self::NTriples),
            "nq" => Some(Self::NQuads),
            "json" | "json-ld" => Some(Self::JsonLd),
            "rdf" | "xml" | "owl" | "rdf/xml" => Some(Self::RdfXml),
            _ => None,
        })
    }

    /// Whether it can tell which graph a triple stands in.
    #[must_use]
    pub fn has_graphs(self) -> bool {
        matches!(self, Self::TriG | Self::NQuads | Self::JsonLd)
    }

    fn io(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NTriples => RdfFormat::NTriples,
            Self::NQuads => RdfFormat::NQuads,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            Self::RdfXml => RdfFormat::RdfXml,
        }
    }
}

/// Sorts by graph, subject, predicate and object, `rdf:type` first, and drops what is said twice; without graph names
/// where the format has none.
#[must_use]
pub fn sorted(mut quads: Vec<Quad>, keep_graphs: bool) -> Vec<Quad> {
    if !keep_graphs {
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
    }
    let rank = |quad: &Quad| {
        let kind = quad.predicate.as_ref() != oxrdf::vocab::rdf::TYPE;
        let (graph, subject) = (quad.graph_name.to_string(), quad.subject.to_string());
        (graph, subject, kind, quad.predicate.as_str().to_owned(), quad.object.to_string())
    };
    quads.sort_by_cached_key(rank);
    quads.dedup();
    quads
}

/// Writes `quads` sorted, with the usual prefixes; equal sets of quads give equal bytes.
///
/// # Errors
/// Where `writer` fails.
pub fn write(quads: Vec<Quad>, format: Format, writer: impl Write) -> io::Result<()> {
    let mut out = format.writer(writer)?;
    for quad in sorted(quads, format.has_graphs()) {
        out.put(&quad)?;
    }
    out.finish()?.flush()
}

/// Writes quads one after the other, as they come. [`write`] is better where they can be held and sorted.
pub struct QuadWriter<W: Write> {
    out: WriterQuadSerializer<W>,
    graphs: bool,
}

impl Format {
    /// A writer with the usual prefixes.
    ///
    /// # Errors
    /// Where `writer` fails.
    pub fn writer<W: Write>(self, writer: W) -> io::Result<QuadWriter<W>> {
        let mut serializer = RdfSerializer::from_format(self.io());
        for (prefix, namespace) in PREFIXES {
            serializer = serializer.with_prefix(*prefix, *namespace).map_err(io::Error::other)?;
        }
        Ok(QuadWriter { out: serializer.for_writer(writer), graphs: self.has_graphs() })
    }
}

impl<W: Write> QuadWriter<W> {
    /// Writes one quad, without its graph where the format has none.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn put(&mut self, quad: &Quad) -> io::Result<()> {
        if self.graphs {
            self.out.serialize_quad(quad)
        } else {
            self.out.serialize_triple(oxrdf::TripleRef::new(&quad.subject, &quad.predicate, &quad.object))
        }
    }

    /// Ends the file and gives the writer back.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn finish(self) -> io::Result<W> {
        self.out.finish()
    }
}

/// What is wrong in an RDF file, and where.
#[derive(Debug, thiserror::Error)]
#[error("{}{message}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct ReadError {
    /// Line, from 1, where known.
    pub line: Option<u64>,
    /// What the parser says.
    pub message: String,
}

/// Every quad of a file, and what could not be read. After a syntax error Turtle, TriG, N-Triples and N-Quads go on
/// behind it; the other formats end there. Blank nodes are renamed, so that two files never share one by accident.
#[must_use]
pub fn read(reader: impl Read, format: Format) -> (Vec<Quad>, Vec<ReadError>) {
    let (mut quads, mut errors) = (Vec::new(), Vec::new());
    for quad in RdfParser::from_format(format.io()).rename_blank_nodes().for_reader(reader) {
        match quad {
            Ok(quad) => quads.push(quad),
            Err(RdfParseError::Syntax(error)) => {
                let line = error.location().map(|place| place.start.line + 1);
                errors.push(ReadError { line, message: error.to_string() });
            }
            Err(RdfParseError::Io(error)) => {
                errors.push(ReadError { line: None, message: error.to_string() });
                break;
            }
        }
    }
    (quads, errors)
}

/// `quads` as N-Quads, unsorted, for our own files.
///
/// # Errors
/// Never in practice: memory is written to.
pub fn to_nquads(quads: &[Quad]) -> io::Result<Vec<u8>> {
    let mut out = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
    for quad in quads {
        out.serialize_quad(quad)?;
    }
    out.finish()
}

/// The quads of a file that [`to_nquads`] wrote; addresses are not validated again, which doubles the speed.
///
/// # Errors
/// Where the file is no N-Quads.
pub fn from_nquads(bytes: &[u8]) -> Result<Vec<Quad>, ReadError> {
    // A quad of ours takes some 150 bytes.
    let mut quads = Vec::with_capacity(bytes.len() / 150);
    for quad in RdfParser::from_format(RdfFormat::NQuads).lenient().for_slice(bytes) {
        quads.push(quad.map_err(|error| ReadError {
            line: error.location().map(|place| place.start.line + 1),
            message: error.to_string(),
        })?);
    }
    Ok(quads)
}
