//! The order in which units of money are handed out, and how far a sum of them goes.
//!
//! Cells (or lots) are filled unit by unit. A unit's *key* is its member's turn, then the ratio that the member has
//! before the unit, then the member's rank: a total order without ties. A *level* is a position in that order; it says
//! for every member how many of its units lie below. All in whole numbers.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// What is filled: a cell, or a lot. Its rank is its position in the list of all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    /// Members with an earlier turn take all that they can before the next get anything.
    pub turn: u32,
    /// What it has before anything is handed out.
    pub base: i64,
    /// The denominator of its ratio, above zero.
    pub size: i128,
    /// The least it gets, whatever its key.
    pub least: i64,
    /// The most it gets.
    pub most: i64,
}

/// A ratio as a fraction with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ratio {
    top: i128,
    bottom: i128,
}

impl Ratio {
    fn compare(self, other: Self) -> Ordering {
        if let (Some(mine), Some(theirs)) = (self.top.checked_mul(other.bottom), other.top.checked_mul(self.bottom)) {
            return mine.cmp(&theirs);
        }
        // Euclid's algorithm where the cross products do not fit.
        let (mut one, mut two) = (self, other);
        let mut turned = false;
        loop {
            let (whole_one, whole_two) = (one.top.div_euclid(one.bottom), two.top.div_euclid(two.bottom));
            let (rest_one, rest_two) = (one.top.rem_euclid(one.bottom), two.top.rem_euclid(two.bottom));
            let order = whole_one.cmp(&whole_two);
            if order != Ordering::Equal || rest_one == 0 || rest_two == 0 {
                let order = order.then((rest_one != 0).cmp(&(rest_two != 0)));
                return if turned { order.reverse() } else { order };
            }
            one = Ratio { top: one.bottom, bottom: rest_one };
            two = Ratio { top: two.bottom, bottom: rest_two };
            turned = !turned;
        }
    }
}

/// A position in the order of units: those below have an earlier turn, or a smaller ratio, or this ratio and a rank below.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    turn: u32,
    ratio: Ratio,
    rank: usize,
}

/// `top x size / bottom`, rounded down, and whether there is a rest. Saturates far above any amount.
fn scaled(ratio: Ratio, size: i128) -> (i128, bool) {
    if let Some(product) = ratio.top.checked_mul(size) {
        return (product.div_euclid(ratio.bottom), product.rem_euclid(ratio.bottom) != 0);
    }
    let (whole, part) = (ratio.top / ratio.bottom, ratio.top % ratio.bottom);
    match (whole.checked_mul(size), part.checked_mul(size)) {
        (Some(first), Some(second)) => (first.saturating_add(second / ratio.bottom), second % ratio.bottom != 0),
        _ => (i128::from(i64::MAX), false),
    }
}

impl Member {
    /// How many of its units lie below a level, within its bounds. `rank` is its own.
    pub(super) fn below(&self, rank: usize, level: Level) -> i64 {
        match self.turn.cmp(&level.turn) {
            Ordering::Less => return self.most,
            Ordering::Greater => return self.least,
            Ordering::Equal => {}
        }
        // Unit k (from 1) has the ratio (base + k - 1) / size; those with ratio < top / bottom number
        // ceil(top x size / bottom) - base, and one more when the next has exactly that ratio and ranks below.
        let (quotient, rest) = scaled(level.ratio, self.size);
        let below = quotient + i128::from(rest || rank < level.rank) - i128::from(self.base);
        i64::try_from(below.clamp(i128::from(self.least), i128::from(self.most))).unwrap_or(self.most)
    }

    fn reaches(&self, amount: i64) -> Ratio {
        Ratio { top: i128::from(self.base) + i128::from(amount), bottom: self.size }
    }
}

/// The level up to which some members, by rank, get `sum` units together, or the nearest that their bounds allow.
pub(super) fn level(members: &[Member], ranks: &[usize], sum: i64) -> Level {
    let sum = i128::from(sum);
    let total = |amount: &dyn Fn(&Member) -> i64| -> i128 {
        ranks.iter().map(|&rank| i128::from(amount(&members[rank]))).sum()
    };
    let mut turns: Vec<u32> = ranks.iter().map(|&rank| members[rank].turn).collect();
    turns.sort_unstable();
    turns.dedup();
    let most_until = |turn: u32| total(&|member: &Member| if member.turn <= turn { member.most } else { member.least });
    let position = turns.partition_point(|&turn| most_until(turn) < sum).min(turns.len().saturating_sub(1));
    let turn = turns.get(position).copied().unwrap_or(0);
    let (now, other): (Vec<usize>, Vec<usize>) = ranks.iter().partition(|&&rank| members[rank].turn == turn);
    let elsewhere: i128 = other
        .iter()
        .map(|&rank| i128::from(if members[rank].turn < turn { members[rank].most } else { members[rank].least }))
        .sum();
    let wanted = sum - elsewhere;
    let ratio = water(members, &now, wanted);
    let start = Level { turn, ratio, rank: 0 };
    let given: i128 = now.iter().map(|&rank| i128::from(members[rank].below(rank, start))).sum();
    take_back(members, &now, start, given - wanted)
}

/// The ratio at which the members, filled like vessels of divisible water, hold `wanted` together.
fn water(members: &[Member], ranks: &[usize], wanted: i128) -> Ratio {
    // Between two bounds on the ratio, a member is full, empty, or rises steadily, but for those with an edge inside.
    let mut edges: Vec<Ratio> = Vec::with_capacity(2 * ranks.len());
    for &rank in ranks {
        let member = &members[rank];
        if member.least < member.most {
            edges.extend([member.reaches(member.least), member.reaches(member.most)]);
        }
    }
    let mut open: Vec<usize> = ranks.to_vec();
    let (mut held, mut size, mut base) = (0_i128, 0_i128, 0_i128);
    let (mut low, mut high): (Option<Ratio>, Option<Ratio>) = (None, None);
    let above = |ratio: Ratio, bound: Option<Ratio>| bound.is_none_or(|bound| ratio.compare(bound).is_ge());
    let under = |ratio: Ratio, bound: Option<Ratio>| bound.is_some_and(|bound| ratio.compare(bound).is_le());
    while !edges.is_empty() {
        let middle = edges.len() / 2;
        let (_, &mut ratio, _) = edges.select_nth_unstable_by(middle, |one, two| one.compare(*two));
        let (mut here, mut rising, mut from) = (held, size, base);
        for &rank in &open {
            let member = &members[rank];
            if member.least == member.most || member.reaches(member.least).compare(ratio).is_ge() {
                here += i128::from(member.least);
            } else if member.reaches(member.most).compare(ratio).is_le() {
                here += i128::from(member.most);
            } else {
                rising += member.size;
                from += i128::from(member.base);
            }
        }
        // The sum at this ratio against what is wanted: here - from + ratio x rising.
        let sum = Ratio { top: ratio.top.saturating_mul(rising), bottom: ratio.bottom };
        if sum.compare(Ratio { top: wanted - here + from, bottom: 1 }).is_le() {
            low = Some(ratio);
        } else {
            high = Some(ratio);
        }
        edges.retain(|&edge| !(under(edge, low) || high.is_some() && above(edge, high)));
        open.retain(|&rank| {
            let member = &members[rank];
            let (first, last) = (member.reaches(member.least), member.reaches(member.most));
            if member.least == member.most || (high.is_some() && above(first, high)) {
                held += i128::from(member.least);
            } else if under(last, low) {
                held += i128::from(member.most);
            } else if under(first, low) && high.is_some() && above(last, high) {
                size += member.size;
                base += i128::from(member.base);
            } else {
                return true;
            }
            false
        });
    }
    // No edge is left inside: what is still open rises steadily, or is full or empty all over.
    for &rank in &open {
        let member = &members[rank];
        if member.least == member.most || low.is_none() {
            held += i128::from(member.least);
        } else if under(member.reaches(member.most), low) {
            held += i128::from(member.most);
        } else {
            size += member.size;
            base += i128::from(member.base);
        }
    }
    if size > 0 && wanted - held + base > 0 {
        let ratio = Ratio { top: wanted - held + base, bottom: size };
        if above(ratio, low) || low.is_none() {
            return ratio;
        }
    }
    low.or(high).unwrap_or(Ratio { top: 0, bottom: 1 })
}

/// A unit by its key, the largest first.
struct Last {
    ratio: Ratio,
    rank: usize,
    amount: i64,
}

impl Ord for Last {
    fn cmp(&self, other: &Self) -> Ordering {
        self.ratio.compare(other.ratio).then(self.rank.cmp(&other.rank))
    }
}

impl PartialOrd for Last {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Last {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Last {}

/// The level that lies `units` units below another.
fn take_back(members: &[Member], ranks: &[usize], from: Level, units: i128) -> Level {
    if units <= 0 {
        return from;
    }
    let last = |rank: usize, amount: i64| {
        let member = &members[rank];
        (amount > member.least).then(|| Last { ratio: member.reaches(amount - 1), rank, amount })
    };
    let mut heap: BinaryHeap<Last> =
        ranks.iter().filter_map(|&rank| last(rank, members[rank].below(rank, from))).collect();
    let mut level = from;
    for _ in 0..units {
        let Some(unit) = heap.pop() else { break };
        level = Level { turn: from.turn, ratio: unit.ratio, rank: unit.rank };
        heap.extend(last(unit.rank, unit.amount - 1));
    }
    level
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ratios_compare_without_overflow() {
        let ratio = |top, bottom| Ratio { top, bottom };
        for (one, two) in [(ratio(1, 3), ratio(1, 2)), (ratio(0, 7), ratio(1, i128::MAX)), (ratio(7, 3), ratio(5, 2))] {
            assert_eq!(one.compare(two), Ordering::Less);
            assert_eq!(two.compare(one), Ordering::Greater);
        }
        assert_eq!(ratio(2, 4).compare(ratio(1, 2)), Ordering::Equal);
        assert_eq!(ratio(i128::MAX, i128::MAX - 1).compare(ratio(i128::MAX - 1, i128::MAX - 2)), Ordering::Less);
    }

    /// The definition: one unit after another in the order of keys.
    fn one_by_one(members: &[Member], sum: i64) -> Vec<i64> {
        let mut amounts: Vec<i64> = members.iter().map(|member| member.least).collect();
        let mut left = sum - amounts.iter().sum::<i64>();
        while left > 0 {
            let next = (0..members.len()).filter(|&rank| amounts[rank] < members[rank].most).min_by(|&one, &two| {
                let of = |rank: usize| members[rank].reaches(amounts[rank]);
                members[one].turn.cmp(&members[two].turn).then(of(one).compare(of(two))).then(one.cmp(&two))
            });
            let Some(next) = next else { break };
            amounts[next] += 1;
            left -= 1;
        }
        amounts
    }

    fn member() -> impl Strategy<Value = Member> {
        (0..3_u32, 0..20_i64, 1..30_i128, 0..5_i64, 0..25_i64).prop_map(|(turn, base, size, least, more)| Member {
            turn,
            base,
            size,
            least,
            most: least + more,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_level_is_where_the_units_run_out(
            members in prop::collection::vec(member(), 1..9), part in 0..=1000_i64,
        ) {
            let (least, most) = members.iter().fold((0, 0), |sum, member| (sum.0 + member.least, sum.1 + member.most));
            let sum = least + (most - least) * part / 1000;
            let ranks: Vec<usize> = (0..members.len()).collect();
            let found = level(&members, &ranks, sum);
            let amounts: Vec<i64> = ranks.iter().map(|&rank| members[rank].below(rank, found)).collect();
            prop_assert_eq!(amounts, one_by_one(&members, sum));
        }
    }
}
