//! The pool month by month, and its projection from instalments and pledges.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::domain::{Money, Month, OriginalAmount};
use crate::ledger::{AgreementPosition, Ledger, LedgerProblem, RateTable};

use super::Strengths;

/// How far the projection reaches beyond the as-of month.
const PROJECTED_MONTHS: usize = 12;

/// The pool and the gap at the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthPoint {
    /// The month.
    pub month: Month,
    /// The pool at its end.
    pub pool: Strengths,
    /// The gap at its end.
    pub gap: Strengths,
    /// Whether this lies after the as-of date: deposits as instalments foresee them, the rest as it stands.
    pub projected: bool,
}

/// The pool at each strength, before charges.
pub(super) fn pool(ledger: &Ledger, fund: &Fund) -> Strengths {
    let totals = ledger.totals();
    let (deposits, commitments) = (totals.deposited.money(), totals.committed.money());
    let announced = ledger.agreements.iter().filter(|position| !position.is_signed());
    let announced: Money = announced.map(|position| position.weighted_open(fund)).sum();
    Strengths { deposits, commitments, outlook: commitments + announced }
}

pub(super) fn months(
    (fund, facts): (&Fund, &Facts),
    ledger: &Ledger,
    came: &BTreeMap<Month, Money>,
) -> Result<Vec<MonthPoint>, Vec<LedgerProblem>> {
    let target = fund.programme.budget - fund.programme.own_resources - fund.programme.ongoing_projects;
    let point = |month: Month, pool: Strengths, projected: bool| MonthPoint {
        month,
        pool,
        gap: pool.map(|raised| target - raised),
        projected,
    };
    // Spending has no part in the pool: the ledgers of past months are built without it.
    let past = Facts {
        agreements: facts.agreements.clone(),
        amendments: facts.amendments.clone(),
        instalments: facts.instalments.clone(),
        receipts: facts.receipts.clone(),
        rates: facts.rates.clone(),
        ..Facts::default()
    };
    let last = Month::of(ledger.as_of);
    let first = first_month(fund, facts, ledger.as_of);
    let before: Vec<Month> =
        std::iter::successors(Some(first), |month| Some(month.next())).take_while(|month| *month < last).collect();
    let then = |month: &Month| {
        let then = Ledger::build(&past, fund, month.last_day())?;
        // What was booked by then: a receipt that changed since was what it was.
        let deposits = came.range(..=*month).map(|(_, amount)| *amount).sum();
        Ok(point(*month, Strengths { deposits, ..pool(&then, fund) }, false))
    };
    let mut points = before.par_iter().map(then).collect::<Result<Vec<_>, Vec<LedgerProblem>>>()?;
    let today = pool(ledger, fund);
    points.push(point(last, today, false));
    points.extend(projection(fund, facts, ledger, today)?.into_iter().map(|(month, pool)| point(month, pool, true)));
    Ok(points)
}

/// The first month with an agreement or a receipt, but not before the fund's own first month.
fn first_month(fund: &Fund, facts: &Facts, as_of: NaiveDate) -> Month {
    let signed = facts.agreements.iter().map(|agreement| agreement.signed_on);
    let first = signed.chain(facts.receipts.iter().map(|receipt| receipt.date)).min().unwrap_or(as_of);
    Month::of(first.max(fund.period.from).min(as_of))
}

/// Deposits grow as open instalments of signed agreements fall due (overdue ones in the next month); commitments and
/// the outlook stay as they are.
fn projection(
    fund: &Fund,
    facts: &Facts,
    ledger: &Ledger,
    today: Strengths,
) -> Result<Vec<(Month, Strengths)>, Vec<LedgerProblem>> {
    let rates = RateTable::new(&facts.rates, fund.base_currency);
    let mut month = Month::of(ledger.as_of);
    let mut reached = ledger.as_of;
    let mut pool = today;
    let mut points = Vec::with_capacity(PROJECTED_MONTHS);
    for _ in 0..PROJECTED_MONTHS {
        month = month.next();
        for position in ledger.agreements.iter().filter(|position| position.is_signed()) {
            let from = if points.is_empty() { NaiveDate::MIN } else { reached };
            pool.deposits +=
                due_between(position, from, month.last_day(), &rates, ledger.as_of).map_err(|problem| vec![problem])?;
        }
        reached = month.last_day();
        pool.deposits = pool.deposits.min(pool.commitments);
        points.push((month, pool));
    }
    Ok(points)
}

/// What open instalments due after `from` and up to `to` bring, at the as-of rate.
fn due_between(
    position: &AgreementPosition,
    from: NaiveDate,
    to: NaiveDate,
    rates: &RateTable,
    as_of: NaiveDate,
) -> Result<Money, LedgerProblem> {
    let mut sum = Money::ZERO;
    for due in &position.instalments {
        let open = due.open();
        if due.instalment.due_on > from && due.instalment.due_on <= to && open > Decimal::ZERO {
            let amount = OriginalAmount { amount: open, currency: due.instalment.amount.currency };
            sum += rates.value(amount, as_of, &due.instalment.source)?;
        }
    }
    Ok(sum)
}
