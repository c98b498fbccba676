//! Pictures and graph files of who is for and against what.
//!
//! [`Scene::build`] chooses what is drawn; [`svg()`] draws it, [`dot()`], [`graphml`], [`gexf`], [`nodes_csv`] and
//! [`edges_csv`] write it for other programs. All are pure but for `svg`, which may start Graphviz' `dot` for the layout.
//! Colour never stands alone: each sort of line has its own dashes and head, each sort of box its own shape.

mod build;
mod dot;
mod engine;
mod export;
mod layout;
mod panels;
mod ports;
mod scene;
mod style;
mod svg;
mod text;
mod xml;

pub use dot::dot;
pub use engine::{Engine, RenderError, UnknownEngine};
pub use export::{edges_csv, gexf, graphml, nodes_csv};
pub use scene::{Scene, SceneOptions};
pub use svg::{Picture, svg};
