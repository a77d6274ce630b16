//! How every agreement stood at the end of a month: what a run records and a later month is compared with.
//!
//! What comes in: the figures of a month. What leaves: sums by agreement and receipt that mean the same in every later
//! version. What it does not know: where they are kept.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::attribute::figures::SupportByYear;
use crate::domain::facts::ReceiptKind;
use crate::domain::{AgreementRef, Currency, DonorCode, Money};

use super::Figures;

/// How every agreement stood on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The day.
    pub as_of: NaiveDate,
    /// By reference.
    pub agreements: Vec<AgreementStanding>,
}

/// How an agreement stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementStanding {
    /// The agreement.
    pub agreement: AgreementRef,
    /// Its donor.
    pub donor: DonorCode,
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// Its currency.
    pub currency: Currency,
    /// Its amount in that currency, less what was written off; nothing while it is only announced.
    pub amount: Decimal,
    /// Its value in base currency; nothing while it is only announced.
    pub committed: Money,
    /// Deposits and, below zero, refunds.
    pub receipts: Vec<ReceiptStanding>,
    /// Placed.
    pub placed: Money,
    /// Spent, support cost included.
    pub spent: Money,
    /// Of it, support cost by year. Months that were closed by earlier versions did not say it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub support_cost: BTreeMap<i32, Money>,
}

/// A deposit, or a refund below zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptStanding {
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: NaiveDate,
    /// Its amount in the currency of the payment.
    pub amount: Decimal,
    /// Its amount in base currency.
    pub base: Money,
}

impl Standing {
    /// Support cost by agreement and year.
    pub(super) fn support_by_year(&self) -> SupportByYear {
        let of = |agreement: &AgreementStanding| {
            let reference = agreement.agreement.clone();
            agreement.support_cost.clone().into_iter().map(move |(year, cost)| ((reference.clone(), year), cost))
        };
        self.agreements.iter().flat_map(of).collect()
    }

    /// How the agreements of a month stand.
    pub fn of(figures: &Figures) -> Self {
        let mut placed: HashMap<&AgreementRef, Money> = HashMap::new();
        for placement in figures.placements() {
            *placed.entry(&placement.agreement).or_default() += placement.amount;
        }
        let mut paid = vec![Money::ZERO; figures.ledger.agreements.len()];
        for share in &figures.attribution.spent {
            paid[share.agreement()] += share.amount;
        }
        let references = figures.ledger.agreements.iter().map(|position| &position.agreement.reference);
        let mut spent: HashMap<&AgreementRef, Money> = references.zip(paid).collect();
        let mut support: HashMap<&AgreementRef, BTreeMap<i32, Money>> = HashMap::new();
        for ((agreement, year), cost) in &figures.attribution.support_cost {
            *spent.entry(agreement).or_default() += *cost;
            support.entry(agreement).or_default().insert(*year, *cost);
        }
        let agreements = figures.ledger.agreements.iter().map(|position| {
            let agreement = &position.agreement;
            let receipts = position.receipts.iter().filter_map(|receipt| {
                let (fact, base) = (&receipt.receipt, receipt.base);
                let (amount, base) = match fact.kind {
                    ReceiptKind::Deposit => (fact.amount.amount, base),
                    ReceiptKind::Refund => (-fact.amount.amount, -base),
                    ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer => {
                        return None;
                    }
                };
                Some(ReceiptStanding { number: fact.number.clone(), date: fact.date, amount, base })
            });
            let written_off: Decimal = position
                .receipts
                .iter()
                .filter(|receipt| receipt.receipt.kind == ReceiptKind::WriteOff)
                .map(|receipt| receipt.receipt.amount.amount)
                .sum();
            let signed = position.is_signed();
            AgreementStanding {
                agreement: agreement.reference.clone(),
                donor: agreement.donor.clone(),
                signed_on: agreement.signed_on,
                currency: agreement.amount.currency,
                amount: if signed { agreement.amount.amount - written_off } else { Decimal::ZERO },
                committed: position.committed.money(),
                receipts: receipts.collect(),
                placed: placed.get(&agreement.reference).copied().unwrap_or_default(),
                spent: spent.get(&agreement.reference).copied().unwrap_or_default(),
                support_cost: support.remove(&agreement.reference).unwrap_or_default(),
            }
        });
        Self { as_of: figures.ledger.as_of, agreements: agreements.collect() }
    }
}
