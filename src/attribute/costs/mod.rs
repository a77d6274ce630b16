//! Costs: the lines of expenditure in the order in which they are taken, and who may pay for each.
//!
//! What comes in: the run's costs and those of closed months. What leaves: [`lines`], each with the month in which it
//! enters, and the set of agreements that are [`eligible`] on its day. What it does not know: who has money.

pub mod eligible;
pub mod lines;
