//! standpoint: language.
