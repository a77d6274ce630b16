//! A share of a whole in per cent, as people read it: what is not nothing and not all does not look as if it were.

use std::cmp::Ordering;

use super::Money;

/// The most decimals that a percentage is written with.
const MOST_DECIMALS: u32 = 3;

/// A percentage as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percentage {
    /// The number that is written, in units of its last decimal.
    pub minor: i64,
    /// How many decimals it has: one, or as many more as it takes not to read 0 or 100 per cent where it is not.
    pub decimals: u32,
    /// Whether the share is that number, rounded, or lies below or above it where no decimals are enough.
    pub lies: Ordering,
}

impl Percentage {
    /// That of an amount in another, rounded half away from zero; of nothing, none.
    pub fn of(part: i64, whole: i64) -> Self {
        let mut decimals = 1;
        loop {
            let all = 100 * 10_i64.pow(decimals);
            let minor = Money::from_minor(all).scaled(part, whole).minor();
            let exact = i128::from(all) * i128::from(part) * i128::from(whole.signum());
            let lies = exact.cmp(&(i128::from(minor) * i128::from(whole).abs()));
            if whole == 0 || lies == Ordering::Equal || (minor != 0 && minor.abs() != all) {
                return Self { minor, decimals, lies: Ordering::Equal };
            }
            if decimals == MOST_DECIMALS {
                // Above what it looks like, it lies below the next number; below it, above the one before.
                let step = if lies == Ordering::Greater { 1 } else { -1 };
                return Self { minor: minor + step, decimals, lies: lies.reverse() };
            }
            decimals += 1;
        }
    }

    /// It in English figures.
    pub fn format(self) -> String {
        let sign = match self.lies {
            Ordering::Less => "<",
            Ordering::Equal => "",
            Ordering::Greater => ">",
        };
        format!("{sign}{}%", Money::from_minor(self.minor).format(self.decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::Percentage;

    #[test]
    fn only_nothing_reads_nothing_and_only_all_reads_all() {
        let shares = [
            ((0, 7), "0.0%"),
            ((7, 0), "0.0%"),
            ((7, 7), "100.0%"),
            ((-7, 7), "-100.0%"),
            ((7, -7), "-100.0%"),
            ((680, 1000), "68.0%"),
            ((9_994, 10_000), "99.9%"),
            ((9_997, 10_000), "99.97%"),
            ((10_003, 10_000), "100.03%"),
            ((99_999, 100_000), "99.999%"),
            ((4, 10_000), "0.04%"),
            ((-4, 10_000), "-0.04%"),
            ((1, 1_000_000_000), "<0.001%"),
            ((-1, 1_000_000_000), ">-0.001%"),
            ((999_999_999, 1_000_000_000), ">99.999%"),
            ((1_000_000_001, 1_000_000_000), "<100.001%"),
            ((-999_999_999, 1_000_000_000), "<-99.999%"),
            ((i64::MAX - 1, i64::MAX), ">99.999%"),
        ];
        for ((part, whole), shown) in shares {
            assert_eq!(Percentage::of(part, whole).format(), shown, "{part} of {whole}");
        }
    }
}
