//! What is allocated for its own sake, once costs have theirs.
//!
//! What comes in: the state of the money. What leaves: entries that take back what is not there ([`correct`]) and that
//! allocate the rest as well as can be ([`recommend`]), what would stand with money to come ([`outlook`]), and the bound that no
//! allocation beats ([`certificate`]). What it does not know: how the best allocation is found (that is
//! [`allocate`](crate::allocate)).

mod apart;
pub mod certificate;
pub mod correct;
pub mod outlook;
pub mod recommend;
