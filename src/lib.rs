//! `poolfund`: the monthly engine of a multi-donor pooled fund.
#![cfg_attr(test, allow(clippy::unwrap_used))]
pub mod attribute;
pub mod config;
pub mod domain;
pub mod gap;
pub mod ledger;
pub mod reconcile;
pub mod report;
