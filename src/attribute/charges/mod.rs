//! Who pays: the steps of a month that charge costs to agreements.
//!
//! What comes in: the state of the money, with the costs that are not charged yet. What leaves: charges, and the entries
//! that make them possible. In the order of a month: what changed in closed months ([`differences`]), [`credits`], costs that
//! their cells can pay ([`charge`]), costs that free money pays ([`costs_first`]), money moved to costs ([`cover`]), and indirect
//! support that finance books ([`support`]). What it does not know: who decided, and what is allocated for its own sake.

pub mod budgets;
pub mod charge;
pub mod costs_first;
pub mod cover;
pub mod credits;
pub mod differences;
pub mod support;
