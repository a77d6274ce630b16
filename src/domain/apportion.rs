//! The one function that splits an amount.
//!
//! Every share, attribution and percentage of an amount goes through [`apportion`]: a divisor method (Sainte-Lague,
//! also Webster), the only kind that is both exact and monotone: when the amount grows, no share falls
//! (Balinski and Young, *Fair Representation*, 1982).

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::Money;

/// Splits `total` in proportion to `weights`, in whole minor units, by the Sainte-Lague divisor method.
///
/// The shares sum to `total`. Ties go to the larger weight, then to the earlier index. A negative total is split as
/// its opposite. When every weight is zero (or there is none) there is nothing to split by: `None`.
///
/// ```
/// use poolfund::domain::{apportion, Money};
/// let shares = apportion(Money::from_minor(100), &[1, 1, 1]).unwrap();
/// assert_eq!(shares.iter().map(|share| share.minor()).collect::<Vec<_>>(), [34, 33, 33]);
/// ```
pub fn apportion(total: Money, weights: &[u64]) -> Option<Vec<Money>> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        return None;
    }
    let amount = u128::from(total.minor().unsigned_abs());
    let mut shares = lower_quotas(amount, weights, sum);
    let given: u128 = shares.iter().map(|&share| u128::from(share)).sum();
    hand_out(amount - given, weights, &mut shares);
    let sign = if total.is_negative() { -1 } else { 1 };
    Some(shares.into_iter().map(|share| Money::from_minor(sign * i64::try_from(share).unwrap_or(i64::MAX))).collect())
}

/// A safe start: with divisor `d = (sum + parts) / total` or larger, rounded quotients never give out more than the
/// total, because each rounds up by at most a half. Starting from `floor(weight x total / sum) - 1` would not do:
/// Sainte-Lague can break the lower quota, so the start is the rounding at a divisor known to be too large.
fn lower_quotas(amount: u128, weights: &[u64], sum: u128) -> Vec<u64> {
    let parts = weights.iter().filter(|&&weight| weight > 0).count() as u128;
    // With shares round(w/d), sum of shares <= sum/d + parts/2. Choose d so that this is at most the amount.
    let room = (2 * amount).saturating_sub(parts);
    weights
        .iter()
        .map(|&weight| {
            // round-half-down(w x room / (2 x sum)), so that a tie at this divisor is not given out early
            let share = (u128::from(weight) * room).div_ceil(sum).saturating_sub(1).div_ceil(2);
            u64::try_from(share).unwrap_or(u64::MAX)
        })
        .collect()
}

#[derive(PartialEq, Eq)]
struct Claim {
    weight: u64,
    share: u64,
    index: usize,
}

impl Ord for Claim {
    /// By quotient `weight / (2 share + 1)`, then weight, then earlier index.
    fn cmp(&self, other: &Self) -> Ordering {
        let mine = u128::from(self.weight) * (2 * u128::from(other.share) + 1);
        let theirs = u128::from(other.weight) * (2 * u128::from(self.share) + 1);
        mine.cmp(&theirs)
            .then(self.weight.cmp(&other.weight))
            .then_with(|| Reverse(self.index).cmp(&Reverse(other.index)))
    }
}

impl PartialOrd for Claim {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn hand_out(units: u128, weights: &[u64], shares: &mut [u64]) {
    if units == 0 {
        return;
    }
    let mut claims: BinaryHeap<Claim> = weights
        .iter()
        .zip(shares.iter())
        .enumerate()
        .filter(|(_, (weight, _))| **weight > 0)
        .map(|(index, (&weight, &share))| Claim { weight, share, index })
        .collect();
    for _ in 0..units {
        if let Some(mut claim) = claims.pop() {
            claim.share += 1;
            shares[claim.index] = claim.share;
            claims.push(claim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook form: one unit after another to the largest quotient.
    fn one_by_one(total: u64, weights: &[u64]) -> Vec<u64> {
        let mut shares = vec![0; weights.len()];
        hand_out(u128::from(total), weights, &mut shares);
        shares
    }

    fn minors(total: i64, weights: &[u64]) -> Vec<i64> {
        apportion(Money::from_minor(total), weights).unwrap().iter().map(|share| share.minor()).collect()
    }

    #[test]
    fn known_seats() {
        // Quotas 9.061, 7.179, 5.259, 3.319, 1.182: rounded they are 25 seats, and the last one goes to the largest of
        // 9061/19, 7179/15, 5259/11, 3319/7, 1182/3, which is the second.
        assert_eq!(minors(26, &[9061, 7179, 5259, 3319, 1182, 0]), [9, 8, 5, 3, 1, 0]);
        // 53/1, 24/1, 23/1, 53/3, 53/5, 24/3, 23/3.
        assert_eq!(minors(7, &[53, 24, 23]), [3, 2, 2]);
    }

    #[test]
    fn nothing_to_split_by() {
        assert!(apportion(Money::from_minor(5), &[]).is_none());
        assert!(apportion(Money::from_minor(5), &[0, 0]).is_none());
        assert_eq!(minors(0, &[3, 1]), [0, 0]);
        assert_eq!(minors(-100, &[1, 1, 1]), [-34, -33, -33]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn agrees_with_the_textbook(total in 0_u64..3000, weights in prop::collection::vec(0_u64..1000, 1..9)) {
            prop_assume!(weights.iter().sum::<u64>() > 0);
            let fast: Vec<i64> = minors(total as i64, &weights);
            let slow: Vec<i64> = one_by_one(total, &weights).into_iter().map(|share| share as i64).collect();
            prop_assert_eq!(fast, slow);
        }

        #[test]
        fn is_exact_and_monotone(
            total in 0_i64..999_999_999_999_999,
            more in 0_i64..10_000,
            weights in prop::collection::vec(0_u64..u64::MAX, 1..40),
        ) {
            prop_assume!(weights.iter().any(|&weight| weight > 0));
            let small = minors(total, &weights);
            let large = minors(total + more, &weights);
            prop_assert_eq!(small.iter().sum::<i64>(), total);
            prop_assert_eq!(large.iter().sum::<i64>(), total + more);
            prop_assert!(small.iter().zip(&large).all(|(before, after)| before <= after));
        }
    }
}
