//! What is wrong, doubtful or worth knowing about the inputs, and where.
//!
//! What comes in: what was found, and what was expected. What leaves: problems with code, cell and advice, as many of a
//! kind as somebody can fix. What it does not know: how they are shown.

mod code;
pub(in crate::intake) mod log;
mod problem;
pub(in crate::intake) mod refusals;

pub use code::ProblemCode;
pub(in crate::intake) use problem::shorten;
pub use problem::{Location, Problem, Severity};
