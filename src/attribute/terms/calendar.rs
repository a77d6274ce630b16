//! The terms of a day: which hold, and on which days an agreement may pay for what is incurred.
//!
//! What comes in: an agreement's terms by effective day, and the fund's ends. What leaves: the terms in force on a day,
//! the end of that day, and the stretches of days on which the agreement is eligible (docs/domain.md, section 1). What it does
//! not know: earmarks, money.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::attribute::run::{FundEnd, Terms};

/// An agreement's terms by the day from which they hold.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    /// Never empty; the first holds from the start.
    versions: Vec<Cow<'a, Terms>>,
    /// The fund's ends; never empty.
    ends: Vec<FundEnd>,
}

/// Days on which an agreement is eligible, by one version of its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The version of the terms.
    pub version: usize,
}

impl<'a> Calendar<'a> {
    /// A calendar of terms and ends as they were given; `None` where there are no terms or no end.
    pub fn new(terms: impl Iterator<Item = Cow<'a, Terms>>, ends: &[FundEnd]) -> Option<Self> {
        let mut versions: Vec<Cow<'_, Terms>> = terms.collect();
        versions.sort_by_key(|terms| terms.effective);
        (!versions.is_empty() && !ends.is_empty()).then(|| Self { versions, ends: ends.to_vec() })
    }

    /// All versions, oldest first.
    pub fn versions(&self) -> &[Cow<'a, Terms>] {
        &self.versions
    }

    /// The version in force on a day: the newest that is effective by then, the first before any is.
    pub fn version_on(&self, day: NaiveDate) -> usize {
        let effective = |terms: &Cow<'_, Terms>| terms.effective.is_none_or(|effective| effective <= day);
        self.versions.partition_point(effective).saturating_sub(1)
    }

    /// The terms in force on a day.
    pub fn on(&self, day: NaiveDate) -> &Terms {
        &self.versions[self.version_on(day)]
    }

    /// The end of the agreement by the terms in force on a day; without one of its own, that of the fund.
    pub fn end_on(&self, day: NaiveDate) -> NaiveDate {
        self.on(day).to.unwrap_or_else(|| fund_end_on(&self.ends, day))
    }

    /// The version of the terms by which the agreement is eligible on a day, if it is.
    pub fn eligible_on(&self, day: NaiveDate) -> Option<usize> {
        let version = self.version_on(day);
        (self.versions[version].from <= day && day <= self.end_on(day)).then_some(version)
    }

    /// Every stretch of days on which it is eligible, oldest first, none empty; no two share a day.
    pub fn windows(&self) -> Vec<Window> {
        let mut windows = Vec::new();
        for (version, terms) in self.versions.iter().enumerate() {
            let since = if version == 0 { None } else { terms.effective };
            let until = self.versions.get(version + 1).and_then(|next| next.effective).map(before);
            let (first, last) = (since.unwrap_or(NaiveDate::MIN), until.unwrap_or(NaiveDate::MAX));
            let mut add = |from: NaiveDate, to: NaiveDate| {
                if from <= to {
                    windows.push(Window { from, to, version });
                }
            };
            match terms.to {
                Some(to) => add(first.max(terms.from), last.min(to)),
                None => spans(&self.ends).for_each(|(from, to, end)| {
                    add(first.max(terms.from).max(from), last.min(to).min(end));
                }),
            }
        }
        windows
    }
}

/// The last day of a fund, by what is in force on a day.
pub(super) fn fund_end_on(ends: &[FundEnd], day: NaiveDate) -> NaiveDate {
    let in_force = ends.iter().filter(|end| end.effective.is_none_or(|effective| effective <= day));
    in_force.max_by_key(|end| end.effective).or(ends.first()).map_or(NaiveDate::MAX, |end| end.to)
}

/// The days on which each end of the fund is in force: first, last, and that end.
fn spans(ends: &[FundEnd]) -> impl Iterator<Item = (NaiveDate, NaiveDate, NaiveDate)> + '_ {
    let mut sorted: Vec<FundEnd> = ends.to_vec();
    sorted.sort_by_key(|end| end.effective);
    let next: Vec<Option<NaiveDate>> = sorted.iter().skip(1).map(|end| end.effective).chain([None]).collect();
    sorted.into_iter().zip(next).enumerate().map(|(index, (end, next))| {
        let from = if index == 0 { None } else { end.effective };
        (from.unwrap_or(NaiveDate::MIN), next.map_or(NaiveDate::MAX, before), end.to)
    })
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Percent;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn terms(effective: Option<&str>, from: &str, to: Option<&str>) -> Terms {
        Terms {
            effective: effective.map(day),
            from: day(from),
            to: to.map(day),
            fee: Percent::ZERO,
            levy: Percent::ZERO,
            support: Percent::ZERO,
            category: 1,
            include: vec![],
            exclude: vec![],
            limits: vec![],
        }
    }

    #[test]
    fn an_amendment_holds_from_its_day_on_and_not_before() {
        let ends = [FundEnd { effective: None, to: day("2025-12-31") }];
        let both = [
            terms(Some("2024-03-01"), "2024-01-01", Some("2024-09-30")),
            terms(None, "2024-01-01", Some("2024-06-30")),
        ];
        let calendar = Calendar::new(both.iter().map(Cow::Borrowed), &ends).unwrap();
        assert_eq!(calendar.end_on(day("2024-02-29")), day("2024-06-30"));
        assert_eq!(calendar.end_on(day("2024-03-01")), day("2024-09-30"));
        let windows = calendar.windows();
        assert_eq!(
            windows,
            [
                Window { from: day("2024-01-01"), to: day("2024-02-29"), version: 0 },
                Window { from: day("2024-03-01"), to: day("2024-09-30"), version: 1 },
            ]
        );
        for probe in (0..400).map(|days| day("2023-12-15") + chrono::Days::new(days)) {
            let inside = windows.iter().find(|window| window.from <= probe && probe <= window.to);
            assert_eq!(inside.map(|window| window.version), calendar.eligible_on(probe), "{probe}");
        }
    }

    #[test]
    fn without_an_end_of_its_own_it_ends_with_the_fund_whose_end_moves() {
        let ends = [
            FundEnd { effective: None, to: day("2024-06-30") },
            FundEnd { effective: Some(day("2024-08-01")), to: day("2025-06-30") },
        ];
        let one = [terms(None, "2024-01-01", None)];
        let calendar = Calendar::new(one.iter().map(Cow::Borrowed), &ends).unwrap();
        assert_eq!(calendar.end_on(day("2024-07-15")), day("2024-06-30"));
        assert_eq!(calendar.eligible_on(day("2024-07-15")), None);
        assert_eq!(calendar.eligible_on(day("2024-08-01")), Some(0));
        assert_eq!(calendar.windows().len(), 2);
    }
}
