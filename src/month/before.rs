//! What a closed month leaves to the months after it.

use crate::attribute::run;
use crate::ledger::store::{ClosedItems, SupportByMonth};

use super::Standing;

/// What a closed month leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The book, the charges and what was pending, as the close froze them.
    pub frozen: run::Before<'static>,
    /// How its agreements stood.
    pub standing: Standing,
    /// The items of the reconciliation of it and of each month closed before it, the oldest first.
    pub items: Vec<ClosedItems>,
    /// Support cost of its agreements to the end of each month that was closed.
    pub support: SupportByMonth,
}
