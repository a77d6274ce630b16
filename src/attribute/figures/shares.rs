//! What follows from who paid: open obligations, support cost, what is restated.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::domain::facts::ExpenditureType;
use crate::domain::{AgreementRef, Lookup, Money, Month};
use crate::ledger::{Ledger, SpendingLine};

use super::indexes::Indexes;
use super::{Book, Share, SupportByYear, Uncovered, obligations, short};
use crate::attribute::outcome::{Life, LineOf};
use crate::attribute::run::CellIndex;
use crate::attribute::run::{Before, Cost};
use crate::config::{Fund, SupportCost};
use crate::ledger::ChargeRates;

/// Open obligations by their cells: their indexes in the ledger, by date.
pub(super) fn obligations_by_cell(spending: &[SpendingLine], cells_of: &CellIndex) -> BTreeMap<usize, Vec<usize>> {
    let mut cells: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, line) in spending.iter().enumerate() {
        if line.fact.expenditure_type == ExpenditureType::Obligation
            && let Some(cell) = cells_of.find(&line.fact.geography, &line.fact.theme, line.fact.date)
        {
            cells.entry(cell).or_default().push(index);
        }
    }
    for lines in cells.values_mut() {
        lines.sort_by_key(|&index| order(&spending[index]));
    }
    cells
}

/// The order in which lines of a cell come: by date, then by where they stand in the inputs.
fn order(line: &SpendingLine) -> (NaiveDate, &str, &str, u32) {
    let source = &line.fact.source;
    (line.fact.date, &source.sheet.file, &source.sheet.sheet, source.row)
}

/// Open obligations by those who are to pay them, out of what is unspent.
pub(super) fn obligated(
    (spending, ledger): (&[SpendingLine], &Ledger),
    book: &Book,
    spent: &[Share],
    cells: &BTreeMap<usize, Vec<usize>>,
) -> Vec<Share> {
    let mut unspent: BTreeMap<(usize, u32), Money> = BTreeMap::new();
    let numbers: HashMap<&AgreementRef, u32> =
        ledger.agreements.iter().map(|position| &position.agreement.reference).zip(0..).collect();
    for placement in &book.placements {
        if let Some(&agreement) = numbers.get(&placement.agreement) {
            *unspent.entry((placement.cell, agreement)).or_default() += placement.amount;
        }
    }
    for share in spent {
        *unspent.entry((share.cell(), share.agreement)).or_default() -= share.amount;
    }
    let mut shares = Vec::new();
    for (&cell, lines) in cells {
        let holders = unspent.range((cell, 0)..=(cell, u32::MAX));
        let holders = holders.filter(|(_, amount)| **amount > Money::ZERO);
        let holders = holders.map(|((_, agreement), amount)| (*agreement, *amount)).collect();
        obligations::share(spending, cell, holders, &numbers, lines, &mut shares);
    }
    shares
}

/// What of open obligations is in no share, of places and themes without a cell too.
pub(super) fn uncovered(spending: &[SpendingLine], obligated: &[Share]) -> Vec<Uncovered> {
    let mut covered: HashMap<usize, Money> = HashMap::new();
    for share in obligated {
        *covered.entry(share.line()).or_default() += share.amount;
    }
    let obligations = spending.iter().enumerate();
    let obligations = obligations.filter(|(_, line)| line.fact.expenditure_type == ExpenditureType::Obligation);
    let left = obligations.map(|(index, line)| {
        let amount = line.base - covered.get(&index).copied().unwrap_or_default();
        Uncovered { line: short(index), amount }
    });
    left.filter(|part| !part.amount.is_zero()).collect()
}

/// Support cost by year: that of closed years as recorded, the rest as the growth over what was recorded or lived through.
pub(super) fn support_cost(
    life: &Life<'_>,
    indexes: &Indexes,
    ledger: &Ledger,
    closed: &SupportByYear,
) -> SupportByYear {
    let mut by_year = closed.clone();
    let reference = |index: u32| &ledger.agreements[index as usize].agreement.reference;
    let mut reached: HashMap<&AgreementRef, Money> = HashMap::new();
    for ((agreement, _), amount) in closed {
        *reached.entry(agreement).or_default() += *amount;
    }
    for month in &life.months {
        for (&index, amounts) in indexes.agreements.iter().zip(&month.amounts) {
            let before = reached.entry(reference(index)).or_default();
            let grown = amounts.support_cost - *before;
            if !grown.is_zero() {
                *by_year.entry((reference(index).clone(), month.day.year())).or_default() += grown;
                *before = amounts.support_cost;
            }
        }
    }
    by_year.retain(|_, amount| !amount.is_zero());
    by_year
}

/// What was charged since the last close of facts that are not what they were then: changed, gone, re-booked or late.
pub(super) fn restated(life: &Life<'_>, indexes: &Indexes, before: &Before<'_>) -> Vec<Share> {
    let Some(closed_on) = before.closed_on else { return Vec::new() };
    let known: Lookup<&str, &Cost<'_>> = before.costs.iter().map(|cost| (&*cost.id, cost)).collect();
    let is_restated = |line: &LineOf<'_>| match (line.cost, known.get(line.id)) {
        (Some(cost), Some(was)) => !line.current || cost != *was,
        (Some(cost), None) => !line.current || cost.date <= closed_on,
        (None, _) => true,
    };
    let closed = Month::of(closed_on);
    let since = life.charges.iter().filter(|charge| charge.charged_in > closed);
    let restated = since.filter(|charge| is_restated(&life.lines[charge.line as usize]));
    restated.filter_map(|charge| indexes.share(charge)).collect()
}

/// The support cost of charges, by agreement of the ledger: each month's at the rate of its last day, rounded once. None where finance
/// books it, since it follows no charge there.
pub(super) fn support_of(charges: &[Share], fund: &Fund, ledger: &Ledger) -> Vec<Money> {
    let mut exact = vec![Decimal::ZERO; ledger.agreements.len()];
    if fund.support_cost == SupportCost::Computed {
        for charge in charges {
            let terms = ledger.agreements[charge.agreement()].terms.on(charge.charged_in.last_day());
            let rate = ChargeRates::of(terms, fund).support;
            exact[charge.agreement()] += rate.fraction() * Decimal::from(charge.amount.minor());
        }
    }
    exact.into_iter().map(|cost| Money::from_decimal(cost, 0).unwrap_or_default()).collect()
}
