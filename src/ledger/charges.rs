//! What is taken out of a contribution before it can be programmed (docs/domain.md, section 1, charges).

use crate::config::Fund;
use crate::domain::facts::Levy;
use crate::domain::{EarmarkCategory, Money, Percent, Terms};

/// The rates that hold for an agreement on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargeRates {
    /// The administrative fee, of each deposit.
    pub fee: Percent,
    /// The programme support rate, of direct expenditure.
    pub support: Percent,
    /// The coordination levy, of each deposit that it is paid out of.
    pub levy: Percent,
}

impl ChargeRates {
    /// The rates of an agreement's terms, else the fund's; the levy only on tightly earmarked money unless the terms say
    /// otherwise, and only when it is paid out of the contribution: one on top is no part of the deposit.
    pub fn of(terms: &Terms, fund: &Fund) -> Self {
        let by_category = match terms.earmark.category {
            EarmarkCategory::TightlyEarmarked => Levy::Included,
            EarmarkCategory::Earmarked | EarmarkCategory::SoftlyEarmarked | EarmarkCategory::Unearmarked => Levy::None,
        };
        let levy = match terms.levy.unwrap_or(by_category) {
            Levy::Included => fund.charges.levy,
            Levy::OnTop | Levy::None => Percent::ZERO,
        };
        Self {
            fee: terms.fee_rate.unwrap_or(fund.charges.administrative_fee),
            support: terms.support_rate.unwrap_or(fund.charges.support_cost),
            levy,
        }
    }

    /// Fee and levy of a deposit.
    pub fn on_deposit(&self, deposit: Money) -> (Money, Money) {
        (self.fee.of(deposit), self.levy.of(deposit))
    }

    /// The part of money above nothing that can be programmed; the rest is kept for programme support.
    pub fn programmable(&self, net: Money) -> Money {
        self.support.taken_out_of(net)
    }
}
