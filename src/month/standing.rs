//! How every agreement stood at the end of a month: what a run records and a later month is compared with.
//!
//! What comes in: the figures of a month. What leaves: sums by agreement and receipt that mean the same in every later
//! version. What it does not know: where they are kept.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::attribute::BookedResult;
use crate::attribute::figures::{Recorded, SupportByYear};
use crate::attribute::run::{Cause, REFUND};
use crate::domain::facts::ReceiptKind;
use crate::domain::{AgreementRef, Currency, DonorCode, Money};
use crate::ledger::{AgreementPosition, Promise};

use super::{BookedReceipt, Figures};

/// How every agreement stood on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The day.
    pub as_of: NaiveDate,
    /// By reference.
    pub agreements: Vec<AgreementStanding>,
    /// Every receipt as it was booked. Months that versions to 0.1.0 ran do not say it.
    pub booked: Option<Vec<BookedReceipt>>,
    /// Every result as it was booked. Months that versions to 0.1.0 ran do not say it.
    pub results: Option<Vec<BookedResult>>,
}

/// How an agreement stood.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Allocated.
    pub allocated: Money,
    /// Charged, support cost included.
    pub charged: Money,
    /// Of it, support cost by year. Months that version 0.1.0 ran do not say it.
    pub support_cost: BTreeMap<i32, Money>,
    /// What was written off. Months that version 0.1.0 ran do not say it.
    pub written_off: Option<WrittenOff>,
    /// Of what is allocated, all corrections: below zero where money was taken back.
    pub corrected: Money,
    /// Of all corrections, those that took back what was refunded in their month: below zero.
    pub refunded: Money,
    /// Of what is allocated, all that lapsed: below zero.
    pub lapsed: Money,
    /// Of what is charged, without support cost, all that restated facts of closed months made.
    pub restated: Money,
    /// Of support cost, what that came to; nothing in months that did not record it.
    pub restated_support: Money,
    /// How amendments changed its amount, each from its day, in their order; nothing while it is only announced.
    pub amended: Vec<Promise>,
    /// Of what is allocated, all that decisions entered.
    pub decided: Money,
}

/// Money of an agreement that will not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenOff {
    /// In the agreement's currency.
    pub amount: Decimal,
    /// In base currency.
    pub base: Money,
}

/// A deposit, or a refund below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// What it recorded of figures that follow from charges.
    pub(super) fn recorded(&self) -> Recorded {
        Recorded { support: self.support_by_year(), results: self.results.clone() }
    }

    /// Support cost by agreement and year.
    fn support_by_year(&self) -> SupportByYear {
        let of = |agreement: &AgreementStanding| {
            let reference = agreement.agreement.clone();
            agreement.support_cost.clone().into_iter().map(move |(year, cost)| ((reference.clone(), year), cost))
        };
        self.agreements.iter().flat_map(of).collect()
    }

    /// How the agreements of a month stand, after the last closed month, where there is one.
    pub(super) fn of(figures: &Figures, before: Option<&Self>, booked: Vec<BookedReceipt>) -> Self {
        let Figures { ledger, book, attribution, .. } = figures;
        let mut support: HashMap<&AgreementRef, BTreeMap<i32, Money>> = HashMap::new();
        for ((agreement, year), cost) in &attribution.support_cost {
            support.entry(agreement).or_default().insert(*year, *cost);
        }
        let mut by_cause = vec![[Money::ZERO; 4]; ledger.agreements.len()];
        for entry in &book.entries {
            let sums = &mut by_cause[entry.agreement as usize];
            match entry.cause {
                Cause::Correction if entry.reference == REFUND => {
                    sums[0] += entry.amount;
                    sums[3] += entry.amount;
                }
                Cause::Correction => sums[0] += entry.amount,
                Cause::Lapse => sums[1] += entry.amount,
                Cause::Decision => sums[2] += entry.amount,
                Cause::Opening | Cause::Cost | Cause::Cover | Cause::Recommendation => {}
            }
        }
        let earlier = |agreement: &AgreementRef| {
            let stood =
                before.into_iter().flat_map(|before| &before.agreements).find(|one| one.agreement == *agreement);
            stood.map(|stood| [stood.restated, stood.restated_support]).unwrap_or_default()
        };
        let mut restated = vec![Money::ZERO; ledger.agreements.len()];
        for share in &attribution.restated {
            restated[share.agreement()] += share.amount;
        }
        let agreements = ledger.agreements.iter().enumerate().map(|(number, position)| {
            let reference = &position.agreement.reference;
            let support_cost = support.remove(reference).unwrap_or_default();
            let amounts = book.amounts[number];
            let [corrected, lapsed, decided, refunded] = by_cause[number];
            let [restated_before, support_before] = earlier(reference);
            AgreementStanding {
                allocated: amounts.allocated,
                charged: amounts.charged + support_cost.values().copied().sum::<Money>(),
                support_cost,
                corrected,
                refunded,
                lapsed,
                decided,
                restated: restated_before + restated[number],
                restated_support: support_before + attribution.restated_support[number],
                ..promised(position)
            }
        });
        let (agreements, results) = (agreements.collect(), Some(attribution.results.clone()));
        Self { as_of: ledger.as_of, agreements, booked: Some(booked), results }
    }
}

/// What an agreement promises, and what came of it.
fn promised(position: &AgreementPosition) -> AgreementStanding {
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
    let written_off = position.receipts.iter().filter(|receipt| receipt.receipt.kind == ReceiptKind::WriteOff);
    let written_off: Decimal = written_off.map(|receipt| receipt.receipt.amount.amount).sum();
    let signed = position.is_signed();
    AgreementStanding {
        agreement: agreement.reference.clone(),
        donor: agreement.donor.clone(),
        signed_on: agreement.signed_on,
        currency: agreement.amount.currency,
        amount: if signed { agreement.amount.amount - written_off } else { Decimal::ZERO },
        committed: position.committed.money(),
        receipts: receipts.collect(),
        allocated: Money::ZERO,
        charged: Money::ZERO,
        support_cost: BTreeMap::new(),
        written_off: Some(WrittenOff { amount: written_off, base: position.written_off }),
        corrected: Money::ZERO,
        refunded: Money::ZERO,
        lapsed: Money::ZERO,
        restated: Money::ZERO,
        restated_support: Money::ZERO,
        amended: position.promises.iter().skip(1).filter(|_| signed).copied().collect(),
        decided: Money::ZERO,
    }
}
