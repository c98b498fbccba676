//! standpoint: store.
