//! Which lines of the two sides belong together.
//!
//! What comes in: lines of both sides. What leaves: groups, in which every line stands once, each with how it was found.
//! The steps run from what is certain to what is likely: by number; groups by number; by exact amount; groups whose sums
//! fit to the cent; reversals; then likely pairs, which are proposals only. Within a step the best set of pairs is taken,
//! not the first. What it does not know: whether what belongs together agrees.

mod by_amount;
mod by_number;
mod by_sum;
mod completed;
mod likely;
mod monthly;
mod net;
mod odds;
mod of_amount;
mod packing;
mod pool;
mod regrouped;
mod reversals;
mod subset;
mod twins;

use chrono::NaiveDate;

use super::Indexes;
use super::line::Line;
use super::relation::Rules;

use pool::Pool;
pub(super) use pool::{OURS, THEIRS};

/// How a group was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// One side quotes the other's number.
    Number,
    /// Several lines under one number.
    Numbers,
    /// The same amount, near in time, with nothing rarer against it.
    Amount,
    /// Several lines of one voucher, or linked by their references, with the same sum.
    Voucher,
    /// Several lines with the same sum, to the cent.
    Sum,
    /// A line that was reversed, and booked again or not.
    Reversal,
    /// Alike in what is known, but not in amount: a proposal.
    Likely,
    /// A line that repeats one that is matched.
    Repeated,
    /// Sums over what finance gives as totals.
    Total,
    /// Nothing on the other side.
    Alone,
}

/// Lines of both sides that belong together, by their indexes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub lines: [Indexes; 2],
    pub how: How,
    /// For a repeated line: the line of its side that it repeats.
    pub repeats: Option<u32>,
}

/// A group while it is made, by units.
#[derive(Clone, Debug)]
struct Group {
    units: [Indexes; 2],
    how: How,
    repeats: Option<u32>,
}

/// Groups of all lines but those that are compared in sums, in the order in which they were found.
pub(super) fn groups(lines: [&[Line]; 2], in_sums: &[Vec<bool>; 2], rules: Rules<'_>, as_of: NaiveDate) -> Vec<Found> {
    let mut pool = Pool::new(lines, in_sums, rules, as_of);
    let compounds = by_number::run(&mut pool);
    by_amount::run(&mut pool, &compounds);
    completed::run(&mut pool);
    by_sum::run(&mut pool);
    net::absorb(&mut pool);
    reversals::run(&mut pool);
    likely::run(&mut pool);
    completed::run(&mut pool);
    reversals::booked_otherwise(&mut pool);
    net::absorb(&mut pool);
    twins::run(&mut pool);
    pool.found()
}
