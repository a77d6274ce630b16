//! Positive numbers of 64 binary digits and a free exponent, in whole-number arithmetic: the same on every machine.
//!
//! For the factors of a proportional fit, whose range no fixed point holds. Results are rounded down.

use std::cmp::Ordering;

/// `digits x 2^power`; the top bit of `digits` is set but for zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Factor {
    digits: u64,
    power: i32,
}

impl Factor {
    pub(super) const ZERO: Self = Self { digits: 0, power: 0 };
    pub(super) const ONE: Self = Self { digits: 1 << 63, power: -63 };

    /// A whole number; nothing when below zero.
    pub(super) fn whole(amount: i64) -> Self {
        Self::of(u128::try_from(amount).unwrap_or(0), 0)
    }

    fn of(digits: u128, power: i32) -> Self {
        if digits == 0 {
            return Self::ZERO;
        }
        // The leading zeros of a u128 are at most 127.
        let shift = 64 - i32::try_from(digits.leading_zeros()).unwrap_or(0);
        let digits = if shift >= 0 { digits >> shift } else { digits << -shift };
        Self { digits: u64::try_from(digits).unwrap_or(u64::MAX), power: power + shift }
    }

    pub(super) fn times(self, other: Self) -> Self {
        let product = u128::from(self.digits) * u128::from(other.digits);
        let (high, power) = ((product >> 64) as u64, self.power + other.power + 64);
        // Both top bits are set, so that the product has 127 or 128 digits.
        match high >> 63 {
            0 if product == 0 => Self::ZERO,
            0 => Self { digits: (product >> 63) as u64, power: power - 1 },
            _ => Self { digits: high, power },
        }
    }

    /// The quotient; zero when there is nothing to divide by.
    pub(super) fn over(self, other: Self) -> Self {
        if other.digits == 0 {
            return Self::ZERO;
        }
        Self::of((u128::from(self.digits) << 64) / u128::from(other.digits), self.power - other.power - 64)
    }

    /// Halved so many times.
    pub(super) const fn halved(self, times: u32) -> Self {
        Self { digits: self.digits, power: self.power - times as i32 }
    }

    /// The power of two that it is no less than.
    pub(super) fn magnitude(self) -> i32 {
        self.power + 63
    }

    pub(super) fn plus(self, other: Self) -> Self {
        if other.digits == 0 {
            return self;
        }
        let (large, small) = if self.power >= other.power { (self, other) } else { (other, self) };
        let apart = large.power.abs_diff(small.power);
        if large.digits == 0 || apart > 63 {
            return if large.digits == 0 { small } else { large };
        }
        match large.digits.overflowing_add(small.digits >> apart) {
            (digits, false) => Self { digits, power: large.power },
            (digits, true) => Self { digits: digits >> 1 | 1 << 63, power: large.power + 1 },
        }
    }

    /// The difference from another, whichever is larger.
    pub(super) fn apart(self, other: Self) -> Self {
        let (large, small) = if self.at_least(other) { (self, other) } else { (other, self) };
        let apart = large.power - small.power;
        if small.digits == 0 || apart > 64 {
            return large;
        }
        let small = (u128::from(small.digits) << 32) >> apart.min(127);
        Self::of((u128::from(large.digits) << 32) - small, large.power - 32)
    }

    pub(super) fn at_least(self, other: Self) -> bool {
        let order = match (self.digits, other.digits) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            (mine, theirs) => self.power.cmp(&other.power).then(mine.cmp(&theirs)),
        };
        order.is_ge()
    }

    /// The whole part.
    pub(super) fn floor(self) -> i64 {
        let digits = u128::from(self.digits);
        let whole = match self.power {
            ..=-64 => 0,
            power @ -63..=0 => digits >> -power,
            power => digits.checked_shl(power.unsigned_abs()).unwrap_or(u128::MAX),
        };
        i64::try_from(whole).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn whole_numbers_stay_whole(one in 0..1_i64 << 30, two in 1..1_i64 << 30) {
            let (a, b) = (Factor::whole(one), Factor::whole(two));
            prop_assert_eq!(a.times(b).floor(), one * two);
            prop_assert_eq!(a.plus(b).floor(), one + two);
            prop_assert_eq!(a.apart(b).floor(), (one - two).abs());
            prop_assert_eq!(a.at_least(b), one >= two);
            prop_assert_eq!(a.times(b).over(b).floor(), one);
            prop_assert_eq!(a.over(b).floor(), one / two);
            prop_assert_eq!(b.magnitude().unsigned_abs(), two.ilog2());
            prop_assert_eq!(b.times(b).halved(3).floor(), two * two / 8);
        }
    }

    #[test]
    fn the_range_is_wide() {
        let mut tiny = Factor::ONE;
        for _ in 0..1000 {
            tiny = tiny.over(Factor::whole(1 << 40));
        }
        assert_eq!(tiny.floor(), 0);
        for _ in 0..1000 {
            tiny = tiny.times(Factor::whole(1 << 40));
        }
        assert_eq!(tiny, Factor::ONE);
    }
}
