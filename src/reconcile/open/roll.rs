//! From the items of the last close to those of the month: opening + new - resolved = closing.
//!
//! An item whose amount changed is resolved with what it was and new with what it is.

use std::collections::{BTreeMap, HashMap};

use crate::domain::Money;
use crate::ledger::store::OpenItem;

use super::{OpenItems, is_open};

/// How many items, and what they amount to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub items: usize,
    /// Their sum.
    pub sum: Money,
}

impl Tally {
    fn add(&mut self, amount: Money) {
        self.items += 1;
        self.sum += amount;
    }
}

/// The items of a month as they came and went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// Open at the last close.
    pub opening: Tally,
    /// Open now and not then, or with another amount then.
    pub new: Tally,
    /// Open then and not now, or with another amount now.
    pub resolved: Tally,
    /// Open now.
    pub closing: Tally,
}

impl Roll {
    /// Whether what opened, came and went makes what is left.
    pub fn adds_up(&self) -> bool {
        self.opening.items + self.new.items == self.closing.items + self.resolved.items
            && self.opening.sum + self.new.sum - self.resolved.sum == self.closing.sum
    }
}

impl OpenItems {
    /// The rolls of what items are sorted by; `amount` is what counts of an item.
    pub fn rolls<K: Ord>(
        &self,
        key: impl Fn(&OpenItem) -> K,
        amount: impl Fn(&OpenItem) -> Money,
    ) -> BTreeMap<K, Roll> {
        let mut rolls: BTreeMap<K, Roll> = BTreeMap::new();
        let was: HashMap<&str, &OpenItem> =
            self.before.iter().filter(|item| is_open(item)).map(|item| (item.id.as_str(), item)).collect();
        let is: HashMap<&str, &OpenItem> =
            self.standing.iter().map(|(_, item)| (item.id.as_str(), item)).filter(|(_, item)| is_open(item)).collect();
        let stays = |item: &OpenItem, there: &HashMap<&str, &OpenItem>| {
            let other = there.get(item.id.as_str());
            other.is_some_and(|other| amount(other) == amount(item) && key(other) == key(item))
        };
        for item in was.values() {
            let roll = rolls.entry(key(item)).or_default();
            roll.opening.add(amount(item));
            if !stays(item, &is) {
                roll.resolved.add(amount(item));
            }
        }
        for item in is.values() {
            let roll = rolls.entry(key(item)).or_default();
            roll.closing.add(amount(item));
            if !stays(item, &was) {
                roll.new.add(amount(item));
            }
        }
        rolls
    }
}
