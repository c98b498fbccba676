//! What networks are measured by. Each measure states its formula, where it comes from and what it costs; each is held to a
//! brute-force version by a test.

mod backbone;
mod balance;
mod bootstrap;
mod centrality;
mod coalitions;
mod compat;
mod frustration;
mod linalg;
mod paths;
mod polarization;
mod timeline;

pub use backbone::{BackboneStep, Significance, disparity, nested_backbone};
pub use bootstrap::{Interval, bootstrap};
pub use centrality::{Centrality, centrality};
pub use coalitions::{Coalition, Coalitions, Position, coalitions};
pub use frustration::{Frustration, frustration};
pub use paths::{Hop, path};
pub use polarization::{Polarization, PolarizationOptions, polarization};
pub use timeline::{Period, Step, timeline};
