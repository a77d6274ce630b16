//! How much two lines speak for being one booking, in bits: how unlikely it is that they agree as they do by chance.
//!
//! The weights of record linkage (Fellegi and Sunter, *A Theory for Record Linkage*, 1969): agreement in something rare
//! weighs more than agreement in something common, and each fault that must be assumed costs what such faults are rare.
//! What is rare is counted in the lines themselves. Bits are whole eighths, so that no sum depends on rounding.

use std::collections::HashMap;

use crate::domain::facts::FinanceKind;

use super::pool::{Nameless, Unit};

/// Eighths of a bit.
pub type Bits = i64;

/// Eight eighths.
pub const BIT: Bits = 8;

/// What one fault costs: about one line in fifty has a given one.
pub const FAULT: Bits = 6 * BIT;

/// The bits in being one of so many: the logarithm to the base of two, straight between powers.
pub fn one_of(number: u64) -> Bits {
    if number < 2 {
        return 0;
    }
    let whole = number.ilog2();
    let eighths = (u128::from(number) << 3) >> whole;
    Bits::from(whole) * BIT + Bits::try_from(eighths).unwrap_or(BIT) - BIT
}

/// How often things stand in the lines of both sides.
#[derive(Default)]
pub struct Rarity {
    /// For each dimension, how many lines say something of it, and how many say each thing.
    said: [u64; 5],
    counts: [HashMap<Nameless, u64>; 5],
    amounts: HashMap<(FinanceKind, u64), u64>,
    /// How many lines there are of each kind on each side.
    of_kind: HashMap<FinanceKind, [u64; 2]>,
    first: i32,
    last: i32,
}

impl Rarity {
    /// Counts the lines of a side.
    pub fn count<'a>(&mut self, side: usize, units: impl Iterator<Item = &'a Unit>) {
        for unit in units {
            for (dimension, name) in unit.says.iter().enumerate().filter(|(_, name)| name.is_some()) {
                self.said[dimension] += 1;
                *self.counts[dimension].entry(*name).or_default() += 1;
            }
            *self.amounts.entry((unit.kind, unit.amount.unsigned_abs())).or_default() += 1;
            self.of_kind.entry(unit.kind).or_default()[side] += 1;
            let empty = self.first == 0 && self.last == 0;
            self.first = if empty { unit.day } else { self.first.min(unit.day) };
            self.last = self.last.max(unit.day);
        }
    }

    /// Agreement in an amount. One that stands once on each side is as rare as its digits make it; one that recurs is as
    /// rare as it is found.
    pub fn amount(&self, kind: FinanceKind, amount: i64) -> Bits {
        let absolute = amount.unsigned_abs();
        let count = self.count_of(kind, amount);
        let lines = self.lines(kind);
        if count > 2 {
            return one_of(lines * 2 / count);
        }
        one_of(significant(absolute)).max(one_of(lines)).max(2 * BIT)
    }

    /// How many lines of a kind there are, on the side that has more.
    pub fn lines(&self, kind: FinanceKind) -> u64 {
        self.of_kind.get(&kind).map_or(1, |sides| sides[0].max(sides[1]))
    }

    /// How many lines of both sides have an amount, whatever its sign.
    pub fn count_of(&self, kind: FinanceKind, amount: i64) -> u64 {
        self.amounts.get(&(kind, amount.unsigned_abs())).copied().unwrap_or(0)
    }

    /// Agreement in a date to so many days.
    pub fn date(&self, apart: u32) -> Bits {
        let span = self.last.abs_diff(self.first).max(30) + 1;
        one_of(u64::from(span / (2 * apart + 1)))
    }

    /// Agreement and contradiction in donor and agreement, and in project, place and theme. What hangs together counts
    /// once: who is right about the agreement is right about the donor.
    pub fn dimensions(&self, one: &Unit, other: &Unit) -> (Bits, u32) {
        let agrees = |dimension: usize| match (one.says[dimension], other.says[dimension]) {
            (ours, theirs) if ours.is_none() || theirs.is_none() => None,
            (ours, theirs) if ours == theirs => Some(self.rare(dimension, ours)),
            _ => Some(-FAULT),
        };
        let [donor, agreement, project, place, theme] = [0, 1, 2, 3, 4].map(agrees);
        let target = match (place, theme) {
            (Some(place), Some(theme)) if place >= 0 && theme >= 0 => Some(place + theme),
            (place, theme) => place.max(theme),
        };
        let positive = |parts: [Option<Bits>; 2]| parts.into_iter().flatten().max().unwrap_or(0).max(0);
        let fault = |parts: &[Option<Bits>]| u32::from(parts.iter().flatten().any(|bits| *bits < 0));
        let faults = fault(&[donor, agreement]) + fault(&[project, place, theme]);
        (positive([donor, agreement]) + positive([project, target]) - Bits::from(faults) * FAULT, faults)
    }

    fn rare(&self, dimension: usize, name: Nameless) -> Bits {
        let count = self.counts[dimension].get(&name).copied().unwrap_or(1);
        one_of(self.said[dimension] / count.max(1))
    }
}

/// The amount without the zeros at its end: how many amounts of its size are as odd.
fn significant(mut absolute: u64) -> u64 {
    while absolute > 0 && absolute.is_multiple_of(10) {
        absolute /= 10;
    }
    absolute.min(1 << 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_grow_as_logarithms_do() {
        assert_eq!([0, 1, 2, 4, 1024].map(one_of), [0, 0, 8, 16, 80]);
        assert_eq!(one_of(3), 12);
        let all: Vec<Bits> = (1..5_000).map(one_of).collect();
        assert!(all.is_sorted());
        assert!(one_of(u64::MAX) <= 64 * BIT);
    }

    #[test]
    fn round_amounts_say_less() {
        assert_eq!(significant(500_000), 5);
        assert_eq!(significant(249_322), 249_322);
        assert_eq!(significant(0), 0);
    }
}
