//! In which month each receipt is booked: that of its day, and what changed after a close in the open month.
//!
//! What comes in: the ledger, and what the last close had booked. What leaves: every receipt, as often as it was booked, so
//! that what came in a closed month or year is what it was, whatever a later version of the row says. What it does not
//! know: what the money is for.

use std::collections::BTreeMap;

use crate::domain::facts::{Receipt, ReceiptKind};
use crate::domain::{AgreementRef, Money, Month};
use crate::ledger::{CashLine, Ledger};

use super::Standing;

/// A receipt as it was booked in a month, or by how much it changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedReceipt {
    /// Its number.
    pub number: String,
    /// What it is; it gives the sign.
    pub kind: ReceiptKind,
    /// Whose: one agreement of a transfer's two; `None` for the fund's own cash.
    pub agreement: Option<AgreementRef>,
    /// The month.
    pub month: Month,
    /// In base money; of a transfer, below zero where money leaves.
    pub base: Money,
    /// What rates changed since signature.
    pub exchange: Money,
    /// The administrative fee on it.
    pub fee: Money,
    /// The levy on it.
    pub levy: Money,
}

/// What tells a receipt from every other.
type Key = (Option<AgreementRef>, String, ReceiptKind);

impl BookedReceipt {
    fn key(&self) -> Key {
        (self.agreement.clone(), self.number.clone(), self.kind)
    }

    /// The same without its amounts, in a month.
    fn nothing(&self, month: Month) -> Self {
        let (number, agreement) = (self.number.clone(), self.agreement.clone());
        let [base, exchange, fee, levy] = [Money::ZERO; 4];
        Self { number, kind: self.kind, agreement, month, base, exchange, fee, levy }
    }

    const fn is_nothing(&self) -> bool {
        self.base.is_zero() && self.exchange.is_zero() && self.fee.is_zero() && self.levy.is_zero()
    }

    fn add(&mut self, other: &Self, sign: impl Fn(Money) -> Money) {
        self.base += sign(other.base);
        self.exchange += sign(other.exchange);
        self.fee += sign(other.fee);
        self.levy += sign(other.levy);
    }
}

/// Every receipt of a ledger as it is booked, after what the last close had. A close of a version that did not keep it
/// binds nothing.
pub(super) fn booked(ledger: &Ledger, before: Option<&Standing>) -> Vec<BookedReceipt> {
    let now = by_day(ledger);
    let Some((before, kept)) = before.and_then(|before| Some((before, before.booked.as_ref()?))) else { return now };
    let open = Month::of(before.as_of).next();
    let mut changes: BTreeMap<Key, BookedReceipt> = BTreeMap::new();
    for row in &now {
        let month = row.month.max(open);
        changes.entry(row.key()).or_insert_with(|| row.nothing(month)).add(row, |amount| amount);
    }
    for row in kept {
        let change = changes.entry(row.key()).or_insert_with(|| row.nothing(open));
        change.month = open;
        change.add(row, |amount| -amount);
    }
    let changes = changes.into_values().filter(|change| !change.is_nothing());
    kept.iter().cloned().chain(changes).collect()
}

/// Every receipt in the month of its day.
fn by_day(ledger: &Ledger) -> Vec<BookedReceipt> {
    let of_agreements = ledger.agreements.iter().flat_map(|position| {
        let reference = &position.agreement.reference;
        position.receipts.iter().filter(|line| line.receipt.kind != ReceiptKind::WriteOff).map(move |line| {
            let moved = position.transferred(line);
            let base = if line.receipt.kind == ReceiptKind::Transfer { moved } else { line.base };
            let (exchange, fee, levy) = (line.exchange, line.fee, line.levy);
            BookedReceipt { base, exchange, fee, levy, ..plain(&line.receipt, Some(reference), line.base) }
        })
    });
    let cash = |line: &CashLine| plain(&line.receipt, None, line.base);
    of_agreements.chain(ledger.interest.iter().map(cash)).chain(ledger.bank_charges.iter().map(cash)).collect()
}

fn plain(receipt: &Receipt, agreement: Option<&AgreementRef>, base: Money) -> BookedReceipt {
    let (number, kind, month) = (receipt.number.clone(), receipt.kind, Month::of(receipt.date));
    let [exchange, fee, levy] = [Money::ZERO; 3];
    BookedReceipt { number, kind, agreement: agreement.cloned(), month, base, exchange, fee, levy }
}

/// What was received less what was refunded, by month.
pub(super) fn by_month(booked: &[BookedReceipt]) -> BTreeMap<Month, Money> {
    let mut months = BTreeMap::new();
    for row in booked {
        let amount = match row.kind {
            ReceiptKind::Deposit => row.base,
            ReceiptKind::Refund => -row.base,
            ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer => continue,
        };
        *months.entry(row.month).or_default() += amount;
    }
    months
}
