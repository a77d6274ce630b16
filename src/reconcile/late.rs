//! Bookings that came late: what stood open at a close, and was booked after it.
//!
//! Between a closed month and the day of such a booking the difference stood among the open items, where a close kept it.
//! Once it is booked it is gone: the month of the booking differs from that of what it answers because the earlier one is
//! closed, and nobody can correct that. Where no close knew the difference, the two months are a difference of their own.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::Money;
use crate::ledger::store::{ClosedItems, OpenItem};

use super::line::Line;
use super::matching::{Found, OURS, THEIRS};

/// A line by its side and its number there.
type Numbered = (usize, String);

/// The days of the closes at which lines stood open.
pub(super) struct Stood(HashMap<Numbered, Vec<NaiveDate>>);

impl Stood {
    /// The lines of the items of all closes.
    pub fn at(closes: &[ClosedItems]) -> Self {
        let mut stood: HashMap<Numbered, Vec<NaiveDate>> = HashMap::new();
        for close in closes {
            for item in close.items.iter().filter(|item| item.went.is_none()) {
                for line in lines_of(item) {
                    stood.entry(line).or_default().push(close.closed_on);
                }
            }
        }
        Self(stood)
    }

    /// The day of the last booking of a group that answers what stood open at a close: what the group held on that day did
    /// not agree, an item of the close tells of it or of a line that one of the group quotes, and all else in it is dated
    /// after.
    pub fn answered(&self, found: &Found, lines: [&[Line]; 2], as_of: NaiveDate) -> Option<NaiveDate> {
        let counted = || {
            let of = |side: usize| found.lines[side].iter().map(move |line| (side, &lines[side][*line as usize]));
            of(OURS).chain(of(THEIRS)).filter(|(_, line)| line.date <= as_of)
        };
        let answers = |closed_on: NaiveDate| {
            let until = counted().filter(|(_, line)| line.date <= closed_on);
            let apart: Money =
                until.map(|(side, line)| if side == OURS { line.weight() } else { -line.weight() }).sum();
            let later = counted().map(|(_, line)| line.date).filter(|date| *date > closed_on).max();
            later.filter(|_| !apart.is_zero())
        };
        let quoted = counted().flat_map(|(_, line)| line.quotes());
        let quoted = quoted.flat_map(|number| [OURS, THEIRS].map(|side| (side, number.to_owned())));
        let numbers: BTreeSet<Numbered> =
            counted().map(|(side, line)| (side, line.number().into_owned())).chain(quoted).collect();
        let stood: BTreeSet<NaiveDate> =
            numbers.iter().filter_map(|line| self.0.get(line)).flatten().copied().collect();
        stood.into_iter().filter_map(answers).max()
    }
}

fn lines_of(item: &OpenItem) -> impl Iterator<Item = Numbered> {
    let ours = item.ours.iter().map(|number| (OURS, number.clone()));
    ours.chain(item.theirs.iter().map(|number| (THEIRS, number.clone())))
}
