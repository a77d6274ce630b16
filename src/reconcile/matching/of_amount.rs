//! Lines of one side by kind and amount: those of an amount that lie nearest to a day, however often it recurs.

use std::collections::HashMap;

use crate::domain::facts::FinanceKind;

use super::pool::Pool;

/// How many lines of one amount on either side of a day are looked at.
const NEAREST: usize = 32;

/// What lines are looked up by.
pub(super) type Key = (FinanceKind, i64);

/// Lines of a side by kind and amount, each list in the order of its days.
pub(super) struct OfAmount(HashMap<Key, Vec<u32>>);

impl OfAmount {
    /// Those of units of a side.
    pub fn new(pool: &Pool<'_>, side: usize, units: impl Iterator<Item = u32>) -> Self {
        let mut lists: HashMap<Key, Vec<u32>> = HashMap::new();
        for unit in units {
            lists.entry(key(pool, side, unit)).or_default().push(unit);
        }
        for units in lists.values_mut().filter(|units| units.len() > 1) {
            units.sort_unstable_by_key(|unit| (pool.unit(side, *unit).day, *unit));
        }
        Self(lists)
    }

    /// The lines of an amount that lie nearest to a day.
    pub fn near(&self, pool: &Pool<'_>, side: usize, key: Key, day: i32) -> &[u32] {
        let units = self.0.get(&key).map_or(&[][..], Vec::as_slice);
        let middle = units.partition_point(|unit| pool.unit(side, *unit).day < day);
        &units[middle.saturating_sub(NEAREST)..units.len().min(middle + NEAREST)]
    }
}

/// What a line is looked up by.
pub(super) fn key(pool: &Pool<'_>, side: usize, unit: u32) -> Key {
    (pool.unit(side, unit).kind, pool.unit(side, unit).amount)
}
