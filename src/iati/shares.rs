//! Shares that add up to exactly 100, and budgets by year.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::{Money, Period, apportion};

/// The shares of the parts of something, as percentages with two decimals at most that add up to exactly 100. A part
/// alone has none, as the standard wants it; parts too small for a hundredth of a per cent are left out. Where no part
/// weighs anything, all weigh the same.
pub(super) fn percentages<T>(parts: Vec<(T, u64)>) -> Vec<(T, Option<String>)> {
    let nothing = parts.iter().all(|(_, weight)| *weight == 0);
    let mut parts: Vec<(T, u64)> =
        parts.into_iter().map(|(part, weight)| (part, if nothing { 1 } else { weight })).collect();
    loop {
        let weights: Vec<u64> = parts.iter().map(|(_, weight)| *weight).collect();
        let Some(shares) = apportion(Money::from_minor(10_000), &weights) else { return Vec::new() };
        if let [_] = shares.as_slice() {
            return parts.into_iter().map(|(part, _)| (part, None)).collect();
        }
        if shares.iter().all(|share| !share.is_zero()) {
            let text = |share: Money| Some(share.to_decimal(2).normalize().to_string());
            return parts.into_iter().zip(shares).map(|((part, _), share)| (part, text(share))).collect();
        }
        let mut kept = shares.iter().map(|share| !share.is_zero());
        parts.retain(|_| kept.next().unwrap_or_default());
    }
}

/// What a year has of a budget, and from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Budget {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) amount: Money,
}

/// Adds what is allocated for a period to the budgets of its calendar years, in proportion to their days.
pub(super) fn add_by_year(budgets: &mut BTreeMap<i32, Budget>, amount: Money, period: Period) {
    let years: Vec<Period> = (period.from.year()..=period.to.year()).filter_map(|year| year_of(period, year)).collect();
    let days = |year: &Period| (year.to - year.from).num_days().unsigned_abs() + 1;
    let weights: Vec<u64> = years.iter().map(days).collect();
    for (year, amount) in years.iter().zip(apportion(amount, &weights).unwrap_or_default()) {
        let budget = Budget { from: year.from, to: year.to, amount: Money::ZERO };
        let budget = budgets.entry(year.from.year()).or_insert(budget);
        budget.from = budget.from.min(year.from);
        budget.to = budget.to.max(year.to);
        budget.amount += amount;
    }
}

/// The part of a period that lies in a year.
fn year_of(period: Period, year: i32) -> Option<Period> {
    let from = NaiveDate::from_ymd_opt(year, 1, 1)?.max(period.from);
    let to = NaiveDate::from_ymd_opt(year, 12, 31)?.min(period.to);
    Period::new(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(weights: &[u64]) -> Vec<(usize, Option<String>)> {
        percentages(weights.iter().copied().enumerate().collect())
    }

    fn shares(weights: &[u64]) -> Vec<String> {
        shown(weights).into_iter().filter_map(|(_, share)| share).collect()
    }

    #[test]
    fn shares_add_up_to_exactly_one_hundred() {
        assert_eq!(shares(&[1, 1, 1]), ["33.34", "33.33", "33.33"]);
        assert_eq!(shares(&[3, 1]), ["75", "25"]);
        assert_eq!(shares(&[0, 0]), ["50", "50"]);
    }

    #[test]
    fn a_part_alone_has_no_share_and_one_too_small_is_left_out() {
        assert_eq!(shown(&[7]), [(0, None)]);
        assert_eq!(shown(&[1, 1_000_000]), [(1, None)]);
        assert_eq!(shares(&[1, 500_000, 500_000]), ["50", "50"]);
        assert!(shown(&[]).is_empty());
    }

    #[test]
    fn budgets_are_of_a_year_at_most_and_add_up() {
        let mut budgets = BTreeMap::new();
        add_by_year(&mut budgets, Money::from_minor(10_0000), Period::parse("2024-2025").unwrap());
        add_by_year(&mut budgets, Money::from_minor(7), Period::parse("2023-07-01/2024-06-30").unwrap());
        let shown: Vec<String> =
            budgets.values().map(|one| format!("{} {} {}", one.from, one.to, one.amount.minor())).collect();
        assert_eq!(shown, ["2023-07-01 2023-12-31 4", "2024-01-01 2024-12-31 50071", "2025-01-01 2025-12-31 49932"]);
    }
}
