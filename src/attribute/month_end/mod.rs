//! The end of a month: money whose time is over, interest that goes back, and what must hold.
//!
//! What comes in: the state after the last step. What leaves: entries of what lapses ([`lapse`]), shares of interest
//! ([`interest`]), and the assurance that no rule is broken ([`hold`]). What it does not know: how a close is recorded.

pub mod hold;
pub mod interest;
pub mod lapse;
