//! All integration tests, in one binary so that linking is paid once.

mod attribute;
mod builder;
mod house;
mod ledger;
mod reconcile;
mod support;
