//! All integration tests, in one binary so that linking is paid once.

mod annotate;
mod attribute;
mod builder;
mod exactness;
mod hostile;
mod house;
mod intake;
mod ledger;
mod problems;
mod reconcile;
mod sheets;
mod support;
