//! What must hold of every picture: nothing overlaps, nothing leaves the page, order does not matter.

mod geometry;
mod pictures;
mod world;
