//! From a file to rows of cells, whatever format it has and whoever made it.
//!
//! What comes in: a file's path, and what is wanted of it. What leaves: its sheets and their rows, one by one, or a
//! refusal. What it does not know: headers, kinds of input, and the fund.

pub mod sandbox;
pub mod workbook;

pub(in crate::intake) mod memory;
