//! What others than the fund are told together with other money, since in some year it is one donor's alone of those that are not named.
//!
//! What comes in: what came and went of each donor by year. What leaves: whether refunds are taken off what was received, and the levy is
//! in the fee, in the whole book.

use std::collections::BTreeMap;

use crate::domain::{DonorCode, Money};
use crate::ledger::Told;

use super::super::origin::Basis;
use super::super::view::View;
use super::data::{Item, RECEIVED};
use super::flows::{self, Flow};

/// Money that is told together with other money; by itself in a book of the fund's own or of a donor's.
#[derive(Clone, Copy, Default)]
pub(in super::super) struct Folds {
    /// Refunds, taken off what was received.
    pub refunds: bool,
    /// The levy, in the fee.
    pub levy: bool,
}

/// What was received less refunds, and fee and levy, where they are told together.
pub(in super::super) const NET: Item = "position-paid";
pub(in super::super) const FEE_AND_LEVY: Item = "statement-fee-levy";

impl Folds {
    /// What is one donor's alone in a year, or in all.
    pub fn of(view: &View<'_>, told: &Told) -> Self {
        let donors: BTreeMap<&DonorCode, BTreeMap<i32, Flow>> =
            view.donors().map(|donor| (&donor.code, flows::by_year(view, &view.of(&donor.code)))).collect();
        let years = || donors.values().flat_map(BTreeMap::keys);
        let is_alone = |amount: fn(&Flow) -> Money| {
            let in_year = |donor: &DonorCode, year: &i32| donors.get(donor)?.get(year).map(amount);
            let has = |donor: &DonorCode, year| in_year(donor, year).is_some_and(|amount| !amount.is_zero());
            told.is_one_alone(|donor| years().any(|year| has(donor, year)))
                || years().any(|year| told.is_one_alone(|donor| has(donor, year)))
        };
        Self { refunds: is_alone(|flow| flow.refunded), levy: is_alone(|flow| flow.levy) }
    }

    /// What an item of the statement is told as, and from where its amount comes; nothing where it is told as it is.
    pub fn told_as(self, item: Item) -> Option<(Item, Basis)> {
        match item {
            "statement-fee" | "statement-levy" if self.levy => Some((FEE_AND_LEVY, Basis::FeeAndLevy)),
            _ if self.refunds && RECEIVED.contains(&item) => Some((NET, Basis::Receipts)),
            _ => None,
        }
    }
}
