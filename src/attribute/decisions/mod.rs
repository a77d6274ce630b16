//! Decisions of people: what they do to the money, and when in a month.
//!
//! What comes in: adopted decisions. What leaves: entries, or the reason why one cannot act. [`decide`] knows how each
//! action acts, [`docket`] when. What it does not know: how a decision was written, and what the program would recommend.

pub mod decide;
pub mod docket;
