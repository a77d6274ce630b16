//! From the cells of a row to values: numbers, dates, and names that are known.
//!
//! What comes in: a row, and the columns of its sheet. What leaves: values, or problems at their cells. What it does not
//! know: what a kind of input makes of them.

pub(in crate::intake) mod context;
pub(in crate::intake) mod date;
pub(in crate::intake) mod judge;
pub(in crate::intake) mod name;
pub(in crate::intake) mod number;
pub(in crate::intake) mod record;
pub(in crate::intake) mod text;
