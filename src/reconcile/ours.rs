//! Our side: what the ledger holds, line by line, as finance would book it.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::facts::{Expenditure, ExpenditureType, Facts, FinanceKind, Receipt, ReceiptKind};
use crate::domain::{AgreementRef, DonorCode, Money};
use crate::ledger::{Ledger, RateTable, ReceiptPosition};

use super::line::{Line, Written};

/// Receipts with their fees and levies, the fund's own cash, expenditure and obligations. What is dated after the ledger's
/// day follows, as far as it has a value: it shows what was booked on the other side of the last day.
pub(super) fn lines(facts: &Facts, ledger: &Ledger, rates: &RateTable) -> Vec<Line> {
    let mut lines = Vec::with_capacity(ledger.spending.len());
    for position in &ledger.agreements {
        let (agreement, donor) = (&position.agreement.reference, &position.agreement.donor);
        for receipt in &position.receipts {
            of_receipt(receipt, agreement, donor, &mut lines);
        }
    }
    for (kind, cash) in [(FinanceKind::Interest, &ledger.interest), (FinanceKind::BankCharge, &ledger.bank_charges)] {
        lines.extend(cash.iter().map(|line| line_of(kind, &line.receipt, line.base)));
    }
    lines.extend(ledger.spending.iter().map(|line| of_spending(&line.fact, line.base)));
    later(facts, ledger.as_of, rates, &mut lines);
    lines
}

fn line_of(kind: FinanceKind, receipt: &Receipt, base: Money) -> Line {
    let said = Written {
        number: receipt.number.clone(),
        original: Some(receipt.amount),
        agreement: receipt.agreement.clone(),
        source: Some(receipt.source.clone()),
        ..Written::default()
    };
    Line::written(kind, receipt.date, base, said)
}

/// What a receipt is to finance; nothing for money that will not come. What leaves by a transfer is below nothing.
fn kind_of(receipt: ReceiptKind) -> Option<FinanceKind> {
    match receipt {
        ReceiptKind::Deposit => Some(FinanceKind::Deposit),
        ReceiptKind::Refund => Some(FinanceKind::Refund),
        ReceiptKind::Interest => Some(FinanceKind::Interest),
        ReceiptKind::BankCharge => Some(FinanceKind::BankCharge),
        ReceiptKind::Transfer => Some(FinanceKind::Transfer),
        ReceiptKind::WriteOff => None,
    }
}

fn of_receipt(receipt: &ReceiptPosition, agreement: &AgreementRef, donor: &DonorCode, lines: &mut Vec<Line>) {
    let Some(kind) = kind_of(receipt.receipt.kind) else { return };
    let charges = [(FinanceKind::Fee, receipt.fee), (FinanceKind::Levy, receipt.levy)];
    let charges: Vec<(FinanceKind, Money)> = charges.into_iter().filter(|(_, charge)| !charge.is_zero()).collect();
    for (kind, charge) in &charges {
        let said = Written {
            number: format!("{}/{}", receipt.receipt.number, kind.name()),
            quotes: vec![receipt.receipt.number.clone()],
            agreement: Some(agreement.clone()),
            donor: Some(donor.clone()),
            ..Written::default()
        };
        lines.push(Line::written(*kind, receipt.receipt.date, *charge, said));
    }
    let leaves = kind == FinanceKind::Transfer && receipt.receipt.to_agreement.as_ref() != Some(agreement);
    let mut line = line_of(kind, &receipt.receipt, if leaves { -receipt.base } else { receipt.base });
    line.edit(|said| {
        said.agreement = Some(agreement.clone());
        said.donor = Some(donor.clone());
        said.charges = charges;
    });
    lines.push(line);
}

fn of_spending(fact: &Arc<Expenditure>, base: Money) -> Line {
    let kind = match fact.expenditure_type {
        ExpenditureType::Expenditure => FinanceKind::Expenditure,
        ExpenditureType::Obligation => FinanceKind::Obligation,
    };
    Line::spending(kind, base, Arc::clone(fact))
}

fn later(facts: &Facts, as_of: NaiveDate, rates: &RateTable, lines: &mut Vec<Line>) {
    for receipt in facts.receipts.iter().filter(|receipt| receipt.date > as_of) {
        let base = rates.booked(receipt.amount, receipt.base_amount, receipt.date, &receipt.source);
        let (Some(kind), Ok(base)) = (kind_of(receipt.kind), base) else { continue };
        if let Some(to) = &receipt.to_agreement {
            let mut comes = line_of(kind, receipt, base);
            comes.edit(|said| said.agreement = Some(to.clone()));
            lines.extend([line_of(kind, receipt, -base), comes]);
        } else {
            lines.push(line_of(kind, receipt, base));
        }
    }
    for fact in facts.expenditure.iter().filter(|fact| fact.date > as_of) {
        if let Ok(base) = rates.booked(fact.amount, fact.base_amount, fact.date, &fact.source) {
            lines.push(of_spending(fact, base));
        }
    }
}
