//! The ledger: what the facts mean in base money on a given day.
//!
//! What comes in: facts, the fund's rules, the as-of date. What leaves: a position for each agreement, the fund's own
//! cash lines, and tables of all of it. What it does not know: spreadsheets, priorities, where the money is placed.

mod charges;
mod position;
mod rates;
pub mod store;
pub mod tables;

pub use position::{AgreementPosition, InstalmentPosition, InstalmentStatus, ReceiptPosition};
pub use rates::RateTable;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::config::Fund;
use crate::domain::facts::{AgreementStage, Expenditure, Facts, Receipt, ReceiptKind};
use crate::domain::{AgreementRef, Amount, Commitment, Currency, Deposit, Money, OriginalAmount, Pledge, Source};

/// The ledger on a day.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// A position for each agreement signed or announced by then, by reference.
    pub agreements: Vec<AgreementPosition>,
    /// Interest and investment income received by then.
    pub interest: Vec<CashLine>,
    /// Bank charges paid by then.
    pub bank_charges: Vec<CashLine>,
    /// Expenditure lines and obligations booked by then, in base money, in the order of the facts.
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
}

/// Totals of the fund by stage, each in its own type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageTotals {
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
        let mut later = 0;
        let mut receipts: HashMap<&AgreementRef, Vec<&Receipt>> = HashMap::new();
        let (mut interest, mut bank_charges) = (Vec::new(), Vec::new());
        for receipt in &facts.receipts {
            if receipt.date > as_of {
                later += 1;
                continue;
            }
            match (receipt.kind, &receipt.agreement) {
                (ReceiptKind::Interest | ReceiptKind::BankCharge, _) => {
                    let lines = if receipt.kind == ReceiptKind::Interest { &mut interest } else { &mut bank_charges };
                    match rates.booked(receipt.amount, receipt.base_amount, receipt.date, &receipt.source) {
                        Ok(base) => lines.push(CashLine { receipt: receipt.clone(), base }),
                        Err(problem) => problems.push(problem),
                    }
                }
                (ReceiptKind::Deposit | ReceiptKind::Refund | ReceiptKind::WriteOff, Some(agreement)) => {
                    receipts.entry(agreement).or_default().push(receipt);
                }
                // Intake refuses these receipts without an agreement.
                (ReceiptKind::Deposit | ReceiptKind::Refund | ReceiptKind::WriteOff, None) => {}
            }
        }
        let agreements = position::positions(facts, fund, &rates, &receipts, as_of, &mut problems, &mut later);
        let spending = spending(facts, &rates, as_of, &mut problems, &mut later);
        if problems.is_empty() {
            Ok(Self { as_of, agreements, interest, bank_charges, spending, later })
        } else {
            Err(problems)
        }
    }

    /// The totals by stage.
    pub fn totals(&self) -> StageTotals {
        let mut totals = StageTotals::default();
        for position in &self.agreements {
            totals.pledged = totals.pledged + position.pledged;
            totals.committed = totals.committed + position.committed;
            totals.deposited = totals.deposited + position.net_deposited();
        }
        totals
    }

    /// The position of an agreement.
    pub fn agreement(&self, reference: &AgreementRef) -> Option<&AgreementPosition> {
        let place = self.agreements.binary_search_by(|position| position.agreement.reference.cmp(reference));
        place.ok().map(|place| &self.agreements[place])
    }
}

fn spending(
    facts: &Facts,
    rates: &RateTable,
    as_of: NaiveDate,
    problems: &mut Vec<LedgerProblem>,
    later: &mut usize,
) -> Vec<SpendingLine> {
    let mut lines = Vec::with_capacity(facts.expenditure.len());
    for fact in &facts.expenditure {
        if fact.date > as_of {
            *later += 1;
            continue;
        }
        match rates.booked(fact.amount, fact.base_amount, fact.date, &fact.source) {
            Ok(base) => lines.push(SpendingLine { fact: Arc::clone(fact), base }),
            Err(problem) => problems.push(problem),
        }
    }
    lines
}

/// Whether an agreement is signed.
pub(crate) fn is_signed(stage: AgreementStage) -> bool {
    match stage {
        AgreementStage::Commitment => true,
        AgreementStage::Pledge => false,
    }
}

/// The year of a date, for tables by year.
pub fn year(date: NaiveDate) -> i32 {
    date.year()
}
