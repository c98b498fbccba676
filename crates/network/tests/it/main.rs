//! Networks against numbers that were computed elsewhere.

mod files;
mod fixture;
mod matrices;
mod measures;
mod over_time;
