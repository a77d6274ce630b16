//! What would mend a difference, as data: whoever shows it finds the words in the reader's language.

use chrono::NaiveDate;

use crate::domain::{Currency, DonorCode, Money};

/// What would mend a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// Booked in two months: agree on one. No entry of money.
    OneMonth {
        /// The day here.
        ours: NaiveDate,
        /// The day there.
        theirs: NaiveDate,
    },
    /// Booked under two donors: move one of them.
    OneDonor {
        /// The donor here.
        ours: DonorCode,
        /// The donor there.
        theirs: DonorCode,
    },
    /// Finance writes a name that is no donor's: add it to the aliases.
    AddAlias {
        /// The name there.
        name: String,
        /// Whom it means.
        donor: DonorCode,
    },
    /// Adjust finance's document.
    Adjust {
        /// What is wrong with it.
        fault: Fault,
        /// Its number.
        document: String,
        /// By how much.
        by: Money,
    },
    /// It may be booked there next month: look again then.
    AwaitThere {
        /// Our number, where there is one.
        document: Option<String>,
        /// The day here.
        date: NaiveDate,
    },
    /// Ask finance to book it.
    BookThere {
        /// Our number, where there is one.
        document: Option<String>,
        /// The day here.
        date: NaiveDate,
        /// How much.
        amount: Money,
    },
    /// It may reach us next month: look again then.
    AwaitHere {
        /// Finance's number.
        document: String,
        /// The day there.
        date: NaiveDate,
    },
    /// Enter it here, or ask finance what it is.
    BookHere {
        /// Finance's number.
        document: String,
        /// The day there.
        date: NaiveDate,
        /// How much.
        amount: Money,
    },
    /// It stands there twice: reverse one.
    Reverse {
        /// The number of the one.
        document: String,
        /// The number of the other.
        twin: String,
        /// How much.
        amount: Money,
    },
}

/// What is wrong with an amount of finance's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its sign is turned.
    Sign,
    /// It differs by a few cents.
    Rounding,
    /// It was converted at the rate of another day.
    RateOf(Currency, NaiveDate),
    /// It was converted at some other rate.
    OtherRate(Currency),
    /// Two of its digits changed places, here or there.
    Transposed,
    /// It is another amount.
    Amount,
}
