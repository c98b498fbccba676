//! Pictures and graph files of who is for and against what.
//!
//! Each kind of picture is one function that answers a [`Drawing`], which is written as SVG, PNG or PDF: [`topic`] (both
//! sides face each other), [`actor`] (its ties and positions), [`conflicts`] (two quotes face each other), [`timeline`], and of networks
//! [`twomode`], [`onemode`] and [`heatmap`]. [`Scene::build`] chooses boxes and lines for
//! [`graph()`], and for other programs ([`dot`], [`graphml`], [`gexf`], [`nodes_csv`], [`edges_csv`]). All are pure but
//! for `graph` and `svg`, which may start Graphviz' `dot` for the layout. Colour never stands alone: each sort of line has
//! its own dashes and head, each sort of box its own shape.

mod actor;
mod axis;
mod build;
mod card;
mod clashes;
mod columns;
mod conflict;
mod dot;
mod drawing;
mod engine;
mod export;
mod facing;
mod federations;
mod font;
mod graph;
mod grid;
mod heatmap;
mod ink;
mod layout;
mod onemode;
mod options;
mod outline;
mod page;
mod pdf;
mod png;
mod ports;
mod said;
mod scene;
mod style;
mod svg;
mod text;
mod timeline;
mod topic;
mod twomode;

pub use actor::actor;
pub use conflict::conflicts;
pub use dot::dot;
pub use drawing::Drawing;
pub use engine::{Engine, RenderError, UnknownEngine};
pub use export::{edges_csv, gexf, graphml, nodes_csv};
pub use graph::{Picture, graph, svg};
pub use heatmap::heatmap;
pub use ink::Theme;
pub use onemode::onemode;
pub use options::{Links, Options};
pub use scene::{Scene, SceneOptions};
pub use timeline::timeline;
pub use topic::topic;
pub use twomode::twomode;

#[cfg(test)]
mod checks;
