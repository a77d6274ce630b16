//! The ledger: what the facts mean in base money on a given day.
//!
//! What comes in: facts, the fund's rules, the as-of date. What leaves: a position for each agreement, the fund's own
//! cash lines, and tables of all of it. What it does not know: spreadsheets, priorities, where the money is placed.

mod cells;
mod charges;
mod instalments;
mod limit;
mod position;
mod rates;
pub mod store;
pub mod tables;
mod told;
mod transfers;

pub use cells::on as cells_on;
pub use charges::ChargeRates;
pub use instalments::{InstalmentPosition, InstalmentStatus};
pub use position::{AgreementPosition, Promise, ReceiptPosition};
pub use rates::RateTable;
pub use told::{Told, apart};

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::{Expenditure, ExpenditureCategory, ExpenditureType, Facts, Priority, Receipt, ReceiptKind};
use crate::domain::{
    AgreementRef, Amount, Commitment, Currency, Deposit, Money, OriginalAmount, Pipeline, Pledge, Source,
};

use limit::Limit;

/// The ledger on a day.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// A position for each agreement signed or announced by then, by reference.
    pub agreements: Vec<AgreementPosition>,
    /// The cells, each as the row says that holds on that day.
    pub cells: Vec<Priority>,
    /// Interest and investment income received by then.
    pub interest: Vec<CashLine>,
    /// Bank charges paid by then.
    pub bank_charges: Vec<CashLine>,
    /// Expenditure lines and obligations booked by then, in base money, in the order of the facts; without expenditure that
    /// opening balances hold.
    pub spending: Vec<SpendingLine>,
    /// How many dated facts lie after the as-of date and do not count.
    pub later: usize,
}

/// A line of the fund's own cash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashLine {
    /// The receipt.
    pub receipt: Receipt,
    /// Its base amount.
    pub base: Money,
}

/// An expenditure line or obligation with its base amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpendingLine {
    /// The fact.
    pub fact: Arc<Expenditure>,
    /// Its base amount.
    pub base: Money,
}

impl SpendingLine {
    /// Whether the inputs have it: no opening balance, and none that only the past knows.
    pub fn is_booked(&self) -> bool {
        self.fact.category != ExpenditureCategory::Opening && self.fact.source.row > 0
    }
}

/// Something that keeps a fact from being valued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerProblem {
    /// There is no rate for a currency on a day.
    #[error("{file}: no rate of {currency} on {date}", file = .source_of)]
    NoRate {
        /// The currency.
        currency: Currency,
        /// The day.
        date: NaiveDate,
        /// The fact that needs it.
        source_of: Source,
    },
    /// An amount does not fit.
    #[error("{source_of}: the amount {amount:?} is too large in base money")]
    TooLarge {
        /// The amount.
        amount: OriginalAmount,
        /// The fact.
        source_of: Source,
    },
    /// More is written off than is open.
    #[error(
        "{source_of}: {} {} cannot be written off: {} {} is open. Correct the amount or the agreement",
        .amount.currency, .amount.amount, .currency, .open
    )]
    WrittenOffAboveOpen {
        /// What is written off.
        amount: OriginalAmount,
        /// What is open, in the agreement's currency.
        open: Decimal,
        /// That currency.
        currency: Currency,
        /// The receipt.
        source_of: Source,
    },
    /// The amounts of all facts together are beyond what can be added up.
    #[error("{source_of}: with this row the amounts of all rows come to more than can be added up exactly")]
    TooMuchInAll {
        /// The fact with which it is too much.
        source_of: Source,
    },
    /// The numbers of all results together are beyond what can be added up.
    #[error("{source_of}: with this row the numbers of all results come to more than 9,007,199,254,740,992")]
    TooManyInAll {
        /// The result with which there are too many.
        source_of: Source,
    },
}

impl LedgerProblem {
    /// The row that it is about.
    pub const fn source(&self) -> &Source {
        match self {
            Self::NoRate { source_of, .. }
            | Self::TooLarge { source_of, .. }
            | Self::WrittenOffAboveOpen { source_of, .. }
            | Self::TooMuchInAll { source_of }
            | Self::TooManyInAll { source_of } => source_of,
        }
    }
}

/// Totals of the fund by stage, each in its own type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageTotals {
    /// Talked about, at the as-of rates.
    pub pipeline: Amount<Pipeline>,
    /// Announced and not signed, at the as-of rates.
    pub pledged: Amount<Pledge>,
    /// Signed: received less refunded, plus what is still to come at the as-of rates.
    pub committed: Amount<Commitment>,
    /// Received less refunded.
    pub deposited: Amount<Deposit>,
}

impl Ledger {
    /// Values every fact that is dated up to `as_of`.
    ///
    /// # Errors
    /// All facts that cannot be valued.
    pub fn build(facts: &Facts, fund: &Fund, as_of: NaiveDate) -> Result<Self, Vec<LedgerProblem>> {
        let rates = RateTable::new(&facts.rates, fund.base_currency);
        let mut problems = Vec::new();
        let mut limit = Limit::default();
        let mut later = 0;
        let (mut interest, mut bank_charges) = (Vec::new(), Vec::new());
        for receipt in &facts.receipts {
            if receipt.date > as_of {
                later += 1;
                continue;
            }
            let lines = match receipt.kind {
                ReceiptKind::Interest => &mut interest,
                ReceiptKind::BankCharge => &mut bank_charges,
                ReceiptKind::Deposit | ReceiptKind::Refund | ReceiptKind::WriteOff | ReceiptKind::Transfer => continue,
            };
            let base = rates.booked(receipt.amount, receipt.base_amount, receipt.date, &receipt.source);
            match base.and_then(|base| limit.add(base, &receipt.source).map(|()| base)) {
                Ok(base) => lines.push(CashLine { receipt: receipt.clone(), base }),
                Err(problem) => problems.push(problem),
            }
        }
        let basis = position::Basis { fund, rates: &rates, as_of };
        let agreements = position::positions(facts, &basis, &mut limit, &mut problems, &mut later);
        let spending = spending(facts, &rates, as_of, &mut limit, &mut problems, &mut later);
        problems.extend(within_limits(facts, &mut limit).err());
        let cells = cells::on(&facts.priorities, as_of);
        if problems.is_empty() {
            Ok(Self { as_of, agreements, cells, interest, bank_charges, spending, later })
        } else {
            Err(problems)
        }
    }

    /// The totals by stage.
    pub fn totals(&self) -> StageTotals {
        let mut totals = StageTotals::default();
        for position in &self.agreements {
            totals.pipeline = totals.pipeline + position.pipeline;
            totals.pledged = totals.pledged + position.pledged;
            totals.committed = totals.committed + position.committed;
            totals.deposited = totals.deposited + position.net_deposited();
        }
        totals
    }

    /// Adds the agreement that programmable interest is.
    pub(crate) fn add_interest(&mut self, reference: AgreementRef, fund: &Fund) {
        let index = self.agreements.binary_search_by(|position| position.agreement.reference.cmp(&reference));
        if let Err(index) = index {
            self.agreements.insert(index, AgreementPosition::of_interest(reference, fund));
        }
    }

    /// The position of an agreement.
    pub fn agreement(&self, reference: &AgreementRef) -> Option<&AgreementPosition> {
        let index = self.agreements.binary_search_by(|position| position.agreement.reference.cmp(reference));
        index.ok().map(|index| &self.agreements[index])
    }
}

fn spending(
    facts: &Facts,
    rates: &RateTable,
    as_of: NaiveDate,
    limit: &mut Limit,
    problems: &mut Vec<LedgerProblem>,
    later: &mut usize,
) -> Vec<SpendingLine> {
    let mut lines = Vec::with_capacity(facts.expenditure.len());
    // What was spent up to the day of opening balances is inside them.
    let opened_on = facts.openings.iter().map(|opening| opening.as_at).max();
    let inside = |fact: &Expenditure| {
        fact.expenditure_type == ExpenditureType::Expenditure && opened_on.is_some_and(|day| fact.date <= day)
    };
    for fact in facts.expenditure.iter().filter(|fact| !inside(fact)) {
        if fact.date > as_of {
            *later += 1;
            continue;
        }
        let base = rates.booked(fact.amount, fact.base_amount, fact.date, &fact.source);
        match base.and_then(|base| limit.add(base, &fact.source).map(|()| base)) {
            Ok(base) => lines.push(SpendingLine { fact: Arc::clone(fact), base }),
            Err(problem) => problems.push(problem),
        }
    }
    lines
}

/// Takes in the amounts and numbers that need no valuing.
fn within_limits(facts: &Facts, limit: &mut Limit) -> Result<(), LedgerProblem> {
    for cell in &facts.priorities {
        for amount in [cell.need, cell.ceiling, cell.outside] {
            limit.add(amount, &cell.source)?;
        }
    }
    for opening in &facts.openings {
        limit.add(opening.allocated, &opening.source)?;
    }
    for line in &facts.finance {
        limit.add(line.amount, &line.source)?;
    }
    facts.results.iter().try_for_each(|result| limit.count(result.number, &result.source))
}

/// The year of a date, for tables by year.
pub fn year(date: NaiveDate) -> i32 {
    date.year()
}
