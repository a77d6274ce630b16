//! The amounts of an agreement on a day, and what is above them.

use serde::{Deserialize, Serialize};

use crate::domain::Money;

/// The amounts of an agreement on a day (docs/domain.md, section 1, the table).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// Deposits; of the interest agreement, interest less bank charges.
    pub received: Money,
    /// What went back.
    pub refunded: Money,
    /// From other agreements.
    pub transferred_in: Money,
    /// To other agreements.
    pub transferred_out: Money,
    /// Administrative agent fee.
    pub fee: Money,
    /// Coordination levy that is taken out of deposits.
    pub levy: Money,
    /// What priorities can get; nothing where the net is below nothing.
    pub programmable: Money,
    /// Entries that stand.
    pub allocated: Money,
    /// Direct expenditure charged.
    pub charged: Money,
    /// Support cost of it.
    pub support_cost: Money,
    /// The support reserve, used and unused.
    pub reserve: Money,
    /// Not allocated, and the agreement has ended.
    pub lapsed: Money,
    /// Not allocated.
    pub unallocated: Money,
    /// Of what is not allocated, what decisions keep from the program: returned, or of an agreement on hold.
    pub held: Money,
    /// Allocated and not there.
    pub over_allocated: Money,
    /// The part of it that is charged already, by how much the net is below nothing, and booked support beyond the reserve.
    pub overdrawn: Money,
}

impl Amounts {
    /// Adds those of another agreement.
    pub fn add(&mut self, other: &Self) {
        let Self {
            received,
            refunded,
            transferred_in,
            transferred_out,
            fee,
            levy,
            programmable,
            allocated,
            charged,
            support_cost,
            reserve,
            lapsed,
            unallocated,
            held,
            over_allocated,
            overdrawn,
        } = other;
        self.received += *received;
        self.refunded += *refunded;
        self.transferred_in += *transferred_in;
        self.transferred_out += *transferred_out;
        self.fee += *fee;
        self.levy += *levy;
        self.programmable += *programmable;
        self.allocated += *allocated;
        self.charged += *charged;
        self.support_cost += *support_cost;
        self.reserve += *reserve;
        self.lapsed += *lapsed;
        self.unallocated += *unallocated;
        self.held += *held;
        self.over_allocated += *over_allocated;
        self.overdrawn += *overdrawn;
    }

    /// Received, less all that is no longer there to allocate or keep: what programmable money and reserve are made of.
    pub fn net(&self) -> Money {
        self.received - self.refunded + self.transferred_in - self.transferred_out - self.fee - self.levy
    }

    /// Allocated and not charged.
    pub fn unspent(&self) -> Money {
        self.allocated - self.charged
    }

    /// What is left of the money: the net, less charged and support cost.
    pub fn balance(&self) -> Money {
        self.net() - self.charged - self.support_cost
    }
}

/// Something above its money or its ceiling, or where an earmark does not allow it. After the corrections of automatic mode
/// all of it is charged already; where people decide it waits for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// An agreement has less than is allocated of it.
    Agreement {
        /// The agreement.
        agreement: u32,
        /// By how much.
        amount: Money,
        /// Why.
        cause: OverCause,
        /// The cells that it lies in.
        cells: Vec<u32>,
    },
    /// A cell needs less than it has.
    Cell {
        /// The cell.
        cell: u32,
        /// By how much.
        amount: Money,
        /// Why.
        cause: OverCause,
        /// The agreements that pay for it.
        agreements: Vec<u32>,
    },
}

/// Why something is over-allocated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverCause {
    /// More went back than was free.
    Refund,
    /// More moved to another agreement than was free.
    Transfer,
    /// A higher rate of support takes more.
    SupportRate,
    /// A receipt is not what it was.
    CorrectedReceipt,
    /// The earmark in force does not allow what lies unspent.
    Earmark,
    /// The need is lower than it was.
    LowerNeed,
    /// The cell is gone.
    CellGone,
}

impl OverCause {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Refund => "more was refunded than was free",
            Self::Transfer => "more was transferred than was free",
            Self::SupportRate => "a higher rate of support cost takes more",
            Self::CorrectedReceipt => "a receipt is not what it was",
            Self::Earmark => "the earmark no longer allows it",
            Self::LowerNeed => "the need is lower than it was",
            Self::CellGone => "the cell is gone",
        }
    }
}

/// What stands above a bound that binds 5.1 and not costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beyond {
    /// The bound.
    pub bound: BoundOf,
    /// By how much.
    pub amount: Money,
}

/// A bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoundOf {
    /// The cap of a group, by its index in the run.
    Group(usize),
    /// A limit of an agreement, by its index in the terms of the day.
    Limit {
        /// The agreement.
        agreement: u32,
        /// The limit.
        limit: usize,
    },
    /// The country share of all that is allocated.
    CountryShare,
}
