//! standpoint: render.
