//! Pages of a store: the views of [`standpoint_explore`] as HTML.
//!
//! Everything is a pure function from a view to a string: no files, no clock, no server. The same functions make the
//! pages that a server answers and those of a folder that any web server, or none, can show ([`Links`]). Pages work
//! without scripts; [`assets`] has one style sheet and two scripts of our own that add to them, and
//! `default-src 'self'` is all that a content security policy needs to allow: no page holds a script or a style.
//!
//! Templates are `maud`'s, which escape all text; names and quotes of documents stand in `<bdi>`, so that their
//! direction does not spill over.

mod about;
mod actor;
mod assets;
mod conflict;
mod document;
mod failure;
mod frame;
mod front;
mod graph;
mod line;
mod links;
mod lists;
mod outcome;
mod pages;
mod parts;
mod passage;
mod query;
mod route;
mod search;
mod statement;
mod stats;
mod strip;
mod topic;
mod words;

pub use assets::{Asset, asset, assets};
pub use failure::Failure;
pub use front::Front;
pub use graph::{GraphPage, neighbourhood};
pub use links::Links;
pub use outcome::{Cell, Outcome, Trouble};
pub use pages::Pages;
pub use query::{Parameter, QueryPage, Question};
pub use route::{DataFormat, Route};
