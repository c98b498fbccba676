//! standpoint: rdf.
