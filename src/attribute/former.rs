//! The charges of a close that an earlier version made, by the rule that it had.
//!
//! Closes of ledger format 1 recorded what was placed, and not who was charged. What comes in: the lines and placements
//! of such a close. What leaves: what it froze, as [`Before`]: its placements as opening entries, its charges computed
//! once by the old rule, and what that rule left with nobody. What it does not know: dates of eligibility, which that
//! rule did not look at.
//!
//! The old rule: in each cell the lines that name an agreement are charged to it, up to what it placed there; the others,
//! by year and category, in proportion to what each agreement has left, as the growth of its share of the cumulative
//! amount. A line's part of a year and category is what its amount covers of it, one agreement after another.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::{AgreementRef, CellId, Money, Month, apportion};

use super::lines::order;
use super::run::{Before, Cause, Cell, Charge, Cost, Entry, Pending, PendingCause};

/// A cell's lines and what was placed there.
#[derive(Default)]
struct Shared<'c> {
    lines: Vec<&'c Cost<'c>>,
    /// By reference: what is left of what was placed.
    left: BTreeMap<AgreementRef, i64>,
}

/// What a close of the earlier format froze: `costs` are the lines to its day, `placed` what stood.
pub fn former_close(
    closed_on: NaiveDate,
    costs: Vec<Cost<'static>>,
    placed: &[(AgreementRef, CellId, Money)],
    cells: Vec<Cell>,
) -> Before<'static> {
    let entries = placed.iter().map(|(agreement, cell, amount)| Entry {
        date: closed_on,
        agreement: agreement.clone(),
        cell: cell.clone(),
        amount: *amount,
        cause: Cause::Opening,
        reference: String::new(),
    });
    let mut by_cell: BTreeMap<&str, Shared<'_>> = BTreeMap::new();
    for (agreement, cell, amount) in placed {
        let left = by_cell.entry(cell.as_str()).or_default().left.entry(agreement.clone()).or_default();
        *left += amount.minor().max(0);
    }
    for cost in &costs {
        if let Some(cell) = &cost.cell {
            by_cell.entry(cell).or_default().lines.push(cost);
        }
    }
    let mut charges: Vec<Charge<'static>> = Vec::new();
    for (cell, mut shared) in by_cell {
        shared.lines.sort_by(|one, other| order(one).cmp(&order(other)));
        let cell = CellId::new(cell);
        let mut charge = |cost: &Cost<'_>, agreement: &AgreementRef, amount: i64| {
            if amount != 0 {
                charges.push(Charge {
                    cost: Cow::Owned(cost.id.to_string()),
                    agreement: agreement.clone(),
                    cell: Some(cell.clone()),
                    charged_in: Month::of(cost.date.min(closed_on)),
                    amount: Money::from_minor(amount),
                    version: 0,
                });
            }
        };
        shared.charge_named(&mut charge);
        shared.charge_others(&mut charge);
    }
    let pending = pending(&costs, &charges);
    Before {
        closed_on: Some(closed_on),
        entries: entries.collect(),
        charges,
        pending,
        costs,
        cells,
        ..Before::default()
    }
}

impl Shared<'_> {
    /// Lines that name an agreement, cumulatively up to what it placed.
    fn charge_named(&mut self, charge: &mut impl FnMut(&Cost<'_>, &AgreementRef, i64)) {
        let mut wanted: BTreeMap<&AgreementRef, i64> = BTreeMap::new();
        let limits = self.left.clone();
        for cost in &self.lines {
            let Some((reference, &limit)) =
                cost.agreement.as_ref().and_then(|named| limits.get_key_value(&AgreementRef::new(named)))
            else {
                continue;
            };
            let wanted = wanted.entry(reference).or_default();
            let before = (*wanted).clamp(0, limit);
            *wanted += cost.base.minor();
            let charged = (*wanted).clamp(0, limit) - before;
            if let Some(left) = self.left.get_mut(reference) {
                *left -= charged;
            }
            charge(cost, reference, charged);
        }
    }

    /// The other lines, by year and category.
    fn charge_others(&self, charge: &mut impl FnMut(&Cost<'_>, &AgreementRef, i64)) {
        let mut bundles: BTreeMap<(i32, &str), Vec<&Cost<'_>>> = BTreeMap::new();
        for cost in self.lines.iter().filter(|cost| cost.agreement.is_none()) {
            bundles.entry((cost.date.year(), &cost.category)).or_default().push(cost);
        }
        let weights: Vec<u64> = self.left.values().map(|left| left.unsigned_abs()).collect();
        let limit: i64 = self.left.values().sum();
        let (mut wanted, mut before) = (0_i64, vec![0_i64; weights.len()]);
        for lines in bundles.into_values() {
            wanted += lines.iter().map(|cost| cost.base.minor()).sum::<i64>();
            let Some(after) = apportion(Money::from_minor(wanted.clamp(0, limit)), &weights) else { return };
            let after: Vec<i64> = after.into_iter().map(Money::minor).collect();
            let parts: Vec<i64> = after.iter().zip(&before).map(|(after, before)| after - before).collect();
            self.spread(&lines, &parts, charge);
            before = after;
        }
    }

    /// Spreads a bundle's parts over its lines: laid end to end, each line covers what its amount adds to the sum.
    fn spread(&self, lines: &[&Cost<'_>], parts: &[i64], charge: &mut impl FnMut(&Cost<'_>, &AgreementRef, i64)) {
        let sign = if parts.iter().any(|part| *part < 0) { -1 } else { 1 };
        let (mut covered, mut starts) = (0_i64, vec![0_i64; parts.len()]);
        for place in 1..parts.len() {
            starts[place] = starts[place - 1] + sign * parts[place - 1];
        }
        for cost in lines {
            let next = covered + sign * cost.base.minor();
            for ((agreement, part), start) in self.left.keys().zip(parts).zip(&starts) {
                let within = |to: i64| (to - start).clamp(0, sign * part);
                charge(cost, agreement, sign * (within(next) - within(covered)));
            }
            covered = next;
        }
    }
}

/// What is not charged of each line.
fn pending(costs: &[Cost<'_>], charges: &[Charge<'_>]) -> Vec<Pending<'static>> {
    let mut open: BTreeMap<&str, i64> = costs.iter().map(|cost| (&*cost.id, cost.base.minor())).collect();
    for charge in charges {
        *open.entry(&*charge.cost).or_default() -= charge.amount.minor();
    }
    let left = costs.iter().filter(|cost| open.get(&*cost.id).is_some_and(|open| *open != 0));
    left.map(|cost| Pending {
        cost: Cow::Owned(cost.id.to_string()),
        amount: Money::from_minor(open.get(&*cost.id).copied().unwrap_or_default()),
        cause: if cost.cell.is_none() { PendingCause::NoCell } else { PendingCause::NoMoney },
        version: 0,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(id: &str, date: &str, named: Option<&str>, base: i64) -> Cost<'static> {
        Cost {
            id: Cow::Owned(id.to_owned()),
            date: date.parse().unwrap(),
            document: Cow::Owned(id.to_owned()),
            project: Cow::Borrowed("P"),
            category: Cow::Borrowed("travel"),
            cell: Some(Cow::Borrowed("K")),
            agreement: named.map(|named| Cow::Owned(named.to_owned())),
            obligation: None,
            base: Money::from_minor(base),
        }
    }

    fn close(costs: Vec<Cost<'static>>, placed: &[(&str, i64)]) -> Before<'static> {
        let placed: Vec<(AgreementRef, CellId, Money)> = placed
            .iter()
            .map(|(agreement, amount)| (AgreementRef::new(agreement), CellId::new("K"), Money::from_minor(*amount)))
            .collect();
        former_close("2024-12-31".parse().unwrap(), costs, &placed, vec![])
    }

    fn charged(before: &Before<'_>, cost: &str, agreement: &str) -> i64 {
        let of = before.charges.iter().filter(|charge| charge.cost == cost && charge.agreement.as_str() == agreement);
        of.map(|charge| charge.amount.minor()).sum()
    }

    #[test]
    fn named_lines_go_first_and_the_rest_is_shared_by_what_is_left() {
        let costs = vec![
            cost("C1", "2024-01-10", None, 90),
            cost("C2", "2024-02-10", Some("A"), 40),
            cost("C3", "2024-03-10", Some("A"), 100),
        ];
        let before = close(costs, &[("A", 100), ("B", 200)]);
        // A pays 40 and the 60 that it has left of C3; B, alone with money left, pays C1.
        assert_eq!((charged(&before, "C2", "A"), charged(&before, "C3", "A")), (40, 60));
        assert_eq!((charged(&before, "C1", "A"), charged(&before, "C1", "B")), (0, 90));
        assert_eq!(before.pending.iter().map(|pending| pending.amount.minor()).collect::<Vec<_>>(), [40]);
    }

    #[test]
    fn a_year_and_category_is_shared_in_proportion_and_its_lines_have_few_payers() {
        let costs = vec![
            cost("C1", "2024-01-10", None, 50),
            cost("C2", "2024-02-10", None, -20),
            cost("C3", "2024-03-10", None, 60),
        ];
        let before = close(costs, &[("A", 100), ("B", 200)]);
        let of = |agreement: &str| ["C1", "C2", "C3"].map(|cost| charged(&before, cost, agreement));
        assert_eq!((of("A"), of("B")), ([30, 0, 0], [20, -20, 60]));
        assert!(before.pending.is_empty());
    }

    #[test]
    fn what_is_beyond_the_placements_stays_with_nobody() {
        let before = close(vec![cost("C1", "2024-01-10", None, 500)], &[("A", 100), ("B", 200)]);
        assert_eq!((charged(&before, "C1", "A"), charged(&before, "C1", "B")), (100, 200));
        assert_eq!(before.pending[0].amount, Money::from_minor(200));
        assert_eq!(before.entries.len(), 2);
    }
}
