//! standpoint: graph.
