//! `poolfund`: the monthly engine of a multi-donor pooled fund.
#![cfg_attr(test, allow(clippy::unwrap_used))]
pub mod domain;
pub mod config;
pub mod ledger;
pub mod attribute;
pub mod gap;
pub mod reconcile;
pub mod report;
