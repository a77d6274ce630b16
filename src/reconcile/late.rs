//! Bookings that came late: what stood open at a close, and was booked after it.
//!
//! Between a closed month and the day of such a booking the difference stood among the open items, where a close kept it.
//! Once it is booked it is gone: the month of the booking differs from that of what it answers because the earlier one is
//! closed, and nobody can mend that. Where no close knew the difference, the two months are a difference of their own.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::Money;
use crate::ledger::store::{ClosedItems, OpenItem};

use super::line::Line;
use super::matching::{Found, OURS, THEIRS};

/// A line by its side and its number there.
type Numbered = (usize, String);

/// What stood open at closes.
pub(super) struct Stood<'a>(HashMap<Numbered, Vec<(NaiveDate, &'a OpenItem)>>);

impl<'a> Stood<'a> {
    /// The items of all closes, by the lines that they are about.
    pub fn at(closes: &'a [ClosedItems]) -> Self {
        let mut stood: HashMap<Numbered, Vec<(NaiveDate, &OpenItem)>> = HashMap::new();
        for close in closes {
            for item in close.items.iter().filter(|item| item.went.is_none()) {
                for line in lines_of(item) {
                    stood.entry(line).or_default().push((close.closed_on, item));
                }
            }
        }
        Self(stood)
    }

    /// The day of the last booking of a group that answers what stood open at a close: what the group held on that day
    /// was the item, did not agree, and all else in it is dated after.
    pub fn answered(&self, found: &Found, lines: [&[Line]; 2], as_of: NaiveDate) -> Option<NaiveDate> {
        let counted = || {
            let of = |side: usize| found.lines[side].iter().map(move |line| (side, &lines[side][*line as usize]));
            of(OURS).chain(of(THEIRS)).filter(|(_, line)| line.date <= as_of)
        };
        let numbered = |(side, line): (usize, &Line)| (side, line.number().into_owned());
        let all: BTreeSet<Numbered> = counted().map(numbered).collect();
        let answers = |closed_on: NaiveDate, item: &OpenItem| {
            let until = || counted().filter(|(_, line)| line.date <= closed_on);
            let known: BTreeSet<Numbered> = lines_of(item).collect();
            let apart: Money = until().map(|(side, line)| if side == OURS { line.weight() } else { -line.weight() }).sum();
            let was_it = until().map(numbered).all(|line| known.contains(&line)) && known.is_subset(&all);
            let later = counted().map(|(_, line)| line.date).filter(|date| *date > closed_on).max();
            later.filter(|_| was_it && !apart.is_zero())
        };
        let stood = all.iter().filter_map(|line| self.0.get(line)).flatten();
        stood.filter_map(|(closed_on, item)| answers(*closed_on, item)).max()
    }
}

fn lines_of(item: &OpenItem) -> impl Iterator<Item = Numbered> {
    let ours = item.ours.iter().map(|number| (OURS, number.clone()));
    ours.chain(item.theirs.iter().map(|number| (THEIRS, number.clone())))
}
