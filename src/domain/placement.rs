//! A placement: money of an agreement in a cell.

use serde::{Deserialize, Serialize};

use super::{AgreementRef, Money};

/// What an agreement placed in a cell, cumulatively.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Placement {
    /// Place of the cell in the list of priorities.
    pub cell: usize,
    /// The agreement.
    pub agreement: AgreementRef,
    /// How much.
    pub amount: Money,
}
