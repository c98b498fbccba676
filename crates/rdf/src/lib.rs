//! Statements as RDF, and back.
//!
//! One document is one named graph. [`document_quads`] writes the lean form that stores keep, [`annotation_quads`]
//! adds Web Annotations on request, [`read_quads`] reads either back without loss; [`write`] and [`read`] are files
//! in any format, sorted. Every term used stands in [`vocab`]. [`Shapes`] checks quads against SHACL shapes.
//!
//! All of it is RDF 1.1. A reifier layer (RDF 1.2, `<statement> rdf:reifies <<( s p o )>>`) would add one quad a
//! statement and nothing that the nodes do not say, while few readers take it yet; so it is left out.

mod annotate;
mod conflict;
mod decode;
mod encode;
mod io;
mod lines;
mod shapes;
mod term;
pub mod vocab;

pub use annotate::annotation_quads;
pub use conflict::conflict_quads;
pub use decode::{DecodeError, Stored, read_nquads, read_quads, statement_classes};
pub use encode::{document_quads, entity_quads, polarity_node};
pub use io::{Format, QuadWriter, ReadError, from_nquads, read, sorted, to_nquads, write};
pub use oxrdf::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
pub use shapes::{Shapes, ShapesError, Violation};
pub use term::{address, class, name_of, shortcut};
