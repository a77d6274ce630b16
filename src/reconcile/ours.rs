//! Our side: deposits, refunds, budgets and expenditure of the ledger as comparable lines.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::facts::{Expenditure, ExpenditureType, FinanceKind, ReceiptKind};
use crate::domain::{AgreementRef, DonorCode, GeographyCode, Money, OriginalAmount, Source, ThemeCode};
use crate::ledger::Ledger;

/// One of our lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OurLine {
    /// What it is.
    pub kind: FinanceKind,
    /// When.
    pub date: NaiveDate,
    /// How much, in base money.
    pub amount: Money,
    /// How much, in the currency of the document.
    pub original: Option<OriginalAmount>,
    /// What it is a line of.
    pub behind: Behind,
}

/// What one of our lines is a line of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// A deposit or a refund.
    Receipt {
        /// Its number.
        number: String,
        /// Its agreement.
        agreement: AgreementRef,
        /// The agreement's donor.
        donor: DonorCode,
        /// Where it stands.
        source: Source,
    },
    /// Expenditure.
    Spending(Arc<Expenditure>),
    /// Placed money, which finance should have issued as a budget. The program computed it: it stands nowhere.
    Budget {
        /// The agreement.
        agreement: AgreementRef,
        /// Its donor.
        donor: Option<DonorCode>,
        /// The place.
        geography: GeographyCode,
        /// The theme.
        theme: ThemeCode,
    },
}

impl OurLine {
    /// The number of its own: receipt or document.
    pub fn document(&self) -> Option<&str> {
        match &self.behind {
            Behind::Receipt { number, .. } => Some(number),
            Behind::Spending(fact) => fact.document.as_deref(),
            Behind::Budget { .. } => None,
        }
    }

    /// The agreement or project it belongs to.
    pub fn reference(&self) -> &str {
        match &self.behind {
            Behind::Receipt { agreement, .. } | Behind::Budget { agreement, .. } => agreement.as_str(),
            Behind::Spending(fact) => &fact.project,
        }
    }

    /// The donor.
    pub fn donor(&self) -> Option<&DonorCode> {
        match &self.behind {
            Behind::Receipt { donor, .. } => Some(donor),
            Behind::Spending(_) => None,
            Behind::Budget { donor, .. } => donor.as_ref(),
        }
    }

    /// The place and the theme.
    pub fn target(&self) -> Option<(&GeographyCode, &ThemeCode)> {
        match &self.behind {
            Behind::Receipt { .. } => None,
            Behind::Spending(fact) => Some((&fact.geography, &fact.theme)),
            Behind::Budget { geography, theme, .. } => Some((geography, theme)),
        }
    }

    /// Where it stands.
    pub fn source(&self) -> Option<&Source> {
        match &self.behind {
            Behind::Receipt { source, .. } => Some(source),
            Behind::Spending(fact) => Some(&fact.source),
            Behind::Budget { .. } => None,
        }
    }
}

/// Receipts and expenditure of the ledger.
pub(super) fn lines(ledger: &Ledger) -> Vec<OurLine> {
    let mut lines = Vec::with_capacity(ledger.spending.len());
    for position in &ledger.agreements {
        for receipt in &position.receipts {
            let kind = match receipt.receipt.kind {
                ReceiptKind::Deposit => FinanceKind::Deposit,
                ReceiptKind::Refund => FinanceKind::Refund,
                ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer => {
                    continue;
                }
            };
            lines.push(OurLine {
                kind,
                date: receipt.receipt.date,
                amount: receipt.base,
                original: Some(receipt.receipt.amount),
                behind: Behind::Receipt {
                    number: receipt.receipt.number.clone(),
                    agreement: position.agreement.reference.clone(),
                    donor: position.agreement.donor.clone(),
                    source: receipt.receipt.source.clone(),
                },
            });
        }
    }
    for line in &ledger.spending {
        match line.fact.expenditure_type {
            ExpenditureType::Expenditure if line.is_booked() => lines.push(OurLine {
                kind: FinanceKind::Expenditure,
                date: line.fact.date,
                amount: line.base,
                original: Some(line.fact.amount),
                behind: Behind::Spending(Arc::clone(&line.fact)),
            }),
            ExpenditureType::Expenditure | ExpenditureType::Obligation => {}
        }
    }
    lines
}
