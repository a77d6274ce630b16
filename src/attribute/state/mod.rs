//! The money while it lives: what stands where, at any moment of a month.
//!
//! What comes in: terms, costs, and the [`past`] as the last close froze it. What leaves: [`living`], the one state that
//! the steps of a month change, with its [`book`] of entries and charges, the decisions that acted ([`acts`]), and how much
//! [`room`] there still is. What it does not know: the steps.

pub mod acts;
pub mod book;
pub mod living;
pub mod past;
pub mod room;
