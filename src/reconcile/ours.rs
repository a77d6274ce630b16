//! Our side: deposits, refunds and expenditure of the ledger as comparable lines.

use chrono::NaiveDate;

use crate::domain::facts::{ExpenditureType, FinanceKind, ReceiptKind};
use crate::domain::{DonorCode, GeographyCode, Money, OriginalAmount, Source, ThemeCode};
use crate::ledger::Ledger;

/// One of our lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OurLine {
    /// What it is.
    pub kind: FinanceKind,
    /// When.
    pub date: NaiveDate,
    /// The number of its own: receipt or document.
    pub document: Option<String>,
    /// The agreement or project it belongs to.
    pub reference: Option<String>,
    /// The donor.
    pub donor: Option<DonorCode>,
    /// The place.
    pub geography: Option<GeographyCode>,
    /// The theme.
    pub theme: Option<ThemeCode>,
    /// How much, in base money.
    pub amount: Money,
    /// How much, in the currency of the document.
    pub original: Option<OriginalAmount>,
    /// Where it stands; none for figures that the program computed.
    pub source: Option<Source>,
}

pub(super) fn lines(ledger: &Ledger) -> Vec<OurLine> {
    let mut lines = Vec::new();
    for position in &ledger.agreements {
        for receipt in &position.receipts {
            let kind = match receipt.receipt.kind {
                ReceiptKind::Deposit => FinanceKind::Deposit,
                ReceiptKind::Refund => FinanceKind::Refund,
                ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge => continue,
            };
            lines.push(OurLine {
                kind,
                date: receipt.receipt.date,
                document: Some(receipt.receipt.number.clone()),
                reference: Some(position.agreement.reference.to_string()),
                donor: Some(position.agreement.donor.clone()),
                geography: None,
                theme: None,
                amount: receipt.base,
                original: Some(receipt.receipt.amount),
                source: Some(receipt.receipt.source.clone()),
            });
        }
    }
    for line in &ledger.spending {
        match line.fact.expenditure_type {
            ExpenditureType::Expenditure => lines.push(OurLine {
                kind: FinanceKind::Expenditure,
                date: line.fact.date,
                document: line.fact.document.clone(),
                reference: Some(line.fact.project.clone()),
                donor: None,
                geography: Some(line.fact.geography.clone()),
                theme: Some(line.fact.theme.clone()),
                amount: line.base,
                original: Some(line.fact.amount),
                source: Some(line.fact.source.clone()),
            }),
            ExpenditureType::Obligation => {}
        }
    }
    lines
}
