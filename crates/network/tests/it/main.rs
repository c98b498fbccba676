//! Networks against numbers that were computed elsewhere.

mod files;
mod fixture;
mod matrices;
mod over_time;
