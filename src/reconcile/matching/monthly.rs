//! Charges that one side books in one line at the end of a month, and the other one by one.
//!
//! How far in the month the parts lie from the line says nothing against it. It is held against the charges of its kind and
//! month alone, and counts only if no other choice of them has its sum.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::Month;

use super::by_sum::{Free, Proposed, fineness};
use super::odds::{Bits, FAULT, one_of};
use super::pool::{OURS, Pool, THEIRS};

/// How many charges of a month are tried in every choice; of more, all of them together.
const TRIED: usize = 12;

/// Proposes for a charge at the end of a month the charges of its kind and month on the other side.
pub(super) fn propose(pool: &Pool<'_>, free: &Free) -> Vec<Proposed> {
    let mut proposed = Vec::new();
    for kind in free.kinds().into_iter().filter(|kind| kind.is_charge()) {
        for side in [OURS, THEIRS] {
            let parts = free.of_kind(THEIRS - side, kind);
            let of = |whole: &u32| of_month(pool, side, *whole, parts).map(|(parts, bits)| (*whole, parts, bits));
            for (whole, parts, bits) in free.of_kind(side, kind).iter().filter_map(of) {
                let weight = bits - FAULT - free.needed(kind);
                if weight > 0 {
                    let units = if side == OURS { [vec![whole], parts] } else { [parts, vec![whole]] };
                    proposed.push(Proposed { units, weight });
                }
            }
        }
    }
    proposed
}

/// The only choice of a month's charges that has the sum of a charge at its end, with what speaks for it.
fn of_month(pool: &Pool<'_>, side: usize, whole: u32, others: &[u32]) -> Option<(Vec<u32>, Bits)> {
    let (unit, other) = (pool.unit(side, whole), THEIRS - side);
    let (first, last) = month_ended_by(unit.day)?;
    let from = others.partition_point(|part| pool.unit(other, *part).day < first);
    let to = others.partition_point(|part| pool.unit(other, *part).day <= last);
    let may_be_part = |part: &&u32| {
        let part = pool.unit(other, **part);
        let smaller = part.amount.unsigned_abs() < unit.amount.unsigned_abs();
        smaller && part.amount.signum() == unit.amount.signum() && pool.rarity.dimensions(unit, part).1 == 0
    };
    let parts: Vec<u32> = others.get(from..to)?.iter().filter(may_be_part).copied().collect();
    let amounts: Vec<i64> = parts.iter().map(|part| pool.unit(other, *part).amount).collect();
    let (chosen, tried) = only_choice(&amounts, unit.amount)?;
    let fit = fineness(chosen.iter().map(|index| amounts[*index]).chain([unit.amount]), unit.amount) - one_of(tried);
    let parts: Vec<u32> = chosen.into_iter().map(|index| parts[index]).collect();
    let said = parts.iter().map(|part| pool.rarity.dimensions(unit, pool.unit(other, *part)).0).min().unwrap_or(0);
    Some((parts, fit + said + pool.rarity.date(0)))
}

/// The first and the last day of the month at whose end a day stands: its last day, or its last working day.
fn month_ended_by(day: i32) -> Option<(i32, i32)> {
    let date = NaiveDate::from_num_days_from_ce_opt(day)?;
    let month = Month::of(date);
    let weekend = match month.last_day().weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => 0,
    };
    let end = month.last_day().checked_sub_days(Days::new(weekend))?;
    (date >= end).then(|| (month.first_day().num_days_from_ce(), month.last_day().num_days_from_ce()))
}

/// The choice of two amounts or more that has a sum, and how many were tried: all of them, which is one; or, of few, the only
/// one that there is.
fn only_choice(amounts: &[i64], sum: i64) -> Option<(Vec<usize>, u64)> {
    let sum_of = |chosen: &mut dyn Iterator<Item = usize>| chosen.map(|index| i128::from(amounts[index])).sum::<i128>();
    let count = amounts.len();
    if count > 1 && sum_of(&mut (0..count)) == i128::from(sum) {
        return Some(((0..count).collect(), 1));
    }
    if count > TRIED {
        return None;
    }
    let members = |choice: u32| (0..count).filter(move |index| choice >> index & 1 == 1);
    let has_sum = |choice: &u32| choice.count_ones() > 1 && sum_of(&mut members(*choice)) == i128::from(sum);
    let mut found = (0..1_u32 << count).filter(has_sum);
    let only = found.next().filter(|_| found.next().is_none())?;
    Some((members(only).collect(), 1 << count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_choice_without_another_counts() {
        assert_eq!(only_choice(&[250_000, 74_985], 324_985), Some((vec![0, 1], 1)));
        assert_eq!(only_choice(&[250_000, 30_000, 74_985], 324_985), Some((vec![0, 2], 8)));
        assert_eq!(only_choice(&[30_000, 30_000, 74_985], 104_985), None, "either of two");
        assert_eq!(only_choice(&[324_985], 324_985), None, "one line is no sum");
        assert_eq!(only_choice(&[1; 13], 12), None, "too many to try");
        assert_eq!(only_choice(&[1; 13], 13).map(|(chosen, _)| chosen.len()), Some(13));
    }

    #[test]
    fn a_month_ends_on_its_last_day_or_its_last_working_day() {
        let ends = |text: &str| month_ended_by(text.parse::<NaiveDate>().unwrap().num_days_from_ce()).is_some();
        assert_eq!(["2025-07-31", "2025-08-29", "2025-08-31", "2025-09-30"].map(ends), [true; 4]);
        assert_eq!(["2025-07-30", "2025-08-28", "2025-09-29", "2025-09-01"].map(ends), [false; 4]);
    }
}
