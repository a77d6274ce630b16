//! What the example `measure_reconciliation` and the tests share: random funds, differences planted in them, and how the
//! program fares.

pub mod book;
pub mod fund;
pub mod measure;
pub mod odd;
pub mod plants;
pub mod random;
