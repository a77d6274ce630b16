//! The unit in which a chart shows amounts, by how large they are.

/// A unit of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// As they are.
    Ones,
    /// Thousands.
    Thousands,
    /// Millions.
    Millions,
}

impl Unit {
    /// The unit for amounts of so many decimals, in minor units.
    pub fn of(amounts: impl Iterator<Item = i64>, decimals: u32) -> Self {
        let largest = amounts.map(i64::unsigned_abs).max().unwrap_or_default() / 10_u64.pow(decimals);
        match largest {
            0..10_000 => Self::Ones,
            10_000..1_000_000 => Self::Thousands,
            _ => Self::Millions,
        }
    }

    /// By how many powers of ten numbers are smaller in it.
    pub const fn powers(self) -> u32 {
        match self {
            Self::Ones => 0,
            Self::Thousands => 3,
            Self::Millions => 6,
        }
    }

    /// How many decimals its numbers have at least.
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Ones | Self::Thousands => 0,
            Self::Millions => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn a_unit_leaves_few_digits_before_the_mark_and_some() {
        let of = |amounts: &[i64], decimals| Unit::of(amounts.iter().copied(), decimals);
        assert_eq!(of(&[], 2), Unit::Ones);
        assert_eq!((of(&[999_999], 2), of(&[-1_000_000, 5], 2)), (Unit::Ones, Unit::Thousands));
        assert_eq!((of(&[99_999_999], 2), of(&[100_000_000], 2)), (Unit::Thousands, Unit::Millions));
        assert_eq!((of(&[1_000_000], 0), of(&[1_000_000], 3)), (Unit::Millions, Unit::Ones));
    }
}
