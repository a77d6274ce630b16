//! Which few of many amounts add up to one, to the cent.

/// Parts that add up, and how many sets of parts were looked at to find them: what the fit is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    pub parts: Vec<usize>,
    pub tried: u64,
}

/// The first fit of each size: two parts, three, four; then all of them, all but one, all but two. Among fits of one size
/// the one whose parts stand first, so callers put the likeliest first. Quadratic in the number of amounts.
pub fn fits(amounts: &[i64], target: i64) -> Vec<Fit> {
    let count = amounts.len() as u64;
    let sorted = Sorted::new(amounts);
    let mut tried = 0;
    let mut fits = Vec::new();
    for size in 2..=4 {
        tried += ways(count, size);
        let found = match size {
            2 => (0..amounts.len()).find_map(|first| sorted.pair(amounts, target, first)),
            3 => triple(amounts, target, &sorted),
            _ => quadruple(amounts, target),
        };
        fits.extend(found.map(|parts| Fit { parts, tried }));
    }
    fits.extend(all_but(amounts, target, &sorted).map(|(parts, more)| Fit { parts, tried: tried + more }));
    fits
}

fn ways(count: u64, size: u64) -> u64 {
    (0..size).try_fold(1_u64, |ways, step| Some(ways.checked_mul(count.checked_sub(step)?)? / (step + 1))).unwrap_or(0)
}

/// The amounts in order, each with its index.
struct Sorted(Vec<(i64, usize)>);

impl Sorted {
    fn new(amounts: &[i64]) -> Self {
        let mut sorted: Vec<(i64, usize)> =
            amounts.iter().enumerate().map(|(index, amount)| (*amount, index)).collect();
        sorted.sort_unstable();
        Self(sorted)
    }

    /// The first index of an amount after another index.
    fn after(&self, amount: i64, index: usize) -> Option<usize> {
        let found = self.0.get(self.0.partition_point(|entry| *entry <= (amount, index)))?;
        (found.0 == amount).then_some(found.1)
    }

    fn last(&self, amount: i64) -> Option<usize> {
        let found = self.0.get(self.0.partition_point(|entry| entry.0 <= amount).checked_sub(1)?)?;
        (found.0 == amount).then_some(found.1)
    }

    fn pair(&self, amounts: &[i64], target: i64, first: usize) -> Option<Vec<usize>> {
        Some(vec![first, self.after(target - amounts[first], first)?])
    }
}

fn triple(amounts: &[i64], target: i64, sorted: &Sorted) -> Option<Vec<usize>> {
    for first in 0..amounts.len() {
        for second in first + 1..amounts.len() {
            if let Some(third) = sorted.after(target - amounts[first] - amounts[second], second) {
                return Some(vec![first, second, third]);
            }
        }
    }
    None
}

fn quadruple(amounts: &[i64], target: i64) -> Option<Vec<usize>> {
    let mut pairs: Vec<(i64, usize, usize)> = Vec::with_capacity(amounts.len() * amounts.len() / 2);
    for (other, amount) in amounts.iter().enumerate() {
        pairs.extend(amounts[..other].iter().enumerate().map(|(one, first)| (first + amount, other, one)));
    }
    pairs.sort_unstable();
    for second in 2..amounts.len() {
        for third in second + 1..amounts.len() {
            // Each half is a pair; the first half must end before the second begins.
            let rest = target - amounts[second] - amounts[third];
            let found = pairs.get(pairs.partition_point(|(sum, ..)| *sum < rest));
            if let Some((_, other, one)) = found.filter(|(sum, other, _)| *sum == rest && *other < second) {
                return Some(vec![*one, *other, second, third]);
            }
        }
    }
    None
}

/// All amounts, or all but one or two, where that is more than four.
fn all_but(amounts: &[i64], target: i64, sorted: &Sorted) -> Option<(Vec<usize>, u64)> {
    let count = amounts.len();
    let sum: i128 = amounts.iter().map(|amount| i128::from(*amount)).sum();
    let rest = i64::try_from(sum - i128::from(target)).ok()?;
    let without = |left: &[usize]| (0..count).filter(|index| !left.contains(index)).collect::<Vec<usize>>();
    if rest == 0 && count > 4 {
        return Some((without(&[]), 1));
    }
    if let Some(left) = sorted.last(rest).filter(|_| count > 5) {
        return Some((without(&[left]), count as u64 + 1));
    }
    if count > 6 {
        let left = (0..count).rev().find_map(|first| sorted.pair(amounts, rest, first))?;
        return Some((without(&left), ways(count as u64, 2) + count as u64 + 1));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_whatever_their_number() {
        let amounts = [501, 32_017, 8_803, 119, 77_777, 1_203, 64_000];
        let sum = |parts: &[usize]| parts.iter().map(|part| amounts[*part]).sum::<i64>();
        for parts in [vec![0, 3], vec![1, 2, 5], vec![0, 2, 4, 6], vec![0, 1, 2, 3, 4, 5, 6], vec![0, 2, 3, 4, 5, 6]] {
            assert_eq!(fits(&amounts, sum(&parts))[0].parts, parts);
        }
        assert_eq!(fits(&amounts, sum(&[0, 1, 2, 4, 6]))[0].parts, [0, 1, 2, 4, 6]);
        assert_eq!(fits(&amounts, 12), []);
        assert_eq!(fits(&amounts, 501), [], "one line is no group");
        assert_eq!(fits(&[], 0), []);
    }

    #[test]
    fn equal_amounts_are_different_parts() {
        assert_eq!(fits(&[50, 50, 50], 100)[0].parts, [0, 1]);
        assert_eq!(fits(&[50, 50, 50], 150)[0].parts, [0, 1, 2]);
        assert_eq!(fits(&[50, 50, 50, 50], 200)[0].parts, [0, 1, 2, 3]);
    }

    #[test]
    fn the_parts_that_stand_first_are_taken() {
        assert_eq!(fits(&[10, 90, 30, 70], 100), [Fit { parts: vec![0, 1], tried: 6 }]);
    }

    #[test]
    fn a_fit_of_each_size_is_given() {
        let sizes: Vec<usize> = fits(&[60, 40, 50, 30, 20], 100).iter().map(|fit| fit.parts.len()).collect();
        assert_eq!(sizes, [2, 3]);
    }
}
