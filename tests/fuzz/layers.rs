//! The layers of `poolfund` up to intake, as a crate by themselves.
//!
//! Imports run one way, which a test of the house holds true, so these four folders build without the others.

#[path = "../../src/domain/mod.rs"]
pub mod domain;

#[path = "../../src/files/mod.rs"]
pub mod files;

#[path = "../../src/config/mod.rs"]
pub mod config;

#[path = "../../src/intake/mod.rs"]
pub mod intake;
