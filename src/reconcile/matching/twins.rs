//! Lines that repeat one of their own side.

use std::collections::HashSet;

use super::odds::{Bits, FAULT, one_of};
use super::of_amount::{self, OfAmount};
use super::pool::{OURS, Pool, THEIRS};

/// How many days a line may lie from the one that it repeats: under its number, or under another. What comes again after a
/// month is a salary or a rent.
const WINDOW_DAYS: u32 = 31;
const NEW_NUMBER_DAYS: u32 = 14;

/// Names the free lines that repeat a matched one.
pub fn run(pool: &mut Pool<'_>) {
    for side in [OURS, THEIRS] {
        let twins = Twins::new(pool, side);
        let free: Vec<u32> = pool.free_units(side).filter(|unit| !pool.unit(side, *unit).late).collect();
        for unit in free {
            if let Some((twin, _)) = twins.of(pool, unit) {
                pool.repeat(side, unit, twin);
            }
        }
    }
}

/// The matched lines of a side that have the kind and amount of a free one.
pub(super) struct Twins {
    side: usize,
    matched: OfAmount,
}

impl Twins {
    pub fn new(pool: &Pool<'_>, side: usize) -> Self {
        let wanted: HashSet<_> = pool.free_units(side).map(|unit| of_amount::key(pool, side, unit)).collect();
        let wanted = |unit: &u32| wanted.contains(&of_amount::key(pool, side, *unit));
        Self { side, matched: OfAmount::new(pool, side, pool.held_units(side).filter(wanted)) }
    }

    /// The line that a free one most likely repeats, and by how much that is likelier than chance.
    pub fn of(&self, pool: &Pool<'_>, unit: u32) -> Option<(u32, Bits)> {
        let this = pool.unit(self.side, unit);
        let candidates = self.matched.near(pool, self.side, (this.kind, this.amount), this.day);
        let fits = candidates.iter().copied().filter(|twin| {
            let twin = pool.unit(self.side, *twin);
            let same_number = this.number.is_some() && this.number == twin.number;
            let days = if same_number { WINDOW_DAYS } else { NEW_NUMBER_DAYS };
            twin.apart(this) <= days && pool.rarity.dimensions(twin, this).1 == 0
        });
        let odds = |twin: &u32| pool.equal_odds(self.side, *twin, self.side, unit);
        let twin = fits.max_by_key(|twin| (odds(twin), std::cmp::Reverse(*twin)))?;
        let same_number = this.number.is_some() && this.number == pool.unit(self.side, twin).number;
        let bits = odds(&twin) - one_of(pool.rarity.lines(this.kind)) - if same_number { -FAULT } else { FAULT };
        (bits > 0).then_some((twin, bits))
    }
}
