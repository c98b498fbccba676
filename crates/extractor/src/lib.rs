//! standpoint: extractor.
